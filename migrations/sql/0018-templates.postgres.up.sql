CREATE TABLE form_templates (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  kind varchar(50) NOT NULL,
  content text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_form_templates_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE label_templates (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  kind varchar(50) NOT NULL,
  content jsonb NOT NULL DEFAULT '{}',
  is_default boolean NOT NULL DEFAULT false,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_label_templates_kind CHECK ((kind IN ('item', 'location', 'blank'))),
  CONSTRAINT ck_label_templates_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
ALTER TABLE form_templates ADD CONSTRAINT fk_form_templates_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE form_templates ADD CONSTRAINT fk_form_templates_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE form_templates ADD CONSTRAINT fk_form_templates_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE label_templates ADD CONSTRAINT fk_label_templates_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE label_templates ADD CONSTRAINT fk_label_templates_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE label_templates ADD CONSTRAINT fk_label_templates_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
CREATE INDEX ix_form_templates_theater_id ON form_templates (theater_id);
CREATE INDEX ix_form_templates_created_by_id ON form_templates (created_by_id);
CREATE INDEX ix_form_templates_updated_by_id ON form_templates (updated_by_id);
CREATE INDEX ix_form_templates_deleted_at ON form_templates (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ix_form_templates_kind ON form_templates (kind);
CREATE INDEX ix_label_templates_theater_id ON label_templates (theater_id);
CREATE INDEX ix_label_templates_created_by_id ON label_templates (created_by_id);
CREATE INDEX ix_label_templates_updated_by_id ON label_templates (updated_by_id);
CREATE INDEX ix_label_templates_deleted_at ON label_templates (deleted_at) WHERE (deleted_at IS NOT NULL);
