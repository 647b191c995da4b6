import { html, nothing } from '../component.js';
import { describe } from '../api.js';

/** Where short messages appear, and where what only ears need to know is said. */
export function announcer() {
  return html`<div id="toasts" role="status" aria-live="polite"></div>
    <div id="said" class="unseen" aria-live="polite"></div>`;
}

const SHOWN_FOR = 5000;

/** Shows a message for some seconds. */
export function toast(message, kind = 'plain') {
  const box = Object.assign(document.createElement('p'), { className: `toast ${kind}`, textContent: message });
  document.getElementById('toasts').append(box);
  setTimeout(() => box.remove(), SHOWN_FOR);
}

/** Says something to those who cannot see it. */
export function say(message) {
  const place = document.getElementById('said');
  if (place) place.textContent = message;
}

/** An error as a box, or nothing. */
export function problem(error) {
  if (!error) return nothing;
  return html`<div class="notice danger" role="alert">
    <p>${typeof error === 'string' ? error : describe(error)}</p>
    ${error.requestId ? html`<p class="small muted">${error.requestId}</p>` : nothing}
  </div>`;
}

export function empty(title, text, action = nothing) {
  return html`<div class="empty stack">
    <h2>${title}</h2>
    <p class="muted">${text}</p>
    ${action}
  </div>`;
}
