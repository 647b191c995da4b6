import { useTexts } from './i18n.js';
import { session } from './session.js';

const FIELDS = 'input, textarea, select, [contenteditable]';

/** Ctrl+K and `?` open the palette, which is loaded only then. */
addEventListener('keydown', async (event) => {
  const isPalette = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const isSheet = event.key === '?' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest?.(FIELDS);
  if (!session() || !(isPalette || isSheet)) return;
  event.preventDefault();
  if (document.querySelector('dialog[open]')) return;
  const [{ openPalette, openSheet }] = await Promise.all([import('./palette.js'), useTexts('palette')]);
  if (isPalette) openPalette();
  else openSheet();
});
