import { describe, get, post, query } from '../api.js';
import { save } from '../batch/files.js';
import { archive, table } from '../batch/results.js';
import { readRows } from '../batch/rows.js';
import { BatchRun } from '../batch/run.js';
import { Component, element, html, nothing } from '../component.js';
import { creditBadge } from '../components/badges.js';
import { confirmed } from '../components/dialogs.js';
import { problem, toast } from '../components/notices.js';
import { picture } from '../components/picture.js';
import { ratio } from '../components/ratio.js';
import { roleNotice } from '../components/refusal.js';
import { segments } from '../components/segments.js';
import { shapePicker } from '../components/shapes.js';
import { opens } from '../components/viewing.js';
import { number, t, useTexts } from '../i18n.js';
import { icon } from '../icons.js';
import { LARGEST_SEED, promptLimit, shapesOf } from '../models.js';
import { balanceIs, may, session } from '../session.js';

await useTexts('batch');

const MOST = 500;
const SEEDS = [1, 2, 4, 8];
const SHOWN_PROBLEMS = 10;

/** Many pictures from a list or a table: the price first, then progress, and all of them in a file. */
class Batch extends Component {
  static properties = ['text', 'seeds', 'shape', 'model', 'models', 'problems', 'price', 'problem', 'busy', 'packing', 'elsewhere'];

  #run = null;

  began() {
    addEventListener('zimage:session', () => this.redraw(), { signal: this.signal });
    this.text ??= '';
    this.seeds ??= 1;
    this.shape ??= '1:1';
    this.model ??= 'z-image';
    BatchRun.whenChanged(() => this.#keptElsewhere(), this.signal);
    this.#resume();
    this.#loadModels();
  }

  #resume() {
    this.#run?.stop();
    this.#run = BatchRun.kept(() => this.redraw(), this.signal);
    this.elsewhere = false;
  }

  /** Another tab began, took over, finished or forgot a batch. */
  #keptElsewhere() {
    const place = BatchRun.place(this.#run);
    if (place === 'here') return;
    if (place === 'elsewhere') {
      this.#run?.stop();
      this.#run = null;
      this.elsewhere = true;
    } else {
      this.#resume();
    }
  }

  async #loadModels() {
    try {
      this.models = (await get('/api/v1/models', { signal: this.signal })).data;
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`
      <header class="page-head row between">
        <h1>${t('nav.batch')}</h1>
        <span class="row">${creditBadge(session().account.balance)}</span>
      </header>
      ${this.#run ? this.#progress(this.#run) : this.elsewhere ? this.#other() : this.#form()}
    `;
  }

  #other() {
    return html`<section class="card stack" aria-label=${t('nav.batch')}>
      <p role="status">${t('batch.elsewhere')}</p>
      <div class="row"><button class="button primary" @click=${() => this.#resume()}>${t('batch.here')}</button></div>
    </section>`;
  }

  #known() {
    return this.models?.find((model) => model.id === this.model);
  }

  #form() {
    return html`<p class="page-text">${t('batch.lead')}</p>
      <form class="card stack" @submit=${(event) => this.#submit(event)} novalidate>
        ${this.models?.length > 1 ? this.#choice() : nothing}
        <div class="field">
          <label for="batch-text">${t('batch.lines')}</label>
          <textarea id="batch-text" rows="10" .value=${this.text} aria-describedby="batch-hint" @input=${(event) => this.#edit({ text: event.target.value })}></textarea>
          <p class="muted small" id="batch-hint">${t('batch.lines_hint')}</p>
        </div>
        <div><label class="button small">
          <input type="file" class="unseen" accept=".csv,.txt,text/csv,text/plain" @change=${(event) => this.#read(event.target)} />
          ${t('batch.file')}
        </label></div>
        ${shapePicker(shapesOf(this.#known()), this.shape, (shape) => this.#edit({ shape }))}
        ${segments('seeds', t('batch.seeds'), SEEDS.map((n) => [n, number(n)]), this.seeds, (seeds) => this.#edit({ seeds }))}
        <p class="muted small">${t('batch.seeds_hint')}</p>
        ${roleNotice()} ${this.#wrong()} ${problem(this.problem)} ${this.price ? this.#agreement() : nothing}
        <div class="row actions">
          ${this.price && !this.#poor()
            ? html`<button class="button primary large">${t('batch.order')}</button>`
            : html`<button class="button large" aria-disabled=${this.busy || !may('member') ? 'true' : nothing}>${t('batch.check')}</button>`}
        </div>
      </form>`;
  }

  #choice() {
    return html`<div class="field">
      <label for="batch-model">${t('nav.models')}</label>
      <select id="batch-model" @change=${(event) => this.#edit({ model: event.target.value })}>
        ${this.models.map((model) => html`<option value=${model.id} ?selected=${model.id === this.model}>${model.id}</option>`)}
      </select>
    </div>`;
  }

  #wrong() {
    if (!this.problems?.length) return nothing;
    return html`<div class="notice danger" role="alert">
      <p>${t('batch.wrong')}</p>
      <ul>${this.problems.slice(0, SHOWN_PROBLEMS).map((one) => html`<li>${one}</li>`)}</ul>
    </div>`;
  }

  #poor() {
    return this.price.credits > session().account.balance;
  }

  #agreement() {
    const { balance } = session().account;
    return html`<div class=${this.#poor() ? 'notice danger' : 'notice'} role="status">
      <p><b>${t('batch.price.n', { n: this.price.orders.length, credits: number(this.price.credits) })}</b></p>
      <p>${t(this.#poor() ? 'batch.poor' : 'batch.balance', { n: balance })}</p>
    </div>`;
  }

  #edit(change) {
    Object.assign(this, change);
    this.price = null;
    this.problems = null;
    this.problem = null;
  }

  async #read(input) {
    const [file] = input.files;
    if (file) this.#edit({ text: await file.text() });
    input.value = '';
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy || !may('member')) return;
    if (this.price && !this.#poor()) {
      this.#run = BatchRun.begin(this.price.orders, () => this.redraw(), this.signal);
      this.#edit({ text: '' });
      return;
    }
    this.busy = true;
    try {
      await this.#askPrice();
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    } finally {
      this.busy = false;
    }
  }

  async #askPrice() {
    const { rows, problems } = readRows(this.text, promptLimit(this.#known()));
    if (!rows.length && !problems.length) problems.push(t('batch.none'));
    if (rows.length * this.seeds > MOST) problems.push(t('batch.many', { n: MOST }));
    this.problems = problems;
    if (problems.length) return;
    const orders = rows.flatMap((row) => this.#orders(row));
    const quote = await post(query('/api/v1/images/generations', { dry_run: true }), orders[0].order, { signal: this.signal });
    balanceIs(quote.balance);
    this.price = { orders, credits: quote.credits * orders.length };
  }

  /** One for each seed: that of the row and those that follow it, or random ones. */
  #orders({ line, prompt, aspect_ratio = this.shape, seed, metadata }) {
    return Array.from({ length: this.seeds }, (_, i) => ({
      row: line,
      order: { model: this.model, prompt, aspect_ratio, seed: seed === undefined ? undefined : (seed + i) % (LARGEST_SEED + 1), metadata },
    }));
  }

  #progress(run) {
    const { pictures, done, failed } = run;
    return html`<section class="card stack" aria-label=${t('nav.batch')}>
        <div class="stack" role="status">
          <p><b>${t('batch.progress', { done, n: pictures.length })}</b>${failed ? html` · ${t('batch.failed.n', { n: failed })}` : nothing}</p>
          ${run.paused && !run.isOver && !run.problem ? html`<p class="muted">${t('batch.paused')}</p>` : nothing}
          ${run.waits && !run.isOver ? html`<p class="muted">${t('batch.waiting', { what: run.waits })}</p>` : nothing}
        </div>
        <progress aria-label=${t('nav.batch')} max=${pictures.length} .value=${done}></progress>
        ${problem(run.problem)}
        <div class="row batch-actions">${run.isOver ? this.#ends() : this.#controls(run)} ${this.#downloads(run)}</div>
      </section>
      ${groups(pictures).map((group, i) => side(group, i, { items: () => viewable(run) }))}`;
  }

  #controls(run) {
    return html`${run.paused
        ? html`<button class="button primary" @click=${() => run.resume()}>${t('batch.resume')}</button>`
        : html`<button class="button" @click=${() => run.pause()}>${t('batch.pause')}</button>`}
      <button class="button" @click=${() => this.#cancel(run)}>${icon('close')} ${t('batch.cancel')}</button>`;
  }

  #ends() {
    return html`<button class="button primary" @click=${() => this.#forget()}>${icon('plus')} ${t('batch.new')}</button>`;
  }

  #downloads(run) {
    const ready = run.pictures.filter(({ state }) => state === 'completed').length;
    return html`
      ${ready
        ? html`<button class="button" aria-disabled=${this.packing >= 0 ? 'true' : nothing} @click=${() => this.#zip(run)}>
            ${icon('download')} ${this.packing >= 0 ? t('batch.zipping', { done: this.packing, n: ready }) : t('batch.zip')}
          </button>`
        : nothing}
      <button class="button" @click=${() => save(table(run.pictures), 'results.csv')}>${icon('download')} ${t('batch.csv')}</button>
    `;
  }

  async #zip(run) {
    if (this.packing >= 0) return;
    this.packing = 0;
    try {
      save(await archive(run.pictures, (n) => (this.packing = n), this.signal), 'pictures.zip');
    } catch (error) {
      if (!this.signal.aborted) toast(describe(error), 'danger');
    } finally {
      this.packing = undefined;
    }
  }

  async #cancel(run) {
    if (await confirmed(t('batch.cancel_title'), t('batch.cancel_text'), t('batch.cancel'))) await run.cancelRest();
  }

  #forget() {
    BatchRun.forget();
    this.#run = null;
    this.redraw();
  }
}

/** The pictures of one prompt stand side by side. */
function groups(pictures) {
  const found = [];
  for (const one of pictures) {
    const last = found.at(-1);
    if (last?.[0].row === one.row) last.push(one);
    else found.push([one]);
  }
  return found;
}

/** What the arrow keys of the viewer go through. */
function viewable(run) {
  return run.pictures.filter(({ state }) => state === 'completed').map(({ task }) => task);
}

function side(group, index, list) {
  return html`<section class="batch-row" aria-label=${t('batch.row', { n: index + 1 })}>
    <p class="small batch-prompt">${group[0].order.prompt}</p>
    <div class="wall">${group.map((one) => tile(one, list))}</div>
  </section>`;
}

function tile({ state, task, order }, list) {
  const { width, height } = task?.width > 1 ? task : sides(order);
  return html`<div class="tile-frame" ${ratio(width, height)}>
    ${task?.status ? drawn({ ...task, width, height }, order, list) : notYet(state, task)}
  </div>`;
}

function notYet(state, task) {
  return html`<span class="tile batch-waiting"><span class="picture"><span class="picture-note muted small">
    ${t(`batch.status.${state}`)}${task?.error ? html`<br />${task.error.message}` : nothing}
  </span></span></span>`;
}

function drawn(task, { prompt }, list) {
  const seed = t('picture.seed', { seed: String(task.seed ?? '') });
  const shown = task.status === 'completed';
  return html`<a
    class="tile"
    href="/tasks/${task.id}"
    data-status=${task.status}
    aria-label=${`${prompt}, ${seed}`}
    aria-haspopup=${shown ? 'dialog' : nothing}
    @click=${shown ? opens(task, list) : nothing}
  >
    ${picture(task, null, { small: true })}
    ${task.seed === undefined ? nothing : html`<span class="tile-caption" aria-hidden="true">${seed}</span>`}
  </a>`;
}

/** The shape of a picture that has no size yet. */
function sides({ aspect_ratio = '1:1' }) {
  const [width, height] = aspect_ratio.split(':').map(Number);
  return { width, height };
}

export default element('z-batch', Batch);
