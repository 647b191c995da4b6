import { gotNoAnswer } from './connection.js';
import { currentLanguage, has, t } from './i18n.js';

/** What the server refused, or that it could not be reached (`status` 0). */
export class ApiError extends Error {
  constructor(status, { code, message, request_id: requestId } = {}, retryAfter = null) {
    super(message ?? `HTTP ${status}`);
    this.status = status;
    this.code = code ?? null;
    this.requestId = requestId ?? null;
    this.retryAfter = retryAfter;
  }
}

/** The session has ended, or its cookie is gone. */
const SIGN_IN_REQUIRED = new Set([10001, 10005]);
/** Also when the token of the session does not fit. */
const ORIGIN_NOT_ALLOWED = 10006;
/** Errors whose message names what to change, which no translation of the code can. */
const NAMING = new Set([10006, 10008, 20002, 20003, 20004, 20005, 20006, 20007, 20010, 30001, 30002, 60012]);

/** What a proxy answers in place of a server that is gone. */
const FROM_A_PROXY = new Set([502, 503, 504]);

let csrfToken = null;
let renewal = async () => false;

export function useCsrfToken(token) {
  csrfToken = token;
}

/** `renew` asks for the token anew, and answers whether it is another one: somebody signed in again in another tab. */
export function renewCsrfTokenBy(renew) {
  renewal = renew;
}

/**
 * Sends a request as the person who is signed in and answers with the JSON.
 *
 * @throws {ApiError}
 */
export async function call(method, path, options = {}) {
  try {
    return await send(method, path, options);
  } catch (error) {
    if (error.code !== ORIGIN_NOT_ALLOWED || method === 'GET' || !(await renewal())) throw error;
    return send(method, path, options);
  }
}

async function send(method, path, { body, file, headers = {}, signal }) {
  const sent = { accept: 'application/json', ...headers };
  if (body !== undefined) sent['content-type'] = 'application/json';
  if (file !== undefined) sent['content-type'] = file.type;
  if (method !== 'GET' && csrfToken) sent['x-csrf-token'] = csrfToken;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: sent,
      signal,
      body: body === undefined ? file : JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw unanswered();
  }
  const answer = await readJson(response);
  if (response.ok) return answer;
  if (FROM_A_PROXY.has(response.status) && !answer) throw unanswered();
  const refusal = new ApiError(response.status, answer?.error, Number(response.headers.get('retry-after')) || null);
  if (SIGN_IN_REQUIRED.has(refusal.code)) dispatchEvent(new Event('zimage:signed-out'));
  throw refusal;
}

function unanswered() {
  gotNoAnswer();
  return new ApiError(0, { message: t('error.network') });
}

async function readJson(response) {
  if (!response.headers.get('content-type')?.includes('json')) return null;
  try {
    return await response.json();
  } catch {
    return null;
  }
}

export const get = (path, options) => call('GET', path, options);
export const post = (path, body, options) => call('POST', path, { body, ...options });
export const put = (path, body, options) => call('PUT', path, { body, ...options });
export const patch = (path, body, options) => call('PATCH', path, { body, ...options });
export const remove = (path, options) => call('DELETE', path, options);

/** The answer, or null where this server has no such path. */
export async function getIfThere(path, options) {
  try {
    return await get(path, options);
  } catch (error) {
    if (error.status === 404 || error.status === 405) return null;
    throw error;
  }
}

/** A path with the values that are set as its query. */
export function query(path, values) {
  const set = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}

const REFUSED = 80006;

/** What of the content policy a task was refused for, where the message says it in the known form. */
function refusedFor(message) {
  const [, subject, category] = /^The (prompt|picture) is against the content policy: ([^.]+)\./.exec(message) ?? [];
  const key = `policy.${category}`;
  return has(key) ? t(`policy.${subject}`, { what: t(key) }) : null;
}

/** An error in the reader's language. */
export function describe(error) {
  if (!(error instanceof ApiError)) return t('error.unknown');
  const refused = error.code === REFUSED && refusedFor(error.message);
  if (refused) return refused;
  const key = `error.${error.code}`;
  if (currentLanguage() === 'en' || !has(key)) return error.message;
  return NAMING.has(error.code) ? t('error.with_detail', { what: t(key), detail: error.message }) : t(key);
}

/** The error of a failed task in the reader's language. */
export function describeFailure(error) {
  return describe(new ApiError(200, error));
}
