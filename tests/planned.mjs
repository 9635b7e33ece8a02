// Files that know what is wrong with them: each with people, a number of rows and planned errors of its
// own, so that a report which holds anything of another file's is found out.

import assert from 'node:assert/strict';
import { HEADER, person, schema } from './people.mjs';
import { call } from './requests.mjs';

/** The options under which the plans hold. */
export const OPTIONS = { schema: JSON.stringify(schema()) };

/** What can be wrong with a row: exactly one error each. */
const WRONG = [
  { code: 'constraint-error', field: 'role', cell: 'boss', spoil: (cells) => cells.with(5, 'boss') },
  { code: 'type-error', field: 'start_date', cell: '202x-04-04', spoil: (cells) => cells.with(6, '202x-04-04') },
  { code: 'constraint-error', field: 'last_name', cell: '', spoil: (cells) => cells.with(1, '') },
];

/**
 * @typedef {object} Plan
 * @property {string} marker stands in every row of the file, and in no other file
 * @property {number} rows
 * @property {number} invalid
 * @property {() => Generator<{line: string, wrong: typeof WRONG[number] | null}>} records
 * @property {() => Generator<Buffer>} pieces
 * @property {() => string} text
 * @property {number} bytes
 */

/**
 * @param {string} name letters and digits
 * @param {number} number which rows are wrong, and how
 * @param {number} rows
 * @param {number} [every] about one row in so many is wrong; of one kind no more than 1000 findings are kept
 * @returns {Plan}
 */
export function plan(name, number, rows, every = 4 + (number % 7)) {
  const marker = `x-${name}-x`;
  function* records() {
    let count = number;
    for (let row = 0; row < rows; row++) {
      const wrong = (row * 7 + number) % every === 0 ? WRONG[count++ % WRONG.length] : null;
      const cells = person(row).split(',').with(4, marker);
      yield { line: (wrong ? wrong.spoil(cells) : cells).join(','), wrong };
    }
  }
  function* pieces() {
    let text = `${HEADER}\n`;
    for (const { line } of records()) {
      text += `${line}\n`;
      if (text.length >= 1 << 18) {
        yield Buffer.from(text);
        text = '';
      }
    }
    if (text) yield Buffer.from(text);
  }
  let invalid = 0;
  let bytes = HEADER.length + 1;
  for (const { line, wrong } of records()) {
    if (wrong) invalid++;
    bytes += Buffer.byteLength(line) + 1;
  }
  return { marker, rows, invalid, records, pieces, bytes, text: () => Buffer.concat([...pieces()]).toString() };
}

/** How many rows make a file of 20 MB. */
export const ROWS_OF_20_MB = 240_000;

/**
 * What an error of each kind is called in a language, by a file that was alone.
 * @typedef {Record<string, string>} Words
 */
const kind = ({ code, field, cell }) => `${code} ${field} ${cell ?? ''}`;

/**
 * @param {string} findings the file findings.ndjson
 * @returns {any[]} without the last line, which sums them up
 */
const parsed = (findings) => findings.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({ summary }) => !summary);

/** @param {string} findings @returns {Words} */
export const words = (findings) => Object.fromEntries(parsed(findings).map((finding) => [kind(finding), finding.message]));

/**
 * That the report of a job is the one of this file, to the last row, and of no other.
 * @param {import('./harness.mjs').Rollcall} rollcall
 * @param {any} job
 * @param {Plan} plan
 * @param {Record<string, string>} headers of whose job it is
 * @param {Words} [words] what its messages say
 */
export async function assertOwnReport(rollcall, job, plan, headers, words) {
  assert.equal(job.status, 'completed', JSON.stringify(job.failure));
  assert.deepEqual(job.rows, { total: plan.rows, valid: plan.rows - plan.invalid, invalid: plan.invalid }, plan.marker);
  assert.equal(job.findings.errors, plan.invalid, plan.marker);
  assert.equal(job.file.bytes, plan.bytes, plan.marker);
  const { status, text: report } = await call(rollcall, `/v1/jobs/${job.id}/report.csv`, { headers });
  assert.equal(status, 200, report);
  const { text: findings } = await call(rollcall, `/v1/jobs/${job.id}/findings.ndjson`, { headers });

  const lines = report.split('\n');
  assert.equal(lines.shift(), `${HEADER},status,details`);
  assert.equal(lines.pop(), '', 'the last row is whole');
  assert.equal(lines.length, plan.rows, plan.marker);
  const found = parsed(findings).values();
  let row = 1;
  for (const { line, wrong } of plan.records()) {
    const reported = lines[row - 1];
    row++;
    if (!reported.startsWith(wrong ? `${line},invalid,` : `${line},valid,`)) assert.fail(`${plan.marker}, row ${row}: ${reported}`);
    if (!wrong) continue;
    const { value: finding } = found.next();
    assert.ok(finding, `${plan.marker}: the finding of row ${row}`);
    assert.deepEqual([finding.row, kind(finding)], [row, kind(wrong)], plan.marker);
    if (words) assert.equal(finding.message, words[kind(finding)], plan.marker);
  }
  assert.ok(found.next().done, `${plan.marker} has no findings but its own`);
  for (const text of [report, findings]) {
    for (const [marker] of text.matchAll(/x-\w+-x/g)) if (marker !== plan.marker) assert.fail(`${marker} stands in the report of ${plan.marker}`);
  }
}
