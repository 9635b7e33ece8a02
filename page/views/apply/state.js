// Where the applying of a file stands, in a word; and the words for what becomes of a row.

import { h, icon, ICONS } from '../../dom.js';
import { t } from '../../words.js';

/** The counts, in the order in which they are shown. @type {(keyof import('../../types.js').Counts)[]} */
export const COUNTS = ['created', 'changed', 'removed', 'unchanged', 'refused', 'partial', 'destructive'];

/** How the counts and their rows look. @type {Record<string, string>} */
export const LOOKS = { created: 'right', changed: 'right', removed: 'warning', unchanged: '', refused: 'wrong', partial: 'warning', destructive: 'warning' };

/** The states in which something still happens. */
const UNDER_WAY = ['queued', 'running', 'reverting'];

/** Whether it was to be applied as soon as it was checked, and its plan has to be seen first. @param {import('../../types.js').Process} process */
export const isUnconfirmed = ({ state }) => state === 'awaiting_confirmation';

/** Whether something still happens. @param {import('../../types.js').Process} process */
export const isUnderWay = ({ state }) => UNDER_WAY.includes(state);

/** How many rows do something. @param {import('../../types.js').Counts} counts */
export const doing = ({ created, changed, removed }) => created + changed + removed;

/**
 * Whether one row that cannot be applied has kept back all the others. Nothing else keeps a file that is done.
 * @param {import('../../types.js').Process | import('../../types.js').ListedProcess} process
 */
export const isBlocked = (process) => process.state === 'completed' && ('failed' in process ? process.failed : process.failure !== null);

/** @param {import('../../types.js').Process | import('../../types.js').ListedProcess} process */
export function stateOf(process) {
  const blocked = isBlocked(process);
  const look = blocked || process.state === 'failed' ? 'wrong' : process.state === 'completed' ? '' : 'neutral';
  const picture = { wrong: ICONS.cross, '': ICONS.tick, neutral: null }[look];
  return h('span', { class: `tag ${look}` }, picture && icon(picture), t(blocked ? 'process-blocked' : `process-${process.state}`));
}
