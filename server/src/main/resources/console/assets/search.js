import { get } from './api.js';

let sections = null;

/** The sections of the docs that have all of the words, those with a word in their title first. */
export async function find(pages, words) {
  sections ??= read(pages);
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

async function read(pages) {
  const texts = await Promise.all(pages.map((page) => get(`/console/api/docs/${encodeURIComponent(page.name)}`)));
  return pages.flatMap((page, index) => split(page, texts[index]));
}

/** A page cut at its headings. */
function split(page, { html, title }) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const found = [{ page: page.name, id: '', title, text: '' }];
  for (const node of parsed.body.children) {
    if (/^H[23]$/.test(node.tagName)) found.push({ page: page.name, id: node.id, title: `${title}: ${node.textContent}`, text: '' });
    else if (node.tagName !== 'H1') found.at(-1).text += ` ${node.textContent}`;
  }
  return found.map((section) => ({ ...section, lower: `${section.title} ${section.text}`.toLowerCase() }));
}

const BEFORE = 60;
const LENGTH = 220;

function excerpt(section, word) {
  const at = Math.max(0, section.text.toLowerCase().indexOf(word) - BEFORE);
  const part = section.text.slice(at, at + LENGTH).replace(/\s+/g, ' ').trim();
  return `${at > 0 ? '… ' : ''}${part}${at + LENGTH < section.text.length ? ' …' : ''}`;
}
