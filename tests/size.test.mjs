// How large the built Worker and the engine of the browser may be: every kilobyte is loaded wherever it
// starts.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { sizes } from '../scripts/build.mjs';
import { engineSize } from '../scripts/page.mjs';

/** In bytes of gzip, so that whoever adds a large table or a dependency sees it. Applying at once, being told of
 * it, and what may be sent again afterwards took 11 KB of them, and a directory behind SCIM 57. */
const MOST = 1_015_000;
/** The same for what a browser loads. */
const MOST_IN_A_BROWSER = 455_000;

/** All scripts and styles of the page together, the words of one language with them. */
const MOST_OF_THE_PAGE = 150_000;

test('the page is not larger than it has to be', () => {
  const assets = fileURLToPath(new URL('../public/assets', import.meta.url));
  const wanted = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name) || name.startsWith('fr-'));
  const bytes = wanted.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(assets, name)), { level: 9 }).length, 0);
  assert.ok(bytes <= MOST_OF_THE_PAGE, `The page takes ${bytes} bytes of gzip and may take ${MOST_OF_THE_PAGE}.`);
});

test('the Worker is not larger than it has to be', () => {
  const { gzip } = sizes().find(({ name }) => name === 'index_bg.wasm');
  assert.ok(
    gzip <= MOST,
    `The Worker takes ${gzip} bytes of gzip and may take ${MOST}: docs/compare.md says what is in it; find what was added, or raise the bound with a reason.`,
  );
});

test('the engine of the browser is not larger than it has to be', () => {
  const { gzip } = engineSize();
  assert.ok(
    gzip <= MOST_IN_A_BROWSER,
    `The engine takes ${gzip} bytes of gzip and may take ${MOST_IN_A_BROWSER}: somebody waits for it on a phone. Find what was added, or raise the bound with a reason.`,
  );
});
