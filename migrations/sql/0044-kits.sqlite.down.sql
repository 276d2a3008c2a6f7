-- Going back, kit_lines goes with all its rows.
-- Going back, inventory_locations.checked_at goes with what is in it.
-- Going back, inventory_locations.checked_by_name goes with what is in it.
-- Going back, inventory_items.place_id goes with what is in it.
-- inventory_locations is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_inventory_locations (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  description TEXT,
  parent_id TEXT,
  type TEXT NOT NULL DEFAULT 'warehouse',
  address TEXT,
  city TEXT,
  is_active INTEGER NOT NULL DEFAULT 1,
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_inventory_locations_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_locations_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_locations_parent_id FOREIGN KEY (parent_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_locations_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_inventory_locations_name CHECK (length(name) <= 100),
  CONSTRAINT ck_inventory_locations_code CHECK (length(code) <= 50),
  CONSTRAINT ck_inventory_locations_type CHECK (type IN ('warehouse', 'stage', 'rehearsal', 'tour')),
  CONSTRAINT ck_inventory_locations_address CHECK (length(address) <= 255),
  CONSTRAINT ck_inventory_locations_city CHECK (length(city) <= 100),
  CONSTRAINT ck_inventory_locations_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_inventory_locations_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_inventory_locations (id, theater_id, name, code, description, parent_id, type, address, city, is_active, sort_order, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id)
  SELECT id, theater_id, name, code, description, parent_id, type, address, city, is_active, sort_order, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id FROM inventory_locations ORDER BY rowid;
DROP TABLE inventory_locations;
ALTER TABLE rebuilt_inventory_locations RENAME TO inventory_locations;
CREATE UNIQUE INDEX uq_inventory_locations_code ON inventory_locations (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_inventory_locations_theater_id ON inventory_locations (theater_id);
CREATE INDEX ix_inventory_locations_parent_id ON inventory_locations (parent_id);
CREATE INDEX ix_inventory_locations_created_by_id ON inventory_locations (created_by_id);
CREATE INDEX ix_inventory_locations_updated_by_id ON inventory_locations (updated_by_id);
CREATE INDEX ix_inventory_locations_deleted_at ON inventory_locations (deleted_at) WHERE deleted_at IS NOT NULL;
-- inventory_items is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_inventory_items (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  inventory_number TEXT NOT NULL,
  barcode TEXT,
  description TEXT,
  technical_description TEXT,
  category_id TEXT,
  location_id TEXT,
  case_item_id TEXT,
  status TEXT NOT NULL DEFAULT 'in_stock',
  quantity INTEGER NOT NULL DEFAULT 0,
  unit TEXT NOT NULL DEFAULT 'шт',
  purchase_price TEXT,
  current_value TEXT,
  purchase_date TEXT,
  warranty_until TEXT,
  width TEXT,
  height TEXT,
  depth TEXT,
  weight TEXT,
  serial_number TEXT,
  manufacturer TEXT,
  model TEXT,
  condition TEXT NOT NULL DEFAULT 'good',
  custom_fields TEXT NOT NULL DEFAULT '{}',
  is_active INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_inventory_items_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_items_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_items_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_items_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_items_category_id FOREIGN KEY (category_id) REFERENCES inventory_categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_items_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_inventory_items_name CHECK (length(name) <= 255),
  CONSTRAINT ck_inventory_items_inventory_number CHECK (length(inventory_number) <= 50),
  CONSTRAINT ck_inventory_items_barcode CHECK (length(barcode) <= 100),
  CONSTRAINT ck_inventory_items_status CHECK (status IN ('in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned')),
  CONSTRAINT ck_inventory_items_quantity CHECK (quantity >= 0),
  CONSTRAINT ck_inventory_items_unit CHECK (length(unit) <= 50),
  CONSTRAINT ck_inventory_items_serial_number CHECK (length(serial_number) <= 100),
  CONSTRAINT ck_inventory_items_manufacturer CHECK (length(manufacturer) <= 255),
  CONSTRAINT ck_inventory_items_model CHECK (length(model) <= 255),
  CONSTRAINT ck_inventory_items_condition CHECK (condition IN ('good', 'fair', 'poor')),
  CONSTRAINT ck_inventory_items_custom_fields CHECK (json_valid(custom_fields)),
  CONSTRAINT ck_inventory_items_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_inventory_items_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_inventory_items (id, theater_id, name, inventory_number, barcode, description, technical_description, category_id, location_id, case_item_id, status, quantity, unit, purchase_price, current_value, purchase_date, warranty_until, width, height, depth, weight, serial_number, manufacturer, model, condition, custom_fields, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id)
  SELECT id, theater_id, name, inventory_number, barcode, description, technical_description, category_id, location_id, case_item_id, status, quantity, unit, purchase_price, current_value, purchase_date, warranty_until, width, height, depth, weight, serial_number, manufacturer, model, condition, custom_fields, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id FROM inventory_items ORDER BY rowid;
DROP TABLE inventory_items;
ALTER TABLE rebuilt_inventory_items RENAME TO inventory_items;
CREATE UNIQUE INDEX uq_inventory_items_inventory_number ON inventory_items (theater_id, inventory_number) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX uq_inventory_items_barcode ON inventory_items (theater_id, barcode) WHERE deleted_at IS NULL;
CREATE INDEX ix_inventory_items_theater_id ON inventory_items (theater_id);
CREATE INDEX ix_inventory_items_category_id ON inventory_items (category_id);
CREATE INDEX ix_inventory_items_location_id ON inventory_items (location_id);
CREATE INDEX ix_inventory_items_case_item_id ON inventory_items (case_item_id);
CREATE INDEX ix_inventory_items_created_by_id ON inventory_items (created_by_id);
CREATE INDEX ix_inventory_items_updated_by_id ON inventory_items (updated_by_id);
CREATE INDEX ix_inventory_items_deleted_at ON inventory_items (deleted_at);
CREATE INDEX ix_inventory_items_category_id_status ON inventory_items (category_id, status);
CREATE INDEX ix_inventory_items_status ON inventory_items (status);
CREATE INDEX ix_inventory_items_name ON inventory_items (name);
DROP TABLE kit_lines;
