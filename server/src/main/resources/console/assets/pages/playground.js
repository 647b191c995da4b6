import { describe, get, getIfThere, post, query } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { creditBadge } from '../components/badges.js';
import { say, toast } from '../components/notices.js';
import { characters } from '../components/prompt.js';
import { refusal } from '../components/refusal.js';
import { tellEnd } from '../done.js';
import { draft, keepDraft } from '../draft.js';
import { follow } from '../follow.js';
import { t } from '../i18n.js';
import { repeat } from '../lib/lit-html/directives/repeat.js';
import { onceKey } from '../once.js';
import { keepQuery } from '../router.js';
import { balanceIs, may, refreshBalance, session } from '../session.js';
import { orderOf } from '../snippets.js';
import { promptLimit, takesPictures } from '../models.js';
import '../components/composer.js';
import '../components/first-steps.js';
import '../components/job.js';

const SHOWN = 24;
const QUOTE_AFTER = 500;
const USUAL_MODEL = 'z-image';
const GENERATIONS = '/api/v1/images/generations';

function orderOfAddress() {
  const asked = new URLSearchParams(location.search);
  const seed = asked.get('seed');
  return {
    model: asked.get('model') ?? USUAL_MODEL,
    prompt: asked.get('prompt') ?? '',
    aspect_ratio: asked.get('aspect_ratio') ?? '1:1',
    output_format: asked.get('output_format') === 'png' ? 'png' : 'jpeg',
    seed: /^\d+$/.test(seed ?? '') ? Number(seed) : null,
    nsfw_checker: asked.get('nsfw_checker') === 'true',
    text_check: asked.get('text_check') ?? undefined,
  };
}

/** Where pictures are ordered: the order on one side, what became of it on the other. */
class Playground extends Component {
  static properties = ['order', 'models', 'quote', 'quoteProblem', 'problem', 'sending', 'jobs'];

  #timer = 0;
  /** Whether the order came with the address, as that of an earlier picture. */
  #asked = false;
  /** What the viewer goes through. */
  #list = { items: () => this.jobs.map((job) => job.task) };
  /** An order whose answer was lost, with its key: sent again, it counts once. */
  #lost = null;
  /** The orders of one click that have not been taken yet. */
  #several = null;

  began() {
    addEventListener('zimage:session', () => this.redraw(), { signal: this.signal });
    this.order = (!location.search && draft()) || orderOfAddress();
    this.#asked = new URLSearchParams(location.search).has('seed');
    if (location.search) keepQuery({});
    this.jobs = [];
    this.models = [];
    this.#loadModels();
    this.#loadRecent();
    this.#askPrice();
  }

  /** What can be ordered, with the shapes and the limits of each. */
  async #loadModels() {
    try {
      this.models = (await get('/api/v1/models', { signal: this.signal })).data;
      if (!this.#model()) this.#changed({ model: USUAL_MODEL });
      if (this.#asked && this.#isIncomplete(this.order)) toast(t('playground.filled_without_pictures'));
      this.#asked = false;
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  #model() {
    return this.models.find((model) => model.id === this.order.model);
  }

  async #loadRecent() {
    try {
      const page = await getIfThere(`/console/api/tasks?limit=${SHOWN}`, { signal: this.signal });
      const known = new Set(this.jobs.map((job) => job.task.id));
      const older = (page?.data ?? []).filter((task) => !known.has(task.id)).map((task) => ({ task }));
      this.jobs = [...this.jobs, ...older];
      older.filter((job) => job.task.status === 'processing').forEach((job) => this.#follow(job));
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    const { account } = session();
    return html`
      <header class="page-head row between">
        <h1>${t('nav.playground')}</h1>
        <span class="row">${creditBadge(account.balance)}</span>
      </header>
      ${this.#model()?.engine === 'sketch'
        ? html`<p class="notice">${t('playground.sketch')} <a href="/docs/models">${t('playground.sketch_link')}</a></p>`
        : nothing}
      <z-first-steps></z-first-steps>
      <div class="playground">
        <div class="stack composer-side">
          <z-composer
            .order=${this.order}
            .models=${this.models}
            .quote=${this.quote}
            .quoteProblem=${this.quoteProblem}
            .sending=${this.sending}
            .fresh=${this.jobs.length === 0}
            @order=${(event) => this.#changed(event.detail)}
            @send=${() => this.#send()}
          ></z-composer>
          ${this.#isSaid(this.problem) ? nothing : refusal(this.problem, this.order.model)}
        </div>
        ${this.#results()}
      </div>
    `;
  }

  /** The price was refused for the same reason. */
  #isSaid(problem) {
    return problem?.code && problem.code === this.quoteProblem?.code;
  }

  #results() {
    if (this.jobs.length === 0) {
      return html`<section class="results-empty" aria-label=${t('playground.results')}>
        <p class="muted">${t('playground.nothing_yet')}</p>
      </section>`;
    }
    return html`<section class="results" aria-label=${t('playground.results')}>
      ${repeat(
        this.jobs,
        (job) => job.task.id,
        (job) => html`<z-job
          .task=${job.task}
          .preview=${job.preview ?? null}
          .list=${this.#list}
          .incomplete=${this.#isIncomplete(job.task)}
          @fill=${(event) => this.#fill(event.detail)}
          @another=${() => this.#another(job.task)}
          @cancel-task=${() => this.#cancel(job)}
        ></z-job>`,
      )}
    </section>`;
  }

  /** Pictures to edit are kept until their task has ended; only this page knows what it sent itself. */
  #isIncomplete({ model, image_urls }) {
    return !image_urls && takesPictures(this.models.find(({ id }) => id === model));
  }

  #changed(change) {
    this.order = { ...this.order, ...change };
    keepDraft(this.order);
    this.problem = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#askPrice(), QUOTE_AFTER);
  }

  async #askPrice() {
    const order = this.order;
    if (!may('member') || characters(order.prompt) > promptLimit(this.#model())) return;
    const prompt = order.prompt.trim() ? order.prompt : 'x';
    try {
      const quote = await post(query(GENERATIONS, { dry_run: true }), wire({ ...order, prompt, image_urls: null }), { signal: this.signal });
      if (order !== this.order) return;
      this.quote = quote;
      this.quoteProblem = null;
      balanceIs(quote.balance);
    } catch (error) {
      if (this.signal.aborted || order !== this.order) return;
      this.quoteProblem = error;
      refreshBalance();
    }
  }

  /** What was ordered of several pictures before one was refused is not ordered again with the next try. */
  async #send() {
    if (this.sending) return;
    this.problem = null;
    if (this.#several?.of !== this.order) this.#several = { of: this.order, left: several(this.order) };
    const { left } = this.#several;
    try {
      this.sending = true;
      for (; left.length > 0; left.shift()) await this.#order(left[0]);
      this.#several = null;
    } catch (error) {
      this.problem = error;
    } finally {
      this.sending = false;
    }
  }

  async #order(order) {
    const key = this.#lost?.order === order ? this.#lost.key : onceKey();
    this.#lost = { order, key };
    const accepted = await submit(order, key);
    const task = await get(`/console/api/tasks/${accepted.id}`);
    const { model, prompt, aspect_ratio, output_format: format, nsfw_checker, image_urls, text_check: text_check_mode } = order;
    this.#lost = null;
    const job = { task: { ...task, model, prompt, aspect_ratio, format, nsfw_checker, image_urls: image_urls ?? [], text_check_mode } };
    this.jobs = [job, ...this.jobs].slice(0, 4 * SHOWN);
    say(t('playground.started'));
    this.#bringIntoView();
    this.#follow(job);
    refreshBalance();
  }

  /** On a phone the results begin below the form. */
  async #bringIntoView() {
    await new Promise((done) => requestAnimationFrame(done));
    this.querySelector('z-job')?.scrollIntoView({ block: 'nearest' });
  }

  #follow(job) {
    const prompt = job.task.prompt;
    const changed = (task, preview) => {
      job.task = { ...job.task, ...task, prompt };
      if (preview) job.preview = preview;
      this.jobs = [...this.jobs];
      if (task.status === 'processing') return;
      say(t(task.status === 'completed' ? 'playground.ready' : 'playground.failed', { prompt }));
      tellEnd(job.task);
      refreshBalance();
    };
    if (job.task.status === 'processing') follow(job.task.id, changed, this.signal);
    else changed(job.task, null);
  }

  /** Puts the prompt or all of an earlier order into the form. What was there may be the next prompt, half written: it can be had back. */
  #fill(values) {
    const before = this.order;
    this.#changed(values);
    const filled = values.model && this.#isIncomplete(values) ? 'playground.filled_without_pictures' : 'playground.filled';
    toast(t(filled), 'plain', { text: t('playground.undo'), act: () => this.#changed(before) });
    const form = this.querySelector('z-composer');
    form.scrollIntoView({ block: 'nearest' });
    form.querySelector('z-prompt').focus();
  }

  /** What stands in the form stays there. */
  async #another(task) {
    if (this.sending) return;
    try {
      this.sending = true;
      await this.#order({ ...orderOf(task), seed: null });
    } catch (error) {
      toast(describe(error), 'danger');
    } finally {
      this.sending = false;
    }
  }

  reconnected() {
    if (this.problem?.status === 0) this.problem = null;
    if (!this.models.length) this.#loadModels();
    if (this.quoteProblem?.status === 0) this.#askPrice();
  }

  async #cancel(job) {
    try {
      await post(`/api/v1/tasks/${job.task.id}/cancel`);
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }
}

/** One order for each picture; with a seed, the next ones follow it. */
function several(order) {
  return Array.from({ length: order.count ?? 1 }, (_, i) => ({ ...order, seed: order.seed == null ? null : (order.seed + i) % 2 ** 32 }));
}

function submit(order, key) {
  return post(GENERATIONS, wire(order), { headers: { 'idempotency-key': key } });
}

function wire({ model = USUAL_MODEL, prompt, aspect_ratio, output_format, seed, nsfw_checker, image_urls, text_check }) {
  const pictures = image_urls?.length ? image_urls : undefined;
  return { model, prompt, aspect_ratio, output_format, seed: seed ?? undefined, nsfw_checker, image_urls: pictures, text_check };
}

export default element('z-playground', Playground);
