import { fileName } from '../components/job.js';
import { pictureAddress } from '../components/picture.js';
import { bytesOf } from './files.js';
import { zip } from './zip.js';

const COLUMNS = ['row', 'line', 'prompt', 'aspect_ratio', 'seed', 'metadata', 'status', 'task_id', 'file', 'credits', 'error_code', 'error'];

function nameOf(picture, index) {
  const address = picture.state === 'completed' && pictureAddress(picture.task);
  return address ? `${String(index + 1).padStart(4, '0')}-${fileName(picture.task, address)}` : '';
}

/** A text in quotes; what a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value) {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'number') return String(value);
  return `"${/^[=+\-@\t\r\n＝＋－＠]/.test(value) ? "'" : ''}${value.replaceAll('"', '""')}"`;
}

/** A line for each picture. */
export function table(pictures) {
  const rows = pictures.map((picture, i) => {
    const { row, order, state, task } = picture;
    const { prompt, aspect_ratio, seed, metadata } = order;
    const values = [i + 1, row, prompt, aspect_ratio, task?.seed ?? seed, metadata && JSON.stringify(metadata), state, task?.id, nameOf(picture, i)];
    return [...values, task?.usage?.credits ?? 0, task?.error?.code, task?.error?.message].map(cell).join(',');
  });
  return new Blob(['\uFEFF', [COLUMNS.join(','), ...rows, ''].join('\r\n')], { type: 'text/csv' });
}

/** The pictures and the table of results. `packed` is told how many are in. */
export async function archive(pictures, packed, signal) {
  const files = [];
  for (const [i, picture] of pictures.entries()) {
    if (picture.state !== 'completed') continue;
    const bytes = await bytesOf(picture.task, signal);
    if (bytes) files.push({ name: nameOf(picture, i), bytes });
    packed(files.length);
  }
  const results = new Uint8Array(await table(pictures).arrayBuffer());
  return zip([...files, { name: 'results.csv', bytes: results }]);
}
