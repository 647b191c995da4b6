import { html } from '../component.js';
import { t } from '../i18n.js';
import { named } from '../key-names.js';
import { choice } from './choice.js';

const KINDS = ['charge', 'refund', 'grant'];

/** Which entries of the ledger are shown: `{kind, key, day}`. `keys`: those to choose from. */
export function ledgerFilters(filter, keys, change) {
  return html`<form class="filters three" @submit=${(event) => event.preventDefault()}>
    ${choice('ledger-kind', t('usage.kind'), KINDS.map((kind) => [kind, t(`kind.${kind}`)]), filter.kind, (kind) => change({ kind }))}
    ${choice('ledger-key', t('tasks.key'), keys.map((key) => [key.id, named(key)]), filter.key, (key) => change({ key }))}
    <div class="field">
      <label for="ledger-day">${t('usage.day')}</label>
      <input id="ledger-day" type="date" .value=${filter.day} @change=${(event) => change({ day: event.target.value })} />
    </div>
  </form>`;
}
