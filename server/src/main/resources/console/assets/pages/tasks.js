import { get, getIfThere } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { statusBadge } from '../components/badges.js';
import { more } from '../components/more.js';
import { empty } from '../components/notices.js';
import { pictureAddress, thumbnailAddress } from '../components/picture.js';
import { Selection } from '../components/selection.js';
import { segments } from '../components/segments.js';
import { clearFilters, furtherInUse, NO_FILTER, taskFilters } from '../components/task-filters.js';
import { view } from '../components/viewing.js';
import { wall } from '../components/wall.js';
import { number, t, when } from '../i18n.js';
import { icon } from '../icons.js';
import { keep, kept } from '../kept.js';
import { named } from '../key-names.js';
import { Paging } from '../paging.js';
import { keepQuery } from '../router.js';
import '../components/table.js';

const PHONE = matchMedia('(max-width: 60rem)');
const SEARCH_AFTER = 300;
const AT_ONCE = 30;

/** All pictures of the account, as a wall or as a list. */
class Tasks extends Component {
  static properties = ['filter', 'paging', 'shown', 'keys', 'models', 'open'];

  #timer = 0;
  #selection = new Selection(
    () => this.paging.items,
    () => this.redraw(),
    (task) => this.#replace(task),
  );
  /** What the viewer goes through: the list as it is filtered, and on. The address names the picture that is shown. */
  #walk = {
    selection: this.#selection,
    items: () => this.paging.items,
    hasMore: () => this.paging.more,
    more: () => this.paging.next(),
    open: (task) => this.#view(task),
    shown: (task) => this.#keep(task.id),
    starred: ({ id, favourite }) => {
      const task = this.paging.items.find((each) => each.id === id);
      if (task) this.#replace({ ...task, favourite });
    },
  };

  began() {
    const asked = new URLSearchParams(location.search);
    this.filter = Object.fromEntries(Object.keys(NO_FILTER).map((name) => [name, asked.get(name) ?? '']));
    // On a phone the pictures come first.
    this.open = furtherInUse(this.filter) > 0 && !PHONE.matches;
    this.shown = kept('tasks') ?? 'wall';
    this.#start();
    this.#loadChoices();
    if (asked.get('picture')) this.#openPicture(asked.get('picture'));
  }

  async #loadChoices() {
    const { signal } = this;
    try {
      const [keys, models] = await Promise.all([getIfThere('/console/api/keys', { signal }), get('/api/v1/models', { signal })]);
      this.keys = keys?.data ?? [];
      this.models = models.data.map((model) => model.id);
    } catch {
      // The list says what is wrong.
    }
  }

  #replace(task) {
    this.paging.items = this.paging.items.map((each) => (each.id === task.id ? task : each));
    this.redraw();
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
    const { filter, keys = [], models = [], open } = this;
    const shown = segments(
      'view',
      t('tasks.view'),
      [['wall', html`${icon('wall')} ${t('tasks.wall')}`], ['list', html`${icon('queue')} ${t('tasks.list')}`]],
      this.shown,
      (chosen) => this.#show(chosen),
      { quiet: true },
    );
    return taskFilters(filter, { keys, models, open, view: shown }, (change) => this.#choose(change));
  }

  #nothing() {
    return Object.values(this.filter).some(Boolean)
      ? empty(t('tasks.none_found'), t('tasks.none_found_text'), clearFilters(() => this.#choose(NO_FILTER)))
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
