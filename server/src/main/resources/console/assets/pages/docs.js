import { get, getIfThere } from '../api.js';
import { finish } from '../article.js';
import { Component, element, html, nothing } from '../component.js';
import { problem } from '../components/notices.js';
import { currentLanguage, has, t } from '../i18n.js';
import { place } from '../place.js';
import { go } from '../router.js';
import { find } from '../search.js';

const SEARCH_AFTER = 200;
const SHORT = 3;

/** The list of pages by language: it stays while one goes from page to page. */
const lists = {};

/** The documentation, as it lies in the repository, with the reader's own addresses in it. */
class Docs extends Component {
  static properties = ['params', 'pages', 'page', 'problem', 'words', 'hits'];

  #timer = 0;

  began() {
    addEventListener('zimage:language', () => this.#load(), { signal: this.signal });
    addEventListener('hashchange', () => place().y === undefined && this.#show(), { signal: this.signal });
    this.#load();
  }

  async #load() {
    const language = currentLanguage();
    this.pages = lists[language] ?? this.pages;
    try {
      const pages = (lists[language] ??= (await get(`/console/api/docs?lang=${language}`, { signal: this.signal })).data);
      const name = this.params.page ?? pages[0]?.page;
      const page = name && (await getIfThere(`/console/api/docs/${encodeURIComponent(name)}?lang=${language}`, { signal: this.signal }));
      if (language !== currentLanguage()) return;
      Object.assign(this, { pages, page, problem: page ? null : t('docs.missing') });
      if (page) document.title = `${page.title} · zimage`;
      if (this.words) this.#findNow();
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`<div class="docs">
      <div class="docs-side">
        <div class="field" role="search">
          <label for="docs-search">${t('docs.search')}</label>
          <input id="docs-search" type="search" .value=${this.words ?? ''} @input=${(event) => this.#search(event.target.value)} />
        </div>
        ${this.#list()} ${this.#select()}
      </div>
      <div class="docs-main">${this.words ? this.#found() : this.#text()}</div>
      ${this.words ? nothing : this.#contents()}
    </div>`;
  }

  #current() {
    return this.params.page ?? this.pages?.[0]?.page;
  }

  #list() {
    return html`<nav class="docs-pages" aria-label=${t('nav.docs')}>
      ${this.#chapters().map(
        ([chapter, pages]) => html`<p class="nav-heading" id="docs-${chapter}">${t(`docs.chapter.${chapter}`)}</p>
          <ul role="list" aria-labelledby="docs-${chapter}">
            ${pages.map(
              (page) => html`<li>
                <a
                  class="nav-link"
                  href="/docs/${page.page}"
                  aria-current=${page.page === this.#current() ? 'page' : nothing}
                  >${titleOf(page)}</a
                >
              </li>`,
            )}
          </ul>`,
      )}
    </nav>`;
  }

  #select() {
    return html`<label class="docs-select field">
      <span class="unseen">${t('docs.page')}</span>
      <select @change=${(event) => go(`/docs/${event.target.value}`)}>
        ${this.#chapters().map(
          ([chapter, pages]) => html`<optgroup label=${t(`docs.chapter.${chapter}`)}>
            ${pages.map(
              (page) => html`<option value=${page.page} ?selected=${page.page === this.#current()}>${titleOf(page)}</option>`,
            )}
          </optgroup>`,
        )}
      </select>
    </label>`;
  }

  #chapters() {
    const pages = this.pages ?? [];
    return [...new Set(pages.map((page) => page.chapter))].map((chapter) => [chapter, pages.filter((page) => page.chapter === chapter)]);
  }

  #text() {
    if (this.problem) return html`<h1>${t('nav.docs')}</h1>${problem(this.problem)}`;
    if (!this.page) return html`<h1>${t('nav.docs')}</h1>`;
    return html`
      ${this.page.lang === currentLanguage() ? nothing : html`<p class="notice docs-notice">${t('docs.untranslated')}</p>`}
      <article class="prose" lang=${this.page.lang} .innerHTML=${this.page.html}></article>
      ${this.#neighbours()}
    `;
  }

  /** The sections of the page, beside it where the screen is wide. */
  #contents() {
    const entries = (this.page?.toc ?? []).filter((entry) => entry.level === 2 || entry.level === 3);
    if (entries.length < SHORT) return nothing;
    return html`<nav class="docs-contents" aria-labelledby="docs-contents-title">
      <p class="nav-heading" id="docs-contents-title">${t('docs.contents')}</p>
      <ul role="list" lang=${this.page.lang}>
        ${entries.map((entry) => html`<li class="level-${entry.level}"><a href="#${entry.id}">${entry.title}</a></li>`)}
      </ul>
    </nav>`;
  }

  #neighbours() {
    const at = (this.pages ?? []).findIndex((page) => page.page === this.page.page);
    if (at < 0) return nothing;
    return html`<nav class="docs-neighbours" aria-label=${t('docs.neighbours')}>
      ${neighbour(this.pages[at - 1], 'before')} ${neighbour(this.pages[at + 1], 'after')}
    </nav>`;
  }

  drawn() {
    const article = this.querySelector('article');
    if (!article || article.finished === this.page) return;
    article.finished = this.page;
    finish(article);
    this.#showInList();
    if (!place().y) requestAnimationFrame(() => this.#show());
  }

  /** The list of pages is longer than a screen. */
  #showInList() {
    const list = this.querySelector('.docs-pages');
    const link = list.querySelector('[aria-current]');
    if (link) list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 2;
  }

  /** Brings the section of the address into sight, or the row of a table. */
  #show() {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    this.querySelector('.marked')?.classList.remove('marked');
    if (!place || !this.contains(place)) return;
    place.scrollIntoView();
    place.classList.toggle('marked', place.matches('tr'));
  }

  #search(words) {
    this.words = words.trim();
    clearTimeout(this.#timer);
    if (this.words) this.#timer = setTimeout(() => this.#findNow(), SEARCH_AFTER);
  }

  async #findNow() {
    const words = this.words;
    const language = currentLanguage();
    try {
      const hits = await find(words, language);
      if (words === this.words && language === currentLanguage()) this.hits = hits;
    } catch (error) {
      this.problem = error;
      this.words = '';
    }
  }

  #count() {
    if (!this.hits) return t('list.loading');
    return this.hits.length ? t('docs.hits.n', { n: this.hits.length }) : t('docs.no_hits');
  }

  #found() {
    const hits = this.hits ?? [];
    return html`<h1>${t('docs.search')}</h1>
      <p class="muted" role="status">${this.#count()}</p>
      <ul class="hits" role="list">
        ${hits.map(
          (hit) => html`<li lang=${hit.lang}>
            <a href="/docs/${hit.page}${hit.id ? `#${hit.id}` : ''}" @click=${() => (this.words = '')}><b>${hit.title}</b></a>
            <p class="small">${this.pages.find((page) => page.page === hit.page)?.title}</p>
            <p class="muted small">${hit.excerpt}</p>
          </li>`,
        )}
      </ul>`;
  }
}

function neighbour(page, side) {
  if (!page) return nothing;
  return html`<a class="docs-${side}" href="/docs/${page.page}">
    <span class="muted small">${t(`docs.${side}`)}</span>
    <span lang=${page.lang}>${page.title}</span>
  </a>`;
}

/** In the reader's language, also of a page that is not translated. */
function titleOf({ page, title }) {
  const key = `docs.title.${page}`;
  return has(key) ? t(key) : title;
}

export default element('z-docs', Docs);
