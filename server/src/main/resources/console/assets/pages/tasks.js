import { getIfThere } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { statusBadge } from '../components/badges.js';
import { more } from '../components/more.js';
import { empty } from '../components/notices.js';
import { pictureAddress, thumbnailAddress } from '../components/picture.js';
import { Selection } from '../components/selection.js';
import { segments } from '../components/segments.js';
import { view } from '../components/viewing.js';
import { wall } from '../components/wall.js';
import { number, t, when } from '../i18n.js';
import { icon } from '../icons.js';
import { keep, kept } from '../kept.js';
import { named } from '../key-names.js';
import { Paging } from '../paging.js';
import { keepQuery } from '../router.js';
import { session } from '../session.js';
import '../components/table.js';

const STATES = ['processing', 'completed', 'failed'];
const SEARCH_AFTER = 300;
const AT_ONCE = 30;

/** All pictures of the account, as a wall or as a list. */
class Tasks extends Component {
  static properties = ['filter', 'paging', 'shown', 'keys'];

  #timer = 0;
  #selection = new Selection(
    () => this.paging.items,
    () => this.redraw(),
    (task) => (this.paging.items = this.paging.items.map((each) => (each.id === task.id ? task : each))),
  );
  /** What the viewer goes through: the list as it is filtered, and on. The address names the picture that is shown. */
  #walk = {
    selection: this.#selection,
    items: () => this.paging.items,
    hasMore: () => this.paging.more,
    more: () => this.paging.next(),
    open: (task) => this.#view(task),
    shown: (task) => this.#keep(task.id),
  };

  began() {
    const asked = new URLSearchParams(location.search);
    this.filter = { status: asked.get('status') ?? '', key: asked.get('key') ?? '', text: asked.get('text') ?? '' };
    this.shown = kept('tasks') ?? 'wall';
    this.#start();
    this.#loadKeys();
    if (asked.get('picture')) this.#openPicture(asked.get('picture'));
  }

  async #loadKeys() {
    try {
      this.keys = (await getIfThere('/console/api/keys', { signal: this.signal }))?.data ?? [];
    } catch {
      this.keys = [];
    }
  }

  #start() {
    this.paging = Paging.begin(this, '/console/api/tasks', { ...this.filter, limit: AT_ONCE }, this.paging);
    this.paging.watch((task) => task.status === 'processing');
  }

  /** A link to a picture on the wall. */
  async #openPicture(id) {
    try {
      const task = await getIfThere(`/console/api/tasks/${encodeURIComponent(id)}`, { signal: this.signal });
      if (task && pictureAddress(task) && this.isConnected) this.#view(task);
    } catch {
      // The wall is there.
    }
  }

  async #view(task) {
    this.#keep(task.id);
    const here = location.pathname;
    await view(task, this.#walk);
    // A link in the viewer leads elsewhere, and this page is there until the next one is loaded.
    if (location.pathname === here) this.#keep(null);
  }

  #keep(picture) {
    keepQuery({ ...this.filter, picture });
  }

  #choose(change) {
    this.filter = { ...this.filter, ...change };
    this.#selection.clear();
    this.#keep(null);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), 'text' in change ? SEARCH_AFTER : 0);
  }

  #show(shown) {
    this.shown = shown;
    keep('tasks', shown);
  }

  view() {
    return html`
      <header class="page-head row between"><h1>${t('nav.tasks')}</h1></header>
      ${this.#filters()}
      ${this.paging.empty ? this.#nothing() : this.shown === 'wall' ? wall(this.paging.items, this.#walk) : this.#list()} ${more(this.paging)}
      ${this.#selection.bar()}
    `;
  }

  #filters() {
    const { status, key, text } = this.filter;
    return html`<form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
      <div class="field">
        <label for="text">${t('tasks.text')}</label>
        <input id="text" type="search" .value=${text} @input=${(event) => this.#choose({ text: event.target.value })} />
      </div>
      <div class="field">
        <label for="status">${t('tasks.status')}</label>
        <select id="status" @change=${(event) => this.#choose({ status: event.target.value })}>
          <option value="">${t('tasks.any')}</option>
          ${STATES.map((state) => html`<option value=${state} ?selected=${state === status}>${t(`status.${state}`)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="key">${t('tasks.key')}</label>
        <select id="key" @change=${(event) => this.#choose({ key: event.target.value })}>
          <option value="">${t('tasks.any')}</option>
          ${[...(this.keys ?? []), { id: session().console_key }].map((each) => html`<option value=${each.id} ?selected=${each.id === key}>${named(each)}</option>`)}
        </select>
      </div>
      ${segments(
        'view',
        t('tasks.view'),
        [['wall', html`${icon('wall')} ${t('tasks.wall')}`], ['list', html`${icon('queue')} ${t('tasks.list')}`]],
        this.shown,
        (shown) => this.#show(shown),
        { quiet: true },
      )}
    </form>`;
  }

  #nothing() {
    const { status, key, text } = this.filter;
    return status || key || text
      ? empty(t('tasks.none_found'), t('tasks.none_found_text'))
      : empty(t('tasks.none'), t('tasks.none_text'), html`<a class="button primary" href="/playground">${t('tasks.first')}</a>`);
  }

  #list() {
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t('nav.tasks')}>
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">${t('tasks.picture')}</span></th>
            <th scope="col">${t('playground.prompt')}</th>
            <th scope="col">${t('tasks.status')}</th>
            <th scope="col">${t('tasks.key')}</th>
            <th scope="col">${t('tasks.created')}</th>
            <th scope="col" class="number">${t('tasks.credits')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.paging.items.map((task) => row(task))}
        </tbody>
      </table>
    </z-table>`;
  }
}

function row(task) {
  const address = thumbnailAddress(task);
  return html`<tr>
    <td>${address ? html`<img class="thumb" src=${address} alt="" loading="lazy" />` : nothing}</td>
    <td><a class="clamp" href="/tasks/${task.id}">${task.prompt}</a></td>
    <td>${statusBadge(task.status)}</td>
    <td class="tight">${named(task.key)}</td>
    <td class="tight">${when(task.created_at)}</td>
    <td class="number">${number(task.usage.credits)}</td>
  </tr>`;
}

export default element('z-tasks', Tasks);
