import { get, query } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { endedTasks } from '../components/ended-tasks.js';
import { failureText, waitText } from '../components/figures.js';
import { problem } from '../components/notices.js';
import { segments } from '../components/segments.js';
import { currentLanguage, dollars, number, t, useTexts } from '../i18n.js';
import { keepQuery } from '../router.js';
import '../components/chart.js';
import '../components/table.js';

await useTexts('operator');

const SPANS = ['day', 'week', 'month'];
const FILTERS = ['account', 'key', 'model', 'engine'];

/** What all accounts had drawn over time, down to the tasks behind a figure; for operators. */
class AdminOverview extends Component {
  static properties = ['chosen', 'report', 'problem'];

  began() {
    const asked = new URLSearchParams(location.search);
    this.chosen = Object.fromEntries(['span', 'code', ...FILTERS].map((name) => [name, asked.get(name) ?? '']));
    if (!SPANS.includes(this.chosen.span)) this.chosen = { ...this.chosen, span: 'week' };
    this.#load();
  }

  #choose(change) {
    this.chosen = { ...this.chosen, ...change };
    keepQuery(this.chosen);
    this.#load();
  }

  async #load() {
    const { code, ...filter } = this.chosen;
    const asked = this.chosen;
    this.problem = null;
    try {
      const report = await get(query('/console/api/admin/overview', filter), { signal: this.signal });
      if (asked === this.chosen) this.report = report;
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`
      <header class="page-head row between">
        <h1>${t('nav.overview')}</h1>
        ${segments('span', t('usage.span'), SPANS.map((span) => [span, t(`overview.${span}`)]), this.chosen.span, (span) => this.#choose({ span }), {
          quiet: true,
        })}
      </header>
      <div class="stack">${problem(this.problem)} ${this.#filters()} ${this.report ? this.#figures() : nothing}</div>
    `;
  }

  /** What the figures are narrowed down to; each can be taken away. */
  #filters() {
    const set = FILTERS.filter((name) => this.chosen[name]);
    if (!set.length) return nothing;
    return html`<div class="row" role="group" aria-label=${t('overview.only')}>
      <span class="muted">${t('overview.only')}</span>
      ${set.map(
        (name) => html`<a class="button small" href=${this.#address({ [name]: '' })}>
          ${t(`overview.${name}`)}: ${this.#named(name)} <span aria-hidden="true">×</span><span class="unseen">${t('overview.all')}</span>
        </a>`,
      )}
    </div>`;
  }

  #named(name) {
    const value = this.chosen[name];
    const known = this.report?.keys.find((key) => key[name] === value);
    return known?.[`${name}_name`] ?? value;
  }

  #figures() {
    const { total, points, hours } = this.report;
    const { completed, failed, credits, redrawn } = total.figures;
    const chart = (id, title, value, summed = true) => html`<section class="card stack" aria-labelledby=${id}>
      <h2 id=${id}>${title}</h2>
      <z-chart .label=${title} .points=${points.map((point) => ({ name: moment(point.at, hours), value: value(point) }))} .summed=${summed}></z-chart>
    </section>`;
    return html`
      <div class="tiles">
        ${tile(t('usage.completed'), number(completed), t('overview.redrawn', { n: redrawn }))}
        ${tile(t('overview.credits'), number(credits), dollars(credits))}
        ${tile(t('usage.failed'), number(failed), share(failed, completed + failed))}
        ${tile(t('overview.wait'), waitText(total.wait_median), t('overview.p95', { time: waitText(total.wait_p95) }))}
      </div>
      <div class="two">
        ${chart('o-pictures', t('overview.pictures'), (point) => point.figures.completed)}
        ${chart('o-credits', t('overview.credits'), (point) => point.figures.credits)}
        ${chart('o-failed', t('usage.failed'), (point) => point.figures.failed)}
        ${chart('o-redrawn', t('overview.redraws'), (point) => point.figures.redrawn)}
        ${chart('o-median', t('overview.wait_median'), (point) => seconds(point.wait_median), false)}
        ${chart('o-p95', t('overview.wait_p95'), (point) => seconds(point.wait_p95), false)}
      </div>
      ${this.#failures()} ${this.#models()} ${this.#accounts()} ${this.#keys()} ${this.#tasks()}
    `;
  }

  #failures() {
    const { failures } = this.report;
    if (!failures.length) return nothing;
    return table('o-codes', t('overview.failures'), [t('overview.error'), [t('overview.tasks')]], failures.map(
      ({ code, meaning, tasks }) => html`<tr>
        <td><a href=${this.#address({ code })}>${code}</a> ${failureText(code, meaning)}</td>
        <td class="number">${number(tasks)}</td>
      </tr>`,
    ));
  }

  #models() {
    return this.#sums('o-models', t('overview.models'), [t('overview.model'), t('overview.engine')], this.report.models, (row) => [
      this.#narrow({ model: row.model }, row.model),
      this.#narrow({ engine: row.engine }, row.engine),
    ]);
  }

  #accounts() {
    return this.#sums('o-accounts', t('nav.accounts'), [t('overview.account')], this.report.accounts, (row) => [this.#narrow({ account: row.account }, row.account_name)], this.report.accounts_more);
  }

  #keys() {
    return this.#sums('o-keys', t('nav.keys'), [t('overview.key'), t('overview.account')], this.report.keys, (row) => [
      this.#narrow({ key: row.key }, `${row.key_name} (${row.key})`),
      row.account_name,
    ], this.report.keys_more);
  }

  #sums(id, title, heads, rows, cells, others = 0) {
    if (!rows.length) return nothing;
    const figures = ['completed', 'failed', 'redrawn', 'credits'];
    const shown = rows.map(
      (row) => html`<tr>
        ${cells(row).map((cell) => html`<td>${cell}</td>`)}
        ${figures.map((figure) => html`<td class="number">${number(row.figures[figure])}</td>`)}
      </tr>`,
    );
    return html`${table(id, title, [...heads, [t('usage.completed')], [t('usage.failed')], [t('overview.redraws')], [t('overview.credits')]], shown)}
    ${others ? html`<p class="muted small">${t('overview.more', { n: others })}</p>` : nothing}`;
  }

  #narrow(change, text) {
    return html`<a href=${this.#address(change)}>${text}</a>`;
  }

  #address(change) {
    const set = Object.entries({ ...this.chosen, ...change }).filter(([, value]) => value);
    return `/admin/overview?${new URLSearchParams(set)}`;
  }

  #tasks() {
    return html`<section class="stack" aria-labelledby="o-tasks">
      <h2 id="o-tasks">${t('overview.behind')}</h2>
      ${segments(
        'code',
        t('tasks.status'),
        [
          ['', t('tasks.any')],
          ['0', t('usage.completed')],
          ...this.report.failures.map(({ code }) => [String(code), String(code)]),
        ],
        this.chosen.code,
        (code) => this.#choose({ code }),
        { quiet: true },
      )}
      ${endedTasks(this.chosen)}
    </section>`;
  }
}

function tile(name, figure, below) {
  return html`<div class="card figure-tile">
    <span class="small muted">${name}</span><b>${figure}</b><span class="small muted">${below || '\u00a0'}</span>
  </div>`;
}

/** `heads`: texts, those over numbers as `[text]`. */
function table(id, title, heads, rows) {
  return html`<section class="stack" aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    <z-table class="table-wrap" tabindex="0" role="group" aria-labelledby=${id}>
      <table>
        <thead>
          <tr>${heads.map((head) => (Array.isArray(head) ? html`<th scope="col" class="number">${head[0]}</th>` : html`<th scope="col">${head}</th>`))}</tr>
        </thead>
        <tbody>${rows}</tbody>
      </table>
    </z-table>
  </section>`;
}

const seconds = (milliseconds) => (milliseconds === null ? 0 : Math.round(milliseconds / 100) / 10);

function share(part, all) {
  return all ? t('overview.share', { part: number(part / all, { style: 'percent', maximumFractionDigits: 1 }) }) : '';
}

/** Hours in the reader's time, days by UTC as they are counted. */
function moment(at, hours) {
  const format = hours === 1 ? { hour: 'numeric', minute: '2-digit' } : { month: 'short', day: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(currentLanguage(), format).format(at * 1000);
}

export default element('z-admin-overview', AdminOverview);
