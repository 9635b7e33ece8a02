// Whether a file can be applied to the directory, and how far that is: the way from its report.

import { fill, h } from '../../dom.js';
import { templates } from '../../templates.js';
import { t } from '../../words.js';
import { isUnconfirmed, stateOf } from '../apply/state.js';

/**
 * @param {import('./source.js').Source} source
 * @returns {HTMLElement | null} nothing where the file is only here, or not to be applied as it is
 */
export function applyingOf({ id, local, template, report, process }) {
  if (local || !template || (!process && !report.valid)) return null;
  const section = h('section', { class: 'card no-print', hidden: !process, 'aria-label': t('apply-title') });
  const open = (/** @type {string} */ words, look = '') => h('a', { class: `button ${look}`, href: `/apply?job=${id}` }, words);
  if (process) {
    fill(section, h('div', { class: 'row spread applying' },
      h('div', { class: 'row' }, h('h2', null, t('apply-title')), stateOf(process)),
      isUnconfirmed(process) ? open(t('apply-open'), 'primary') : open(t('apply-open-how'))));
    return section;
  }
  fill(section, h('div', { class: 'row spread applying' },
    h('div', null, h('h2', null, t('apply-title')), h('p', { class: 'soft' }, t('apply-offer'))),
    open(t('apply-open'), 'primary')));
  templates().then((all) => (section.hidden = !all.some(({ name, meaning }) => name === template && meaning)), () => {});
  return section;
}
