import { html, nothing } from '../component.js';
import { number, t, when } from '../i18n.js';
import { badge } from './badges.js';

const KINDS = { delivered: 'ok', pending: 'accent', failed: 'danger' };

/** What was sent to receivers. `send(delivery)`, where given, sends one again. */
export function deliveryTable(deliveries, send) {
  return html`<div class="table-wrap" tabindex="0" role="group" aria-label=${t('webhooks.deliveries')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('usage.time')}</th>
          <th scope="col">${t('webhooks.receiver')}</th>
          <th scope="col">${t('tasks.status')}</th>
          <th scope="col" class="number">${t('webhooks.attempts')}</th>
          <th scope="col">${t('webhooks.answer')}</th>
          ${send ? html`<th scope="col"><span class="unseen">${t('webhooks.send')}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${deliveries.map((delivery) => row(delivery, send))}
      </tbody>
    </table>
  </div>`;
}

function row(delivery, send) {
  return html`<tr>
    <td class="tight">${when(delivery.created_at)}</td>
    <td>
      <span class="clamp">${delivery.url}</span>
      ${delivery.account ? html`<span class="muted small">${delivery.account}</span>` : nothing}
    </td>
    <td class="tight">${badge(t(`delivery.${delivery.status}`), KINDS[delivery.status])}</td>
    <td class="number">${number(delivery.attempts)}</td>
    <td><span class="clamp">${[delivery.answer_status, delivery.answer].filter(Boolean).join(' ') || '–'}</span></td>
    ${send
      ? html`<td class="tight">
          <button class="button small" aria-label="${t('webhooks.send')} ${delivery.id}" @click=${() => send(delivery)}>
            ${t('webhooks.send')}
          </button>
        </td>`
      : nothing}
  </tr>`;
}
