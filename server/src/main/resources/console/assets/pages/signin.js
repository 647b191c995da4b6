import { post } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { problem } from '../components/notices.js';
import { t } from '../i18n.js';
import { cameFrom, go } from '../router.js';
import { enter, loadSession, whenEnteredElsewhere } from '../session.js';

class SignIn extends Component {
  static properties = ['problem', 'sending'];

  /** Who signed in in another tab meanwhile need not do it again here. */
  began() {
    whenEnteredElsewhere(() => this.#look(), this.signal);
    this.#look();
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
      ${problem(this.problem)}
      <div class="field">
        <label for="email">${t('signin.email')}</label>
        <input id="email" name="email" type="email" autocomplete="username" required autofocus />
      </div>
      <div class="field">
        <label for="password">${t('signin.password')}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
      </div>
      <button class="button primary large" aria-disabled=${this.sending ? 'true' : nothing}>${t('signin.action')}</button>
      <p class="muted small">${t('signin.forgot')} <code>./zimage people reset you@example.com</code></p>
    </form>`;
  }

  drawn() {
    if (!this.ready) this.querySelector('#email').focus();
    this.ready = true;
  }

  async #send(event) {
    event.preventDefault();
    if (this.sending) return;
    const form = new FormData(event.target);
    this.sending = true;
    this.problem = null;
    try {
      enter(await post('/console/api/session', { email: form.get('email'), password: form.get('password') }));
      go(cameFrom(), { replace: true });
    } catch (error) {
      this.problem = error.retryAfter ? t('signin.wait', { n: error.retryAfter }) : error.code === 10005 ? t('signin.wrong') : error;
    } finally {
      this.sending = false;
    }
  }
}

export default element('z-signin', SignIn);
