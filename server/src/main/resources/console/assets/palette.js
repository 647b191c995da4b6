import { get } from './api.js';
import { Component, element, html, nothing } from './component.js';
import { openDialog } from './components/dialogs.js';
import { toast } from './components/notices.js';
import { chooseLanguage, currentLanguage, LANGUAGES, t } from './i18n.js';
import { go, menu } from './router.js';
import { isTelling, startTelling, stopTelling } from './done.js';
import { find } from './search.js';
import { may } from './session.js';
import { chooseTheme } from './theme.js';
import { wait } from './wait.js';

const RECENT = 50;
const MOST_OF_A_KIND = 6;
const PAUSE = 120;
const REQUEST_ID = /^req_[0-9a-f-]{8,36}$/;

function actions() {
  const other = currentLanguage() === 'zh' ? 'en' : 'zh';
  return [
    ...(may('member') ? [{ kind: 'action', text: t('palette.new_key'), act: () => go('/settings/apikeys') }] : []),
    { kind: 'action', text: t('palette.light'), act: () => chooseTheme('light') },
    { kind: 'action', text: t('palette.dark'), act: () => chooseTheme('dark') },
    { kind: 'action', text: LANGUAGES[other], act: () => chooseLanguage(other) },
    isTelling()
      ? { kind: 'action', text: t('palette.silent'), act: stopTelling }
      : { kind: 'action', text: t('palette.notify'), act: tell },
    { kind: 'action', text: t('palette.sheet'), act: () => openSheet() },
  ];
}

async function tell() {
  toast(t((await startTelling()) ? 'palette.notified' : 'palette.refused'));
}

function pages() {
  return ['pages', 'settings', 'admin'].flatMap(menu).map((page) => ({
    kind: 'page',
    text: t(page.title),
    act: () => go(page.to ?? page.path),
  }));
}

/** A field and what it finds; arrows choose, Enter goes there. */
class Palette extends Component {
  static properties = ['words', 'chosen', 'tasks', 'docs', 'requests'];

  began() {
    this.words = '';
    this.chosen = 0;
    this.tasks = [];
    this.docs = [];
    this.requests = [];
    this.#load();
  }

  async #load() {
    try {
      const { data } = await get(`/console/api/tasks?limit=${RECENT}`, { signal: this.signal });
      this.tasks = data.map((task) => ({ kind: 'task', text: task.prompt, act: () => go(`/tasks/${task.id}`) }));
    } catch {
      // The pages are found all the same.
    }
  }

  #found() {
    const words = this.words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ text }) => words.every((word) => text.toLowerCase().includes(word));
    const some = (all) => all.filter(fits).slice(0, MOST_OF_A_KIND);
    return [...pages().filter(fits), ...some(actions()), ...some(this.tasks), ...this.requests, ...this.docs];
  }

  view() {
    const found = this.#found();
    const chosen = Math.min(this.chosen, found.length - 1);
    return html`<div class="stack palette" @keydown=${(event) => this.#key(event, found, chosen)}>
      <input
        type="search"
        role="combobox"
        autofocus
        autocomplete="off"
        aria-label=${t('palette.find')}
        placeholder=${t('palette.find')}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant=${found.length ? `palette-${chosen}` : nothing}
        @input=${(event) => this.#search(event.target.value)}
      />
      ${found.length
        ? html`<ul id="palette-list" role="listbox" aria-label=${t('palette.title')}>
            ${found.map((one, i) => this.#option(one, i, i === chosen))}
          </ul>`
        : html`<p class="muted" id="palette-list" role="status">${t('palette.none')}</p>`}
    </div>`;
  }

  #option({ kind, text, act }, index, chosen) {
    return html`<li id="palette-${index}" role="option" aria-selected=${String(chosen)} @click=${() => this.#take(act)}>
      <span class="muted small">${t(`palette.${kind}`)}</span> <span class="palette-text">${text}</span>
    </li>`;
  }

  drawn() {
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  #key(event, found, chosen) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) this.chosen = (chosen + step + found.length) % found.length;
    else if (event.key === 'Enter' && found[chosen]) this.#take(found[chosen].act);
    else return;
    event.preventDefault();
  }

  #take(act) {
    this.closest('dialog').close();
    act();
  }

  async #search(words) {
    this.words = words;
    this.chosen = 0;
    this.docs = [];
    this.requests = [];
    await wait(PAUSE, this.signal);
    if (words !== this.words || words.trim().length < 2) return;
    if (REQUEST_ID.test(words.trim())) return may('member') && this.#findRequest(words);
    try {
      const hits = await find(words, currentLanguage());
      if (words === this.words) this.docs = hits.slice(0, MOST_OF_A_KIND).map(hit);
    } catch {
      // The docs cannot be searched now.
    }
  }

  async #findRequest(words) {
    const [api, page] = may('operator') ? ['/console/api/admin/requests', '/admin/requests'] : ['/console/api/requests', '/settings/requests'];
    try {
      const { data } = await get(`${api}?limit=${MOST_OF_A_KIND}&id=${words.trim()}`, { signal: this.signal });
      if (words === this.words) this.requests = data.map((each) => request(each, page));
    } catch {
      // The page of requests says what is wrong.
    }
  }
}

/** A request by its id, on the page that shows it. */
function request({ id, method, route, status }, page) {
  return { kind: 'request', text: `${status} ${method} ${route} ${id}`, act: () => go(`${page}?id=${id}`) };
}

function hit({ page, id, title }) {
  return { kind: 'doc', text: title, act: () => go(`/docs/${page}${id ? `#${id}` : ''}`) };
}

element('z-palette', Palette);

export function openPalette() {
  openDialog(t('palette.title'), () => html`<z-palette></z-palette>`);
}

const KEYS = [
  ['Ctrl K', 'opens'],
  ['?', 'shows'],
  ['Ctrl ↵', 'sends'],
  ['Esc', 'closes'],
];

export function openSheet() {
  openDialog(
    t('palette.sheet'),
    (close) => html`<dl class="facts">${KEYS.map(([keys, what]) => html`<dt><kbd>${keys}</kbd></dt><dd>${t(`palette.${what}`)}</dd>`)}</dl>
      <div class="row actions"><button class="button primary" @click=${() => close()}>${t('action.done')}</button></div>`,
  );
}
