import { Component, element, html, nothing } from '../component.js';
import { t, when } from '../i18n.js';
import { icon } from '../icons.js';
import { named } from '../key-names.js';
import { orderOf } from '../snippets.js';
import { canBeStarred, star, toggleStar } from './favourite.js';
import { saving } from './job.js';
import { drawnIn, pictureAddress } from './picture.js';
import { pictureIcon } from './picture-icons.js';
import { ratio } from './ratio.js';
import { wording } from './wording.js';

const ZOOMS = [1, 1.5, 2, 3, 4];
const PHONE = matchMedia('(max-width: 60rem)');

/** Opens the viewer and answers when it was closed. The focus goes back to where it was. */
export function openViewer(task, list) {
  return new Promise((closed) => {
    const before = document.activeElement;
    const viewer = Object.assign(document.createElement('z-viewer'), { task, list });
    viewer.addEventListener('viewer-closed', () => {
      viewer.remove();
      // A list that was drawn anew has another element for the same picture.
      const back = before.isConnected ? before : document.querySelector(`main a[href="/tasks/${viewer.task.id}"]`);
      back?.focus({ preventScroll: false });
      closed(viewer.task);
    });
    document.body.append(viewer);
  });
}

/** A picture as large as the screen lets it be, with what is known of it, and the next ones by the arrow keys. */
class Viewer extends Component {
  static properties = ['task', 'list', 'zoom', 'facts', 'loading'];

  began() {
    this.zoom = 0;
    this.facts = !PHONE.matches;
    addEventListener('zimage:navigate', () => this.#dialog()?.close(), { signal: this.signal });
    addEventListener('resize', () => this.redraw(), { signal: this.signal });
  }

  drawn() {
    const dialog = this.#dialog();
    if (dialog.open) return;
    dialog.showModal();
    this.#stage().focus();
  }

  #dialog() {
    return this.querySelector('dialog');
  }

  #stage() {
    return this.querySelector('.viewer-stage');
  }

  view() {
    const { task } = this;
    return html`<dialog class="viewer" aria-label=${t('viewer.title')} @close=${() => this.tell('viewer-closed')} @keydown=${(event) => this.#key(event)}>
      <div class="viewer-inner" ?data-facts=${this.facts}>
        ${this.#bar()} ${this.#picture()}
        ${this.facts ? html`<section class="viewer-facts stack" tabindex="0" aria-label=${t('task.facts')}>${this.#about()}</section>` : nothing}
        <p class="unseen" role="status">${t('viewer.now', { n: this.#at() + 1, of: this.#items().length, prompt: task.prompt })}</p>
        <div class="unseen" role="status" data-said></div>
      </div>
    </dialog>`;
  }

  #bar() {
    const full = document.fullscreenEnabled;
    return html`<div class="viewer-bar" role="toolbar" aria-label=${t('viewer.tools')}>
      ${tool(pictureIcon('before'), t('viewer.before'), () => this.#go(-1), this.#at() <= 0)}
      ${tool(pictureIcon('after'), t('viewer.after'), () => this.#go(1), !this.#hasNext())}
      <span class="small figures viewer-count" aria-hidden="true">${this.#at() + 1} / ${this.#items().length}${this.list.hasMore?.() ? '+' : ''}</span>
      <span class="viewer-gap"></span>
      ${star(this.task, (task) => this.#starred(task))}
      ${tool(pictureIcon('smaller'), t('viewer.smaller'), () => this.#zoomTo(this.zoom - 1), this.zoom === 0)}
      ${tool(pictureIcon('larger'), t('viewer.larger'), () => this.#zoomTo(this.zoom + 1), this.zoom === ZOOMS.length - 1)}
      ${full ? tool(pictureIcon('full'), t('viewer.full'), () => this.#fullScreen()) : nothing}
      <button class="button quiet square" title=${t('task.facts')} aria-expanded=${String(this.facts)} @click=${() => (this.facts = !this.facts)}>
        ${pictureIcon('facts')}<span class="unseen">${t('task.facts')}</span>
      </button>
      ${tool(icon('close'), t('action.close'), () => this.#dialog().close())}
    </div>`;
  }

  #picture() {
    const { task } = this;
    return html`<div
      class="viewer-stage"
      tabindex="0"
      role="group"
      aria-label=${t('viewer.stage')}
      @pointerdown=${(event) => this.#drag(event)}
      @wheel=${(event) => this.#wheel(event)}
    >
      <img
        ${ratio(task.width, task.height)}
        src=${pictureAddress(task)}
        alt=${t('picture.alt', { prompt: task.prompt ?? '' })}
        data-zoom=${ZOOMS[this.zoom]}
        width=${task.width}
        height=${task.height}
        draggable="false"
        @dblclick=${() => this.#zoomTo(this.zoom ? 0 : 2)}
      />
    </div>`;
  }

  #about() {
    const { task } = this;
    const facts = [
      [t('playground.model'), task.model],
      [t('playground.seed'), String(task.seed)],
      [t('playground.size'), `${task.width} × ${task.height}`],
      [t('task.engine'), task.engine],
      [t('tasks.key'), task.key && named(task.key)],
      [t('tasks.created'), when(task.created_at)],
      [t('task.took'), task.finished_at && drawnIn(task)],
      [t('task.expires'), task.expires_at && when(task.expires_at)],
    ];
    return html`
      <h2>${t('playground.prompt')}</h2>
      <p class="prompt-text">${task.prompt}</p>
      ${wording(task.text_check)}
      <dl class="facts">${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      <div class="row">${saving(task, pictureAddress(task))}</div>
      <div class="row">
        <a class="button small" href="/playground?${new URLSearchParams(orderOf(task))}">${icon('again')} ${t('task.reuse')}</a>
        <a class="button small" href="/tasks/${task.id}">${t('viewer.task')}</a>
      </div>
    `;
  }

  /** What of the list can be seen: failed tasks and deleted pictures are passed over. */
  #items() {
    const items = this.list.items().filter((task) => pictureAddress(task));
    return items.some((task) => task.id === this.task.id) ? items : [this.task, ...items];
  }

  #at() {
    return this.#items().findIndex((task) => task.id === this.task.id);
  }

  #hasNext() {
    return this.#at() < this.#items().length - 1 || Boolean(this.list.hasMore?.());
  }

  async #go(step) {
    if (this.loading) return;
    const at = this.#at() + step;
    if (at < 0) return;
    while (at >= this.#items().length && this.list.hasMore?.()) {
      this.loading = true;
      await this.list.more();
      this.loading = false;
    }
    const next = this.#items()[at];
    if (!next || !this.isConnected) return;
    this.task = next;
    this.zoom = 0;
    this.list.shown?.(next);
    this.#prepare(at + step);
  }

  /** The picture that is likely next is fetched while this one is looked at. */
  #prepare(at) {
    const next = this.#items()[at];
    if (next) new Image().src = pictureAddress(next);
  }

  /** Meanwhile another picture may be shown. */
  #starred(task) {
    if (task.id === this.task.id) this.task = { ...this.task, favourite: task.favourite };
    this.list.starred?.(task);
  }

  #zoomTo(zoom) {
    if (zoom < 0 || zoom >= ZOOMS.length) return;
    const stage = this.#stage();
    const [x, y] = [(stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth, (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight];
    this.zoom = zoom;
    // The middle of what was seen stays in the middle.
    requestAnimationFrame(() => stage.scrollTo(x * stage.scrollWidth - stage.clientWidth / 2, y * stage.scrollHeight - stage.clientHeight / 2));
  }

  #wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#zoomTo(this.zoom + (event.deltaY < 0 ? 1 : -1));
  }

  /** With a mouse an enlarged picture is moved; a finger scrolls by itself. */
  #drag(event) {
    if (event.pointerType !== 'mouse' || event.button || this.zoom === 0) return;
    const stage = this.#stage();
    const drag = new AbortController();
    const { signal } = drag;
    addEventListener('pointermove', (move) => stage.scrollBy(-move.movementX, -move.movementY), { signal });
    addEventListener('pointerup', () => drag.abort(), { signal });
  }

  async #fullScreen() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await this.#dialog().requestFullscreen();
    } catch {
      // The browser does not allow it here.
    }
  }

  /** The arrow keys move an enlarged picture, and go to the next one otherwise. */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
    const act = {
      ArrowLeft: () => this.zoom === 0 && this.#go(-1),
      ArrowRight: () => this.zoom === 0 && this.#go(1),
      '+': () => this.#zoomTo(this.zoom + 1),
      '=': () => this.#zoomTo(this.zoom + 1),
      '-': () => this.#zoomTo(this.zoom - 1),
      0: () => this.#zoomTo(0),
      f: () => this.#fullScreen(),
      s: () => canBeStarred(this.task) && toggleStar(this.task, (task) => this.#starred(task)),
      i: () => (this.facts = !this.facts),
    }[event.key];
    if (!act || act() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function tool(drawing, name, act, off = false) {
  return html`<button class="button quiet square" title=${name} aria-disabled=${off ? 'true' : nothing} @click=${() => !off && act()}>
    ${drawing}<span class="unseen">${name}</span>
  </button>`;
}

element('z-viewer', Viewer);
