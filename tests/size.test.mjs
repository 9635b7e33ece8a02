// How large the built Worker and the engine of the browser may be: every kilobyte is loaded wherever it
// starts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizes } from '../scripts/build.mjs';
import { engineSize } from '../scripts/page.mjs';

/** In bytes of gzip, so that whoever adds a large table or a dependency sees it. */
const MOST = 700_000;
/** The same for what a browser loads. */
const MOST_IN_A_BROWSER = 455_000;

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
