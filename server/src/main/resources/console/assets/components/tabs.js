import { Component, element, html, nothing } from '../component.js';

let count = 0;

/** Tabs by the pattern of ARIA: arrows move, Home and End go to the ends. `tabs`: `[{id, label, content}]`. */
class Tabs extends Component {
  static properties = ['tabs', 'chosen', 'label'];

  #name = `tabs-${++count}`;

  view() {
    const tabs = this.tabs ?? [];
    const chosen = tabs.find((tab) => tab.id === this.chosen) ?? tabs[0];
    return html`
      <div class="tabs" role="tablist" aria-label=${this.label ?? nothing} @keydown=${(event) => this.#move(event)}>
        ${tabs.map(
          (tab) => html`<button
            class="tab"
            role="tab"
            id="${this.#name}-${tab.id}"
            aria-controls="${this.#name}-panel"
            aria-selected=${tab === chosen}
            tabindex=${tab === chosen ? 0 : -1}
            @click=${() => this.#choose(tab)}
          >
            ${tab.label}
          </button>`,
        )}
      </div>
      <div role="tabpanel" id="${this.#name}-panel" aria-labelledby="${this.#name}-${chosen?.id}">${chosen?.content()}</div>
    `;
  }

  #choose(tab) {
    this.chosen = tab.id;
    this.tell('chosen', tab.id);
  }

  #move(event) {
    const places = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    if (!(event.key in places)) return;
    event.preventDefault();
    const buttons = [...this.querySelectorAll('[role=tab]')];
    const now = buttons.findIndex((button) => button.getAttribute('aria-selected') === 'true');
    const step = places[event.key];
    const next = Number.isFinite(step) ? (now + step + buttons.length) % buttons.length : step < 0 ? 0 : buttons.length - 1;
    this.#choose(this.tabs[next]);
    buttons[next].focus();
  }
}

element('z-tabs', Tabs);
