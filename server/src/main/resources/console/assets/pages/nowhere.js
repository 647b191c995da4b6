import { Component, element, html } from '../component.js';
import { t } from '../i18n.js';

class Nowhere extends Component {
  static properties = ['route'];

  view() {
    return html`<div class="empty stack">
      <h1>${t(this.route.title)}</h1>
      <p class="muted">${t(`${this.route.title}_text`)}</p>
      <p><a class="button" href="/playground">${t('nowhere.home')}</a></p>
    </div>`;
  }
}

export default element('z-nowhere', Nowhere);
