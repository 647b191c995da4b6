import { get } from './api.js';
import { Component, element, html, nothing } from './component.js';
import { openDialog } from './components/dialogs.js';
import { toast } from './components/notices.js';
import { chooseLanguage, currentLanguage, t } from './i18n.js';
import { go, menu } from './router.js';
import { isTelling, startTelling, stopTelling } from './done.js';
import { find } from './search.js';
import { chooseTheme } from './theme.js';
import { wait } from './wait.js';

const RECENT = 50;
const MOST_OF_A_KIND = 6;
const PAUSE = 120;

/** Each in English and in Chinese; nobody needs them before the palette is open. */
const TEXTS = {
  title: ['Go to', '前往'],
  find: ['Pages, actions, tasks, docs', '页面、操作、任务、文档'],
  none: ['Nothing found', '没有找到'],
  page: ['Page', '页面'],
  action: ['Action', '操作'],
  task: ['Task', '任务'],
  doc: ['Docs', '文档'],
  light: ['Light theme', '浅色主题'],
  dark: ['Dark theme', '深色主题'],
  language: ['中文', 'English'],
  new_key: ['New API key', '新建 API 密钥'],
  notify: ['Notify me when pictures are done', '图片完成时通知我'],
  silent: ['Stop notifications', '停止通知'],
  notified: ['This browser tells you when pictures are done.', '图片完成时浏览器会通知你。'],
  refused: ['The browser does not allow notifications here.', '浏览器不允许在此通知。'],
  sheet: ['Keyboard shortcuts', '键盘快捷键'],
  opens: ['Go to a page, task or part of the docs', '前往页面、任务或文档'],
  shows: ['This list', '本列表'],
  sends: ['Send the order in the playground', '在生成页面下单'],
  closes: ['Close what is open', '关闭打开的窗口'],
};

const say = (key) => TEXTS[key][currentLanguage() === 'zh' ? 1 : 0];

function actions() {
  const other = currentLanguage() === 'zh' ? 'en' : 'zh';
  return [
    { kind: 'action', text: say('new_key'), act: () => go('/settings/apikeys') },
    { kind: 'action', text: say('light'), act: () => chooseTheme('light') },
    { kind: 'action', text: say('dark'), act: () => chooseTheme('dark') },
    { kind: 'action', text: say('language'), act: () => chooseLanguage(other) },
    isTelling()
      ? { kind: 'action', text: say('silent'), act: stopTelling }
      : { kind: 'action', text: say('notify'), act: tell },
    { kind: 'action', text: say('sheet'), act: () => openSheet() },
  ];
}

async function tell() {
  toast(say((await startTelling()) ? 'notified' : 'refused'));
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
  static properties = ['words', 'chosen', 'tasks', 'docs'];

  began() {
    this.words = '';
    this.chosen = 0;
    this.tasks = [];
    this.docs = [];
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
    return [...pages().filter(fits), ...some(actions()), ...some(this.tasks), ...this.docs];
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
        aria-label=${say('find')}
        placeholder=${say('find')}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant=${found.length ? `palette-${chosen}` : nothing}
        @input=${(event) => this.#search(event.target.value)}
      />
      ${found.length
        ? html`<ul id="palette-list" role="listbox" aria-label=${say('title')}>
            ${found.map((one, i) => this.#option(one, i, i === chosen))}
          </ul>`
        : html`<p class="muted" id="palette-list" role="status">${say('none')}</p>`}
    </div>`;
  }

  #option({ kind, text, act }, index, chosen) {
    return html`<li id="palette-${index}" role="option" aria-selected=${String(chosen)} @click=${() => this.#take(act)}>
      <span class="muted small">${say(kind)}</span> <span class="palette-text">${text}</span>
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
    await wait(PAUSE, this.signal);
    if (words !== this.words || words.trim().length < 2) return;
    try {
      const hits = await find(words, currentLanguage());
      if (words === this.words) this.docs = hits.slice(0, MOST_OF_A_KIND).map(hit);
    } catch {
      // The docs cannot be searched now.
    }
  }
}

function hit({ page, id, title }) {
  return { kind: 'doc', text: title, act: () => go(`/docs/${page}${id ? `#${id}` : ''}`) };
}

element('z-palette', Palette);

export function openPalette() {
  openDialog(say('title'), () => html`<z-palette></z-palette>`);
}

const KEYS = [
  ['Ctrl K', 'opens'],
  ['?', 'shows'],
  ['Ctrl ↵', 'sends'],
  ['Esc', 'closes'],
];

export function openSheet() {
  openDialog(
    say('sheet'),
    (close) => html`<dl class="facts">${KEYS.map(([keys, what]) => html`<dt><kbd>${keys}</kbd></dt><dd>${say(what)}</dd>`)}</dl>
      <div class="row actions"><button class="button primary" @click=${() => close()}>${t('action.done')}</button></div>`,
  );
}
