// Calls to Rollcall's API. Whatever goes wrong is a `Trouble`, which has a sentence for people.

import { duration, has, language, t } from './words.js';

/**
 * @typedef {object} Problem problem+json (RFC 9457) as the API answers with it
 * @property {string} code
 * @property {string} [title]
 * @property {string} [detail]
 * @property {number} [status]
 * @property {string[]} [allowed] what would have been good
 * @property {Fault[]} [errors] what is wrong at which place of the document that was sent
 */

/** @typedef {{pointer: string, detail: string}} Fault `pointer` is a JSON pointer (RFC 6901), `detail` is English */

/** @typedef {import('./types.js').Job} Job */

/** The largest body that the edge takes, in bytes. */
export const LARGEST = 100 * 1024 * 1024;

/** What went wrong between the page and the server. */
export class Trouble extends Error {
  /**
   * @param {string} code of the problem, or `network`, `aborted`, `not-json`
   * @param {string} message the sentence
   * @param {{status?: number, detail?: string, said?: string, wait?: number | null, allowed?: string[], errors?: Fault[]}} [more]
   *   `said` is what the server says, in English, and `detail` the same where the sentence does not say it; `wait` is how many seconds it asks for; `allowed` is what it would have
   *   taken; `errors` are the places of a document that are wrong
   */
  constructor(code, message, { status = 0, detail = '', said = detail, wait = null, allowed = [], errors = [] } = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.said = said;
    this.wait = wait;
    this.allowed = allowed;
    this.errors = errors;
  }

  /** Whether a key is wanted, or another than was given: a token opens nothing here but the way in. */
  get wantsKey() {
    return this.status === 401 || this.code.startsWith('token-');
  }

  /**
   * Whether another token helps. One whose files are all sent is as good as expired: whoever mends a file
   * sends it again, and the portal alone knows whether they may. The other refusals (403) say that the portal
   * asked for a token that does not fit what it shows, and one more of these is no better.
   */
  get wantsToken() {
    return this.status === 401 || this.code === 'token-used';
  }
}

const KEY = 'rollcall-key';
/** @type {string | null} */
let bearer = remembered();

function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // Storage is forbidden here, as in some frames.
  }
}

/** Whether calls are made with a key or a token. */
export const hasKey = () => bearer !== null;

/**
 * Makes all calls from now on with a key or an upload token; it stays for the tab's life at most.
 * @param {string | null} key
 * @param {{remember?: boolean}} [options]
 */
export function useKey(key, { remember = true } = {}) {
  bearer = key;
  if (!remember) return;
  try {
    if (key === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, key);
  } catch {
    // Then it has to be given again after a reload.
  }
}

/** The origin of the page around the frame that this is. @type {string | null} */
let around = null;

/**
 * Makes all calls from now on for the page around this frame. A token may be for one portal only, and the
 * browser tells the server no more than that Rollcall's own frame calls; so the frame says who is around it. Nobody
 * but the frame itself may say so, from what the browser told it.
 * @param {string | null} origin
 */
export function callFor(origin) {
  around = origin;
}

/** Whether calls are made with an upload token, which is good for the upload and its template, and for nothing else. */
export const hasToken = () => around !== null && bearer !== null;

/** What goes with every call. @returns {Record<string, string>} */
const credentials = () => ({
  ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
  ...(around === null ? {} : { 'rollcall-embedder': around }),
});

/**
 * Any call.
 * @param {string} path with its query
 * @param {RequestInit} [init]
 * @returns {Promise<Response>} one that went well
 */
export async function call(path, init = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...init, headers: { ...init.headers, ...credentials() } });
  } catch (error) {
    throw lost(error);
  }
  if (!answer.ok) throw await refused(answer);
  return answer;
}

/** @param {string} path @param {RequestInit} [init] @returns {Promise<any>} */
export async function json(path, init) {
  const answer = await call(path, { ...init, headers: { accept: 'application/json', ...init?.headers } });
  return answer.json();
}

/** @param {unknown} error that `fetch` threw */
function lost(error) {
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  return new Trouble('network', t('trouble-network'));
}

/** @param {Response} answer */
async function refused(answer) {
  const problem = await answer.json().catch(() => null);
  return trouble(answer.status, problem, answer.headers.get('retry-after'));
}

/**
 * The sentence for a problem: ours where there is one for its code or its status, in the reader's
 * language; the server's own words are English and are kept beside it.
 * @param {number} status
 * @param {Problem | null} problem
 * @param {string | null} [retryAfter] seconds
 */
function trouble(status, problem, retryAfter) {
  const code = problem?.code ?? 'not-json';
  const detail = problem?.detail ?? '';
  // Where a pause is asked for and not said how long, a minute.
  const wait = Number(retryAfter) || (status === 429 ? 60 : null);
  const by = [`trouble-${code}`, status === 401 ? 'trouble-key' : '', status >= 500 ? 'trouble-server' : '', status === 429 ? 'trouble-busy' : ''];
  const id = by.find((id) => has(id));
  // Where there is a sentence for just this, the server's own says no more.
  return new Trouble(code, id ? t(id, { status, seconds: wait ?? 60, time: duration(wait ?? 60) }) : detail || t('trouble-other', { status }),
    { status, detail: id === by[0] ? '' : detail, said: detail, wait, allowed: problem?.allowed ?? [], errors: problem?.errors ?? [] });
}

/**
 * Sends a file. XMLHttpRequest, because `fetch` does not tell how far an upload has come.
 *
 * @param {Record<string, string>} options in front of the file, as the API wants them
 * @param {File} file
 * @param {{onSent: (share: number) => void, signal: AbortSignal, key: string}} more `onSent` hears how much has
 *   been sent, from 0 to 1; `key` is an idempotency key: sending again with it makes no second job
 * @returns {Promise<Job>}
 */
export function send(options, file, { onSent, signal, key }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(options)) if (value !== '') form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/jobs');
    request.responseType = 'json';
    request.setRequestHeader('idempotency-key', key);
    request.setRequestHeader('accept-language', language());
    for (const [name, value] of Object.entries(credentials())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      if (request.status === 200 || request.status === 201) resolve(request.response);
      else reject(trouble(request.status, request.response, request.getResponseHeader('retry-after')));
    });
    request.addEventListener('error', () => reject(new Trouble('network', t('trouble-upload-lost'))));
    request.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) request.abort();
    else request.send(form);
  });
}

/**
 * Downloads what only somebody with a key may have; without one, a link does.
 * @param {string} path
 * @returns {Promise<{blob: Blob, name: string | null}>} with the name that the server gives it
 */
export async function fetchFile(path) {
  const answer = await call(path);
  const disposition = answer.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="([^"]+)"/i.exec(disposition)?.[1];
  return { blob: await answer.blob(), name: encoded ? decodeURIComponent(encoded) : (plain ?? null) };
}
