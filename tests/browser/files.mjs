// Files for the tests in a browser, on disk as somebody would have them.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import os from 'node:os';
import path from 'node:path';
import { sample } from '../command.mjs';
import { ROOT } from '../harness.mjs';

/** A folder of files that goes away again. */
export class Files {
  #folder = mkdtempSync(path.join(os.tmpdir(), 'rollcall-page-'));

  /** @param {string} name @param {string | Buffer} content @returns {string} its path */
  write(name, content) {
    const file = path.join(this.#folder, name);
    writeFileSync(file, content);
    return file;
  }

  /**
   * Made-up users for 8x8.
   * @param {string} name @param {...string} options of `rollcall sample`
   */
  sample(name, ...options) {
    return this.write(name, sample('8x8-users', options));
  }

  remove() {
    rmSync(this.#folder, { recursive: true });
  }
}

/**
 * What the page says, in a language: the first line of a message that names nothing.
 * @param {string} id @param {string} [language]
 */
export function sentence(id, language = 'en') {
  const text = readFileSync(path.join(ROOT, 'crates', 'engine', 'messages', 'page', `${language}.ftl`), 'utf8');
  const line = text.split('\n').find((line) => line.startsWith(`${id} = `));
  assert.ok(line, `${id} in ${language}`);
  return line.slice(id.length + 3);
}
