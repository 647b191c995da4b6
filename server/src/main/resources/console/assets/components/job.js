import { Component, element, html, nothing } from '../component.js';
import { ago, t } from '../i18n.js';
import { icon } from '../icons.js';
import { may, session } from '../session.js';
import { orderOf } from '../snippets.js';
import { copy } from './copy.js';
import { openDialog } from './dialogs.js';
import { toast } from './notices.js';
import { picture, pictureAddress } from './picture.js';
import { opens } from './viewing.js';
import { undrawn, wording } from './wording.js';
import './code.js';

/**
 * One order in the playground: its picture and what can be done with it. Tells `fill` with what to put into the form,
 * `another` and `cancel-task`. An `incomplete` order may have had pictures to edit that are gone: it cannot be ordered again as it was.
 */
class Job extends Component {
  static properties = ['task', 'preview', 'list', 'incomplete'];

  view() {
    const { task } = this;
    return html`<article class="job card" aria-busy=${task.status === 'processing'} aria-label=${task.prompt}>
      ${task.status === 'completed' && pictureAddress(task)
        ? html`<a class="picture-link" href="/tasks/${task.id}" aria-haspopup="dialog" @click=${opens(task, this.list ?? { items: () => [task] })}>${picture(task, null, { small: true })}</a>`
        : picture(task, this.preview)}
      <div class="job-text">
        <p class="job-prompt"><a href="/tasks/${task.id}">${task.prompt}</a></p>
        <p class="muted small figures">
          ${ago(task.created_at)} · ${t('picture.seed', { seed: String(task.seed) })} · ${task.width}×${task.height}
        </p>
        ${undrawn(task.undrawn_words)} ${wording(task.text_check)}
      </div>
      <div class="job-actions">${task.status === 'processing' ? this.#stop() : this.#actions()}</div>
    </article>`;
  }

  #stop() {
    if (!may('member')) return nothing;
    return html`<button class="button small" @click=${() => this.tell('cancel-task')}>${icon('close')} ${t('action.stop')}</button>`;
  }

  #actions() {
    const address = pictureAddress(this.task);
    return html`
      ${address ? saving(this.task, address) : nothing}
      ${action('code', t('picture.code'), () => this.#code())}
      <span class="job-forms">
        <button class="button small" title=${t('picture.use_prompt_title')} @click=${() => this.tell('fill', { prompt: this.task.prompt })}>
          ${t('picture.use_prompt')}
        </button>
        <button class="button small" title=${t('picture.use_all_title')} @click=${() => this.tell('fill', orderOf(this.task))}>
          ${t('picture.use_all')}
        </button>
        ${may('member') ? this.#another() : nothing}
      </span>
    `;
  }

  #another() {
    const note = `incomplete-${this.task.id}`;
    return html`<button
        class="button small"
        title=${this.incomplete ? nothing : t('picture.other_seed_title')}
        aria-disabled=${this.incomplete ? 'true' : nothing}
        aria-describedby=${this.incomplete ? note : nothing}
        @click=${() => !this.incomplete && this.tell('another')}
      >
        ${icon('dice')} ${this.#otherSeed()}
      </button>
      ${this.incomplete ? html`<span class="muted small" id=${note}>${t('picture.sources_gone')}</span>` : nothing}`;
  }

  #otherSeed() {
    const credits = session().prices[this.task.model]?.credits;
    return credits ? html`${t('picture.other_seed')} · ${t('credits.n', { n: credits })}` : t('picture.other_seed');
  }

  #code() {
    const { task } = this;
    openDialog(t('picture.code_title'), () => html`<z-order-code .order=${orderOf(task)}></z-order-code>`, { wide: true });
  }
}

function action(name, text, act) {
  return html`<button class="button quiet square" title=${text} @click=${act}>${icon(name)}<span class="unseen">${text}</span></button>`;
}

/** Download and link of a picture. */
export function saving(task, address) {
  return html`
    <a class="button quiet square" href=${address} download=${fileName(task, address)} title=${t('picture.download')}>
      ${icon('download')}<span class="unseen">${t('picture.download')}</span>
    </a>
    ${action('link', t('picture.link'), async () => {
      if (await copy(task.output.image_urls[0])) toast(t('picture.link_copied'));
    })}
  `;
}

const LONGEST_NAME = 40;

/** The first words of the prompt, the seed and the ending. */
export function fileName(task, address) {
  const ending = address.split('?')[0].split('.').pop();
  const words = (task.prompt ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  let name = '';
  for (const word of words) {
    if (name.length + word.length >= LONGEST_NAME) break;
    name += `${word}-`;
  }
  return `${name || 'zimage-'}${task.seed}.${ending}`;
}

element('z-job', Job);
