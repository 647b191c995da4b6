import { get, post } from '../api.js';
import { Component, element, html, nothing, svg } from '../component.js';
import { t, useTexts, when } from '../i18n.js';
import { loadSession, session } from '../session.js';
import { openDialog } from './dialogs.js';
import { DialogForm, openForm } from './dialog-form.js';
import { toast } from './notices.js';
import './copy.js';

await useTexts('people');

const PATH = '/console/api/two-factor';

/** Two-factor codes: set up, recovery codes, turned off. */
class TwoFactor extends Component {
  static properties = ['status'];

  began() {
    this.#load();
  }

  async #load() {
    try {
      this.status = await get(PATH, { signal: this.signal });
    } catch {
      // The page goes on without it; the next look comes with the next visit.
    }
  }

  view() {
    if (!this.status) return nothing;
    return html`<section class="card stack" aria-labelledby="two-factor-title">
      <h2 id="two-factor-title">${t('two_factor.title')}</h2>
      ${session()?.person.codes_missing ? html`<div class="notice warn"><p>${t('two_factor.needed')}</p></div>` : nothing}
      <p class="muted">${t(this.status.enabled ? 'two_factor.on' : 'two_factor.off')}</p>
      ${this.status.enabled ? this.#on() : this.#off()}
    </section>`;
  }

  #off() {
    return html`<div class="row">
      <button class="button" @click=${() => this.#setUp()}>${t('two_factor.set_up')}</button>
    </div>`;
  }

  #on() {
    return html`<dl class="facts">
        <dt>${t('two_factor.since')}</dt><dd>${when(this.status.since)}</dd>
        <dt>${t('two_factor.left')}</dt><dd>${this.status.recovery_codes}</dd>
      </dl>
      <div class="row">
        <button class="button small" @click=${() => this.#renew()}>${t('two_factor.renew')}</button>
        <button class="button small danger" @click=${() => this.#remove()}>${t('two_factor.remove')}</button>
      </div>`;
  }

  /** Asks for the password and posts it; what was answered, or undefined. */
  #withPassword(title, path) {
    return openForm('z-password-again', title, { path });
  }

  async #setUp() {
    const enrolment = await this.#withPassword(t('two_factor.title'), PATH);
    if (!enrolment) return;
    const made = await openForm('z-enrolment', t('two_factor.title'), enrolment);
    if (!made) return;
    await this.#showCodes(made.recovery_codes);
    if (session()?.person.codes_missing) await loadSession();
  }

  async #renew() {
    const made = await this.#withPassword(t('two_factor.renew'), `${PATH}/recovery-codes`);
    if (made) await this.#showCodes(made.recovery_codes);
  }

  async #showCodes(codes) {
    await this.#load();
    const text = codes.join('\n');
    await openDialog(
      t('two_factor.recovery'),
      (close) => html`<p>${t('two_factor.recovery_text')}</p>
        <ul class="recovery-codes" role="list">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
        <div class="row actions">
          <a class="button" download="zimage-recovery-codes.txt" href=${`data:text/plain,${encodeURIComponent(`${text}\n`)}`}>${t('two_factor.download')}</a>
          <button class="button primary" @click=${() => close(true)}>${t('action.done')}</button>
        </div>`,
    );
  }

  async #remove() {
    if (!(await this.#withPassword(t('two_factor.remove'), `${PATH}/remove`))) return;
    toast(t('two_factor.removed'));
    await this.#load();
    if (session()) await loadSession();
  }
}

class PasswordAgain extends DialogForm {
  fields() {
    return html`<input type="hidden" name="username" autocomplete="username" value=${session().person.email} />
      <div class="field">
        <label for="password-again">${t('signin.password')}</label>
        <input id="password-again" name="password" type="password" autocomplete="current-password" required aria-describedby="password-again-hint" />
        <p class="muted small" id="password-again-hint">${t('two_factor.password_text')}</p>
      </div>`;
  }

  action() {
    return t('two_factor.continue');
  }

  send({ password }) {
    return post(this.account.path, { password });
  }
}

/** The secret for the app, and the first code of it. */
class Enrolment extends DialogForm {
  fields() {
    const { qr, secret } = this.account;
    return html`<p>${t('two_factor.scan')}</p>
      <svg class="qr" viewBox="0 0 ${qr.size} ${qr.size}" role="img" aria-label=${t('two_factor.qr')} shape-rendering="crispEdges">
        ${svg`<rect width=${qr.size} height=${qr.size} fill="#fff"/><path d=${qr.path} fill="#000"/>`}
      </svg>
      <div class="field">
        <span class="small">${t('two_factor.secret')}</span>
        <z-copy .value=${secret}></z-copy>
      </div>
      <div class="field">
        <label for="first-code">${t('two_factor.code')}</label>
        <input id="first-code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="7" autofocus />
      </div>`;
  }

  action() {
    return t('two_factor.confirm');
  }

  send({ code }) {
    return post(`${PATH}/confirm`, { code });
  }
}

element('z-two-factor', TwoFactor);
element('z-password-again', PasswordAgain);
element('z-enrolment', Enrolment);
