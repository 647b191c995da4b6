import { describe, get, post } from '../api.js';
import { batchName } from '../draft.js';
import { follow } from '../follow.js';
import { keep, kept, PREFIX } from '../kept.js';
import { onceKey } from '../once.js';
import { refreshBalance } from '../session.js';
import { wait } from '../wait.js';

const AT_ONCE = 4;
const PUT_OFF = new Set([0, 429, 502, 503, 504]);
const REFUSED = new Set([400, 422]);
const SHORTEST_WAIT = 2000;

/**
 * A batch of whoever is signed in: each picture is `{row, order, key, state, task}`. It is kept in the browser, so that it
 * goes on when the page is loaded again; the keys of the orders let nothing be charged twice. One tab orders: the last that
 * opened it. A run that another tab took over is stopped, so that pausing and cancelling there hold.
 */
export class BatchRun {
  #changed;
  #life = new AbortController();
  #owner = onceKey();
  #inFlight = 0;
  #sending = false;

  constructor(pictures, changed, signal) {
    this.pictures = pictures;
    this.paused = false;
    this.problem = null;
    this.waits = null;
    this.#changed = changed;
    signal.addEventListener('abort', () => this.stop(), { signal: this.#signal });
  }

  get #signal() {
    return this.#life.signal;
  }

  static begin(orders, changed, signal) {
    const pictures = orders.map(({ row, order }) => ({ row, order, key: onceKey(), state: 'waiting', task: null }));
    const run = new BatchRun(pictures, changed, signal);
    run.#keep();
    run.go();
    return run;
  }

  /** The batch that was begun before the page was loaded; null when there is none. */
  static kept(changed, signal) {
    try {
      const { pictures, paused } = JSON.parse(kept(batchName()));
      const run = new BatchRun(pictures, changed, signal);
      run.paused = paused;
      if (!run.isOver) run.#keep();
      pictures.filter(({ state }) => state === 'processing').forEach((picture) => run.#follow(picture));
      run.go();
      return run;
    } catch {
      return null;
    }
  }

  /** Calls `listener` when another tab changes what is kept. */
  static whenChanged(listener, signal) {
    addEventListener('storage', ({ key }) => (key === null || key === PREFIX + batchName()) && listener(), { signal });
  }

  /** Where the batch that is kept is run: `here`, by this run, or `elsewhere`, in another tab; or it is `over`, or there is none. */
  static place(run) {
    try {
      const { pictures, owner } = JSON.parse(kept(batchName()));
      if (run && owner === run.#owner) return 'here';
      return pictures.some(({ state }) => state === 'waiting' || state === 'processing') ? 'elsewhere' : 'over';
    } catch {
      return 'nowhere';
    }
  }

  /** Orders nothing more and changes nothing of what is kept. */
  stop() {
    this.#life.abort();
  }

  static forget() {
    keep(batchName(), null);
  }

  get done() {
    return this.pictures.filter(({ state }) => state !== 'waiting' && state !== 'processing').length;
  }

  get failed() {
    return this.pictures.filter(({ state }) => state === 'failed' || state === 'refused').length;
  }

  get isOver() {
    return this.done === this.pictures.length;
  }

  pause() {
    this.paused = true;
    this.#tell();
  }

  resume() {
    this.paused = false;
    this.problem = null;
    this.#tell();
    this.go();
  }

  async cancelRest() {
    if (this.#signal.aborted) return;
    this.paused = true;
    for (const picture of this.pictures) if (picture.state === 'waiting') picture.state = 'cancelled';
    this.#tell();
    const running = this.pictures.filter(({ state }) => state === 'processing');
    await Promise.allSettled(running.map(({ task }) => post(`/api/v1/tasks/${task.id}/cancel`)));
    this.paused = false;
    refreshBalance();
  }

  /** Orders what waits, a few at a time. */
  async go() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next; (next = this.#next()); ) await this.#order(next);
    } finally {
      this.#sending = false;
    }
  }

  #next() {
    if (this.#signal.aborted || this.paused || this.#inFlight >= AT_ONCE) return null;
    return this.pictures.find(({ state }) => state === 'waiting');
  }

  async #order(picture) {
    try {
      const { id } = await post('/api/v1/images/generations', picture.order, { headers: { 'idempotency-key': picture.key }, signal: this.#signal });
      this.waits = null;
      if (picture.state === 'cancelled') await post(`/api/v1/tasks/${id}/cancel`).catch(() => {});
      picture.state = 'processing';
      picture.task = { id, status: 'processing', prompt: picture.order.prompt, width: 1, height: 1 };
      this.#follow(picture);
      this.#tell();
    } catch (error) {
      if (!this.#signal.aborted) await this.#refused(picture, error);
    }
  }

  /** A server that asks to wait is asked again; an order that is wrong is left out; anything else stops the batch until somebody goes on. */
  async #refused(picture, error) {
    if (PUT_OFF.has(error.status)) {
      this.waits = describe(error);
      this.#tell();
      await wait(Math.max(SHORTEST_WAIT, 1000 * (error.retryAfter ?? 0)), this.#signal);
    } else if (REFUSED.has(error.status)) {
      picture.state = 'refused';
      picture.task = { error: { code: error.code, message: error.message } };
      this.#tell();
    } else {
      this.paused = true;
      this.problem = error;
      this.#tell();
    }
  }

  #follow(picture) {
    this.#inFlight++;
    const { prompt } = picture.order;
    follow(
      picture.task.id,
      (task) => {
        if (picture.state !== 'processing') return;
        picture.task = { ...task, prompt };
        if (task.status !== 'processing') this.#ended(picture);
        this.#changed();
      },
      this.#signal,
    );
  }

  async #ended(picture) {
    this.#inFlight--;
    picture.state = picture.task.error?.code === 80004 ? 'cancelled' : picture.task.status;
    this.#tell();
    this.go();
    refreshBalance();
    if (picture.state !== 'completed') return;
    try {
      const { thumbnail_url } = await get(`/console/api/tasks/${picture.task.id}`, { signal: this.#signal });
      picture.task = { ...picture.task, thumbnail_url };
      this.#tell();
    } catch {
      // The picture itself is shown.
    }
  }

  #tell() {
    this.#keep();
    this.#changed();
  }

  #keep() {
    if (this.#signal.aborted) return;
    keep(batchName(), JSON.stringify({ pictures: this.pictures, paused: this.paused, owner: this.#owner }));
  }
}
