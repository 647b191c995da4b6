import { describe, patch, remove } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { openForm } from '../components/dialog-form.js';
import { confirmed, openDialog, showOnce } from '../components/dialogs.js';
import { lowBalanceMark } from '../components/low-balance.js';
import { more } from '../components/more.js';
import { empty, toast } from '../components/notices.js';
import { number, t } from '../i18n.js';
import { icon } from '../icons.js';
import { Paging } from '../paging.js';
import { ROLES, session } from '../session.js';
import '../components/account-forms.js';
import '../components/copy.js';
import '../components/invite.js';
import '../components/table.js';

const SEARCH_AFTER = 300;
const SORTS = ['newest', 'name', 'balance'];

/** All accounts of the installation, for its operator. */
class AdminAccounts extends Component {
  static properties = ['text', 'sort', 'paging'];

  #timer = 0;

  began() {
    this.text = '';
    this.sort = 'newest';
    this.#load();
  }

  #load() {
    this.paging = Paging.begin(this, '/console/api/admin/accounts', { text: this.text, sort: this.sort }, this.paging);
  }

  view() {
    return html`
      <header class="page-head row between">
        <h1>${t('nav.accounts')}</h1>
        <button class="button primary" @click=${() => this.#form('z-new-account', t('accounts.create'))}>
          ${icon('plus')} ${t('accounts.create')}
        </button>
      </header>
      <div class="stack">
        <div class="filters three" role="search">
          <div class="field">
            <label for="account-text">${t('accounts.search')}</label>
            <input id="account-text" type="search" .value=${this.text} @input=${(event) => this.#search(event.target.value)} />
          </div>
          <div class="field">
            <label for="account-sort">${t('accounts.sort')}</label>
            <select id="account-sort" @change=${(event) => this.#sort(event.target.value)}>
              ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === this.sort}>${t(`accounts.sort.${sort}`)}</option>`)}
            </select>
          </div>
        </div>
        ${this.paging.empty ? empty(t('accounts.none'), t('tasks.none_found_text')) : nothing}
        ${this.paging.items.length ? this.#table() : nothing} ${more(this.paging)}
      </div>
    `;
  }

  #sort(sort) {
    this.sort = sort;
    this.#load();
  }

  #search(text) {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), SEARCH_AFTER);
  }

  #table() {
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t('nav.accounts')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('keys.name')}</th>
            <th scope="col" class="number">${t('usage.balance')}</th>
            <th scope="col" class="number">${t('accounts.spent')}</th>
            <th scope="col" class="number wide-only">${t('accounts.pictures')}</th>
            <th scope="col" class="number wide-only">${t('account.in_flight')}</th>
            <th scope="col" class="number wide-only">${t('accounts.people')}</th>
            <th scope="col"><span class="unseen">${t('accounts.manage')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.paging.items.map((account) => this.#row(account))}
        </tbody>
      </table>
    </z-table>`;
  }

  #row(account) {
    const { id, name, balance, suspended, tasks_in_flight: now, limits, last_days: last, people } = account;
    const most = limits.tasks_in_flight ?? session().account.configured_limits?.tasks_in_flight;
    return html`<tr>
      <td><a href="/admin/accounts/${id}">${name}</a> ${suspended ? badge(t('account.suspended'), 'danger') : nothing}</td>
      <td class="number">${lowBalanceMark(account)} ${number(balance)}</td>
      <td class="number">${number(last.spent)}</td>
      <td class="number wide-only">${number(last.completed)}</td>
      <td class="number wide-only">${most ? t('account.of', { n: now, most }) : number(now)}</td>
      <td class="number wide-only">${number(people.length)}</td>
      <td class="tight">
        <button class="button small" aria-label="${t('accounts.manage')} ${name}" @click=${() => this.#manage(account)}>${t('accounts.manage')}</button>
      </td>
    </tr>`;
  }

  /** What can be done with an account, in a dialog that goes on to the next one. */
  async #manage(account) {
    const act = await openDialog(account.name, (close) => html`${this.#actions(account, close)} ${this.#people(account, close)}`);
    if (act) await act();
  }

  #actions(account, close) {
    const { name, suspended } = account;
    return html`<div class="row">
      <button class="button small" @click=${() => close(() => this.#form('z-grant', t('accounts.grant_to', { name }), account))}>${t('accounts.grant')}</button>
      <button class="button small" @click=${() => close(() => this.#form('z-limits', t('accounts.limits_of', { name }), account))}>${t('accounts.limits')}</button>
      <button class="button small ${suspended ? '' : 'danger'}" @click=${() => close(() => this.#suspend(account))}>
        ${t(suspended ? 'accounts.resume' : 'accounts.suspend')}
      </button>
      <a class="button small" href="/admin/accounts/${account.id}">${t('accounts.details')}</a>
    </div>`;
  }

  #people(account, close) {
    return html`<div class="stack">
      <h3>${t('accounts.people')}</h3>
      <ul class="people" role="list">
        ${(account.people ?? []).map(
          (person) => html`<li class="row between">
            <span>${person.email} ${badge(t(`role.${person.role}`))} ${person.invited ? badge(t('accounts.waiting'), 'warn') : nothing}</span>
            ${person.id === session().person.id
              ? nothing
              : this.#personActions(person, close)}
          </li>`,
        )}
      </ul>
      <div><button class="button small" @click=${() => close(() => this.#invite(account))}>${icon('plus')} ${t('accounts.invite')}</button></div>
    </div>`;
  }

  #personActions(person, close) {
    const { email } = person;
    return html`<span class="row">
      ${person.passkeys
        ? html`<button
            class="button quiet small"
            aria-label="${t('accounts.remove_passkeys')} ${email}"
            @click=${() => close(() => this.#removePasskeys(person))}
          >
            ${t('accounts.remove_passkeys')}
          </button>`
        : nothing}
      <button class="button quiet small" aria-label="${t('accounts.remove')} ${email}" @click=${() => close(() => this.#removePerson(person))}>
        ${t('accounts.remove')}
      </button>
    </span>`;
  }

  async #form(tag, title, account) {
    const done = await openForm(tag, title, account);
    if (done) this.#load();
    return done;
  }

  async #invite(account) {
    const path = `/console/api/admin/accounts/${encodeURIComponent(account.id)}/people`;
    const made = await this.#form('z-invite', t('accounts.invite_to', { name: account.name }), { path, roles: [...ROLES].reverse() });
    if (made) await showOnce(t('accounts.invited'), t('accounts.invited_text'), made.link);
  }

  async #suspend(account) {
    const { name, suspended } = account;
    if (!suspended && !(await confirmed(t('accounts.suspend_title', { name }), t('accounts.suspend_text'), t('accounts.suspend')))) return;
    await this.#do(() => patch(`/console/api/admin/accounts/${encodeURIComponent(account.id)}`, { suspended: !suspended }));
  }

  async #removePerson(person) {
    const { email } = person;
    if (!(await confirmed(t('accounts.remove_title', { email }), t('accounts.remove_text'), t('accounts.remove')))) return;
    await this.#do(() => remove(`/console/api/admin/people/${encodeURIComponent(person.id)}`));
  }

  async #removePasskeys({ id, email }) {
    if (!(await confirmed(t('accounts.remove_passkeys_title', { email }), t('accounts.remove_passkeys_text'), t('accounts.remove_passkeys')))) return;
    await this.#do(() => remove(`/console/api/admin/people/${encodeURIComponent(id)}/passkeys`));
  }

  async #do(action) {
    try {
      await action();
      this.#load();
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }
}

export default element('z-admin-accounts', AdminAccounts);
