import { html, svg } from '../component.js';

const SHAPES = {
  before: svg`<path d="M15 5l-7 7 7 7"/>`,
  after: svg`<path d="M9 5l7 7-7 7"/>`,
  larger: svg`<circle cx="11" cy="11" r="6.500"/><path d="M16 16l4 4M8.500 11h5M11 8.500v5"/>`,
  smaller: svg`<circle cx="11" cy="11" r="6.500"/><path d="M16 16l4 4M8.500 11h5"/>`,
  full: svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>`,
  facts: svg`<circle cx="12" cy="12" r="8"/><path d="M12 11v5M12 8v.01"/>`,
  star: svg`<path d="M12 4l2.400 5.200 5.600.6-4.200 3.800 1.200 5.600-5-2.900-5 2.900 1.200-5.600L4 9.800l5.600-.6z"/>`,
  delete: svg`<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"/>`,
};

/** A drawing for what is done with pictures; those of the menus are in `icons.js`. */
export function pictureIcon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}
