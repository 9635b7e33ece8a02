// Mend it here: the rows in which something was found, in a grid, and checked again with every change.

import { Trouble, send } from '../api.js';
import { fill, h, icon, ICONS, save } from '../dom.js';
import { Engine } from '../engine/client.js';
import { guard } from '../leaving.js';
import { language, t } from '../words.js';
import { Grid } from './mend/grid.js';
import { HeaderPanel } from './mend/header.js';
import { CellPanel, SuggestionPanel } from './mend/panel.js';
import { Recheck } from './mend/recheck.js';
import { NoSource, find, keyOf } from './mend/source.js';
import { HEADER, Mending, WHOLE_ROW } from './mend/state.js';

/** @typedef {import('../main.js').Context} Context */
/** @typedef {import('./mend/grid.js').Place} Place */
/** @typedef {import('./mend/source.js').Source} Source */

/** What is being mended. It outlives the view, so that another language or the way back lose nothing. @type {{source: Source, mending: Mending, spoken: string} | null} */
let kept = null;
/** @type {Engine | null} */
let engine = null;

addEventListener('beforeunload', (event) => {
  if (kept?.mending.isUnsaved) event.preventDefault();
});

/**
 * @param {HTMLElement} main
 * @param {Context} context
 */
export async function show(main, context) {
  context.title(t('mend-title'));
  if (kept?.source.key !== keyOf(context.query)) kept = null;
  if (kept) return work(main, context, kept);
  const progress = h('progress', { 'aria-label': t('mend-loading') });
  fill(main, h('section', { class: 'narrow' }, h('h1', null, t('mend-title')), h('p', { class: 'soft' }, t('mend-loading')), progress));
  try {
    const source = await find(context.query, context.gone);
    await begin(main, context, source, progress);
  } catch (error) {
    if (context.gone.aborted) return;
    if (!(error instanceof NoSource)) throw known(error);
    without(main, context, error);
  }
}

/** @param {HTMLElement} main @param {Context} context @param {Source} source @param {HTMLProgressElement | null} progress */
async function begin(main, context, source, progress) {
  engine ??= new Engine();
  const sheet = await engine.sheet(source.file, source.options, ({ bytes, total }) => {
    if (progress && total > 0) progress.value = bytes / total;
  }, context.gone);
  if (context.gone.aborted) return;
  kept = { source, mending: new Mending(sheet), spoken: language() };
  await work(main, context, kept);
}

/** Says why there is nothing to mend. @param {HTMLElement} main @param {Context} context @param {NoSource} error */
function without(main, context, error) {
  const { choose } = error;
  fill(main, h('section', { class: 'card narrow' },
    h('h1', null, t('mend-title')),
    h('p', null, error.message),
    choose && [
      h('label', { for: 'mend-file' }, t('mend-choose-again')),
      h('input', {
        type: 'file', id: 'mend-file', accept: '.csv,.txt,.tsv,text/csv',
        onchange: async (/** @type {Event} */ event) => {
          const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
          if (!file) return;
          const trouble = h('p', { class: 'notice wrong', role: 'alert' });
          await begin(main, context, choose(file), null).catch((error) => {
            if (context.gone.aborted) return;
            trouble.textContent = known(error).message;
            main.append(trouble);
          });
        },
      }),
    ]));
}

/** What people are told of something that went wrong. @param {unknown} error @returns {Error} */
function known(error) {
  if (!(error instanceof Error) || error instanceof Trouble || error.name === 'AbortError') return /** @type {Error} */ (error);
  const code = 'code' in error ? String(error.code) : '';
  const sentence = t(`trouble-${code}`);
  return code !== '' && !sentence.startsWith('⟨') ? new Trouble(code, sentence) : error;
}

/**
 * The place of work: the grid, what stands beside it and what stands above it.
 * @param {HTMLElement} main @param {Context} context @param {{source: Source, mending: Mending, spoken: string}} what
 */
async function work(main, context, what) {
  const { source, mending } = what;
  const signal = context.gone;
  source.options.language = language();
  if (mending.cells.length === 0 && source.header.length === 0) return nothing(main, source, context);

  let all = false;
  /** The rows that were right when they were hidden. @type {Set<number>} */
  const hidden = new Set();
  let busy = false;

  // Above the grid

  const left = h('p', { class: 'mend-left' });
  const changed = h('p', { class: 'soft' });
  const status = h('div', { class: 'mend-status', role: 'status' }, left, changed);
  const trouble = h('div', { class: 'notice wrong', role: 'alert', hidden: true });
  const undo = button('mend-undo', 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6', () => step('undo'));
  const redo = button('mend-redo', 'M15 7l5 5-5 5M20 12H10a6 6 0 0 0-6 6', () => step('redo'));
  undo.title = 'Ctrl+Z';
  redo.title = 'Ctrl+Shift+Z';
  const download = h('button', { type: 'button', onclick: () => write((file) => save(file, file.name)) }, icon(ICONS.down), t('mend-download'));
  const sending = h('button', { type: 'button', class: 'primary', onclick: () => write(deliver) }, t('mend-send'));
  const working = h('p', { class: 'soft mend-working', role: 'status' });
  const allColumns = h('input', { type: 'checkbox', id: 'mend-all-columns', onchange: () => { all = allColumns.checked; grid.showColumns(mending.columns(all)); } });
  const hide = h('button', { type: 'button', class: 'plain-button', onclick: () => { for (const index of mending.rightRows) hidden.add(index); rows(); } });
  const unhide = h('button', { type: 'button', class: 'plain-button', onclick: () => { hidden.clear(); rows(); } }, t('mend-show-rows'));

  // The parts

  const listener = {
    onPick: (/** @type {Place} */ at) => panel.show(at),
    onType: (/** @type {Place} */ at, /** @type {string} */ value) => {
      mending.draft = { ...at, value };
      grid.refresh([at.index]);
      recheck.ask([at.index], { typing: true });
    },
    onCancel: () => {
      const { draft } = mending;
      if (!draft) return;
      mending.draft = null;
      grid.refresh([draft.index]);
      recheck.ask([draft.index]);
    },
    onChange: (/** @type {{index: number, column: number, after: string | undefined}[]} */ changes) => {
      const { draft } = mending;
      mending.draft = null;
      const rows = mending.change(changes);
      after(draft ? [...rows, draft.index] : rows);
    },
    onFill: (/** @type {number} */ index) => after(mending.fillUp(index)),
    onNext: (/** @type {1 | -1} */ by) => {
      const next = mending.next(grid.at, by, grid.shown);
      if (next) grid.pick(next);
    },
  };
  const panel = new CellPanel(mending, listener);
  const grid = new Grid(mending, mending.columns(all), listener);
  const suggestions = new SuggestionPanel(mending, {
    onApply: (mends) => listener.onChange(mends),
    onPick: (at) => grid.pick({ index: at.index, column: at.column }),
  });
  const header = source.header.length > 0 ? new HeaderPanel(mending, source.header, (column, label) => listener.onChange([{ index: HEADER, column, after: label }])) : null;
  const checker = /** @type {Engine} */ (engine);
  const recheck = new Recheck(mending, (labels, rows) => checker.recheck(labels, rows, source.options), {
    onAnswer: (rows) => {
      trouble.hidden = true;
      grid.refresh(rows);
      comeBack(rows);
      columns();
      panel.refresh();
      suggestions.refresh();
      say();
    },
    onTrouble: tell,
    onBusy: (busy) => grid.element.setAttribute('aria-busy', String(busy)),
  });
  signal.addEventListener('abort', () => {
    recheck.stop();
    grid.destroy();
    mending.draft = null;
  }, { once: true });

  const frame = h('div', { class: 'mend-frame' }, grid.element);
  frame.style.setProperty('--rows', String(mending.cells.length));
  fill(main, h('section', { class: 'mend' },
    h('div', { class: 'mend-intro' },
      h('a', { class: 'mend-back', href: source.back }, icon('M11 6l-6 6 6 6M5 12h14'), t('report-title')),
      h('h1', null, t('mend-title')),
      h('p', { class: 'lead' }, h('b', { class: 'mend-name' }, source.name), ' ', t('mend-lead'))),
    mending.sheet.left > 0 && h('p', { class: 'notice' }, t('mend-too-many', { shown: mending.cells.length, left: mending.sheet.left })),
    header?.element,
    h('div', { class: 'mend-bar' }, status,
      h('div', { class: 'mend-actions' }, undo, redo, download, sending)),
    trouble, working,
    mending.cells.length > 0 && [
      h('div', { class: 'mend-choices' },
        h('label', { for: 'mend-all-columns' }, allColumns, t('mend-all-columns')),
        h('div', null, hide, unhide),
        h('span', { class: 'mend-legend soft', 'aria-hidden': 'true' },
          h('span', { class: 'mend-key wrong' }, icon(ICONS.cross), t('severity-error')),
          h('span', { class: 'mend-key warning' }, icon(ICONS.warning), t('severity-warning')),
          h('span', { class: 'mend-key changed' }, t('mend-key-changed')))),
      h('div', { class: 'mend-work' }, frame, h('div', { class: 'mend-side' }, panel.element, suggestions.element)),
    ]));
  say();
  if (mending.cells.length > 0) {
    await grid.draw();
    if (signal.aborted) return;
    const first = mending.next({ index: 0, column: -2 }, 1);
    if (first) grid.pick(first, { focus: false });
  }
  // In another language everything is said anew.
  if (what.spoken !== language()) {
    what.spoken = language();
    recheck.ask(mending.cells.map((_, index) => index));
  }

  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    // A line that is being written in takes back its own letters.
    if (event.target instanceof HTMLInputElement && event.target.type === 'text') return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    step(key === 'y' || event.shiftKey ? 'redo' : 'undo');
  }, { signal });
  guard(context, { words: t('mend-unsaved'), isUnsaved: () => kept?.mending.isUnsaved === true, forget: () => (kept = null) });

  /** @param {string} id @param {string} picture @param {() => void} onclick */
  function button(id, picture, onclick) {
    return h('button', { type: 'button', class: 'mend-tool', onclick }, icon(picture), h('span', null, t(id)));
  }

  /** Shows what was changed, and checks it again. @param {number[]} changedRows */
  function after(changedRows) {
    if (changedRows.length === 0) return;
    if (changedRows.includes(HEADER)) {
      header?.refresh();
      grid.showColumns(mending.columns(all));
    }
    grid.refresh(changedRows);
    columns();
    panel.refresh();
    suggestions.refresh();
    say();
    // With another label another field may be meant, in every row.
    recheck.ask(changedRows.includes(HEADER) ? mending.cells.map((_, index) => index) : changedRows);
  }

  /** @param {'undo' | 'redo'} which */
  function step(which) {
    if (grid.isEditing) return;
    mending.draft = null;
    const done = mending[which]();
    if (!done) return;
    after(done.rows);
    if (done.at.index !== HEADER && grid.shown.includes(done.at.index)) grid.pick(done.at, { focus: grid.element.contains(document.activeElement) });
  }

  /** Shows a column in which something is found now that was not shown before. */
  function columns() {
    if (grid.isEditing) return;
    const wanted = mending.columns(all);
    if (wanted.some((column) => !grid.columns.includes(column))) grid.showColumns(wanted);
  }

  /** Shows the rows that are not hidden. */
  function rows() {
    const focused = document.activeElement;
    const shown = mending.cells.map((_, index) => index).filter((index) => !hidden.has(index));
    frame.style.setProperty('--rows', String(Math.max(3, shown.length)));
    grid.showRows(shown).then(() => {
      panel.show(grid.at);
      say();
      // The button that was pressed may be gone.
      if (focused === hide && hide.hidden) unhide.focus();
      if (focused === unhide && unhide.hidden) hide.focus();
    });
  }

  /** A row that is hidden because it was right, and is no longer, comes back. @param {number[]} changedRows */
  function comeBack(changedRows) {
    const wrong = changedRows.filter((index) => hidden.has(index) && mending.rowState(index) !== null);
    for (const index of wrong) hidden.delete(index);
    if (wrong.length > 0 && !grid.isEditing) rows();
  }

  function say() {
    const count = mending.left;
    const wrong = header?.wrong;
    const ready = count === 0 && !wrong;
    const words = count === 0 && wrong ? t('mend-header', { message: wrong.message }) : t('mend-left', { left: count });
    if (left.textContent !== words) fill(left, ready && icon(ICONS.tick), words);
    left.classList.toggle('right', ready);
    const cells = t('mend-changed', { count: mending.changedCells });
    if (changed.textContent !== cells) changed.textContent = cells;
    const right = mending.rightRows.length - hidden.size;
    hide.textContent = t('mend-hide-right', { count: right });
    hide.hidden = right <= 0;
    unhide.hidden = hidden.size === 0;
    undo.disabled = !mending.canUndo;
    redo.disabled = !mending.canRedo;
    download.disabled = sending.disabled = busy || mending.changedCells === 0;
  }

  /** @param {unknown} error */
  function tell(error) {
    if (signal.aborted || (error instanceof DOMException && error.name === 'AbortError')) return;
    console.error(error);
    const { message } = known(error);
    trouble.textContent = error instanceof Trouble || known(error) instanceof Trouble ? message : t('trouble-broken');
    trouble.hidden = false;
  }

  /** Writes the mended file and does something with it. @param {(file: File) => void | Promise<void>} use */
  async function write(use) {
    busy = true;
    trouble.hidden = true;
    working.textContent = t('mend-saving');
    say();
    try {
      const blob = await checker.save(source.file, source.options, mending.edits());
      if (signal.aborted) return;
      const name = `${t('mend-file-name', { name: source.name.replace(/\.[^.]{1,4}$/, '') })}.csv`;
      await use(new File([blob], name, { type: 'text/csv' }));
      mending.saved();
    } catch (error) {
      tell(error);
    } finally {
      busy = false;
      working.textContent = '';
      say();
    }
  }

  /** Sends the mended file and shows its report. @param {File} file */
  async function deliver(file) {
    const job = await send(source.form, file, {
      onSent: (share) => { working.textContent = share < 1 ? t('progress-sent', { share: Math.round(share * 100) }) : t('progress-storing'); },
      signal,
      key: crypto.randomUUID(),
    });
    mending.saved();
    kept = null;
    context.go(`/report?job=${encodeURIComponent(job.id)}`);
  }
}

/** @param {HTMLElement} main @param {Source} source @param {Context} context */
function nothing(main, source, context) {
  kept = null;
  fill(main, h('section', { class: 'card narrow' },
    h('h1', null, t('mend-title')),
    h('p', null, t('mend-nothing')),
    h('button', { type: 'button', onclick: () => context.go(source.back) }, t('report-title'))));
}
