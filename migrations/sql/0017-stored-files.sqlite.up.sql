-- Which contents of files lie in this laptop's store. What there is in the theatre stands in files; this never leaves
-- the laptop, and the store itself has the last word: a row here whose content is gone or damaged is mended.
CREATE TABLE stored_files (
  sha256 TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL CHECK (size > 0),
  has_original INTEGER NOT NULL CHECK (has_original IN (0, 1)),
  has_thumbnail INTEGER NOT NULL CHECK (has_thumbnail IN (0, 1)),
  -- Nobody has asked for it and no pin holds it: it may go when room is needed. What the hub does not have never goes.
  used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Contents that somebody has asked for and that are not here yet, the earliest first.
CREATE TABLE wanted_files (
  sha256 TEXT NOT NULL PRIMARY KEY,
  asked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What this laptop takes along whole: everything that hangs on a row, on what is under it and in it.
CREATE TABLE file_pins (
  scope_table TEXT NOT NULL,
  scope_id TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (scope_table, scope_id)
) STRICT, WITHOUT ROWID;
