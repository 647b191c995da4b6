import { html, nothing } from '../component.js';
import { describe } from '../api.js';
import { t } from '../i18n.js';

/** Where short messages appear, and where what only ears need to know is said. */
export function announcer() {
  return html`<div id="toasts" role="status" aria-live="polite"></div>
    <div class="unseen" role="status" data-said></div>`;
}

const SHOWN_FOR = 5000;

/** Shows a message for some seconds. */
export function toast(message, kind = 'plain') {
  const box = Object.assign(document.createElement('p'), { className: `toast ${kind}`, textContent: message });
  document.getElementById('toasts').append(box);
  setTimeout(() => box.remove(), SHOWN_FOR);
}

/** Says something to those who cannot see it; in the open dialog, as nothing outside of it is heard. */
export function say(message) {
  const open = [...document.querySelectorAll('dialog[open]')].at(-1);
  const place = (open ?? document).querySelector('[data-said]');
  if (!place) return;
  // The same words again are only heard when something changed.
  place.textContent = place.textContent === message ? `${message}\u00a0` : message;
}

/** An error as a box, or nothing. `more`: what can be done about it. */
export function problem(error, more = nothing) {
  if (!error) return nothing;
  return html`<div class="notice danger" role="alert">
    <p>${typeof error === 'string' ? error : describe(error)}</p>
    ${more} ${error.requestId ? html`<p class="small muted">${error.requestId}</p>` : nothing}
  </div>`;
}

/** Why an engine draws nothing and whether that may pass, or nothing. */
export function engineFault(engine) {
  if (!engine?.error) return nothing;
  const passes = engine.retry_in !== null;
  return html`<div class=${passes ? 'notice warn' : 'notice danger'}>
    <p>${engine.error}</p>
    <p>${t(passes ? 'model.retrying' : 'model.failed')}</p>
  </div>`;
}

/** Why the server takes no orders, whatever the engines do, or nothing. */
export function outageNotice(outage) {
  if (!outage) return nothing;
  const { reason, remedy } = typeof outage === 'string' ? { reason: outage } : outage;
  return html`<div class="notice danger">
    <p>${t('outage.reason', { reason })}</p>
    ${remedy ? html`<p>${t('outage.remedy', { remedy })}</p>` : nothing}
  </div>`;
}

export function empty(title, text, action = nothing) {
  return html`<div class="empty stack">
    <h2>${title}</h2>
    <p class="muted">${text}</p>
    ${action}
  </div>`;
}
