// A report and what belongs to it, from wherever it is kept: on the edge, or in this browser.

import { call, json } from '../../api.js';
import { stemOf } from '../../dom.js';
import { Engine } from '../../engine/client.js';
import { recall } from '../../local.js';
import { t } from '../../words.js';

/** @typedef {import('../../download.js').Download} Download */

/**
 * @typedef {object} Source
 * @property {string} id
 * @property {boolean} local kept in this browser and nowhere else
 * @property {string | null} name the file's
 * @property {string | null} template
 * @property {number | null} recognised how sure, in hundredths
 * @property {string | null} description
 * @property {string | number} checked when
 * @property {string | null} until when it is kept
 * @property {import('../../types.js').Report} report with samples
 * @property {() => Promise<string>} findings `findings.ndjson`
 * @property {Download[]} downloads
 * @property {import('../../types.js').Delivery[]} deliveries of its webhooks
 * @property {number | null} parts from which of the downloads on they are parts of the file
 * @property {string | null} mend the address where it can be mended
 * @property {import('../../types.js').Process | null} process how far it has been applied
 */

/** @param {import('../../types.js').Job} job @returns {Promise<Source>} */
export async function jobSource(job) {
  /** @type {import('../../types.js').Job} */
  const report = await json(`${job.links.self}/report.json`);
  const base = job.links.self;
  const stem = stemOf(job.file.name ?? 'file');
  const offer = (/** @type {string} */ words, /** @type {string} */ file) => ({ words, address: `${base}/${file}`, name: `${stem}.${file}` });
  const some = [
    offer(t('download-report-csv'), 'report.csv'),
    ...(job.rows.invalid > 0 ? [offer(t('download-errors-csv'), 'errors.csv')] : []),
    ...(job.rows.invalid > 0 && job.rows.valid > 0 ? [offer(t('download-clean-csv'), 'clean.csv')] : []),
    offer(t('download-html'), 'report.html'),
    offer(t('download-findings'), 'findings.ndjson'),
    offer(t('download-report-json'), 'report.json'),
  ];
  const count = job.parts?.count ?? 0;
  const parts = Array.from({ length: count }, (_, at) => offer(t('download-part', { part: at + 1, count }), `parts/${at + 1}.csv`));
  return {
    id: job.id, local: false, name: job.file.name, template: job.template, recognised: job.recognised ?? null,
    description: job.description, checked: job.finished ?? job.created, until: job.expires, report,
    findings: async () => (await call(`${base}/findings.ndjson`)).text(),
    deliveries: job.deliveries ?? [], downloads: [...some, ...parts], parts: count > 0 ? some.length : null,
    mend: Engine.supported() ? `/mend?job=${job.id}` : null, process: job.process ?? null,
  };
}

/** @param {string} id @returns {Promise<Source | null>} */
export async function localSource(id) {
  const kept = await recall(id);
  if (!kept) return null;
  const { report, file, options } = kept;
  const stem = stemOf(kept.name);
  const engine = () => new Engine();
  /** @type {Download[]} */
  const downloads = [];
  if (file) {
    downloads.push({ words: t('download-report-csv'), name: `${stem}.report.csv`, make: () => engine().reportCsv(file, options) });
    if (report.rows.invalid > 0) downloads.push({ words: t('download-errors-csv'), name: `${stem}.errors.csv`, make: () => engine().view(file, options, 'errors') });
    if (report.rows.invalid > 0 && report.rows.valid > 0) downloads.push({ words: t('download-clean-csv'), name: `${stem}.clean.csv`, make: () => engine().view(file, options, 'clean') });
    downloads.push({ words: t('download-html'), name: `${stem}.report.html`, make: () => engine().html(file, options) });
  }
  downloads.push({ words: t('download-findings'), name: `${stem}.findings.ndjson`, make: async () => kept.findings });
  downloads.push({ words: t('download-report-json'), name: `${stem}.report.json`, make: async () => new Blob([JSON.stringify(report, null, 1)], { type: 'application/json' }) });
  return {
    id, local: true, name: kept.name, template: kept.template, recognised: null, description: kept.description,
    checked: kept.when, until: null, report: { ...report, file: { ...report.file, name: kept.name } },
    findings: () => kept.findings.text(), deliveries: [], downloads, parts: null, mend: file ? `/mend?local=${id}` : null, process: null,
  };
}
