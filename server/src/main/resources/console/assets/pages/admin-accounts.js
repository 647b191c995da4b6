import { describe, patch, remove } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { confirmed, openDialog, showOnce } from '../components/dialogs.js';
import { more } from '../components/more.js';
import { empty, toast } from '../components/notices.js';
import { number, t } from '../i18n.js';
import { icon } from '../icons.js';
import { Paging } from '../paging.js';
import { session } from '../session.js';
import '../components/account-forms.js';
import '../components/copy.js';

const SEARCH_AFTER = 300;

/** All accounts of the installation, for its operator. */
class AdminAccounts extends Component {
  static properties = ['text', 'paging'];

  #timer = 0;
  #lists = new AbortController();

  began() {
    this.text = '';
    this.#load();
  }

  #load() {
    this.#lists.abort();
    this.#lists = new AbortController();
    const signal = AbortSignal.any([this.signal, this.#lists.signal]);
    this.paging = new Paging('/console/api/admin/accounts', { text: this.text }, () => this.redraw(), signal);
    this.paging.begin();
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
        <div class="field" role="search">
          <label for="account-text">${t('accounts.search')}</label>
          <input id="account-text" type="search" .value=${this.text} @input=${(event) => this.#search(event.target.value)} />
        </div>
        ${this.paging.empty ? empty(t('accounts.none'), t('tasks.none_found_text')) : nothing}
        ${this.paging.items.map((account) => this.#account(account))} ${more(this.paging)}
      </div>
    `;
  }

  #search(text) {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), SEARCH_AFTER);
  }

  #account(account) {
    return html`<section class="card stack" aria-label=${account.name}>
      <div class="row between">
        <div class="row">
          <h2>${account.name}</h2>
          ${account.suspended ? badge(t('account.suspended'), 'danger') : badge(t('account.active'), 'ok')}
        </div>
        <div class="row">
          <button class="button small" @click=${() => this.#form('z-grant', t('accounts.grant_to', { name: account.name }), account)}>
            ${t('accounts.grant')}
          </button>
          <button class="button small" @click=${() => this.#form('z-limits', t('accounts.limits_of', { name: account.name }), account)}>
            ${t('accounts.limits')}
          </button>
          <button class="button small ${account.suspended ? '' : 'danger'}" @click=${() => this.#suspend(account)}>
            ${t(account.suspended ? 'accounts.resume' : 'accounts.suspend')}
          </button>
        </div>
      </div>
      <dl class="facts">
        <dt>${t('usage.balance')}</dt><dd>${t('credits.n', { n: account.balance })}</dd>
        <dt>${t('account.in_flight')}</dt>
        <dd>${allowed(account)}</dd>
        <dt>${t('account.requests')}</dt><dd>${limit(account.limits.requests_per_minute)}</dd>
      </dl>
      ${this.#people(account)}
    </section>`;
  }

  #people(account) {
    return html`<div class="stack">
      <h3>${t('accounts.people')}</h3>
      <ul class="people" role="list">
        ${(account.people ?? []).map(
          (person) => html`<li class="row between">
            <span>${person.email} ${badge(t(`role.${person.role}`))} ${person.invited ? badge(t('accounts.waiting'), 'warn') : nothing}</span>
            ${person.id === session().person.id
              ? nothing
              : html`<button
                  class="button quiet small"
                  aria-label="${t('accounts.remove')} ${person.email}"
                  @click=${() => this.#removePerson(person)}
                >
                  ${t('accounts.remove')}
                </button>`}
          </li>`,
        )}
      </ul>
      <div><button class="button small" @click=${() => this.#invite(account)}>${icon('plus')} ${t('accounts.invite')}</button></div>
    </div>`;
  }

  async #form(tag, title, account) {
    const done = await openDialog(title, (close) => Object.assign(document.createElement(tag), { account, done: close }));
    if (done) this.#load();
    return done;
  }

  async #invite(account) {
    const made = await this.#form('z-invite', t('accounts.invite_to', { name: account.name }), account);
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

  async #do(action) {
    try {
      await action();
      this.#load();
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }
}

/** A limit of its own, or that the configured one holds. */
function limit(value) {
  return value === null ? t('accounts.as_configured') : number(value);
}

function allowed({ tasks_in_flight: now, limits }) {
  return limits.tasks_in_flight === null
    ? `${number(now)} (${t('accounts.as_configured')})`
    : t('account.of', { n: now, most: limits.tasks_in_flight });
}

export default element('z-admin-accounts', AdminAccounts);
