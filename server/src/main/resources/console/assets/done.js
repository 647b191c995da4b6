import { either } from './i18n.js';
import { keep, kept } from './kept.js';

const NAME = 'notify';
const READY = ['Picture ready', '图片已完成'];
const FAILED = ['Picture failed', '图片生成失败'];

const mark = /^\(\d+\) /;
let ended = 0;

/** A picture has ended while nobody looked: the tab's title counts it, and the system says it where that was allowed. */
export function tellEnd(task) {
  if (document.visibilityState === 'visible' && document.hasFocus()) return;
  ended++;
  document.title = `(${ended}) ${document.title.replace(mark, '')}`;
  if (kept(NAME) && globalThis.Notification?.permission === 'granted') notify(task);
}

function notify(task) {
  const title = either(task.status === 'completed' ? READY : FAILED);
  const box = new Notification(title, { body: task.prompt, tag: task.id, icon: '/assets/icon.svg' });
  box.addEventListener('click', () => {
    focus();
    box.close();
  });
}

function seen() {
  if (document.visibilityState !== 'visible') return;
  ended = 0;
  document.title = document.title.replace(mark, '');
}

addEventListener('focus', seen);
document.addEventListener('visibilitychange', seen);

/** Whether the system says that pictures have ended. */
export function isTelling() {
  return Boolean(kept(NAME)) && globalThis.Notification?.permission === 'granted';
}

/** Asks whether the system may say it; false where it may not. */
export async function startTelling() {
  const allowed = globalThis.Notification && (await Notification.requestPermission()) === 'granted';
  keep(NAME, allowed ? 'yes' : null);
  return Boolean(allowed);
}

export function stopTelling() {
  keep(NAME, null);
}
