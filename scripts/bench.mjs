// `npm run bench`: the built Worker beside one that only reads, and beside one in JavaScript. Sets up and
// builds what it needs; benches/bench.mjs has the rest, and says what it can be told.

import path from 'node:path';
import process from 'node:process';
import { benchOptions } from '../benches/options.mjs';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { ROOT, main, run } from './terminal.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  if (!benchOptions(args)) return;
  const tools = await setUp();
  await build(tools);
  await run(tools.node, [path.join(ROOT, 'benches', 'bench.mjs'), ...args], { env: { ...tools.env, CI: '1' } });
});
