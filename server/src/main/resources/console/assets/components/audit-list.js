import { get } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { number, t, useTexts, when } from '../i18n.js';
import { Paging } from '../paging.js';
import { more } from './more.js';
import './table.js';

await useTexts('operator');

const NO_FILTER = { actor: '', action: '', target: '', day: '' };
const SEARCH_AFTER = 300;

/** The audit log with its filters. `path`: of the server's list; `wide`: whether it is of all accounts. */
class AuditList extends Component {
  static properties = ['path', 'wide', 'filter', 'actions', 'paging'];

  #timer = 0;

  began() {
    this.#filter({});
    this.#loadActions();
  }

  async #loadActions() {
    try {
      this.actions = (await get('/console/api/audit/actions', { signal: this.signal })).data;
    } catch {
      this.actions = []; // the list says what is wrong
    }
  }

  #filter(change) {
    this.filter = { ...NO_FILTER, ...this.filter, ...change };
    this.paging = Paging.begin(this, this.path, { ...this.filter, limit: 50 }, this.paging);
  }

  #later(change) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#filter(change), SEARCH_AFTER);
  }

  view() {
    return html`<div class="stack">
      ${this.#filters()}
      ${this.paging.empty ? html`<p class="muted">${t('audit.none')}</p>` : nothing}
      ${this.paging.items.length ? this.#table() : nothing} ${more(this.paging)}
    </div>`;
  }

  #filters() {
    return html`<form class="filters three" role="search" @submit=${(event) => event.preventDefault()}>
      ${this.#text('actor', t('audit.actor'))}
      <div class="field">
        <label for="audit-action">${t('audit.action')}</label>
        <select id="audit-action" @change=${(event) => this.#filter({ action: event.target.value })}>
          ${['', ...(this.actions ?? [])].map(
            (action) => html`<option value=${action} ?selected=${action === this.filter.action}>${action ? name(action) : t('tasks.any')}</option>`,
          )}
        </select>
      </div>
      ${this.#text('target', t('audit.target'))}
      <div class="field">
        <label for="audit-day">${t('usage.day')}</label>
        <input id="audit-day" type="date" .value=${this.filter.day} @change=${(event) => this.#filter({ day: event.target.value })} />
      </div>
    </form>`;
  }

  #text(member, label) {
    return html`<div class="field">
      <label for=${`audit-${member}`}>${label}</label>
      <input
        id=${`audit-${member}`}
        type="search"
        .value=${this.filter[member]}
        @input=${(event) => this.#later({ [member]: event.target.value })}
      />
    </div>`;
  }

  #table() {
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t('nav.audit')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('usage.time')}</th>
            <th scope="col">${t('audit.actor')}</th>
            <th scope="col">${t('audit.action')}</th>
            <th scope="col">${t('audit.target')}</th>
            <th scope="col">${t('audit.change')}</th>
            <th scope="col">${t('audit.from')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.paging.items.map((entry) => this.#row(entry))}
        </tbody>
      </table>
    </z-table>`;
  }

  #row(entry) {
    return html`<tr>
      <td class="tight">${when(entry.at)}</td>
      <td>${actor(entry)}</td>
      <td>${name(entry.action)}</td>
      <td>${this.#target(entry)}</td>
      <td>${changes(entry)}</td>
      <td>
        ${entry.address ?? '–'}
        ${entry.request_id ? html`<br /><code class="muted small task-id">${entry.request_id}</code>` : nothing}
      </td>
    </tr>`;
  }

  #target({ target, target_id: id, account }) {
    if (!id) return '–';
    const shown = this.wide && account ? html`<a href="/admin/accounts/${account.id}">${target || id}</a>` : target || id;
    const other = this.wide && account && account.name !== target ? html`<br /><span class="muted small">${account.name}</span>` : nothing;
    return html`${shown}${other}`;
  }
}

const name = (action) => t(`audit.action.${action}`);

function actor({ actor_kind: kind, actor: who }) {
  const said = t(`audit.actor.${kind}`);
  if (!who) return said;
  return kind === 'person' ? who : html`${who}<br /><span class="muted small">${said}</span>`;
}

function changes({ before, after }) {
  const facts = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (!facts.length) return '–';
  return html`<ul class="changes" role="list">
    ${facts.map(
      (fact) => html`<li>
        <span class="muted">${t(`audit.fact.${fact}`).replace('audit.fact.', '')}:</span>
        ${fact in before ? html`<del>${shown(before[fact])}</del> → ` : nothing}${fact in after ? shown(after[fact]) : t('audit.null')}
      </li>`,
    )}
  </ul>`;
}

function shown(value) {
  if (value === null || typeof value === 'boolean') return t(`audit.${value}`);
  return typeof value === 'number' ? number(value) : value;
}

element('z-audit-list', AuditList);
