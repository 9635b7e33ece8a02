// One file from the moment somebody says "check it": checked here while it is sent, or here alone.

import { Trouble, hasToken, send } from './api.js';
import { Engine, EngineError } from './engine/client.js';
import { provisions } from './templates.js';
import { language } from './words.js';

/**
 * @typedef {object} Options
 * @property {string} template a name, `auto`, or empty: the structure alone
 * @property {string} [description]
 * @property {string} [importOption]
 */

/**
 * @typedef {object} State where it stands
 * @property {'check' | 'send' | 'store'} phase
 * @property {number} rows @property {number} bytes @property {number} total
 * @property {number} errors @property {number} warnings @property {number} invalid
 * @property {number} [firstError] the row of the first error
 * @property {number} sent the share of the file that has been sent, from 0 to 1
 */

/** @typedef {{job?: import('./types.js').Job, checked?: import('./engine/client.js').Checked, options: import('./engine/client.js').CheckOptions}} Outcome */

/** The keys under which files were sent, so that sending one again makes no second job. @type {WeakMap<File, Map<string, string>>} */
const sent = new WeakMap();

/**
 * Checks a file. Unless it is to be kept here, it is sent at the same time, and the job of the edge is
 * what counts. Once there is a job, to stop is to do without what is left of the check here.
 *
 * @param {File} file
 * @param {Options} options
 * @param {{keep: boolean, onProgress: (state: State) => void, signal: AbortSignal}} more
 * @returns {Promise<Outcome>}
 * @throws {Trouble | EngineError | DOMException} what went wrong, or that it was stopped
 */
export async function checking(file, options, { keep, onProgress, signal }) {
  /** @type {State} */
  const state = { phase: 'check', rows: 0, bytes: 0, total: file.size, errors: 0, warnings: 0, invalid: 0, sent: 0 };
  const changed = (/** @type {Partial<State>} */ more) => onProgress({ ...Object.assign(state, more) });
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(), { once: true });
  if (signal.aborted) stop.abort();
  const asked = await wanted(options, keep);
  // Side by side: whoever waits for a slow connection sees meanwhile what is wrong.
  const here = checkHere(file, asked, changed, stop.signal).then((checked) => {
    if (!keep && state.phase === 'check') changed({ phase: state.sent < 1 ? 'send' : 'store' });
    return checked;
  });
  if (keep) return { checked: await here, options: asked };
  // A file that cannot be read cannot be sent either; for anything else the edge can still judge.
  const local = here.catch((error) => {
    if (error instanceof EngineError && error.code === 'file-changed') stop.abort(error);
    return undefined;
  });
  try {
    const job = await send(fields(options), file, {
      onSent: (share) => changed({ sent: share, ...(share >= 1 && state.phase !== 'check' ? { phase: 'store' } : {}) }),
      signal: stop.signal,
      key: keyFor(file, fields(options)),
    });
    // A token brings nothing back but the verdict: the rest of what there is to show comes from the check here.
    if (!hasToken()) stop.abort();
    return { job, checked: await local, options: asked };
  } catch (error) {
    if (stop.signal.reason instanceof EngineError) throw stop.signal.reason;
    if (error instanceof Trouble && error.status >= 400 && error.status < 500) stop.abort();
    throw error;
  }
}

/** @param {File} file @param {import('./engine/client.js').CheckOptions} options @param {(more: Partial<State>) => void} changed @param {AbortSignal} signal */
async function checkHere(file, options, changed, signal) {
  if (!Engine.supported()) throw new EngineError('unsupported');
  return new Engine().check(file, options, ({ bytes, rows, errors, warnings, invalid, firstError }) => changed({ bytes, rows, errors, warnings, invalid, firstError }), signal);
}

/** What the engine here has to know. @param {Options} options @param {boolean} keep */
async function wanted(options, keep) {
  /** @type {import('./engine/client.js').CheckOptions} */
  const asked = { language: language() };
  if (options.importOption) asked.importOption = options.importOption;
  if (!options.template) return asked;
  asked.template = options.template;
  if (options.template === 'auto') return asked;
  try {
    Object.assign(asked, await provisions(options.template));
  } catch (error) {
    // Without lists and the partner's own templates, what is found here may be less; the edge has them.
    if (keep) throw error;
  }
  return asked;
}

/** What the API is told in front of the file. @param {Options} options @returns {Record<string, string>} */
const fields = ({ template, description, importOption }) => ({
  template,
  language: language(),
  description: description ?? '',
  import_option: importOption ?? '',
});

/** @param {File} file @param {Record<string, string>} options */
function keyFor(file, options) {
  const keys = sent.get(file) ?? new Map();
  sent.set(file, keys);
  const by = JSON.stringify(options);
  const key = keys.get(by) ?? crypto.randomUUID();
  keys.set(by, key);
  return key;
}
