// The kinds of file that there are, and what a check in the browser needs of one.

import { call, hasToken, json } from './api.js';

/** @typedef {import('./types.js').Template} Template */

/** @type {Promise<Template[]> | null} */
let listed = null;

/** All templates, built in and the partner's own. @returns {Promise<Template[]>} */
export function templates() {
  listed ??= json('/v1/templates').then(({ templates }) => templates);
  listed.catch(() => (listed = null));
  return listed;
}

/** A template's Table Schema. @param {string} name @returns {Promise<any>} */
export const schema = (name) => json(`/v1/templates/${encodeURIComponent(name)}`);

/**
 * What the edge has at hand when it checks against a template, so that a check here finds the same: the
 * schema where the template is the partner's own, and the lists that its foreign keys refer to.
 * @param {string} name
 * @returns {Promise<{schema?: string, lists: Record<string, string>}>}
 */
export async function provisions(name) {
  // A token gives the template and nothing else: lists stay on the edge, which has the last word anyway.
  if (hasToken()) return { schema: await (await call(`/v1/templates/${encodeURIComponent(name)}`)).text(), lists: {} };
  const [all, found, kept] = await Promise.all([templates(), schema(name), json('/v1/lists')]);
  const wanted = new Set(references(found));
  const names = kept.lists.map((/** @type {{name: string}} */ list) => list.name).filter((/** @type {string} */ list) => wanted.has(list));
  const texts = await Promise.all(names.map(async (/** @type {string} */ list) => [list, await (await call(`/v1/lists/${encodeURIComponent(list)}`)).text()]));
  const own = all.find((template) => template.name === name)?.built_in === false;
  return { schema: own ? JSON.stringify(found) : undefined, lists: Object.fromEntries(texts) };
}

/** The lists that a schema names: of a field, and of foreign keys. @param {any} schema @returns {string[]} */
function references(schema) {
  const fields = schema.fields?.map((/** @type {any} */ field) => field.rollcall?.list) ?? [];
  const keys = schema.foreignKeys?.map((/** @type {any} */ key) => key.reference?.resource) ?? [];
  return [...fields, ...keys].filter(Boolean);
}

/** A title in the reader's language. @param {Pick<Template, 'name' | 'title'>} template @param {string} language @returns {string} */
export function titleOf(template, language) {
  const { title } = template;
  if (title && typeof title === 'object') return title[language] ?? title['en'] ?? template.name;
  return title ?? template.name;
}
