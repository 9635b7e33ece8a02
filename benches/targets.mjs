// What Rollcall's speed and size are judged by.

/** @typedef {import('./files.mjs').LaneName} LaneName */
/** @typedef {{median: number, low: number, high: number}} Middle */
/** @typedef {{file: import('./files.mjs').BenchFile, bytes: number, lanes: Partial<Record<LaneName, {cpu: Middle, around: Middle, wall: Middle}>>}} Result */
/**
 * @typedef {object} Target
 * @property {string} what
 * @property {number | null} measured null where a file was not run
 * @property {number} must
 * @property {number} goal
 * @property {string} unit
 * @property {boolean} [atLeast] more is better
 */

/**
 * @param {Result[]} results
 * @param {number} gzip bytes of the wasm
 * @returns {Target[]}
 */
export function targets(results, gzip) {
  /** @param {string} name @param {LaneName} lane @returns {number} milliseconds, or none at all */
  const cpu = (name, lane) => results.find(({ file }) => file.name === name)?.lanes[lane]?.cpu.median ?? NaN;
  /** Microseconds a row. @param {string} name @param {(name: string) => number} cost */
  const row = (name, cost) => (cost(name) * 1000) / (results.find(({ file }) => file.name === name)?.file.rows ?? NaN);
  const checked = (/** @type {string} */ name) => cpu(name, 'check');
  const stored = (/** @type {string} */ name) => cpu(name, 'store');
  /** @param {(name: string) => number} cost */
  const spread = (cost) => {
    const costs = ['users-10k', 'users-100k', 'users-1m'].map((name) => row(name, cost));
    return (Math.max(...costs) / Math.min(...costs) - 1) * 100;
  };
  /** What a request of many rows takes above one of a single row. @param {(name: string) => number} cost */
  const beyond = (cost) => (/** @type {string} */ name) => cost(name) - cost('users-1');
  /** @param {(name: string) => number} cost */
  const wrong = (cost) => row('everything-wrong', cost) / row('users-100k', cost);
  /** With the process that passes requests on. @param {LaneName} lane */
  const both = (lane) => cpu('users-7', lane) + (results.find(({ file }) => file.name === 'users-7')?.lanes[lane]?.around.median ?? NaN);
  /** The full report without what the same calls of storage cost here without it. @param {string} name */
  const unstored = (name) => cpu(name, 'store') - (cpu(name, 'storage') - cpu(name, 'read'));
  const above = (/** @type {LaneName} */ lane) => cpu('users-7', lane) - cpu('users-7', 'read');

  const less = '… the same, without what storing as much costs here by itself';

  /** @type {(Target & {measured: number})[]} */
  const all = [
    { what: 'users-7: CPU above reading, JavaScript peer : Rollcall, checked only', measured: above('peer') / above('check'), must: 8, goal: 15, unit: '×', atLeast: true },
    { what: 'users-7: CPU, checked only : only reading', measured: checked('users-7') / cpu('users-7', 'read'), must: 6, goal: 3, unit: '×' },
    { what: '… the same, with wrangler\'s proxy on both sides', measured: both('check') / both('read'), must: 6, goal: 3, unit: '×' },
    { what: 'users-7: CPU, full report : checked only', measured: stored('users-7') / checked('users-7'), must: 2, goal: 1.5, unit: '×' },
    { what: less, measured: unstored('users-7') / checked('users-7'), must: 2, goal: 1.5, unit: '×' },
    { what: 'everything-wrong : users-100k, CPU a row, full report', measured: wrong(stored), must: 4, goal: 2, unit: '×' },
    { what: less, measured: wrong(unstored), must: 4, goal: 2, unit: '×' },
    { what: '… checked only', measured: wrong(checked), must: 4, goal: 2, unit: '×' },
    { what: '8x8-750: CPU of a request, full report', measured: stored('8x8-750'), must: 10, goal: 4, unit: ' ms' },
    { what: less, measured: unstored('8x8-750'), must: 10, goal: 4, unit: ' ms' },
    { what: '… checked only', measured: checked('8x8-750'), must: 10, goal: 4, unit: ' ms' },
    { what: '10,000 / 100,000 / 1,000,000 rows: dearest row above the cheapest, full report', measured: spread(stored), must: 15, goal: 5, unit: ' %' },
    { what: less, measured: spread(unstored), must: 15, goal: 5, unit: ' %' },
    { what: '… checked only', measured: spread(checked), must: 15, goal: 5, unit: ' %' },
    { what: '… checked only, without what a request of one row costs', measured: spread(beyond(checked)), must: 15, goal: 5, unit: ' %' },
    { what: 'wasm, gzip', measured: gzip / 1000, must: 500, goal: 350, unit: ' KB' },
  ];
  return all.map((target) => ({ ...target, measured: Number.isFinite(target.measured) ? target.measured : null }));
}

/** How a target stands, in a word or two. @param {Target} target */
export function standing({ measured, must, goal, atLeast }) {
  if (measured === null) return 'not run';
  const reaches = (/** @type {number} */ bound) => (atLeast ? measured >= bound : measured <= bound);
  if (reaches(goal)) return 'goal met';
  return reaches(must) ? 'must met' : 'missed';
}
