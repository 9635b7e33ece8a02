// Tables, for a terminal or for docs/compare.md.

/** @typedef {import('./targets.mjs').Middle} Middle */

/** @param {number[]} values @returns {Middle} */
export function middle(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { median, low: sorted[0], high: sorted[sorted.length - 1] };
}

/** Three figures that count, with commas. @param {number} value */
export function figure(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))));
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** @param {Middle} middle @param {string} unit */
export const spread = ({ median, low, high }, unit) =>
  low === high ? `${figure(median)} ${unit}` : `${figure(median)} ${unit} (${figure(low)}–${figure(high)})`;

/** @param {number} bytes */
export const size = (bytes) => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

/**
 * @param {string[]} head @param {string[][]} rows @param {boolean} markdown
 * @returns {string}
 */
export function table(head, rows, markdown) {
  if (markdown) {
    const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
    return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
  }
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column].length)));
  // The first column is words, the others are figures.
  const line = (/** @type {string[]} */ cells) =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('   ')}`;
  return [line(head), ...rows.map(line)].join('\n');
}
