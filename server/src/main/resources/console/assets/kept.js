export const PREFIX = 'zimage.';

/** What this browser remembers for its reader under a name; null for nothing, or where it may not remember. */
export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Remembers a value, or forgets it when it is null. */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // It holds until the page is closed.
  }
}
