import { getIfThere } from '../api.js';
import { pictureAddress } from '../components/picture.js';

/** The picture of a task, or null when it is gone. A link holds for a time: when it has expired, a new one is asked for. */
export async function bytesOf(task, signal) {
  const bytes = await fetched(task, signal);
  return bytes ?? fetched((await getIfThere(`/api/v1/tasks/${task.id}`, { signal })) ?? {}, signal);
}

async function fetched(task, signal) {
  const address = pictureAddress(task);
  const answer = address && (await fetch(address, { signal }));
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

export function save(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
