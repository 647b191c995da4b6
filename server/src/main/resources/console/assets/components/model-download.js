import { get, post, remove } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { either, lasting, number } from '../i18n.js';
import { isOperator } from '../session.js';
import { wait } from '../wait.js';
import { problem } from './notices.js';

const PATH = '/console/api/admin/model';
const LOOK_AGAIN = 1000;
const LOOK_AGAIN_IDLE = 5000;

/** Each in English and in Chinese; nobody but operators needs them. */
const TEXTS = {
  title: ['Download the model', '下载模型'],
  about: [
    'Z-Image-Turbo is a download of {size} and takes as much disk space: about 45 minutes at 100 Mbit/s, five at 1 Gbit/s. On a CPU, a picture then takes minutes.',
    'Z-Image-Turbo 需要下载 {size} 并占用相应磁盘空间：100 Mbit/s 约 45 分钟，1 Gbit/s 约 5 分钟。之后用处理器生成一张图片需要几分钟。',
  ],
  room: ['It goes to {folder}, where {free} are free.', '保存到 {folder}，可用空间 {free}。'],
  no_room: ['That is not enough.', '空间不够。'],
  start: ['Download', '下载'],
  resume: ['Resume the download', '继续下载'],
  stop: ['Stop', '停止'],
  unfinished: ['A part of the model is there. The download resumes where it stopped.', '已经下载了一部分，会从停止的地方继续。'],
  installed: [
    'The model is installed. Start the server again to draw with it: stop it with Ctrl-C or the service manager, then run zimage serve as before.',
    '模型已安装。请重启服务器以使用它：用 Ctrl-C 或服务管理器停止，然后像以前一样运行 zimage serve。',
  ],
  asking: ['Asking the hub …', '正在查询模型仓库…'],
  comparing: ['Comparing what is there …', '正在检查已有的文件…'],
  fetching: ['Downloading …', '正在下载…'],
  checking: ['Checking the files …', '正在校验文件…'],
  bytes: ['{done} of {total}', '{done}，共 {total}'],
  files: ['{done} of {all} files', '文件 {done}，共 {all}'],
  rate: ['{rate} a second', '每秒 {rate}'],
  left: ['{time} left', '剩余 {time}'],
  retrying: ['Retrying: {reason}', '正在重试：{reason}'],
  failed: ['The download has failed: {reason}. The part that has arrived is kept.', '下载失败：{reason}。已下载的部分会保留。'],
  'other-processes': [
    'Other processes can draw here. Run zimage pull on each machine that draws; the model takes {size}.',
    '这里可能由其他进程生成图片。请在每台生成图片的机器上运行 zimage pull；模型需要 {size}。',
  ],
  'other-engine': [
    'The setting engine.name names another engine. Set it to auto, start the server again, and download the model then.',
    '设置 engine.name 指定了另一个引擎。请改为 auto，重启服务器，然后再下载模型。',
  ],
  'other-folder': [
    'The setting engine.weights names another folder. Remove it and start the server again to use the model that is downloaded here.',
    '设置 engine.weights 指定了另一个目录。请去掉它并重启服务器，才能使用在这里下载的模型。',
  ],
};

/** What can be done about a failure, by its kind. */
const REMEDIES = {
  unreachable: [
    'Resume when the network is back, or set hub.url to another hub, such as https://www.modelscope.cn, and start the server again.',
    '网络恢复后请继续下载，或者把 hub.url 设为其他仓库，例如 https://www.modelscope.cn，然后重启服务器。',
  ],
  proxy: [
    "Start the server with an HTTP proxy, http://[user:password@]host:port, or with the hub's host in NO_PROXY.",
    '请用 HTTP 代理 http://[user:password@]host:port 启动服务器，或者把仓库的主机加入 NO_PROXY。',
  ],
  'not-found': ['Set hub.url to a hub that has the model.', '请把 hub.url 设为有该模型的仓库。'],
  'not-allowed': [
    'Put a token for the hub into a file and name it with hub.token_file, or accept the terms of the model at the hub.',
    '请把仓库的访问令牌写入文件，并用 hub.token_file 指定，或者在仓库接受模型的条款。',
  ],
  'no-space': ['Free some disk space, then resume.', '请腾出磁盘空间，然后继续。'],
  'not-writable': ['Make the folder writable for the user of the server, then resume.', '请让服务器的用户可以写入该目录，然后继续。'],
  busy: ['Wait until the other one has ended: zimage pull may run in a terminal.', '请等另一个下载结束：可能有终端正在运行 zimage pull。'],
  'wrong-content': ['Resume. If that does not help, set hub.url to another hub.', '请继续下载。如果仍然失败，请把 hub.url 设为其他仓库。'],
  setting: ['Correct the setting and start the server again.', '请改正设置并重启服务器。'],
};

/** Bytes with a unit that suits them. */
function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(3, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return number(bytes / 1000 ** power, { style: 'unit', unit: units[power], unitDisplay: power ? 'short' : 'long', maximumFractionDigits: power > 2 ? 1 : 0 });
}

/** The download of the model, for operators, until the server draws with it. */
class ModelDownload extends Component {
  static properties = ['found', 'problem', 'sending'];

  began() {
    if (isOperator()) this.#watch(this.signal);
  }

  async #watch(signal) {
    while (!signal.aborted && !this.found?.in_use) {
      if (!document.hidden && !this.sending) await this.#look(signal);
      await wait(this.found?.state === 'running' ? LOOK_AGAIN : LOOK_AGAIN_IDLE, signal);
    }
  }

  async #look(signal) {
    try {
      const found = await get(PATH, { signal });
      if (!this.sending) this.found = found;
    } catch {
      // The strip says when the server does not answer.
    }
  }

  async #send(request) {
    if (this.sending) return;
    this.sending = true;
    this.problem = null;
    try {
      this.found = await request();
    } catch (error) {
      this.problem = error;
    } finally {
      this.sending = false;
    }
    // The watch may wait long: one look more while it runs.
    await wait(LOOK_AGAIN, this.signal);
    if (!this.signal.aborted) await this.#look(this.signal);
  }

  view() {
    const { found } = this;
    if (!found || found.in_use) return nothing;
    return html`<section class="card stack" aria-labelledby="download-title">
      <h2 id="download-title">${either(TEXTS.title)}</h2>
      ${problem(this.problem)}
      <div class="stack" role="status">${this.#state()}</div>
      ${found.progress ? this.#progress() : nothing} ${this.#button()}
    </section>`;
  }

  #state() {
    const { state, obstacle, bytes, failure } = this.found;
    if (state === 'installed') return html`<p>${either(TEXTS.installed)}</p>`;
    if (obstacle) return html`<p>${either(TEXTS[obstacle], { size: size(bytes) })}</p>`;
    if (state === 'running') return html`<p>${either(TEXTS[this.found.progress.phase])}</p>`;
    const remedy = failure && REMEDIES[failure.kind];
    return html`${failure
        ? html`<div class="notice danger">
            <p>${either(TEXTS.failed, { reason: failure.reason })}</p>
            ${remedy ? html`<p>${either(remedy)}</p>` : nothing}
          </div>`
        : nothing}
      ${state === 'unfinished' ? html`<p>${either(TEXTS.unfinished)}</p>` : nothing}
      <p>${either(TEXTS.about, { size: size(bytes) })}</p>
      ${this.#room()}`;
  }

  #room() {
    const { free, bytes, folder, state } = this.found;
    if (free === null) return nothing;
    return html`<p class="muted small">
      ${either(TEXTS.room, { folder, free: size(free) })} ${state === 'absent' && free < bytes ? either(TEXTS.no_room) : nothing}
    </p>`;
  }

  #progress() {
    const { done, total, files_done: whole, files, per_second: rate, seconds_left: left, retrying } = this.found.progress;
    const parts = [
      total > 0 && either(TEXTS.bytes, { done: size(done), total: size(total) }),
      rate > 0 && either(TEXTS.rate, { rate: size(rate) }),
      left !== null && left > 0 && either(TEXTS.left, { time: lasting(left) }),
      files > 0 && either(TEXTS.files, { done: whole, all: files }),
    ];
    return html`<div class="stack">
      <progress aria-labelledby="download-title" max=${total || 1} .value=${total ? done : 0}></progress>
      <p class="figures">${parts.filter(Boolean).join(' · ')}</p>
      ${retrying ? html`<p class="muted small">${either(TEXTS.retrying, { reason: retrying })}</p>` : nothing}
    </div>`;
  }

  #button() {
    const { state, obstacle } = this.found;
    if (state === 'installed' || (obstacle && state !== 'running')) return nothing;
    const busy = this.sending ? 'true' : nothing;
    if (state === 'running') {
      return html`<div><button class="button" aria-disabled=${busy} @click=${() => this.#send(() => remove(`${PATH}/download`))}>${either(TEXTS.stop)}</button></div>`;
    }
    return html`<div>
      <button class="button primary" aria-disabled=${busy} @click=${() => this.#send(() => post(`${PATH}/download`))}>
        ${either(state === 'absent' ? TEXTS.start : TEXTS.resume)}
      </button>
    </div>`;
  }
}

element('z-model-download', ModelDownload);
