// How wrangler is run: by the Node that it needs, with this tree's configuration.

import path from 'node:path';
import { ROOT } from './terminal.mjs';

const PROGRAM = path.join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');

/**
 * @param {import('./setup.mjs').Tools} tools
 * @param {string[]} args what stands after `wrangler`
 * @returns {{program: string, args: string[], env: Record<string, string>}}
 */
export function wrangler(tools, args) {
  return {
    program: tools.node,
    // Named, because wrangler would rather take a stray wrangler.json of a folder further up.
    args: [PROGRAM, ...args, '--config', path.join(ROOT, 'wrangler.toml')],
    env: tools.env,
  };
}
