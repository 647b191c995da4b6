import { Component, element, html, nothing, render } from './component.js';
import { connectionStrip } from './components/connection-strip.js';
import { announcer, problem, toast } from './components/notices.js';
import { gotNoAnswer } from './connection.js';
import { creditBadge } from './components/badges.js';
import { describe } from './api.js';
import { chooseLanguage, currentLanguage, LANGUAGES, t } from './i18n.js';
import { brand, icon } from './icons.js';
import { comeBack } from './place.js';
import { go, menu, signInAddress } from './router.js';
import { batchName, dropDraft } from './draft.js';
import { keep } from './kept.js';
import { isOperator, session, signOut } from './session.js';
import { chooseTheme, chosenTheme, THEMES } from './theme.js';

/** What stands around every page: the way to the others, who is signed in, and the page itself. */
class Shell extends Component {
  static properties = ['route'];

  /** The scripts of the page could not be fetched. */
  #unfetched = false;

  began() {
    addEventListener('zimage:session', () => this.redraw(), { signal: this.signal });
    this.main ??= Object.assign(document.createElement('main'), { id: 'main', tabIndex: -1 });
  }

  reconnected() {
    if (this.#unfetched) location.reload();
  }

  /** Puts a page into the shell. `moved`: the reader came from another page of it, so the focus goes along. */
  show(route, tag, params, moved) {
    this.route = route;
    this.#unfetched = false;
    this.querySelector('dialog')?.close();
    this.main.classList.toggle('bare', route.bare === true);
    const page = document.createElement(tag);
    Object.assign(page, { route, params });
    this.main.replaceChildren(page);
    this.redraw();
    if (moved) this.main.focus({ preventScroll: true });
    comeBack();
  }

  /** Takes away a page that nobody may see any more. */
  clear() {
    this.main.replaceChildren();
  }

  /** Says that a page could not be fetched: the server is gone, or another version of it has come. */
  failed(route) {
    this.show(route, 'div', {}, true);
    gotNoAnswer();
    this.#unfetched = true;
    render(
      html`<header class="page-head"><h1>${t(route.title)}</h1></header>
        <div class="stack">
          ${problem(t('error.network'))}
          <div><button class="button" @click=${() => location.reload()}>${t('action.retry')}</button></div>
        </div>`,
      this.main.firstElementChild,
    );
  }

  view() {
    if (!this.route) return nothing;
    const bare = this.route.bare || !session();
    if (!bare) showLowBalance(session().account);
    return html`
      <a class="skip" href="#main" @click=${(event) => this.#skip(event)}>${t('shell.skip')}</a>
      <div class=${bare ? 'shell bare' : 'shell'}>
        ${bare ? this.#plainHeader() : this.#headers()}
        <div class="shell-page">${bare ? nothing : html`<z-low-balance role="status"></z-low-balance>`} ${this.main}</div>
      </div>
      ${connectionStrip()} ${announcer()}
    `;
  }

  #skip(event) {
    event.preventDefault();
    this.main.focus();
  }

  #plainHeader() {
    return html`<header class="plain-header row between">
      <a class="brand" href="/">${brand()} zimage</a>
      <div class="row">
        ${this.#switches()}
        ${this.route.bare ? nothing : html`<a class="button small" href=${signInAddress()}>${t('signin.action')}</a>`}
      </div>
    </header>`;
  }

  #headers() {
    return html`
      <header class="topbar">
        <a class="brand" href="/playground">${brand()} zimage</a>
        <span class="topbar-end">
          ${creditBadge(session().account.balance)}
          <button class="button quiet square" @click=${() => this.querySelector('dialog').showModal()}>
            ${icon('menu')}<span class="unseen">${t('shell.menu')}</span>
          </button>
        </span>
      </header>
      <aside class="sidebar" aria-label=${t('shell.sidebar')}>
        <a class="brand" href="/playground">${brand()} zimage</a>
        ${this.#navigation(t('shell.pages'))}
      </aside>
      <dialog class="drawer" aria-label=${t('shell.menu')} @click=${(event) => this.#closeOutside(event)}>
        <div class="drawer-inner">
          <div class="row between">
            <span class="brand">${brand()} zimage</span>
            <button class="button quiet square" @click=${(event) => event.target.closest('dialog').close()}>
              ${icon('close')}<span class="unseen">${t('action.close')}</span>
            </button>
          </div>
          ${this.#navigation(t('shell.pages'))}
        </div>
      </dialog>
    `;
  }

  #closeOutside(event) {
    if (event.target === event.currentTarget || event.target.closest('a')) event.currentTarget.close();
  }

  #navigation(label) {
    return html`
      <nav aria-label=${label}>
        ${links(menu('pages'))}
        <p class="nav-heading">${t('nav.settings')}</p>
        ${links(menu('settings'))} ${isOperator() ? html`<p class="nav-heading">${t('nav.admin')}</p> ${links(menu('admin'))}` : nothing}
      </nav>
      ${this.#foot()}
    `;
  }

  #foot() {
    const { person, account, engine, version } = session();
    return html`<div class="sidebar-foot">
      <a class="balance-line" href="/usage">${creditBadge(account.balance)}<span class="unseen">, ${t('nav.usage')}</span></a>
      <div class="row between who">
        <span class="who-name" title=${person.email}>${person.email}<br /><span class="muted">${account.name}</span></span>
        <button class="button quiet square" @click=${() => this.#leave()}>
          ${icon('out')}<span class="unseen">${t('shell.sign_out')}</span>
        </button>
      </div>
      <div class="row between">${this.#switches()}</div>
      <p class="muted small">zimage ${version} · ${engine.live}</p>
    </div>`;
  }

  #switches() {
    return html`
      <span class="tiny-select">
        <select aria-label=${t('shell.language')} @change=${(event) => chooseLanguage(event.target.value)}>
          ${Object.entries(LANGUAGES).map(
            ([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === currentLanguage()}>${name}</option>`,
          )}
        </select>
      </span>
      <span class="tiny-select">
        <select aria-label=${t('shell.theme')} @change=${(event) => chooseTheme(event.target.value)}>
          ${THEMES.map(
            (theme) => html`<option value=${theme} ?selected=${theme === chosenTheme()}>${t(`theme.${theme}`)}</option>`,
          )}
        </select>
      </span>
    `;
  }

  async #leave() {
    const batch = batchName();
    try {
      await signOut();
    } catch (error) {
      toast(describe(error), 'danger');
      return;
    }
    dropDraft();
    keep(batch, null);
    go('/signin');
  }
}

/** Fetches what says that the balance is low, which few ever see. */
function showLowBalance({ balance, limits }) {
  if (balance < limits.low_balance) import('./components/low-balance.js').catch(() => {}); // comes with the next page
}

function links(pages) {
  return html`<ul role="list">
    ${pages.map(
      (page) => html`<li>
        <a class="nav-link" href=${page.to ?? page.path} aria-current=${here(page.path) ? 'page' : nothing}>${icon(page.icon)} ${t(page.title)}</a>
      </li>`,
    )}
  </ul>`;
}

function here(path) {
  return location.pathname === path || location.pathname.startsWith(`${path}/`);
}

element('z-shell', Shell);
