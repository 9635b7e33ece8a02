// The grid: Tabulator draws the rows and columns that are in sight, and opens and closes the editors. What
// a cell holds, how it looks and where one is in it is decided here; the truth is in `state.js`.

import { EditModule, FormatModule, FrozenColumnsModule, ResizeColumnsModule, Tabulator } from 'tabulator-tables';
import { h, icon, ICONS } from '../../dom.js';
import { number, t } from '../../words.js';
import { Mending, WHOLE_ROW, letter } from './state.js';

/** @typedef {import('tabulator-tables').CellComponent} CellComponent */
/** @typedef {import('tabulator-tables').RowComponent} RowComponent */
/** @typedef {{index: number, column: number}} Place */

/**
 * What the grid tells.
 * @typedef {object} Listener
 * @property {(at: Place) => void} onPick a cell is the chosen one now
 * @property {(at: Place, value: string) => void} onType somebody is typing
 * @property {(changes: {index: number, column: number, after: string}[]) => void} onChange
 * @property {() => void} onCancel what was typed does not count
 * @property {(by: 1 | -1) => void} onNext the next finding is wanted
 */

Tabulator.registerModule([EditModule, FormatModule, FrozenColumnsModule, ResizeColumnsModule]);

const ROW_HEIGHT = 40;
const NARROWEST = 88;
const WIDEST = 260;
/** The column of row numbers has this field; the others are `c` and their number. */
const HEAD = 'row';

/** @param {number} column */
const fieldOf = (column) => (column === WHOLE_ROW ? HEAD : `c${column}`);
/** @param {string} field */
const columnOf = (field) => (field === HEAD ? WHOLE_ROW : Number(field.slice(1)));

export class Grid {
  element = h('div', { class: 'mend-grid', 'aria-label': t('mend-grid') });
  /** The chosen cell. @type {Place} */ at = { index: 0, column: WHOLE_ROW };
  /** The rows that are shown, in order. @type {number[]} */ shown;
  /** The columns that are shown, in order. @type {number[]} */ columns;
  /** @type {Tabulator | null} */ #table = null;
  /** Tabulator's rows by ours. @type {Map<number, RowComponent>} */ #rows = new Map();
  /** @type {HTMLElement | null} */ #holder = null;
  /** Which move is the last one. */ #moves = 0;
  #hadFocus = false;
  /** Where the pointer was last pressed. @type {'here' | 'away' | null} */ #pressedAt = null;
  #gone = new AbortController();
  /** What was pressed to begin an edit and is its first character. @type {string | null} */ #pressed = null;
  /** Whether an editor is open. */ isEditing = false;

  /** @param {Mending} mending @param {number[]} columns @param {Listener} listener */
  constructor(mending, columns, listener) {
    this.mending = mending;
    this.columns = columns;
    this.listener = listener;
    this.shown = mending.cells.map((_, index) => index);
  }

  /** Draws it; its element has to be in the page. @returns {Promise<void>} */
  draw() {
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('focusin', (event) => this.#onFocus(event));
    this.element.addEventListener('focusout', (event) => this.#onBlur(event));
    this.element.addEventListener('copy', (event) => this.#onCopy(event));
    this.element.addEventListener('paste', (event) => this.#onPaste(event));
    document.addEventListener('pointerdown', (event) => {
      this.#pressedAt = event.target instanceof Node && this.element.contains(event.target) ? 'here' : 'away';
    }, { capture: true, signal: this.#gone.signal });
    document.addEventListener('keydown', () => { this.#pressedAt = null; }, { capture: true, signal: this.#gone.signal });
    return new Promise((resolve) => {
      const table = new Tabulator(this.element, {
        data: this.shown.map((id) => ({ id })),
        index: 'id',
        height: '100%',
        layout: 'fitData',
        rowHeight: ROW_HEIGHT,
        renderVertical: 'virtual',
        renderHorizontal: 'virtual',
        renderVerticalBuffer: 12 * ROW_HEIGHT,
        editTriggerEvent: 'dblclick',
        columns: this.#definitions(),
        columnDefaults: { resizable: 'header', headerSort: false },
        debugInvalidOptions: false, // Whether columns can be sorted at all depends on which views were shown before.
        rowFormatter: (/** @type {RowComponent} */ row) => this.#paintRow(row),
      });
      this.#table = table;
      table.on('tableBuilt', () => {
        this.#holder = this.element.querySelector('.tabulator-tableholder');
        this.#holder?.setAttribute('tabindex', '0');
        // What scrolls can have the focus, so it may not stand nameless between the grid and its rows.
        this.#holder?.setAttribute('role', 'rowgroup');
        this.#holder?.firstElementChild?.setAttribute('role', 'presentation');
        this.element.removeAttribute('aria-owns');
        this.#count();
        this.#know();
        resolve();
      });
    });
  }

  destroy() {
    this.#gone.abort();
    this.#table?.destroy();
    this.#table = null;
  }

  #know() {
    this.#rows = new Map(this.#table?.getRows().map((row) => [row.getData().id, row]));
  }

  #count() {
    this.element.setAttribute('aria-rowcount', String(this.shown.length + 1));
    this.element.setAttribute('aria-colcount', String(this.columns.length + 1));
  }

  // What it looks like

  #definitions() {
    const widths = this.#widths();
    /** @type {import('tabulator-tables').ColumnDefinition[]} */
    const columns = this.columns.map((column, at) => ({
      title: fieldOf(column), // Tabulator would read it as HTML; the formatter's is shown.
      field: fieldOf(column),
      width: widths[at] ?? NARROWEST,
      minWidth: 64,
      titleFormatter: () => this.#title(column),
      formatter: (cell) => this.#paint(cell.getElement(), cell.getRow().getData().id, column),
      editor: (cell, onRendered, _success, cancel) => this.#editor(cell, onRendered, cancel),
    }));
    columns.unshift({
      title: HEAD,
      field: HEAD,
      width: 84,
      frozen: true,
      resizable: false,
      cssClass: 'mend-row-head',
      titleFormatter: () => h('span', null, t('mend-row-header')),
      formatter: (cell) => this.#paint(cell.getElement(), cell.getRow().getData().id, WHOLE_ROW),
    });
    return columns;
  }

  /** Wide enough for what most cells hold; where there is room left, it is shared out. */
  #widths() {
    const { mending } = this;
    const some = mending.cells.slice(0, 200);
    const widths = this.columns.map((column) => {
      const lengths = some.map((cells) => (cells[column] ?? '').length).sort((a, b) => a - b);
      const usual = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
      return Math.min(WIDEST, Math.max(NARROWEST, usual * 7.8 + 52, Math.min(24, mending.name(column).length) * 8.2 + 66));
    });
    const room = this.element.clientWidth - 84 - 18 - widths.reduce((sum, width) => sum + width, 0);
    const share = Math.max(0, room) / Math.max(1, widths.length);
    return widths.map((width) => Math.floor(width + share));
  }

  /** @param {number} column */
  #title(column) {
    const name = this.mending.name(column);
    const short = letter(column);
    return h('span', { class: 'mend-label', title: name }, h('span', { class: 'mend-letter' }, short), name === short ? t('mend-extra-column') : name);
  }

  /**
   * Makes a cell's element look like what it holds, and returns what stands in it.
   * @param {HTMLElement} element @param {number} index @param {number} column @returns {HTMLElement}
   */
  #paint(element, index, column) {
    const { mending } = this;
    const found = mending.found(index, column);
    const worst = Mending.worst(found);
    const changed = column >= 0 && mending.isChanged(index, column);
    element.tabIndex = -1;
    element.setAttribute('aria-colindex', String(this.columns.indexOf(column) + 2));
    element.classList.toggle('mend-wrong', worst === 'error');
    element.classList.toggle('mend-warning', worst === 'warning');
    element.classList.toggle('mend-changed', changed);
    element.classList.toggle('mend-absent', column >= 0 && worst === null && mending.cell(index, column) === undefined);
    element.classList.toggle('mend-at', index === this.at.index && column === this.at.column);
    if (worst === 'error') element.setAttribute('aria-invalid', 'true');
    else element.removeAttribute('aria-invalid');
    const notes = found.map((finding) => finding.message);
    if (changed) notes.push(t('mend-was', { value: mending.original(index, column) ?? '' }));
    if (notes.length > 0) element.setAttribute('title', notes.join('\n'));
    else element.removeAttribute('title');
    const mark = worst && icon(worst === 'error' ? ICONS.cross : ICONS.warning);
    if (column === WHOLE_ROW) return this.#head(index, mark);
    // Line ends would make a row higher than the others.
    const { draft } = mending;
    const now = draft?.index === index && draft.column === column ? draft.value : mending.value(index, column);
    const value = now.replace(/\r\n|\r|\n/g, '⏎');
    return h('span', { class: 'mend-cell' }, mark, h('span', { class: 'mend-value' }, value));
  }

  /** @param {number} index @param {Node | null} mark of the row as a whole */
  #head(index, mark) {
    const state = this.mending.rowState(index);
    const tick = state === null && icon(ICONS.tick);
    return h('span', { class: 'mend-cell' },
      mark ?? tick,
      h('span', { class: 'mend-value number' }, number(this.mending.sheet.rows[index]?.row ?? 0)),
      state === null && h('span', { class: 'unseen' }, t('mend-row-right')));
  }

  /** @param {RowComponent} row */
  #paintRow(row) {
    const { id } = row.getData();
    const element = row.getElement();
    element.setAttribute('aria-rowindex', String(this.shown.indexOf(id) + 2));
    element.classList.toggle('mend-right', this.mending.rowState(id) === null);
  }

  /** Shows anew what rows hold and what is said of them. @param {Iterable<number>} indices */
  refresh(indices) {
    for (const index of indices) {
      const row = this.#rows.get(index);
      if (!row) continue;
      // Rows out of sight are drawn anew when they come into it.
      if (!row.getElement().isConnected) row.reformat();
      else this.#repaint(row, index);
    }
  }

  /** @param {RowComponent} row @param {number} index */
  #repaint(row, index) {
    this.#paintRow(row);
    for (const cell of row.getCells()) {
      const element = cell.getElement();
      if (element.classList.contains('tabulator-editing')) continue;
      const content = this.#paint(element, index, columnOf(cell.getField()));
      // Only the cell's own content: the handle that changes its width stays.
      const old = element.querySelector(':scope > .mend-cell');
      if (old) old.replaceWith(content);
      else element.prepend(content);
    }
  }

  /** Shows other columns. @param {number[]} columns */
  showColumns(columns) {
    this.columns = columns;
    if (!columns.includes(this.at.column)) this.at = { ...this.at, column: WHOLE_ROW };
    this.#keepingFocus(() => this.#table?.setColumns(this.#definitions()));
    this.#count();
  }

  /** Shows other rows. @param {number[]} rows */
  async showRows(rows) {
    const was = this.shown.indexOf(this.at.index);
    this.shown = rows;
    this.#rows.clear();
    if (!rows.includes(this.at.index)) {
      const index = rows[Math.min(Math.max(0, was), rows.length - 1)];
      if (index !== undefined) this.at = { ...this.at, index };
    }
    await this.#table?.setData(rows.map((id) => ({ id })));
    this.#count();
    this.#know();
  }

  // Where one is

  /**
   * Makes a cell the chosen one and brings it into sight.
   * @param {Place} at @param {{focus?: boolean, scroll?: boolean}} [options]
   */
  async pick(at, { focus = true, scroll = true } = {}) {
    const move = ++this.#moves;
    this.#cellElement(this.at)?.classList.remove('mend-at');
    this.at = at;
    this.#elementAt(at)?.classList.add('mend-at');
    this.listener.onPick(at);
    if (scroll) this.#bringIntoSight(at);
    // Tabulator draws what comes into sight when it hears of the scrolling, in one of the next frames.
    for (let frame = 0; frame < 12 && move === this.#moves; frame++) {
      const element = this.#elementAt(at);
      if (element) {
        element.classList.add('mend-at');
        if (focus && document.activeElement !== element) element.focus({ preventScroll: true });
        return;
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }

  /** A cell's element, in sight or not. @param {Place} at @returns {HTMLElement | null} */
  #cellElement(at) {
    const cell = this.#rows.get(at.index)?.getCell(fieldOf(at.column));
    return cell ? cell.getElement() : null;
  }

  /** A cell's element if it is in the page. @param {Place} at @returns {HTMLElement | null} */
  #elementAt(at) {
    if (!this.#rows.get(at.index)?.getElement().isConnected) return null;
    const element = this.#cellElement(at);
    return element?.isConnected ? element : null;
  }

  /** @param {Place} at */
  #bringIntoSight(at) {
    const holder = this.#holder;
    const row = this.shown.indexOf(at.index);
    if (!holder || row < 0) return;
    const top = row * ROW_HEIGHT;
    if (top < holder.scrollTop) holder.scrollTop = top;
    else if (top + ROW_HEIGHT > holder.scrollTop + holder.clientHeight) holder.scrollTop = top + ROW_HEIGHT - holder.clientHeight;
    if (at.column === WHOLE_ROW) return;
    let left = 0;
    for (const column of this.#table?.getColumns() ?? []) {
      const width = column.getWidth();
      if (column.getField() === HEAD) continue;
      if (column.getField() === fieldOf(at.column)) {
        // The frozen column hides what is under it.
        const room = holder.clientWidth - this.#headWidth();
        if (left < holder.scrollLeft) holder.scrollLeft = left;
        else if (left + width > holder.scrollLeft + room) holder.scrollLeft = Math.min(left, left + width - room);
        return;
      }
      left += width;
    }
  }

  #headWidth() {
    return this.#table?.getColumns().find((column) => column.getField() === HEAD)?.getWidth() ?? 0;
  }

  /** @param {FocusEvent} event */
  #onFocus(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    this.#hadFocus = true;
    if (target === this.#holder) {
      // Coming in with Tab: on to the chosen cell. Where it was lost by scrolling, it stays here.
      if (event.relatedTarget) this.pick(this.at);
      return;
    }
    // Tab has to lead out of the grid and not from cell to cell.
    this.#holder?.setAttribute('tabindex', '-1');
    const cell = target.closest('.tabulator-cell');
    const at = cell && this.#placeOf(cell);
    // What is pressed must not move, or the second press of two lands elsewhere.
    if (at && (at.index !== this.at.index || at.column !== this.at.column)) this.pick(at, { scroll: this.#pressedAt !== 'here' });
    else if (at) this.listener.onPick(at);
  }

  /** @param {FocusEvent} event */
  #onBlur(event) {
    if (event.relatedTarget instanceof Node && this.element.contains(event.relatedTarget)) return;
    this.#holder?.setAttribute('tabindex', '0');
    this.#hadFocus = false;
    if (event.relatedTarget !== null || this.#pressedAt === 'away') return;
    // A cell that scrolls out of sight is taken out of the page, and the keys would go nowhere.
    const element = /** @type {HTMLElement} */ (event.target);
    queueMicrotask(() => {
      if (document.activeElement !== document.body || !document.hasFocus()) return;
      (element.isConnected && element.tabIndex < 0 ? element : this.#holder)?.focus({ preventScroll: true });
    });
  }

  /** @param {() => void} change */
  #keepingFocus(change) {
    const had = this.#hadFocus;
    change();
    if (had) this.pick(this.at);
  }

  /** @param {Element} cell @returns {Place | null} */
  #placeOf(cell) {
    const field = cell.getAttribute('tabulator-field');
    const rowElement = cell.closest('[aria-rowindex]');
    const index = this.shown[Number(rowElement?.getAttribute('aria-rowindex')) - 2];
    return field === null || index === undefined ? null : { index, column: columnOf(field) };
  }

  // Keys

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (this.isEditing || event.defaultPrevented) return;
    const jump = event.ctrlKey || event.metaKey;
    const rows = this.shown;
    const columns = [WHOLE_ROW, ...this.columns];
    const row = rows.indexOf(this.at.index);
    const column = columns.indexOf(this.at.column);
    const page = Math.max(1, Math.floor((this.#holder?.clientHeight ?? 400) / ROW_HEIGHT) - 1);
    /** @param {number} row @param {number} column */
    const to = (row, column) => {
      event.preventDefault();
      const index = rows[Math.max(0, Math.min(rows.length - 1, row))];
      const there = columns[Math.max(0, Math.min(columns.length - 1, column))];
      if (index !== undefined && there !== undefined) this.pick({ index, column: there });
    };
    if (event.altKey && event.key !== 'F8') return;
    switch (event.key) {
      case 'ArrowUp': return to(jump ? 0 : row - 1, column);
      case 'ArrowDown': return to(jump ? rows.length - 1 : row + 1, column);
      case 'ArrowLeft': return to(row, jump ? 0 : column - 1);
      case 'ArrowRight': return to(row, jump ? columns.length - 1 : column + 1);
      case 'Home': return to(jump ? 0 : row, 0);
      case 'End': return to(jump ? rows.length - 1 : row, columns.length - 1);
      case 'PageUp': return to(row - page, column);
      case 'PageDown': return to(row + page, column);
      case 'F8':
        event.preventDefault();
        return this.listener.onNext(event.shiftKey ? -1 : 1);
      case 'Enter':
      case 'F2':
        event.preventDefault();
        return this.#edit();
      case 'Delete':
      case 'Backspace':
        event.preventDefault();
        if (this.at.column !== WHOLE_ROW) this.listener.onChange([{ ...this.at, after: '' }]);
        return;
      default:
        if (event.key.length === 1 && !jump && event.key !== ' ') {
          event.preventDefault();
          this.#pressed = event.key;
          this.#edit();
        }
    }
  }

  #edit() {
    const cell = this.at.column === WHOLE_ROW ? false : this.#rows.get(this.at.index)?.getCell(fieldOf(this.at.column));
    if (cell) cell.edit(true);
    this.#pressed = null;
  }

  /**
   * The editor of a cell: a list where the field has one, a line to write in otherwise. What comes of it
   * goes to the state and not to Tabulator, which then shows the cell anew.
   * @param {CellComponent} cell @param {(callback: () => void) => void} onRendered @param {(value: undefined) => void} close
   */
  #editor(cell, onRendered, close) {
    const at = { index: cell.getRow().getData().id, column: columnOf(cell.getField()) };
    const value = this.mending.value(at.index, at.column);
    const pressed = this.#pressed;
    const field = valueField(this.mending, at, { value: pressed ?? value, label: t('mend-cell', { row: this.mending.sheet.rows[at.index]?.row ?? 0, field: this.mending.name(at.column) }) });
    field.classList.add('mend-editor');
    this.isEditing = true;
    let open = true;
    const finish = (/** @type {boolean} */ keep) => {
      if (!open) return;
      open = false;
      this.isEditing = false;
      const after = field.value;
      const hasFocus = document.activeElement === field;
      close(undefined);
      if (hasFocus) cell.getElement().focus({ preventScroll: true });
      if (keep && after !== value) this.listener.onChange([{ ...at, after }]);
      else this.listener.onCancel();
    };
    const type = () => this.listener.onType(at, field.value);
    field.addEventListener('input', type);
    field.addEventListener('blur', () => finish(true));
    field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event instanceof KeyboardEvent) this.#onEditorKey(event, at, finish);
    });
    onRendered(() => {
      field.focus({ preventScroll: true });
      if (field instanceof HTMLInputElement) {
        if (pressed === null) field.select();
        else type();
      }
    });
    return field;
  }

  /** @param {KeyboardEvent} event @param {Place} at @param {(keep: boolean) => void} finish */
  #onEditorKey(event, at, finish) {
    if (event.isComposing) return;
    const row = this.shown.indexOf(at.index);
    const column = this.columns.indexOf(at.column);
    const by = event.shiftKey ? -1 : 1;
    if (event.key === 'Escape') {
      event.preventDefault();
      finish(false);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      finish(true);
      this.pick({ index: this.shown[row + by] ?? at.index, column: at.column });
    } else if (event.key === 'Tab') {
      event.preventDefault();
      finish(true);
      this.pick({ index: at.index, column: this.columns[column + by] ?? at.column });
    }
  }

  // The clipboard

  /** @param {ClipboardEvent} event */
  #onCopy(event) {
    if (this.isEditing || this.at.column === WHOLE_ROW) return;
    event.clipboardData?.setData('text/plain', this.mending.value(this.at.index, this.at.column));
    event.preventDefault();
  }

  /** Pastes what was copied here or in a spreadsheet, from the chosen cell on. @param {ClipboardEvent} event */
  #onPaste(event) {
    const text = event.clipboardData?.getData('text/plain');
    if (this.isEditing || !text || this.at.column === WHOLE_ROW) return;
    event.preventDefault();
    const [row, column] = [this.shown.indexOf(this.at.index), this.columns.indexOf(this.at.column)];
    const changes = text.replace(/\r?\n$/, '').split(/\r?\n/).flatMap((line, down) => line.split('\t').map((after, right) => {
      const [index, at] = [this.shown[row + down], this.columns[column + right]];
      return index === undefined || at === undefined ? null : { index, column: at, after };
    })).filter((change) => change !== null);
    this.listener.onChange(changes);
  }
}

/**
 * The field to write a cell's value in: a list where its field has one. A value that is not of the list
 * can be seen, but there is nothing to choose it for.
 * @param {Mending} mending @param {Place} at @param {{value: string, label?: string, id?: string}} options
 * @returns {HTMLInputElement | HTMLSelectElement}
 */
export function valueField(mending, at, { value, label, id }) {
  const values = mending.sheet.fields[at.column]?.values ?? [];
  if (values.length === 0) return h('input', { type: 'text', id, 'aria-label': label, value, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' });
  const now = mending.value(at.index, at.column);
  const others = ['', ...values.filter((known) => known !== '')];
  if (!others.includes(now)) others.unshift(now);
  return h('select', { id, 'aria-label': label }, others.map((one) => h('option', { value: one, selected: one === now }, one === '' ? t('mend-empty-value') : one)));
}
