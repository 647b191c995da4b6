const PHONE = 576;

/**
 * A frame around a table. Where the table does not fit into it, its rows stand as cards, so that nothing has to be scrolled to the
 * side. With `data-scrolls` that holds on a phone only: a wide table of figures is compared more easily as a table.
 */
class TableFrame extends HTMLElement {
  /** How wide the table was when it did not fit. */
  #needed = 0;
  #size = new ResizeObserver(() => this.#fit());
  #content = new MutationObserver(() => this.#fit());

  connectedCallback() {
    this.#size.observe(this);
    this.#content.observe(this, { childList: true, subtree: true, characterData: true });
  }

  disconnectedCallback() {
    this.#size.disconnect();
    this.#content.disconnect();
  }

  #fit() {
    const table = this.querySelector('table');
    if (!table || this.clientWidth === 0) return;
    if (this.clientWidth >= this.#needed || this.#scrolls()) this.classList.remove('as-cards');
    if (!this.classList.contains('as-cards')) {
      if (this.scrollWidth <= this.clientWidth + 1 || this.#scrolls()) return;
      this.#needed = this.scrollWidth;
    }
    label(table);
    this.classList.add('as-cards');
  }

  #scrolls() {
    return this.hasAttribute('data-scrolls') && innerWidth > PHONE;
  }
}

/** A row that is a block is no row for a screen reader without its role, and a cell that stands alone says what it is. */
function label(table) {
  const heads = [...table.tHead.rows[0].cells].map(heading);
  const roles = { TABLE: 'table', THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TH: 'columnheader', TD: 'cell' };
  for (const part of [table, ...table.querySelectorAll('thead, tbody, tr, th, td')]) part.role = roles[part.tagName];
  for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, i) => (cell.dataset.label = heads[i] ?? ''));
}

/** What only screen readers are told stands in the cell itself. */
function heading(head) {
  return head.querySelector('.unseen') ? '' : head.textContent.trim();
}

customElements.define('z-table', TableFrame);
