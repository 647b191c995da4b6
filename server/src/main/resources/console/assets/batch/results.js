import { get } from '../api.js';
import { fileName } from '../components/job.js';
import { pictureAddress } from '../components/picture.js';
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
    const bytes = await bytesOf(picture, signal);
    if (bytes) files.push({ name: nameOf(picture, i), bytes });
    packed(files.length);
  }
  const results = new Uint8Array(await table(pictures).arrayBuffer());
  return zip([...files, { name: 'results.csv', bytes: results }]);
}

/** The link of a picture holds for a time; a new one is asked for where it does not any more. */
async function bytesOf(picture, signal) {
  const answer = await fetch(pictureAddress(picture.task), { signal });
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  const task = await get(`/api/v1/tasks/${picture.task.id}`, { signal });
  const address = pictureAddress(task);
  if (!address) return null;
  const again = await fetch(address, { signal });
  return again.ok ? new Uint8Array(await again.arrayBuffer()) : null;
}

export function save(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
