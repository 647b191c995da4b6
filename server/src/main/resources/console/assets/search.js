import { get } from './api.js';

let sections = null;

/** The sections of the docs that have all of the words, those with a word in their title first. */
export async function find(words) {
  sections ??= read();
  const wanted = words.toLowerCase().split(/\s+/);
  let all;
  try {
    all = await sections;
  } catch (error) {
    sections = null;
    throw error;
  }
  return all
    .filter((section) => wanted.every((word) => section.lower.includes(word)))
    .map((section) => ({ ...section, score: wanted.filter((word) => section.title.toLowerCase().includes(word)).length }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 30)
    .map((section) => ({ ...section, excerpt: excerpt(section, wanted[0]) }));
}

async function read() {
  const { data } = await get('/console/api/docs-index');
  return data.map((section) => ({ ...section, lower: `${section.title} ${section.text}`.toLowerCase() }));
}

const BEFORE = 60;
const LENGTH = 220;

function excerpt(section, word) {
  const at = Math.max(0, section.text.toLowerCase().indexOf(word) - BEFORE);
  const part = section.text.slice(at, at + LENGTH).replace(/\s+/g, ' ').trim();
  return `${at > 0 ? '… ' : ''}${part}${at + LENGTH < section.text.length ? ' …' : ''}`;
}
