import { html } from '../component.js';
import { t } from '../i18n.js';
import { named } from '../key-names.js';

const KINDS = ['charge', 'refund', 'grant'];

/** Which entries of the ledger are shown: `{kind, key, day}`. `keys`: those to choose from. */
export function ledgerFilters(filter, keys, change) {
  const options = (all) => [['', t('tasks.any')], ...all].map(([value, text]) => [value, text]);
  return html`<form class="filters three" @submit=${(event) => event.preventDefault()}>
    ${choice('kind', t('usage.kind'), options(KINDS.map((kind) => [kind, t(`kind.${kind}`)])), filter.kind, change)}
    ${choice('key', t('tasks.key'), options(keys.map((key) => [key.id, named(key)])), filter.key, change)}
    <div class="field">
      <label for="ledger-day">${t('usage.day')}</label>
      <input id="ledger-day" type="date" .value=${filter.day} @change=${(event) => change({ day: event.target.value })} />
    </div>
  </form>`;
}

function choice(name, label, options, chosen, change) {
  return html`<div class="field">
    <label for=${`ledger-${name}`}>${label}</label>
    <select id=${`ledger-${name}`} @change=${(event) => change({ [name]: event.target.value })}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </div>`;
}
