// `report=discard`, by which the bench tells what checking costs without what storing costs: the same
// counts, nothing kept, and known to nobody outside development.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { call, fields, file, postFile, postForm } from './requests.mjs';
import { peopleText, schema } from './people.mjs';

const CSV = `${peopleText(3_000)}Zoé,,nobody,,,boss,2026-02-30\n`;
const OPTIONS = { schema: JSON.stringify(schema({ unique: true })), digest: 'sha256' };
const DISCARD = { ...OPTIONS, report: 'discard' };

/** @param {import('./harness.mjs').Rollcall} rollcall */
async function stored(rollcall) {
  const { REPORTS, JOBS } = await rollcall.env();
  return [(await REPORTS.list()).objects.map(({ key }) => key), (await JOBS.list()).keys.map(({ name }) => name)];
}

describe('in development', () => {
  it('an upload can be checked without being kept', async (t) => {
    const rollcall = await startRollcall();
    t.after(() => rollcall.close());

    const before = await stored(rollcall);
    await rollcall.storage();
    const discarded = await postFile(rollcall, CSV, DISCARD, { 'idempotency-key': 'once' });
    assert.equal(discarded.status, 200);
    assert.equal(discarded.headers.get('location'), null);
    assert.equal(discarded.json.status, 'completed');
    assert.deepEqual(discarded.json.links, {});
    assert.deepEqual((await rollcall.storage()).calls, {}, 'storage was not even asked');
    assert.deepEqual(await stored(rollcall), before);
    assert.equal((await call(rollcall, `/v1/jobs/${discarded.json.id}`)).status, 404);

    const kept = await postFile(rollcall, CSV, OPTIONS, { 'idempotency-key': 'once' });
    assert.equal(kept.status, 201, 'the idempotency key was not taken');
    assert.equal(kept.json.findings.errors, 4);
    for (const same of ['valid', 'file', 'rows', 'findings']) {
      assert.deepEqual(discarded.json[same], kept.json[same], same);
    }
    assert.notDeepEqual(await stored(rollcall), before);

    const after = await stored(rollcall);
    const refused = await postFile(rollcall, CSV, { report: 'discard', template: '8x8-usres' });
    assert.equal(refused.json.code, 'template-unknown');
    assert.equal((await postFile(rollcall, CSV, { ...OPTIONS, report: 'keep' })).json.code, 'option-unknown');
    // Only the query has it: a form's options are a person's.
    assert.equal((await postForm(rollcall, [...fields({ report: 'discard' }), file(CSV)])).json.code, 'option-unknown');
    assert.deepEqual(await stored(rollcall), after);
  });
});

describe('anywhere else', () => {
  it('it is an option that does not exist', async (t) => {
    const rollcall = await startRollcall({ vars: { ROLLCALL_DEVELOPMENT: '' } });
    t.after(() => rollcall.close());
    const { status, json } = await postFile(rollcall, CSV, DISCARD);
    const { json: unknown } = await postFile(rollcall, CSV, { ...OPTIONS, colour: 'red' });
    assert.equal(status, 400);
    assert.equal(json.code, 'option-unknown');
    assert.equal(json.option, 'report');
    assert.deepEqual(json.allowed, unknown.allowed);
    assert.ok(!json.allowed.includes('report'));
    assert.deepEqual(await stored(rollcall), [[], []]);
  });
});
