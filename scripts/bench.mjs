// `npm run bench`: the built Worker beside one that only reads. Sets up and builds what it needs.

import path from 'node:path';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { ROOT, main, run } from './terminal.mjs';

await main(async () => {
  const tools = await setUp();
  await build(tools);
  await run(tools.node, [path.join(ROOT, 'benches', 'upload.mjs')], { env: { ...tools.env, CI: '1' } });
});
