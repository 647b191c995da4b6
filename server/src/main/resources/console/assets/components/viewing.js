import { useTexts } from '../i18n.js';

/**
 * Opens the viewer at a task's picture. `list` says what the arrow keys go through: `items()`, and `more()` for what is to come.
 * The viewer is loaded when it is first opened.
 */
export async function view(task, list) {
  const [{ openViewer }] = await Promise.all([import('./viewer.js'), useTexts('viewer')]);
  return openViewer(task, list);
}

/** Whether a click on a link is one that opens no other tab or window. */
function isPlainClick(event) {
  return !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

/** For `@click` of a link around a picture: the viewer opens, and the link stays for another tab. */
export function opens(task, list) {
  return (event) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    (list.open ?? view)(task, list);
  };
}
