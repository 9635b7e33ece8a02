// `npm run deploy`: builds the Worker and hands it to wrangler, with what else you say:
// `npm run deploy -- --name rollcall-staging`.

import process from 'node:process';
import { spawnSync } from 'node:child_process';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { ROOT, main } from './terminal.mjs';
import { wrangler } from './wrangler.mjs';

await main(async () => {
  const tools = await setUp();
  await build(tools);
  const { program, args, env } = wrangler(tools, ['deploy', ...process.argv.slice(2)]);
  // With the terminal's input: the first deploy logs in and asks what to call the namespace.
  const { status } = spawnSync(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
