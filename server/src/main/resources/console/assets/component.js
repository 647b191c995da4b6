import { html, nothing, render, svg } from './lib/lit-html/lit-html.js';

export { html, nothing, svg };

/**
 * A custom element that draws itself. A subclass says what it shows in `view()` and lists in
 * `static properties` what changes it; setting one of those, or calling `redraw()`, draws it again
 * before the next frame. `signal` is aborted when the element leaves the page, so requests and
 * listeners that are given it end with it.
 */
export class Component extends HTMLElement {
  static properties = [];

  #waiting = false;
  #life = new AbortController();

  get signal() {
    return this.#life.signal;
  }

  connectedCallback() {
    if (this.#life.signal.aborted) this.#life = new AbortController();
    addEventListener('zimage:language', () => this.redraw(), { signal: this.signal });
    this.began();
    this.redraw();
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  /** Called each time the element enters the page. */
  began() {}

  redraw() {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      if (this.isConnected) this.draw();
    });
  }

  draw() {
    render(this.view(), this, { host: this });
    this.drawn();
  }

  /** Called after each drawing. */
  drawn() {}

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

/** Makes `type` the element `name`. */
export function element(name, type) {
  for (const property of type.properties) {
    const held = Symbol(property);
    Object.defineProperty(type.prototype, property, {
      get() {
        return this[held];
      },
      set(value) {
        if (Object.is(this[held], value)) return;
        this[held] = value;
        this.redraw();
      },
    });
  }
  customElements.define(name, type);
  return name;
}
