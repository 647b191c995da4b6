import { describe, describeFailure, get, post } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { signed, statusBadge } from '../components/badges.js';
import { deletePicture } from '../components/deletion.js';
import { confirmed } from '../components/dialogs.js';
import { star } from '../components/favourite.js';
import { saving } from '../components/job.js';
import { problem, toast } from '../components/notices.js';
import { view } from '../components/viewing.js';
import { undrawn, wording } from '../components/wording.js';
import { drawnIn, picture, pictureAddress } from '../components/picture.js';
import { pictureIcon } from '../components/picture-icons.js';
import { follow } from '../follow.js';
import { t, when } from '../i18n.js';
import { icon } from '../icons.js';
import { named } from '../key-names.js';
import { may } from '../session.js';
import { orderOf } from '../snippets.js';
import '../components/code.js';

/** Everything about one task. */
class TaskPage extends Component {
  static properties = ['params', 'task', 'preview', 'problem'];

  began() {
    this.#load(true);
  }

  async #load(first) {
    try {
      this.task = await get(`/console/api/tasks/${encodeURIComponent(this.params.task)}`, { signal: this.signal });
      document.title = `${this.task.prompt} · zimage`;
      if (first && this.task.status === 'processing') this.#follow();
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  #follow() {
    follow(
      this.task.id,
      (task, preview) => {
        this.task = { ...this.task, ...task };
        if (preview) this.preview = preview;
        if (task.status !== 'processing') this.#load(false);
      },
      this.signal,
    );
  }

  view() {
    if (this.problem || !this.task) {
      return html`<header class="page-head"><h1>${t('task.title')}</h1></header>
        <div class="stack">
          ${problem(this.problem)}
          ${this.problem ? html`<div><a class="button" href="/tasks">${t('task.all')}</a></div>` : nothing}
        </div>`;
    }
    const { task } = this;
    return html`
      <header class="page-head row between">
        <div class="row"><h1>${t('task.title')}</h1>${statusBadge(task.status)}</div>
        <div class="row">${this.#actions()}</div>
      </header>
      <div class="task-page">
        <div class="card task-picture">${this.#picture()}</div>
        <div class="stack">
          <section class="card stack" aria-labelledby="prompt-title">
            <h2 id="prompt-title">${t('playground.prompt')}</h2>
            <p class="prompt-text">${task.prompt}</p>
            ${undrawn(task.undrawn_words)}
          </section>
          ${task.error ? this.#error() : nothing}
          ${this.#wording()}
          <section class="card stack" aria-labelledby="facts-title">
            <h2 id="facts-title">${t('task.facts')}</h2>
            ${this.#facts()}
          </section>
          ${this.#ledger()}
          <section class="card stack" aria-labelledby="code-title">
            <h2 id="code-title">${t('picture.code_title')}</h2>
            <z-order-code .order=${orderOf(task)}></z-order-code>
          </section>
        </div>
      </div>
    `;
  }

  #picture() {
    const { task } = this;
    if (task.status !== 'completed' || !pictureAddress(task)) return picture(task, this.preview);
    return html`<button class="picture-button" aria-haspopup="dialog" @click=${() => view(task, { items: () => [task], starred: (other) => (this.task = other) })}>${picture(task)}</button>`;
  }

  #actions() {
    const address = pictureAddress(this.task);
    if (this.task.status === 'processing') {
      if (!may('member')) return nothing;
      return html`<button class="button" @click=${() => this.#cancel()}>${icon('close')} ${t('action.stop')}</button>`;
    }
    return html`${star(this.task, (task) => (this.task = task))}
      ${address ? html`${saving(this.task, address)} ${may('member') ? this.#deletion() : nothing}` : nothing}
      <a class="button" href="/playground?${new URLSearchParams(orderOf(this.task))}">${icon('again')} ${t('task.reuse')}</a>`;
  }

  #deletion() {
    return html`<button class="button quiet square" title=${t('picture.delete')} @click=${() => this.#delete()}>
      ${pictureIcon('delete')}<span class="unseen">${t('picture.delete')}</span>
    </button>`;
  }

  async #delete() {
    if (!(await confirmed(t('picture.delete_title'), t('picture.delete_text'), t('picture.delete')))) return;
    try {
      await deletePicture(this.task);
      toast(t('picture.deleted'));
      await this.#load(false);
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }

  #error() {
    const { error } = this.task;
    return html`<section class="card stack" aria-labelledby="error-title">
      <h2 id="error-title">${t('task.error')}</h2>
      <p>${describeFailure(error)}</p>
      <p class="small"><a href="/docs/errors#${error.code}">${t('task.error_docs', { code: String(error.code) })}</a></p>
    </section>`;
  }

  #wording() {
    const check = this.task.text_check;
    if (!check) return nothing;
    return html`<section class="card stack" aria-labelledby="wording-title">
      <h2 id="wording-title">${t('wording.title')}</h2>
      ${wording(check)}
    </section>`;
  }

  #facts() {
    const { task } = this;
    const facts = [
      [t('task.id'), html`<code>${task.id}</code>`],
      [t('playground.seed'), String(task.seed)],
      [t('playground.size'), `${task.width} × ${task.height}`],
      [t('task.engine'), task.engine],
      [t('task.content_check'), task.nsfw_checker && t('task.check_on')],
      [t('tasks.key'), task.key && named(task.key)],
      [t('tasks.created'), when(task.created_at)],
      [t('task.started'), task.started_at && when(task.started_at)],
      [t('task.finished'), task.finished_at && when(task.finished_at)],
      [t('task.took'), task.finished_at && drawnIn(task)],
      [t('task.expires'), task.expires_at && when(task.expires_at)],
      ...Object.entries(task.metadata ?? {}).map(([name, value]) => [name, value]),
    ];
    return html`<dl class="facts">
      ${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
    </dl>`;
  }

  #ledger() {
    const entries = this.task.ledger ?? [];
    if (entries.length === 0) return nothing;
    return html`<section class="card stack" aria-labelledby="ledger-title">
      <h2 id="ledger-title">${t('task.ledger')}</h2>
      <dl class="facts">
        ${entries.map(
          (entry) => html`<dt>${t(`kind.${entry.kind}`)}</dt>
            <dd>${signed(entry.amount)} <span class="muted">· ${when(entry.created_at)}</span></dd>`,
        )}
      </dl>
    </section>`;
  }

  async #cancel() {
    try {
      await post(`/api/v1/tasks/${this.task.id}/cancel`);
      await this.#load(false);
    } catch (error) {
      toast(describe(error), 'danger');
    }
  }
}

export default element('z-task', TaskPage);
