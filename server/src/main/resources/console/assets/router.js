import { comeBack, keepPlace, keepScroll } from './place.js';
import { isOperator, session } from './session.js';

/** Who may see a page: anyone, a person who is signed in, an operator. */
const ROUTES = [
  { path: '/', to: '/playground' },
  { path: '/setup', page: 'setup', title: 'setup.title', bare: true },
  { path: '/signin', page: 'signin', title: 'signin.title', bare: true },
  { path: '/playground', page: 'playground', title: 'nav.playground', needs: 'person' },
  { path: '/models', to: '/models/z-image' },
  { path: '/models/:model', page: 'model', title: 'nav.models', needs: 'person' },
  { path: '/tasks', page: 'tasks', title: 'nav.tasks', needs: 'person' },
  { path: '/tasks/:task', page: 'task', title: 'task.title', needs: 'person' },
  { path: '/usage', page: 'usage', title: 'nav.usage', needs: 'person' },
  { path: '/settings', to: '/settings/apikeys' },
  { path: '/settings/apikeys', page: 'keys', title: 'nav.keys', needs: 'person' },
  { path: '/settings/account', page: 'account', title: 'nav.account', needs: 'person' },
  { path: '/settings/webhooks', page: 'webhooks', title: 'nav.webhooks', needs: 'person' },
  { path: '/admin', to: '/admin/accounts' },
  { path: '/admin/accounts', page: 'admin-accounts', title: 'nav.accounts', needs: 'operator' },
  { path: '/admin/queue', page: 'admin-queue', title: 'nav.queue', needs: 'operator' },
  { path: '/docs', page: 'docs', title: 'nav.docs' },
  { path: '/docs/:page', page: 'docs', title: 'nav.docs' },
].map((route) => ({ ...route, pattern: pattern(route.path) }));

const NOWHERE = { page: 'nowhere', title: 'nowhere.title', bare: false };
const FORBIDDEN = { page: 'nowhere', title: 'nowhere.forbidden', bare: false };

function pattern(path) {
  return new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`);
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
  return route.needs === 'operator' && session() && !isOperator() ? FORBIDDEN : route;
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
