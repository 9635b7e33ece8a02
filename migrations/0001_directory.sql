-- The directory that clean files are applied to, and what is known of applying them.
--
-- Every key begins with the partner, so that one partner's rows are one range of each table and a query
-- that names no partner finds nothing of anybody's. Times are milliseconds since 1970. Narrow tables have no
-- rowid: a row is then one entry and not two, and rows written are what D1 costs.

-- A partner's directory as a whole. `version` moves with every write to it, whatever is written: what was
-- decided from one version is written only while it is still that version (see `guards`).
CREATE TABLE directories (
  partner TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  company TEXT NOT NULL DEFAULT '',
  -- The extension that is given next to whoever asks for any; null where none are given.
  next_extension INTEGER
) STRICT, WITHOUT ROWID;

-- Users and contacts. The document is everything that is known; the columns beside it are taken from it, to
-- find it by.
CREATE TABLE users (
  partner TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  -- The directory's version when it was written last.
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'contact')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  -- What the list is in the order of and searched in: the name that is shown, the first and the last one, the
  -- e-mail address and the user name, in lower case without accents, with a U+001F between them.
  name TEXT NOT NULL,
  email TEXT,
  contact_center INTEGER NOT NULL CHECK (contact_center IN (0, 1)),
  updated INTEGER NOT NULL,
  -- The job whose row wrote it, or `api`.
  changed_by TEXT NOT NULL,
  PRIMARY KEY (partner, id)
) STRICT;

-- The order of the list. A search reads this index from one end to the other and the table only for what it
-- finds: a full-text table would be faster from a hundred thousand users on, and `wrangler d1 export` refuses
-- databases that have one.
CREATE INDEX users_by_name ON users (partner, name, id);
-- The filters by which few are found; for the other two the order of the list will do.
CREATE INDEX users_inactive ON users (partner, name, id) WHERE active = 0;
CREATE INDEX users_in_contact_center ON users (partner, name, id) WHERE contact_center = 1;

-- What only one user of a partner can have: e-mail, user name, extension, number, MAC address.
CREATE TABLE claims (
  partner TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (partner, kind, value)
) STRICT, WITHOUT ROWID;

-- Who has which licence. How many are in use is counted and never stored, so it cannot be wrong.
CREATE TABLE grants (
  partner TEXT NOT NULL,
  license TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (partner, license, user_id)
) STRICT, WITHOUT ROWID;

-- The licences there are. One without a capacity is not counted out.
CREATE TABLE licenses (
  partner TEXT NOT NULL,
  name TEXT NOT NULL,
  capacity INTEGER CHECK (capacity >= 0),
  PRIMARY KEY (partner, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sites (
  partner TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (partner, name)
) STRICT, WITHOUT ROWID;

-- Numbers that can be given for a time, while somebody's own is being ported. Those in use are claimed.
CREATE TABLE numbers (
  partner TEXT NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (partner, number)
) STRICT, WITHOUT ROWID;

-- The applying of a job's file.
CREATE TABLE processings (
  partner TEXT NOT NULL,
  job TEXT NOT NULL,
  state TEXT NOT NULL,
  meaning TEXT NOT NULL,
  -- The template as it was when the plan was made; another one since then is another plan.
  template TEXT NOT NULL,
  template_version TEXT,
  import_option TEXT,
  -- Of the plan that was shown and confirmed.
  fingerprint TEXT,
  -- Where the next batch begins: its number, its row, and the byte of the stored file.
  next_batch INTEGER NOT NULL DEFAULT 0,
  next_row INTEGER NOT NULL DEFAULT 0,
  next_byte INTEGER NOT NULL DEFAULT 0,
  -- The header's labels, as JSON.
  header TEXT,
  -- How many rows there are, how many are done, and the counts by verdict as JSON.
  total INTEGER,
  done INTEGER NOT NULL DEFAULT 0,
  counts TEXT,
  failure TEXT,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  started INTEGER,
  finished INTEGER,
  -- When it is deleted together with its outcomes.
  expires INTEGER NOT NULL,
  cancelled INTEGER,
  reverted_by TEXT,
  PRIMARY KEY (partner, job)
) STRICT, WITHOUT ROWID;
CREATE INDEX processings_by_expiry ON processings (expires);

-- What became of each row; `writes` is what undoing it needs.
CREATE TABLE outcomes (
  partner TEXT NOT NULL,
  job TEXT NOT NULL,
  row INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  status TEXT NOT NULL,
  -- JSON, all of them.
  details TEXT NOT NULL,
  output TEXT NOT NULL,
  writes TEXT NOT NULL,
  PRIMARY KEY (partner, job, row)
) STRICT;

-- The batches that have been applied: one that comes twice is refused by the key.
CREATE TABLE batches (
  partner TEXT NOT NULL,
  job TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (partner, job, number)
) STRICT, WITHOUT ROWID;

-- Always empty. A batch begins by writing a row here where the directory is no longer the version that it was
-- decided from; no row is taken, so the whole batch fails, by the name of the constraint.
CREATE TABLE guards (
  moved INTEGER NOT NULL,
  CONSTRAINT directory_has_moved CHECK (moved = 0)
) STRICT;
