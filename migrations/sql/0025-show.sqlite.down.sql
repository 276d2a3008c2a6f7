-- Going back, show_timings.is_corrected goes with what is in it.
-- What hangs on marks of checklists has no place any more.
DELETE FROM attachments WHERE entity_table = 'checklist_marks';
-- show_timings is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_show_timings (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  part TEXT NOT NULL,
  number INTEGER NOT NULL DEFAULT 1,
  started_at TEXT,
  ended_at TEXT,
  note TEXT,
  CONSTRAINT fk_show_timings_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_show_timings_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT ck_show_timings_part CHECK (part IN ('call', 'house_open', 'act', 'interval', 'curtain', 'other')),
  CONSTRAINT ck_show_timings_number CHECK (number >= 0)
) STRICT;
INSERT INTO rebuilt_show_timings (id, theater_id, event_id, part, number, started_at, ended_at, note)
  SELECT id, theater_id, event_id, part, number, started_at, ended_at, note FROM show_timings ORDER BY rowid;
DROP TABLE show_timings;
ALTER TABLE rebuilt_show_timings RENAME TO show_timings;
CREATE UNIQUE INDEX uq_show_timings_event_id_part_number ON show_timings (theater_id, event_id, part, number);
CREATE INDEX ix_show_timings_theater_id ON show_timings (theater_id);
CREATE INDEX ix_show_timings_event_id ON show_timings (event_id);
-- attachments is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_attachments (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  entity_table TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  caption TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  added_by_id TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_attachments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_attachments_file_id FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE RESTRICT,
  CONSTRAINT fk_attachments_added_by_id FOREIGN KEY (added_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_attachments_entity_table CHECK (entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues', 'passport_sections', 'checklist_items', 'show_notes', 'faults')),
  CONSTRAINT ck_attachments_caption CHECK (length(caption) <= 255),
  CONSTRAINT ck_attachments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_attachments (id, theater_id, file_id, entity_table, entity_id, caption, sort_order, added_by_id, created_at, deleted_at, deletion_id)
  SELECT id, theater_id, file_id, entity_table, entity_id, caption, sort_order, added_by_id, created_at, deleted_at, deletion_id FROM attachments ORDER BY rowid;
DROP TABLE attachments;
ALTER TABLE rebuilt_attachments RENAME TO attachments;
CREATE INDEX ix_attachments_theater_id ON attachments (theater_id);
CREATE INDEX ix_attachments_file_id ON attachments (file_id);
CREATE INDEX ix_attachments_added_by_id ON attachments (added_by_id);
CREATE INDEX ix_attachments_deleted_at ON attachments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_attachments_entity_table_entity_id ON attachments (entity_table, entity_id);
