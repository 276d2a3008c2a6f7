CREATE TABLE saved_views (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  owner_id uuid,
  screen varchar(50) NOT NULL,
  name varchar(100) NOT NULL,
  definition jsonb NOT NULL DEFAULT '{}',
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_saved_views_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
ALTER TABLE saved_views ADD CONSTRAINT fk_saved_views_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE saved_views ADD CONSTRAINT fk_saved_views_owner_id FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE CASCADE;
ALTER TABLE saved_views ADD CONSTRAINT fk_saved_views_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE saved_views ADD CONSTRAINT fk_saved_views_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
CREATE INDEX ix_saved_views_theater_id ON saved_views (theater_id);
CREATE INDEX ix_saved_views_owner_id ON saved_views (owner_id);
CREATE INDEX ix_saved_views_created_by_id ON saved_views (created_by_id);
CREATE INDEX ix_saved_views_updated_by_id ON saved_views (updated_by_id);
CREATE INDEX ix_saved_views_deleted_at ON saved_views (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ix_saved_views_screen ON saved_views (screen);
