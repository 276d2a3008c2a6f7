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
  CONSTRAINT fk_attachments_added_by_id FOREIGN KEY (added_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_attachments_file_id FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE RESTRICT,
  CONSTRAINT fk_attachments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_attachments_entity_table CHECK (entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues', 'passport_sections', 'checklist_items', 'checklist_marks', 'show_notes', 'faults', 'tours')),
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
