// What a portal does with <rollcall-upload>. Copy what you need.

/** @type {import('./element.js').RollcallUpload} */
const upload = document.querySelector('#upload');
const at = (id) => document.querySelector(`#${id}`);

// A real portal fetches a token from its own server, which alone knows its key (POST /v1/tokens):
//   const renew = async () => {
//     const answer = await fetch('/api/upload-token', { method: 'POST' });
//     if (answer.ok) upload.token = await answer.text();
//   };
//   upload.addEventListener('rollcall-token-expired', renew);
//   renew();
upload.addEventListener('rollcall-token-expired', () => {
  at('settings').closest('details').open = true;
  at('token').focus();
});

upload.addEventListener('rollcall-complete', ({ detail }) => {
  at('import-now').disabled = !detail.valid;
  at('said').textContent = detail.valid ? 'Ready.' : 'The file has to be mended first.';
});
at('import-now').addEventListener('click', () => {
  at('said').textContent = 'A real portal would tell its server the id of the job now.';
});

// Everything that happens, the newest first; progress on one line.
const names = ['ready', 'progress', 'complete', 'error', 'token-expired'];
for (const name of names) {
  upload.addEventListener(`rollcall-${name}`, ({ type, detail }) => {
    const line = document.createElement('li');
    const title = document.createElement('b');
    title.textContent = type;
    const said = document.createElement('code');
    said.textContent = brief(detail);
    line.append(title, said);
    const first = at('log').firstElementChild;
    if (name === 'progress' && first?.firstElementChild?.textContent === type) first.replaceWith(line);
    else at('log').prepend(line);
    while (at('log').childElementCount > 6) at('log').lastElementChild.remove();
  });
}

function brief(detail) {
  const { job, report } = detail;
  if (job) return JSON.stringify({ valid: detail.valid, job: { id: job.id, status: job.status, rows: job.rows } });
  if (report) return JSON.stringify({ valid: detail.valid, report: { rows: report.rows } });
  return JSON.stringify(detail);
}

at('language').addEventListener('change', ({ target }) => (upload.language = target.value || null));
at('keep').addEventListener('change', ({ target }) => (upload.keep = target.checked));
at('theme').addEventListener('change', ({ target }) => {
  document.documentElement.dataset.theme = target.value;
  // Browsers of before 2025 do not notice by themselves.
  upload.refreshTheme();
});
at('settings').addEventListener('submit', (event) => {
  event.preventDefault();
  upload.token = at('token').value.trim();
  at('token').value = '';
});

for (const id of ['markup', 'policy']) at(id).textContent = at(id).textContent.replaceAll('https://rollcall.example', location.origin);
