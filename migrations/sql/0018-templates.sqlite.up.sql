CREATE TABLE label_templates (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL DEFAULT '{}',
  is_default INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_label_templates_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_label_templates_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_label_templates_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_label_templates_name CHECK (length(name) <= 100),
  CONSTRAINT ck_label_templates_kind CHECK (kind IN ('item', 'location', 'blank')),
  CONSTRAINT ck_label_templates_content CHECK (json_valid(content)),
  CONSTRAINT ck_label_templates_is_default CHECK (is_default IN (0, 1)),
  CONSTRAINT ck_label_templates_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE form_templates (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_form_templates_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_form_templates_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_form_templates_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_form_templates_name CHECK (length(name) <= 100),
  CONSTRAINT ck_form_templates_kind CHECK (length(kind) <= 50),
  CONSTRAINT ck_form_templates_is_default CHECK (is_default IN (0, 1)),
  CONSTRAINT ck_form_templates_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE INDEX ix_label_templates_theater_id ON label_templates (theater_id);
CREATE INDEX ix_label_templates_created_by_id ON label_templates (created_by_id);
CREATE INDEX ix_label_templates_updated_by_id ON label_templates (updated_by_id);
CREATE INDEX ix_label_templates_deleted_at ON label_templates (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_form_templates_theater_id ON form_templates (theater_id);
CREATE INDEX ix_form_templates_created_by_id ON form_templates (created_by_id);
CREATE INDEX ix_form_templates_updated_by_id ON form_templates (updated_by_id);
CREATE INDEX ix_form_templates_deleted_at ON form_templates (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_form_templates_kind ON form_templates (kind);
