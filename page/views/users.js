// Who is in the directory.
import { t } from '../words.js';
import { fill, h } from '../dom.js';
/** @type {import('../main.js').View} */
export async function show(main, context) {
  context.title(t('nav-users'));
  fill(main, h('h1', null, t('nav-users')));
}
