import { describe, put, remove } from '../api.js';
import { html, nothing } from '../component.js';
import { either } from '../i18n.js';
import { say, toast } from './notices.js';
import { pictureAddress } from './picture.js';
import { pictureIcon } from './picture-icons.js';

const TEXTS = {
  added: ['Added to the favourites', '已加入收藏'],
  removed: ['Removed from the favourites', '已取消收藏'],
  star: ['Favourite', '收藏'],
};

/** Whether a task can be starred: its picture is there, and the console said whether it has a star. */
export function canBeStarred(task) {
  return task.favourite !== undefined && Boolean(pictureAddress(task));
}

/** The change before. One waits for another, so that the last of them decides. */
let before = Promise.resolve();

/** Gives a picture a star, or takes it away. `changed` is told at once, and again when that failed. */
export async function toggleStar(task, changed) {
  const favourite = !task.favourite;
  const path = `/console/api/tasks/${task.id}/favourite`;
  changed({ ...task, favourite });
  const change = before.then(() => (favourite ? put(path) : remove(path)));
  before = change.catch(() => {});
  try {
    await change;
    say(either(favourite ? TEXTS.added : TEXTS.removed));
  } catch (error) {
    changed(task);
    toast(describe(error), 'danger');
  }
}

/** The star of a picture, as a button. On a wall, where there are many, its name has the prompt. */
export function star(task, changed, { onWall = false } = {}) {
  if (!canBeStarred(task)) return nothing;
  return html`<button
    class=${onWall ? 'tile-star star' : 'button quiet square star'}
    aria-pressed=${String(task.favourite)}
    aria-label=${onWall ? `${either(TEXTS.star)}: ${task.prompt}` : either(TEXTS.star)}
    title=${either(TEXTS.star)}
    @click=${() => toggleStar(task, changed)}
  >
    ${pictureIcon('star')}
  </button>`;
}
