import { Component, element, html } from '../component.js';
import { t } from '../i18n.js';
import '../components/audit-list.js';

/** The audit log of all accounts, for operators. */
class AdminAudit extends Component {
  view() {
    return html`
      <header class="page-head row between">
        <h1>${t('nav.audit')}</h1>
        <a class="button" href="/docs/audit">${t('audit.docs')}</a>
      </header>
      <p class="page-text">${t('audit.text')}</p>
      <z-audit-list .path=${'/console/api/admin/audit'} .wide=${true}></z-audit-list>
    `;
  }
}

export default element('z-admin-audit', AdminAudit);
