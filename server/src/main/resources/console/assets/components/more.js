import { Component, element, html, nothing } from '../component.js';
import { t } from '../i18n.js';
import { problem } from './notices.js';

/** The end of a list: goes on by itself when it comes into sight, and by a button for those who do not scroll. */
class More extends Component {
  static properties = ['paging', 'state'];

  #watch = null;

  began() {
    this.#watch = new IntersectionObserver(
      ([entry]) => {
        if (entry.isIntersecting && !this.paging.problem) this.paging.next();
      },
      { rootMargin: '400px' },
    );
    this.signal.addEventListener('abort', () => this.#watch.disconnect());
  }

  /** It tells of changes only: after a short page the end may be as much in sight as before. */
  drawn() {
    this.#watch.unobserve(this);
    this.#watch.observe(this);
  }

  reconnected() {
    if (this.paging.problem?.status === 0) this.paging.next();
  }

  view() {
    const { more, loading, problem: wrong } = this.paging;
    if (!more && !wrong) return nothing;
    return html`<div class="more stack">
      ${problem(wrong)}
      <button class="button" aria-disabled=${loading ? 'true' : nothing} @click=${() => this.paging.next()}>
        ${t(loading ? 'list.loading' : 'action.more')}
      </button>
    </div>`;
  }
}

element('z-more', More);

/** `state` makes it draw anew when the list has changed. */
export function more(paging) {
  return html`<z-more .paging=${paging} .state=${`${paging.items.length} ${paging.loading} ${paging.problem}`}></z-more>`;
}
