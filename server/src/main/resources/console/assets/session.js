import { get, remove, renewCsrfTokenBy, useCsrfToken } from './api.js';

/** What tabs tell each other: that somebody has signed in. */
const tabs = new BroadcastChannel('zimage.session');

let current = null;

/** Who is signed in: `{person, account, engine, prices, version}`, or null. */
export function session() {
  return current;
}

/** Each role may do what those after it may. */
export const ROLES = ['operator', 'owner', 'member', 'viewer'];

/** Whether whoever is signed in may do what a role may. */
export function may(role) {
  return current !== null && ROLES.indexOf(current.person.role) <= ROLES.indexOf(role);
}

export function isOperator() {
  return may('operator');
}

/** Asks the server who is signed in. */
export async function loadSession() {
  const before = current;
  try {
    begin(await get('/console/api/session'));
  } catch (error) {
    if (error.status !== 401) throw error;
    // Somebody may have signed in since it was asked.
    if (current === before) end();
  }
  return current;
}

/** Takes the answer of a sign-in. */
export function enter(answer) {
  begin(answer);
  tabs.postMessage('entered');
}

/** Calls `then` when somebody signs in in another tab. */
export function whenEnteredElsewhere(then, signal) {
  tabs.addEventListener('message', then, { signal });
}

function begin(answer) {
  current = answer;
  useCsrfToken(answer.csrf_token);
  dispatchEvent(new Event('zimage:session'));
}

/** Another tab may have signed out and in again: the token is then another one, and the person perhaps too. */
async function renew() {
  const { person, csrf_token: token } = current ?? {};
  if (!person) return false;
  await loadSession();
  if (current && current.person.id !== person.id) location.reload();
  return current?.person.id === person.id && current.csrf_token !== token;
}

renewCsrfTokenBy(renew);

export function end() {
  current = null;
  useCsrfToken(null);
}

export async function signOut() {
  await remove('/console/api/session');
  end();
}

/** Tells all who show the balance what it is now. */
export function balanceIs(balance) {
  if (!current || current.account.balance === balance) return;
  current.account.balance = balance;
  dispatchEvent(new Event('zimage:session'));
}

export async function refreshBalance() {
  try {
    balanceIs((await get('/api/v1/balance')).balance);
  } catch {
    // The figure stays as old as it was; whatever comes next says what is wrong.
  }
}
