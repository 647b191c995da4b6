import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { choice } from '../components/choice.js';
import { waitText } from '../components/figures.js';
import { more } from '../components/more.js';
import { exactly, number, t, useTexts } from '../i18n.js';
import { icon } from '../icons.js';
import { Paging } from '../paging.js';
import { keepQuery } from '../router.js';
import { session } from '../session.js';
import '../components/table.js';

await useTexts('requests');

const NO_FILTER = { id: '', status: '', key: '', route: '', account: '' };
const STATUSES = ['errors', 'good', 'client', 'server'];
const SEARCH_AFTER = 300;

/** The last requests to the API: of the own account, or of all accounts, for operators. The address has the filter. */
class Requests extends Component {
  static properties = ['route', 'filter', 'paging', 'enabled'];

  #timer = 0;

  began() {
    const asked = new URLSearchParams(location.search);
    this.filter = Object.fromEntries(Object.keys(NO_FILTER).map((name) => [name, asked.get(name) ?? '']));
    this.#load();
  }

  get #wide() {
    return this.route.needs === 'operator';
  }

  #load() {
    const { account, ...own } = this.filter;
    const path = this.#wide ? '/console/api/admin/requests' : '/console/api/requests';
    const filter = { ...(this.#wide ? this.filter : own), id: this.filter.id.trim(), limit: 50 };
    this.paging = Paging.begin(this, path, filter, this.paging);
  }

  #choose(change) {
    this.filter = { ...this.filter, ...change };
    keepQuery(this.filter);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), 'status' in change ? 0 : SEARCH_AFTER);
  }

  view() {
    const { paging } = this;
    return html`
      <header class="page-head row between">
        <h1>${t(this.route.title)}</h1>
        <div class="row">
          <a class="button" href="/docs/observability#requests">${t('requests.docs')}</a>
          <button class="button" @click=${() => this.#load()}>${icon('again')} ${t('requests.refresh')}</button>
        </div>
      </header>
      <p class="page-text">${t('requests.text')}</p>
      <div class="stack">
        ${this.#filters()} ${paging.head?.enabled === false ? html`<p class="notice">${t('requests.off')}</p>` : nothing}
        ${paging.empty ? html`<p class="muted" role="status">${t('requests.none')}</p>` : nothing}
        ${paging.items.length ? this.#table() : nothing} ${more(paging)}
      </div>
    `;
  }

  #filters() {
    return html`<form class="filters three" role="search" @submit=${(event) => event.preventDefault()}>
      ${this.#text('id', { placeholder: 'req_…' })}
      ${choice('requests-status', t('requests.status'), STATUSES.map((status) => [status, t(`requests.${status}`)]), this.filter.status, (status) => this.#choose({ status }))}
      ${this.#text('route', { placeholder: 'POST /api/v1/images' })} ${this.#text('key', { placeholder: t('requests.key_hint') })}
      ${this.#wide ? this.#text('account') : nothing}
    </form>`;
  }

  #text(name, { placeholder = nothing } = {}) {
    return html`<div class="field">
      <label for=${`requests-${name}`}>${t(`requests.${name}`)}</label>
      <input
        id=${`requests-${name}`}
        type="search"
        autocomplete="off"
        spellcheck="false"
        placeholder=${placeholder}
        .value=${this.filter[name]}
        @input=${(event) => this.#choose({ [name]: event.target.value })}
      />
    </div>`;
  }

  #table() {
    const wide = this.#wide;
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t(this.route.title)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('requests.time')}</th>
            <th scope="col">${t('requests.request')}</th>
            <th scope="col">${t('requests.status')}</th>
            <th scope="col" class="number">${t('requests.latency')}</th>
            <th scope="col">${t('requests.key')}</th>
            ${wide ? html`<th scope="col">${t('requests.from')}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${this.paging.items.map((request) => row(request, wide))}
        </tbody>
      </table>
    </z-table>`;
  }
}

function row(request, wide) {
  const { id, at, method, route, status, error, ms, account, address, task_id: taskId } = request;
  return html`<tr>
    <td class="tight">${exactly(at)}</td>
    <td>
      <span class="task-id">${method} ${route}</span><br /><code class="muted small task-id">${id}</code>
      ${taskId ? html`<br />${task(taskId, account)}` : nothing}
    </td>
    <td class="tight">
      ${badge(String(status), status >= 500 ? 'danger' : status >= 400 || error ? 'warn' : 'ok')}
      ${error ? html`<a class="figures small" href="/docs/errors">${error}</a>` : nothing}
    </td>
    <td class="number">${latency(ms)}</td>
    <td>${sender(request)}</td>
    ${wide
      ? html`<td>
          ${account ? html`<a href="/admin/accounts/${account.id}">${account.name ?? account.id}</a><br />` : nothing}
          <span class="muted small">${address || '–'}</span>
        </td>`
      : nothing}
  </tr>`;
}

function latency(ms) {
  return ms < 1000 ? t('requests.milliseconds', { n: number(ms, { maximumFractionDigits: ms < 10 ? 1 : 0 }) }) : waitText(ms);
}

function sender({ key, console: signedIn }) {
  if (signedIn) return t('tasks.console');
  if (!key) return html`<span class="muted">${t('requests.no_key')}</span>`;
  return html`${key.name ?? key.id}${key.hint ? html`<br /><code class="muted small">${key.hint}</code>` : nothing}`;
}

/** The page of a task is for the people of its account. */
function task(id, account) {
  const own = !account || account.id === session().account.id;
  const text = html`<code class="small task-id">${id}</code>`;
  return own ? html`<a href="/tasks/${id}">${text}</a>` : text;
}

export default element('z-requests', Requests);
