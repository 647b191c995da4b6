import { html, nothing } from '../component.js';
import { star } from './favourite.js';
import { picture, pictureAddress } from './picture.js';
import { t } from '../i18n.js';
import { ratio } from './ratio.js';
import { opens } from './viewing.js';

/**
 * Pictures in rows of one height, each as a whole and with a link to its task. A click opens the viewer, which goes through `list`;
 * with a `selection` pictures can be chosen.
 */
export function wall(tasks, list = { items: () => tasks }) {
  return html`<div class="wall" ?data-choosing=${list.selection?.active}>${tasks.map((task) => tile(task, list))}</div>`;
}

function tile(task, list) {
  const shown = pictureAddress(task) && task.status === 'completed';
  return html`<div class="tile-frame" ?data-chosen=${shown && list.selection?.has(task)} ${ratio(task.width, task.height)}>
    ${tileLink(task, list, shown)}
    ${shown && list.selection ? check(task, list.selection) : nothing}
    ${shown && list.starred ? star(task, list.starred, { onWall: true }) : nothing}
  </div>`;
}

function check(task, selection) {
  return html`<label class="tile-check">
    <input
      type="checkbox"
      .checked=${selection.has(task)}
      aria-label=${t('selection.choose', { prompt: task.prompt })}
      @click=${(event) => {
        selection.choose(task, event.target.checked, event.shiftKey);
        event.target.checked = selection.has(task);
      }}
    />
  </label>`;
}

function tileLink(task, list, shown) {
  return html`<a
    class="tile"
    href="/tasks/${task.id}"
    data-status=${task.status}
    aria-haspopup=${shown ? 'dialog' : nothing}
    @click=${shown ? opens(task, list) : nothing}
  >
    ${picture(task, null, { small: true })}
    ${task.status === 'completed'
      ? html`<span class="tile-caption" aria-hidden="true">${task.prompt}</span>`
      : html`<span class="unseen">${task.prompt}</span>`}
  </a>`;
}
