// The state of mending: changes and the way back, what is suggested, and what is checked again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Recheck } from '../page/views/mend/recheck.js';
import { HEADER, Mending, WHOLE_ROW, letter } from '../page/views/mend/state.js';

/** @param {object} more */
const finding = (more) => ({ code: 'type-error', severity: 'error', row: null, line: null, column: null, letter: null, field: null, cell: null, constraint: null, message: 'm', fix: 'f', params: {}, ...more });
const LABELS = ['First', 'Last', 'Mail', 'Active', 'Note'];
const sheet = () => ({
  labels: [...LABELS],
  fields: LABELS.map((name) => ({ name })),
  left: 0,
  dialect: null,
  rows: [
    { row: 3, cells: ['Ann', 'Lee', 'ann@x.org', 'Oui', ''], findings: [finding({ row: 3, column: 4, cell: 'Oui', suggestion: 'TRUE' })] },
    { row: 5, cells: ['Bob', 'Ray', 'bob@x.org', 'Ja', ''], findings: [finding({ row: 5, column: 4, cell: 'Ja', suggestion: 'TRUE' })] },
    { row: 9, cells: ['Cy', 'Fox', 'bob@x.org', 'TRUE', ''], findings: [finding({ code: 'unique-error', row: 9, column: 3, cell: 'bob@x.org', message: '“bob@x.org” stands in row 5 already.', params: { first_row: 5 } })] },
    { row: 12, cells: ['Di', 'Poe'], findings: [finding({ code: 'missing-cell', row: 12, column: 3 })] },
    { row: 14, cells: ['Ed', 'Orr', 'ann2@x.org', 'TRUE', '', 'x', ''], findings: [finding({ code: 'extra-cell', row: 14, column: 6, cell: 'x' })] },
    { row: 15, cells: ['Flo', 'Nye', 'old@x.org', 'TRUE', ''], findings: [finding({ code: 'unique-error', row: 15, column: 3, cell: 'old@x.org', message: 'row 2', params: { first_row: 2 } })] },
  ],
});

test('a change can be undone and done again, and is counted once a cell', () => {
  const mending = new Mending(sheet());
  assert.deepEqual(mending.change([{ index: 0, column: 0, after: 'Anna' }]), [0]);
  mending.change([{ index: 0, column: 0, after: 'Anne' }]);
  assert.deepEqual(mending.change([{ index: 0, column: 0, after: 'Anne' }]), [], 'nothing changes');
  assert.equal(mending.changedCells, 1);
  assert.equal(mending.isUnsaved, true);
  assert.deepEqual(mending.undo(), { rows: [0], at: { index: 0, column: 0 } });
  assert.equal(mending.value(0, 0), 'Anna');
  mending.undo();
  assert.equal(mending.undo(), null);
  assert.equal(mending.changedCells, 0);
  assert.equal(mending.isUnsaved, false);
  mending.redo();
  mending.redo();
  assert.equal(mending.value(0, 0), 'Anne');
  mending.undo();
  mending.change([{ index: 1, column: 1, after: 'Roy' }]);
  assert.equal(mending.canRedo, false, 'what was undone is gone once something else is done');
  assert.deepEqual([...mending.edits().rows.keys()], [3, 5]);
});

test('what is saved is unsaved again after an undo', () => {
  const mending = new Mending(sheet());
  mending.change([{ index: 0, column: 0, after: 'A' }]);
  mending.change([{ index: 1, column: 0, after: 'B' }]);
  mending.saved();
  assert.equal(mending.isUnsaved, false);
  mending.undo();
  assert.equal(mending.isUnsaved, true);
  mending.redo();
  assert.equal(mending.isUnsaved, false);
});

test('suggestions of one kind are one step', () => {
  const mending = new Mending(sheet());
  const [kind, ...others] = mending.kinds();
  assert.deepEqual(others, []);
  assert.equal(kind.field, 'Active');
  assert.deepEqual(kind.mends.map(({ before, after }) => [before, after]), [['Oui', 'TRUE'], ['Ja', 'TRUE']]);
  assert.deepEqual(mending.change(kind.mends), [0, 1]);
  assert.equal(mending.changedCells, 2);
  assert.deepEqual(mending.kinds(), [], 'what is suggested already stands there');
  assert.deepEqual(mending.undo()?.rows, [0, 1]);
  assert.equal(mending.changedCells, 0);
});

test('a row that is too short is filled up, and one that is too long is cut, and both come back', () => {
  const mending = new Mending(sheet());
  assert.equal(mending.width, 7);
  assert.deepEqual(mending.fillUp(3), [3]);
  assert.deepEqual(mending.cells[3], ['Di', 'Poe', '', '', '']);
  mending.undo();
  assert.deepEqual(mending.cells[3], ['Di', 'Poe']);
  mending.change([{ index: 3, column: 3, after: 'TRUE' }]);
  assert.deepEqual(mending.cells[3], ['Di', 'Poe', '', 'TRUE', '']);
  mending.change([{ index: 4, column: 5, after: '' }]);
  assert.deepEqual(mending.cells[4], ['Ed', 'Orr', 'ann2@x.org', 'TRUE', '']);
  mending.undo();
  assert.deepEqual(mending.cells[4], ['Ed', 'Orr', 'ann2@x.org', 'TRUE', '', 'x', '']);
  assert.deepEqual(mending.change([{ index: 0, column: 6, after: '' }]), [], 'nothing beyond the end stays nothing');
});

test('what is said of a row is kept apart from its cells', () => {
  const mending = new Mending(sheet());
  assert.equal(mending.found(3, WHOLE_ROW).length, 1);
  assert.equal(mending.found(0, 3).length, 1);
  assert.equal(mending.found(0, 0).length, 0);
  assert.equal(mending.left, 6);
});

test('columns: who it is about, where something was found or changed, or all', () => {
  const mending = new Mending({ ...sheet(), rows: sheet().rows.slice(0, 2) });
  assert.deepEqual(mending.columns(false), [0, 1, 2, 3]);
  mending.change([{ index: 0, column: 4, after: 'x' }]);
  assert.deepEqual(mending.columns(false), [0, 1, 2, 3, 4]);
  assert.deepEqual(new Mending(sheet()).columns(true), [0, 1, 2, 3, 4, 5, 6]);
});

test('the next finding is in reading order, and round again', () => {
  const mending = new Mending(sheet());
  assert.deepEqual(mending.next({ index: 0, column: 0 }, 1), { index: 0, column: 3 });
  assert.deepEqual(mending.next({ index: 0, column: 3 }, 1), { index: 1, column: 3 });
  assert.deepEqual(mending.next({ index: 5, column: 2 }, 1), { index: 0, column: 3 });
  assert.deepEqual(mending.next({ index: 0, column: 3 }, -1), { index: 5, column: 2 });
  assert.deepEqual(mending.next({ index: 1, column: 3 }, 1, [1, 4]), { index: 4, column: 5 });
});

test('rows that share a unique value are checked with the one that changed', () => {
  const mending = new Mending(sheet());
  assert.deepEqual(mending.toRecheck([0]), [0]);
  mending.change([{ index: 1, column: 2, after: 'ann@x.org' }]);
  assert.deepEqual(mending.toRecheck([1]), [0, 1, 2], 'who has the new value, and who has the old one');
  mending.draft = { index: 5, column: 2, value: ' ANN2@x.org' };
  assert.deepEqual(mending.toRecheck([5]), [4, 5]);
});

test('rows that repeat one another are checked together', () => {
  const repeated = sheet();
  repeated.rows[3].findings = [finding({ code: 'duplicate-row', severity: 'warning', row: 12, params: { first_row: 3 } })];
  const mending = new Mending(repeated);
  assert.deepEqual(mending.toRecheck([0]), [0, 3]);
  assert.deepEqual(mending.toRecheck([3]), [0, 3]);
});

test('answers are said with the numbers of the whole file', () => {
  const mending = new Mending(sheet());
  mending.change([{ index: 2, column: 2, after: 'ann@x.org' }]);
  const other = mending.take([0, 2], [
    [finding({ row: 2, column: 4, cell: 'Oui' })],
    [finding({ code: 'unique-error', row: 3, column: 3, cell: 'ann@x.org', message: '“ann@x.org” stands in row 2 already.', params: { first_row: 2 } })],
  ]);
  assert.deepEqual(other, [2], 'the first row is as it was, and keeps its suggestion');
  assert.equal(mending.findings[0][0].suggestion, 'TRUE');
  const [said] = mending.findings[2];
  assert.equal(said.row, 9);
  assert.equal(said.params.first_row, 3);
  assert.equal(said.message, '“ann@x.org” stands in row 3 already.');
});

test('what shares a value with a row that is not here stays until the cell changes', () => {
  const mending = new Mending(sheet());
  mending.take([5], [[]]);
  assert.equal(mending.findings[5].length, 1);
  mending.change([{ index: 5, column: 2, after: 'new@x.org' }]);
  assert.deepEqual(mending.take([5], [[]]), [5]);
  assert.equal(mending.findings[5].length, 0);
  assert.deepEqual(mending.rightRows, [5]);
});

test('a label is changed like a cell', () => {
  const mending = new Mending(sheet());
  assert.deepEqual(mending.change([{ index: HEADER, column: 2, after: 'E-mail' }]), [HEADER]);
  assert.deepEqual([...mending.edits().labels], [[3, 'E-mail']]);
  assert.equal(mending.edits().rows.size, 0);
  mending.undo();
  assert.equal(mending.labels[2], 'Mail');
});

test('letters of columns', () => {
  assert.deepEqual([0, 25, 26, 701, 702].map(letter), ['A', 'Z', 'AA', 'ZZ', 'AAA']);
});

/** An engine that answers when it is told to. */
function slowEngine() {
  /** @type {{rows: string[][], answer: (findings?: any[][]) => void}[]} */
  const calls = [];
  const check = (_labels, rows) => new Promise((resolve) => calls.push({ rows, answer: (findings = rows.map(() => [])) => resolve(findings) }));
  return { calls, check };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('an answer to an older question is dropped, and the question asked again', async () => {
  const { calls, check } = slowEngine();
  const mending = new Mending(sheet());
  const answers = [];
  const recheck = new Recheck(mending, check, { onAnswer: (rows) => answers.push(rows), onTrouble: assert.ifError });
  recheck.ask([0]);
  recheck.ask([1]);
  assert.equal(calls.length, 1, 'one at a time');
  calls[0].answer();
  await settled();
  assert.deepEqual(answers, []);
  assert.equal(mending.left, 6);
  assert.equal(calls.length, 2);
  calls[1].answer();
  await settled();
  assert.equal(answers.length, 1);
  assert.equal(mending.left, 1, 'the last one shares its value with a row elsewhere');
});

test('when checking everything is slow, only what changed is checked', async () => {
  const { calls, check } = slowEngine();
  let clock = 0;
  const recheck = new Recheck(new Mending(sheet()), check, { onAnswer: () => {}, onTrouble: assert.ifError, now: () => clock });
  recheck.ask([0]);
  assert.equal(calls[0].rows.length, 6);
  clock = 101;
  calls[0].answer();
  await settled();
  recheck.ask([0]);
  assert.equal(calls[1].rows.length, 1);
});

test('typing waits for a pause; doing does not', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { calls, check } = slowEngine();
  const mending = new Mending(sheet());
  const recheck = new Recheck(mending, check, { onAnswer: () => {}, onTrouble: assert.ifError });
  mending.draft = { index: 0, column: 3, value: 'T' };
  recheck.ask([0], { typing: true });
  context.mock.timers.tick(100);
  mending.draft = { index: 0, column: 3, value: 'TR' };
  recheck.ask([0], { typing: true });
  context.mock.timers.tick(149);
  assert.equal(calls.length, 0);
  context.mock.timers.tick(1);
  assert.equal(calls.length, 1);
  assert.equal(calls[0].rows[0][3], 'TR');
});

test('trouble is told once, and the next change asks again', async () => {
  const troubles = [];
  let works = false;
  const recheck = new Recheck(new Mending(sheet()), async (_labels, rows) => {
    if (!works) throw new Error('broken');
    return rows.map(() => []);
  }, { onAnswer: () => {}, onTrouble: (error) => troubles.push(error) });
  recheck.ask([0]);
  await settled();
  assert.equal(troubles.length, 1);
  works = true;
  recheck.ask([1]);
  await settled();
  assert.equal(troubles.length, 1);
});
