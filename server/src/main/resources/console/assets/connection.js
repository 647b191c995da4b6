import { wait } from './wait.js';

const FIRST_TRY = 500;
const SLOWEST_TRY = 5000;

let lost = false;
let trying = false;

/** Whether the server was found not to answer, and has not answered since. */
export function connectionLost() {
  return lost;
}

/** A request got no answer. Asks for one until it comes; `zimage:connection` tells of each change. */
export async function gotNoAnswer() {
  if (trying) return;
  trying = true;
  let pause = FIRST_TRY;
  while (!(await answers())) {
    change(true);
    await wait(pause, new AbortController().signal);
    pause = Math.min(SLOWEST_TRY, 2 * pause);
  }
  trying = false;
  change(false);
}

async function answers() {
  try {
    return (await fetch('/health/live', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

function change(now) {
  if (lost === now) return;
  lost = now;
  dispatchEvent(new Event('zimage:connection'));
}
