import { get, query } from './api.js';
import { keepPlace, place } from './place.js';
import { wait } from './wait.js';

const LOOK_AGAIN = 3000;
const NEWEST = 100;

/**
 * A list of the server that goes on as one scrolls: `{data, has_more}`, with the id of the last as cursor, or with the cursor as
 * `next`. In the second form a page may be empty and yet have a next one.
 */
export class Paging {
  items = [];
  more = true;
  loading = false;
  problem = null;
  /** The newest answer of the server, for what it says beside the items. */
  head = null;

  #path;
  #filter;
  #changed;
  #over = new AbortController();
  #signal;
  #next = null;

  constructor(path, filter, changed, signal) {
    this.#path = path;
    this.#filter = filter;
    this.#changed = changed;
    this.#signal = AbortSignal.any([signal, this.#over.signal]);
  }

  /** The first page of a list for `page`, which is drawn again with each change. The `earlier` list, whose place it takes, ends. */
  static begin(page, path, filter, earlier) {
    earlier?.#over.abort();
    const list = new Paging(path, filter, () => page.redraw(), page.signal);
    list.#open();
    return list;
  }

  /** Whether the first page has come and there was nothing. */
  get empty() {
    return !this.more && !this.loading && this.items.length === 0;
  }

  /** As long as `changing` holds for an item, which what is listed may do by itself, the newest are read again. */
  async watch(changing) {
    while (!this.#signal.aborted) {
      await wait(LOOK_AGAIN, this.#signal);
      if (!document.hidden && !this.#signal.aborted && this.items.some(changing)) await this.#lookAgain();
    }
  }

  async #lookAgain() {
    try {
      const { data } = await get(query(this.#path, { limit: NEWEST }), { signal: this.#signal });
      const anew = new Map(data.map((item) => [item.id, item]));
      this.items = this.items.map((item) => anew.get(item.id) ?? item);
      this.#changed();
    } catch {
      // The next look comes soon; what is shown is only a little old.
    }
  }

  /** The first page, and as many more as were there when one left. */
  async #open() {
    const { items = 0 } = place();
    do await this.next();
    while (this.more && !this.problem && !this.#signal.aborted && this.items.length < items);
  }

  async next() {
    if (this.loading || !this.more || this.#signal.aborted) return;
    this.loading = true;
    this.problem = null;
    this.#changed();
    try {
      const page = await get(query(this.#path, { ...this.#filter, before: this.#next }), { signal: this.#signal });
      this.head = page;
      this.items = [...this.items, ...page.data];
      this.#next = page.next ?? (page.has_more ? page.data.at(-1)?.id : null);
      this.more = Boolean(this.#next);
      keepPlace({ items: this.items.length });
    } catch (error) {
      if (this.#signal.aborted) return;
      this.problem = error;
    } finally {
      this.loading = false;
      if (!this.#signal.aborted) this.#changed();
    }
  }
}
