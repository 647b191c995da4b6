import { Component, element, html, nothing } from '../component.js';
import { dollars, lasting, number, t, useTexts } from '../i18n.js';
import { icon } from '../icons.js';
import { LARGEST_SEED, promptLimit, shapesOf, switched, takesPictures, usualTextCheck } from '../models.js';
import { may } from '../session.js';
import { openDialog } from './dialogs.js';
import { toast } from './notices.js';
import { characters } from './prompt.js';
import { refusal, roleNotice } from './refusal.js';
import { segments } from './segments.js';
import { shapePicker } from './shapes.js';
import './code.js';
import './prompt.js';
import './sources.js';

const COUNTS = [1, 2, 4];
const EXAMPLES = [1, 2, 3, 4];

/** The form of an order. Tells `order` with what changed, and `send`. */
class Composer extends Component {
  static properties = ['order', 'models', 'quote', 'quoteProblem', 'sending', 'fresh', 'seedProblem'];

  view() {
    return html`<form class="card stack composer" @submit=${(event) => this.#send(event)} @keydown=${(event) => this.#shortcut(event)} novalidate>
      ${this.#models()}
      <z-prompt .value=${this.order.prompt} .most=${promptLimit(this.#model())} .texts=${this.quoteProblem ? [] : (this.quote?.texts ?? [])} @prompt=${(event) => this.#change({ prompt: event.detail })}></z-prompt>
      ${this.order.prompt ? nothing : this.#examples()}
      <div><button type="button" class="button small" aria-haspopup="dialog" @click=${() => this.#choosePrompt()}>${icon('search')} ${t('playground.prompts')}</button></div>
      ${takesPictures(this.#model())
        ? html`<z-sources .pictures=${this.order.image_urls} @pictures=${(event) => this.#change({ image_urls: event.detail })}></z-sources>`
        : nothing}
      ${shapePicker(shapesOf(this.#model()), this.order.aspect_ratio, (aspect_ratio) => this.#change({ aspect_ratio }))}
      <div class="options">
        ${this.#seed()}
        ${segments('format', t('playground.format'), [['jpeg', 'JPEG'], ['png', 'PNG']], this.order.output_format, (output_format) =>
          this.#change({ output_format }),
        )}
      </div>
      ${segments('text-check', t('playground.text_check'), textChecks(), this.order.text_check ?? usualTextCheck(this.#model()), (text_check) =>
        this.#change({ text_check }),
      )}
      ${segments('count', t('playground.count'), COUNTS.map((n) => [n, number(n)]), this.order.count ?? 1, (count) => this.#change({ count }))}
      <label class="check">
        <input type="checkbox" .checked=${this.order.nsfw_checker} @change=${(event) => this.#change({ nsfw_checker: event.target.checked })} />
        <span>${t('playground.check')}</span>
      </label>
      ${roleNotice()} ${this.quoteProblem ? refusal(this.quoteProblem, this.order.model) : this.#price()}
      <button class="button primary large" aria-disabled=${this.#sendable() ? nothing : 'true'} aria-keyshortcuts="Control+Enter">
        ${t(this.sending ? 'playground.sending' : 'playground.generate')} <kbd aria-hidden="true">Ctrl ↵</kbd>
      </button>
      ${this.#code()}
    </form>`;
  }

  #model() {
    return this.models?.find((model) => model.id === this.order.model);
  }

  /** Where there is a choice. */
  #models() {
    if (!this.models || this.models.length < 2) return nothing;
    return html`<div class="field">
      <label for="model">${t('playground.model')}</label>
      <select id="model" @change=${(event) => this.#switch(event.target.value)}>
        ${this.models.map(
          (model) => html`<option value=${model.id} .selected=${model.id === this.order.model}>${modelLine(model)}</option>`,
        )}
      </select>
    </div>`;
  }

  #switch(id) {
    const model = this.models.find((one) => one.id === id);
    this.#change(switched(this.order, model));
  }

  #examples() {
    return html`<div class="chips" role="group" aria-label=${t('playground.examples')}>
      ${EXAMPLES.map(
        (n) => html`<button type="button" class="chip" @click=${() => this.#take(t(`playground.example.${n}`))}>
          ${t(`playground.example.${n}.short`)}
        </button>`,
      )}
    </div>`;
  }

  /** What stood in the form can be had back. */
  async #choosePrompt() {
    await Promise.all([import('./prompts.js'), useTexts('prompts')]);
    const { prompt, aspect_ratio } = this.order;
    const open = (close) => Object.assign(document.createElement('z-prompts'), { done: close });
    const chosen = await openDialog(t('playground.prompts'), open, { wide: true });
    if (!chosen) return;
    this.#change(chosen);
    if (prompt) toast(t('playground.filled'), 'plain', { text: t('playground.undo'), act: () => this.#change({ prompt, aspect_ratio }) });
    this.querySelector('z-prompt').focus();
  }

  #take(prompt) {
    this.#change({ prompt });
    this.querySelector('z-prompt').focus();
  }

  #seed() {
    return html`<div class="field">
      <label for="seed">${t('playground.seed')}</label>
      <div class="joined">
        <input
          id="seed"
          inputmode="numeric"
          autocomplete="off"
          placeholder=${t('playground.seed_random')}
          .value=${this.order.seed ?? ''}
          aria-invalid=${this.seedProblem ? 'true' : nothing}
          aria-describedby="seed-problem"
          @input=${(event) => this.#seedChanged(event.target.value)}
        />
        <button type="button" class="button square" @click=${() => this.#change({ seed: crypto.getRandomValues(new Uint32Array(1))[0] })}>
          ${icon('dice')}<span class="unseen">${t('playground.roll')}</span>
        </button>
      </div>
      <p class="field-problem small" id="seed-problem" role="alert">${this.seedProblem ?? nothing}</p>
    </div>`;
  }

  #seedChanged(text) {
    const plain = text.trim();
    const seed = plain === '' ? null : Number(plain);
    const wrong = plain !== '' && (!/^\d+$/.test(plain) || seed > LARGEST_SEED);
    this.seedProblem = wrong ? t('playground.seed_wrong', { most: LARGEST_SEED }) : null;
    if (!wrong) this.#change({ seed });
  }

  #price() {
    if (!may('member')) return nothing;
    if (!this.quote) return html`<p class="quote muted small">${t('playground.pricing')}</p>`;
    const { width, height, eta_seconds: eta } = this.quote;
    const credits = this.quote.credits * (this.order.count ?? 1);
    return html`<dl class="quote small figures">
      <div><dt>${t('playground.price')}</dt><dd><b>${t('credits.n', { n: credits })}</b> · ${dollars(credits)}</dd></div>
      <div><dt>${t('playground.size')}</dt><dd>${width} × ${height}</dd></div>
      <div><dt>${t('playground.time')}</dt><dd>${eta === null ? t('playground.unknown') : t('playground.about', { time: lasting(eta) })}</dd></div>
    </dl>`;
  }

  #code() {
    return html`<details class="code-details">
      <summary>${icon('code')} ${t('playground.code')}</summary>
      <z-order-code .order=${{ ...this.order, prompt: this.order.prompt || t('playground.example.1') }}></z-order-code>
    </details>`;
  }

  #sendable() {
    const count = characters(this.order.prompt);
    return this.order.prompt.trim() !== '' && count <= promptLimit(this.#model()) && !this.seedProblem && !this.sending && may('member');
  }

  #shortcut(event) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#trySending();
  }

  #send(event) {
    event.preventDefault();
    this.#trySending();
  }

  #trySending() {
    if (this.#sendable()) this.tell('send');
    else if (!this.sending) this.#focusWrong();
  }

  #focusWrong() {
    if (this.seedProblem) this.querySelector('#seed').focus();
    else {
      const field = this.querySelector('z-prompt');
      if (!this.order.prompt.trim()) field.problem = t('playground.prompt_missing');
      field.focus();
    }
  }

  #change(change) {
    if ('prompt' in change) this.querySelector('z-prompt').problem = null;
    if ('seed' in change) this.seedProblem = null;
    this.tell('order', change);
  }
}

function textChecks() {
  return ['off', 'report', 'retry'].map((mode) => [mode, t(`playground.text_check.${mode}`)]);
}

/** The name, and what a picture costs. */
function modelLine({ name, credits }) {
  return credits === null ? `${name} · ${t('playground.no_price')}` : `${name} · ${t('credits.n', { n: credits })}`;
}

element('z-composer', Composer);
