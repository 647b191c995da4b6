import { keep } from './kept.js';

/** `auto` is what the system says. `early.js` sets the kept one before the first paint. */
export const THEMES = ['auto', 'light', 'dark'];

export function chosenTheme() {
  return document.documentElement.dataset.theme ?? 'auto';
}

export function chooseTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  keep('theme', theme === 'auto' ? null : theme);
}
