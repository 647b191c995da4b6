import { describe, get, getIfThere, post, remove } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { deliveryList } from '../components/delivery-list.js';
import { confirmed, openDialog, showOnce } from '../components/dialogs.js';
import { more } from '../components/more.js';
import { empty, problem, toast } from '../components/notices.js';
import { t, useTexts, when } from '../i18n.js';
import { icon } from '../icons.js';
import { Paging } from '../paging.js';
import { may } from '../session.js';
import { wait } from '../wait.js';
import '../components/copy.js';
import '../components/new-webhook.js';

await useTexts('webhooks');

const BASE = '/api/v1/webhooks';
const STATES = ['pending', 'delivered', 'failed'];
const TYPES = ['task.completed', 'task.failed', 'account.balance_low', 'webhook.test'];
const LOOK_AGAIN = 3000;

/** The URLs that are told of every task, and what they were sent. */
class Webhooks extends Component {
  static properties = ['hooks', 'health', 'missing', 'problem', 'paging', 'filter'];

  began() {
    this.filter ??= { status: '', type: '', webhook: '' };
    this.#load();
    this.#loadDeliveries();
    this.#watchHealth();
  }

  async #watchHealth() {
    while (!this.signal.aborted) {
      if (!document.hidden) await this.#loadHealth();
      await wait(LOOK_AGAIN, this.signal);
    }
  }

  async #loadHealth() {
    try {
      const { data } = await get('/console/api/deliveries/health', { signal: this.signal });
      this.health = new Map(data.map((each) => [each.id, each]));
    } catch {
      // The next look comes soon.
    }
  }

  async #load() {
    try {
      const answer = await getIfThere(BASE, { signal: this.signal });
      this.missing = answer === null;
      this.hooks = answer?.data ?? [];
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  #loadDeliveries() {
    this.paging = Paging.begin(this, '/console/api/deliveries', { ...this.filter, limit: 20 }, this.paging);
    this.paging.watch((delivery) => delivery.status === 'pending');
  }

  view() {
    if (this.missing) return html`<h1>${t('nav.webhooks')}</h1><p class="muted">${t('webhooks.missing')}</p>`;
    return html`
      <header class="page-head row between">
        <h1>${t('nav.webhooks')}</h1>
        ${may('owner')
          ? html`<button class="button primary" @click=${() => this.#create()}>${icon('plus')} ${t('webhooks.create')}</button>`
          : nothing}
      </header>
      <p class="page-text">${t('webhooks.text')} <a href="/docs/webhooks#verifying">${t('webhooks.docs')}</a></p>
      <div class="stack">
        ${problem(this.problem)} ${this.hooks?.length === 0 ? empty(t('webhooks.none'), t('webhooks.none_text')) : nothing}
        ${(this.hooks ?? []).map((hook) => this.#hook(hook))} ${this.#callbacks()} ${this.#deliveries()}
      </div>
    `;
  }

  #hook(hook) {
    const path = `${BASE}/${encodeURIComponent(hook.id)}`;
    return html`<section class="card stack" aria-label=${hook.url}>
      <div class="row between">
        <div class="row">
          <h2 class="address">${hook.url}</h2>
          ${this.#state(hook)}
        </div>
        ${may('owner') ? this.#actions(path, hook) : nothing}
      </div>
      <p class="muted small">${t('keys.created', { when: when(hook.created_at) })}${hook.disabled_reason ? ` · ${hook.disabled_reason}` : ''}</p>
    </section>`;
  }

  #actions(path, hook) {
    return html`<div class="row">
      <button class="button small" @click=${() => this.#do(() => post(`${path}/test`), t('webhooks.tested'))}>${t('webhooks.test')}</button>
      <button class="button small" @click=${() => this.#rotate(path)}>${t('webhooks.rotate')}</button>
      <button class="button small" @click=${() => this.#do(() => post(`${path}/${hook.enabled ? 'disable' : 'enable'}`))}>
        ${t(hook.enabled ? 'webhooks.disable' : 'webhooks.enable')}
      </button>
      <button class="button small danger" @click=${() => this.#remove(path, hook)}>${t('accounts.remove')}</button>
    </div>`;
  }

  #state(hook) {
    if (!hook.enabled) return badge(t('webhooks.disabled'), 'warn');
    const health = this.health?.get(hook.id);
    if (!health?.failing) return badge(t('webhooks.enabled'), 'ok');
    return html`${badge(t('webhooks.failing'), 'danger')}
      ${health.waiting ? html`<span class="muted small">${t('webhooks.waiting.n', { n: health.waiting })}</span>` : nothing}`;
  }

  #callbacks() {
    if (!may('owner')) return nothing;
    return html`<section class="card stack" aria-labelledby="callback-title">
      <h2 id="callback-title">${t('webhooks.callbacks')}</h2>
      <p class="muted small">${t('webhooks.callbacks_text')}</p>
      <div class="row">
        <button class="button small" @click=${() => this.#showSecret()}>${t('webhooks.secret')}</button>
        <button class="button small" @click=${() => this.#rotate(`${BASE}/secret`)}>${t('webhooks.rotate')}</button>
      </div>
    </section>`;
  }

  #deliveries() {
    return html`<section class="stack" aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">${t('webhooks.deliveries')}</h2>
      ${this.#filters()}
      ${this.paging.empty
        ? html`<p class="muted">${t(Object.values(this.filter).some(Boolean) ? 'tasks.none_found' : 'webhooks.no_deliveries')}</p>`
        : deliveryList(this.paging.items, may('owner') ? (delivery) => this.#send(delivery) : null)}
      ${more(this.paging)}
    </section>`;
  }

  #filters() {
    const all = ['', t('tasks.any')];
    return html`<form class="filters three" @submit=${(event) => event.preventDefault()}>
      ${this.#choice('status', t('tasks.status'), [all, ...STATES.map((state) => [state, t(`delivery.${state}`)])])}
      ${this.#choice('type', t('webhooks.event'), [all, ...TYPES.map((type) => [type, t(`webhooks.type.${type}`)])])}
      ${this.#choice('webhook', t('webhooks.receiver'), [all, ...(this.hooks ?? []).map((hook) => [hook.id, hook.url])])}
    </form>`;
  }

  #choice(name, label, options) {
    return html`<div class="field">
      <label for=${`filter-${name}`}>${label}</label>
      <select id=${`filter-${name}`} @change=${(event) => this.#choose({ [name]: event.target.value })}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === this.filter[name]}>${text}</option>`)}
      </select>
    </div>`;
  }

  #choose(change) {
    this.filter = { ...this.filter, ...change };
    this.#loadDeliveries();
  }

  #send(delivery) {
    return this.#do(() => post(`${BASE}/deliveries/${encodeURIComponent(delivery.id)}/send`), t('webhooks.sent'));
  }

  async #create() {
    const made = await openDialog(t('webhooks.create'), (close) => html`<z-new-webhook .done=${close}></z-new-webhook>`);
    if (!made) return;
    await this.#load();
    await showOnce(t('webhooks.made'), t('webhooks.once'), made.secret);
  }

  async #showSecret() {
    await this.#do(async () => {
      const { secret } = await get(`${BASE}/secret`);
      await showOnce(t('webhooks.secret'), t('webhooks.secret_text'), secret);
    });
  }

  async #rotate(path) {
    if (!(await confirmed(t('webhooks.rotate_title'), t('webhooks.rotate_text'), t('webhooks.rotate')))) return;
    await this.#do(async () => {
      const { secret } = await post(`${path}/rotate`);
      await showOnce(t('webhooks.made'), t('webhooks.once'), secret);
    });
  }

  async #remove(path, { url }) {
    if (!(await confirmed(t('webhooks.remove_title'), t('webhooks.remove_text', { url }), t('accounts.remove')))) return;
    await this.#do(() => remove(path));
  }

  async #do(action, done) {
    try {
      await action();
      if (done) toast(done);
      await this.#load();
      this.#loadDeliveries();
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }
}

export default element('z-webhooks', Webhooks);
