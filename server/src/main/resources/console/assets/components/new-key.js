import { patch, post } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { t, when } from '../i18n.js';
import { problem } from './notices.js';
import { segments } from './segments.js';

const DAY = 86_400;
const LIFETIMES = [0, 30, 90, 365];
const SCOPES = ['generate', 'read'];
/** The lifetime of a key whose expiry is left alone. */
const KEPT = 'kept';

/** The form of a new key, or of the terms of a `given` one. Calls `done` with the key that was made or changed. */
class NewKey extends Component {
  static properties = ['mode', 'problem', 'sending', 'done', 'given'];

  began() {
    this.mode = this.given?.mode ?? 'live';
  }

  view() {
    const { given } = this;
    return html`<form class="stack" @submit=${(event) => this.#send(event)}>
      ${problem(this.problem)} ${given ? nothing : this.#newOnes()} ${rights(given?.scopes ?? SCOPES)}
      <div class="field">
        <label for="key-lifetime">${t('keys.expires')}</label>
        <select id="key-lifetime" name="lifetime">
          ${given?.expires_at ? html`<option value=${KEPT}>${when(given.expires_at)}</option>` : nothing}
          ${LIFETIMES.map((days) => html`<option value=${days}>${days ? t('keys.in_days', { n: days }) : t('keys.never')}</option>`)}
        </select>
      </div>
      ${given && this.mode === 'test'
        ? nothing
        : html`<div class="two-fields">
            ${budget('budget_day', t('keys.budget_day'), given?.budget_day)} ${budget('budget_total', t('keys.budget_total'), given?.budget_total)}
          </div>`}
      <div class="row actions">
        <button type="button" class="button" @click=${() => this.done()}>${t('action.cancel')}</button>
        <button class="button primary" aria-disabled=${this.sending ? 'true' : nothing}>${t(given ? 'action.save' : 'keys.create')}</button>
      </div>
    </form>`;
  }

  /** What cannot be changed later. */
  #newOnes() {
    return html`<div class="field">
        <label for="key-name">${t('keys.name')}</label>
        <input id="key-name" name="name" required maxlength="100" autocomplete="off" placeholder=${t('keys.name_hint')} autofocus />
      </div>
      ${segments('mode', t('keys.mode'), [['live', t('keys.live')], ['test', t('keys.test')]], this.mode, (mode) => (this.mode = mode))}
      <p class="muted small">${t(this.mode === 'live' ? 'keys.live_text' : 'keys.test_text')}</p>`;
  }

  async #send(event) {
    event.preventDefault();
    if (this.sending) return;
    const form = new FormData(event.target);
    this.sending = true;
    this.problem = null;
    try {
      this.done(await (this.given ? patch(`/console/api/keys/${encodeURIComponent(this.given.id)}`, changes(form, this.mode)) : post('/console/api/keys', order(form, this.mode))));
    } catch (error) {
      this.problem = error;
    } finally {
      this.sending = false;
    }
  }
}

function rights(given) {
  return html`<fieldset class="field">
    <legend>${t('keys.rights')}</legend>
    ${SCOPES.map(
      (scope) => html`<label class="check">
        <input type="checkbox" name="scopes" value=${scope} ?checked=${given.includes(scope)} /> <span>${t(`scope.${scope}_text`)}</span>
      </label>`,
    )}
  </fieldset>`;
}

function budget(name, label, value) {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} name=${name} type="number" min=${value === 0 ? 0 : 1} step="1" .value=${String(value ?? '')} placeholder=${t('keys.no_budget')} />
  </div>`;
}

/** What the form says of a key that there is; null takes away. */
function changes(form, mode) {
  const lifetime = form.get('lifetime');
  const scopes = form.getAll('scopes');
  return {
    scopes: scopes.length ? scopes : SCOPES,
    ...(lifetime === KEPT ? {} : { expires_at: end(Number(lifetime)) ?? null }),
    ...(mode === 'test' ? {} : { budget_day: limit(form.get('budget_day')), budget_total: limit(form.get('budget_total')) }),
  };
}

/** Credits, 0 too; null for no limit. */
function limit(text) {
  return text === '' ? null : Number(text);
}

/** In Unix seconds; undefined for never. */
function end(days) {
  return days ? Math.floor(Date.now() / 1000) + days * DAY : undefined;
}

/** What was not chosen is left out. */
function order(form, mode) {
  const scopes = form.getAll('scopes');
  const days = Number(form.get('lifetime'));
  return {
    name: form.get('name').trim(),
    mode,
    scopes: scopes.length % SCOPES.length === 0 ? undefined : scopes,
    expires_at: end(days),
    budget_day: Number(form.get('budget_day')) || undefined,
    budget_total: Number(form.get('budget_total')) || undefined,
  };
}

element('z-new-key', NewKey);
