import { html, nothing } from '../component.js';
import { t } from '../i18n.js';
import { isOperator, may, session } from '../session.js';
import { problem } from './notices.js';

const CREDITS_TOO_LOW = 30001;

/** Why whoever is signed in cannot order, or nothing. */
export function roleNotice() {
  return may('member') ? nothing : html`<p class="notice">${t('playground.viewer')}</p>`;
}

/** Why an order was not taken, and what to do about it. */
export function refusal(error, model) {
  if (error?.code !== CREDITS_TOO_LOW) return problem(error);
  const { account, prices } = session();
  const text = t('playground.poor', { price: (prices[model] ?? prices['z-image']).credits, balance: account.balance });
  return problem(
    text,
    isOperator()
      ? html`<p><a href="/admin/accounts">${t('playground.poor_operator')}</a></p>`
      : html`<p>${t('playground.poor_member')}</p>`,
  );
}
