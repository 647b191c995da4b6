import { keep } from './kept.js';

const LOADERS = { en: () => import('./i18n/en.js'), zh: () => import('./i18n/zh.js') };

/** Texts that few pages need, so that they do not delay the others. */
const PARTS = {
  batch: { en: () => import('./i18n/batch/en.js'), zh: () => import('./i18n/batch/zh.js') },
  model: { en: () => import('./i18n/model/en.js'), zh: () => import('./i18n/model/zh.js') },
  operator: { en: () => import('./i18n/operator/en.js'), zh: () => import('./i18n/operator/zh.js') },
  palette: { en: () => import('./i18n/palette/en.js'), zh: () => import('./i18n/palette/zh.js') },
  people: { en: () => import('./i18n/people/en.js'), zh: () => import('./i18n/people/zh.js') },
  prompts: { en: () => import('./i18n/prompts/en.js'), zh: () => import('./i18n/prompts/zh.js') },
  requests: { en: () => import('./i18n/requests/en.js'), zh: () => import('./i18n/requests/zh.js') },
  verify: { en: () => import('./i18n/verify/en.js'), zh: () => import('./i18n/verify/zh.js') },
  viewer: { en: () => import('./i18n/viewer/en.js'), zh: () => import('./i18n/viewer/zh.js') },
  webhooks: { en: () => import('./i18n/webhooks/en.js'), zh: () => import('./i18n/webhooks/zh.js') },
};

export const LANGUAGES = { en: 'English', zh: '中文' };

let language = 'en';
let texts = {};
const inUse = new Set();
let ready = Promise.resolve();

export function currentLanguage() {
  return language;
}

/** Loads the language that `early.js` found for the page. */
export async function loadLanguage() {
  await (ready = use(document.documentElement.lang in LOADERS ? document.documentElement.lang : 'en'));
}

export async function chooseLanguage(chosen) {
  keep('language', chosen);
  await (ready = use(chosen));
  dispatchEvent(new Event('zimage:language'));
}

async function use(chosen) {
  const loaded = await Promise.all([LOADERS[chosen], ...[...inUse].map((part) => PARTS[part][chosen])].map((load) => load()));
  texts = Object.assign({}, ...loaded.map((module) => module.default));
  language = chosen;
  document.documentElement.lang = chosen;
}

/** Loads a part of the texts, for a page that is about to be shown. */
export async function useTexts(part) {
  inUse.add(part);
  await ready;
  Object.assign(texts, (await PARTS[part][language]()).default);
}

/** A text that only one module has: `[English, Chinese]`, with `{name}` replaced. */
export function either([english, chinese], values = {}) {
  return filled(language === 'zh' ? chinese : english, values);
}

export function has(key) {
  return key in texts;
}

/** The text of a key, with `{name}` replaced. A key that ends in `.n` may have a form `.one` for 1. */
export function t(key, values = {}) {
  const one = `${key}.one`;
  const text = (values.n === 1 && texts[one]) || texts[key] || key;
  return filled(text, values);
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));
}

function shown(value) {
  return typeof value === 'number' ? number(value) : value;
}

export function number(value, options) {
  return new Intl.NumberFormat(language, options).format(value);
}

export function dollars(credits) {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 3,
  }).format(credits / 1000);
}

export function when(seconds) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(seconds * 1000);
}

/** The same to the second. */
export function exactly(seconds) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(seconds * 1000);
}

export function day(isoDate) {
  return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${isoDate}T00:00:00Z`),
  );
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago, or in how long: “3 minutes ago”. */
export function ago(seconds, now = Date.now() / 1000) {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const difference = seconds - now;
  const [unit, length] = STEPS.find(([, step]) => Math.abs(difference) >= step) ?? ['second', 1];
  return format.format(Math.trunc(difference / length), unit);
}

/** A length of time in seconds as people say it. */
export function lasting(seconds) {
  if (seconds < 60) return t('time.seconds', { n: Math.max(1, Math.round(seconds)) });
  if (seconds < 5400) return t('time.minutes', { n: Math.round(seconds / 60) });
  return t('time.hours', { n: Math.round(seconds / 3600) });
}
