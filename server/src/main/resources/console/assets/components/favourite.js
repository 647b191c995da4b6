import { describe, put, remove } from '../api.js';
import { html, nothing } from '../component.js';
import { t } from '../i18n.js';
import { say, toast } from './notices.js';
import { pictureAddress } from './picture.js';
import { pictureIcon } from './picture-icons.js';

/** Whether a task can be starred: its picture is there, and the console said whether it has a star. */
export function canBeStarred(task) {
  return task.favourite !== undefined && Boolean(pictureAddress(task));
}

/** Gives a picture a star, or takes it away. `changed` is told at once, and again when that failed. */
export async function toggleStar(task, changed) {
  const favourite = !task.favourite;
  const path = `/console/api/tasks/${task.id}/favourite`;
  changed({ ...task, favourite });
  try {
    await (favourite ? put(path) : remove(path));
    say(t(favourite ? 'favourite.added' : 'favourite.removed'));
  } catch (error) {
    changed(task);
    toast(describe(error), 'danger');
  }
}

/** The star of a picture, as a button. On a wall its name has the prompt, for there are many. */
export function star(task, changed, { name = t('favourite.star'), style = 'button quiet square' } = {}) {
  if (!canBeStarred(task)) return nothing;
  return html`<button
    class=${`${style} star`}
    aria-pressed=${String(task.favourite)}
    aria-label=${name}
    title=${t('favourite.star')}
    @click=${() => toggleStar(task, changed)}
  >
    ${pictureIcon('star')}
  </button>`;
}
