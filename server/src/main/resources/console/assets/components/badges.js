import { html } from '../component.js';
import { number, t } from '../i18n.js';

export function creditBadge(credits) {
  return html`<span class="credits figures">${t('credits.n', { n: credits })}</span>`;
}

/** A word with a colour of its own; the word says it too. */
export function badge(text, kind = 'plain') {
  return html`<span class="badge ${kind}">${text}</span>`;
}

const KINDS = { processing: 'accent', completed: 'ok', failed: 'danger' };

export function statusBadge(status) {
  return badge(t(`status.${status}`), KINDS[status]);
}

/** Credits that were given or taken, with their sign. */
export function signed(credits) {
  return html`<span class=${credits < 0 ? 'figures' : 'figures gain'}>${number(credits, { signDisplay: 'exceptZero' })}</span>`;
}
