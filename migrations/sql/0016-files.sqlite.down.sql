-- Going back, files goes with all its rows.
-- Going back, attachments goes with all its rows.
-- Going back, inventory_photos.file_id goes with what is in it.
-- Going back, documents.file_id goes with what is in it.
-- Going back, document_versions.file_id goes with what is in it.
-- Going back, task_attachments.file_id goes with what is in it.
-- inventory_photos is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_inventory_photos (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  file_path TEXT NOT NULL,
  thumbnail_path TEXT,
  is_main INTEGER NOT NULL DEFAULT 0,
  sort_order INTEGER NOT NULL DEFAULT 0,
  uploaded_by_id TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_inventory_photos_uploaded_by_id FOREIGN KEY (uploaded_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_photos_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_photos_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_inventory_photos_file_path CHECK (length(file_path) <= 500),
  CONSTRAINT ck_inventory_photos_thumbnail_path CHECK (length(thumbnail_path) <= 500),
  CONSTRAINT ck_inventory_photos_is_main CHECK (is_main IN (0, 1)),
  CONSTRAINT ck_inventory_photos_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_inventory_photos (id, theater_id, inventory_item_id, file_path, thumbnail_path, is_main, sort_order, uploaded_by_id, created_at, deleted_at, deletion_id)
  SELECT id, theater_id, inventory_item_id, file_path, thumbnail_path, is_main, sort_order, uploaded_by_id, created_at, deleted_at, deletion_id FROM inventory_photos ORDER BY rowid;
DROP TABLE inventory_photos;
ALTER TABLE rebuilt_inventory_photos RENAME TO inventory_photos;
CREATE INDEX ix_inventory_photos_theater_id ON inventory_photos (theater_id);
CREATE INDEX ix_inventory_photos_inventory_item_id ON inventory_photos (inventory_item_id);
CREATE INDEX ix_inventory_photos_uploaded_by_id ON inventory_photos (uploaded_by_id);
CREATE INDEX ix_inventory_photos_deleted_at ON inventory_photos (deleted_at) WHERE deleted_at IS NOT NULL;
-- documents is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_documents (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  category_id TEXT,
  file_path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  file_type TEXT NOT NULL DEFAULT 'other',
  current_version INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL DEFAULT 'active',
  performance_id TEXT,
  extra_data TEXT NOT NULL DEFAULT '{}',
  is_public INTEGER NOT NULL DEFAULT 0,
  is_active INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_documents_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_documents_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_documents_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_documents_category_id FOREIGN KEY (category_id) REFERENCES document_categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_documents_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_documents_name CHECK (length(name) <= 255),
  CONSTRAINT ck_documents_file_path CHECK (length(file_path) <= 500),
  CONSTRAINT ck_documents_file_name CHECK (length(file_name) <= 255),
  CONSTRAINT ck_documents_mime_type CHECK (length(mime_type) <= 100),
  CONSTRAINT ck_documents_file_type CHECK (file_type IN ('pdf', 'image', 'video', 'audio', 'text', 'spreadsheet', 'drawing', 'archive', 'other')),
  CONSTRAINT ck_documents_status CHECK (status IN ('draft', 'active', 'archived')),
  CONSTRAINT ck_documents_extra_data CHECK (json_valid(extra_data)),
  CONSTRAINT ck_documents_is_public CHECK (is_public IN (0, 1)),
  CONSTRAINT ck_documents_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_documents_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_documents (id, theater_id, name, description, category_id, file_path, file_name, file_size, mime_type, file_type, current_version, status, performance_id, extra_data, is_public, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id)
  SELECT id, theater_id, name, description, category_id, file_path, file_name, file_size, mime_type, file_type, current_version, status, performance_id, extra_data, is_public, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id FROM documents ORDER BY rowid;
DROP TABLE documents;
ALTER TABLE rebuilt_documents RENAME TO documents;
CREATE INDEX ix_documents_theater_id ON documents (theater_id);
CREATE INDEX ix_documents_category_id ON documents (category_id);
CREATE INDEX ix_documents_performance_id ON documents (performance_id);
CREATE INDEX ix_documents_created_by_id ON documents (created_by_id);
CREATE INDEX ix_documents_updated_by_id ON documents (updated_by_id);
CREATE INDEX ix_documents_deleted_at ON documents (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_documents_status ON documents (status);
CREATE INDEX ix_documents_name ON documents (name);
-- document_versions is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_document_versions (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  file_path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size TEXT NOT NULL,
  comment TEXT,
  created_by_id TEXT,
  created_at TEXT NOT NULL,
  CONSTRAINT fk_document_versions_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_document_versions_document_id FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE,
  CONSTRAINT fk_document_versions_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_document_versions_file_path CHECK (length(file_path) <= 500),
  CONSTRAINT ck_document_versions_file_name CHECK (length(file_name) <= 255)
) STRICT;
INSERT INTO rebuilt_document_versions (id, theater_id, document_id, version, file_path, file_name, file_size, comment, created_by_id, created_at)
  SELECT id, theater_id, document_id, version, file_path, file_name, file_size, comment, created_by_id, created_at FROM document_versions ORDER BY rowid;
DROP TABLE document_versions;
ALTER TABLE rebuilt_document_versions RENAME TO document_versions;
CREATE UNIQUE INDEX uq_document_versions_document_id_version ON document_versions (theater_id, document_id, version);
CREATE INDEX ix_document_versions_theater_id ON document_versions (theater_id);
CREATE INDEX ix_document_versions_document_id ON document_versions (document_id);
CREATE INDEX ix_document_versions_created_by_id ON document_versions (created_by_id);
-- task_attachments is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_task_attachments (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  file_path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size TEXT,
  mime_type TEXT,
  uploaded_by_id TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_task_attachments_uploaded_by_id FOREIGN KEY (uploaded_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_task_attachments_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE CASCADE,
  CONSTRAINT fk_task_attachments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_task_attachments_file_path CHECK (length(file_path) <= 500),
  CONSTRAINT ck_task_attachments_file_name CHECK (length(file_name) <= 255),
  CONSTRAINT ck_task_attachments_mime_type CHECK (length(mime_type) <= 100),
  CONSTRAINT ck_task_attachments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_task_attachments (id, theater_id, task_id, file_path, file_name, file_size, mime_type, uploaded_by_id, created_at, deleted_at, deletion_id)
  SELECT id, theater_id, task_id, file_path, file_name, file_size, mime_type, uploaded_by_id, created_at, deleted_at, deletion_id FROM task_attachments ORDER BY rowid;
DROP TABLE task_attachments;
ALTER TABLE rebuilt_task_attachments RENAME TO task_attachments;
CREATE INDEX ix_task_attachments_theater_id ON task_attachments (theater_id);
CREATE INDEX ix_task_attachments_task_id ON task_attachments (task_id);
CREATE INDEX ix_task_attachments_uploaded_by_id ON task_attachments (uploaded_by_id);
CREATE INDEX ix_task_attachments_deleted_at ON task_attachments (deleted_at) WHERE deleted_at IS NOT NULL;
DROP TABLE attachments;
DROP TABLE files;
