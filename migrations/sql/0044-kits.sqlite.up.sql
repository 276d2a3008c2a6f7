CREATE TABLE kit_lines (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  case_item_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 1,
  note TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_kit_lines_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_kit_lines_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_kit_lines_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE CASCADE,
  CONSTRAINT fk_kit_lines_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items (id) ON DELETE CASCADE,
  CONSTRAINT fk_kit_lines_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_kit_lines_quantity CHECK (quantity > 0),
  CONSTRAINT ck_kit_lines_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX uq_kit_lines_case_item_id_item_id ON kit_lines (theater_id, case_item_id, item_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_kit_lines_theater_id ON kit_lines (theater_id);
CREATE INDEX ix_kit_lines_case_item_id ON kit_lines (case_item_id);
CREATE INDEX ix_kit_lines_item_id ON kit_lines (item_id);
CREATE INDEX ix_kit_lines_created_by_id ON kit_lines (created_by_id);
CREATE INDEX ix_kit_lines_updated_by_id ON kit_lines (updated_by_id);
CREATE INDEX ix_kit_lines_deleted_at ON kit_lines (deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE inventory_locations ADD COLUMN checked_at TEXT;
ALTER TABLE inventory_locations ADD COLUMN checked_by_name TEXT CONSTRAINT ck_inventory_locations_checked_by_name CHECK (length(checked_by_name) <= 255);
ALTER TABLE inventory_items ADD COLUMN place_id TEXT CONSTRAINT fk_inventory_items_place_id REFERENCES inventory_locations (id) ON DELETE SET NULL;
CREATE INDEX ix_inventory_items_place_id ON inventory_items (place_id);
