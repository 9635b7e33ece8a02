// Reports that stay in this browser: those of files that are not sent, and what a reload must not lose.

import { openDB } from 'idb';

/**
 * @typedef {object} Kept
 * @property {string} id `local-…`
 * @property {string} name the file's
 * @property {number} when milliseconds since 1970
 * @property {import('./types.js').Report} report
 * @property {string | null} template
 * @property {string | null} description
 * @property {import('./engine/client.js').CheckOptions} options
 * @property {Blob} findings `findings.ndjson`
 * @property {File | null} file where it is small enough to be kept, to be mended later
 */

/** The largest file that is kept; a larger one has to be chosen again to be mended. */
const LARGEST = 50e6;
/** How many reports are kept; the oldest make room. */
const MOST = 30;

const store = () =>
  openDB('rollcall', 1, {
    upgrade(database) {
      database.createObjectStore('reports', { keyPath: 'id' }).createIndex('when', 'when');
    },
  });

/** What was kept a moment ago, should the browser keep nothing for long. @type {Map<string, Kept>} */
const recent = new Map();

/**
 * Keeps a report. A browser that refuses to store keeps it until the page is left.
 * @param {Omit<Kept, 'id' | 'when'>} what
 * @returns {Promise<Kept>}
 */
export async function keep(what) {
  /** @type {Kept} */
  const kept = { ...what, id: `local-${crypto.randomUUID()}`, when: Date.now() };
  recent.set(kept.id, kept);
  try {
    const database = await store();
    const small = kept.file && kept.file.size <= LARGEST ? kept.file : null;
    await database.put('reports', { ...kept, file: small });
    const all = await database.getAllKeysFromIndex('reports', 'when');
    await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((id) => database.delete('reports', id)));
  } catch (error) {
    console.warn('The report stays only until this page is left.', error);
  }
  return kept;
}

/** @param {string} id @returns {Promise<Kept | null>} */
export async function recall(id) {
  const here = recent.get(id);
  if (here) return here;
  try {
    return (await (await store()).get('reports', id)) ?? null;
  } catch {
    return null;
  }
}

/** All that are kept, the newest first. @returns {Promise<Kept[]>} */
export async function all() {
  try {
    const stored = await (await store()).getAllFromIndex('reports', 'when');
    return stored.reverse();
  } catch {
    return [...recent.values()].reverse();
  }
}

/** @param {string} id */
export async function forget(id) {
  recent.delete(id);
  try {
    await (await store()).delete('reports', id);
  } catch {
    // It was not there.
  }
}
