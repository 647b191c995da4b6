import { describe, get, remove } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { ago, t, useTexts, when } from '../i18n.js';
import { browserOf } from '../user-agent.js';
import { badge } from './badges.js';
import { problem, toast } from './notices.js';
import './table.js';

await useTexts('people');

const PATH = '/console/api/sessions';

/** Where one is signed in, and signing out there. */
class SessionList extends Component {
  static properties = ['sessions', 'problem'];

  began() {
    this.load();
  }

  /** Reads them again, as after another password, which ends the others. */
  async load() {
    try {
      this.sessions = (await get(PATH, { signal: this.signal })).data;
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`<section class="stack" aria-labelledby="sessions-title">
      <div class="row between">
        <h2 id="sessions-title">${t('sessions.title')}</h2>
        ${this.sessions?.length > 1
          ? html`<button class="button small danger" @click=${() => this.#end(PATH, t('sessions.others_ended'))}>${t('sessions.end_others')}</button>`
          : nothing}
      </div>
      ${problem(this.problem)} ${this.sessions ? this.#table() : nothing}
    </section>`;
  }

  #table() {
    return html`<z-table class="table-wrap" tabindex="0" role="group" aria-labelledby="sessions-title">
      <table>
        <thead>
          <tr>
            <th scope="col">${t('account.browser')}</th>
            <th scope="col">${t('account.address')}</th>
            <th scope="col">${t('sessions.since')}</th>
            <th scope="col">${t('sessions.last_seen')}</th>
            <th scope="col"><span class="unseen">${t('shell.sign_out')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.sessions.map((session) => this.#row(session))}
        </tbody>
      </table>
    </z-table>`;
  }

  #row(session) {
    const browser = session.user_agent ? browserOf(session.user_agent) : '–';
    return html`<tr>
      <td><span title=${session.user_agent}>${browser}</span> ${session.current ? badge(t('sessions.current'), 'ok') : nothing}</td>
      <td class="tight">${session.address || '–'}</td>
      <td class="tight">${when(session.created_at)}</td>
      <td class="tight">${session.current ? t('sessions.now') : ago(session.last_seen_at)}</td>
      <td class="tight">
        ${session.current
          ? nothing
          : html`<button
              class="button small"
              aria-label="${t('shell.sign_out')} ${browser}"
              @click=${() => this.#end(`${PATH}/${session.id}`, t('sessions.ended'))}
            >
              ${t('shell.sign_out')}
            </button>`}
      </td>
    </tr>`;
  }

  async #end(path, done) {
    try {
      await remove(path);
      toast(done);
    } catch (error) {
      if (error.status !== 404) toast(describe(error), 'danger');
    }
    await this.load();
  }
}

element('z-session-list', SessionList);
