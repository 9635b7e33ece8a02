// Links to files that are taken along.

import { fetchFile, hasKey } from './api.js';
import { h, icon, ICONS, save } from './dom.js';

/**
 * @typedef {object} Download
 * @property {string} words
 * @property {string} name the file's, should the server not name it
 * @property {string} [address]
 * @property {() => Promise<Blob>} [make] where nobody has it yet
 */

/** A link to a file. @param {Download} offer */
export function downloadOf({ words, address, name, make }) {
  const busy = (/** @type {boolean} */ on) => link.classList.toggle('busy', on);
  const link = h('a', {
    class: 'download', href: address ?? '#', download: name,
    onclick: async (/** @type {Event} */ event) => {
      // A link sends no key, and what is made here has no address.
      if (!make && !hasKey()) return;
      event.preventDefault();
      busy(true);
      try {
        const file = make ? { blob: await make(), name } : await fetchFile(/** @type {string} */ (address));
        save(file.blob, file.name ?? name);
      } finally {
        busy(false);
      }
    },
  }, icon(ICONS.down), h('span', null, words));
  return link;
}
