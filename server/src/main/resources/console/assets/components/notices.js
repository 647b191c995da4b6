import { html, nothing } from '../component.js';
import { describe } from '../api.js';
import { connectionLost } from '../connection.js';
import { t } from '../i18n.js';

/** Where short messages appear, and where what only ears need to know is said. */
export function announcer() {
  return html`<div id="toasts" role="status" aria-live="polite"></div>
    <div class="unseen" role="status" data-said></div>`;
}

const SHOWN_FOR = 5000;

/** Shows a message for some seconds, and, where given, `{text, act}` as a button. */
export function toast(message, kind = 'plain', action = null) {
  const box = Object.assign(document.createElement('p'), { className: `toast ${kind}`, textContent: message });
  if (action) {
    const button = Object.assign(document.createElement('button'), { className: 'button small', textContent: action.text });
    button.addEventListener('click', () => {
      box.remove();
      action.act();
    });
    box.append(' ', button);
  }
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

/** An error as a box, or nothing, as while the strip at the top says that the server does not answer. `more`: what can be done about it. */
export function problem(error, more = nothing) {
  if (!error || (error.status === 0 && connectionLost())) return nothing;
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
