import { get } from './api.js';
import { gotNoAnswer } from './connection.js';
import { wait } from './wait.js';

/** A browser opens few connections to one host, and each stream holds one. The others are polled. */
const MOST_STREAMS = 3;
const POLL_EVERY = 1000;
const SLOWEST_POLL = 15_000;

let streams = 0;
let streamed = true;

/**
 * Tells `listener` the task each time it changed, until it has ended or `signal` is aborted; by
 * events where the server has them. `listener(task, preview)`: `preview` is an address of an unfinished picture, if any.
 */
export function follow(id, listener, signal) {
  if (signal.aborted) return;
  if (streamed && streams < MOST_STREAMS) stream(id, listener, signal);
  else poll(id, listener, signal);
}

function stream(id, listener, signal) {
  const source = new EventSource(`/api/v1/tasks/${id}/events?preview=true`);
  let heard = false;
  let last = null;
  streams++;
  const end = once(() => {
    streams--;
    source.close();
  });
  signal.addEventListener('abort', end, { once: true });
  const take = (event) => {
    heard = true;
    last = JSON.parse(event.data);
    if (last.status !== 'processing') end();
    if (!signal.aborted) listener(last, null);
  };
  for (const name of ['progress', 'completed', 'failed']) source.addEventListener(name, take);
  source.addEventListener('preview', (event) => {
    const preview = previewAddress(JSON.parse(event.data));
    if (preview && last && !signal.aborted) listener(last, preview);
  });
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) {
      gotNoAnswer();
      return;
    }
    end();
    if (!heard) streamed = false;
    if (!signal.aborted) poll(id, listener, signal);
  });
}

function once(action) {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}

function previewAddress({ type, data }) {
  return `data:${type};base64,${data}`;
}

async function poll(id, listener, signal) {
  let pause = POLL_EVERY;
  while (!signal.aborted) {
    try {
      const task = await get(`/api/v1/tasks/${id}`, { signal });
      listener(task, null);
      if (task.status !== 'processing') return;
      pause = POLL_EVERY;
    } catch (error) {
      if (signal.aborted || error.status === 401 || error.status === 404) return;
      pause = Math.min(SLOWEST_POLL, Math.max(2 * pause, 1000 * (error.retryAfter ?? 0)));
    }
    await wait(pause, signal);
  }
}
