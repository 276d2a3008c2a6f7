CREATE TABLE attachments (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  file_id uuid NOT NULL,
  entity_table varchar(50) NOT NULL,
  entity_id uuid NOT NULL,
  caption varchar(255),
  sort_order integer NOT NULL DEFAULT 0,
  added_by_id uuid,
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_attachments_entity_table CHECK ((entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues'))),
  CONSTRAINT ck_attachments_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE files (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  sha256 varchar(64) NOT NULL,
  size bigint NOT NULL,
  mime varchar(100) NOT NULL,
  name varchar(255) NOT NULL,
  width integer,
  height integer,
  has_thumbnail boolean NOT NULL DEFAULT false,
  uploaded_at timestamptz(3),
  created_by_id uuid,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT ck_files_width CHECK ((width > 0)),
  CONSTRAINT ck_files_height CHECK ((height > 0))
);
ALTER TABLE attachments ADD CONSTRAINT fk_attachments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE attachments ADD CONSTRAINT fk_attachments_file_id FOREIGN KEY (file_id) REFERENCES files(id) ON DELETE RESTRICT;
ALTER TABLE attachments ADD CONSTRAINT fk_attachments_added_by_id FOREIGN KEY (added_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE files ADD CONSTRAINT fk_files_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE files ADD CONSTRAINT fk_files_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
CREATE INDEX ix_attachments_theater_id ON attachments (theater_id);
CREATE INDEX ix_attachments_file_id ON attachments (file_id);
CREATE INDEX ix_attachments_added_by_id ON attachments (added_by_id);
CREATE INDEX ix_attachments_deleted_at ON attachments (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ix_attachments_entity_table_entity_id ON attachments (entity_table, entity_id);
CREATE UNIQUE INDEX uq_files_sha256 ON files (theater_id, sha256);
CREATE INDEX ix_files_theater_id ON files (theater_id);
CREATE INDEX ix_files_created_by_id ON files (created_by_id);
ALTER TABLE document_versions ADD COLUMN file_id uuid;
ALTER TABLE document_versions ADD CONSTRAINT fk_document_versions_file_id FOREIGN KEY (file_id) REFERENCES files(id) ON DELETE RESTRICT;
CREATE INDEX ix_document_versions_file_id ON document_versions (file_id);
ALTER TABLE documents ADD COLUMN file_id uuid;
ALTER TABLE documents ADD CONSTRAINT fk_documents_file_id FOREIGN KEY (file_id) REFERENCES files(id) ON DELETE RESTRICT;
CREATE INDEX ix_documents_file_id ON documents (file_id);
ALTER TABLE inventory_photos ADD COLUMN file_id uuid;
ALTER TABLE inventory_photos ADD CONSTRAINT fk_inventory_photos_file_id FOREIGN KEY (file_id) REFERENCES files(id) ON DELETE RESTRICT;
CREATE INDEX ix_inventory_photos_file_id ON inventory_photos (file_id);
ALTER TABLE task_attachments ADD COLUMN file_id uuid;
ALTER TABLE task_attachments ADD CONSTRAINT fk_task_attachments_file_id FOREIGN KEY (file_id) REFERENCES files(id) ON DELETE RESTRICT;
CREATE INDEX ix_task_attachments_file_id ON task_attachments (file_id);
