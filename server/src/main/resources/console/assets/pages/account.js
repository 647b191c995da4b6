import { getIfThere, put } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { lowBalanceLabel } from '../components/low-balance.js';
import { problem, toast } from '../components/notices.js';
import { has, number, t, when } from '../i18n.js';
import { SHORTEST_PASSWORD } from '../passwords.js';
import { enter, session } from '../session.js';
import { browserOf } from '../user-agent.js';
import '../components/passkey-list.js';
import '../components/session-list.js';
import '../components/table.js';
import '../components/two-factor.js';

/** Who is signed in, the limits of the account, the password, and who came in when. */
class AccountPage extends Component {
  static properties = ['signIns', 'problem', 'sending'];

  began() {
    this.#load();
  }

  async #load() {
    try {
      this.signIns = (await getIfThere('/console/api/sign-ins?limit=20', { signal: this.signal }))?.data ?? [];
    } catch {
      this.signIns = [];
    }
  }

  view() {
    return html`
      <header class="page-head"><h1>${t('nav.account')}</h1></header>
      <div class="stack">
        <div class="two">${this.#about()} ${this.#password()}</div>
        <z-passkey-list></z-passkey-list>
        <z-two-factor></z-two-factor>
        <z-session-list></z-session-list>
        ${this.signIns?.length ? this.#log() : nothing}
      </div>
    `;
  }

  #about() {
    const { person, account } = session();
    return html`<section class="card stack" aria-labelledby="about-title">
      <h2 id="about-title">${account.name}</h2>
      <dl class="facts">
        <dt>${t('signin.email')}</dt><dd>${person.email}</dd>
        <dt>${t('account.role')}</dt><dd>${t(`role.${person.role}`)}</dd>
        <dt>${t('account.state')}</dt><dd>${account.suspended ? badge(t('account.suspended'), 'danger') : badge(t('account.active'), 'ok')}</dd>
        <dt>${t('usage.balance')}</dt><dd>${t('credits.n', { n: account.balance })}</dd>
        <dt>${t('account.requests')}</dt><dd>${number(account.limits.requests_per_minute)}</dd>
        <dt>${t('account.in_flight')}</dt>
        <dd>${t('account.of', { n: account.tasks_in_flight, most: account.limits.tasks_in_flight })}</dd>
        <dt>${lowBalanceLabel()}</dt><dd>${t('credits.n', { n: account.limits.low_balance })}</dd>
      </dl>
    </section>`;
  }

  #password() {
    return html`<form class="card stack" @submit=${(event) => this.#change(event)}>
      <h2>${t('account.password')}</h2>
      ${problem(this.problem)}
      <input type="hidden" name="username" autocomplete="username" value=${session().person.email} />
      <div class="field">
        <label for="current">${t('account.current')}</label>
        <input id="current" name="current" type="password" autocomplete="current-password" required />
      </div>
      <div class="field">
        <label for="next">${t('account.next')}</label>
        <input id="next" name="next" type="password" autocomplete="new-password" minlength=${SHORTEST_PASSWORD} required aria-describedby="next-hint" />
        <p class="muted small" id="next-hint">${t('setup.hint', { n: SHORTEST_PASSWORD })}</p>
      </div>
      <button class="button" aria-disabled=${this.sending ? 'true' : nothing}>${t('account.change')}</button>
      <p class="muted small">${t('account.change_text')}</p>
    </form>`;
  }

  #log() {
    return html`<section class="stack" aria-labelledby="log-title">
      <h2 id="log-title">${t('account.log')}</h2>
      <z-table class="table-wrap" tabindex="0" role="group" aria-labelledby="log-title">
        <table>
          <thead>
            <tr>
              <th scope="col">${t('usage.time')}</th>
              <th scope="col">${t('account.outcome')}</th>
              <th scope="col">${t('account.address')}</th>
              <th scope="col">${t('account.browser')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.signIns.map(
              (each) => html`<tr>
                <td class="tight">${when(each.at)}</td>
                <td class="tight">${outcome(each.outcome)}</td>
                <td class="tight">${each.address ?? '–'}</td>
                <td title=${each.user_agent ?? ''}>${each.user_agent ? browserOf(each.user_agent) : '–'}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </z-table>
    </section>`;
  }

  async #change(event) {
    event.preventDefault();
    if (this.sending) return;
    const form = event.target;
    const given = new FormData(form);
    this.sending = true;
    this.problem = null;
    try {
      enter(await put('/console/api/password', { current: given.get('current'), password: given.get('next') }));
      form.reset();
      this.querySelector('z-session-list').load();
      toast(t('account.changed'));
    } catch (error) {
      this.problem = error;
    } finally {
      this.sending = false;
    }
  }
}

function outcome(name) {
  const key = `outcome.${name}`;
  return has(key) ? t(key) : name;
}

export default element('z-account', AccountPage);
