import { getIfThere, query } from '../api.js';
import { Component, element, html, nothing } from '../component.js';
import { ledgerFilters } from '../components/ledger-filters.js';
import { ledgerTable } from '../components/ledger-table.js';
import { more } from '../components/more.js';
import { problem } from '../components/notices.js';
import { segments } from '../components/segments.js';
import { dollars, number, t } from '../i18n.js';
import { icon } from '../icons.js';
import { named } from '../key-names.js';
import { Paging } from '../paging.js';
import { session } from '../session.js';
import '../components/chart.js';

const SPANS = [7, 30, 90];
const DAY = 86_400_000;
const isoDay = (time) => new Date(time).toISOString().slice(0, 10);

/** What was spent, on what, and every entry of the ledger. */
class Usage extends Component {
  static properties = ['days', 'usage', 'problem', 'paging', 'filter', 'keys'];

  began() {
    addEventListener('zimage:session', () => this.redraw(), { signal: this.signal });
    this.filter ??= { kind: '', key: '', day: '' };
    this.#filter({});
    this.#span(30);
    this.#loadKeys();
  }

  #filter(change) {
    this.filter = { ...this.filter, ...change };
    this.paging = Paging.begin(this, '/console/api/ledger', { ...this.filter, limit: 25 }, this.paging);
  }

  async #loadKeys() {
    try {
      this.keys = (await getIfThere('/console/api/keys', { signal: this.signal }))?.data ?? [];
    } catch {
      this.keys = [];
    }
  }

  async #span(days) {
    this.days = days;
    const [from, to] = [isoDay(Date.now() - (days - 1) * DAY), isoDay(Date.now())];
    try {
      const usage = await getIfThere(query('/api/v1/usage', { from, to }), { signal: this.signal });
      if (this.days === days) this.usage = usage && { ...usage, from, to };
    } catch (error) {
      if (!this.signal.aborted) this.problem = error;
    }
  }

  view() {
    return html`
      <header class="page-head row between">
        <h1>${t('nav.usage')}</h1>
        ${segments('days', t('usage.span'), SPANS.map((days) => [days, t('usage.days', { n: days })]), this.days, (days) => this.#span(days), {
          quiet: true,
        })}
      </header>
      <div class="stack">${problem(this.problem)} ${this.#tiles()} ${this.usage ? this.#charts() : nothing} ${this.#ledger()}</div>
    `;
  }

  #tiles() {
    const { balance } = session().account;
    const total = this.usage?.total;
    return html`<div class="tiles">
      ${tile(t('usage.balance'), number(balance), dollars(balance))}
      ${total
        ? html`${tile(t('usage.spent'), number(total.net), dollars(total.net))}
          ${tile(t('usage.completed'), number(total.images_completed), '')}
          ${tile(t('usage.failed'), number(total.images_failed), t('usage.refunded', { n: total.refunded }))}`
        : nothing}
    </div>`;
  }

  #charts() {
    const { data } = this.usage;
    const dates = daysBetween(this.usage.from, this.usage.to);
    return html`<div class="two">
        ${chart('credits-title', t('usage.credits_by_day'), byDay(dates, data, 'net'))}
        ${chart('pictures-title', t('usage.pictures_by_day'), byDay(dates, data, 'images_completed'))}
      </div>
      ${this.#byKey(data)}`;
  }

  #byKey(data) {
    const keys = sums(data);
    if (keys.length === 0) return nothing;
    const most = Math.max(1, ...keys.map((key) => key.net));
    return html`<section class="card stack" aria-labelledby="keys-title">
      <h2 id="keys-title">${t('usage.by_key')}</h2>
      <ul class="shares" role="list">
        ${keys.map(
          (key) => html`<li class="share">
            <span class="row"
              ><span>${named(key)}</span
              ><span class="figures muted">${t('credits.n', { n: key.net })} · ${t('usage.pictures', { n: key.pictures })}</span></span
            >
            <progress max=${most} .value=${key.net} aria-label=${named(key)}></progress>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #ledger() {
    return html`<section class="stack" aria-labelledby="ledger-title">
      <div class="row between">
        <h2 id="ledger-title">${t('usage.ledger')}</h2>
        <a class="button small" href="/console/api/ledger.csv" download="ledger.csv">${icon('download')} ${t('usage.csv')}</a>
      </div>
      ${ledgerFilters(this.filter, [...(this.keys ?? []), { id: session().console_key, name: t('tasks.console') }], (change) => this.#filter(change))}
      ${this.paging.empty && Object.values(this.filter).some(Boolean)
        ? html`<p class="muted">${t('tasks.none_found')}</p>`
        : this.paging.empty
        ? html`<p class="muted">${t('usage.no_entries')} <a href="/playground">${t('tasks.first')}</a></p>`
        : ledgerTable(this.paging.items)}
      ${more(this.paging)}
    </section>`;
  }
}

function tile(name, figure, more) {
  return html`<div class="card figure-tile">
    <span class="small muted">${name}</span><b>${figure}</b><span class="small muted">${more || '\u00a0'}</span>
  </div>`;
}

function chart(id, title, points) {
  return html`<section class="card stack" aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    <z-chart .points=${points} .label=${title}></z-chart>
  </section>`;
}

function daysBetween(from, to) {
  const days = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += DAY) days.push(isoDay(time));
  return days;
}

function byDay(dates, rows, member) {
  const values = new Map(dates.map((date) => [date, 0]));
  for (const each of rows) values.set(each.date, (values.get(each.date) ?? 0) + each[member]);
  return dates.map((date) => ({ date, value: values.get(date) }));
}

function sums(rows) {
  const keys = new Map();
  for (const each of rows) {
    const sum = keys.get(each.key_id) ?? { id: each.key_id, name: each.key_name, net: 0, pictures: 0 };
    sum.net += each.net;
    sum.pictures += each.images_completed;
    keys.set(each.key_id, sum);
  }
  return [...keys.values()].sort((a, b) => b.net - a.net);
}

export default element('z-usage', Usage);
