import { Component, element, html } from '../component.js';
import { t } from '../i18n.js';
import '../components/audit-list.js';

/** What was changed: in the own account, for its owners, or in all accounts, for operators. */
class Audit extends Component {
  static properties = ['route'];

  view() {
    const wide = this.route.needs === 'operator';
    return html`
      <header class="page-head row between">
        <h1>${t(this.route.title)}</h1>
        <a class="button" href="/docs/audit">${t('audit.docs')}</a>
      </header>
      <p class="page-text">${t('audit.text')}</p>
      <z-audit-list .path=${wide ? '/console/api/admin/audit' : '/console/api/audit'} .wide=${wide}></z-audit-list>
    `;
  }
}

export default element('z-audit', Audit);
