import { describe, get, remove } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { confirmed, openDialog, showOnce } from '../components/dialogs.js';
import { empty, problem, toast } from '../components/notices.js';
import { ago, either, number, t, when } from '../i18n.js';
import { icon } from '../icons.js';
import { named } from '../key-names.js';
import { may, session } from '../session.js';
import '../components/copy.js';
import '../components/new-key.js';
import '../components/table.js';

/** Each in English and in Chinese; no other page needs them. */
const TEXTS = {
  change: ['Change', '更改'],
  title: ['Terms of {name}', '{name} 的权限和预算'],
  changed: ['The key was changed.', '密钥已更改。'],
};

/** The keys of the account: made, watched, changed and revoked. */
class Keys extends Component {
  static properties = ['keys', 'problem'];

  began() {
    this.#load();
  }

  async #load() {
    try {
      this.keys = (await get('/console/api/keys', { signal: this.signal })).data;
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`
      <header class="page-head row between">
        <h1>${t('nav.keys')}</h1>
        ${may('member')
          ? html`<button class="button primary" @click=${() => this.#create()}>${icon('plus')} ${t('keys.create')}</button>`
          : nothing}
      </header>
      <p class="page-text">${t('keys.text')} <a href="/docs/authentication">${t('keys.docs')}</a></p>
      ${problem(this.problem)} ${this.keys ? this.#table() : nothing}
    `;
  }

  #table() {
    if (this.keys.length === 0) return empty(t('keys.none'), t('keys.none_text'), may('member') ? html`<button class="button" @click=${() => this.#create()}>${t('keys.create')}</button>` : nothing);
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t('nav.keys')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('keys.name')}</th>
            <th scope="col">${t('keys.key')}</th>
            <th scope="col">${t('keys.rights')}</th>
            <th scope="col">${t('keys.used')}</th>
            <th scope="col" class="number">${t('keys.spent')}</th>
            <th scope="col">${t('keys.expires')}</th>
            <th scope="col"><span class="unseen">${t('keys.revoke')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.keys.map((key) => this.#row(key))}
        </tbody>
      </table>
    </z-table>`;
  }

  #row(key) {
    return html`<tr>
      <td><b>${key.name}</b><br /><span class="muted small">${t('keys.created', { when: when(key.created_at) })}${key.member ? html` · ${t('keys.of_member', { email: key.member })}` : nothing}</span></td>
      <td class="tight"><code>${key.hint ?? '–'}</code> <span class="muted small">${key.id}</span> ${key.mode === 'test' ? badge(t('keys.test')) : nothing}</td>
      <td class="tight">${(key.scopes ?? ['generate', 'read']).map((scope) => t(`scope.${scope}`)).join(', ')}</td>
      <td class="tight">${key.last_used_at ? ago(key.last_used_at) : t('keys.never')}</td>
      <td class="number">${spent(key)}</td>
      <td class="tight">${state(key)}</td>
      <td class="tight">
        ${key.revoked_at || !isMine(key)
          ? nothing
          : html`<button class="button small" aria-label="${either(TEXTS.change)} ${key.name} (${key.id})" @click=${() => this.#change(key)}>${either(TEXTS.change)}</button>
            <button class="button small danger" aria-label="${t('keys.revoke')} ${key.name} (${key.id})" @click=${() => this.#revoke(key)}>
              ${t('keys.revoke')}
            </button>`}
      </td>
    </tr>`;
  }

  async #create() {
    const made = await openDialog(t('keys.create'), (close) => html`<z-new-key .done=${close}></z-new-key>`);
    if (!made) return;
    await this.#load();
    await showOnce(t('keys.made'), t('keys.once'), made.key);
  }

  async #change(key) {
    const changed = await openDialog(either(TEXTS.title, { name: named(key) }), (close) => html`<z-new-key .given=${key} .done=${close}></z-new-key>`);
    if (!changed) return;
    toast(either(TEXTS.changed));
    await this.#load();
  }

  async #revoke(key) {
    if (!(await confirmed(t('keys.revoke_title', { name: named(key) }), t('keys.revoke_text'), t('keys.revoke')))) return;
    try {
      await remove(`/console/api/keys/${encodeURIComponent(key.id)}`);
      toast(t('keys.revoked_done'));
      await this.#load();
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }
}

/** A member revokes their own keys, an owner all. */
function isMine(key) {
  return may('owner') || key.member === session().person.email;
}

function spent(key) {
  if (key.mode === 'test') return '–';
  const lines = [key.budget_total ? t('keys.of', { n: key.spent_total, most: key.budget_total }) : number(key.spent_total)];
  if (key.budget_day) lines.push(t('keys.of_day', { n: key.spent_day, most: key.budget_day }));
  return lines.map((line, index) => html`${index ? html`<br />` : nothing}<span class=${index ? 'muted small' : ''}>${line}</span>`);
}

function state(key) {
  if (key.revoked_at) return badge(t('keys.revoked'), 'danger');
  if (!key.expires_at) return t('keys.never');
  return key.expires_at * 1000 < Date.now() ? badge(t('keys.expired'), 'warn') : when(key.expires_at);
}

export default element('z-keys', Keys);
