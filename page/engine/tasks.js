// What the engine does with a file, from its first slice to its last. No messages and no Worker here, so
// that the tests run the same code in Node.
//
// A file is never held: a slice is read while the one before is checked, and what is written goes into
// Blobs, which the browser keeps on disk where they are large.

import { Check, fingerprint, give_template, give_words, head_bytes, recognise, templates } from '../../target/page/engine.js';

/** @typedef {import('./client.js').CheckOptions} CheckOptions */
/** @typedef {import('./client.js').Progress} Progress */
/** @typedef {import('./client.js').Checked} Checked */
/** @typedef {import('./client.js').Sheet} Sheet */
/** @typedef {import('./client.js').SheetRow} SheetRow */
/** @typedef {import('./client.js').SheetFinding} SheetFinding */
/** @typedef {import('./client.js').Edits} Edits */

/**
 * What surrounds a task.
 * @typedef {object} Surroundings
 * @property {(path: string) => Promise<string>} part fetches a file of the deployment, as text
 * @property {(progress: Progress) => void} onProgress
 * @property {AbortSignal} signal
 */

/** How much of a file is read at a time; a tenth of that first, so that something is known at once. */
const SLICE = 1 << 20;
const FIRST_SLICE = 1 << 17;
/** How long work goes on without a word, in milliseconds. */
const QUIET = 50;
/** When bytes become a Blob. */
const PART = 1 << 20;

/** Words or templates could not be had. */
export class PartsMissing extends Error {}
/** The file cannot be read any more: it changed on disk, or is gone. */
export class FileChanged extends Error {}
/** What is asked for cannot be understood, such as a schema that is none. */
export class NotUnderstood extends Error {}

/**
 * Checks a file.
 * @param {Blob & {name?: string}} file
 * @param {CheckOptions} options
 * @param {Surroundings} around
 * @returns {Promise<Checked>}
 */
export async function check(file, options, around) {
  const started = performance.now();
  const { asked, recognised } = await prepare(file, options, around);
  const findings = new Parts('application/x-ndjson');
  return run(file, { ...asked, findings: true }, around, (check) => findings.add(check.take_findings()), async (check, report) => ({
    report: named(report, file),
    recognised,
    findings: await rewritten(findings.blob(), check.rewriter('findings'), around),
    millis: performance.now() - started,
  }));
}

/**
 * The annotated file, whole or one of its views.
 * @param {Blob & {name?: string}} file
 * @param {CheckOptions} options
 * @param {'report' | 'errors' | 'clean'} which
 * @param {Surroundings} around
 * @returns {Promise<Blob>}
 */
export async function annotated(file, options, which, around) {
  const { asked } = await prepare(file, options, around);
  const csv = new Parts('text/csv;charset=utf-8');
  return run(file, { ...asked, reportCsv: true }, around, (check) => csv.add(check.take_report_csv()), async (check) => {
    const whole = await rewritten(csv.blob(), check.rewriter('report'), around);
    return which === 'report' ? whole : rewritten(whole, check.rewriter(which), around);
  });
}

/**
 * The report as a page.
 * @param {Blob & {name?: string}} file
 * @param {CheckOptions} options
 * @param {Surroundings} around
 * @returns {Promise<Blob>}
 */
export async function html(file, options, around) {
  const { asked, recognised } = await prepare(file, options, around);
  const template = recognised?.name ?? (options.template === 'auto' ? undefined : options.template);
  return run(file, asked, around, () => {}, async (check) => {
    const page = check.html(file.name, template, new Date().toISOString());
    return new Blob([page], { type: 'text/html;charset=utf-8' });
  });
}

/** How many rows somebody mends at a time, where the caller does not say. */
const MOST_ROWS = 5_000;

/**
 * The rows with findings, to be mended.
 * @param {Blob & {name?: string}} file
 * @param {CheckOptions & {most?: number}} options
 * @param {Surroundings} around
 * @returns {Promise<Sheet>}
 */
export async function sheet(file, options, around) {
  const { asked } = await prepare(file, options, around);
  /** @param {Record<number, string[]>} late @returns {Promise<{sheet: Sheet, late: string}>} */
  const read = async (late) => {
    const lines = new Lines();
    /** @type {any} */
    let columns = null;
    const carry = (/** @type {Check} */ check) => {
      lines.add(check.take_sheet());
      // Wanted for those that come late; the others are in the rows.
      check.take_findings();
    };
    return run(file, { ...asked, findings: true, most: options.most ?? MOST_ROWS, late }, around, carry, async (check, report) => {
      const rewriter = check.rewriter('findings');
      const told = rewriter ? new TextDecoder().decode(rewriter.finish()) : '';
      if (rewriter) free(rewriter);
      return { sheet: { ...columns, rows: lines.rows(), dialect: report.file.dialect }, late: told };
    }, (check) => {
      columns = JSON.parse(check.sheet_head());
    });
  };
  const first = await read({});
  if (!first.late) return first.sheet;
  // That a row refers to nothing is known at the end of the file, when the row itself has gone by.
  /** @type {Record<number, string[]>} */
  const late = {};
  for (const line of first.late.split('\n')) {
    if (line) (late[JSON.parse(line).row] ??= []).push(line);
  }
  return (await read(late)).sheet;
}

/**
 * What the engine says of these rows, as a file made of them.
 * @param {string[]} header
 * @param {string[][]} rows
 * @param {CheckOptions} options
 * @param {Surroundings} around
 * @returns {Promise<SheetFinding[][]>}
 */
export async function recheck(header, rows, options, around) {
  const quoted = (/** @type {string[]} */ cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
  const file = new Blob([quoted(header), ...rows.map(quoted)]);
  const given = typeof options.dialect === 'string' ? JSON.parse(options.dialect) : options.dialect;
  const dialect = {
    ...(given?.nullSequence ? { nullSequence: given.nullSequence } : {}),
    delimiter: ',', quoteChar: '"', doubleQuote: true, header: true, headerRows: [1],
  };
  const found = await sheet(file, { ...options, dialect, encoding: 'utf-8', most: rows.length }, around);
  /** @type {SheetFinding[][]} */
  const findings = rows.map(() => []);
  for (const { row, findings: here } of found.rows) findings[row - 2]?.push(...here);
  return findings;
}

/**
 * The file with what was mended in it.
 * @param {Blob & {name?: string}} file
 * @param {CheckOptions} options
 * @param {Edits} edits
 * @param {Surroundings} around
 * @returns {Promise<Blob>}
 */
export async function save(file, options, edits, around) {
  const { asked } = await prepare(file, options, around);
  const csv = new Parts('text/csv;charset=utf-8');
  const { rows = new Map(), labels = new Map() } = edits instanceof Map ? { rows: edits } : edits;
  const written = { rows: Object.fromEntries(rows), labels: Object.fromEntries(labels) };
  return run(file, { ...asked, edits: written }, around, (check) => csv.add(check.take_report_csv()), async () => csv.blob());
}

/** The lines of JSON that come in pieces. */
class Lines {
  /** @type {SheetRow[]} */ #rows = [];

  /** Whole lines. @param {Uint8Array} bytes */
  add(bytes) {
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      if (line) this.#rows.push(JSON.parse(line));
    }
  }

  rows() {
    return this.#rows;
  }
}

/**
 * Which built-in template the file belongs to, by its first block; null where that is not clear.
 * @param {Blob} file
 * @param {CheckOptions} options
 * @param {Surroundings} around
 * @returns {Promise<Checked['recognised']>}
 */
export async function recognition(file, options, around) {
  return (await prepare(file, { ...options, template: 'auto' }, around)).recognised;
}

/**
 * The built-in templates by their names, with their titles: for whoever cannot ask the API for them.
 * @param {Surroundings} around
 * @returns {Promise<{name: string, title: string}[]>}
 */
export async function kinds({ part }) {
  const folder = `/engine/${fingerprint()}`;
  return Promise.all(templates().map(async (name) => ({ name, title: JSON.parse(await part(`${folder}/${name}.json`)).rollcall?.title ?? name })));
}

/**
 * Brings what a check needs, and recognises the template where that is wanted.
 * @param {Blob} file
 * @param {CheckOptions} options
 * @param {Surroundings} around
 */
export async function prepare(file, options, { part }) {
  const folder = `/engine/${fingerprint()}`;
  const { language, importOption, lists, schema, dialect, encoding } = options;
  let { template } = options;
  if (!given.has(language)) {
    if (!give_words(language, await part(`${folder}/${language}.txt`))) throw new PartsMissing(`${language}.txt is something else.`);
    given.add(language);
  }
  const wanted = schema || !template ? [] : template === 'auto' ? templates() : [template];
  await Promise.all(wanted.filter((name) => !given.has(name)).map(async (name) => {
    if (!templates().includes(name)) throw new NotUnderstood(`There is no built-in template ${name}; give its schema.`);
    give_template(name, await part(`${folder}/${name}.json`));
    given.add(name);
  }));
  const text = (/** @type {unknown} */ value) => (value === undefined || typeof value === 'string' ? value : JSON.stringify(value));
  const read = { dialect: text(dialect), encoding };
  /** @type {Checked['recognised']} */
  let recognised = null;
  if (template === 'auto') {
    template = undefined;
    if (!schema) {
      const head = new Uint8Array(await bytes(file.slice(0, head_bytes())));
      const [name, sure] = understood(() => recognise(head, JSON.stringify(read)))?.split(' ') ?? [];
      if (name) recognised = { name, sure: Number(sure) };
      template = name;
    }
  }
  const seed = crypto.getRandomValues(new Uint32Array(1))[0];
  return { recognised, asked: { ...read, template, schema: text(schema), language, importOption, lists, seed } };
}

/** Languages and templates that were given to this instance. @type {Set<string>} */
const given = new Set();

/**
 * Runs a file through a check, from its first byte to its report.
 * @template T
 * @param {Blob} file
 * @param {object} asked
 * @param {Surroundings} around
 * @param {(check: Check) => void} carry takes away what was written
 * @param {(check: Check, report: any) => Promise<T>} end
 * @param {(check: Check) => void} [before] looks at the check when the file has ended, before its report
 * @returns {Promise<T>}
 */
export async function run(file, asked, { onProgress, signal }, carry, end, before) {
  const check = understood(() => new Check(JSON.stringify(asked)));
  const turn = new Turns(signal);
  let read = 0;
  const said = async () => {
    if (!turn.isDue()) return;
    const [rows = 0, invalid = 0, errors = 0, warnings = 0, first = 0] = check.progress();
    onProgress({ bytes: read, total: file.size, rows, errors, warnings, invalid, ...(first ? { firstError: first } : {}) });
    await turn.over();
  };
  try {
    let next = slice(file, 0, FIRST_SLICE);
    for (let at = 0; at < file.size; ) {
      const piece = new Uint8Array(await next);
      signal.throwIfAborted();
      if (piece.length === 0) throw new FileChanged('The file is shorter than it was.');
      at += piece.length;
      next = at < file.size ? slice(file, at, SLICE) : next;
      check.push(piece);
      read = at;
      do {
        carry(check);
        await said();
      } while (check.resume());
    }
    while (check.close()) {
      carry(check);
      await said();
    }
    carry(check);
    const [rows = 0, invalid = 0, errors = 0, warnings = 0, first = 0] = check.progress();
    before?.(check);
    const report = JSON.parse(check.finish());
    carry(check);
    onProgress({ bytes: read, total: file.size, rows, errors, warnings, invalid, ...(first ? { firstError: first } : {}) });
    return await end(check, report);
  } finally {
    free(check);
  }
}

/**
 * A stored file with another's bytes, where it has to be rewritten.
 * @param {Blob} blob
 * @param {import('../../target/page/engine.js').Rewriter | undefined} rewriter
 * @param {Surroundings} around
 */
async function rewritten(blob, rewriter, { signal }) {
  if (!rewriter) return blob;
  const turn = new Turns(signal);
  const parts = new Parts(blob.type);
  try {
    for (let at = 0; at < blob.size; at += SLICE) {
      const piece = await slice(blob, at, SLICE);
      signal.throwIfAborted();
      parts.add(rewriter.push(new Uint8Array(piece)));
      if (turn.isDue()) await turn.over();
    }
    parts.add(rewriter.finish());
    return parts.blob();
  } finally {
    free(rewriter);
  }
}

/** Gives memory back. After a trap there is nothing to give. @param {{free: () => void}} held */
export function free(held) {
  try {
    held.free();
  } catch {
    // The instance is thrown away anyway.
  }
}

/**
 * Does something that may not be understood; a sentence of the engine's says what.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
export function understood(work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && !(error instanceof WebAssembly.RuntimeError)) throw new NotUnderstood(error.message);
    throw error;
  }
}

/** The report, with the file's name where the edge has it. @param {any} report @param {{name?: string}} file */
const named = (report, file) => ({ ...report, file: { name: file.name ?? null, ...report.file } });

/** @param {Blob} file @param {number} at @param {number} length */
function slice(file, at, length) {
  const read = bytes(file.slice(at, at + length));
  // Whoever waits for it sees the error; nobody may.
  read.catch(() => {});
  return read;
}

/** @param {Blob} blob */
async function bytes(blob) {
  try {
    return await blob.arrayBuffer();
  } catch (error) {
    if (error instanceof DOMException && ['NotReadableError', 'NotFoundError', 'SecurityError'].includes(error.name)) {
      throw new FileChanged(error.message);
    }
    throw error;
  }
}

/** Whose turn it is: work goes on for a while, then others have one. */
export class Turns {
  #last = performance.now();

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.signal = signal;
  }

  isDue() {
    return performance.now() - this.#last > QUIET;
  }

  /** Lets messages come in, of which one may say to stop. */
  async over() {
    await new Promise((resolve) => setTimeout(resolve));
    this.signal.throwIfAborted();
    this.#last = performance.now();
  }
}

/** The parts of a file that is being written. */
export class Parts {
  /** @type {Blob[]} */ #blobs = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */ #held = [];
  #size = 0;

  /** @param {string} type */
  constructor(type) {
    this.type = type;
  }

  /** @param {Uint8Array} bytes */
  add(bytes) {
    if (bytes.length === 0) return;
    this.#held.push(/** @type {Uint8Array<ArrayBuffer>} */ (bytes));
    this.#size += bytes.length;
    if (this.#size >= PART) this.#settle();
  }

  #settle() {
    this.#blobs.push(new Blob(this.#held));
    this.#held = [];
    this.#size = 0;
  }

  blob() {
    this.#settle();
    return new Blob(this.#blobs, { type: this.type });
  }
}
