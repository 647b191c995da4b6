import { get, post } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { ago, t, useTexts, when } from '../i18n.js';
import { hasPasskeys, makePasskey } from '../passkeys.js';
import { session } from '../session.js';
import { browserOf } from '../user-agent.js';
import { DialogForm, openForm } from './dialog-form.js';
import { problem, toast } from './notices.js';
import './table.js';
import './two-factor.js';

await useTexts('people');

const PATH = '/console/api/passkeys';

/** One's own passkeys: listed, added, removed. */
class PasskeyList extends Component {
  static properties = ['found', 'problem'];

  began() {
    this.#load();
  }

  async #load() {
    try {
      this.found = await get(PATH, { signal: this.signal });
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`<section class="card stack" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">${t('passkeys.title')}</h2>
      <p class="muted">${t('passkeys.text')}</p>
      ${problem(this.problem)} ${this.found?.data.length ? this.#table() : nothing} ${this.found ? this.#adding() : nothing}
    </section>`;
  }

  #adding() {
    if (!this.found.host) return html`<p class="muted small">${t('passkeys.address')}</p>`;
    if (!hasPasskeys()) return html`<p class="muted small">${t('passkeys.unsupported')}</p>`;
    return html`<div class="row"><button class="button" @click=${() => this.#add()}>${t('passkeys.add')}</button></div>`;
  }

  #table() {
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-labelledby="passkeys-title">
      <table>
        <thead>
          <tr>
            <th scope="col">${t('passkeys.name')}</th>
            <th scope="col">${t('passkeys.made')}</th>
            <th scope="col">${t('passkeys.last_used')}</th>
            <th scope="col"><span class="unseen">${t('passkeys.remove')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.found.data.map((passkey) => this.#row(passkey))}
        </tbody>
      </table>
    </z-table>`;
  }

  #row(passkey) {
    const { name, host, created_at: made, last_used_at: used } = passkey;
    return html`<tr>
      <td>${name}${host === this.found.host ? nothing : html` <span class="muted small">${host}</span>`}</td>
      <td class="tight">${when(made)}</td>
      <td class="tight">${used ? ago(used) : t('passkeys.never')}</td>
      <td class="tight">
        <button class="button small" aria-label="${t('passkeys.remove')} ${name}" @click=${() => this.#remove(passkey)}>${t('passkeys.remove')}</button>
      </td>
    </tr>`;
  }

  async #add() {
    if (!(await openForm('z-new-passkey', t('passkeys.add'), {}))) return;
    toast(t('passkeys.added'));
    await this.#load();
  }

  async #remove({ id, name }) {
    if (!(await openForm('z-password-again', t('passkeys.remove_of', { name }), { path: `${PATH}/${id}/remove` }))) return;
    toast(t('passkeys.removed'));
    await this.#load();
  }
}

class NewPasskey extends DialogForm {
  fields() {
    return html`<div class="field">
        <label for="passkey-name">${t('passkeys.name')}</label>
        <input id="passkey-name" name="name" value=${browserOf(navigator.userAgent)} maxlength="60" required autocomplete="off" aria-describedby="passkey-name-hint" />
        <p class="muted small" id="passkey-name-hint">${t('passkeys.name_text')}</p>
      </div>
      <input type="hidden" name="username" autocomplete="username" value=${session().person.email} />
      <div class="field">
        <label for="passkey-password">${t('signin.password')}</label>
        <input id="passkey-password" name="password" type="password" autocomplete="current-password" required autofocus aria-describedby="passkey-password-hint" />
        <p class="muted small" id="passkey-password-hint">${t('two_factor.password_text')}</p>
      </div>`;
  }

  action() {
    return t('two_factor.continue');
  }

  async send({ name, password }) {
    const enrolment = await post(PATH, { password });
    try {
      return await post(`${PATH}/confirm`, { name, credential: await makePasskey(enrolment) });
    } catch (error) {
      throw error instanceof DOMException ? t(error.name === 'InvalidStateError' ? 'passkeys.known' : 'passkeys.not_made') : error;
    }
  }
}

element('z-passkey-list', PasskeyList);
element('z-new-passkey', NewPasskey);
