import { get, getIfThere } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { deliveryTable } from '../components/deliveries.js';
import { engineFault, outageNotice, problem } from '../components/notices.js';
import { ago, number, t, useTexts } from '../i18n.js';
import { wait } from '../wait.js';
import '../components/table.js';

await useTexts('webhooks');

const EVERY = 2000;
const STATES = { ready: 'ok', lost: 'danger' };

/** What the engines do, and what waits for them; looked at again every two seconds. */
class AdminQueue extends Component {
  static properties = ['queue', 'failures', 'problem'];

  began() {
    this.#watch();
    this.#loadFailures();
  }

  async #loadFailures() {
    try {
      this.failures = (await getIfThere('/console/api/admin/webhooks/failures', { signal: this.signal }))?.data;
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  async #watch() {
    const { signal } = this;
    while (!signal.aborted) {
      if (!document.hidden || !this.queue) await this.#load(signal);
      await wait(EVERY, signal);
    }
  }

  async #load(signal) {
    try {
      this.queue = await get('/console/api/admin/queue', { signal });
      this.problem = null;
    } catch (error) {
      if (!signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`
      <header class="page-head"><h1>${t('nav.queue')}</h1></header>
      <div class="stack">${problem(this.problem)} ${this.queue ? this.#all() : nothing} ${this.failures ? failed(this.failures) : nothing}</div>
    `;
  }

  #all() {
    const { outage, engines, running, waiting, workers } = this.queue;
    return html`
      ${outageNotice(outage)}
      <div class="two">${engines.map((engine) => card(engine))}</div>
      ${table(
        'running',
        [t('queue.task'), t('queue.account'), t('task.engine'), t('task.started'), t('picture.progress')],
        running.map((task) => [
          html`<code>${task.task_id}</code>`,
          task.account,
          task.engine,
          task.started_at ? ago(task.started_at) : '–',
          task.started_at
            ? html`<progress max="1" .value=${task.progress} aria-label=${t('picture.progress')}></progress>`
            : t('picture.waiting_engine'),
        ]),
      )}
      ${table(
        'waiting',
        [t('queue.task'), t('queue.account'), t('task.engine'), t('tasks.created')],
        waiting.map((task) => [html`<code>${task.task_id}</code>`, task.account, task.engine, task.created_at ? ago(task.created_at) : '–']),
      )}
      ${table(
        'processes',
        [t('queue.host'), t('task.engine'), t('queue.state'), t('queue.workers'), t('queue.pictures_an_hour'), t('task.started'), t('queue.last_seen')],
        workers.map((worker) => [
          worker.host,
          worker.engine,
          badge(t(`queue.state_${worker.state}`), STATES[worker.state] ?? 'warn'),
          number(worker.at_once),
          number(worker.pictures_an_hour),
          ago(worker.since),
          ago(worker.last_heartbeat),
        ]),
      )}
    `;
  }
}

function failed(deliveries) {
  return html`<section class="stack" aria-labelledby="failures-title">
    <h2 id="failures-title">${t('nav.failures')}</h2>
    ${deliveries.length === 0 ? html`<p class="muted">${t('webhooks.no_failures')}</p>` : deliveryTable(deliveries)}
  </section>`;
}

function card(engine) {
  return html`<section class="card stack" aria-label=${engine.name}>
    <div class="row between">
      <h2>${engine.name}</h2>
      ${engine.ready ? badge(t('model.ready'), 'ok') : badge(t('model.not_ready'), engine.error && engine.retry_in === null ? 'danger' : 'warn')}
    </div>
    ${engineFault(engine)}
    ${!engine.ready && !engine.error && engine.progress !== null
      ? html`<progress max="1" .value=${engine.progress ?? 0} aria-label=${t('model.loading', { percent: Math.round((engine.progress ?? 0) * 100) })}></progress>`
      : nothing}
    <dl class="facts">
      <dt>${t('queue.workers')}</dt><dd>${number(engine.workers)}</dd>
      <dt>${t('queue.running')}</dt><dd>${number(engine.running)}</dd>
      <dt>${t('queue.waiting')}</dt><dd>${number(engine.waiting)}</dd>
    </dl>
  </section>`;
}

function table(name, heads, rows) {
  return html`<section class="stack" aria-labelledby="${name}-title">
    <h2 id="${name}-title">${t(`queue.${name}`)}</h2>
    ${rows.length === 0
      ? html`<p class="muted">${t(`queue.${name}_none`)}</p>`
      : html`<z-table class="table-wrap" tabindex="0" role="group" aria-labelledby="${name}-title">
          <table>
            <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
            <tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td class="tight">${cell}</td>`)}</tr>`)}</tbody>
          </table>
        </z-table>`}
  </section>`;
}

export default element('z-admin-queue', AdminQueue);
