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
}
