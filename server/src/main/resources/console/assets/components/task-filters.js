import { html, nothing } from '../component.js';
import { either, t } from '../i18n.js';
import { named } from '../key-names.js';
import { session } from '../session.js';
import { choice } from './choice.js';
import { SHAPES } from './shapes.js';

const TEXTS = {
  clear: ['Clear filters', '清除筛选'],
  favourites: ['Favourites only', '仅收藏'],
  from: ['From (UTC)', '从（UTC）'],
  further: ['More filters', '更多筛选'],
  to: ['To (UTC)', '到（UTC）'],
};

const STATES = ['processing', 'completed', 'failed'];
const FURTHER = ['from', 'to', 'aspect_ratio', 'model'];

export const NO_FILTER = { status: '', key: '', text: '', from: '', to: '', aspect_ratio: '', model: '', favourites: '' };

/** How many of the filters that are folded away are in use. */
export function furtherInUse(filter) {
  return FURTHER.filter((name) => filter[name]).length;
}

/** The button that takes all filters away. */
export function clearFilters(clear) {
  return html`<button class="button" @click=${clear}>${either(TEXTS.clear)}</button>`;
}

/** Which tasks are listed. `open`: whether all filters are shown at first; `view`: what stands beside them. */
export function taskFilters(filter, { keys, models, open, view }, change) {
  const further = furtherInUse(filter);
  return html`<form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
    <div class="field">
      <label for="text">${t('tasks.text')}</label>
      <input id="text" type="search" .value=${filter.text} @input=${(event) => change({ text: event.target.value })} />
    </div>
    ${choice('status', t('tasks.status'), STATES.map((state) => [state, t(`status.${state}`)]), filter.status, (status) => change({ status }))}
    ${choice('key', t('tasks.key'), [...keys, { id: session().console_key }].map((key) => [key.id, named(key)]), filter.key, (key) => change({ key }))}
    ${view}
    <div class="filters-further">
      <label class="check">
        <input type="checkbox" .checked=${filter.favourites === 'true'} @change=${(event) => change({ favourites: event.target.checked ? 'true' : '' })} />
        <span>${either(TEXTS.favourites)}</span>
      </label>
      <details ?open=${open}>
        <summary>${either(TEXTS.further)}${further ? html` <span class="badge accent figures">${further}</span>` : nothing}</summary>
        <div class="filters three">
          ${day('from', either(TEXTS.from), filter, change)} ${day('to', either(TEXTS.to), filter, change)}
          ${choice('aspect_ratio', t('playground.shape'), SHAPES.map((shape) => [shape, shape]), filter.aspect_ratio, (shape) => change({ aspect_ratio: shape }))}
          ${choice('model', t('playground.model'), models.map((model) => [model, model]), filter.model, (model) => change({ model }))}
        </div>
      </details>
    </div>
  </form>`;
}

function day(name, label, filter, change) {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} type="date" .value=${filter[name]} @change=${(event) => change({ [name]: event.target.value })} />
  </div>`;
}
