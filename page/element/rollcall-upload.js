// <rollcall-upload>: Rollcall in somebody else's page. Built to `public/element.js`, one name for ever,
// because portals have it in their markup; so it is small, depends on nothing, and does little more than
// hold a frame of Rollcall's own origin. There the worker, WebAssembly and the API are at home: the
// portal's page needs no CORS and allows Rollcall's origin in `script-src` and `frame-src` alone.

/** @import { RollcallUpload as Published, Settings, Theme } from './element.js' */

/** What the element takes from the portal's style, as it stands here: `--rollcall-accent` and so on. */
const THEMED = ['accent', 'on-accent', 'paper', 'card', 'ink', 'soft', 'line', 'wrong', 'radius', 'font'];
/** Attributes that the frame is told of, beside `token`, which is told by itself, and `src`. */
const TOLD = ['template', 'language', 'description', 'columns', 'import-option', 'keep'];
/** What the frame may cause to happen here, whatever else it says. */
const EVENTS = ['ready', 'progress', 'complete', 'error', 'token-expired'];
/** Milliseconds for the frame to answer. */
const PATIENCE = 20_000;

/**
 * Nothing here is inline style, so that a strict `style-src` of the portal holds. The transitions are
 * nobody's to see: their end is how a page hears that a custom property has another value, whatever
 * the reason (a class far up, a media query, another sheet). On an inner element, because there the
 * events stay inside.
 */
const LOOK = `
  :host { display: block; }
  :host([hidden]) { display: none; }
  div { transition: 1ms step-start allow-discrete; transition-property: color-scheme, ${THEMED.map((name) => `--rollcall-${name}`)}; }
  iframe { display: block; width: 100%; height: 11rem; border: 0; }
  iframe:not(.ready) { opacity: 0; }
`;

const dark = matchMedia('(prefers-color-scheme: dark)');

/** @implements {Published} */
export class RollcallUpload extends HTMLElement {
  static observedAttributes = [...TOLD, 'token', 'src'];

  #around = document.createElement('div');
  /** What stands inside the element is for where the frame cannot be shown. */
  #instead = document.createElement('slot');
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** @type {MessagePort | null} */
  #port = null;
  /** @type {AbortController | null} */
  #connected = null;
  /** @type {string | null} */
  #token = null;
  /** What changed and was not told yet. @type {Set<'settings' | 'theme' | 'token'>} */
  #changed = new Set();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    root.adoptedStyleSheets = [sheet];
    root.append(this.#around, this.#instead);
    this.#around.addEventListener('transitionend', (event) => {
      if (event.target === this.#around) this.refreshTheme();
    });
  }

  connectedCallback() {
    // What was set before this script had come hides the properties below.
    for (const name of ['template', 'language', 'description', 'columns', 'importOption', 'keep', 'token', 'src']) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    this.#open();
  }

  disconnectedCallback() {
    this.#close();
  }

  /** @param {string} name @param {string | null} _before @param {string | null} value */
  attributeChangedCallback(name, _before, value) {
    if (name === 'token') this.token = value;
    else if (name !== 'src') this.#tell('settings');
    else if (this.#connected) this.#open();
  }

  get template() { return this.getAttribute('template'); }
  set template(value) { this.#mirror('template', value); }
  get language() { return this.getAttribute('language'); }
  set language(value) { this.#mirror('language', value); }
  get description() { return this.getAttribute('description'); }
  set description(value) { this.#mirror('description', value); }
  get columns() { return this.getAttribute('columns'); }
  set columns(value) { this.#mirror('columns', value); }
  get importOption() { return this.getAttribute('import-option'); }
  set importOption(value) { this.#mirror('import-option', value); }
  get src() { return this.getAttribute('src'); }
  set src(value) { this.#mirror('src', value); }
  get keep() { return this.hasAttribute('keep'); }
  set keep(value) { this.toggleAttribute('keep', Boolean(value)); }

  // The one property that is not written back to its attribute: markup is copied, saved and recorded.
  get token() { return this.#token; }
  set token(value) {
    this.#token = value || null;
    // The same one again is news too: it says that the portal has answered.
    this.#tell('token');
  }

  /** Reads the style again, for a browser that does not say when it changes. */
  refreshTheme() {
    this.#tell('theme');
  }

  /** Goes back to choosing a file; what is being checked is stopped. */
  reset() {
    this.#port?.postMessage({ type: 'reset' });
  }

  /** @param {string} name @param {string | null | undefined} value */
  #mirror(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  #open() {
    this.#close();
    const { signal } = (this.#connected = new AbortController());
    let address;
    try {
      address = new URL('embed', new URL(this.src ?? '', import.meta.url));
    } catch {
      return this.#fail('src-invalid', `\`src\` is not an address: ${this.src}`);
    }
    const { origin } = address;
    const language = this.#settings().language;
    if (language) address.searchParams.set('language', language);
    const frame = (this.#frame = document.createElement('iframe'));
    frame.title = 'Rollcall';
    const unreachable = () => this.#fail('unreachable', `${origin} does not answer here: is it in the page's \`frame-src\`?`);
    const patience = setTimeout(unreachable, PATIENCE);
    signal.addEventListener('abort', () => clearTimeout(patience));
    addEventListener('securitypolicyviolation', ({ blockedURI, disposition }) => {
      if (disposition === 'enforce' && blockedURI.startsWith(origin) && !this.#port) unreachable();
    }, { signal });
    addEventListener('message', (event) => {
      // Of all that is said in a page, only what this frame says, and only as long as it is Rollcall.
      if (event.source !== frame.contentWindow || event.origin !== origin || event.data?.rollcall !== 'hello') return;
      clearTimeout(patience);
      const { port1, port2 } = new MessageChannel();
      this.#port?.close();
      this.#port = port1;
      port1.onmessage = ({ data }) => this.#hear(data);
      frame.contentWindow?.postMessage({ rollcall: 'port', settings: this.#settings(), theme: this.#theme(), token: this.#token }, origin, [port2]);
      this.#changed.clear();
    }, { signal });
    dark.addEventListener('change', () => this.refreshTheme(), { signal });
    this.#show(true);
    frame.src = address.href;
    this.#around.append(frame);
  }

  #close() {
    this.#connected?.abort();
    this.#connected = null;
    this.#port?.close();
    this.#port = null;
    this.#frame?.remove();
    this.#frame = null;
  }

  /** @param {string} code @param {string} message for whoever builds the portal */
  #fail(code, message) {
    this.#close();
    this.#show(false);
    this.#happen('error', { code, message });
  }

  /** @param {boolean} frame or what is for where it cannot be */
  #show(frame) {
    this.#around.hidden = !frame;
    this.#instead.hidden = frame;
  }

  /** What the frame says. @param {any} data */
  #hear(data) {
    if (data.type === 'height' && this.#frame) {
      this.#frame.style.height = `${Math.ceil(Number(data.height))}px`;
      this.#frame.className = 'ready';
    } else if (data.type === 'title' && this.#frame) this.#frame.title = String(data.title);
    else if (data.type === 'event' && EVENTS.includes(data.name)) this.#happen(data.name, data.detail);
  }

  /** @param {string} name @param {unknown} detail */
  #happen(name, detail) {
    this.dispatchEvent(new CustomEvent(`rollcall-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** Tells the frame, once for all that changes at the same time. @param {'settings' | 'theme' | 'token'} what */
  #tell(what) {
    if (!this.#port) return;
    this.#changed.add(what);
    if (this.#changed.size > 1) return;
    queueMicrotask(() => {
      for (const what of this.#changed) {
        const value = what === 'token' ? this.#token : what === 'theme' ? this.#theme() : this.#settings();
        this.#port?.postMessage({ type: what, [what]: value });
      }
      this.#changed.clear();
    });
  }

  /** @returns {Settings} */
  #settings() {
    const { template, description, columns, importOption, keep } = this;
    const around = /** @type {HTMLElement | null} */ (this.closest('[lang]'))?.lang;
    return { template, description, columns, importOption, keep, language: this.language || around || null };
  }

  /** @returns {Theme} */
  #theme() {
    const style = getComputedStyle(this.#around);
    const values = THEMED.map((name) => [name, style.getPropertyValue(`--rollcall-${name}`).trim()]).filter(([, value]) => value);
    const schemes = style.colorScheme.split(' ');
    const scheme = schemes.includes('dark') && (dark.matches || !schemes.includes('light')) ? 'dark' : 'light';
    // A frame whose scheme is another than its document's is painted opaque.
    if (this.#frame) this.#frame.style.colorScheme = scheme;
    return { scheme, values: Object.fromEntries(values) };
  }
}

// The script may be there twice, in two parts of a portal.
if (!customElements.get('rollcall-upload')) customElements.define('rollcall-upload', RollcallUpload);
