import { LANGUAGES } from './snippets.js';
import './components/code.js';
import './components/table.js';

/** How Markdown calls the languages that readers choose between. */
const FENCES = { sh: 'curl', python: 'python', javascript: 'javascript', go: 'go', java: 'java' };

/** Tables of more columns are figures to compare: they stay tables where there is room to scroll. */
const MOST_COLUMNS = 5;

/** Finishes an article of the docs: code can be copied and has the address of this server, wide tables can be scrolled. */
export function finish(article) {
  for (const block of article.querySelectorAll('pre')) {
    if (block.isConnected) present(together(block));
  }
  for (const code of article.querySelectorAll(':not(pre) > code')) code.textContent = ownAddress(code.textContent);
  for (const table of article.querySelectorAll('table')) {
    const wrap = Object.assign(document.createElement('z-table'), { className: 'table-wrap', tabIndex: 0 });
    wrap.toggleAttribute('data-scrolls', table.rows[0].cells.length > MOST_COLUMNS);
    table.replaceWith(wrap);
    wrap.append(table);
  }
}

/** A block of code and those right below it that say the same in other languages. */
function together(block) {
  const blocks = [block];
  const languages = new Set([language(block)]);
  if (!language(block)) return blocks;
  for (let next = block.nextElementSibling; next?.matches('pre'); next = next.nextElementSibling) {
    if (!language(next) || languages.has(language(next))) break;
    languages.add(language(next));
    blocks.push(next);
  }
  return blocks;
}

function language(block) {
  return FENCES[block.querySelector('code')?.className.replace('language-', '')];
}

function present(blocks) {
  const [first, ...rest] = blocks;
  first.replaceWith(rest.length ? tabs(blocks) : sample(first));
  for (const block of rest) block.remove();
}

function sample(block) {
  return Object.assign(document.createElement('z-code'), { code: text(block) });
}

function tabs(blocks) {
  const samples = blocks.map((block) => {
    const [id, label] = LANGUAGES.find(([name]) => name === language(block));
    return [id, label, text(block)];
  });
  return Object.assign(document.createElement('z-code-tabs'), { samples });
}

function text(block) {
  return ownAddress(block.textContent.trimEnd());
}

/** The addresses of the examples in our docs, as this reader has to write them. */
function ownAddress(code) {
  return code.replace(/http:\/\/(127\.0\.0\.1|localhost):8080/g, location.origin);
}
