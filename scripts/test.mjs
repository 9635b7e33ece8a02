// `npm test`: everything, from formatting to the built Worker in workerd. It sets up what it needs.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { aBrowser } from './browser.mjs';
import { build, sizeLine } from './build.mjs';
import { setUp } from './setup.mjs';
import { ROOT, main, run, say, step } from './terminal.mjs';
import { wrangler } from './wrangler.mjs';

await main(async () => {
  const tools = await setUp();
  // Elsewhere a lock file that no longer fits its manifests is mended, in CI it is a failure.
  const locked = process.env.CI ? ['--locked'] : [];
  // Property tests look elsewhere every time; in CI they judge the change and not their luck.
  const env = process.env.CI ? { PROPTEST_RNG_SEED: '20261123' } : {};
  const cargo = (args) => run('cargo', args, { env, hint: `\`cargo ${args.join(' ')}\` failed: what is above says why.` });

  await step('Formatting', () => cargo(['fmt', '--all', '--check']));
  await step('Lints, native', () => cargo(['clippy', ...locked, '--workspace', '--exclude', 'rollcall', '--all-targets', '--', '-D', 'warnings']));
  // Of the Worker too, where it runs: elsewhere pointers have another size.
  await step('Lints, WebAssembly', () =>
    cargo(['clippy', ...locked, '--package', 'rollcall', '--package', 'rollcall-browser', '--target', 'wasm32-unknown-unknown', '--all-targets', '--', '-D', 'warnings']));
  // This leaves the command line in target/debug, where the tests that compare it with the Worker
  // look for it.
  await step('Tests of the crates', () => cargo(['test', ...locked, '--workspace']));

  if (!(await build(tools))) say('The Worker is up to date.');
  say(`  ${sizeLine()}`);
  await step('Types of the page', () =>
    run(tools.node, [path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '--project', 'page/tsconfig.json'], { hint: 'The types of the page do not fit: what is above says where.' }));
  await step('A dry run of the deploy', async () => {
    const { program, args, env } = wrangler(tools, ['deploy', '--dry-run', '--outdir', 'target/deploy']);
    await run(program, args, { env: { ...env, CI: '1' }, hint: '`wrangler deploy --dry-run` failed.' });
  });

  /** @param {...string} folder */
  const testsIn = (...folder) => {
    const where = path.join(ROOT, 'tests', ...folder);
    return readdirSync(where).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => path.join(where, name));
  };
  const files = testsIn();
  say('\nTests over HTTP against the built Worker');
  await run(tools.node, ['--test', '--test-reporter=spec', '--test-concurrency=2', ...files], {
    // The tests ask for no terminal; whether this is CI is another question, which one of them has.
    env: { ...tools.env, CI: '1', ROLLCALL_CI: process.env.CI ?? '' },
    hint: 'The tests over HTTP failed.',
  });

  const browser = await aBrowser();
  say('\nTests in a browser');
  // One file at a time: a browser and workerd are as much as two cores can do.
  await run(tools.node, ['--test', '--test-reporter=spec', '--test-concurrency=1', ...testsIn('browser')], {
    env: { ...tools.env, CI: '1', ROLLCALL_BROWSER: browser },
    hint: 'The tests in a browser failed.',
  });
});
