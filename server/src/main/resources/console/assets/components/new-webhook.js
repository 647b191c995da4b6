import { post } from '../api.js';
import { element, html } from '../component.js';
import { either, t, useTexts } from '../i18n.js';
import { may } from '../session.js';
import { DialogForm, field } from './dialog-form.js';

await useTexts('webhooks');

/** In English and in Chinese; no other page needs it. */
const PRIVATE = [
  'With webhooks.allow_private = true in zimage.properties, for development, also http and addresses that are not public.',
  '开发时，可在 zimage.properties 中设置 webhooks.allow_private = true，也允许 http 和非公网地址。',
];

/** The form of a new webhook. */
class NewWebhook extends DialogForm {
  fields() {
    return html`${field('url', t('webhooks.url'), { type: 'url' })}
      <p class="muted small">${t('webhooks.url_text')}${may('operator') ? ` ${either(PRIVATE)}` : ''}</p>`;
  }

  action() {
    return t('webhooks.create');
  }

  send({ url }) {
    return post('/api/v1/webhooks', { url: url.trim() });
  }
}

element('z-new-webhook', NewWebhook);
