// Files that are not what they should be: each ends in a clear finding, within bounded memory.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { HEADER, peopleText, repeated } from './people.mjs';
import { call, file, postFile, postForm, postStream } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {string} */
let earlier;
before(async () => {
  rollcall = await startRollcall();
  earlier = (await postFile(rollcall, peopleText(3))).json.id;
});
after(() => rollcall.close());

const MEMORY = 32 << 20;

/** @param {any} job @returns {Promise<any[]>} every finding */
async function findings(job) {
  const { text } = await call(rollcall, `/v1/jobs/${job.id}/findings.ndjson`);
  return text.trimEnd().split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({ code }) => code);
}

const INTEGERS = JSON.stringify({ fields: [{ name: 'a', type: 'integer' }, { name: 'b', type: 'integer' }] });

/**
 * What is sent, whether it is valid, and what is found, as [code, row, column].
 * @type {[title: string, body: string | Buffer, options: Record<string, string>, valid: boolean, found: any[]][]}
 */
const FILES = [
  ['an empty file', '', {}, false, [['source-error', null, null]]],
  ['a file of nothing but a byte order mark', '\ufeff', {}, false, [['source-error', null, null]]],
  ['a header without rows', 'a,b\n', {}, true, [['source-error', null, null]]],
  ['a NUL in a cell', 'a,b\n1,x\0y\n', {}, false, [['invisible-character', 2, 2]]],
  ['a byte that is not UTF-8, where UTF-8 was said', Buffer.from('a,b\n1,caf\xe9\n', 'latin1'), { encoding: 'utf-8' }, false, [['encoding-error', 2, 2]]],
  ['a file in windows-1252', Buffer.from('a,b\n1,caf\xe9\n', 'latin1'), {}, true, [['encoding-error', 2, 2]]],
  ['too few cells', 'a,b,c\n1,2,3\n4,5\n6,7,8\n', {}, false, [['missing-cell', 3, 3]]],
  ['too many cells', 'a,b\n1,2\n3,4,5\n6,7\n', {}, false, [['extra-cell', 3, 3]]],
  ['a stray quote', 'a,b\n1,x"y\n2,z\n', {}, false, [['stray-quote', 2, 2]]],
  ['a quote that is never closed', 'a,b\n1,2\n3,"x\n4,5\n6,7\n', {}, false, [['unclosed-quote', 3, 2]]],
  ['a blank row', 'a,b\n1,2\n\n3,4\n', {}, false, [['blank-row', 3, null]]],
  ['a label twice', 'a,a\n1,2\n', {}, false, [['duplicate-label', 1, 2]]],
  ['a label that is blank', 'a,\n1,2\n', {}, false, [['blank-label', 1, 2]]],
  ['a cell of the wrong type after a line break in a cell', 'a,b\n"1",2\n3,"4\n5"\n6,x\n', { schema: INTEGERS }, false,
    [['type-error', 3, 2], ['type-error', 4, 2]]],
];

describe('a job reports', () => {
  for (const [title, body, options, valid, found] of FILES) {
    it(title, async () => {
      const { status, json: job, text } = await postFile(rollcall, body, options);
      assert.equal(status, 201, text);
      assert.equal(job.status, 'completed');
      const all = await findings(job);
      assert.deepEqual(all.map(({ code, row, column }) => [code, row, column]), found);
      assert.equal(job.valid, valid);
      for (const finding of all) assert.ok(finding.message && finding.fix, finding.code);
      for (const view of ['report', 'report.csv', 'report.html', 'errors.csv', 'clean.csv']) {
        assert.equal((await call(rollcall, `/v1/jobs/${job.id}/${view}`)).status, 200, view);
      }
    });
  }

  it('the physical line beside the row', async () => {
    const { json: job } = await postFile(rollcall, 'a,b\n"1\n2",2\n3,x\n', { schema: INTEGERS });
    assert.deepEqual((await findings(job)).map(({ row, line }) => [row, line]), [[2, 2], [3, 4]]);
  });

  for (const [title, newline] of [['LF', '\n'], ['CRLF', '\r\n'], ['CR', '\r']]) {
    it(`the same for lines that end in ${title}`, async () => {
      const { json: job } = await postFile(rollcall, ['a,b', '1,2', 'x,4', ''].join(newline), { schema: INTEGERS });
      assert.deepEqual((await findings(job)).map(({ code, row, line, column }) => [code, row, line, column]), [['type-error', 3, 3, 1]]);
      assert.equal(job.rows.total, 2);
    });
  }
});

describe('a file that is not CSV is recognised:', () => {
  const others = [
    ['an .xlsx', Buffer.from('504b0304140006000800000021', 'hex'), 'users.xlsx'],
    ['an .xls', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'users.xls'],
    ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n', 'latin1'), 'users.csv'],
    ['an HTML page', Buffer.from('<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>'), 'users.csv'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'users.csv'],
    ['a gzip file', Buffer.from('1f8b0800000000000003', 'hex'), 'users.csv.gz'],
  ];
  for (const [title, body, name] of others) {
    it(/** @type {string} */ (title), async () => {
      const padded = Buffer.concat([/** @type {Buffer} */ (body), Buffer.alloc(5_000, 7)]);
      const { status, json: job } = await postForm(rollcall, [file(padded, /** @type {string} */ (name))]);
      assert.equal(status, 201);
      assert.equal(job.valid, false);
      const all = await findings(job);
      assert.deepEqual(all.map(({ code }) => code), ['format-error']);
      assert.match(`${all[0].message} ${all[0].fix}`, /CSV/);
    });
  }
});

describe('memory stays below 32 MiB for', () => {
  const stream = async (pieces, options = {}) => {
    const { status, json, text } = await postStream(rollcall, `/v1/jobs?${new URLSearchParams(options)}`,
      { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' }, pieces);
    assert.equal(status, 201, text);
    return json;
  };

  it('a cell of 100 MB without a line break', async () => {
    const job = await stream(repeated(Buffer.alloc(1 << 18, 'x'), 100e6));
    assert.equal(job.valid, false);
    assert.ok(job.findings.groups.some(({ code }) => code === 'cell-too-long'), JSON.stringify(job.findings));
    assert.ok((await rollcall.memory()) <= MEMORY, `${await rollcall.memory()} bytes`);
  });

  it('a quoted cell of 100 MB in the second row', async () => {
    const job = await stream((function* () {
      yield Buffer.from(`${HEADER}\n"`);
      yield* repeated(Buffer.alloc(80 << 12, `${'x'.repeat(79)}\n`), 90e6);
    })());
    assert.equal(job.valid, false);
    assert.ok((await rollcall.memory()) <= MEMORY, `${await rollcall.memory()} bytes`);
  });

  it('100,000 columns', async () => {
    const row = (cell) => `${Array.from({ length: 100_000 }, (_, n) => `${cell}${n}`).join(',')}\n`;
    const job = await stream([Buffer.from(row('c')), Buffer.from(row('')), Buffer.from(row(''))]);
    assert.ok(job.findings.groups.every(({ code }) => code), JSON.stringify(job.findings));
    assert.ok((await rollcall.memory()) <= MEMORY, `${await rollcall.memory()} bytes`);
  });

  it('a million empty lines', async () => {
    const job = await stream((function* () {
      yield Buffer.from('a,b\n');
      yield* repeated(Buffer.alloc(1 << 16, '\n'), 1e6);
    })());
    const blank = job.findings.groups.find(({ code }) => code === 'blank-row');
    assert.equal(blank.count, 1e6);
    assert.ok((await rollcall.memory()) <= MEMORY, `${await rollcall.memory()} bytes`);
  });

  it('300,000 rows of two bytes, whose findings take a hundred times as many', async () => {
    const job = await stream((function* () {
      yield Buffer.from('a,b\n');
      yield* repeated(Buffer.alloc(1 << 18, 'x\n'), 600_000);
    })());
    assert.equal(job.rows.invalid, 300_000);
    assert.ok((await rollcall.memory()) <= MEMORY, `${await rollcall.memory()} bytes`);
  });

  it('a quote that is never closed before 600,000 rows of two bytes', async () => {
    const job = await stream((function* () {
      yield Buffer.from('a,b\n"');
      yield* repeated(Buffer.alloc(1 << 18, 'x\n'), 1_200_000);
    })());
    assert.equal(job.findings.groups.find(({ code }) => code === 'unclosed-quote').count, 1);
    assert.ok((await rollcall.memory()) <= MEMORY, `${await rollcall.memory()} bytes`);
  });

  it('a finding in every one of 500,000 rows', async () => {
    const job = await stream((function* () {
      yield Buffer.from('a,b\n');
      yield* repeated(Buffer.from('x,y\n'.repeat(50_000)), 2e6);
    })(), { schema: INTEGERS });
    assert.equal(job.findings.errors, 1e6);
    assert.equal(job.rows.invalid, 500_000);
    assert.ok((await rollcall.memory()) <= MEMORY, `${await rollcall.memory()} bytes`);
    const { text } = await call(rollcall, `/v1/jobs/${job.id}/findings.ndjson`);
    assert.equal(text.trimEnd().split('\n').length, 2_001);
  });
});

it('the job from before all that is still there', async () => {
  assert.equal((await call(rollcall, `/v1/jobs/${earlier}/report`)).status, 200);
  assert.deepEqual((await rollcall.storage()).open, []);
});
