import { describe } from '../api.js';
import { html, nothing } from '../component.js';
import { either, t } from '../i18n.js';
import { icon } from '../icons.js';
import { may } from '../session.js';
import { deletePicture } from './deletion.js';
import { confirmed } from './dialogs.js';
import { fileName } from './job.js';
import { say, toast } from './notices.js';
import { pictureAddress } from './picture.js';
import { pictureIcon } from './picture-icons.js';

/** Of several pictures, in English and in Chinese; no other page needs it. */
const DELETE_TEXT = [
  'The pictures are deleted for good, and links to them stop working. Their tasks stay, and nothing is refunded.',
  '图片将被永久删除，指向它们的链接随即失效。任务会保留，积分不退。',
];

/** An archive is put together in the memory of the browser. */
const MOST = 100;

/** The pictures of a wall that are chosen, and what is done with all of them at once. */
export class Selection {
  #chosen = new Map();
  #last = null;
  #busy = '';
  #items;
  #changed;
  #deleted;

  /** `items()` are those of the wall, in order; `changed` draws it again; `deleted` is told of a task that lost its picture. */
  constructor(items, changed, deleted) {
    this.#items = items;
    this.#changed = changed;
    this.#deleted = deleted;
  }

  get active() {
    return this.#chosen.size > 0;
  }

  has(task) {
    return this.#chosen.has(task.id);
  }

  /** With `range`, all from the last one that was chosen to this one. */
  choose(task, on, range) {
    const tasks = range ? this.#between(task) : [task];
    if (on) this.#add(tasks.filter((each) => !this.has(each)));
    else tasks.forEach((each) => this.#chosen.delete(each.id));
    this.#last = task.id;
    this.#changed();
  }

  #add(tasks) {
    const room = MOST - this.#chosen.size;
    for (const task of tasks.slice(0, room)) this.#chosen.set(task.id, task);
    if (tasks.length > room) toast(t('selection.most', { n: MOST }), 'danger');
  }

  clear() {
    this.#chosen.clear();
    this.#changed();
  }

  #between(task) {
    const items = this.#items().filter((each) => pictureAddress(each));
    const at = items.findIndex((each) => each.id === task.id);
    const last = items.findIndex((each) => each.id === this.#last);
    return last < 0 ? [task] : items.slice(Math.min(at, last), Math.max(at, last) + 1);
  }

  bar() {
    if (!this.active) return nothing;
    const busy = this.#busy ? 'true' : nothing;
    return html`<section class="selection-bar row" aria-label=${t('selection.title')}>
      <span class="figures" role="status">${this.#busy || t('selection.n', { n: this.#chosen.size })}</span>
      <button class="button small" aria-disabled=${busy} @click=${() => this.#do(() => this.#zip())}>${icon('download')} ZIP</button>
      ${may('member')
        ? html`<button class="button small danger" aria-disabled=${busy} @click=${() => this.#do(() => this.#delete())}>${pictureIcon('delete')} ${t('selection.delete')}</button>`
        : nothing}
      <button class="button small quiet" @click=${() => this.clear()}>${t('selection.clear')}</button>
    </section>`;
  }

  async #do(action) {
    if (this.#busy) return;
    try {
      await action();
    } catch (error) {
      toast(describe(error), 'danger');
    } finally {
      this.#tell('');
    }
  }

  #tell(text) {
    this.#busy = text;
    this.#changed();
  }

  async #zip() {
    const [{ zip }, { bytesOf, save }] = await Promise.all([import('../batch/zip.js'), import('../batch/files.js')]);
    const tasks = [...this.#chosen.values()];
    const files = [];
    for (const task of tasks) {
      this.#tell(t('selection.packing', { n: files.length, of: tasks.length }));
      const bytes = await bytesOf(task);
      if (bytes) files.push({ name: free(fileName(task, pictureAddress(task)), files), bytes });
    }
    save(zip(files), 'zimage.zip');
    if (files.length < tasks.length) toast(t('selection.missing', { n: tasks.length - files.length }), 'danger');
  }

  async #delete() {
    const tasks = [...this.#chosen.values()];
    const n = tasks.length;
    if (!(await confirmed(t('selection.delete_title', { n }), n === 1 ? t('picture.delete_text') : either(DELETE_TEXT), t('selection.delete')))) return;
    for (const [i, task] of tasks.entries()) {
      this.#tell(t('selection.deleting', { n: i, of: n }));
      const left = await deletePicture(task);
      this.#chosen.delete(task.id);
      this.#deleted(left);
    }
    say(t('selection.deleted', { n }));
  }
}

/** The same prompt and seed give the same name: the second one gets a number. */
function free(name, files) {
  const taken = new Set(files.map((file) => file.name));
  const [, stem, ending] = /^(.*)(\.\w+)$/.exec(name);
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${stem}-${i}${ending}`;
  return free;
}
