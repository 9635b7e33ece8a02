// The frame's side of the conversation with <rollcall-upload> around it.

/** @import { Settings, Theme } from './element.js' */

/** Milliseconds for the page around to answer; after that the view is shown as it would be alone. */
const PATIENCE = 3_000;

/** What a themed property may be. @type {Record<string, string>} */
const KINDS = {
  accent: 'color', 'on-accent': 'color', paper: 'background-color', card: 'color', ink: 'color', soft: 'color', line: 'color', wrong: 'color',
  radius: 'border-radius', font: 'font-family',
};
const LONGEST = 200;

/**
 * @typedef {object} Heard what the element says
 * @property {(origin: string) => void} around whose page it is in, before anything else: the browser says so
 * @property {(settings: Settings) => void} settings
 * @property {(theme: Theme) => void} theme
 * @property {(token: string | null) => void} token
 * @property {() => void} reset
 */

/**
 * @typedef {object} Host
 * @property {(name: string, detail: object) => void} happen tells the portal; the names are the element's
 * @property {(height: number) => void} height
 * @property {(title: string) => void} title
 */

/**
 * Finds the element that holds this frame. A token is good for nobody but who gave it, so any page may
 * be the one around; but the first that answers stays the only one.
 *
 * @param {Heard} heard
 * @param {AbortSignal} signal
 * @returns {Promise<Host | null>} `null` where there is no element around
 */
export function meet(heard, signal) {
  if (window.parent === window) return Promise.resolve(null);
  return new Promise((resolve) => {
    const met = new AbortController();
    signal.addEventListener('abort', () => met.abort());
    addEventListener('message', (event) => {
      if (event.source !== window.parent || event.data?.rollcall !== 'port' || !event.ports[0]) return;
      // The page around may have been left for another between the question and the answer.
      const around = location.ancestorOrigins?.[0];
      if (around !== undefined && around !== 'null' && around !== event.origin) return;
      met.abort();
      heard.around(event.origin);
      resolve(talk(event.ports[0], event.data, heard, signal));
    }, { signal: met.signal });
    setTimeout(() => resolve(null), PATIENCE);
    // Says nothing but that there is a frame; whom to, it cannot know yet.
    window.parent.postMessage({ rollcall: 'hello' }, '*');
  });
}

/** @param {MessagePort} port @param {any} first @param {Heard} heard @param {AbortSignal} signal @returns {Host} */
function talk(port, first, heard, signal) {
  const take = (/** @type {any} */ data) => {
    if (data.theme) heard.theme(data.theme);
    if (data.settings) heard.settings(data.settings);
    if (data.token !== undefined) heard.token(typeof data.token === 'string' ? data.token : null);
    if (data.type === 'reset') heard.reset();
  };
  take(first);
  port.onmessage = ({ data }) => take(data);
  signal.addEventListener('abort', () => port.close());
  return {
    happen: (name, detail) => port.postMessage({ type: 'event', name, detail }),
    height: (height) => port.postMessage({ type: 'height', height }),
    title: (title) => port.postMessage({ type: 'title', title }),
  };
}

/**
 * Whether a value is what its property takes, and no more: nothing that fetches, and nothing that
 * means something else where it is used.
 * @param {string} name
 * @param {unknown} value
 * @returns {value is string}
 */
export function fits(name, value) {
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return kind !== undefined && typeof value === 'string' && value.length <= LONGEST
    && !/\b(url|src|image|image-set|var|env|attr|if)\s*\(|[;{}\\]/i.test(value) && CSS.supports(kind, value);
}

/**
 * Puts the portal's style on this document. Set from script, which a strict `style-src` allows.
 * @param {Theme} theme
 */
export function wear({ scheme, values }) {
  const root = document.documentElement;
  // The element's frame has the same scheme; with another it would be painted opaque.
  root.style.colorScheme = scheme === 'dark' ? 'dark' : 'light';
  for (const name of Object.keys(KINDS)) {
    const value = values?.[name];
    if (fits(name, value)) root.style.setProperty(`--${name}`, value);
    else root.style.removeProperty(`--${name}`);
  }
  const { card } = values ?? {};
  // Colours that the portal does not give have to go with the one they stand on, and many a portal is
  // dark without saying so by its `color-scheme`.
  root.dataset['theme'] = fits('card', card) ? (isDark(card) ? 'dark' : 'light') : root.style.colorScheme;
}

/** @param {string} colour */
function isDark(colour) {
  const probe = document.createElement('i');
  probe.style.color = colour;
  document.body.append(probe);
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (canvas) canvas.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  canvas?.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas?.getImageData(0, 0, 1, 1).data ?? [255, 255, 255];
  return 0.3 * red + 0.6 * green + 0.1 * blue < 110;
}
