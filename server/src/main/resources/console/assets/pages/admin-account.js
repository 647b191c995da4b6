import { get } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { ledgerFilters } from '../components/ledger-filters.js';
import { ledgerTable } from '../components/ledger-table.js';
import { lowBalanceMark } from '../components/low-balance.js';
import { more } from '../components/more.js';
import { problem } from '../components/notices.js';
import { dollars, number, t, when } from '../i18n.js';
import { Paging } from '../paging.js';
import '../components/table.js';

/** One account, for the operator: what it used, its keys and its ledger. */
class AdminAccount extends Component {
  static properties = ['params', 'found', 'problem', 'filter', 'paging'];

  began() {
    this.filter ??= { kind: '', key: '', day: '' };
    this.#load();
    this.#loadLedger();
  }

  #path(more = '') {
    return `/console/api/admin/accounts/${encodeURIComponent(this.params.account)}${more}`;
  }

  async #load() {
    try {
      this.found = await get(this.#path(), { signal: this.signal });
      document.title = `${this.found.account.name} · zimage`;
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  #loadLedger() {
    this.paging = Paging.begin(this, this.#path('/ledger'), { ...this.filter, limit: 25 }, this.paging);
  }

  view() {
    const { found } = this;
    return html`
      <header class="page-head row between">
        <div class="row">
          <h1>${found?.account.name ?? t('accounts.one')}</h1>
          ${found?.account.suspended ? badge(t('account.suspended'), 'danger') : nothing}
          ${found ? lowBalanceMark(found.account) : nothing}
        </div>
        <div class="row">
          <a class="button" href="/admin/overview?${new URLSearchParams({ account: this.params.account })}">${t('nav.overview')}</a>
          <a class="button" href="/admin/accounts">${t('accounts.all')}</a>
        </div>
      </header>
      <div class="stack">${problem(this.problem)} ${found ? html`${this.#tiles()} ${this.#keys()} ${this.#ledger()}` : nothing}</div>
    `;
  }

  #tiles() {
    const { balance, last_days: last } = this.found.account;
    const tile = (name, figure, below) => html`<div class="card figure-tile">
      <span class="small muted">${name}</span><b>${figure}</b><span class="small muted">${below || '\u00a0'}</span>
    </div>`;
    return html`<div class="tiles">
      ${tile(t('usage.balance'), number(balance), dollars(balance))}
      ${tile(t('accounts.spent'), number(last.spent), dollars(last.spent))}
      ${tile(t('accounts.pictures'), number(last.completed), t('accounts.failed.n', { n: last.failed }))}
    </div>`;
  }

  #keys() {
    return html`<section class="stack" aria-labelledby="account-keys">
      <h2 id="account-keys">${t('nav.keys')}</h2>
      <z-table class="table-wrap" tabindex="0" role="group" aria-labelledby="account-keys">
        <table>
          <thead>
            <tr>
              <th scope="col">${t('keys.name')}</th>
              <th scope="col">${t('keys.key')}</th>
              <th scope="col">${t('tasks.status')}</th>
              <th scope="col">${t('keys.used')}</th>
              <th scope="col" class="number">${t('keys.spent')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.found.keys.map(
              (key) => html`<tr>
                <td>${key.name}</td>
                <td class="tight"><code>${key.id}</code></td>
                <td class="tight">${key.revoked_at ? badge(t('keys.revoked'), 'danger') : badge(t('account.active'), 'ok')}</td>
                <td class="tight">${key.last_used_at ? when(key.last_used_at) : t('keys.never')}</td>
                <td class="number">${number(key.spent_total)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </z-table>
    </section>`;
  }

  #ledger() {
    return html`<section class="stack" aria-labelledby="account-ledger">
      <h2 id="account-ledger">${t('usage.ledger')}</h2>
      ${ledgerFilters(this.filter, this.found.keys, (change) => {
        this.filter = { ...this.filter, ...change };
        this.#loadLedger();
      })}
      ${this.paging.empty ? html`<p class="muted">${t('tasks.none_found')}</p>` : ledgerTable(this.paging.items, { linked: false })}
      ${more(this.paging)}
    </section>`;
  }
}

export default element('z-admin-account', AdminAccount);
