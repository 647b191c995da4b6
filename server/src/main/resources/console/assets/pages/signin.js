import { get, post } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { problem } from '../components/notices.js';
import { has, t } from '../i18n.js';
import { cameFrom, go } from '../router.js';
import { enter, loadSession, whenEnteredElsewhere } from '../session.js';

class SignIn extends Component {
  static properties = ['problem', 'sending', 'known', 'methods'];

  /** Who signed in in another tab meanwhile need not do it again here. */
  began() {
    whenEnteredElsewhere(() => this.#look(), this.signal);
    this.#look();
    this.#askForMethods();
    const said = new URLSearchParams(location.search);
    const key = `signin.problem.${said.get('problem')}`;
    const wait = Number(said.get('wait'));
    this.problem = wait > 0 ? t('signin.wait', { n: wait }) : has(key) ? t(key) : null;
  }

  async #askForMethods() {
    try {
      this.methods = await get('/console/api/sign-in-methods', { signal: this.signal });
    } catch {
      // The password is left.
    }
  }

  async #look() {
    try {
      if ((await loadSession()) && this.isConnected) go(cameFrom(), { replace: true });
    } catch {
      // Then whoever signs in here sees what is wrong.
    }
  }

  view() {
    return html`<form class="card stack gate" @submit=${(event) => this.#send(event)}>
      <h1>${t('signin.title')}</h1>
      ${problem(this.problem)} ${this.known ? this.#code() : this.#password()}
    </form>`;
  }

  #password() {
    return html`<div class="field">
        <label for="email">${t('signin.email')}</label>
        <input id="email" name="email" type="email" autocomplete="username" required autofocus />
      </div>
      <div class="field">
        <label for="password">${t('signin.password')}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
      </div>
      ${this.#button()}
      ${this.#others()}
      <p class="muted small">${t('signin.forgot')} <code>./zimage people reset you@example.com</code></p>`;
  }

  #others() {
    const { provider, passkeys } = this.methods ?? {};
    const passkey = passkeys && globalThis.PublicKeyCredential;
    if (!provider && !passkey) return nothing;
    return html`<p class="muted small">${t('signin.or')}</p>
      ${passkey ? html`<button type="button" class="button large" @click=${() => this.#byPasskey()}>${t('signin.passkey')}</button>` : nothing}
      ${provider
        ? html`<a class="button large" href="/console/api/oidc/start?${new URLSearchParams({ next: cameFrom() })}">${t('signin.provider', { name: provider })}</a>`
        : nothing}`;
  }

  /** The password was right, and a code is asked for. */
  #code() {
    return html`<p class="muted">${this.known.email}</p>
      <div class="field">
        <label for="code">${t('signin.code')}</label>
        <input id="code" name="code" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" maxlength="40" required aria-describedby="code-hint" />
        <p class="muted small" id="code-hint">${t('signin.code_hint')}</p>
      </div>
      ${this.#button()}
      <button type="button" class="button quiet" @click=${() => this.#back()}>${t('signin.back')}</button>`;
  }

  #button() {
    return html`<button class="button primary large" aria-disabled=${this.sending ? 'true' : nothing}>${t('signin.action')}</button>`;
  }

  #back() {
    this.known = null;
    this.problem = null;
  }

  drawn() {
    const step = this.known ? '#code' : '#email';
    if (this.step !== step) this.querySelector(step).focus();
    this.step = step;
  }

  #send(event) {
    event.preventDefault();
    const given = { ...this.known, ...Object.fromEntries(new FormData(event.target)) };
    return this.#try(async () => {
      const answer = await post('/console/api/session', given);
      if (!answer.code_needed) return answer;
      this.known = given;
    });
  }

  #byPasskey() {
    return this.#try(async () => (await import('../passkeys.js')).signInByPasskey());
  }

  /** Enters the session that is answered, if it is one. */
  async #try(open) {
    if (this.sending) return;
    this.sending = true;
    this.problem = null;
    try {
      const answer = await open();
      if (!answer) return;
      enter(answer);
      go(answer.person.codes_missing ? '/settings/account' : cameFrom(), { replace: true });
    } catch (error) {
      this.problem = this.#wrong(error);
    } finally {
      this.sending = false;
    }
  }

  #wrong(error) {
    if (error.retryAfter) return t('signin.wait', { n: error.retryAfter });
    return error.code === 10005 ? t(this.known ? 'signin.code_wrong' : 'signin.wrong') : error;
  }
}

export default element('z-signin', SignIn);
