// The jobs: the list, one job, its report in every form, and its end.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { HEADER, people, peopleText, schema } from './people.mjs';
import { call, postFile, postStream } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall();
});
after(() => rollcall.close());

const SCHEMA = JSON.stringify(schema());
const GOOD = "Élodie,D'Angelo,elodie@example.fr,,Lyon,agent,2026-01-01";
const BAD = '"Noëlle, ""Nono""",L\'Hôpital,noelle(at)example.fr,,"Aix\nles-Bains",agent,demain';
const CSV = `${HEADER}\n${GOOD}\n${BAD}\n`;

/** A finished job with one good and one bad row. */
const makeJob = async (options = {}) => (await postFile(rollcall, CSV, { schema: SCHEMA, ...options })).json;

describe('a job', () => {
  it('is given back as it was answered', async () => {
    const made = await makeJob();
    const { status, json: job, headers } = await call(rollcall, `/v1/jobs/${made.id}`);
    assert.equal(status, 200);
    assert.deepEqual(job, made);
    assert.match(headers.get('cache-control') ?? '', /no-store/);
  });

  it('is found in R2 where KV does not have it yet', async () => {
    const made = await makeJob();
    const { JOBS } = await rollcall.env();
    const { keys } = await JOBS.list();
    await Promise.all(keys.filter(({ name }) => name.includes(made.id)).map(({ name }) => JOBS.delete(name)));
    const { status, json: job } = await call(rollcall, `/v1/jobs/${made.id}`);
    assert.equal(status, 200);
    assert.deepEqual(job, made);
    assert.equal((await call(rollcall, `/v1/jobs/${made.id}/report`)).status, 200);
  });

  it('that is deleted leaves nothing behind', async () => {
    const { JOBS, REPORTS } = await rollcall.env();
    const made = await makeJob();
    const deleted = await call(rollcall, `/v1/jobs/${made.id}`, { method: 'DELETE' });
    assert.equal(deleted.status, 204);
    assert.equal(deleted.text, '');
    for (const path of ['', '/report', '/report.csv', '/errors.csv', '/report.html']) {
      const gone = await call(rollcall, `/v1/jobs/${made.id}${path}`);
      assert.equal(gone.status, 404, path);
      assert.equal(gone.json.code, 'job-not-found');
    }
    const objects = (await REPORTS.list()).objects.filter(({ key }) => key.includes(made.id));
    const records = (await JOBS.list()).keys.filter(({ name }) => name.includes(made.id));
    assert.deepEqual([objects, records], [[], []]);
    assert.equal((await call(rollcall, `/v1/jobs/${made.id}`, { method: 'DELETE' })).status, 404);
  });

  const strangers = [
    '01aaaaaaaaaaaaaaaaaaaaaaaa', 'x', '..%2F..%2Fother', '%2e%2e%2f', '..%5c', 'a%00b', 'é', '%', `${'0'.repeat(5_000)}`,
    '01AAAAAAAAAAAAAAAAAAAAAAAA', '01aaaaaaaaaaaaaaaaaaaaaaaa%2F..',
  ];
  for (const id of strangers) {
    it(`does not exist under the id ${id.slice(0, 30)}`, async () => {
      for (const [path, method] of [['', 'GET'], ['/report', 'GET'], ['/report.csv', 'GET'], ['/clean.csv', 'GET'], ['', 'DELETE']]) {
        const { status, json } = await call(rollcall, `/v1/jobs/${id}${path}`, { method });
        assert.equal(status, 404);
        assert.equal(json.code, 'job-not-found');
        assert.equal(json.status, 404);
        assert.ok(json.type && json.title && json.detail);
      }
    });
  }

  it('cannot be reached around its own folder', async () => {
    const made = await makeJob();
    for (const path of [`/v1/jobs/${made.id}/job.json`, `/v1/jobs/${made.id}/report.csv/x`, `/v1/jobs/${made.id}/..%2Freport.csv`]) {
      assert.equal((await call(rollcall, path)).status, 404, path);
    }
  });
});

describe('the list', () => {
  it('shows the newest job first and is read page by page', async () => {
    const alone = await startRollcall();
    try {
      const ids = [];
      for (let n = 0; n < 7; n++) {
        ids.unshift((await postFile(alone, `a\n${n}\n`, { description: `number ${n}` })).json.id);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const seen = [];
      let cursor = null;
      do {
        const { status, json } = await call(alone, `/v1/jobs?limit=3${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
        assert.equal(status, 200);
        assert.ok(json.jobs.length <= 3);
        seen.push(...json.jobs.map(({ id }) => id));
        cursor = json.next_cursor;
      } while (cursor);
      assert.deepEqual(seen, ids);
    } finally {
      await alone.close();
    }
  });

  it('of nobody\'s jobs is empty', async () => {
    const alone = await startRollcall();
    try {
      assert.deepEqual((await call(alone, '/v1/jobs')).json, { jobs: [], next_cursor: null });
    } finally {
      await alone.close();
    }
  });

  for (const query of ['limit=0', 'limit=x', 'limit=-1', 'limit=100000']) {
    it(`does not take ${query}`, async () => {
      const { status, json } = await call(rollcall, `/v1/jobs?${query}`);
      assert.equal(status, 400);
      assert.equal(json.code, 'parameter-invalid');
    });
  }
});

describe('the report', () => {
  const forms = [
    ['application/json', 'report.json', /^application\/json/],
    ['text/csv', 'report.csv', /^text\/csv; *charset=utf-8/i],
    ['application/x-ndjson', 'findings.ndjson', /^application\/x-ndjson/],
    ['text/html', 'report.html', /^text\/html; *charset=utf-8/i],
  ];
  for (const [accept, name, type] of forms) {
    it(`is given as ${accept}, by Accept and by address alike`, async () => {
      const { id } = await makeJob();
      const asked = await call(rollcall, `/v1/jobs/${id}/report`, { headers: { accept } });
      const named = await call(rollcall, `/v1/jobs/${id}/${name}`);
      assert.equal(asked.status, 200);
      assert.match(asked.headers.get('content-type') ?? '', type);
      assert.match(named.headers.get('content-type') ?? '', type);
      assert.equal(asked.text, named.text);
      assert.equal(named.headers.get('x-content-type-options'), 'nosniff');
    });
  }

  const accepted = [
    ['', /json/], ['*/*', /json/], ['text/*', /csv/], ['text/csv;q=0.2, text/html', /html/],
    ['application/*;q=0.5, text/csv;q=0.4', /json/], ['text/html;q=0, */*', /json/],
  ];
  for (const [accept, type] of accepted) {
    it(`is ${type.source} for Accept: ${accept || '(empty)'}`, async () => {
      const { id } = await makeJob();
      const { status, headers } = await call(rollcall, `/v1/jobs/${id}/report`, { headers: { accept } });
      assert.equal(status, 200);
      assert.match(headers.get('content-type') ?? '', type);
      assert.match(headers.get('vary') ?? '', /accept/i);
    });
  }

  it('does not exist as a picture', async () => {
    const { id } = await makeJob();
    const { status, json } = await call(rollcall, `/v1/jobs/${id}/report`, { headers: { accept: 'image/png' } });
    assert.equal(status, 406);
    assert.equal(json.code, 'not-acceptable');
  });

  it('as JSON is the job with samples', async () => {
    const job = await makeJob();
    const { json: report } = await call(rollcall, `/v1/jobs/${job.id}/report`);
    for (const group of report.findings.groups) {
      assert.equal(group.truncated, false);
      assert.equal(group.samples.length, group.count);
      delete group.samples;
      delete group.truncated;
    }
    assert.deepEqual(report, job);
  });

  it('as JSON holds fifty samples of a group at most, and an exact count', async () => {
    const rows = Array.from({ length: 1_234 }, (_, n) => `${n},x`).join('\n');
    const one = { fields: [{ name: 'id', type: 'integer' }, { name: 'n', type: 'integer' }] };
    const { json: job } = await postFile(rollcall, `id,n\n${rows}\n`, { schema: JSON.stringify(one) });
    const { json: report } = await call(rollcall, `/v1/jobs/${job.id}/report`);
    const [group] = report.findings.groups;
    assert.equal(group.count, 1_234);
    assert.equal(group.samples.length, 50);
    assert.equal(group.truncated, true);
    assert.deepEqual(group.samples.map(({ row }) => row), Array.from({ length: 50 }, (_, n) => n + 2));
    const lines = (await call(rollcall, `/v1/jobs/${job.id}/findings.ndjson`)).text.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(lines.length, 1_001);
    assert.match(JSON.stringify(lines.at(-1)), /234/);
  });

  it('as CSV is the input with two columns more', async () => {
    const { id } = await makeJob();
    const { text } = await call(rollcall, `/v1/jobs/${id}/report.csv`);
    const [header, good] = text.split('\n');
    assert.ok(header.startsWith(`${HEADER},`), header);
    assert.ok(good.startsWith(`${GOOD},`), good);
    assert.ok(text.includes(`\n${BAD},`), text);
  });

  it('as NDJSON is one finding a line in the order of the rows', async () => {
    const { id } = await makeJob();
    const { text } = await call(rollcall, `/v1/jobs/${id}/findings.ndjson`);
    const findings = text.trimEnd().split('\n').map((line) => JSON.parse(line)).filter(({ code }) => code);
    assert.deepEqual(findings.map(({ code, row, letter }) => [code, row, letter]), [
      ['constraint-error', 3, 'C'],
      ['type-error', 3, 'G'],
    ]);
  });

  it('as a page runs no scripts and loads nothing', async () => {
    const { id } = await makeJob();
    const { text, headers } = await call(rollcall, `/v1/jobs/${id}/report.html`);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.match(text, /^<!doctype html>/i);
    assert.doesNotMatch(text, /<script|https?:\/\/(?!localhost)[^"]*\.(js|css|woff2?)/i);
  });

  it('as a page in French does not let a cell out of its quotes', async () => {
    const csv = `${HEADER}\nx,y,<img src=x onerror=alert(1)>,,,agent,2026-01-01\n`;
    const { json: job } = await postFile(rollcall, csv, { schema: SCHEMA, language: 'fr' });
    const { text } = await call(rollcall, `/v1/jobs/${job.id}/report.html`);
    assert.match(text, /<html[^>]* lang="fr"/);
    assert.doesNotMatch(text, /<img/);
  });

  it('of the wrong rows alone can be mended and sent again', async () => {
    const { id } = await makeJob();
    const { text, headers } = await call(rollcall, `/v1/jobs/${id}/errors.csv`);
    assert.match(headers.get('content-disposition') ?? '', /^attachment;.*\.csv/);
    assert.ok(text.startsWith(`${HEADER},`), text);
    assert.ok(!text.includes(GOOD));
    assert.ok(text.includes(BAD));
    const mended = text.replace('noelle(at)example.fr', 'noelle@example.fr').replace(',demain', ',2026-02-01');
    const { json: again } = await postFile(rollcall, mended, { schema: SCHEMA });
    assert.equal(again.rows.total, 1);
    assert.equal(again.rows.invalid, 0, JSON.stringify(again.findings));
  });

  it('of the right rows alone is plain CSV', async () => {
    const { id } = await makeJob();
    const { text } = await call(rollcall, `/v1/jobs/${id}/clean.csv`);
    assert.equal(text, `${HEADER}\r\n${GOOD}\r\n`);
  });

  it('of many megabytes comes back whole in every form', async () => {
    const rows = 100_000;
    const { json: job } = await postStream(rollcall, `/v1/jobs?${new URLSearchParams({ schema: SCHEMA })}`,
      { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' }, people(rows));
    assert.equal(job.rows.valid, rows);
    const clean = await call(rollcall, `/v1/jobs/${job.id}/clean.csv`);
    assert.equal(clean.text, peopleText(rows).replaceAll('\n', '\r\n'));
    const report = await call(rollcall, `/v1/jobs/${job.id}/report.csv`);
    assert.equal(report.text.trimEnd().split('\n').length, rows + 1);
    const errors = await call(rollcall, `/v1/jobs/${job.id}/errors.csv`);
    assert.equal(errors.text.trimEnd().split('\n').length, 1);
  });
});

describe('a request', () => {
  it('by HEAD is answered like GET without a body', async () => {
    const { id } = await makeJob();
    for (const path of ['/health', '/openapi.json', '/v1/templates', '/v1/jobs', `/v1/jobs/${id}`, `/v1/jobs/${id}/report.csv`, `/v1/jobs/${id}/clean.csv`]) {
      const { status, text, headers } = await call(rollcall, path, { method: 'HEAD' });
      assert.equal(status, 200, path);
      assert.equal(text, '', path);
      assert.ok(headers.get('content-type'), path);
    }
  });

  it('by a method that is not there is told which are', async () => {
    for (const [path, method, allowed] of [['/v1/jobs', 'PUT', /POST/], ['/health', 'POST', /GET/], ['/v1/jobs/x', 'PATCH', /DELETE/]]) {
      const { status, headers, json } = await call(rollcall, path, { method });
      assert.equal(status, 405, path);
      assert.match(headers.get('allow') ?? '', allowed);
      assert.equal(json.code, 'method-not-allowed');
    }
  });

  it('to a place that does not exist gets a problem', async () => {
    for (const path of ['/v1', '/v1/nothing', '/v1/jobs/', '/v1/jobs/x/y/z']) {
      const { status, headers, json } = await call(rollcall, path);
      assert.equal(status, 404, path);
      assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.ok(json.code);
    }
  });
});

describe('an expired job', () => {
  it('is removed by the daily cron, and no other is', async () => {
    const alone = await startRollcall();
    try {
      const { json: old } = await postFile(alone, CSV, { retention: '1' });
      const { json: young } = await postFile(alone, CSV, { retention: '48' });
      const { REPORTS } = await alone.env();
      await alone.scheduled(new Date(Date.now() + 2 * 3_600_000));
      const keys = (await REPORTS.list()).objects.map(({ key }) => key);
      assert.deepEqual(keys.filter((key) => key.includes(old.id)), []);
      assert.ok(keys.some((key) => key.includes(young.id)));
      assert.equal((await call(alone, `/v1/jobs/${young.id}/report`)).status, 200);
    } finally {
      await alone.close();
    }
  });
});
