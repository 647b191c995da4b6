import { get, getIfThere } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { badge } from '../components/badges.js';
import { engineFault, outageNotice, problem } from '../components/notices.js';
import { wall } from '../components/wall.js';
import { dollars, has, t, useTexts } from '../i18n.js';
import { loadSession, session } from '../session.js';
import { wait } from '../wait.js';
import '../components/code.js';
import '../components/model-download.js';
import '../components/table.js';

await useTexts('model');

const LOOK_AGAIN = 2000;

/** The engines that Z-Image-Turbo is for; other models are drawn by other servers. */
const DRAWN_HERE = ['sketch', 'z-image'];

/** What a model is, what it costs, and what it has drawn here. */
class ModelPage extends Component {
  static properties = ['params', 'model', 'models', 'engine', 'outage', 'examples', 'problem'];

  began() {
    this.#watch();
    this.#loadExamples();
    this.#loadModels();
  }

  async #loadModels() {
    const list = await getIfThere('/api/v1/models', { signal: this.signal }).catch(() => null);
    this.models = list?.data ?? [];
  }

  /** A model that is being loaded is looked at again until it is ready. */
  async #watch() {
    const { signal } = this;
    do {
      await this.#load(signal);
      if (!this.model?.ready) await this.#loadEngine(signal);
      if (this.model?.ready || this.problem?.status === 404) return;
      await wait(LOOK_AGAIN, signal);
    } while (!signal.aborted);
  }

  async #load(signal) {
    try {
      this.model = await get(`/api/v1/models/${encodeURIComponent(this.params.model)}`, { signal });
      this.problem = null;
    } catch (error) {
      if (!signal.aborted) this.problem = error;
    }
  }

  /** How far the engine is, and why it draws nothing. */
  async #loadEngine(signal) {
    try {
      await loadSession();
      this.engine = session()?.engine;
      this.outage = session()?.outage;
    } catch (error) {
      if (!signal.aborted) this.problem = error;
    }
  }

  async #loadExamples() {
    try {
      const query = `status=completed&limit=8&model=${encodeURIComponent(this.params.model)}`;
      const page = await getIfThere(`/console/api/tasks?${query}`, { signal: this.signal });
      this.examples = (page?.data ?? []).filter((task) => task.output?.image_urls?.length);
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    const { model } = this;
    if (!model) {
      return html`<header class="page-head"><h1>${this.params.model}</h1></header>
        <div class="stack">
          ${problem(this.problem)}
          ${this.problem?.status === 404 ? html`<div><a class="button" href="/models/z-image">z-image</a></div>` : nothing}
        </div>`;
    }
    return html`
      <header class="page-head row between">
        <div class="row">
          <h1>${model.name}</h1>
          ${model.ready ? badge(t('model.ready'), 'ok') : badge(t('model.not_ready'), 'warn')}
        </div>
        <a class="button primary" href=${`/playground?model=${encodeURIComponent(model.id)}`}>${t('model.try')}</a>
      </header>
      <p class="page-text">${has(`model.${model.id}`) ? t(`model.${model.id}`) : model.description}</p>
      <div class="stack">
        ${this.#others()}
        ${problem(this.problem)} ${model.ready ? nothing : engineFault(this.engine)} ${model.ready ? nothing : outageNotice(this.outage)} ${model.engine === 'sketch' ? html`<p class="notice">${t('playground.sketch')} <a href="/docs/models">${t('playground.sketch_link')}</a></p>` : nothing}
        ${DRAWN_HERE.includes(model.engine) ? html`<z-model-download></z-model-download>` : nothing}
        ${this.#tiles()} ${this.#examples()} ${this.#parameters()}
        <section class="card stack" aria-labelledby="code-title">
          <h2 id="code-title">${t('model.code')}</h2>
          <z-order-code .order=${{ model: model.id, prompt: t('playground.example.1') }}></z-order-code>
        </section>
      </div>
    `;
  }

  /** The models, where there are several. */
  #others() {
    if (!this.models || this.models.length < 2) return nothing;
    return html`<nav class="chips" aria-label=${t('nav.models')}>
      ${this.models.map(
        (one) => html`<a class="chip" href=${`/models/${encodeURIComponent(one.id)}`} aria-current=${one.id === this.model.id ? 'page' : nothing}>${one.name}</a>`,
      )}
    </nav>`;
  }

  #tiles() {
    const { model } = this;
    const { ready, progress, error } = this.engine ?? session().engine;
    const waiting = ready || error ? t('model.not_ready') : t('model.loading', { percent: Math.round((progress ?? 0) * 100) });
    return html`<div class="tiles">
      ${model.credits === null ? tile(t('playground.price'), '–', t('playground.no_price')) : tile(t('playground.price'), t('credits.n', { n: model.credits }), t('model.a_picture', { price: dollars(model.credits) }))}
      ${tile(t('task.engine'), model.engine, model.ready ? t('model.ready') : waiting)}
      ${tile(t('model.shapes'), String(model.sizes.length), model.sizes.map((shape) => shape.aspect_ratio).join(' · '))}
    </div>`;
  }

  #examples() {
    if (!this.examples) return nothing;
    return html`<section class="stack" aria-labelledby="examples-title">
      <h2 id="examples-title">${t('model.examples')}</h2>
      ${this.examples.length ? nothing : html`<p class="muted">${t('model.no_examples')} <a href="/playground">${t('tasks.first')}</a></p>`}
      ${wall(this.examples)}
    </section>`;
  }

  #parameters() {
    return html`<section class="stack" aria-labelledby="parameters-title">
        <h2 id="parameters-title">${t('model.parameters')}</h2>
        <z-table class="table-wrap" tabindex="0" role="group" aria-labelledby="parameters-title">
          <table>
            <thead>
              <tr>
                <th scope="col">${t('model.name')}</th>
                <th scope="col">${t('model.type')}</th>
                <th scope="col">${t('model.default')}</th>
                <th scope="col">${t('model.meaning')}</th>
              </tr>
            </thead>
            <tbody>
              ${this.model.parameters.map((parameter) => row(parameter))}
            </tbody>
          </table>
        </z-table>
      </section>
      <section class="stack" aria-labelledby="shapes-title">
        <h2 id="shapes-title">${t('model.shapes')}</h2>
        <dl class="facts card">${this.model.sizes.map((shape) => html`<dt>${shape.aspect_ratio}</dt><dd>${size(shape)}</dd>`)}</dl>
      </section>`;
  }
}

/** The API describes its parameters in English. */
function meaning({ name, description }) {
  const key = `parameter.${name}`;
  return has(key) ? t(key) : description;
}

function size({ width, height }) {
  return `${width} × ${height}`;
}

function tile(name, figure, more) {
  return html`<div class="card figure-tile">
    <span class="small muted">${name}</span><b>${figure}</b><span class="small muted">${more}</span>
  </div>`;
}

function row(parameter) {
  return html`<tr>
    <td class="tight"><code>${parameter.name}</code> ${parameter.required ? badge(t('model.required')) : nothing}</td>
    <td class="tight">${parameter.type}</td>
    <td class="tight">${parameter.default_value === null ? '–' : html`<code>${parameter.default_value}</code>`}</td>
    <td>${meaning(parameter)}${parameter.values ? html` <span class="muted">(${parameter.values.join(', ')})</span>` : nothing}</td>
  </tr>`;
}

export default element('z-model', ModelPage);
