// The types of <rollcall-upload>, published beside it as `element.d.ts`: copy the file into your
// project, or name its address in your tsconfig's `paths`. The element is checked against them.

/** A group of findings of one kind in one column. */
export interface Group {
  code: string;
  severity: 'error' | 'warning';
  field: string | null;
  /** How many there are, exactly. */
  count: number;
}

/** What a check came to, without a single value of the file. */
export interface Report {
  valid: boolean | null;
  file: { name: string | null; bytes: number; encoding: string };
  rows: { total: number; valid: number; invalid: number };
  findings: { errors: number; warnings: number; groups: Group[] };
}

/** A job as the API answers with it (`/openapi.json` has it in full). */
export interface Job extends Report {
  id: string;
  status: 'queued' | 'running' | 'completed' | 'failed';
  mode: string;
  template: string | null;
  description: string | null;
  language: string;
  failure: { code: string; detail: string } | null;
  created: string;
  finished: string | null;
  expires: string;
  links: Record<string, string>;
}

/** `rollcall-progress`: how far a check is. */
export interface Progress {
  /** `check`: read and checked in the browser; `send`: checked, and being sent; `store`: sent. */
  phase: 'check' | 'send' | 'store';
  rows: number;
  /** Bytes that are checked, of `total`. */
  bytes: number;
  total: number;
  /** Findings so far. */
  errors: number;
  warnings: number;
  /** Rows with an error so far. */
  invalid: number;
  /** The row of the first error, as soon as there is one. */
  firstError?: number;
  /** The share of the file that has been sent, from 0 to 1. */
  sent: number;
}

/** `rollcall-complete`: the verdict. One of `job` and `report` is there. */
export interface Complete {
  /** Whether the file can be imported. */
  valid: boolean;
  /** The job, which your server can fetch by its id from then on. */
  job: Job | null;
  /** With `keep`: what was found, counted. No value of the file leaves the frame. */
  report: Report | null;
}

/** `rollcall-error`: why there is no verdict. The person is told in the frame. */
export interface Failure {
  /** The problem's code of the API, such as `token-other-origin`, or `network`, `file-changed`, `out-of-memory`, `broken`, `unsupported`, `unreachable`, `src-invalid` … */
  code: string;
  message: string;
}

/** `rollcall-token-expired`: set `token`, and what waits goes on. */
export interface TokenExpired {
  /**
   * `key-required`: there was none; `token-expired`: its time is over; `token-used`: all its files are sent;
   * `token-invalid`, `key-unknown`: it is not one of this Rollcall.
   */
  code: string;
}

export interface Settings {
  template: string | null;
  language: string | null;
  description: string | null;
  columns: string | null;
  importOption: string | null;
  keep: boolean;
}

export interface Theme {
  scheme: 'light' | 'dark';
  values: Record<string, string>;
}

export interface RollcallUploadEvents {
  'rollcall-ready': CustomEvent<{ version: number }>;
  'rollcall-progress': CustomEvent<Progress>;
  'rollcall-complete': CustomEvent<Complete>;
  'rollcall-error': CustomEvent<Failure>;
  'rollcall-token-expired': CustomEvent<TokenExpired>;
}

/** `<rollcall-upload>`. Every property but `token` stands for the attribute of its name. */
export interface RollcallUpload extends HTMLElement {
  /** A template's name, `auto`: recognised from the header, or `none`: the structure alone. When absent: the token's, or `auto`. */
  template: string | null;
  /** `en`, `fr`, `it`, `pt` or `de`; when absent, the language of the page around (`lang`), or the browser's. */
  language: string | null;
  /** Kept with the job. */
  description: string | null;
  /** Offers the template's empty file with these columns: `basic`, `all`, or names with commas between. */
  columns: string | null;
  /** Attribute `import-option`; for templates that leave the choice. */
  importOption: string | null;
  /** Checks in the browser and sends nothing. */
  keep: boolean;
  /** An upload token. Never part of an address, never stored, and never written back to the attribute. */
  token: string | null;
  /** Rollcall's address, where it is another than that of the script. */
  src: string | null;
  /** Reads the custom properties again. */
  refreshTheme(): void;
  /** Goes back to choosing a file; what is being checked is stopped. */
  reset(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'rollcall-upload': RollcallUpload;
  }
  // They bubble: listeners may be on the element or anywhere above it.
  interface GlobalEventHandlersEventMap extends RollcallUploadEvents {}
}
