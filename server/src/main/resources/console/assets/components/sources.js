import { Component, element, html, nothing } from '../component.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';

const MOST = 16;
const MOST_BYTES = 20 << 20;
/** Of all files together, so that the order with their base64 has less than 32 MiB. */
const MOST_OF_ALL = 23 << 20;
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];

/** Pictures to edit: files that are dropped or chosen, and addresses. Tells `pictures` with all of them, as URLs. */
class Sources extends Component {
  static properties = ['pictures', 'problem', 'over'];

  view() {
    const pictures = this.pictures ?? [];
    return html`<fieldset
      class="sources stack"
      data-over=${this.over ? 'true' : nothing}
      @dragover=${(event) => this.#drag(event, true)}
      @dragleave=${(event) => this.#drag(event, false)}
      @drop=${(event) => this.#drop(event)}
    >
      <legend>${t('playground.pictures')}</legend>
      ${pictures.length ? html`<ul class="source-list">${pictures.map((url, n) => this.#picture(url, n))}</ul>` : nothing}
      ${pictures.length < MOST ? this.#more() : nothing}
      <p class="field-problem small" role="alert">${this.problem ?? nothing}</p>
    </fieldset>`;
  }

  #picture(url, n) {
    const name = t('playground.picture_n', { n: n + 1 });
    return html`<li>
      ${url.startsWith('data:') ? html`<img src=${url} alt=${name} />` : html`<span class="source-link small" title=${url}>${url}</span>`}
      <button type="button" class="button quiet square" title=${t('playground.picture_remove')} @click=${() => this.#remove(n)}>
        ${icon('close')}<span class="unseen">${t('playground.picture_remove')}: ${name}</span>
      </button>
    </li>`;
  }

  #more() {
    return html`<label class="source-drop small">
        <input type="file" class="unseen" accept=${TYPES.join(',')} multiple @change=${(event) => this.#choose(event.target)} />
        <span>${t('playground.picture_drop')}</span>
      </label>
      <div class="joined">
        <input
          type="url"
          aria-label=${t('playground.picture_address')}
          placeholder="https://…"
          autocomplete="off"
          @keydown=${(event) => this.#typed(event)}
        />
        <button type="button" class="button" @click=${() => this.#addAddress(this.querySelector('input[type=url]'))}>${t('playground.picture_add')}</button>
      </div>`;
  }

  #drag(event, over) {
    event.preventDefault();
    this.over = over;
  }

  #drop(event) {
    event.preventDefault();
    this.over = false;
    this.#addFiles([...event.dataTransfer.files]);
  }

  #choose(input) {
    this.#addFiles([...input.files]);
    input.value = '';
  }

  #typed(event) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.#addAddress(event.target);
  }

  #addAddress(input) {
    const url = input.value.trim();
    if (!/^https?:\/\/\S+$/.test(url)) {
      this.problem = t('playground.picture_address_wrong');
      return;
    }
    input.value = '';
    this.#tell([...(this.pictures ?? []), url]);
  }

  async #addFiles(files) {
    if (files.some((file) => !TYPES.includes(file.type) || file.size > MOST_BYTES)) {
      this.problem = t('playground.picture_wrong');
      return;
    }
    const urls = await Promise.all(files.map(dataUrl));
    const all = [...(this.pictures ?? []), ...urls].slice(0, MOST);
    if (all.reduce((sum, url) => sum + (url.startsWith('data:') ? url.length * 0.75 : 0), 0) > MOST_OF_ALL) {
      this.problem = t('playground.picture_many');
      return;
    }
    this.#tell(all);
  }

  #remove(n) {
    this.#tell(this.pictures.filter((_, at) => at !== n));
  }

  #tell(pictures) {
    this.problem = null;
    this.tell('pictures', pictures);
  }
}

function dataUrl(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

element('z-sources', Sources);
