import { Component, element, html } from '../component.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { keep, kept } from '../kept.js';
import { body, LANGUAGES } from '../snippets.js';
import { copy } from './copy.js';
import './tabs.js';

/** One piece of code with a button that copies it. */
class CodeSample extends Component {
  static properties = ['code', 'done'];

  view() {
    const copied = this.done === this.code;
    return html`<div class="code-sample">
      <pre tabindex="0" role="group" aria-label=${t('code.sample')}><code>${this.code}</code></pre>
      <button class="button quiet small square" title=${t('action.copy')} @click=${() => this.#copy()}>
        ${icon(copied ? 'check' : 'copy')}<span class="unseen">${t(copied ? 'copy.done' : 'action.copy')}</span>
      </button>
    </div>`;
  }

  async #copy() {
    if (await copy(this.code)) this.done = this.code;
  }
}

let chosen = kept('code') ?? 'curl';

/** The same in several languages: `samples` is `[[id, label, code]]`. All of a page show the one that was chosen last. */
class CodeTabs extends Component {
  static properties = ['samples'];

  began() {
    addEventListener('zimage:code', () => this.redraw(), { signal: this.signal });
  }

  view() {
    const tabs = (this.samples ?? []).map(([id, label, code]) => ({
      id,
      label,
      content: () => html`<z-code .code=${code}></z-code>`,
    }));
    return html`<z-tabs
      .tabs=${tabs}
      .chosen=${chosen}
      .label=${t('code.languages')}
      @chosen=${(event) => choose(event.detail)}
    ></z-tabs>`;
  }
}

/** The call for an order in every language. */
class OrderCode extends Component {
  static properties = ['order'];

  view() {
    const order = body(this.order);
    return html`<z-code-tabs .samples=${LANGUAGES.map(([id, label, write]) => [id, label, write(location.origin, order)])}></z-code-tabs>`;
  }
}

function choose(id) {
  chosen = id;
  keep('code', id);
  dispatchEvent(new Event('zimage:code'));
}

element('z-code', CodeSample);
element('z-code-tabs', CodeTabs);
element('z-order-code', OrderCode);
