import { get } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { either } from '../i18n.js';
import { icon } from '../icons.js';
import { keep, kept } from '../kept.js';
import { isOperator, may, session } from '../session.js';

const NAME = 'first-steps';

/** Each in English and in Chinese; no other page needs them. */
const TEXTS = {
  title: ['First steps', '入门步骤'],
  dismiss: ['Hide the first steps', '不再显示入门步骤'],
  done: ['Done:', '已完成：'],
  open: ['To do:', '待完成：'],
  key: ['Make an API key', '创建 API 密钥'],
  key_text: ['Programs order pictures with it.', '程序用它生成图片。'],
  call: ['Make the first call', '发出第一个请求'],
  call_text: ['The quick start has it for curl and five languages.', '快速开始中有 curl 和各语言的示例。'],
  webhook: ['Add a webhook', '添加回调'],
  webhook_text: ['Your server is told when a picture is ready.', '图片完成时会通知您的服务器。'],
  model: ['Install the model', '安装模型'],
  model_text: [
    'The sketch engine draws until then. The model is a download of 33 GB and takes as much disk space. Start the download there, where you can also stop and resume it, or run zimage pull on the server.',
    '在此之前由草图引擎生成。模型需要下载 33 GB 并占用相应磁盘空间，可以停止和继续。请在那里开始下载，或在服务器上运行 zimage pull。',
  ],
};

const say = (key) => either(TEXTS[key]);

/** What somebody new has still to do, ticked off as it is done; it goes when all is, or when it is dismissed. */
class FirstSteps extends Component {
  static properties = ['steps'];

  began() {
    this.#look();
    addEventListener('focus', () => this.#look(), { signal: this.signal });
  }

  async #look() {
    if (kept(NAME) || !may('member') || this.steps?.every(({ done }) => done)) return;
    try {
      this.steps = await steps(this.signal);
    } catch {
      // They are a help, and no reason to show an error.
    }
  }

  view() {
    if (!this.steps || kept(NAME) || this.steps.every(({ done }) => done)) return nothing;
    return html`<section class="card stack first-steps" aria-labelledby="first-steps-title">
      <div class="row between">
        <h2 id="first-steps-title">${say('title')}</h2>
        <button class="button quiet square" title=${say('dismiss')} @click=${() => this.#dismiss()}>
          ${icon('close')}<span class="unseen">${say('dismiss')}</span>
        </button>
      </div>
      <ol class="stack" role="list">
        ${this.steps.map(step)}
      </ol>
    </section>`;
  }

  #dismiss() {
    keep(NAME, 'dismissed');
    this.redraw();
  }
}

function step({ name, done, href }) {
  return html`<li class="row first-step" data-done=${String(done)}>
    ${done ? icon('check') : html`<span class="first-step-open" aria-hidden="true"></span>`}
    <div>
      <span class="unseen">${say(done ? 'done' : 'open')}</span>
      <a class=${done ? 'muted' : nothing} href=${href}>${say(name)}</a>
      ${done ? nothing : html`<p class="muted small">${say(`${name}_text`)}</p>`}
    </div>
  </li>`;
}

/** As the server knows them. */
async function steps(signal) {
  const keys = (await get('/console/api/keys', { signal })).data.filter((key) => !key.revoked_at);
  const found = [
    { name: 'key', done: keys.length > 0, href: '/settings/apikeys' },
    { name: 'call', done: keys.some((key) => key.last_used_at), href: '/docs/quick-start' },
  ];
  if (may('owner')) {
    const webhooks = (await get('/api/v1/webhooks', { signal })).data;
    found.push({ name: 'webhook', done: webhooks.length > 0, href: '/settings/webhooks' });
  }
  if (isOperator()) found.push({ name: 'model', done: session().engine.live !== 'sketch', href: '/models/z-image' });
  return found;
}

element('z-first-steps', FirstSteps);
