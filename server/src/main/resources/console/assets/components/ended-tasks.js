import { Component, element, html, nothing } from '../component.js';
import { t, when } from '../i18n.js';
import { Paging } from '../paging.js';
import { badge } from './badges.js';
import { waitText } from './figures.js';
import { more } from './more.js';
import './table.js';

/** The tasks of all accounts that ended in a span of time. `chosen`: `{span, account, key, model, engine, code}`. */
class EndedTasks extends Component {
  static properties = ['chosen', 'paging'];

  #listed = null;

  drawn() {
    if (this.chosen === this.#listed) return;
    this.#listed = this.chosen;
    this.paging = Paging.begin(this, '/console/api/admin/tasks', { ...this.chosen, limit: 25 }, this.paging);
  }

  view() {
    if (!this.paging) return nothing;
    return html`${this.paging.empty ? html`<p class="muted">${t('tasks.none_found')}</p>` : nothing}
    ${this.paging.items.length ? this.#table() : nothing} ${more(this.paging)}`;
  }

  #table() {
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t('overview.behind')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('overview.ended')}</th>
            <th scope="col">${t('overview.task')}</th>
            <th scope="col">${t('tasks.status')}</th>
            <th scope="col">${t('overview.account')}</th>
            <th scope="col">${t('overview.key')}</th>
            <th scope="col">${t('overview.engine')}</th>
            <th scope="col" class="number">${t('overview.waited')}</th>
            <th scope="col" class="number">${t('task.took')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.paging.items.map(
            (task) => html`<tr>
              <td class="tight">${when(task.finished_at)}</td>
              <td><code class="small task-id">${task.id}</code></td>
              <td class="tight">${task.code ? badge(String(task.code), 'danger') : badge(t('status.completed'), 'ok')}</td>
              <td><a href="/admin/accounts/${task.account}">${task.account_name}</a></td>
              <td>${task.key_name}</td>
              <td>${task.engine}</td>
              <td class="number">${waitText(task.waited)}</td>
              <td class="number">${waitText(task.took)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </z-table>`;
  }
}

element('z-ended-tasks', EndedTasks);

export function endedTasks(chosen) {
  return html`<z-ended-tasks .chosen=${chosen}></z-ended-tasks>`;
}
