// The checker of a bad day: whatever happened, the directory is what the outcomes of the rows say, and the
// outcomes are what the jobs say.

import assert from 'node:assert/strict';
import { claims } from './users.mjs';

/** @typedef {import('./harness.mjs').Rollcall} Rollcall */

/** A user as it is written, without what the directory knows besides. @param {any} user */
const plain = ({ version, updated, changed_by, links, ...user }) => user;

/**
 * @param {Rollcall} rollcall
 * @param {{name: string, users: () => Promise<any[]>, ask: (path: string) => Promise<any>}} company
 * @param {string[]} ids the jobs that were applied to its directory, all of them
 * @param {any[]} [before] who was there before
 */
export async function assertTruth(rollcall, company, ids, before = []) {
  const { DIRECTORY } = await rollcall.env();
  const all = async (sql, ...values) => (await DIRECTORY.prepare(sql).bind(company.name, ...values).all()).results;
  const users = new Map((await company.users()).map((user) => [user.id, user]));
  /** @type {Map<string, Map<string, any>>} what each job wrote last of each user */
  const last = new Map();
  const made = new Set(before.map(({ id }) => id));
  for (const id of ids) {
    const { json: job } = await company.ask(`/v1/jobs/${id}`);
    const outcomes = await all('SELECT row, verdict, status, writes FROM outcomes WHERE partner = ?1 AND job = ?2 ORDER BY row', id);
    assert.equal(new Set(outcomes.map(({ row }) => row)).size, outcomes.length, 'one outcome a row');
    assert.equal(outcomes.length, job.process.done, `${id}: as many as were done`);
    if (job.process.state === 'completed' && !job.process.failure) assert.equal(job.process.done, job.rows.total);
    if (!job.process.failure) {
      for (const verdict of ['created', 'changed', 'removed', 'unchanged', 'refused']) {
        assert.equal(outcomes.filter((one) => one.verdict === verdict).length, job.process.counts[verdict], `${id}: ${verdict}`);
      }
    }
    const wrote = new Map();
    for (const { row, verdict, writes } of outcomes) {
      const parsed = JSON.parse(writes);
      const does = verdict !== 'unchanged' && verdict !== 'refused';
      assert.equal(parsed.length > 0, does, `${id}, row ${row}: ${verdict}`);
      for (const write of parsed) {
        // Within a job each write begins where the one before it of the same user ended.
        if (wrote.has(write.id) && ids.length === 1) assert.deepEqual(write.before, wrote.get(write.id), `${id}, row ${row}`);
        if (write.before === null) assert.ok(!made.has(write.id), `${write.id} is made once`);
        if (write.before === null) made.add(write.id);
        wrote.set(write.id, write.after);
      }
    }
    last.set(id, wrote);
    await assertReport(company, job, outcomes);
  }
  for (const [id, user] of users) {
    assert.ok(made.has(id), `${id} was made by a row, or was there before`);
    const wrote = last.get(user.changed_by);
    if (wrote) assert.deepEqual(plain(user), wrote.get(id), `${user.email} is as ${user.changed_by} left it`);
  }
  for (const [job, wrote] of last) {
    for (const [id, after] of wrote) {
      if (after !== null) assert.ok(users.has(id), `${job} left ${id}`);
      else assert.ok(!users.has(id), `${job} took ${id} away`);
    }
  }
  const held = (await all('SELECT kind, value FROM claims WHERE partner = ?1')).map(({ kind, value }) => `${kind} ${value}`);
  assert.deepEqual(held.sort(), [...users.values()].flatMap(claims).map(([kind, value]) => `${kind} ${value}`).sort(), 'what is claimed is what the users have');
  const granted = (await all('SELECT license, user_id FROM grants WHERE partner = ?1')).map(({ license, user_id }) => `${license} ${user_id}`);
  assert.deepEqual(granted.sort(), [...users.values()].flatMap(({ id, licenses = [] }) => licenses.map((license) => `${license} ${id}`)).sort(), 'licences');
  for (const { name, capacity } of await all('SELECT name, capacity FROM licenses WHERE partner = ?1')) {
    const used = granted.filter((grant) => grant.startsWith(`${name} `)).length;
    if (capacity !== null) assert.ok(used <= capacity, `${used} of ${capacity} ${name}`);
  }
}

/**
 * That the report says of each row what its outcome is, and that what may be sent again is the rest.
 * @param {any} company
 * @param {any} job
 * @param {{row: number, verdict: string, status: string}[]} outcomes
 */
async function assertReport(company, job, outcomes) {
  if (!['completed', 'cancelled', 'failed'].includes(job.process.state)) return;
  const lines = (await company.ask(`/v1/jobs/${job.id}/report.csv`)).text.trimEnd().split(/\r?\n/);
  assert.equal(lines.length - 1, job.rows.total, 'every row is in the report');
  for (const { row, status } of outcomes) assert.ok(lines[row - 1].includes(status), `row ${row} is ${status}: ${lines[row - 1]}`);
  const done = outcomes.filter(({ verdict }) => verdict !== 'refused').length;
  const again = (await company.ask(`/v1/jobs/${job.id}/errors.csv`)).text.trimEnd().split(/\r?\n/);
  assert.equal(again.length - 1, job.rows.total - done, 'what may be sent again is what was not done');
}
