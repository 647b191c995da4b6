import { patch, post } from '../api.js';
import { Component, element, html } from '../component.js';
import { t, useTexts } from '../i18n.js';
import { ROLES } from '../session.js';
import { DialogForm, field } from './dialog-form.js';

await useTexts('people');

/** A choice of roles, each with what it allows. */
class RoleChoice extends Component {
  static properties = ['roles', 'chosen'];

  view() {
    return html`<fieldset class="field">
      <legend>${t('account.role')}</legend>
      ${this.roles.map(
        (role) => html`<label class="check">
          <input type="radio" name="role" value=${role} ?checked=${role === this.chosen} />
          <span>${t(`role.${role}`)} <span class="muted small">${t(`role.${role}_text`)}</span></span>
        </label>`,
      )}
    </fieldset>`;
  }
}

/** Invites somebody: `account` has the `path` to post to and the `roles` to choose from. */
class Invite extends DialogForm {
  fields() {
    const { roles } = this.account;
    return html`${field('email', t('signin.email'), { type: 'email' })}
      <z-role-choice .roles=${roles} .chosen=${roles.at(-1)}></z-role-choice>`;
  }

  action() {
    return t('accounts.invite');
  }

  send({ email, role }) {
    return post(this.account.path, { email: email.trim(), role });
  }
}

/** Gives a person of the own account another role. */
class ChangeRole extends DialogForm {
  fields() {
    return html`<z-role-choice .roles=${ROLES.slice(1)} .chosen=${this.account.role}></z-role-choice>
      <p class="muted small">${t('team.change_text')}</p>`;
  }

  action() {
    return t('action.save');
  }

  send({ role }) {
    return patch(`/console/api/team/${encodeURIComponent(this.account.id)}`, { role });
  }
}

element('z-role-choice', RoleChoice);
element('z-invite', Invite);
element('z-change-role', ChangeRole);
