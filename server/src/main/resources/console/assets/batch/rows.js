import { characters } from '../components/prompt.js';
import { SHAPES } from '../components/shapes.js';
import { t } from '../i18n.js';
import { LARGEST_SEED } from '../models.js';

/** Spreadsheets write semicolons where the comma is for decimals, and tabs into the clipboard. */
const SEPARATORS = [',', ';', '\t'];
const COLUMNS = ['prompt', 'aspect_ratio', 'seed', 'metadata'];

/** What a list or a table asks for: `{rows, problems}`; a row is `{line, prompt, aspect_ratio, seed, metadata}`. */
export function readRows(text, promptLimit) {
  const bare = text.replace(/^\uFEFF/, '');
  const separator = SEPARATORS.find((one) => isTable(bare, one));
  const read = separator ? table(bare, separator) : lines(bare);
  for (const row of read.rows) {
    if (!row.prompt) read.problems.push(wrong(row.line, 'batch.bad_prompt'));
    else if (characters(row.prompt) > promptLimit) read.problems.push(wrong(row.line, 'batch.bad_length', { n: promptLimit }));
  }
  return read;
}

/** Its first line names columns and nothing else. */
function isTable(text, separator) {
  const names = text.split(/\r?\n|\r/, 1)[0].split(separator).map(column);
  return names.includes('prompt') && names.every((name) => COLUMNS.includes(name) || name.startsWith('metadata.') || !name.includes(' '));
}

function column(cell) {
  const name = cell.trim().replace(/^"(.*)"$/, '$1');
  const lower = name.toLowerCase();
  return lower === 'ratio' ? 'aspect_ratio' : COLUMNS.includes(lower) ? lower : name;
}

function wrong(line, key, values = {}) {
  return t('batch.line', { n: line, what: t(key, values) });
}

function lines(text) {
  const all = text.split(/\r\n|\n|\r/);
  const rows = all.map((prompt, i) => ({ line: i + 1, prompt: prompt.trim() })).filter(({ prompt }) => prompt);
  return { rows, problems: [] };
}

function table(text, separator) {
  const problems = [];
  const [header, ...records] = parse(text, separator, problems);
  const columns = header.cells.map(column);
  const before = problems.length;
  for (const name of columns) {
    if (!COLUMNS.includes(name) && !/^metadata\..+/.test(name)) problems.push(wrong(1, 'batch.bad_column', { name }));
  }
  if (!columns.includes('prompt')) problems.push(wrong(1, 'batch.bad_header'));
  return { rows: problems.length > before ? [] : records.map((record) => row(record, columns, problems)), problems };
}

function row({ line, cells }, columns, problems) {
  const cell = (name) => (cells[columns.indexOf(name)] ?? '').trim();
  if (cells.length > columns.length) problems.push(wrong(line, 'batch.bad_fields'));
  const aspect_ratio = cell('aspect_ratio') || undefined;
  if (aspect_ratio && !SHAPES.includes(aspect_ratio)) {
    problems.push(wrong(line, 'batch.bad_ratio', { name: aspect_ratio, names: SHAPES.join(', ') }));
  }
  const seed = cell('seed');
  if (seed && !(/^\d{1,10}$/.test(seed) && Number(seed) <= LARGEST_SEED)) problems.push(wrong(line, 'batch.bad_seed', { name: seed }));
  const metadata = pairs(cell('metadata'));
  if (!metadata) problems.push(wrong(line, 'batch.bad_metadata'));
  columns.forEach((name, i) => {
    if (name.startsWith('metadata.') && cells[i] && metadata) metadata[name.slice('metadata.'.length)] = cells[i];
  });
  return { line, prompt: cell('prompt'), aspect_ratio, seed: seed ? Number(seed) : undefined, metadata: metadata && Object.keys(metadata).length ? metadata : undefined };
}

function pairs(text) {
  if (!text) return {};
  try {
    const value = JSON.parse(text);
    const isPairs = value && typeof value === 'object' && !Array.isArray(value) && Object.values(value).every((one) => typeof one === 'string');
    return isPairs ? value : null;
  } catch {
    return null;
  }
}

/** Separated values (RFC 4180) with the line where each row begins. */
function parse(text, separator, problems) {
  const rows = [];
  let line = 1;
  let begun = 1;
  let cells = [];
  const field = new RegExp(`"((?:[^"]|"")*)"(?=[${separator}\\r\\n]|$)|([^"${separator}\\r\\n][^${separator}\\r\\n]*|)`, 'y');
  for (let at = 0; at < text.length; ) {
    field.lastIndex = at;
    const found = field.exec(text);
    if (!found || (text[at] === '"' && found[1] === undefined)) {
      problems.push(wrong(begun, 'batch.bad_quote'));
      break;
    }
    line += (found[0].match(/\r\n|\n|\r/g) ?? []).length;
    cells.push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    at = field.lastIndex;
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      cells.push('');
    } else if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      line++;
    }
    if (cells.length > 1 || cells[0].trim()) rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  }
  return rows.length ? rows : [{ line: 1, cells: [] }];
}
