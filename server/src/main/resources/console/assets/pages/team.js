import { describe, get, post, remove } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { openForm } from '../components/dialog-form.js';
import { confirmed, showOnce } from '../components/dialogs.js';
import { problem, toast } from '../components/notices.js';
import { t, when } from '../i18n.js';
import { icon } from '../icons.js';
import { may, ROLES, session } from '../session.js';
import '../components/copy.js';
import '../components/invite.js';
import '../components/table.js';

const PATH = '/console/api/team';
const GIVEN = ROLES.slice(1);

/** The people of the account, with their roles; owners invite, change and remove them. */
class Team extends Component {
  static properties = ['people', 'problem'];

  began() {
    this.#load();
  }

  async #load() {
    try {
      this.people = (await get(PATH, { signal: this.signal })).data;
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`
      <header class="page-head row between">
        <h1>${t('nav.team')}</h1>
        ${may('owner')
          ? html`<button class="button primary" @click=${() => this.#invite()}>${icon('plus')} ${t('accounts.invite')}</button>`
          : nothing}
      </header>
      <p class="page-text">${t(may('owner') ? 'team.text' : 'team.text_member')}</p>
      <div class="stack">${problem(this.problem)} ${this.people ? this.#table() : nothing} ${this.#roles()}</div>
    `;
  }

  #table() {
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-label=${t('nav.team')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('signin.email')}</th>
            <th scope="col">${t('account.role')}</th>
            <th scope="col">${t('team.since')}</th>
            <th scope="col"><span class="unseen">${t('accounts.manage')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.people.map((person) => this.#row(person))}
        </tbody>
      </table>
    </z-table>`;
  }

  #row(person) {
    const { email, role, invited, id } = person;
    const me = id === session().person.id;
    return html`<tr>
      <td>${email} ${me ? badge(t('team.you')) : nothing} ${invited ? badge(t('accounts.waiting'), 'warn') : nothing}</td>
      <td>${t(`role.${role}`)}</td>
      <td class="tight">${when(person.created_at)}</td>
      <td class="tight">${may('owner') && role !== 'operator' ? this.#actions(person, me) : nothing}</td>
    </tr>`;
  }

  #actions(person, me) {
    const { email } = person;
    return html`<div class="row">
      ${person.invited
        ? html`<button class="button small" aria-label="${t('team.link')} ${email}" @click=${() => this.#link(person)}>${t('team.link')}</button>`
        : nothing}
      <button class="button small" aria-label="${t('team.change')} ${email}" @click=${() => this.#change(person)}>${t('team.change')}</button>
      ${me
        ? nothing
        : html`<button class="button small danger" aria-label="${t('accounts.remove')} ${email}" @click=${() => this.#remove(person)}>
            ${t('accounts.remove')}
          </button>`}
    </div>`;
  }

  #roles() {
    return html`<section class="card stack" aria-labelledby="roles-title">
      <h2 id="roles-title">${t('team.roles')}</h2>
      <dl class="facts">${GIVEN.map((role) => html`<dt>${t(`role.${role}`)}</dt><dd>${t(`role.${role}_text`)}</dd>`)}</dl>
    </section>`;
  }

  async #invite() {
    await this.#show(await openForm('z-invite', t('accounts.invite_to', { name: session().account.name }), { path: PATH, roles: GIVEN }));
  }

  async #link({ email, role }) {
    try {
      await this.#show(await post(PATH, { email, role }));
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }

  async #show(made) {
    if (!made) return;
    await this.#load();
    await showOnce(t('accounts.invited'), t('accounts.invited_text'), made.link);
  }

  async #change(person) {
    const changed = await openForm('z-change-role', t('team.change_of', { email: person.email }), person);
    if (!changed) return;
    if (changed.id === session().person.id) location.reload();
    else await this.#load();
  }

  async #remove(person) {
    const { email } = person;
    if (!(await confirmed(t('accounts.remove_title', { email }), t('team.remove_text'), t('accounts.remove')))) return;
    try {
      await remove(`${PATH}/${encodeURIComponent(person.id)}`);
      await this.#load();
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }
}

export default element('z-team', Team);
