import { html } from '../component.js';
import { t } from '../i18n.js';

/** One filter of a list, of which any value may be wanted. `options`: values with their texts. */
export function choice(id, label, options, chosen, choose) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${(event) => choose(event.target.value)}>
      ${[['', t('tasks.any')], ...options].map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </div>`;
}
