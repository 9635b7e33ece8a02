// The engine's face on the main thread: the same engine that judges a file at the edge, in a Worker of
// this page. The file does not leave the machine.

/**
 * @typedef {object} CheckOptions
 * @property {string} [template] name of a template; `auto` recognises it; absent: structure alone
 * @property {string} [schema] a Table Schema as JSON (a partner's own template, fetched by the caller)
 * @property {string} language en fr it pt de
 * @property {string} [importOption]
 * @property {Record<string, string>} [lists] lists for foreign keys, one value a line
 * @property {string | object} [dialect] a Table Dialect: what is known of how the file is written
 * @property {string} [encoding] a label of the encoding, where it is known
 */

/**
 * @typedef {object} Progress
 * @property {number} bytes @property {number} total @property {number} rows
 * @property {number} errors findings so far @property {number} warnings
 * @property {number} invalid rows
 * @property {number} [firstError] row of the first error, as soon as there is one
 */

/**
 * @typedef {object} Checked
 * @property {import('../types.js').Report} report what `report.json` has of it at the edge
 * @property {{name: string, sure: number} | null} recognised where the template was `auto`
 * @property {Blob} findings `findings.ndjson`, as the edge would store it
 * @property {number} millis
 */

/**
 * The rows with findings, to be mended.
 * @typedef {object} Sheet
 * @property {string[]} labels of the columns, without those that a report has added
 * @property {({name: string, title?: string, values?: string[]} | null)[]} fields of the columns
 * @property {SheetRow[]} rows
 * @property {number} left rows with findings for which there was no room
 * @property {any} dialect as the report has it
 */
/** @typedef {{row: number, cells: string[], findings: SheetFinding[]}} SheetRow */
/**
 * A finding with a value that loses nothing and that the engine accepts in that cell, where there is one.
 * @typedef {import('../types.js').Finding & {suggestion?: string}} SheetFinding
 */
/**
 * What was mended: the cells of whole rows by the row, or that and labels by their place among the sheet's.
 * @typedef {Map<number, string[]> | {rows?: Map<number, string[]>, labels?: Map<number, string>}} Edits
 */

/** @typedef {(progress: Progress) => void} OnProgress */

/** @typedef {'unsupported' | 'file-changed' | 'out-of-memory' | 'broken' | 'parts' | 'options'} ErrorCode */

/** Why the engine has no answer. That it was stopped is a `DOMException` by the name `AbortError`. */
export class EngineError extends Error {
  /** @param {ErrorCode} code @param {string} [message] */
  constructor(code, message) {
    super(message ?? code);
    this.name = 'EngineError';
    /** @type {ErrorCode} */
    this.code = code;
  }
}

/** Beyond this much memory a Worker is not kept for the next task: WebAssembly never gives any back. */
const MOST_KEPT = 96 << 20;

/** A module of nothing but a function that uses SIMD, as the engine does. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** @typedef {{resolve: (value: any) => void, reject: (error: unknown) => void, onProgress?: OnProgress | undefined}} Waiting */

/** A Worker with its tasks. One serves the whole page. */
class Staff {
  /** @type {Staff | null} */ static #current = null;
  static #ids = 0;

  /** The one that works, or a fresh one. */
  static get current() {
    Staff.#current ??= new Staff();
    return Staff.#current;
  }

  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #worker = new Worker(ENGINE_WORKER, { type: 'module' });

  constructor() {
    this.#worker.onmessage = ({ data: { id, progress, result, failure, memory } }) => {
      const waiting = this.#waiting.get(id);
      if (!waiting) return;
      if (progress) return waiting.onProgress?.(progress);
      this.#waiting.delete(id);
      if (!failure) waiting.resolve(result);
      else if (failure.code === 'stopped') waiting.reject(new DOMException('The check was stopped.', 'AbortError'));
      else waiting.reject(new EngineError(failure.code, failure.message));
      // What is left of an instance that trapped cannot be trusted.
      if (failure && ['broken', 'out-of-memory', 'unsupported'].includes(failure.code)) this.#fail(failure.code, failure.message);
      this.#settle(memory > MOST_KEPT);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail('broken', event.message || 'The engine could not be started.');
    };
  }

  /**
   * @param {string} task @param {any[]} args
   * @param {OnProgress} [onProgress] @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   */
  ask(task, args, onProgress, signal) {
    return new Promise((resolve, reject) => {
      const id = (Staff.#ids += 1);
      const stop = () => {
        if (!this.#waiting.delete(id)) return;
        this.#worker.postMessage({ id });
        this.#settle(false);
        reject(signal?.reason ?? new DOMException('The check was stopped.', 'AbortError'));
      };
      const settle = (/** @type {(value: any) => void} */ how) => (/** @type {any} */ value) => {
        signal?.removeEventListener('abort', stop);
        how(value);
      };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject), onProgress });
      signal?.addEventListener('abort', stop);
      this.#worker.postMessage({ id, task, args });
    });
  }

  /** Ends the Worker with its last task, where it takes no more. @param {boolean} retires */
  #settle(retires) {
    if (retires && Staff.#current === this) Staff.#current = null;
    if (Staff.#current !== this && this.#waiting.size === 0) this.#worker.terminate();
  }

  /** @param {ErrorCode} code @param {string} message */
  #fail(code, message) {
    for (const waiting of this.#waiting.values()) waiting.reject(new EngineError(code, message));
    this.#waiting.clear();
    this.#settle(true);
  }
}

/** The engine. Making one costs nothing; its Worker starts with the first file. */
export class Engine {
  /** Whether this browser has what it takes: WebAssembly with SIMD, module workers, streams. */
  static supported() {
    try {
      return typeof Worker === 'function' && typeof ReadableStream === 'function' && 'arrayBuffer' in Blob.prototype && WebAssembly.validate(SIMD);
    } catch {
      return false;
    }
  }

  /**
   * Checks a file.
   * @param {File} file @param {CheckOptions} options
   * @param {OnProgress} [onProgress] @param {AbortSignal} [signal]
   * @returns {Promise<Checked>}
   */
  check(file, options, onProgress, signal) {
    return ask('check', [file, options], onProgress, signal);
  }

  /**
   * The built-in template that a file belongs to, by its header; null where that is not clear.
   * @param {File} file
   * @returns {Promise<Checked['recognised']>}
   */
  recognise(file) {
    return ask('recognise', [file, { language: 'en' }]);
  }

  /**
   * The built-in templates, with their titles.
   * @returns {Promise<{name: string, title: string}[]>}
   */
  kinds() {
    return ask('kinds', []);
  }

  /**
   * The annotated file, `report.csv`.
   * @param {File} file @param {CheckOptions} options
   * @param {OnProgress} [onProgress] @param {AbortSignal} [signal]
   * @returns {Promise<Blob>}
   */
  reportCsv(file, options, onProgress, signal) {
    return ask('reportCsv', [file, options], onProgress, signal);
  }

  /**
   * The rows with errors, annotated, or those without, as a plain file.
   * @param {File} file @param {CheckOptions} options @param {'errors' | 'clean'} which
   * @param {OnProgress} [onProgress] @param {AbortSignal} [signal]
   * @returns {Promise<Blob>}
   */
  view(file, options, which, onProgress, signal) {
    return ask('view', [file, options, which], onProgress, signal);
  }

  /**
   * The report as a page, `report.html`.
   * @param {File} file @param {CheckOptions} options
   * @param {OnProgress} [onProgress] @param {AbortSignal} [signal]
   * @returns {Promise<Blob>}
   */
  html(file, options, onProgress, signal) {
    return ask('html', [file, options], onProgress, signal);
  }

  /**
   * The rows with findings, at most `most` of them (5,000). The file is the user's or a job's `report.csv`.
   * @param {Blob} file @param {CheckOptions & {most?: number}} options
   * @param {OnProgress} [onProgress] @param {AbortSignal} [signal]
   * @returns {Promise<Sheet>}
   */
  sheet(file, options, onProgress, signal) {
    return ask('sheet', [file, options], onProgress, signal);
  }

  /**
   * What the engine says of these rows, as a file made of them; a list of findings a row.
   * @param {string[]} header @param {string[][]} rows @param {CheckOptions} options
   * @param {AbortSignal} [signal]
   * @returns {Promise<SheetFinding[][]>}
   */
  recheck(header, rows, options, signal) {
    return ask('recheck', [header, rows, options], undefined, signal);
  }

  /**
   * The file with what was mended: UTF-8, in its own dialect, all else as it was, without the columns of
   * a report.
   * @param {Blob} file @param {CheckOptions} options @param {Edits} edits
   * @param {OnProgress} [onProgress] @param {AbortSignal} [signal]
   * @returns {Promise<Blob>}
   */
  save(file, options, edits, onProgress, signal) {
    return ask('save', [file, options, edits], onProgress, signal);
  }
}

/**
 * @param {string} task @param {any[]} args
 * @param {OnProgress} [onProgress] @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
async function ask(task, args, onProgress, signal) {
  signal?.throwIfAborted();
  if (!Engine.supported()) throw new EngineError('unsupported');
  return Staff.current.ask(task, args, onProgress, signal);
}
