import { post } from '../api.js';
import { element, html } from '../component.js';
import { t, useTexts } from '../i18n.js';
import { may } from '../session.js';
import { DialogForm, field } from './dialog-form.js';

await useTexts('webhooks');

/** The form of a new webhook. */
class NewWebhook extends DialogForm {
  fields() {
    return html`${field('url', t('webhooks.url'), { type: 'url' })}
      <p class="muted small">${t('webhooks.url_text')}${may('operator') ? ` ${t('webhooks.url_private')}` : ''}</p>`;
  }

  action() {
    return t('webhooks.create');
  }

  send({ url }) {
    return post('/api/v1/webhooks', { url: url.trim() });
  }
}

element('z-new-webhook', NewWebhook);
