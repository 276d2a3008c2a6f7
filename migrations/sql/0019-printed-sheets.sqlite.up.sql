CREATE TABLE printed_sheets (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  code TEXT NOT NULL,
  form TEXT NOT NULL,
  title TEXT NOT NULL,
  args TEXT NOT NULL DEFAULT '{}',
  language TEXT NOT NULL,
  subject_table TEXT,
  subject_id TEXT,
  lines INTEGER NOT NULL,
  digests TEXT NOT NULL,
  as_of TEXT,
  printed_at TEXT NOT NULL,
  printed_by_id TEXT,
  printed_by_name TEXT NOT NULL,
  CONSTRAINT fk_printed_sheets_printed_by_id FOREIGN KEY (printed_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_printed_sheets_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_printed_sheets_code CHECK (length(code) <= 20),
  CONSTRAINT ck_printed_sheets_form CHECK (length(form) <= 50),
  CONSTRAINT ck_printed_sheets_title CHECK (length(title) <= 255),
  CONSTRAINT ck_printed_sheets_args CHECK (json_valid(args)),
  CONSTRAINT ck_printed_sheets_language CHECK (length(language) <= 2),
  CONSTRAINT ck_printed_sheets_subject_table CHECK (length(subject_table) <= 50),
  CONSTRAINT ck_printed_sheets_lines CHECK (lines >= 0),
  CONSTRAINT ck_printed_sheets_printed_by_name CHECK (length(printed_by_name) <= 255)
) STRICT;
CREATE UNIQUE INDEX uq_printed_sheets_code ON printed_sheets (theater_id, code);
CREATE INDEX ix_printed_sheets_theater_id ON printed_sheets (theater_id);
CREATE INDEX ix_printed_sheets_printed_by_id ON printed_sheets (printed_by_id);
