import '../components/copy.js';
import { get, post, query } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { problem } from '../components/notices.js';
import { t } from '../i18n.js';
import { SHORTEST_PASSWORD } from '../passwords.js';
import { go } from '../router.js';
import { enter } from '../session.js';

/** Where a one-time link leads: choose a password, and be signed in. */
class Setup extends Component {
  static properties = ['link', 'problem', 'sending', 'shown'];

  began() {
    this.token = new URLSearchParams(location.search).get('token') ?? '';
    this.#check();
  }

  async #check() {
    try {
      this.link = await get(query('/console/api/setup', { token: this.token }), { signal: this.signal });
    } catch (error) {
      if (error.status === 0) this.problem = error;
      else if (!this.signal.aborted) this.link = { valid: false };
    }
  }

  view() {
    if (this.problem && !this.link) return html`<div class="card stack gate">${problem(this.problem)}</div>`;
    if (!this.link) return nothing;
    return this.link.valid ? this.#form() : this.#used();
  }

  #used() {
    return html`<div class="card stack gate">
      <h1>${t('setup.used')}</h1>
      <p>${t('setup.used_text')}</p>
      <z-copy .value=${'./zimage people invite you@example.com --operator'}></z-copy>
      <p><a href="/signin">${t('setup.sign_in')}</a></p>
    </div>`;
  }

  #form() {
    return html`<form class="card stack gate" @submit=${(event) => this.#send(event)}>
      <h1>${t(this.link.role === 'operator' ? 'setup.title' : 'setup.title_member')}</h1>
      <p class="muted">${t('setup.text')}</p>
      ${problem(this.problem)}
      <div class="field">
        <label for="email">${t('signin.email')}</label>
        <input id="email" name="email" type="email" autocomplete="username" required .value=${this.link.email ?? ''} ?readonly=${this.link.email} />
      </div>
      <div class="field">
        <label for="password">${t('setup.password')}</label>
        <div class="joined">
          <input
            id="password"
            name="password"
            type=${this.shown ? 'text' : 'password'}
            autocomplete="new-password"
            minlength=${SHORTEST_PASSWORD}
            required
            aria-describedby="password-hint"
          />
          <button type="button" class="button" aria-pressed=${this.shown ? 'true' : 'false'} @click=${() => (this.shown = !this.shown)}>
            ${t('setup.show')}
          </button>
        </div>
        <p class="muted small" id="password-hint">${t('setup.hint', { n: SHORTEST_PASSWORD })}</p>
      </div>
      <button class="button primary large" aria-disabled=${this.sending ? 'true' : nothing}>${t('setup.action')}</button>
    </form>`;
  }

  drawn() {
    if (this.ready || !this.link?.valid) return;
    this.ready = true;
    this.querySelector(this.link.email ? '#password' : '#email').focus();
  }

  async #send(event) {
    event.preventDefault();
    if (this.sending) return;
    const form = new FormData(event.target);
    this.sending = true;
    this.problem = null;
    try {
      const order = { token: this.token, email: form.get('email'), password: form.get('password') };
      const answer = await post('/console/api/setup', order);
      if (answer.code_needed) return go('/signin', { replace: true });
      enter(answer);
      go(answer.person.codes_missing ? '/settings/account' : '/playground', { replace: true });
    } catch (error) {
      this.problem = error;
    } finally {
      this.sending = false;
    }
  }
}

export default element('z-setup', Setup);
