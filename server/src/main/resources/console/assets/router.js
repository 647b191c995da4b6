import PAGES from './pages.js';
import { comeBack, keepPlace, keepScroll } from './place.js';
import { may, ROLES, session } from './session.js';

const ROUTES = PAGES.map((route) => ({ ...route, pattern: pattern(route.path) }));

const NOWHERE = { page: 'nowhere', title: 'nowhere.title', bare: false };
const FORBIDDEN = { page: 'nowhere', title: 'nowhere.forbidden', bare: false };

function pattern(path) {
  return new RegExp(`^${path.replace('*', '.+').replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`);
}

/** The page for an address: `{route, params}`, after what sends the reader elsewhere. */
export function resolve(path) {
  for (const route of ROUTES) {
    const match = route.pattern.exec(path);
    if (!match) continue;
    if (route.to) return resolve(route.to);
    return { route: allowed(route), params: decoded(match.groups) };
  }
  return { route: NOWHERE, params: {} };
}

function allowed(route) {
  return session() && !isFor(route) ? FORBIDDEN : route;
}

function isFor(route) {
  return !ROLES.includes(route.needs) || may(route.needs);
}

/** The pages of a menu that are for whoever is signed in. */
export function menu(name) {
  return PAGES.filter((page) => page.menu === name && isFor(page));
}

function decoded(groups = {}) {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, plain(value)]));
}

function plain(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const address = () => location.pathname + location.search;
let here = address();

/** Goes to an address of the console. */
export function go(to, { replace = false } = {}) {
  if (!replace) keepPlace({ y: scrollY });
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  here = address();
  dispatchEvent(new Event('zimage:navigate'));
}

/** Changes the query of this page in place, without drawing it anew. */
export function keepQuery(values) {
  const set = Object.entries(values).filter(([, value]) => value);
  const query = set.length ? `?${new URLSearchParams(set)}` : '';
  history.replaceState(null, '', location.pathname + query);
  here = address();
}

/** An address to come back to after signing in; only a path of this console. */
export function cameFrom() {
  const next = new URLSearchParams(location.search).get('next') ?? '';
  return /^\/(?![/\\])/.test(next) ? next : '/playground';
}

export function signInAddress() {
  const here = location.pathname + location.search;
  return here === '/' || here.startsWith('/signin') ? '/signin' : `/signin?${new URLSearchParams({ next: here })}`;
}

/** Follows links inside the console without loading the page anew. */
export function followLinks() {
  keepScroll();
  addEventListener('popstate', () => {
    if (address() === here) {
      // A link to a section of the same page is for the browser alone; the way back is not.
      if (history.state) comeBack();
      return;
    }
    here = address();
    dispatchEvent(new Event('zimage:navigate'));
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const to = new URL(link.href);
    if (link.target || link.hasAttribute('download') || to.origin !== location.origin) return;
    if (to.pathname === location.pathname && to.search === location.search && to.hash) {
      keepPlace({ y: scrollY });
      return;
    }
    if (!ROUTES.some((route) => route.pattern.test(to.pathname))) return;
    event.preventDefault();
    go(to.pathname + to.search + to.hash);
  });
}
