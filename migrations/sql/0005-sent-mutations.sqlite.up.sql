-- Mutations that the hub has confirmed or refused, kept for a while: a hub that is restored from an older backup is offered again what it forgot.
CREATE TABLE outbox_sent (
  sequence INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  args TEXT NOT NULL CHECK (json_valid(args)),
  author_id TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  clock_offset_ms INTEGER NOT NULL,
  confirmed_at TEXT NOT NULL
) STRICT;
CREATE INDEX ix_outbox_sent_confirmed_at ON outbox_sent (confirmed_at);
