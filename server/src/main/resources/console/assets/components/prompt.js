import { Component, element, html, nothing } from '../component.js';
import { t } from '../i18n.js';

/** Characters as the API counts them: Unicode code points. */
export function characters(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The prompt, with a counter up to `most`. Tells `input` with the text. */
class PromptField extends Component {
  static properties = ['value', 'most', 'problem'];

  view() {
    const text = this.value ?? '';
    const count = characters(text);
    const over = count > this.most;
    return html`<div class="field">
      <div class="row between">
        <label for="prompt">${t('playground.prompt')}</label>
        <span class="counter figures small ${over ? 'over' : 'muted'}" id="prompt-count">
          ${t('playground.counter', { n: count, most: this.most })}
        </span>
      </div>
      <textarea
        id="prompt"
        rows="4"
        .value=${text}
        placeholder=${t('playground.placeholder')}
        aria-describedby="prompt-count prompt-problem"
        aria-invalid=${over || this.problem ? 'true' : nothing}
        @input=${(event) => this.#changed(event)}
      ></textarea>
      <p class="field-problem small" id="prompt-problem" role="alert">${this.#problem(count)}</p>
    </div>`;
  }

  #problem(count) {
    if (count > this.most) return t('playground.too_long', { n: count - this.most });
    return this.problem ?? nothing;
  }

  #changed(event) {
    event.stopPropagation();
    this.value = event.target.value;
    this.tell('prompt', this.value);
  }

  focus() {
    this.querySelector('textarea')?.focus();
  }
}

element('z-prompt', PromptField);
