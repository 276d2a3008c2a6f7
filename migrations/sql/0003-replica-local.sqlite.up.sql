-- What a replica keeps for itself. None of it is replicated.
CREATE TABLE replica_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
-- Where each shape stands: written in the transaction that applied the rows.
CREATE TABLE replica_shapes (table_name TEXT PRIMARY KEY NOT NULL, handle TEXT NOT NULL, position TEXT NOT NULL) STRICT;
-- Durable FIFO of mutations that the hub has not confirmed yet. `problem` marks one that no longer passes on top of what came down.
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  args TEXT NOT NULL CHECK (json_valid(args)),
  author_id TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  clock_offset_ms INTEGER NOT NULL,
  problem TEXT CHECK (json_valid(problem))
) STRICT;
-- Before-images of what pending mutations wrote: null for a row that was not there.
CREATE TABLE outbox_effects (
  sequence INTEGER NOT NULL REFERENCES outbox (sequence) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  before TEXT,
  PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_outbox_effects_row ON outbox_effects (row_id, table_name);
-- Refused by the hub: stays in front of its author, with what they had entered, until they deal with it.
CREATE TABLE refused_mutations (
  sequence INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  args TEXT NOT NULL,
  author_id TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  code TEXT NOT NULL,
  details TEXT NOT NULL,
  refused_at TEXT NOT NULL,
  dealt_with_at TEXT
) STRICT;
-- Full text: stemmed words of the rows that people search, and what is still to be indexed.
CREATE TABLE search_rows (number INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id TEXT NOT NULL, UNIQUE (row_id, table_name)) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5(words, content='', contentless_delete=1, tokenize='unicode61');
CREATE TABLE search_pending (table_name TEXT NOT NULL, row_id TEXT NOT NULL, PRIMARY KEY (table_name, row_id)) STRICT, WITHOUT ROWID;
