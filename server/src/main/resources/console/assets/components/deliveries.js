import { html, nothing } from '../component.js';
import { number, t, useTexts, when } from '../i18n.js';
import { badge } from './badges.js';
import './table.js';

await useTexts('webhooks');

const KINDS = { delivered: 'ok', pending: 'accent', failed: 'danger' };

/** What could not be sent to receivers of any account. */
export function deliveryTable(deliveries) {
  return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t('webhooks.deliveries')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('usage.time')}</th>
          <th scope="col">${t('webhooks.receiver')}</th>
          <th scope="col">${t('tasks.status')}</th>
          <th scope="col" class="number">${t('webhooks.attempts')}</th>
          <th scope="col">${t('webhooks.answer')}</th>
        </tr>
      </thead>
      <tbody>
        ${deliveries.map((delivery) => row(delivery))}
      </tbody>
    </table>
  </z-table>`;
}

function row(delivery) {
  return html`<tr>
    <td class="tight">${when(delivery.created_at)}</td>
    <td>
      <span class="clamp">${delivery.url}</span>
      ${delivery.account ? html`<span class="muted small">${delivery.account}</span>` : nothing}
    </td>
    <td class="tight">${badge(t(`delivery.${delivery.status}`), KINDS[delivery.status])}</td>
    <td class="number">${number(delivery.attempts)}</td>
    <td><span class="clamp">${[delivery.answer_status, delivery.answer].filter(Boolean).join(' ') || '–'}</span></td>
  </tr>`;
}
