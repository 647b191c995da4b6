import { Component, element, html, nothing } from '../component.js';
import { either, t } from '../i18n.js';
import { session } from '../session.js';
import { badge } from './badges.js';

/** Each in English and in Chinese; they are not fetched before somebody has signed in. */
const TEXTS = {
  label: ['Low balance below', '低余额阈值'],
  mark: ['low balance', '余额不足'],
  text: ['Low balance: {n} credits left, less than {most}.', '余额不足：剩余 {n} 积分，低于 {most} 积分。'],
};

/** The name of the threshold. */
export function lowBalanceLabel() {
  return either(TEXTS.label);
}

/** Whether an account has less than its threshold. */
function isLow({ balance, limits }) {
  return balance < (limits.low_balance ?? session().account.configured_limits.low_balance);
}

/** Marks an account that has less than its threshold. */
export function lowBalanceMark(account) {
  return isLow(account) ? badge(either(TEXTS.mark), 'warn') : nothing;
}

/** Says that the own account has few credits left. The place is always there, so that it is read out. */
class LowBalance extends Component {
  began() {
    addEventListener('zimage:session', () => this.redraw(), { signal: this.signal });
  }

  view() {
    const account = session()?.account;
    if (!account || !isLow(account)) return nothing;
    const text = either(TEXTS.text, { n: account.balance, most: account.limits.low_balance });
    return html`<p class="notice warn">${text} <a href="/usage">${t('nav.usage')}</a></p>`;
  }
}

element('z-low-balance', LowBalance);
