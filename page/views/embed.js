// Rollcall in a portal's frame: a file is chosen, and the verdict comes where the form was. What is
// around it (`page/element/`) says with which template, token and colours, and hears how it goes.

import { LARGEST, Trouble, callFor, fetchFile, hasToken, json, useKey } from '../api.js';
import { soFar } from '../bar.js';
import { checking } from '../checking.js';
import { fill, h, icon, ICONS, save, stemOf } from '../dom.js';
import { dropped } from '../drop.js';
import { meet, wear } from '../element/frame.js';
import { claimsOf } from '../element/token.js';
import { Engine, EngineError } from '../engine/client.js';
import { schema, templates, titleOf } from '../templates.js';
import { has, known, language, preferred, size, speak, t } from '../words.js';
import { going } from './embed/going.js';

/** @import { Settings } from '../element/element.js' */
/** @import { Outcome, State } from '../checking.js' */
/** @import { Finding, Job, Report } from '../types.js' */

/** Groups that are shown; the report has all. */
const GROUPS = 3;
/** What the element's version is told to be; grows when it has to know. */
const VERSION = 1;

/** @type {import('../main.js').View} */
export async function show(main, context) {
  const { gone } = context;
  // Here a key is only what the portal gives, and only as long as the frame is there: one that somebody
  // gave to Rollcall's own page is not for every page that shows this frame.
  useKey(null, { remember: false });
  document.documentElement.classList.add('embed');

  /** @type {Settings} */
  let settings = { template: null, language: null, description: null, columns: null, importOption: null, keep: false };
  /** Draws again what is there, in another language or with other settings. */
  let draw = () => {};
  /** What the portal's token is for. */
  let claims = claimsOf(null);
  let stopper = new AbortController();

  const body = h('div', { class: 'embed-body' });
  const live = h('p', { class: 'unseen', role: 'status' });

  /** @type {import('../element/frame.js').Host | null} */
  let host = null;
  const { goesOn, renewed } = going(body, window.parent === window ? null : (code) => host?.happen('token-expired', { code }));

  gone.addEventListener('abort', () => callFor(null));
  host = await meet({
    around: callFor,
    theme: wear,
    settings: (changed) => {
      settings = { ...settings, ...changed };
      if (body.isConnected) applied().catch(console.error);
    },
    token: (token) => {
      useKey(token, { remember: false });
      const before = limit();
      claims = claimsOf(token);
      // What is said of the largest file may be another now.
      if (body.dataset['state'] === 'choose' && limit() !== before) draw();
      if (token !== null) renewed();
    },
    reset: () => choose(),
  }, gone);
  if (gone.aborted) return;

  /** Makes the settings true. */
  async function applied() {
    const wanted = known(settings.language) ?? preferred();
    if (wanted !== language()) await speak(wanted);
    context.title(t('upload-title'));
    host?.title(t('embed-frame'));
    draw();
  }

  draw = choose;
  await applied().catch(console.error);
  fill(main, body, live);
  if (host) {
    const measure = () => host.height(main.getBoundingClientRect().height);
    const heights = new ResizeObserver(measure);
    heights.observe(main);
    gone.addEventListener('abort', () => heights.disconnect());
    measure();
    host.happen('ready', { version: VERSION });
  }
  dropped(body, take, gone);
  gone.addEventListener('abort', () => stopper.abort());

  /** @param {FileList | null | undefined} files */
  function take(files) {
    const [first] = files ?? [];
    // While one is checked, another has to wait until somebody stops it.
    if (first && body.dataset['state'] !== 'busy') check(first);
  }

  /** The template by which a file is checked, where nobody chooses one here: what the token is for decides. */
  function kind() {
    const { template } = settings;
    return claims.template && (template === null || template === 'none') ? claims.template : (template ?? 'auto');
  }

  /** How large a file may be. A token's bound is one for what is sent, and a form is a little more than its file. */
  function limit() {
    return Math.min(LARGEST, claims.size ?? LARGEST);
  }

  /** @param {'choose' | 'busy' | 'done'} state @param {...import('../dom.js').Children} children */
  function put(state, ...children) {
    body.dataset['state'] = state;
    fill(body, ...children);
  }

  /**
   * Leads to what is new: by the focus, where it is here, and else in words. Somebody who goes on in the
   * portal meanwhile is not torn away.
   * @param {HTMLElement | null} element
   * @param {string | null} text
   */
  function attend(element, text) {
    if (document.hasFocus()) element?.focus({ preventScroll: true });
    else live.textContent = text;
  }

  /** Asks for a file. @param {import('../dom.js').Child} [note] what there is to say about the one before */
  function choose(note) {
    stopper.abort();
    draw = () => choose();
    const input = h('input', { type: 'file', id: 'file', accept: '.csv,.txt,.tsv,text/csv,text/tab-separated-values', 'aria-describedby': 'file-facts', onchange: () => take(input.files) });
    put('choose',
      h('label', { class: 'embed-drop', for: 'file' }, input, icon(ICONS.file),
        h('span', { class: 'choose' }, t('upload-choose')),
        h('span', { id: 'file-facts', class: 'soft' }, t('upload-limits', { size: size(limit() === LARGEST ? 100e6 : limit()) }))),
      note,
      h('div', { class: 'embed-foot' },
        h('p', { class: 'soft' }, settings.keep && icon(ICONS.lock), settings.keep ? t('keep-hint') : t('send-hint', { days: 7 })),
        emptyFile()));
  }

  /** The template's empty file, where the portal offers it. */
  function emptyFile() {
    const { columns } = settings;
    const template = kind();
    if (!columns || !template || template === 'auto' || template === 'none') return null;
    return h('button', { type: 'button', class: 'plain-button', onclick: press(async () => {
      const query = new URLSearchParams({ columns, language: language() });
      const { blob, name } = await goesOn(() => fetchFile(`/v1/templates/${encodeURIComponent(template)}/file.csv?${query}`), gone);
      save(blob, name ?? `${template}.csv`);
    }) }, icon(ICONS.down), t('empty-download'));
  }

  /** @param {File} file @param {string} [chosen] the template that somebody named */
  async function check(file, chosen) {
    if (file.size === 0) return refused('empty', t('upload-empty'));
    if (file.size > limit() && !settings.keep) return refused('body-too-large', t('embed-too-large'));
    let template = '';
    const { signal } = (stopper = new AbortController());
    let enough = false;
    const watched = watch(file, () => {
      enough = true;
      stopper.abort();
    });
    draw = () => {};
    put('busy', watched.element);
    attend(watched.stop, '');
    try {
      const outcome = await goesOn(() => {
        // Anew each time: another token may be for another template.
        template = chosen ?? kind();
        return checking(file, {
          template: template === 'none' ? '' : template,
          description: settings.description ?? '',
          importOption: settings.importOption ?? '',
        }, {
          keep: settings.keep,
          signal,
          onProgress: (state) => {
            if (signal.aborted) return;
            watched.set(state, settings.keep);
            host?.happen('progress', { ...state });
          },
        });
      }, signal);
      // Whoever stops what is left of the check here, when the edge has its verdict, wants to see that.
      if (signal.aborted && !(enough && outcome.job)) return;
      // The edge refuses a file that it does not recognise, and so does a check that stays here.
      if (template === 'auto' && !outcome.job && !outcome.checked?.recognised) {
        throw new Trouble('template-not-recognised', t('trouble-template-not-recognised'));
      }
      await done(file, outcome);
    } catch (error) {
      if (gone.aborted) return;
      if (error instanceof DOMException && error.name === 'AbortError') {
        if (stopper.signal === signal) chosenAgain(t('progress-stopped'));
      } else if (error instanceof Trouble && /^template-(not-recognised|ambiguous|not-found)$/.test(error.code)) {
        // A token that is for one template, or for those that are recognised, leaves nothing to choose.
        if (!hasToken() || claims.template === null) await whichKind(file, error);
        else refused(error.code, t('embed-not-recognised'));
      } else if (error instanceof Trouble) {
        // What the portal has got wrong does not come right by trying again.
        if (error.status === 403 && !error.wantsToken) refused(error.code, plain(error));
        else refused(error.code, plain(error), file, chosen);
      } else if (error instanceof EngineError) {
        refused(error.code, plain(error), file, chosen);
      } else {
        console.error(error);
        refused('broken', t('trouble-broken'), file, chosen);
      }
    }
  }

  /** @param {string} text */
  function chosenAgain(text) {
    choose(h('div', { class: 'notice' }, h('p', null, text)));
    attend(body.querySelector('input'), text);
  }

  /** No verdict. @param {string} code @param {string} message @param {File} [file] that may be tried again @param {string} [chosen] */
  function refused(code, message, file, chosen) {
    choose(h('div', { class: 'notice wrong', role: 'alert' }, h('p', null, message),
      file && h('button', { type: 'button', onclick: () => check(file, chosen) }, t('trouble-retry'))));
    draw = () => {};
    host?.happen('error', { code, message });
  }

  /** The header told nothing, so somebody has to. @param {File} file @param {Trouble} error */
  async function whichKind(file, error) {
    const all = await kinds(error.allowed);
    const choice = h('select', { id: 'template' },
      all.map(({ name, title }) => h('option', { value: name }, title)),
      h('option', { value: 'none' }, t('template-none')));
    draw = () => {};
    put('choose', h('form', { class: 'embed-card', onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); check(file, choice.value); } },
      h('p', { role: 'status' }, error.message),
      h('label', { for: 'template' }, t('template-label')), choice,
      h('div', { class: 'row' }, h('button', { class: 'primary' }, t('upload-check')), another())));
    attend(choice, error.message);
    host?.happen('error', { code: error.code, message: error.message });
  }

  /**
   * The kinds that somebody can choose from. With a token there is no list of them, but the refusal names them, and
   * the engine here knows the built-in ones.
   * @param {string[]} allowed
   * @returns {Promise<{name: string, title: string}[]>}
   */
  async function kinds(allowed) {
    try {
      if (!hasToken()) return (await templates()).map((template) => ({ name: template.name, title: titleOf(template, language()) }));
      const builtIn = await new Engine().kinds();
      if (allowed.length === 0) return builtIn;
      return await Promise.all(allowed.map(async (name) => builtIn.find((one) => one.name === name) ?? { name, title: await titled(name) }));
    } catch {
      return allowed.map((name) => ({ name, title: name }));
    }
  }

  /** What a template of the partner's own calls itself. @param {string} name @returns {Promise<string>} */
  async function titled(name) {
    const found = await schema(name).catch(() => null);
    return titleOf({ name, title: found?.rollcall?.title ?? found?.title ?? null }, language());
  }

  const another = () => h('button', { type: 'button', onclick: () => { choose(); body.querySelector('input')?.focus(); } }, t('upload-another'));

  /** @param {File} file @param {Outcome} outcome */
  async function done(file, { job, checked, options }) {
    const summary = /** @type {Report} */ (job ?? checked?.report);
    // Where a token was used, what is offered comes from here, and only where it is what the edge found.
    const alone = hasToken();
    const same = checked !== undefined && (!job || agree(job, checked.report) && (options.template !== 'auto' || job.template === checked.recognised?.name));
    const groups = same ? checked.report.findings.groups : job?.status === 'completed' ? await withSamples(job, checked?.report) : summary.findings.groups;
    const verdict = h('h2', { tabindex: '-1' });
    draw = () => {
      const failed = job?.status === 'failed';
      const look = failed || !summary.valid ? 'wrong' : 'right';
      verdict.textContent = failed ? t('report-failed') : summary.valid ? t('report-valid') : t('report-invalid');
      const { rows, findings } = summary;
      const ours = `trouble-${job?.failure?.code}`;
      const sentence = failed ? (has(ours) ? t(ours) : (job.failure?.detail ?? ''))
        : !summary.valid ? (rows.invalid > 0 ? t('report-invalid-rows', { invalid: rows.invalid, total: rows.total }) : t('report-invalid-file'))
          : findings.warnings > 0 ? t('report-valid-warnings', { count: findings.warnings }) : t('report-valid-rows', { rows: rows.total });
      put('done', h('section', { class: `embed-card embed-verdict ${look}` },
        h('div', { class: 'embed-head' }, icon(look === 'right' ? ICONS.tick : ICONS.warning),
          h('div', null, verdict, h('p', null, sentence), h('p', { class: 'soft' }, t('upload-file', { name: file.name, size: size(file.size) }))))),
      !failed && groups.length > 0 && h('ol', { class: 'embed-groups' }, groups.slice(0, GROUPS).map(group)),
      groups.length > GROUPS && h('p', { class: 'soft' }, t('embed-more-groups', { count: groups.length - GROUPS })),
      job && !alone ? ofJob(file, job)
        : same ? ofFile(file, { ...options, template: checked.recognised?.name ?? options.template }, summary)
          : [!failed && h('p', { class: 'soft' }, t('embed-portal-has')), h('div', { class: 'row' }, another())]);
    };
    draw();
    attend(verdict, verdict.textContent);
    // The edge may have been faster than the check here, and the portal's bar is to end at its end.
    const { rows, findings } = summary;
    host?.happen('progress', {
      phase: job ? 'store' : 'check', rows: rows.total, bytes: file.size, total: file.size, sent: job ? 1 : 0,
      errors: findings.errors, warnings: findings.warnings, invalid: rows.invalid,
    });
    host?.happen('complete', { valid: summary.valid === true, job: job ?? null, report: job ? null : counted(summary) });
  }

  /**
   * The groups with examples, of a file that could not be checked here, or not by all that the edge has. A token
   * does not open the report; the examples are then those that were found here.
   * @param {Job} job @param {Report} [here]
   */
  async function withSamples(job, here) {
    const { groups } = job.findings;
    if (hasToken()) return groups.map((one) => ({ ...here?.findings.groups.find(({ code, field }) => code === one.code && field === one.field), ...one }));
    try {
      const answer = await json(`/v1/jobs/${job.id}/report.json`);
      return /** @type {Report} */ (answer).findings.groups;
    } catch {
      return groups; // The counts are there all the same.
    }
  }

  /** @param {File} file @param {Job} job */
  function ofJob(file, job) {
    const invalid = job.rows.invalid > 0;
    /** @type {[link: string, words: string, name: string][]} */
    const files = [['report_csv', t('download-report-csv'), 'report.csv']];
    if (invalid) files.push(['errors_csv', t('download-errors-csv'), 'errors.csv'], ['clean_csv', t('download-clean-csv'), 'clean.csv']);
    return downloads(
      h('a', { class: 'button primary', href: `/report?job=${encodeURIComponent(job.id)}`, target: '_blank', rel: 'noopener' }, t('embed-open'), h('span', { class: 'unseen' }, ` ${t('embed-new-tab')}`)),
      files.filter(([link]) => job.links[link]).map(([link, words, name]) => [words, async () => {
        const { blob, name: given } = await goesOn(() => fetchFile(/** @type {string} */ (job.links[link])), gone);
        save(blob, given ?? `${stemOf(file.name)}-${name}`);
      }]));
  }

  /** What is made here, of a file that was not sent, or with a token, which brings nothing back. @param {File} file @param {Outcome['options']} options @param {Report} report */
  function ofFile(file, options, report) {
    const engine = new Engine();
    const stem = stemOf(file.name);
    /** @type {[string, () => Promise<void>][]} */
    const files = [
      [t('download-html'), async () => save(await engine.html(file, options), `${stem}-report.html`)],
      [t('download-report-csv'), async () => save(await engine.reportCsv(file, options), `${stem}-report.csv`)],
    ];
    if (report.rows.invalid > 0) files.push([t('download-errors-csv'), async () => save(await engine.view(file, options, 'errors'), `${stem}-errors.csv`)]);
    return downloads(null, files);
  }

  /** What there is to do after a verdict. @param {import('../dom.js').Child} first @param {[words: string, act: () => Promise<void>][]} files */
  function downloads(first, files) {
    return [
      h('div', { class: 'row' }, first, another()),
      h('section', null, h('h3', null, t('downloads-title')),
        h('ul', { class: 'embed-downloads' }, files.map(([words, act]) => h('li', null, h('button', { type: 'button', class: 'plain-button', onclick: press(act) }, icon(ICONS.down), words))))),
    ];
  }

  /** A button's action: not twice at once, and what goes wrong is said under it. @param {() => Promise<void>} act */
  function press(act) {
    /** @type {HTMLElement | null} */
    let said = null;
    return async (/** @type {Event} */ event) => {
      const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
      button.disabled = true;
      said?.remove();
      try {
        await act();
      } catch (error) {
        const message = error instanceof Trouble || error instanceof EngineError ? plain(error) : t('trouble-broken');
        body.append((said = h('div', { class: 'notice wrong', role: 'alert' }, h('p', null, message))));
      } finally {
        button.disabled = false;
        if (document.hasFocus()) button.focus();
      }
    };
  }
}

/**
 * What went wrong, for somebody who has no key, gave no token and has set up nothing.
 * @param {Trouble | EngineError} error
 */
function plain(error) {
  const { code } = error;
  // The portal gave the options.
  if (error instanceof EngineError) return t(code === 'options' ? 'trouble-broken' : `trouble-${code}`);
  if (error.status === 401) return t('embed-no-access');
  if (error.status === 413) return t('embed-too-large');
  return error.message;
}

/** Whether the edge found what was found here; it may have lists and templates that are not at hand here. @param {Report} there @param {Report} here */
function agree(there, here) {
  return there.valid === here.valid && there.rows.total === here.rows.total && there.rows.invalid === here.rows.invalid
    && there.findings.errors === here.findings.errors && there.findings.warnings === here.findings.warnings;
}

/** One kind of problem: how often, what, where, and what to do. @param {Report['findings']['groups'][number]} group */
function group({ severity, field, count, samples }) {
  const sample = /** @type {Finding | undefined} */ (samples?.[0]);
  return h('li', null,
    h('p', { class: 'embed-where' },
      h('span', { class: `tag ${severity === 'error' ? 'wrong' : 'warning'}` }, t('groups-count', { count })),
      h('span', { class: 'soft' }, field ? t('groups-field', { field }) : t('groups-file'))),
    sample && h('p', null, sample.message),
    sample && h('p', { class: 'soft' }, sample.fix));
}

/** A report without a single value of the file: `keep` keeps it from the portal too. @param {Report} report @returns {Report} */
function counted({ valid, file, rows, findings: { errors, warnings, groups } }) {
  return { valid, file, rows, findings: { errors, warnings, groups: groups.map(({ code, severity, field, count }) => ({ code, severity, field, count })) } };
}

/** @param {File} file @param {() => void} stop */
function watch(file, stop) {
  const rows = h('p', { class: 'embed-rows number' }, t('progress-reading'));
  const state = h('p', { class: 'embed-state' });
  const sent = h('p', { class: 'soft number' });
  const meter = h('progress', { max: 1, value: 0, 'aria-label': t('progress-label') });
  const button = h('button', { type: 'button', onclick: stop }, t('upload-stop'));
  const element = h('section', { class: 'embed-card embed-progress' },
    h('p', { class: 'embed-name' }, t('upload-file', { name: file.name, size: size(file.size) })),
    meter,
    h('div', { class: 'row spread' }, h('div', null, rows, state, sent), button));
  let said = '';
  return {
    element,
    stop: button,
    /** @param {State} now @param {boolean} keep */
    set(now, keep) {
      const checked = now.total === 0 ? 1 : now.bytes / now.total;
      // What is checked here and what is sent are two halves of one way.
      meter.value = keep ? checked : (checked + now.sent) / 2;
      const wrong = now.errors > 0;
      meter.classList.toggle('wrong', wrong);
      if (now.rows > 0) rows.textContent = t('progress-rows', { rows: now.rows });
      const words = wrong || now.rows > 0 ? soFar(now) : '';
      if (words !== said) fill(state, words && icon(wrong ? ICONS.warning : ICONS.tick), words && ` ${words}`);
      state.className = `embed-state ${wrong ? 'wrong' : 'right'}`;
      said = words;
      sent.textContent = now.phase === 'store' ? t('progress-storing')
        : now.phase === 'send' ? `${t('progress-sending')} ${t('progress-sent', { share: Math.round(now.sent * 100) })}` : '';
    },
  };
}
