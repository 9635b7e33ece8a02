// What the page says, in five languages. The sentences are beside the engine's, in Fluent
// (`crates/engine/messages/page/`); numbers, dates and sizes are the browser's (Intl).

import { FluentBundle, FluentNumber, FluentResource } from '@fluent/bundle';
import de from '../crates/engine/messages/page/de.ftl';
import en from '../crates/engine/messages/page/en.ftl';
import fr from '../crates/engine/messages/page/fr.ftl';
import it from '../crates/engine/messages/page/it.ftl';
import pt from '../crates/engine/messages/page/pt.ftl';

/** @typedef {'en' | 'fr' | 'it' | 'pt' | 'de'} Language */

/** Where the sentences of each language are. @type {Record<Language, string>} */
const ADDRESSES = { en, fr, it, pt, de };

/** Each language by its own name. @type {Record<Language, string>} */
export const NAMES = { en: 'English', fr: 'Français', it: 'Italiano', pt: 'Português', de: 'Deutsch' };

const KEY = 'rollcall-language';

/** @type {FluentBundle} */
let bundle = new FluentBundle('en');
/** @type {Language} */
let spoken = 'en';

/** The language that is spoken. */
export const language = () => spoken;

/** @param {string | null | undefined} tag of BCP 47 @returns {Language | undefined} */
export function known(tag) {
  const first = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
  return first in NAMES ? /** @type {Language} */ (first) : undefined;
}

/** The language that was chosen here before, or the browser's first that is known, or English. */
export function preferred() {
  return known(remembered()) ?? navigator.languages.map(known).find(Boolean) ?? 'en';
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage is forbidden here, as in some frames.
  }
}

/**
 * Speaks a language from now on. Where its sentences cannot be fetched, those spoken so far stay.
 * @param {Language} wanted
 * @param {{remember?: boolean}} [options]
 */
export async function speak(wanted, { remember = false } = {}) {
  const answer = await fetch(ADDRESSES[wanted]);
  if (!answer.ok) throw new Error(`The sentences of ${wanted} are answered with ${answer.status}.`);
  // The marks that isolate what is put into a sentence are not wanted in downloads and titles.
  const next = new FluentBundle(wanted, { useIsolating: false });
  next.addResource(new FluentResource(await answer.text()));
  bundle = next;
  spoken = wanted;
  document.documentElement.lang = wanted;
  if (remember) {
    try {
      localStorage.setItem(KEY, wanted);
    } catch {
      // It is for this visit only, then.
    }
  }
}

/** Whether there is a sentence of that id. @param {string} id */
export const has = (id) => bundle.hasMessage(id);

/**
 * A sentence or a word. One that is missing shows its id, and the tests look for that.
 * @param {string} id
 * @param {Record<string, string | number>} [args]
 * @returns {string}
 */
export function t(id, args) {
  const [name, attribute] = id.split('.');
  const message = bundle.getMessage(name ?? '');
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  if (!pattern) return `⟨${id}⟩`;
  const given = Object.entries(args ?? {}).map(([key, value]) => [key, typeof value === 'number' ? new FluentNumber(value) : value]);
  /** @type {Error[]} */
  const faults = [];
  const text = bundle.formatPattern(pattern, Object.fromEntries(given), faults);
  // The sentence shows what it lacks; it is better than none.
  for (const fault of faults) console.warn(`${id}: ${fault.message}`);
  return text;
}

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export const number = (value, options) => new Intl.NumberFormat(spoken, options).format(value);

/** A size in the units that files have. @param {number} bytes */
export function size(bytes) {
  const [unit, by] = bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
  const value = bytes / by;
  return number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** A moment: day and time. @param {string | number | Date} moment */
export const moment = (moment) => new Intl.DateTimeFormat(spoken, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment));

/** How long something takes. @param {number} seconds */
export function duration(seconds) {
  const [unit, value] = seconds < 90 ? ['second', Math.max(1, Math.round(seconds))]
    : seconds < 90 * 60 ? ['minute', Math.round(seconds / 60)] : ['hour', Math.ceil(seconds / 3600)];
  return number(Number(value), { style: 'unit', unit: String(unit), unitDisplay: 'long' });
}
