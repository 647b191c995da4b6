import { describe } from './api.js';
import { loadLanguage, t } from './i18n.js';
import { cameFrom, followLinks, go, resolve, signInAddress } from './router.js';
import { end, loadSession, session } from './session.js';
import './shell.js';
import './shortcuts.js';

/** Styles that the pages before the sign-in do without. The first document names them where it shows another page. */
const STYLES = ['pages', 'gallery'];

/** The start: language, session and page at the same time, and then the shell that shows the page of the address. */
async function start() {
  const shell = document.createElement('z-shell');
  load(resolve(location.pathname).route).catch(() => {});
  const language = loadLanguage();
  try {
    await Promise.all([language, loadSession()]);
  } catch (error) {
    await language;
    document.body.append(Object.assign(document.createElement('p'), { className: 'fatal', textContent: describe(error) }));
    return;
  }
  document.body.append(shell);
  followLinks();
  addEventListener('zimage:navigate', () => show(shell, true));
  addEventListener('zimage:signed-out', () => {
    if (!session()) return;
    end();
    go(signInAddress(), { replace: true });
  });
  addEventListener('zimage:language', () => title(shell.route));
  await show(shell, false);
}

async function show(shell, moved) {
  const { route, params } = resolve(location.pathname);
  if (shell.route?.needs && !session()) shell.clear();
  if (route.needs && !session()) return go(signInAddress(), { replace: true });
  if (route.page === 'signin' && session()) return go(cameFrom(), { replace: true });
  const address = location.href;
  let page;
  try {
    page = await load(route);
  } catch {
    if (location.href === address) shell.failed(route);
    return;
  }
  if (location.href !== address) return;
  shell.show(route, page.default, params, moved);
  title(route);
}

async function load(route) {
  const [page] = await Promise.all([import(`./pages/${route.page}.js`), ...(route.bare ? [] : STYLES.map(style))]);
  return page;
}

function style(name) {
  const href = new URL(`./styles/${name}.css`, import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return null;
  return new Promise((loaded) => {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: loaded, onerror: loaded }));
  });
}

function title(route) {
  document.title = `${t(route.title)} · zimage`;
}

start();
