import { Component, element, html } from '../component.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { say, toast } from './notices.js';

/** Puts a text on the clipboard and says whether that went well. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copiedByHand(text)) {
      toast(t('copy.failed'), 'danger');
      return false;
    }
  }
  say(t('copy.done'));
  return true;
}

/** On plain http there is no clipboard interface, only the older way. */
function copiedByHand(text) {
  const field = Object.assign(document.createElement('textarea'), { value: text, className: 'unseen' });
  const before = document.activeElement;
  (before?.closest('dialog') ?? document.body).append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  before?.focus();
  return done;
}

/** A text in a field, with a button that copies it. */
class CopyField extends Component {
  static properties = ['value', 'done'];

  view() {
    return html`<div class="copy-field">
      <textarea readonly rows="1" .value=${this.value} aria-label=${t('copy.value')} @focus=${(event) => event.target.select()}></textarea>
      <button type="button" class="button" @click=${() => this.#copy()}>
        ${icon(this.done ? 'check' : 'copy')} ${t(this.done ? 'copy.done' : 'action.copy')}
      </button>
    </div>`;
  }

  async #copy() {
    this.done = await copy(this.value);
  }
}

element('z-copy', CopyField);
