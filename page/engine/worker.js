// The engine's Web Worker: tasks come in as messages, progress and results go out.

import init from '../../target/page/engine.js';
import wasm from '../../target/page/engine.wasm';
import { FileChanged, NotUnderstood, PartsMissing, annotated, check, html, kinds, recheck, recognition, save, sheet } from './tasks.js';

/**
 * @typedef {object} Request
 * @property {number} id
 * @property {string} [task] absent where the task of this id is to stop
 * @property {any[]} [args]
 */

/** What can be asked for. @type {Record<string, (...args: any[]) => Promise<unknown>>} */
const TASKS = {
  check,
  reportCsv: (file, options, around) => annotated(file, options, 'report', around),
  view: (file, options, which, around) => annotated(file, options, which, around),
  html,
  recognise: recognition,
  kinds,
  sheet,
  recheck,
  save,
};

/** The tasks under way. @type {Map<number, AbortController>} */
const running = new Map();

/** The module, loaded with the first task. @type {ReturnType<typeof init> | undefined} */
let loading;

addEventListener('message', async (/** @type {MessageEvent<Request>} */ { data: { id, task, args = [] } }) => {
  if (!task) return running.get(id)?.abort();
  const stop = new AbortController();
  running.set(id, stop);
  /** @type {Awaited<ReturnType<typeof init>> | undefined} */
  let engine;
  try {
    loading ??= load();
    engine = await loading;
    const around = { part, signal: stop.signal, onProgress: (/** @type {unknown} */ progress) => postMessage({ id, progress }) };
    const result = await TASKS[task]?.(...args, around);
    postMessage({ id, result, memory: engine.memory.buffer.byteLength });
  } catch (error) {
    postMessage({ id, failure: { code: code(error, engine), message: error instanceof Error ? error.message : String(error) } });
  } finally {
    running.delete(id);
  }
});

async function load() {
  try {
    return await init({ module_or_path: fetch(/** @type {any} the bundler's address; what is typed is the module itself */ (wasm)) });
  } catch (error) {
    loading = undefined;
    throw error instanceof WebAssembly.CompileError ? error : new PartsMissing(String(error));
  }
}

/** @param {string} path */
async function part(path) {
  const answer = await fetch(path).catch((error) => {
    throw new PartsMissing(`${path}: ${error.message}`);
  });
  if (!answer.ok) throw new PartsMissing(`${path} is answered with ${answer.status}.`);
  return answer.text();
}

/** @param {unknown} error @param {{memory: WebAssembly.Memory} | undefined} engine */
function code(error, engine) {
  if (error instanceof PartsMissing) return 'parts';
  if (error instanceof FileChanged) return 'file-changed';
  if (error instanceof NotUnderstood) return 'options';
  if (error instanceof DOMException && error.name === 'AbortError') return 'stopped';
  if (error instanceof WebAssembly.CompileError) return 'unsupported';
  if (error instanceof RangeError) return 'out-of-memory';
  // Rust ends in the same trap whether it found a fault or no memory; whether there is memory can be asked.
  return error instanceof WebAssembly.RuntimeError && engine && !grows(engine.memory) ? 'out-of-memory' : 'broken';
}

/** @param {WebAssembly.Memory} memory */
function grows(memory) {
  try {
    memory.grow(256);
    return true;
  } catch {
    return false;
  }
}
