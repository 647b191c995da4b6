import { Component, element, html, nothing } from '../component.js';
import { t } from '../i18n.js';

/** Characters as the API counts them: Unicode code points. */
export function characters(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The prompt, with a counter up to `most` and the texts that it wants written. Tells `prompt` with the text. */
class PromptField extends Component {
  static properties = ['value', 'most', 'problem', 'texts'];

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
      ${text.trim() && this.texts?.length ? this.#texts() : nothing}
    </div>`;
  }

  /** What is going to stand in the picture, as the server understood the prompt. */
  #texts() {
    const missing = [...new Set(this.texts.flatMap((one) => [...one.missing_characters]))].join(' ');
    return html`<div class="written small" id="prompt-texts" aria-live="polite">
      <span class="muted">${t('playground.texts')}</span>
      <ul>
        ${this.texts.map((one) => html`<li>${one.text}</li>`)}
      </ul>
      ${missing ? html`<p class="field-problem">${t('playground.texts_missing', { characters: missing })}</p>` : nothing}
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
