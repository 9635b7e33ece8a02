// `npm run deploy`: builds the Worker and hands it to wrangler, with what else you say:
// `npm run deploy -- --name rollcall-staging`. The first time it logs in.

import process from 'node:process';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { main } from './terminal.mjs';
import { handOver } from './wrangler.mjs';

await main(async () => {
  const tools = await setUp();
  await build(tools);
  handOver(tools, ['deploy', ...process.argv.slice(2)]);
});
