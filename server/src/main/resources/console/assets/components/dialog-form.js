import { Component, html, nothing } from '../component.js';
import { t } from '../i18n.js';
import { openDialog } from './dialogs.js';
import { problem } from './notices.js';

/** A form in a dialog: sends what `send(values)` says and calls `done` with the answer. */
export class DialogForm extends Component {
  static properties = ['account', 'done', 'problem', 'sending'];

  view() {
    return html`<form class="stack" @submit=${(event) => this.#submit(event)}>
      ${problem(this.problem)} ${this.fields()}
      <div class="row actions">
        <button type="button" class="button" @click=${() => this.done()}>${t('action.cancel')}</button>
        <button class="button primary" aria-disabled=${this.sending ? 'true' : nothing}>${this.action()}</button>
      </div>
    </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    this.problem = null;
    try {
      this.done((await this.send(Object.fromEntries(new FormData(event.target)))) ?? true);
    } catch (error) {
      this.problem = error;
    } finally {
      this.sending = false;
    }
  }
}

/** Opens the form of a tag for an `account`, or for whatever else the form is about; answers as `openDialog` does. */
export function openForm(tag, title, account) {
  return openDialog(title, (close) => Object.assign(document.createElement(tag), { account, done: close }));
}

/** A field with its label. */
export function field(name, label, attributes = {}) {
  const { type = 'text', value = '', min, required = true } = attributes;
  return html`<div class="field">
    <label for="form-${name}">${label}</label>
    <input id="form-${name}" name=${name} type=${type} .value=${String(value)} min=${min ?? ''} ?required=${required} autocomplete="off" />
  </div>`;
}
