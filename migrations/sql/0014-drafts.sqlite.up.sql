-- What somebody has typed into a form and not saved. It stays on this laptop and is its author's alone.
CREATE TABLE drafts (
  user_id TEXT NOT NULL,
  form TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  typed_at TEXT NOT NULL,
  PRIMARY KEY (user_id, form)
) STRICT, WITHOUT ROWID;
