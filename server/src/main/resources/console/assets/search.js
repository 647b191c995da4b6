import { get } from './api.js';
import { corrected, telling } from './words.js';

const sections = {};

/**
 * The sections of the docs that have all of the words, those with a word in their title first. A word that is nowhere stands
 * for the one that is nearest to it; where no section has all, those with most of them are found.
 */
export async function find(words, language) {
  sections[language] ??= read(language);
  const whole = words.toLowerCase();
  const asked = telling(whole.replace(/[?!.,;:]+(?=\s|$)/g, '').split(/\s+/)).flatMap(pieces);
  let all;
  try {
    all = await sections[language];
  } catch (error) {
    delete sections[language];
    throw error;
  }
  const wanted = asked.map((word) => (all.some((section) => section.lower.includes(word)) ? word : corrected(word, vocabulary(all))));
  const counts = all.map((section) => wanted.filter((word) => section.lower.includes(word)).length);
  const most = Math.max(...counts);
  return all
    .filter((_, i) => most > 0 && counts[i] === most)
    .map((section) => ({ ...section, score: score(section, wanted, whole) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 30)
    .map((section) => ({ ...section, excerpt: excerpt(section, wanted[0]) }));
}

function vocabulary(all) {
  return new Set(all.flatMap((section) => section.lower.match(/[\p{L}\d_-]{3,}/gu) ?? []));
}

async function read(language) {
  const { data } = await get(`/console/api/docs-index?lang=${language}`);
  return data.map((section) => ({ ...section, lower: `${section.title} ${section.text}`.toLowerCase() }));
}

/** Chinese is written without spaces, and not always in the order that one searches: its words are looked for by themselves. */
function pieces(text) {
  if (!/\p{Script=Han}/u.test(text) || !Intl.Segmenter) return [text];
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].filter((part) => part.isWordLike);
  return words.length ? words.map((part) => part.segment) : [text];
}

function score(section, wanted, whole) {
  const title = section.title.toLowerCase();
  return 2 * wanted.filter((word) => title.includes(word)).length + (section.lower.includes(whole) ? 1 : 0);
}

const BEFORE = 60;
const LENGTH = 220;

function excerpt(section, word) {
  const at = Math.max(0, section.text.toLowerCase().indexOf(word) - BEFORE);
  const part = section.text.slice(at, at + LENGTH).replace(/\s+/g, ' ').trim();
  return `${at > 0 ? '… ' : ''}${part}${at + LENGTH < section.text.length ? ' …' : ''}`;
}
