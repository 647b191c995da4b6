import { get, getIfThere } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { problem } from '../components/notices.js';
import { t } from '../i18n.js';
import { go } from '../router.js';
import { find } from '../search.js';
import '../components/code.js';

const SEARCH_AFTER = 200;

/** The documentation, as it lies in the repository, with the reader's own addresses in it. */
class Docs extends Component {
  static properties = ['params', 'pages', 'page', 'problem', 'words', 'hits'];

  #timer = 0;

  began() {
    this.#load();
  }

  async #load() {
    try {
      this.pages = (await get('/console/api/docs', { signal: this.signal })).data;
      const name = this.params.page ?? this.pages[0]?.page;
      this.page = name && (await getIfThere(`/console/api/docs/${encodeURIComponent(name)}`, { signal: this.signal }));
      if (this.page) document.title = `${this.page.title} · zimage`;
      else this.problem = t('docs.missing');
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    const current = this.params.page ?? this.pages?.[0]?.page;
    return html`<div class="docs">
      <div class="docs-side">
        <div class="field" role="search">
          <label for="docs-search">${t('docs.search')}</label>
          <input id="docs-search" type="search" .value=${this.words ?? ''} @input=${(event) => this.#search(event.target.value)} />
        </div>
        <nav class="docs-pages" aria-label=${t('nav.docs')}>
          <ul role="list">
            ${(this.pages ?? []).map(
              (page) => html`<li>
                <a class="nav-link" href="/docs/${page.page}" aria-current=${page.page === current ? 'page' : nothing}>${page.title}</a>
              </li>`,
            )}
          </ul>
        </nav>
        <label class="docs-select field">
          <span class="unseen">${t('docs.page')}</span>
          <select @change=${(event) => go(`/docs/${event.target.value}`)}>
            ${(this.pages ?? []).map((page) => html`<option value=${page.page} ?selected=${page.page === current}>${page.title}</option>`)}
          </select>
        </label>
      </div>
      <div class="docs-main">${this.words ? this.#found() : this.#text()}</div>
    </div>`;
  }

  #text() {
    if (this.problem) return html`<h1>${t('nav.docs')}</h1>${problem(this.problem)}`;
    if (!this.page) return html`<h1>${t('nav.docs')}</h1>`;
    return html`<article class="prose" lang="en" .innerHTML=${this.page.html}></article>`;
  }

  /** Code gets a button that copies it, and the address of this server; wide tables can be scrolled. */
  drawn() {
    const article = this.querySelector('article');
    if (!article || article.finished === this.page) return;
    article.finished = this.page;
    for (const block of article.querySelectorAll('pre')) {
      const sample = Object.assign(document.createElement('z-code'), { code: ownAddress(block.textContent.trimEnd()) });
      block.replaceWith(sample);
    }
    for (const table of article.querySelectorAll('table')) Object.assign(table, { tabIndex: 0 });
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }

  #search(words) {
    this.words = words.trim();
    clearTimeout(this.#timer);
    if (this.words) this.#timer = setTimeout(() => this.#findNow(), SEARCH_AFTER);
  }

  async #findNow() {
    const words = this.words;
    try {
      const hits = await find(words);
      if (words === this.words) this.hits = hits;
    } catch (error) {
      this.problem = error;
      this.words = '';
    }
  }

  #found() {
    const hits = this.hits ?? [];
    return html`<h1>${t('docs.search')}</h1>
      <p class="muted" role="status">${t('docs.hits.n', { n: hits.length })}</p>
      <ul class="hits" role="list">
        ${hits.map(
          (hit) => html`<li>
            <a href="/docs/${hit.page}${hit.id ? `#${hit.id}` : ''}" @click=${() => (this.words = '')}><b>${hit.title}</b></a>
            <p class="small">${this.pages.find((page) => page.page === hit.page)?.title}</p>
            <p class="muted small">${hit.excerpt}</p>
          </li>`,
        )}
      </ul>`;
  }
}

/** The addresses of the examples in our docs, as this reader has to write them. */
function ownAddress(code) {
  return code.replace(/http:\/\/(127\.0\.0\.1|localhost):8080/g, location.origin);
}

export default element('z-docs', Docs);
