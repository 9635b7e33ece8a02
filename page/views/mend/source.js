// What is to be mended and where it comes from: a job's annotated file, or one kept on this machine.

import { call, json } from '../../api.js';
import { recall } from '../../local.js';
import { language, t } from '../../words.js';
import { headerFindings } from './header.js';

/** @typedef {import('../../engine/client.js').CheckOptions} CheckOptions */
/** @typedef {import('../../types.js').Finding} Finding */
/** @typedef {import('../../types.js').Job} Job */

/**
 * @typedef {object} Source
 * @property {string} key what tells it from others
 * @property {string} name of the file
 * @property {string} back the address of its report
 * @property {File} file
 * @property {CheckOptions} options
 * @property {Record<string, string>} form what is sent with the mended file
 * @property {Finding[]} header what is wrong with the header
 */

/** Why there is nothing to mend here: a sentence, or that the file has to be chosen again. */
export class NoSource extends Error {
  /** @param {string} message @param {((file: File) => Source) | null} [choose] */
  constructor(message, choose = null) {
    super(message);
    this.choose = choose;
  }
}

/** What tells what is to be mended from others. @param {URLSearchParams} query */
export function keyOf(query) {
  const job = query.get('job');
  return job !== null ? `job:${job}` : `local:${localOf(query) ?? ''}`;
}

/** Which of the reports that are kept here is meant. @param {URLSearchParams} query @returns {string | null} */
const localOf = (query) => query.get('local') ?? history.state?.local ?? null;

/** @param {URLSearchParams} query @param {AbortSignal} signal @returns {Promise<Source>} */
export async function find(query, signal) {
  const job = query.get('job');
  return job !== null ? ofJob(job, keyOf(query), signal) : ofThisMachine(localOf(query), keyOf(query));
}

/** @param {string} id @param {string} key @param {AbortSignal} signal @returns {Promise<Source>} */
async function ofJob(id, key, signal) {
  /** @type {Job} */
  const job = await json(`/v1/jobs/${encodeURIComponent(id)}`, { signal });
  if (job.status === 'running' || job.status === 'queued') throw new NoSource(t('report-running'));
  const address = job.links['report_csv'];
  if (!address) throw new NoSource(t('mend-nothing'));
  const [report, schema, blob] = await Promise.all([
    json(`/v1/jobs/${encodeURIComponent(id)}/report.json`, { signal }), // It has samples, which the job has not.
    ownSchema(job.template, signal),
    call(address, { signal }).then((answer) => answer.blob()),
  ]);
  const name = job.file.name ?? 'users.csv';
  return {
    key,
    name,
    back: `/report?job=${encodeURIComponent(id)}`,
    file: new File([blob], name, { type: 'text/csv' }),
    options: { ...(schema === null ? { template: job.template ?? undefined } : { schema }), language: language() },
    form: { template: job.template ?? '', language: job.language, description: job.description ?? '' },
    header: headerFindings(report),
  };
}

/**
 * The rules of a template of the partner's own; the engine has the others.
 * @param {string | null} name @param {AbortSignal} signal @returns {Promise<string | null>}
 */
async function ownSchema(name, signal) {
  if (name === null) return null;
  const { templates } = await json('/v1/templates', { signal });
  const own = /** @type {import('../../types.js').Template[]} */ (templates).some((template) => template.name === name && !template.built_in);
  if (!own) return null;
  const answer = await call(`/v1/templates/${encodeURIComponent(name)}`, { signal });
  return answer.text();
}

/** @param {string | null} id @param {string} key @returns {Promise<Source>} */
async function ofThisMachine(id, key) {
  const kept = id === null ? null : await recall(id);
  if (id === null || !kept) throw new NoSource(t('report-local-gone'));
  /** @param {File | Blob} file @returns {Source} */
  const source = (file) => ({
    key,
    name: kept.name,
    back: `/report?local=${encodeURIComponent(id)}`,
    file: file instanceof File ? file : new File([file], kept.name, { type: 'text/csv' }),
    options: { ...kept.options, language: language() },
    form: {
      template: kept.options.schema ? '' : (kept.options.template ?? ''),
      schema: typeof kept.options.schema === 'object' ? JSON.stringify(kept.options.schema) : (kept.options.schema ?? ''),
      language: kept.options.language,
      description: kept.description ?? '',
      import_option: kept.options.importOption ?? '',
      ...Object.fromEntries(Object.entries(kept.options.lists ?? {}).map(([name, values]) => [`list.${name}`, values])),
    },
    header: headerFindings(kept.report),
  });
  if (kept.file) return source(kept.file);
  throw new NoSource(t('mend-file-gone', { name: kept.name }), source);
}
