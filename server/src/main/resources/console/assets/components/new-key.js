import { post } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { t } from '../i18n.js';
import { problem } from './notices.js';
import { segments } from './segments.js';

const DAY = 86_400;
const LIFETIMES = [0, 30, 90, 365];
const SCOPES = ['generate', 'read'];

/** The form of a new key. Calls `done` with the key that was made. */
class NewKey extends Component {
  static properties = ['mode', 'problem', 'sending', 'done'];

  began() {
    this.mode = 'live';
  }

  view() {
    return html`<form class="stack" @submit=${(event) => this.#send(event)}>
      ${problem(this.problem)}
      <div class="field">
        <label for="key-name">${t('keys.name')}</label>
        <input id="key-name" name="name" required maxlength="100" autocomplete="off" placeholder=${t('keys.name_hint')} autofocus />
      </div>
      ${segments('mode', t('keys.mode'), [['live', t('keys.live')], ['test', t('keys.test')]], this.mode, (mode) => (this.mode = mode))}
      <p class="muted small">${t(this.mode === 'live' ? 'keys.live_text' : 'keys.test_text')}</p>
      ${rights()}
      <div class="field">
        <label for="key-lifetime">${t('keys.expires')}</label>
        <select id="key-lifetime" name="lifetime">
          ${LIFETIMES.map((days) => html`<option value=${days}>${days ? t('keys.in_days', { n: days }) : t('keys.never')}</option>`)}
        </select>
      </div>
      <div class="two-fields">${budget('budget_day', t('keys.budget_day'))} ${budget('budget_total', t('keys.budget_total'))}</div>
      <div class="row actions">
        <button type="button" class="button" @click=${() => this.done()}>${t('action.cancel')}</button>
        <button class="button primary" aria-disabled=${this.sending ? 'true' : nothing}>${t('keys.create')}</button>
      </div>
    </form>`;
  }

  async #send(event) {
    event.preventDefault();
    if (this.sending) return;
    const form = new FormData(event.target);
    this.sending = true;
    this.problem = null;
    try {
      this.done(await post('/console/api/keys', order(form, this.mode)));
    } catch (error) {
      this.problem = error;
    } finally {
      this.sending = false;
    }
  }
}

function rights() {
  return html`<fieldset class="field">
    <legend>${t('keys.rights')}</legend>
    ${SCOPES.map(
      (scope) => html`<label class="check">
        <input type="checkbox" name="scopes" value=${scope} checked /> <span>${t(`scope.${scope}_text`)}</span>
      </label>`,
    )}
  </fieldset>`;
}

function budget(name, label) {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} name=${name} type="number" min="1" step="1" placeholder=${t('keys.no_budget')} />
  </div>`;
}

/** What was not chosen is left out. */
function order(form, mode) {
  const scopes = form.getAll('scopes');
  const days = Number(form.get('lifetime'));
  return {
    name: form.get('name').trim(),
    mode,
    scopes: scopes.length % SCOPES.length === 0 ? undefined : scopes,
    expires_at: days ? Math.floor(Date.now() / 1000) + days * DAY : undefined,
    budget_day: Number(form.get('budget_day')) || undefined,
    budget_total: Number(form.get('budget_total')) || undefined,
  };
}

element('z-new-key', NewKey);
