import { connectionLost } from './connection.js';
import { html, nothing, render, svg } from './lib/lit-html/lit-html.js';

export { html, nothing, render, svg };

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
    addEventListener('zimage:connection', () => this.#connection(), { signal: this.signal });
    this.began();
    this.redraw();
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  /** Called each time the element enters the page. */
  began() {}

  #connection() {
    if (!connectionLost()) this.reconnected();
    this.redraw();
  }

  /** Called when the server answers again: what could not be loaded is loaded. */
  reconnected() {
    if (this.problem?.status !== 0) return;
    this.problem = null;
    this.began();
  }

  redraw() {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      if (this.isConnected) this.draw();
    });
  }

  draw() {
    const line = this.contains(document.activeElement) ? upwards(document.activeElement) : [];
    render(this.view(), this, { host: this });
    this.drawn();
    if (line.length && !line[0].isConnected) keepFocusNear(line);
  }

  /** Called after each drawing. */
  drawn() {}

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

const FOCUSABLE = 'a[href], button, input, select, textarea, summary';

function upwards(element) {
  const line = [];
  for (let at = element; at; at = at.parentElement) line.push(at);
  return line;
}

/** What had the focus is gone: whoever goes by keyboard stays near it, and does not begin anew at the top. */
function keepFocusNear([, parent, ...others]) {
  if (document.activeElement !== document.body) return;
  const beside = parent.isConnected ? parent.querySelector(FOCUSABLE) : null;
  const around = [parent, ...others].find((element) => element.isConnected && element.matches('[tabindex]'));
  (beside ?? around)?.focus();
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
