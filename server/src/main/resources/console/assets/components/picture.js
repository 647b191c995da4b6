import { html, nothing } from '../component.js';
import { describeFailure } from '../api.js';
import { lasting, t } from '../i18n.js';
import { statusBadge } from './badges.js';
import { ratio } from './ratio.js';

/** The address of a task's picture here, whatever the public address of the server is. */
export function pictureAddress(task) {
  return local(task.output?.image_urls?.[0]);
}

/** The address of the small version, or of the picture where none is known. */
export function thumbnailAddress(task) {
  return local(task.thumbnail_url) ?? pictureAddress(task);
}

function local(link) {
  if (!link) return null;
  const address = new URL(link, location.href);
  return address.pathname + address.search;
}

/** What there is to see of a task: its picture (`small` where many are shown), how far it is, or why there is none. */
export function picture(task, preview = null, { small = false } = {}) {
  return html`<div class="picture" data-status=${task.status} ${ratio(task.width, task.height)}>
    ${task.status === 'processing' ? drawing(task, preview) : task.status === 'failed' ? failed(task) : drawn(task, small)}
  </div>`;
}

function drawn(task, small) {
  const address = small ? thumbnailAddress(task) : pictureAddress(task);
  if (!address) return html`<p class="picture-note">${t('picture.deleted')}</p>`;
  return html`<img
    src=${address}
    alt=${t('picture.alt', { prompt: task.prompt ?? '' })}
    width=${task.width}
    height=${task.height}
    loading="lazy"
    decoding="async"
  />`;
}

function failed(task) {
  return html`<div class="picture-note">
    ${statusBadge('failed')}
    <p>${describeFailure(task.error)}</p>
  </div>`;
}

function drawing(task, preview) {
  return html`${preview ? html`<img class="preview" src=${preview} alt="" />` : nothing}
    <div class="picture-progress">
      <span class="small">${stage(task)}</span>
      ${waits(task)
        ? html`<progress aria-label=${t('picture.progress')}></progress>`
        : html`<progress aria-label=${t('picture.progress')} max="1" .value=${task.progress ?? 0}></progress>`}
    </div>`;
}

/** In the queue, or taken by a worker whose engine has no room yet. */
function waits(task) {
  return task.queue_position || !task.started_at;
}

function stage(task) {
  if (task.queue_position) return t('picture.waiting', { n: task.queue_position });
  if (waits(task)) return t('picture.waiting_engine');
  return t('picture.drawing', { percent: Math.round((task.progress ?? 0) * 100) });
}

export function drawnIn(task) {
  if (!task.started_at || !task.finished_at) return nothing;
  return lasting(task.finished_at - task.started_at);
}
