import { html } from '../component.js';
import { picture } from './picture.js';
import { ratio } from './ratio.js';

/** Pictures in rows of one height, each as a whole and with a link to its task. */
export function wall(tasks) {
  return html`<div class="wall">${tasks.map((task) => tile(task))}</div>`;
}

function tile(task) {
  return html`<a class="tile" href="/tasks/${task.id}" data-status=${task.status} ${ratio(task.width, task.height)}>
    ${picture(task, null, { small: true })}
    ${task.status === 'completed'
      ? html`<span class="tile-caption" aria-hidden="true">${task.prompt}</span>`
      : html`<span class="unseen">${task.prompt}</span>`}
  </a>`;
}
