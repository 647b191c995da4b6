import { Component, element, html } from '../component.js';
import { t } from '../i18n.js';
import { Paging } from '../paging.js';
import { more } from './more.js';

const SEARCH_AFTER = 300;
const AT_ONCE = 50;
/** The shape that fits the purpose of each example. */
const SHAPES = ['3:4', '4:3', '1:1', '3:4', '16:9', '4:3', '1:1', '4:3', '9:16', '16:9', '1:1', '3:4'];

/** Examples by purpose, and the prompts of the account's tasks, to choose one from. Calls `done` with what it fills in. */
class Prompts extends Component {
  static properties = ['done', 'text', 'paging'];

  #timer = 0;

  began() {
    this.text = '';
    this.#load();
  }

  #load() {
    this.paging = Paging.begin(this, '/console/api/tasks', { text: this.text, limit: AT_ONCE }, this.paging);
  }

  #search(text) {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), SEARCH_AFTER);
  }

  view() {
    return html`
      <h3>${t('prompts.examples')}</h3>
      <ul class="prompt-examples" role="list">
        ${SHAPES.map((aspect_ratio, i) => {
          const prompt = t(`prompts.${i + 1}.text`);
          return html`<li>
            <button class="prompt-choice" @click=${() => this.done({ prompt, aspect_ratio })}>
              <b>${t(`prompts.${i + 1}`)}</b> <span class="muted small figures">${aspect_ratio}</span><br />${prompt}
            </button>
          </li>`;
        })}
      </ul>
      <h3 id="prompts-history">${t('prompts.history')}</h3>
      <div class="field" role="search">
        <label for="prompts-text">${t('prompts.search')}</label>
        <input id="prompts-text" type="search" .value=${this.text} @input=${(event) => this.#search(event.target.value)} />
      </div>
      ${this.#history()}
    `;
  }

  #history() {
    if (this.paging.empty) return html`<p class="muted">${t('prompts.none')}</p>`;
    const prompts = new Map(this.paging.items.map((task) => [task.prompt, task]));
    return html`<ul class="prompt-history" role="list" aria-labelledby="prompts-history">
        ${[...prompts].map(
          ([prompt, { aspect_ratio }]) => html`<li><button class="prompt-choice" @click=${() => this.done({ prompt, aspect_ratio })}>${prompt}</button></li>`,
        )}
      </ul>
      ${more(this.paging)}`;
  }
}

element('z-prompts', Prompts);
