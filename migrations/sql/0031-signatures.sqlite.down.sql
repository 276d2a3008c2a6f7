-- Going back, show_reports.also_signed goes with what is in it.
-- show_reports is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_show_reports (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'draft',
  attendance INTEGER,
  summary TEXT,
  signed_at TEXT,
  signed_by_id TEXT,
  signed_by_name TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_show_reports_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_show_reports_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_show_reports_signed_by_id FOREIGN KEY (signed_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_reports_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_reports_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_show_reports_status CHECK (status IN ('draft', 'signed')),
  CONSTRAINT ck_show_reports_attendance CHECK (attendance >= 0),
  CONSTRAINT ck_show_reports_signed_by_name CHECK (length(signed_by_name) <= 255),
  CONSTRAINT ck_show_reports_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_show_reports (id, theater_id, event_id, status, attendance, summary, signed_at, signed_by_id, signed_by_name, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id)
  SELECT id, theater_id, event_id, status, attendance, summary, signed_at, signed_by_id, signed_by_name, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id FROM show_reports ORDER BY rowid;
DROP TABLE show_reports;
ALTER TABLE rebuilt_show_reports RENAME TO show_reports;
CREATE UNIQUE INDEX uq_show_reports_event_id ON show_reports (theater_id, event_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_show_reports_theater_id ON show_reports (theater_id);
CREATE INDEX ix_show_reports_event_id ON show_reports (event_id);
CREATE INDEX ix_show_reports_signed_by_id ON show_reports (signed_by_id);
CREATE INDEX ix_show_reports_created_by_id ON show_reports (created_by_id);
CREATE INDEX ix_show_reports_updated_by_id ON show_reports (updated_by_id);
CREATE INDEX ix_show_reports_deleted_at ON show_reports (deleted_at) WHERE deleted_at IS NOT NULL;
