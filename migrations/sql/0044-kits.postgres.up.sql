CREATE TABLE kit_lines (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  case_item_id uuid NOT NULL,
  item_id uuid NOT NULL,
  quantity integer NOT NULL DEFAULT 1,
  note text,
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_kit_lines_quantity CHECK ((quantity > 0)),
  CONSTRAINT ck_kit_lines_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
ALTER TABLE kit_lines ADD CONSTRAINT fk_kit_lines_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE kit_lines ADD CONSTRAINT fk_kit_lines_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items(id) ON DELETE CASCADE;
ALTER TABLE kit_lines ADD CONSTRAINT fk_kit_lines_item_id FOREIGN KEY (item_id) REFERENCES inventory_items(id) ON DELETE CASCADE;
ALTER TABLE kit_lines ADD CONSTRAINT fk_kit_lines_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE kit_lines ADD CONSTRAINT fk_kit_lines_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
CREATE UNIQUE INDEX uq_kit_lines_case_item_id_item_id ON kit_lines (theater_id, case_item_id, item_id) WHERE (deleted_at IS NULL);
CREATE INDEX ix_kit_lines_theater_id ON kit_lines (theater_id);
CREATE INDEX ix_kit_lines_case_item_id ON kit_lines (case_item_id);
CREATE INDEX ix_kit_lines_item_id ON kit_lines (item_id);
CREATE INDEX ix_kit_lines_created_by_id ON kit_lines (created_by_id);
CREATE INDEX ix_kit_lines_updated_by_id ON kit_lines (updated_by_id);
CREATE INDEX ix_kit_lines_deleted_at ON kit_lines (deleted_at) WHERE (deleted_at IS NOT NULL);
ALTER TABLE inventory_items ADD COLUMN place_id uuid;
ALTER TABLE inventory_items ADD CONSTRAINT fk_inventory_items_place_id FOREIGN KEY (place_id) REFERENCES inventory_locations(id) ON DELETE SET NULL;
CREATE INDEX ix_inventory_items_place_id ON inventory_items (place_id);
ALTER TABLE inventory_locations ADD COLUMN checked_at timestamptz(3);
ALTER TABLE inventory_locations ADD COLUMN checked_by_name varchar(255);
