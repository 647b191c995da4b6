/** How long what is shown may take to become as long as it was. */
const TIMEOUT = 3000;
const WRITE_AFTER = 150;
const INTERRUPTIONS = ['wheel', 'touchstart', 'pointerdown', 'keydown', 'zimage:navigate'];

let returning = null;

/** Where in a page its reader was; the history of the browser keeps it: `{y, items}`. */
export function place() {
  return history.state ?? {};
}

export function keepPlace(values) {
  history.replaceState({ ...history.state, ...values }, '');
}

/** From now on how far a page is scrolled is kept, and the browser does not scroll by itself. */
export function keepScroll() {
  history.scrollRestoration = 'manual';
  let timer = 0;
  addEventListener(
    'scroll',
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => returning ?? keepPlace({ y: scrollY }), WRITE_AFTER);
    },
    { passive: true },
  );
  // What is still to be written is of the page that was left.
  addEventListener('zimage:navigate', () => clearTimeout(timer));
}

/** Scrolls to where the reader was, as soon as the page is long enough again, unless the reader does something else. */
export function comeBack() {
  returning?.abort();
  const { y = 0 } = place();
  scrollTo(0, y);
  if (scrollY >= y - 1) return;
  const way = new AbortController();
  const { signal } = way;
  const watch = new ResizeObserver(() => {
    scrollTo(0, y);
    if (scrollY >= y - 1) way.abort();
  });
  const timer = setTimeout(() => way.abort(), TIMEOUT);
  signal.addEventListener('abort', () => {
    watch.disconnect();
    clearTimeout(timer);
    returning = null;
  });
  for (const name of INTERRUPTIONS) addEventListener(name, () => way.abort(), { signal });
  returning = way;
  watch.observe(document.body);
}
