// The shapes that the API and the engine speak in (`/openapi.json` has them in full).

export interface Finding {
  code: string;
  severity: 'error' | 'warning';
  row: number | null;
  line: number | null;
  column: number | null;
  letter: string | null;
  field: string | null;
  cell: string | null;
  constraint: string | null;
  message: string;
  fix: string;
  params: Record<string, string | number>;
}

export interface Group {
  code: string;
  severity: 'error' | 'warning';
  field: string | null;
  count: number;
  samples?: Finding[];
  truncated?: boolean;
}

/** Where the errors lie: rows with an error, and rows with only a warning, in bins of `rows_each` rows. */
export interface Places {
  first_row: number;
  rows_each: number;
  errors: number[];
  warnings: number[];
}

export interface FileFacts {
  name: string | null;
  bytes: number;
  sha256?: string | null;
  encoding: string;
  dialect: Record<string, unknown> & { delimiter?: string };
}

/** What a check says of a file; a job has the same and more. */
export interface Report {
  valid: boolean | null;
  file: FileFacts;
  rows: { total: number; valid: number; invalid: number };
  findings: { errors: number; warnings: number; groups: Group[] };
  places?: Places | null;
}

export interface Job extends Report {
  id: string;
  status: 'queued' | 'running' | 'completed' | 'failed';
  mode: string;
  template: string | null;
  recognised?: number | null;
  description: string | null;
  language: string;
  failure: { code: string; detail: string } | null;
  created: string;
  finished: string | null;
  expires: string;
  links: Record<string, string>;
  parts?: { count: number; rows: number } | null;
  deliveries?: Delivery[];
  process?: Process | null;
}

/** Rows by what becomes of them. */
export interface Counts {
  created: number;
  changed: number;
  removed: number;
  unchanged: number;
  refused: number;
  /** Of those, rows of which a part is not done, and rows that take something away. */
  partial: number;
  destructive: number;
}

/** How far the applying of a file has come. */
export interface Process {
  state: 'awaiting_confirmation' | 'queued' | 'running' | 'completed' | 'cancelled' | 'failed' | 'reverting' | 'reverted';
  total: number | null;
  done: number;
  counts: Counts;
  started: string | null;
  finished: string | null;
  failure: string | null;
}

/** What the list of jobs says of it. */
export interface ListedProcess {
  state: Process['state'];
  /** Something kept the file, or the rest of it, from being applied. */
  failed: boolean;
}

/** A job as the list has it. */
export type ListedJob = Omit<Job, 'process'> & { process?: ListedProcess | null };

/** What would come of a row. */
export interface PlannedRow {
  row: number;
  verdict: 'created' | 'changed' | 'removed' | 'unchanged' | 'refused';
  partial: boolean;
  destructive: boolean;
  subject: string;
  changes: { field: string; from: string | null; to: string | null }[];
  details: string[];
  not_expressible?: string[];
}

/** What would come of a file. */
export interface Plan {
  meaning: string;
  counts: Counts;
  blocked: boolean;
  needs_confirmation: boolean;
  fingerprint: string;
  rows: PlannedRow[];
  next_cursor: string | null;
  not_expressible?: { field: string; rows: number }[];
}

export type Line = 'voice' | 'fax' | 'contact_center';

export interface ContactCenter {
  enabled: boolean;
  user_profile?: string;
  site?: string;
  teams?: string[];
  skill_profile?: string;
  desktop_profile?: string;
  multimedia_profile?: string;
  external_id?: string;
  default_dn?: string;
}

/** Somebody in the directory; what is not known is left out. */
export interface User {
  id: string;
  kind: 'user' | 'contact';
  active: boolean;
  email?: string;
  user_name?: string;
  first_name?: string;
  last_name?: string;
  display_name?: string;
  attributes?: Record<string, string>;
  licenses?: string[];
  numbers?: { number: string; temporary_for?: string; line?: Line }[];
  extensions?: { pbx?: string; extension: string; internal?: string; number?: string; line?: Line }[];
  devices?: { mac: string; model?: string; line?: Line }[];
  contact_center?: ContactCenter;
  version: number;
  updated: string;
  changed_by: string;
}

/** What users can have. */
export interface Directory {
  company: string;
  sites: string[];
  licenses: { name: string; capacity: number | null; used: number }[];
  numbers: string[];
  next_extension: number;
  numbers_used: number;
  users: number;
}

/** A webhook that is sent, or was. */
export interface Delivery {
  id: string;
  event: string;
  /** Without its query. */
  url: string;
  status: 'pending' | 'delivered' | 'dead';
  created: string;
  attempts: { at: string; status: number | null; error: string | null; milliseconds: number }[];
  next_attempt: string | null;
}

export interface Template {
  name: string;
  title: string | Record<string, string> | null;
  built_in: boolean;
  fields: number;
  row_limit: number | null;
  /** What its rows do to the directory; null where its files are only checked. */
  meaning: string | null;
}
