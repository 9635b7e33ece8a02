// Asks before a link leads away from what somebody has changed and not kept yet.

import { h } from './dom.js';
import { t } from './words.js';

/**
 * @param {import('./main.js').Context} context of the view
 * @param {object} changes
 * @param {() => boolean} changes.isUnsaved whether there are any
 * @param {string} changes.words what to say of them
 * @param {() => void} [changes.forget] is called where they are left behind
 */
export function guard(context, { isUnsaved, words, forget = () => {} }) {
  const { gone: signal } = context;
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download') || link.target !== '' || link.origin !== location.origin) return;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.pathname === location.pathname && link.hash !== '') return;
    if (!isUnsaved()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const dialog = h('dialog', { class: 'card leave', 'aria-labelledby': 'leave-title', onclose: () => dialog.remove() },
      h('p', { id: 'leave-title' }, words),
      h('div', { class: 'row' },
        h('button', { type: 'button', class: 'primary', onclick: () => dialog.close() }, t('mend-stay')),
        h('button', {
          type: 'button', class: 'danger',
          onclick: () => {
            dialog.close();
            forget();
            context.go(link.pathname + link.search);
          },
        }, t('mend-leave'))));
    document.body.append(dialog);
    dialog.showModal();
  }, { signal, capture: true });
}
