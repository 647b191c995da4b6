import { patch, post } from '../api.js';
import { element, html } from '../component.js';
import { t } from '../i18n.js';
import { refreshBalance, session } from '../session.js';
import { onceKey } from '../once.js';
import { DialogForm, field } from './dialog-form.js';
import { lowBalanceLabel } from './low-balance.js';

const ACCOUNTS = '/console/api/admin/accounts';

function path(account) {
  return `${ACCOUNTS}/${encodeURIComponent(account.id)}`;
}

class NewAccount extends DialogForm {
  fields() {
    return field('name', t('keys.name'));
  }

  action() {
    return t('accounts.create');
  }

  send({ name }) {
    return post(ACCOUNTS, { name: name.trim() });
  }
}

/** A grant carries one key for the life of the form, so that a double click pays once. */
class Grant extends DialogForm {
  #key = onceKey();

  fields() {
    return html`${field('credits', t('tasks.credits'), { type: 'number' })}
      <p class="muted small">${t('accounts.grant_text')}</p>
      ${field('note', t('accounts.note'), { required: false })}`;
  }

  action() {
    return t('accounts.grant');
  }

  async send({ credits, note }) {
    const headers = { 'idempotency-key': this.#key };
    const made = await post(`${path(this.account)}/grants`, { credits: Number(credits), note: note.trim() || undefined }, { headers });
    refreshBalance();
    return made;
  }
}

/** An empty limit is the configured one. */
class Limits extends DialogForm {
  fields() {
    const { limits } = this.account;
    return html`${this.#field('requests_per_minute', t('account.requests'), limits.requests_per_minute)}
      ${this.#field('tasks_in_flight', t('account.in_flight'), limits.tasks_in_flight)}
      ${this.#field('low_balance', lowBalanceLabel(), limits.low_balance, 0)}`;
  }

  #field(name, label, value, min = 1) {
    const configured = session().account.configured_limits[name];
    return html`${field(name, label, { type: 'number', min, value: value ?? '', required: false })}
      <p class="muted small">${t('accounts.limits_text', { n: configured })}</p>`;
  }

  action() {
    return t('action.save');
  }

  send(values) {
    return patch(path(this.account), {
      requests_per_minute: Number(values.requests_per_minute) || null,
      tasks_in_flight: Number(values.tasks_in_flight) || null,
      low_balance: values.low_balance === '' ? null : Number(values.low_balance),
    });
  }
}

element('z-new-account', NewAccount);
element('z-grant', Grant);
element('z-limits', Limits);
