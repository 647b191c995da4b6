import { html, nothing } from '../component.js';
import { picture, pictureAddress } from './picture.js';
import { ratio } from './ratio.js';
import { opens } from './viewing.js';

/**
 * Pictures in rows of one height, each as a whole and with a link to its task. A click opens the viewer, which goes through `list`.
 */
export function wall(tasks, list = { items: () => tasks }) {
  return html`<div class="wall">${tasks.map((task) => tile(task, list))}</div>`;
}

function tile(task, list) {
  const shown = pictureAddress(task) && task.status === 'completed';
  return html`<a
    class="tile"
    href="/tasks/${task.id}"
    data-status=${task.status}
    aria-haspopup=${shown ? 'dialog' : nothing}
    @click=${shown ? opens(task, list) : nothing}
    ${ratio(task.width, task.height)}
  >
    ${picture(task, null, { small: true })}
    ${task.status === 'completed'
      ? html`<span class="tile-caption" aria-hidden="true">${task.prompt}</span>`
      : html`<span class="unseen">${task.prompt}</span>`}
  </a>`;
}
