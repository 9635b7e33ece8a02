// What is mended: the rows with their findings, the changes made to them, and the way back. No DOM and
// no engine here, so that Node can test it.

/** @typedef {import('../../types.js').Finding} Finding */
/** @typedef {Finding & {suggestion?: string | null}} SheetFinding */
/** @typedef {{name: string, title?: string, values?: string[]} | null} Field */
/** @typedef {{row: number, cells: string[], findings: SheetFinding[]}} SheetRow */
/** @typedef {{labels: string[], fields: Field[], rows: SheetRow[], left: number, dialect: any}} Sheet */

/**
 * One value that becomes another. `undefined` is a cell that is not there: a row can be too short or too
 * long. `index` is the row's place among the sheet's rows, or `HEADER`.
 * @typedef {{index: number, column: number, before: string | undefined, after: string | undefined}} Change
 */

/** Something that can be mended without loss. @typedef {Change & {before: string, after: string}} Mend */

/**
 * Mends of one kind.
 * @typedef {{key: string, code: string, column: number, field: string, mends: Mend[]}} Kind
 */

/** The `index` of the header among the rows of changes. */
export const HEADER = -1;
/** The `column` of what is found about a row as a whole. */
export const WHOLE_ROW = -1;
/** How many columns always stay in sight: they say who a row is about. */
const PERSON = 3;

/** What two rows cannot both have; these findings say with `first_row` which other row is meant. */
const SHARED = new Set(['unique-error', 'primary-key', 'duplicate-row']);

export class Mending {
  /** @type {string[]} */ labels;
  /** Each row's cells as they are now. @type {string[][]} */ cells;
  /** Each row's findings as they are now. @type {SheetFinding[][]} */ findings;
  /** @type {Change[][]} */ #done = [];
  /** @type {Change[][]} */ #undone = [];
  /** Cells that differ from the file's, by their place. @type {Set<string>} */ #changed = new Set();
  /** What is being typed and not yet done. @type {{index: number, column: number, value: string} | null} */ draft = null;
  /** The changes that were last written to a file. @type {Change | undefined} */ #written;
  /** Where the rows with a number are. @type {Map<number, number>} */ #places;

  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.sheet = sheet;
    this.labels = [...sheet.labels];
    this.cells = sheet.rows.map((row) => [...row.cells]);
    this.findings = sheet.rows.map((row) => row.findings);
    this.#places = new Map(sheet.rows.map((row, index) => [row.row, index]));
  }

  /** How many columns there are, with those of rows that are too long. */
  get width() {
    return this.cells.reduce((most, cells) => Math.max(most, cells.length), this.labels.length);
  }

  /** @param {number} index @param {number} column @returns {string | undefined} */
  cell(index, column) {
    return index === HEADER ? this.labels[column] : this.cells[index]?.[column];
  }

  /** @param {number} index @param {number} column @returns {string} */
  value(index, column) {
    return this.cell(index, column) ?? '';
  }

  /** What the file has there. @param {number} index @param {number} column @returns {string | undefined} */
  original(index, column) {
    return index === HEADER ? this.sheet.labels[column] : this.sheet.rows[index]?.cells[column];
  }

  /** @param {number} index @param {number} column */
  isChanged(index, column) {
    return this.#changed.has(place(index, column));
  }

  get changedCells() {
    return this.#changed.size;
  }

  /** The name of a column for people. @param {number} column */
  name(column) {
    return this.labels[column] || this.sheet.fields[column]?.name || letter(column);
  }

  // Findings

  /** The column of the sheet that a finding is about. @param {Finding} finding */
  columnOf(finding) {
    if (finding.column === null) return WHOLE_ROW;
    // Too few cells is said of the first one that is missing, but it is the row that is wrong.
    if (finding.code === 'missing-cell') return WHOLE_ROW;
    return finding.column - 1;
  }

  /** @param {number} index @param {number} column @returns {SheetFinding[]} */
  found(index, column) {
    return (this.findings[index] ?? []).filter((finding) => this.columnOf(finding) === column);
  }

  /** @param {SheetFinding[]} findings @returns {'error' | 'warning' | null} */
  static worst(findings) {
    if (findings.length === 0) return null;
    return findings.some((finding) => finding.severity === 'error') ? 'error' : 'warning';
  }

  /** @param {number} index */
  rowState(index) {
    return Mending.worst(this.findings[index] ?? []);
  }

  /** How many rows still have an error. */
  get left() {
    return this.findings.reduce((count, findings) => count + (Mending.worst(findings) === 'error' ? 1 : 0), 0);
  }

  /** The rows of which nothing is said any more. */
  get rightRows() {
    return this.findings.flatMap((findings, index) => (findings.length === 0 ? [index] : []));
  }

  /** The columns to show: all of them, or who it is about and where something is or was wrong. @param {boolean} all */
  columns(all) {
    const columns = Array.from({ length: this.width }, (_, column) => column);
    if (all) return columns;
    const wanted = new Set(columns.slice(0, PERSON));
    for (const rows of [this.findings, this.sheet.rows.map((row) => row.findings)]) {
      for (const findings of rows) for (const finding of findings) wanted.add(this.columnOf(finding));
    }
    for (const at of this.#changed) wanted.add(Number(at.split(':')[1]));
    return columns.filter((column) => wanted.has(column));
  }

  /**
   * The next place with something found, in reading order and round again from the start.
   * @param {{index: number, column: number}} from @param {1 | -1} by @param {number[]} [among] the rows in sight, in order
   * @returns {{index: number, column: number} | null}
   */
  next(from, by, among = this.cells.map((_, index) => index)) {
    const start = Math.max(0, among.indexOf(from.index));
    for (let step = 0; step <= among.length; step++) {
      const index = among[(((start + by * step) % among.length) + among.length) % among.length];
      if (index === undefined) return null;
      const columns = [...new Set((this.findings[index] ?? []).map((finding) => this.columnOf(finding)))].sort((a, b) => (a - b) * by);
      const column = columns.find((column) => step !== 0 || index !== from.index || (column - from.column) * by > 0);
      if (column !== undefined) return { index, column };
    }
    return null;
  }

  // Changes

  /**
   * Does changes as one step that can be undone.
   * @param {{index: number, column: number, after: string | undefined}[]} wanted
   * @returns {number[]} the rows that changed
   */
  change(wanted) {
    const changes = wanted
      .flatMap((change) => this.#whole(change))
      .map((change) => ({ ...change, before: this.cell(change.index, change.column) }))
      .filter((change) => change.before !== change.after);
    if (changes.length === 0) return [];
    this.#done.push(changes);
    this.#undone = [];
    return this.#apply(changes, 'after');
  }

  /**
   * A change with those that it entails: a row that gets a cell beyond its end gets all that it lacks, and
   * one that loses what it has too much ends where the header does.
   * @param {{index: number, column: number, after: string | undefined}} change
   */
  #whole(change) {
    const cells = this.cells[change.index];
    if (!cells || change.after === undefined) return [change];
    const most = this.labels.length;
    if (change.column >= cells.length) {
      if (change.after === '' && change.column >= most) return [];
      const end = Math.max(most, change.column + 1);
      const filled = Array.from({ length: end - cells.length }, (_, offset) => cells.length + offset);
      return filled.map((column) => (column === change.column ? change : { index: change.index, column, after: '' }));
    }
    const emptied = change.after === '' && change.column >= most && cells.slice(most).every((cell, at) => cell === '' || at + most === change.column);
    if (!emptied) return [change];
    return cells.slice(most).map((_, at) => ({ index: change.index, column: at + most, after: undefined }));
  }

  /** Gives a row that is too short the cells that it lacks, empty. @param {number} index */
  fillUp(index) {
    const last = this.labels.length - 1;
    return this.cell(index, last) === undefined ? this.change([{ index, column: last, after: '' }]) : [];
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** @returns {{rows: number[], at: {index: number, column: number}} | null} the rows that changed, and where the first change is */
  undo() {
    return this.#move(this.#done, this.#undone, 'before');
  }

  /** @returns {{rows: number[], at: {index: number, column: number}} | null} */
  redo() {
    return this.#move(this.#undone, this.#done, 'after');
  }

  /** @param {Change[][]} from @param {Change[][]} to @param {'before' | 'after'} side */
  #move(from, to, side) {
    const changes = from.pop();
    const first = changes?.[0];
    if (!changes || !first) return null;
    to.push(changes);
    return { rows: this.#apply(changes, side), at: { index: first.index, column: first.column } };
  }

  /** @param {Change[]} changes @param {'before' | 'after'} side @returns {number[]} */
  #apply(changes, side) {
    const rows = new Set();
    // A cell that is there no more takes those after it along, so these come last and from the end.
    const ordered = changes.filter((change) => change[side] !== undefined).sort((a, b) => a.column - b.column)
      .concat(changes.filter((change) => change[side] === undefined).sort((a, b) => b.column - a.column));
    for (const change of ordered) {
      const { index, column } = change;
      const value = change[side];
      const cells = index === HEADER ? this.labels : this.cells[index];
      if (!cells) continue;
      if (value === undefined) cells.length = Math.min(cells.length, column);
      else cells[column] = value;
      if (value === this.original(index, column)) this.#changed.delete(place(index, column));
      else this.#changed.add(place(index, column));
      rows.add(index);
    }
    return [...rows];
  }

  /** Whether something was changed that is in no file yet. */
  get isUnsaved() {
    return this.#written !== this.#done.at(-1)?.[0] && this.#changed.size > 0;
  }

  /** Remembers that all changes are in a file now. */
  saved() {
    this.#written = this.#done.at(-1)?.[0];
  }

  /** What the engine writes into the file: rows by their numbers, and labels by their columns, from 1. @returns {{rows: Map<number, string[]>, labels: Map<number, string>}} */
  edits() {
    /** @type {Map<number, string[]>} */
    const rows = new Map();
    /** @type {Map<number, string>} */
    const labels = new Map();
    for (const at of this.#changed) {
      const [index = 0, column = 0] = at.split(':').map(Number);
      if (index === HEADER) labels.set(column + 1, this.labels[column] ?? '');
      else {
        const [row, cells] = [this.sheet.rows[index]?.row, this.cells[index]];
        if (row !== undefined && cells) rows.set(row, cells);
      }
    }
    return { rows, labels };
  }

  // Suggestions

  /** The mends that lose nothing, by their kind; those with the most cells come first. @returns {Kind[]} */
  kinds() {
    /** @type {Map<string, Kind>} */
    const kinds = new Map();
    this.findings.forEach((findings, index) => {
      const seen = new Set();
      for (const finding of findings) {
        const after = finding.suggestion;
        const column = this.columnOf(finding);
        const before = this.value(index, column);
        if (after === undefined || after === null || column < 0 || after === before || seen.has(column)) continue;
        seen.add(column); // Two findings of a cell have one mend: what is left is found when it is checked again.
        const key = `${finding.code}:${column}`;
        const kind = kinds.get(key) ?? { key, code: finding.code, column, field: this.name(column), mends: [] };
        kind.mends.push({ index, column, before, after });
        kinds.set(key, kind);
      }
    });
    return [...kinds.values()].sort((a, b) => b.mends.length - a.mends.length || a.column - b.column);
  }

  // Checking again

  /** The cells of a row to check, with what is being typed. @param {number} index */
  toCheck(index) {
    const cells = this.cells[index] ?? [];
    if (this.draft?.index !== index) return cells;
    const draft = [...cells];
    while (draft.length < this.draft.column) draft.push('');
    draft[this.draft.column] = this.draft.value;
    return draft;
  }

  /**
   * The rows to check again when some have changed: these, those that are named with them in a finding, and
   * those that share with them, or did in the file or when they were last checked, a value that has to be
   * unique.
   * @param {Iterable<number>} touched @returns {number[]} in order
   */
  toRecheck(touched) {
    const rows = new Set([...touched].filter((index) => index >= 0 && index < this.cells.length));
    for (const [index, findings] of this.findings.entries()) {
      for (const finding of findings) {
        if (!SHARED.has(finding.code)) continue;
        const first = this.#places.get(Number(finding.params?.first_row));
        if (first === undefined) continue;
        if (rows.has(index)) rows.add(first);
        else if (rows.has(first)) rows.add(index);
      }
    }
    const unique = this.#uniqueColumns();
    if (unique.length > 0) {
      const values = new Set();
      for (const index of rows) {
        for (const column of unique) {
          for (const value of [this.toCheck(index)[column], this.#checked.get(index)?.[column], this.original(index, column)]) {
            if (value) values.add(`${column}:${folded(value)}`);
          }
        }
      }
      this.cells.forEach((cells, index) => {
        if (unique.some((column) => cells[column] && values.has(`${column}:${folded(cells[column] ?? '')}`))) rows.add(index);
      });
    }
    return [...rows].sort((a, b) => a - b);
  }

  /** The cells of rows as they were last checked, where they are not the file's. @type {Map<number, string[]>} */
  #checked = new Map();
  /** @type {Set<number>} */
  #unique = new Set();

  /** The columns of which it is known that no two rows may share a value. */
  #uniqueColumns() {
    if (this.#unique.size === 0) for (const row of this.sheet.rows) this.#learn(row.findings);
    return [...this.#unique];
  }

  /** @param {SheetFinding[]} findings */
  #learn(findings) {
    for (const finding of findings) {
      const column = this.columnOf(finding);
      if (SHARED.has(finding.code) && column >= 0) this.#unique.add(column);
    }
  }

  /**
   * Takes what the engine found in rows that were checked again.
   * @param {number[]} checked the rows, in the order in which the engine had them
   * @param {SheetFinding[][]} answers
   * @returns {number[]} the rows of which other things are said now than before
   */
  take(checked, answers) {
    const other = [];
    /** @param {number} at the engine's number of a row @param {number} first its number of the first one */
    const real = (at, first) => this.sheet.rows[checked[at - first] ?? -1]?.row;
    for (const [at, index] of checked.entries()) {
      const answer = answers[at] ?? [];
      const row = this.sheet.rows[index];
      if (!row) continue;
      const findings = answer.map((finding) => this.#placed(finding, index, finding.row === null ? null : finding.row - at, real));
      findings.push(...this.#elsewhere(index, findings));
      this.#learn(findings);
      this.#checked.set(index, [...this.toCheck(index)]);
      if (said(findings) !== said(this.findings[index] ?? [])) other.push(index);
      this.findings[index] = findings;
    }
    return other;
  }

  /**
   * A finding of the small file that was checked, in the words of the whole one: rows have other numbers
   * there. A suggestion stays where the engine makes none and neither the cell nor what is wrong changed.
   * @param {SheetFinding} finding @param {number} index @param {number | null} first the small file's first row
   * @param {(at: number, first: number) => number | undefined} real
   * @returns {SheetFinding}
   */
  #placed(finding, index, first, real) {
    const row = this.sheet.rows[index]?.row ?? null;
    const placed = { ...finding, row, line: null };
    const other = finding.params?.first_row;
    if (typeof other === 'number' && first !== null) {
      const there = real(other, first);
      if (there !== undefined && there !== other) {
        placed.params = { ...finding.params, first_row: there };
        placed.message = renumbered(finding.message, other, there);
      }
    }
    if (finding.suggestion === undefined) {
      const column = this.columnOf(finding);
      const before = (this.findings[index] ?? []).find((known) => known.code === finding.code && this.columnOf(known) === column && known.cell === finding.cell);
      if (before?.suggestion !== undefined) placed.suggestion = before.suggestion;
    }
    return placed;
  }

  /**
   * What was found in the file about a row and another that is not among these: checking these alone
   * cannot find it again. It holds as long as the cell is what it was.
   * @param {number} index @param {SheetFinding[]} findings
   */
  #elsewhere(index, findings) {
    const row = this.sheet.rows[index];
    if (!row) return [];
    return row.findings.filter((finding) => {
      const first = finding.params?.first_row;
      if (!SHARED.has(finding.code) || typeof first !== 'number' || this.#places.has(first)) return false;
      const column = this.columnOf(finding);
      const cells = this.toCheck(index);
      const same = column >= 0 ? cells[column] === row.cells[column] : cells.every((cell, at) => cell === row.cells[at]);
      return same && !findings.some((other) => other.code === finding.code && this.columnOf(other) === column);
    });
  }
}

/** @param {number} index @param {number} column */
const place = (index, column) => `${index}:${column}`;

/** How values are compared that may not be shared. @param {string} value */
const folded = (value) => value.trim().toLowerCase();

/** @param {SheetFinding[]} findings */
const said = (findings) => findings.map((finding) => `${finding.code}\u0000${finding.severity}\u0000${finding.column}\u0000${finding.message}\u0000${finding.suggestion ?? ''}`).sort().join('\u0001');

/**
 * A sentence with another row's number: as digits, or grouped as some languages do.
 * @param {string} message @param {number} from @param {number} to
 */
function renumbered(message, from, to) {
  const digits = [...String(from)].reverse().map((digit, at) => (at > 0 && at % 3 === 0 ? `${digit}[.,'’\\s\\u202f\\u00a0]?` : digit)).reverse().join('');
  // The last one: what the cell holds comes first in every sentence, and may be a number too.
  const all = [...message.matchAll(new RegExp(`(?<![\\d.,])${digits}(?![\\d])`, 'g'))];
  const found = all.at(-1);
  if (!found) return message;
  return message.slice(0, found.index) + String(to) + message.slice(found.index + found[0].length);
}

/** A column's name in a spreadsheet. @param {number} column counted from 0 @returns {string} */
export function letter(column) {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
