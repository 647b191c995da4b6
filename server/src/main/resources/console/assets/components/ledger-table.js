import { html, nothing } from '../component.js';
import { lasting, number, t, when } from '../i18n.js';
import { signed } from './badges.js';
import { named } from '../key-names.js';
import './table.js';

/** Entries of the ledger, with what was paid for. `linked`: the tasks are the reader's own. */
export function ledgerTable(entries, { linked = true } = {}) {
  return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t('usage.ledger')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('usage.time')}</th>
          <th scope="col">${t('usage.kind')}</th>
          <th scope="col">${t('usage.about')}</th>
          <th scope="col">${t('tasks.key')}</th>
          <th scope="col" class="number">${t('task.took')}</th>
          <th scope="col" class="number">${t('usage.amount')}</th>
          <th scope="col" class="number">${t('usage.balance')}</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map((entry) => row(entry, linked))}
      </tbody>
    </table>
  </z-table>`;
}

function row(entry, linked) {
  const { order } = entry;
  return html`<tr>
    <td class="tight">${when(entry.created_at)}</td>
    <td class="tight">${t(`kind.${entry.kind}`)}</td>
    <td>
      ${order && linked ? html`<a class="clamp" href="/tasks/${entry.task_id}">${order.prompt}</a>` : html`<span class="clamp">${order?.prompt ?? entry.note ?? '–'}</span>`}
      ${entry.task_id ? html`<code class="muted small task-id">${entry.task_id}</code>` : nothing}
    </td>
    <td class="tight">${named(order?.key)}</td>
    <td class="number">${order?.seconds == null ? '–' : lasting(order.seconds)}</td>
    <td class="number">${signed(entry.amount)}</td>
    <td class="number">${number(entry.balance_after)}</td>
  </tr>`;
}
