import { html } from '../component.js';

/** A choice of a few, all of them in sight. `options`: `[[value, label]]`. */
export function segments(name, legend, options, chosen, change, { quiet = false } = {}) {
  return html`<fieldset class="field segments-field">
    <legend class=${quiet ? 'unseen' : ''}>${legend}</legend>
    <div class="segments">
      ${options.map(
        ([value, label]) => html`<label class="segment">
          <input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => change(value)} />
          <span>${label}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}
