// The upload page: one file, its verdict, its report.

/**
 * @typedef {{code: string, title: string, detail?: string}} Problem
 * @typedef {{total: number, valid: number, invalid: number}} Rows
 * @typedef {{id: string, status: string, valid: boolean | null, rows: Rows,
 *   findings: {errors: number, warnings: number}, failure: {code: string, detail: string} | null,
 *   links: Record<string, string>}} Job
 */

const SPOKEN = ['en', 'fr', 'it', 'pt', 'de'];

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${id}.`);
  return found;
}

const form = element('upload', HTMLFormElement);
const file = element('file', HTMLInputElement);
const chosen = element('chosen', HTMLElement);
const drop = element('drop', HTMLElement);
const template = element('template', HTMLSelectElement);
const language = element('language', HTMLSelectElement);
const result = element('result', HTMLElement);
const progress = element('progress', HTMLProgressElement);
const verdict = element('verdict', HTMLElement);
const summary = element('summary', HTMLElement);
const links = element('links', HTMLElement);
const button = form.querySelector('button');

language.value = navigator.languages.map((wish) => wish.slice(0, 2)).find((tag) => SPOKEN.includes(tag)) ?? 'en';

fetch('/v1/templates')
  .then((answer) => (answer.ok ? answer.json() : { templates: [] }))
  .then(({ templates }) => {
    for (const { name, title } of templates) template.add(new Option(title ?? name, name));
    if (templates.length > 0) template.selectedIndex = 1;
  })
  .catch(() => {});

file.addEventListener('change', () => {
  const [first] = file.files ?? [];
  chosen.textContent = first ? `${first.name} (${size(first.size)})` : 'CSV, up to 100\u00a0MB';
});
for (const name of ['dragenter', 'dragover']) drop.addEventListener(name, () => drop.classList.add('over'));
for (const name of ['dragleave', 'drop']) drop.addEventListener(name, () => drop.classList.remove('over'));

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [first] = file.files ?? [];
  if (!first) return;
  // Options come before the file: it is checked while it arrives.
  const body = new FormData();
  if (template.value) body.append('template', template.value);
  body.append('language', language.value);
  body.append('file', first);
  send(body);
});

/** @param {number} bytes @returns {string} */
function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Sends the form; XMLHttpRequest, because fetch does not tell how far an upload has come. @param {FormData} body */
function send(body) {
  const request = new XMLHttpRequest();
  request.open('POST', '/v1/jobs');
  request.responseType = 'json';
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) progress.value = event.loaded / event.total;
  });
  request.addEventListener('load', () => {
    if (request.status === 201) showJob(request.response);
    else showProblem(request.response ?? { code: '', title: `The server answered ${request.status}.` });
  });
  request.addEventListener('error', () => {
    showProblem({ code: 'network', title: 'The file did not get through', detail: 'The connection was lost. Nothing was changed; send the file again.' });
  });
  request.addEventListener('loadend', () => {
    if (button) button.disabled = false;
    progress.hidden = true;
  });
  show('', 'Checking…', '', []);
  progress.value = 0;
  progress.hidden = false;
  if (button) button.disabled = true;
  request.send(body);
}

/** @param {Job} job */
function showJob(job) {
  if (job.failure) {
    show('wrong', 'The file could not be checked', job.failure.detail, []);
    return;
  }
  const count = new Intl.NumberFormat(document.documentElement.lang);
  const rows = (/** @type {number} */ number) => `${count.format(number)} ${number === 1 ? 'row' : 'rows'}`;
  const text = job.valid
    ? `${rows(job.rows.total)} checked, ${count.format(job.findings.warnings)} warnings.`
    : `${count.format(job.findings.errors)} errors; ${rows(job.rows.invalid)} of ${count.format(job.rows.total)} to mend.`;
  /** @type {[string, string | undefined][]} */
  const offers = [
    ['Read the report', job.links.html],
    ['The file with what is wrong', job.links.report_csv],
    ['Only the rows to mend', job.rows.invalid > 0 ? job.links.errors_csv : undefined],
    ['Only the good rows', job.rows.invalid > 0 && job.rows.valid > 0 ? job.links.clean_csv : undefined],
  ];
  show(job.valid ? 'right' : 'wrong', job.valid ? 'The file is valid' : 'The file is not valid yet', text, offers);
}

/** @param {Problem} problem */
function showProblem(problem) {
  show('wrong', problem.title, problem.detail ?? '', []);
}

/** @param {string} kind @param {string} title @param {string} text @param {[string, string | undefined][]} offers */
function show(kind, title, text, offers) {
  result.hidden = false;
  result.className = kind;
  verdict.textContent = title;
  summary.textContent = text;
  links.replaceChildren(
    ...offers.flatMap(([words, href]) => {
      if (!href) return [];
      const anchor = document.createElement('a');
      anchor.href = href;
      anchor.textContent = words;
      const item = document.createElement('li');
      item.append(anchor);
      return [item];
    }),
  );
}
