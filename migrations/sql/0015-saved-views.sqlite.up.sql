CREATE TABLE saved_views (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  owner_id TEXT,
  screen TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL DEFAULT '{}',
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_saved_views_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_saved_views_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_saved_views_owner_id FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_saved_views_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_saved_views_screen CHECK (length(screen) <= 50),
  CONSTRAINT ck_saved_views_name CHECK (length(name) <= 100),
  CONSTRAINT ck_saved_views_definition CHECK (json_valid(definition)),
  CONSTRAINT ck_saved_views_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE INDEX ix_saved_views_theater_id ON saved_views (theater_id);
CREATE INDEX ix_saved_views_owner_id ON saved_views (owner_id);
CREATE INDEX ix_saved_views_created_by_id ON saved_views (created_by_id);
CREATE INDEX ix_saved_views_updated_by_id ON saved_views (updated_by_id);
CREATE INDEX ix_saved_views_deleted_at ON saved_views (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_saved_views_screen ON saved_views (screen);
