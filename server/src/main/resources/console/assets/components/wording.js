import { html, nothing } from '../component.js';
import { t } from '../i18n.js';

/** What the text check has read: each wanted text with what stands in its place, right or wrong. */
export function wording(check) {
  if (!check) return nothing;
  return html`<ul class="wording small">
    ${check.texts.map(
      (text) => html`<li data-exact=${String(outcome(text))}>
        <span class="unseen">${t(`wording.${outcome(text)}`)}:</span>
        <b>${text.read || text.wanted}</b>
        ${outcome(text) === false ? html`<span class="muted">${instead(text)}</span>` : nothing}
        ${outcome(text) === null ? html`<span class="muted">${t('wording.unreadable')}</span>` : nothing}
      </li>`,
    )}
    ${check.attempts > 1 ? html`<li class="muted">${t('wording.attempts', { n: check.attempts })}</li>` : nothing}
  </ul>`;
}

/** What the engine cannot draw of a prompt: it leaves these words out. */
export function undrawn(words) {
  if (!words?.length) return nothing;
  return html`<p class="small undrawn">${t('undrawn.n', { n: words.length, words: words.join(', ') })}</p>`;
}

/** Right or wrong; null for a text that was not compared. */
function outcome({ read, exact }) {
  return read === null ? null : exact;
}

function instead(text) {
  return text.read ? t('wording.wanted', { text: text.wanted }) : t('wording.missing');
}
