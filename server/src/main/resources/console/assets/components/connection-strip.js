import { html } from '../component.js';
import { connectionLost } from '../connection.js';
import { t } from '../i18n.js';

/** Says that the server does not answer, for as long as it does not. The place is always there, so that it is read out. */
export function connectionStrip() {
  return html`<div class="connection" role="status">${connectionLost() ? html`<p>${t('shell.lost')}</p>` : ''}</div>`;
}
