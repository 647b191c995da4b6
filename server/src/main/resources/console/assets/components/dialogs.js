import { html, nothing, render } from '../component.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';

let count = 0;

/**
 * Opens a dialog and answers with what `close` was called with; undefined when it was dismissed.
 * The focus goes back to where it was.
 */
export function openDialog(title, content, { wide = false } = {}) {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    const name = `dialog-${++count}`;
    let result;
    const life = new AbortController();
    const close = (value) => {
      result = value;
      dialog.close();
    };
    dialog.className = wide ? 'dialog wide' : 'dialog';
    dialog.setAttribute('aria-labelledby', name);
    dialog.addEventListener('close', () => {
      life.abort();
      dialog.remove();
      resolve(result);
    });
    addEventListener('zimage:navigate', () => close(), { signal: life.signal });
    document.body.append(dialog);
    render(frame(name, title, content(close), close), dialog);
    // What is inside draws itself first, so that the focus finds its first field.
    queueMicrotask(() => {
      dialog.showModal();
      first(dialog)?.focus();
    });
  });
}

function first(dialog) {
  const fields = 'input:not([type=hidden]), select, textarea, button, a[href]';
  return dialog.querySelector('[autofocus]') ?? [...dialog.querySelectorAll(fields)].find((field) => !field.closest('.dialog-head'));
}

function frame(name, title, content, close) {
  return html`<div class="dialog-inner stack">
    <div class="row between dialog-head">
      <h2 id=${name}>${title}</h2>
      <button class="button quiet square" @click=${() => close()}>
        ${icon('close')}<span class="unseen">${t('action.close')}</span>
      </button>
    </div>
    ${content}
    <div class="unseen" role="status" data-said></div>
  </div>`;
}

/** Asks before something that cannot be undone; true when the answer was yes. */
export async function confirmed(title, text, action) {
  const yes = await openDialog(
    title,
    (close) => html`<p>${text}</p>
      <div class="row actions">
        <button class="button" autofocus @click=${() => close(false)}>${t('action.cancel')}</button>
        <button class="button danger" @click=${() => close(true)}>${action}</button>
      </div>`,
  );
  return yes === true;
}

/** Shows a secret or a link once, to be copied. */
export function showOnce(title, text, value, more = nothing) {
  return openDialog(
    title,
    (close) => html`<p>${text}</p>
      <z-copy .value=${value}></z-copy>
      ${more}
      <div class="row actions"><button class="button primary" @click=${() => close()}>${t('action.done')}</button></div>`,
  );
}
