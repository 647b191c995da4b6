import { Component, element, html, svg } from '../component.js';
import { day, number, t } from '../i18n.js';
import './table.js';

const WIDEST = 640;
const HEIGHT = 200;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 8;
const LINES = 4;
const DATE_WIDTH = 64;

/**
 * A bar for each day or other part of time; the figures stand below it as a table too. `points`: `[{date, value}]`, or with a `name`
 * in place of the date. `summed` is false where a sum of the values means nothing.
 */
class Chart extends Component {
  static properties = ['points', 'label', 'width', 'summed'];

  began() {
    this.width = WIDEST;
    const watch = new ResizeObserver(([entry]) => {
      this.width = Math.max(200, Math.round(entry.contentRect.width));
    });
    watch.observe(this);
    this.signal.addEventListener('abort', () => watch.disconnect());
  }

  view() {
    const points = this.points ?? [];
    const top = roundUp(Math.max(1, ...points.map((point) => point.value)));
    const total = points.reduce((sum, point) => sum + point.value, 0);
    return html`
      <svg
        class="chart"
        viewBox="0 0 ${this.width} ${HEIGHT}"
        role="img"
        aria-label=${this.#summary(points, total)}
      >
        ${lines(top, this.width)} ${bars(points, top, this.width)} ${dates(points, this.width)}
      </svg>
      <details class="code-details">
        <summary>${t('chart.table')}</summary>
        <z-table class="table-wrap" tabindex="0" role="group" aria-label=${this.label}>
          <table>
            <thead><tr><th scope="col">${t(points[0]?.name ? 'usage.time' : 'chart.day')}</th><th scope="col" class="number">${this.label}</th></tr></thead>
            <tbody>
              ${points.map((point) => html`<tr><td>${named(point)}</td><td class="number">${number(point.value)}</td></tr>`)}
            </tbody>
          </table>
        </z-table>
      </details>
    `;
  }

  #summary(points, total) {
    if (!points[0]?.name) return t('chart.summary', { what: this.label, total, days: points.length });
    const highest = Math.max(...points.map((point) => point.value));
    return this.summed === false
      ? t('overview.highest', { what: this.label, highest })
      : t('overview.sum', { what: this.label, total, points: points.length });
  }
}

const named = (point) => point.name ?? day(point.date);

/** A round number that the lines divide into whole ones. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.max(LINES, [1.2, 2, 4, 8, 12].map((step) => step * power).find((step) => step >= value));
}

const y = (value, top) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP);

function lines(top, width) {
  return Array.from({ length: LINES + 1 }, (_, index) => (top * index) / LINES).map(
    (value) => svg`<line class="grid" x1=${LEFT} x2=${width} y1=${y(value, top)} y2=${y(value, top)} />
      <text x=${LEFT - 8} y=${y(value, top) + 4} text-anchor="end">${number(value, { notation: 'compact' })}</text>`,
  );
}

function bars(points, top, width) {
  const step = (width - LEFT) / points.length;
  return points.map((point, index) => {
    const height = HEIGHT - BOTTOM - y(point.value, top);
    return svg`<rect class="bar" x=${LEFT + step * (index + 0.14)} y=${y(point.value, top)} width=${step * 0.72} height=${height} rx=${Math.min(3, height / 2)}>
      <title>${named(point)}: ${number(point.value)}</title>
    </rect>`;
  });
}

function dates(points, width) {
  const step = (width - LEFT) / points.length;
  const every = Math.max(1, Math.ceil((points.length * DATE_WIDTH) / (width - LEFT)));
  return points.map((point, index) =>
    index % every === 0
      ? svg`<text x=${LEFT + step * (index + 0.5)} y=${HEIGHT - 6} text-anchor="middle">${named(point)}</text>`
      : '',
  );
}

element('z-chart', Chart);
