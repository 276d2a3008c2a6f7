CREATE TABLE files (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size TEXT NOT NULL,
  mime TEXT NOT NULL,
  name TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  has_thumbnail INTEGER NOT NULL DEFAULT 0,
  uploaded_at TEXT,
  created_by_id TEXT,
  created_at TEXT NOT NULL,
  CONSTRAINT fk_files_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_files_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_files_sha256 CHECK (length(sha256) <= 64),
  CONSTRAINT ck_files_mime CHECK (length(mime) <= 100),
  CONSTRAINT ck_files_name CHECK (length(name) <= 255),
  CONSTRAINT ck_files_width CHECK (width > 0),
  CONSTRAINT ck_files_height CHECK (height > 0),
  CONSTRAINT ck_files_has_thumbnail CHECK (has_thumbnail IN (0, 1))
) STRICT;
CREATE TABLE attachments (
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
  CONSTRAINT ck_attachments_entity_table CHECK (entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues')),
  CONSTRAINT ck_attachments_caption CHECK (length(caption) <= 255),
  CONSTRAINT ck_attachments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX uq_files_sha256 ON files (theater_id, sha256);
CREATE INDEX ix_files_theater_id ON files (theater_id);
CREATE INDEX ix_files_created_by_id ON files (created_by_id);
CREATE INDEX ix_attachments_theater_id ON attachments (theater_id);
CREATE INDEX ix_attachments_file_id ON attachments (file_id);
CREATE INDEX ix_attachments_added_by_id ON attachments (added_by_id);
CREATE INDEX ix_attachments_deleted_at ON attachments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_attachments_entity_table_entity_id ON attachments (entity_table, entity_id);
ALTER TABLE inventory_photos ADD COLUMN file_id TEXT CONSTRAINT fk_inventory_photos_file_id REFERENCES files (id) ON DELETE RESTRICT;
CREATE INDEX ix_inventory_photos_file_id ON inventory_photos (file_id);
ALTER TABLE documents ADD COLUMN file_id TEXT CONSTRAINT fk_documents_file_id REFERENCES files (id) ON DELETE RESTRICT;
CREATE INDEX ix_documents_file_id ON documents (file_id);
ALTER TABLE document_versions ADD COLUMN file_id TEXT CONSTRAINT fk_document_versions_file_id REFERENCES files (id) ON DELETE RESTRICT;
CREATE INDEX ix_document_versions_file_id ON document_versions (file_id);
ALTER TABLE task_attachments ADD COLUMN file_id TEXT CONSTRAINT fk_task_attachments_file_id REFERENCES files (id) ON DELETE RESTRICT;
CREATE INDEX ix_task_attachments_file_id ON task_attachments (file_id);
