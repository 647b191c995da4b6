import { html, nothing } from '../component.js';
import { t, useTexts, when } from '../i18n.js';
import { repeat } from '../lib/lit-html/directives/repeat.js';
import { badge } from './badges.js';

await useTexts('webhooks');

const KINDS = { delivered: 'ok', pending: 'accent', failing: 'danger', failed: 'danger' };

/** As the server says it, in English. */
const NO_ADDRESS = 'no public address is known for the host of the URL';

/** What was sent to webhooks. A row opens: the request, each attempt with its answer, and the next one. `send(delivery)` sends one again; null for who may not. */
export function deliveryList(deliveries, send) {
  return html`<ul class="deliveries" role="list">
    ${repeat(
      deliveries,
      (delivery) => delivery.id,
      (delivery) => html`<li class="delivery">${row(delivery, send)}</li>`,
    )}
  </ul>`;
}

/** A message that waits for another attempt after one that failed is not just pending. */
function stateOf({ status, attempts, last_attempt_at: last }) {
  return status === 'pending' && attempts > 0 && last ? 'failing' : status;
}

function row(delivery, send) {
  const state = stateOf(delivery);
  return html`<details>
    <summary>
      ${badge(t(`delivery.${state}`), KINDS[state])}
      <code class="delivery-type">${delivery.type}</code>
      <span class="muted small">${when(delivery.created_at)}</span>
      <span class="delivery-answer muted small">${answered(delivery)}</span>
    </summary>
    <div class="stack">
      <dl class="facts">
        <dt>${t('webhooks.request')}</dt>
        <dd><code>POST ${delivery.url}</code></dd>
        <dt>webhook-id</dt>
        <dd><code>${delivery.id}</code></dd>
        ${delivery.task_id ? html`<dt>${t('task.id')}</dt><dd><a href="/tasks/${delivery.task_id}"><code>${delivery.task_id}</code></a></dd>` : nothing}
        ${delivery.next_attempt_at ? html`<dt>${t('webhooks.next')}</dt><dd>${when(delivery.next_attempt_at)}</dd>` : nothing}
      </dl>
      ${attempts(delivery)}
      ${send
        ? html`<div>
            <button class="button small" aria-label="${t('webhooks.send')} ${delivery.id}" @click=${() => send(delivery)}>${t('webhooks.send')}</button>
          </div>`
        : nothing}
    </div>
  </details>`;
}

function attempts({ history }) {
  if (!history?.length) return html`<p class="muted small">${t('webhooks.no_attempts')}</p>`;
  return html`<ol class="attempts">
    ${history.map((attempt) => html`<li value=${attempt.number}><span class="muted">${when(attempt.at)}</span> ${answered(attempt)}</li>`)}
  </ol>`;
}

function answered({ answer_status: status, answer }) {
  return [status, status ? answer : unanswered(answer)].filter(Boolean).join(' ') || '–';
}

/** Without a status, the sentence is the server's own, in English. */
function unanswered(answer) {
  const [, seconds, reason] = /^no answer(?: within (\d+) s|: (.+))$/.exec(answer) ?? [];
  if (seconds) return t('webhooks.timed_out', { n: Number(seconds) });
  return reason ? t('webhooks.no_answer', { reason: reason === NO_ADDRESS ? t('webhooks.no_address') : reason }) : answer;
}
