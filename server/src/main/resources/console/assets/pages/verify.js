import { call } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { problem } from '../components/notices.js';
import { t, useTexts, when } from '../i18n.js';

await useTexts('verify');

const MOST_BYTES = 16 << 20;
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];

/** Tells of a picture that is dropped or chosen whether it was made here. */
class Verify extends Component {
  static properties = ['file', 'report', 'problem', 'busy', 'over', 'wrong'];

  view() {
    return html`
      <header class="page-head"><h1>${t('verify.title')}</h1></header>
      <div class="stack">
        <p class="muted">${t('verify.text')}</p>
        <div
          class="sources stack"
          data-over=${this.over ? 'true' : nothing}
          @dragover=${(event) => this.#drag(event, true)}
          @dragleave=${(event) => this.#drag(event, false)}
          @drop=${(event) => this.#drop(event)}
        >
          <label class="source-drop">
            <input type="file" class="unseen" accept=${TYPES.join(',')} @change=${(event) => this.#choose(event.target)} />
            <span>${this.busy ? t('verify.busy') : t('verify.drop')}</span>
          </label>
          <p class="field-problem small" role="alert">${this.wrong ?? nothing}</p>
        </div>
        ${problem(this.problem)}
        <div role="status">${this.report ? this.#found(this.report) : nothing}</div>
      </div>
    `;
  }

  #found(report) {
    return html`<section class="card stack" aria-labelledby="found-title">
      <h2 id="found-title">${t(report.ours ? 'verify.ours' : 'verify.not_ours')}</h2>
      <p class="muted small">${this.file}</p>
      <dl class="facts">
        ${fact('verify.by', t(`verify.by_${report.found_by ?? 'nothing'}`))}
        ${report.task ? fact('verify.task', html`<a href="/tasks/${report.task}">${report.task}</a>`) : nothing}
        ${report.model ? fact('verify.with', `${report.model} (${report.engine})`) : nothing}
        ${report.created_at ? fact('verify.when', when(report.created_at)) : nothing}
        ${fact('verify.changed', t(report.changed ? 'verify.changed_yes' : 'verify.changed_no'))}
        ${fact('verify.credentials', t(`verify.verdict_${report.credentials.verdict}`))}
        ${report.credentials.issuer ? fact('verify.issuer', issuer(report.credentials)) : nothing}
      </dl>
    </section>`;
  }

  #drag(event, over) {
    event.preventDefault();
    this.over = over;
  }

  #drop(event) {
    event.preventDefault();
    this.over = false;
    this.#look(event.dataTransfer.files[0]);
  }

  #choose(input) {
    this.#look(input.files[0]);
    input.value = '';
  }

  async #look(file) {
    if (!file || this.busy) return;
    this.report = null;
    this.problem = null;
    this.wrong = null;
    if (!TYPES.includes(file.type) || file.size > MOST_BYTES) {
      this.wrong = t('verify.wrong');
      return;
    }
    this.busy = true;
    this.file = file.name;
    try {
      this.report = await call('POST', '/api/v1/verify', { file, signal: this.signal });
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    } finally {
      this.busy = false;
    }
  }
}

function issuer({ issuer: name, ours }) {
  return ours ? name : t('verify.issuer_other', { name });
}

function fact(name, value) {
  return html`<dt>${t(name)}</dt><dd>${value}</dd>`;
}

export default element('z-verify', Verify);
