-- What is about to be written to a partner's directory behind SCIM, where there are no transactions.
--
-- A batch is kept here before anything of it is sent, and goes when its outcomes are written. Whoever comes back
-- to it looks at each user first, and so sends nothing twice. While there is a batch of a partner's here, no
-- other is begun.
CREATE TABLE intents (
  partner TEXT NOT NULL,
  job TEXT NOT NULL,
  batch INTEGER NOT NULL,
  row INTEGER NOT NULL,
  -- What was decided, as JSON: the documents before and after it among the rest.
  decision TEXT NOT NULL,
  PRIMARY KEY (partner, job, batch, row)
) STRICT;
