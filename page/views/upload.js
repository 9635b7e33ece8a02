// Where a file is chosen, and where it is watched being checked.

import { LARGEST, Trouble } from '../api.js';
import { bar, soFar } from '../bar.js';
import { checking } from '../checking.js';
import { fill, h, icon, ICONS } from '../dom.js';
import { dropped } from '../drop.js';
import { Engine, EngineError } from '../engine/client.js';
import { keep as keepHere } from '../local.js';
import { templates, titleOf } from '../templates.js';
import { duration, language, number, size, t } from '../words.js';
import { emptyFile } from './empty-file.js';

/** What was chosen stays chosen when the view is left and shown again. */
const chosen = {
  /** @type {File | null} */ file: null,
  template: 'auto',
  description: '',
  importOption: 'add',
  keep: false,
};

/** @type {import('../main.js').View} */
export async function show(main, context) {
  context.title(t('upload-title'));
  const { gone } = context;

  const input = h('input', { type: 'file', id: 'file', accept: '.csv,.txt,.tsv,text/csv,text/tab-separated-values', 'aria-describedby': 'file-facts', onchange: () => choose(input.files) });
  const words = h('span', { class: 'choose' });
  const facts = h('span', { id: 'file-facts', class: 'soft' });
  const drop = h('label', { class: 'drop', for: 'file' }, input, icon(ICONS.file), words, facts);
  const notes = h('div', { class: 'stack', 'aria-live': 'polite' });

  const kind = h('select', { id: 'template', onchange: () => { chosen.template = kind.value; kindChanged(); } });
  const kindNote = h('p', { class: 'hint', 'aria-live': 'polite' });
  const importOption = h('select', { id: 'import-option', onchange: () => (chosen.importOption = importOption.value) },
    ['add', 'add_and_remove'].map((name) => h('option', { value: name, selected: name === chosen.importOption }, t(`import-option-${name}`))));
  const importField = h('div', { hidden: true }, h('label', { for: 'import-option' }, t('import-option-label')), importOption);
  const description = h('input', { type: 'text', id: 'description', maxlength: 500, value: chosen.description, 'aria-describedby': 'description-hint', oninput: () => (chosen.description = description.value) });
  const keep = h('input', { type: 'checkbox', id: 'keep', checked: chosen.keep, disabled: !Engine.supported(), 'aria-describedby': 'keep-hint', onchange: () => { chosen.keep = keep.checked; keepChanged(); } });
  const keepHint = h('p', { class: 'hint', id: 'keep-hint' });
  const start = h('button', { class: 'primary wide' }, t('upload-check'));
  const progress = h('section', { class: 'card progress', hidden: true, 'aria-label': t('progress-label') });

  const form = h('form', { class: 'card', onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); check(); } },
    drop,
    h('div', { class: 'fields' },
      h('div', null, h('label', { for: 'template' }, t('template-label')), kind, kindNote),
      importField,
      h('div', null, h('label', { for: 'description' }, t('description-label')), description, h('p', { class: 'hint', id: 'description-hint' }, t('description-hint')))),
    h('div', { class: 'keep' }, keep, h('div', null, h('label', { for: 'keep' }, icon(ICONS.lock), t('keep-label')), keepHint)),
    notes, start);

  fill(main, h('div', { class: 'narrow stack' },
    h('h1', null, t('upload-title')), h('p', { class: 'lead' }, t('upload-lead')),
    form, progress,
    emptyFile(() => kind.value)));

  // The words first: nothing stands nameless while the kinds are fetched.
  keepChanged();
  /** @type {import('../types.js').Template[]} */
  let known = [];
  // From the first moment on.
  dropped(drop, choose, gone);

  try {
    known = await templates();
  } catch (error) {
    if (error instanceof Trouble && error.wantsKey) throw error;
    kindNote.textContent = t('template-unknown');
  }
  fill(kind,
    known.length > 0 && h('option', { value: 'auto' }, t('template-auto')),
    known.map((template) => h('option', { value: template.name }, titleOf(template, language()))),
    h('option', { value: '' }, t('template-none')));
  kind.value = [...kind.options].some((option) => option.value === chosen.template) ? chosen.template : '';
  kindChanged();

  /** @param {FileList | null | undefined} files */
  function choose(files) {
    const [first] = files ?? [];
    if (!first) return;
    chosen.file = first;
    note(files && files.length > 1 ? t('upload-one-file') : null);
    fileChanged();
    recognise(first);
  }

  function fileChanged() {
    const { file } = chosen;
    words.textContent = file ? file.name : t('upload-choose');
    facts.textContent = file ? `${size(file.size)} · ${t('upload-another')}` : t('upload-limits', { size: size(100e6) });
    drop.classList.toggle('chosen', file !== null);
    start.disabled = file === null;
    if (file?.size === 0) note(t('upload-empty'), 'wrong');
    else if (file && file.size > LARGEST && !chosen.keep) note(t('upload-too-large', { size: size(file.size) }), 'warning');
  }

  /** Says which kind of file it seems to be, before anybody asks. @param {File} file */
  async function recognise(file) {
    // Once the kinds are known, this is asked again.
    if (chosen.template !== 'auto' || known.length === 0 || !Engine.supported()) return;
    kindNote.textContent = '';
    try {
      const found = await new Engine().recognise(file);
      if (chosen.file !== file || gone.aborted || chosen.template !== 'auto') return;
      const template = found && known.find(({ name }) => name === found.name);
      kindNote.textContent = found && template ? t('template-recognised', { title: titleOf(template, language()), sure: found.sure }) : t('template-not-recognised');
      importField.hidden = found?.name !== 'webex-users';
    } catch {
      // The check itself says what is wrong with the file.
    }
  }

  function kindChanged() {
    kindNote.textContent = '';
    importField.hidden = kind.value !== 'webex-users';
    if (chosen.file) recognise(chosen.file);
  }

  function keepChanged() {
    keepHint.textContent = keep.disabled ? t('trouble-unsupported') : chosen.keep ? t('keep-hint') : t('send-hint', { days: 7 });
    note(null);
    fileChanged();
  }

  /** @param {string | null} text @param {string} [look] @param {...import('../dom.js').Child} more */
  function note(text, look = '', ...more) {
    fill(notes, text && h('div', { class: `notice ${look}`, role: look === 'wrong' ? 'alert' : null }, h('p', null, text), ...more));
  }

  async function check() {
    const { file } = chosen;
    if (!file) return;
    note(null);
    const stopper = new AbortController();
    gone.addEventListener('abort', () => stopper.abort(), { once: true });
    const head = bar();
    const watched = watch(progress, () => stopper.abort());
    form.inert = true;
    progress.hidden = false;
    progress.scrollIntoView({ block: 'nearest' });
    watched.focus();
    try {
      const options = { template: kind.length > 0 ? kind.value : chosen.template, description: chosen.description.trim(), importOption: importField.hidden ? '' : chosen.importOption };
      const outcome = await checking(file, options, {
        keep: chosen.keep,
        signal: stopper.signal,
        onProgress: (state) => {
          // What is checked here and what is sent are two halves of one way.
          const checked = state.total === 0 ? 1 : state.bytes / state.total;
          head.set(chosen.keep ? checked : Math.min(checked, 0.5 + state.sent / 2), state.errors > 0);
          watched.set(state);
        },
      });
      head.set(1, !(outcome.job ?? outcome.checked?.report)?.valid);
      if (outcome.job) {
        context.go(`/report?job=${outcome.job.id}`);
      } else if (outcome.checked) {
        const { report, findings, recognised } = outcome.checked;
        const template = recognised?.name ?? (options.template === 'auto' ? null : options.template || null);
        const kept = await keepHere({ name: file.name, file, report, findings, template, description: options.description || null, options: { ...outcome.options, template: template ?? undefined } });
        context.go(`/report?local=${kept.id}`);
      }
    } catch (error) {
      if (gone.aborted) return;
      tell(error);
    } finally {
      head.remove();
      progress.hidden = true;
      form.inert = false;
    }
  }

  /** What went wrong, and what to do now. @param {unknown} error */
  function tell(error) {
    if (error instanceof DOMException && error.name === 'AbortError') note(t('progress-stopped'));
    else if (error instanceof Trouble && error.wantsKey) throw error;
    else if (error instanceof Trouble) {
      const detail = error.detail && error.detail !== error.message ? h('p', { class: 'soft', lang: 'en' }, error.detail) : null;
      note(error.message, 'wrong', detail, h('button', { type: 'submit' }, t('trouble-retry')));
    } else if (error instanceof EngineError) note(t(`trouble-${error.code}`), 'wrong');
    else {
      console.error(error);
      note(t('trouble-broken'), 'wrong');
    }
    start.focus();
  }
}

/**
 * Shows how far a check is.
 * @param {HTMLElement} place
 * @param {() => void} stop
 */
function watch(place, stop) {
  const began = performance.now();
  const rows = h('p', { class: 'big number' }, t('progress-reading'));
  const verdict = h('p', { class: 'state' });
  const pace = h('p', { class: 'soft number' });
  const sent = h('p', { class: 'soft number' });
  const button = h('button', { type: 'button', onclick: stop }, t('upload-stop'));
  fill(place, h('div', { class: 'row spread' }, h('div', null, rows, verdict, pace, sent), button));
  let last = '';
  return {
    focus: () => button.focus({ preventScroll: true }),
    /** @param {import('../checking.js').State} state */
    set(state) {
      const seconds = (performance.now() - began) / 1000;
      const rate = state.rows / Math.max(seconds, 0.05);
      const left = state.bytes > 0 ? (seconds * (state.total - state.bytes)) / state.bytes : 0;
      rows.textContent = t('progress-rows', { rows: state.rows });
      const wrong = state.errors > 0;
      verdict.className = wrong ? 'state wrong' : 'state right';
      const said = soFar(state);
      if (said !== last) fill(verdict, icon(wrong ? ICONS.warning : ICONS.tick), ` ${said}`);
      last = said;
      const parts = [t('progress-rate', { rate: number(rate, { maximumSignificantDigits: 2 }) })];
      if (state.phase === 'check' && left > 1) parts.push(t('progress-left', { time: duration(left) }));
      pace.textContent = state.rows > 0 ? parts.join(' · ') : '';
      sent.textContent =
        state.phase === 'store' ? t('progress-storing')
          : state.phase === 'send' ? `${t('progress-sending')} ${t('progress-sent', { share: Math.round(state.sent * 100) })}`
            : state.sent > 0 ? t('progress-sent', { share: Math.round(state.sent * 100) }) : '';
    },
  };
}
