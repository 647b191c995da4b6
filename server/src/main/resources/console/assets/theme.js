const KEPT = 'zimage.theme';

/** `auto` is what the system says. */
export const THEMES = ['auto', 'light', 'dark'];

export function chosenTheme() {
  return document.documentElement.dataset.theme ?? 'auto';
}

export function chooseTheme(theme) {
  const root = document.documentElement;
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === 'auto') localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, theme);
  } catch {
    // Not kept, but used.
  }
}
