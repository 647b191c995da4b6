import { html, svg } from './component.js';

const SHAPES = {
  playground: svg`<path d="M12 4v3M12 17v3M4 12h3M17 12h3M6.5 6.5l2 2M15.5 15.5l2 2M17.5 6.5l-2 2M8.5 15.5l-2 2"/>`,
  tasks: svg`<rect x="4" y="4" width="7" height="7" rx="1.5"/><rect x="13" y="4" width="7" height="7" rx="1.5"/><rect x="4" y="13" width="7" height="7" rx="1.5"/><rect x="13" y="13" width="7" height="7" rx="1.5"/>`,
  usage: svg`<path d="M5 20v-7M12 20V4M19 20v-11"/>`,
  verify: svg`<path d="M12 3l8 3v6c0 4.5-3.4 7.7-8 9-4.6-1.3-8-4.5-8-9V6zM8.5 12l2.5 2.5 4.5-5"/>`,
  models: svg`<path d="M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5"/>`,
  keys: svg`<circle cx="8" cy="15" r="4"/><path d="M11 12l9-9M16 7l3 3"/>`,
  webhooks: svg`<path d="M9 4v5M15 4v5M6 9h12v3a6 6 0 0 1-12 0zM12 18v3"/>`,
  account: svg`<circle cx="12" cy="8" r="4"/><path d="M4.5 20a7.5 7.5 0 0 1 15 0"/>`,
  docs: svg`<path d="M5 4h9a4 4 0 0 1 4 4v12H9a4 4 0 0 1-4-4zM9 9h5M9 13h5"/>`,
  accounts: svg`<circle cx="9" cy="9" r="3.5"/><path d="M3 20a6 6 0 0 1 12 0M16 5.5a3.5 3.5 0 0 1 0 7M18 15a6 6 0 0 1 3 5"/>`,
  queue: svg`<path d="M4 6h16M4 12h11M4 18h7"/>`,
  audit: svg`<path d="M6 3h9l4 4v14H6zM9 11h7M9 15h7"/>`,
  requests: svg`<path d="M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  download: svg`<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.700-5.700l-1.500 1.500M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.700 5.700l1.500-1.500"/>`,
  again: svg`<path d="M20 11a8 8 0 1 0-2.300 6M20 5v6h-6"/>`,
  dice: svg`<rect x="4" y="4" width="16" height="16" rx="3"/><path d="M9 9v.01M15 15v.01M15 9v.01M9 15v.01"/>`,
  code: svg`<path d="M9 7l-5 5 5 5M15 7l5 5-5 5"/>`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V6a2 2 0 0 1 2-2h8"/>`,
  check: svg`<path d="M5 12.500l4.500 4.500L19 7"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  search: svg`<circle cx="11" cy="11" r="6.500"/><path d="M16 16l4 4"/>`,
  wall: svg`<rect x="4" y="4" width="9" height="7" rx="1.500"/><rect x="16" y="4" width="4" height="7" rx="1.500"/><rect x="4" y="14" width="5" height="6" rx="1.500"/><rect x="12" y="14" width="8" height="6" rx="1.500"/>`,
  theme: svg`<circle cx="12" cy="12" r="8"/><path d="M12 4v16a8 8 0 0 0 0-16z" fill="currentcolor"/>`,
  out: svg`<path d="M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h10M16 8l4 4-4 4"/>`,
};

/** A drawing beside a text that says the same. */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}

export function brand() {
  return html`<svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" />
    <path d="M9.500 10h13L9.500 22h13" />
  </svg>`;
}
