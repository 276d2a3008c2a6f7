CREATE TABLE tours (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'planned',
  manager_id TEXT,
  place_id TEXT,
  note TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_tours_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_tours_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_tours_place_id FOREIGN KEY (place_id) REFERENCES inventory_locations (id) ON DELETE SET NULL,
  CONSTRAINT fk_tours_manager_id FOREIGN KEY (manager_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT fk_tours_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_tours_name CHECK (length(name) <= 255),
  CONSTRAINT ck_tours_code CHECK (length(code) <= 50),
  CONSTRAINT ck_tours_status CHECK (status IN ('planned', 'confirmed', 'on_road', 'completed', 'cancelled')),
  CONSTRAINT ck_tours_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE tour_members (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  tour_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  function TEXT,
  note TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_tour_members_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE CASCADE,
  CONSTRAINT fk_tour_members_tour_id FOREIGN KEY (tour_id) REFERENCES tours (id) ON DELETE CASCADE,
  CONSTRAINT fk_tour_members_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_tour_members_function CHECK (length(function) <= 100),
  CONSTRAINT ck_tour_members_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE tour_stays (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  tour_id TEXT NOT NULL,
  city TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT,
  phone TEXT,
  arrives_on TEXT NOT NULL,
  leaves_on TEXT NOT NULL,
  note TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_tour_stays_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_tour_stays_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_tour_stays_tour_id FOREIGN KEY (tour_id) REFERENCES tours (id) ON DELETE CASCADE,
  CONSTRAINT fk_tour_stays_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_tour_stays_city CHECK (length(city) <= 100),
  CONSTRAINT ck_tour_stays_name CHECK (length(name) <= 255),
  CONSTRAINT ck_tour_stays_address CHECK (length(address) <= 255),
  CONSTRAINT ck_tour_stays_phone CHECK (length(phone) <= 50),
  CONSTRAINT ck_tour_stays_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE tour_rooms (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  stay_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  room TEXT,
  shares_with TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_tour_rooms_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE CASCADE,
  CONSTRAINT fk_tour_rooms_stay_id FOREIGN KEY (stay_id) REFERENCES tour_stays (id) ON DELETE CASCADE,
  CONSTRAINT fk_tour_rooms_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_tour_rooms_room CHECK (length(room) <= 50),
  CONSTRAINT ck_tour_rooms_shares_with CHECK (length(shares_with) <= 255),
  CONSTRAINT ck_tour_rooms_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE venue_contacts (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  venue_id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT,
  phone TEXT,
  email TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_venue_contacts_venue_id FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE CASCADE,
  CONSTRAINT fk_venue_contacts_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_venue_contacts_name CHECK (length(name) <= 255),
  CONSTRAINT ck_venue_contacts_role CHECK (length(role) <= 100),
  CONSTRAINT ck_venue_contacts_phone CHECK (length(phone) <= 50),
  CONSTRAINT ck_venue_contacts_email CHECK (length(email) <= 255),
  CONSTRAINT ck_venue_contacts_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE transports (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  tour_id TEXT NOT NULL,
  name TEXT NOT NULL,
  vehicle TEXT,
  plate TEXT,
  driver TEXT,
  phone TEXT,
  payload_kg INTEGER,
  length_cm INTEGER,
  width_cm INTEGER,
  height_cm INTEGER,
  departs_at TEXT,
  arrives_at TEXT,
  from_location_id TEXT,
  to_location_id TEXT,
  status TEXT NOT NULL DEFAULT 'planned',
  venue_id TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_transports_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_transports_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_transports_venue_id FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE SET NULL,
  CONSTRAINT fk_transports_to_location_id FOREIGN KEY (to_location_id) REFERENCES inventory_locations (id) ON DELETE SET NULL,
  CONSTRAINT fk_transports_from_location_id FOREIGN KEY (from_location_id) REFERENCES inventory_locations (id) ON DELETE SET NULL,
  CONSTRAINT fk_transports_tour_id FOREIGN KEY (tour_id) REFERENCES tours (id) ON DELETE CASCADE,
  CONSTRAINT fk_transports_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_transports_name CHECK (length(name) <= 100),
  CONSTRAINT ck_transports_vehicle CHECK (length(vehicle) <= 100),
  CONSTRAINT ck_transports_plate CHECK (length(plate) <= 20),
  CONSTRAINT ck_transports_driver CHECK (length(driver) <= 255),
  CONSTRAINT ck_transports_phone CHECK (length(phone) <= 50),
  CONSTRAINT ck_transports_payload_kg CHECK (payload_kg >= 0),
  CONSTRAINT ck_transports_length_cm CHECK (length_cm >= 0),
  CONSTRAINT ck_transports_width_cm CHECK (width_cm >= 0),
  CONSTRAINT ck_transports_height_cm CHECK (height_cm >= 0),
  CONSTRAINT ck_transports_status CHECK (status IN ('planned', 'loading', 'departed', 'arrived', 'unloaded')),
  CONSTRAINT ck_transports_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE packing_lines (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  tour_id TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 0,
  case_item_id TEXT,
  transport_id TEXT,
  is_extra INTEGER NOT NULL DEFAULT 0,
  load_order INTEGER,
  note TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_packing_lines_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_packing_lines_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_packing_lines_transport_id FOREIGN KEY (transport_id) REFERENCES transports (id) ON DELETE SET NULL,
  CONSTRAINT fk_packing_lines_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items (id) ON DELETE SET NULL,
  CONSTRAINT fk_packing_lines_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT,
  CONSTRAINT fk_packing_lines_tour_id FOREIGN KEY (tour_id) REFERENCES tours (id) ON DELETE CASCADE,
  CONSTRAINT fk_packing_lines_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_packing_lines_quantity CHECK (quantity >= 0),
  CONSTRAINT ck_packing_lines_is_extra CHECK (is_extra IN (0, 1)),
  CONSTRAINT ck_packing_lines_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE packing_entries (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  packing_line_id TEXT NOT NULL,
  action TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  from_state TEXT,
  transport_id TEXT,
  venue_id TEXT,
  note TEXT,
  plan_changes TEXT NOT NULL DEFAULT '{}',
  undoes_id TEXT,
  by_id TEXT,
  by_name TEXT NOT NULL,
  device_id TEXT NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT fk_packing_entries_by_id FOREIGN KEY (by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_packing_entries_undoes_id FOREIGN KEY (undoes_id) REFERENCES packing_entries (id) ON DELETE SET NULL,
  CONSTRAINT fk_packing_entries_venue_id FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE SET NULL,
  CONSTRAINT fk_packing_entries_transport_id FOREIGN KEY (transport_id) REFERENCES transports (id) ON DELETE SET NULL,
  CONSTRAINT fk_packing_entries_packing_line_id FOREIGN KEY (packing_line_id) REFERENCES packing_lines (id) ON DELETE RESTRICT,
  CONSTRAINT fk_packing_entries_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_packing_entries_action CHECK (action IN ('pack', 'load', 'unload', 'return', 'miss', 'damage')),
  CONSTRAINT ck_packing_entries_from_state CHECK (from_state IN ('packed', 'loaded', 'on_site', 'missing')),
  CONSTRAINT ck_packing_entries_plan_changes CHECK (json_valid(plan_changes)),
  CONSTRAINT ck_packing_entries_by_name CHECK (length(by_name) <= 255)
) STRICT;
CREATE TABLE booking_conflicts (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  first_table TEXT NOT NULL,
  first_id TEXT NOT NULL,
  second_table TEXT NOT NULL,
  second_id TEXT NOT NULL,
  short_by INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'open',
  resolution TEXT,
  resolved_by_id TEXT,
  resolved_by_name TEXT,
  resolved_at TEXT,
  found_at TEXT NOT NULL,
  CONSTRAINT fk_booking_conflicts_resolved_by_id FOREIGN KEY (resolved_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_booking_conflicts_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE CASCADE,
  CONSTRAINT fk_booking_conflicts_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_booking_conflicts_first_table CHECK (first_table IN ('event_inventory', 'packing_lines')),
  CONSTRAINT ck_booking_conflicts_second_table CHECK (second_table IN ('event_inventory', 'packing_lines')),
  CONSTRAINT ck_booking_conflicts_status CHECK (status IN ('open', 'resolved')),
  CONSTRAINT ck_booking_conflicts_resolution CHECK (resolution IN ('give_way', 'split', 'substitute', 'enough')),
  CONSTRAINT ck_booking_conflicts_resolved_by_name CHECK (length(resolved_by_name) <= 255)
) STRICT;
CREATE UNIQUE INDEX uq_tours_code ON tours (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_tours_theater_id ON tours (theater_id);
CREATE INDEX ix_tours_manager_id ON tours (manager_id);
CREATE INDEX ix_tours_place_id ON tours (place_id);
CREATE INDEX ix_tours_created_by_id ON tours (created_by_id);
CREATE INDEX ix_tours_updated_by_id ON tours (updated_by_id);
CREATE INDEX ix_tours_deleted_at ON tours (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_tours_theater_id_starts_on ON tours (theater_id, starts_on);
CREATE UNIQUE INDEX uq_tour_members_tour_id_employee_id ON tour_members (theater_id, tour_id, employee_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_tour_members_theater_id ON tour_members (theater_id);
CREATE INDEX ix_tour_members_tour_id ON tour_members (tour_id);
CREATE INDEX ix_tour_members_employee_id ON tour_members (employee_id);
CREATE INDEX ix_tour_members_deleted_at ON tour_members (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_tour_stays_theater_id ON tour_stays (theater_id);
CREATE INDEX ix_tour_stays_tour_id ON tour_stays (tour_id);
CREATE INDEX ix_tour_stays_created_by_id ON tour_stays (created_by_id);
CREATE INDEX ix_tour_stays_updated_by_id ON tour_stays (updated_by_id);
CREATE INDEX ix_tour_stays_deleted_at ON tour_stays (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_tour_rooms_stay_id_employee_id ON tour_rooms (theater_id, stay_id, employee_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_tour_rooms_theater_id ON tour_rooms (theater_id);
CREATE INDEX ix_tour_rooms_stay_id ON tour_rooms (stay_id);
CREATE INDEX ix_tour_rooms_employee_id ON tour_rooms (employee_id);
CREATE INDEX ix_tour_rooms_deleted_at ON tour_rooms (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_venue_contacts_theater_id ON venue_contacts (theater_id);
CREATE INDEX ix_venue_contacts_venue_id ON venue_contacts (venue_id);
CREATE INDEX ix_venue_contacts_deleted_at ON venue_contacts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_transports_theater_id ON transports (theater_id);
CREATE INDEX ix_transports_tour_id ON transports (tour_id);
CREATE INDEX ix_transports_from_location_id ON transports (from_location_id);
CREATE INDEX ix_transports_to_location_id ON transports (to_location_id);
CREATE INDEX ix_transports_venue_id ON transports (venue_id);
CREATE INDEX ix_transports_created_by_id ON transports (created_by_id);
CREATE INDEX ix_transports_updated_by_id ON transports (updated_by_id);
CREATE INDEX ix_transports_deleted_at ON transports (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_packing_lines_tour_id_inventory_item_id_case_item_id ON packing_lines (theater_id, tour_id, inventory_item_id, case_item_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_packing_lines_theater_id ON packing_lines (theater_id);
CREATE INDEX ix_packing_lines_tour_id ON packing_lines (tour_id);
CREATE INDEX ix_packing_lines_inventory_item_id ON packing_lines (inventory_item_id);
CREATE INDEX ix_packing_lines_case_item_id ON packing_lines (case_item_id);
CREATE INDEX ix_packing_lines_transport_id ON packing_lines (transport_id);
CREATE INDEX ix_packing_lines_created_by_id ON packing_lines (created_by_id);
CREATE INDEX ix_packing_lines_updated_by_id ON packing_lines (updated_by_id);
CREATE INDEX ix_packing_lines_deleted_at ON packing_lines (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_packing_entries_theater_id ON packing_entries (theater_id);
CREATE INDEX ix_packing_entries_packing_line_id ON packing_entries (packing_line_id);
CREATE INDEX ix_packing_entries_transport_id ON packing_entries (transport_id);
CREATE INDEX ix_packing_entries_venue_id ON packing_entries (venue_id);
CREATE INDEX ix_packing_entries_undoes_id ON packing_entries (undoes_id);
CREATE INDEX ix_packing_entries_by_id ON packing_entries (by_id);
CREATE INDEX ix_packing_entries_packing_line_id_at ON packing_entries (packing_line_id, at);
CREATE INDEX ix_booking_conflicts_theater_id ON booking_conflicts (theater_id);
CREATE INDEX ix_booking_conflicts_item_id ON booking_conflicts (item_id);
CREATE INDEX ix_booking_conflicts_resolved_by_id ON booking_conflicts (resolved_by_id);
CREATE INDEX ix_booking_conflicts_status ON booking_conflicts (status);
CREATE INDEX ix_booking_conflicts_first_id ON booking_conflicts (first_id);
CREATE INDEX ix_booking_conflicts_second_id ON booking_conflicts (second_id);
ALTER TABLE venues ADD COLUMN stage_width TEXT;
ALTER TABLE venues ADD COLUMN stage_depth TEXT;
ALTER TABLE venues ADD COLUMN stage_height TEXT;
ALTER TABLE venues ADD COLUMN proscenium_width TEXT;
ALTER TABLE venues ADD COLUMN proscenium_height TEXT;
ALTER TABLE venues ADD COLUMN dock TEXT;
ALTER TABLE venues ADD COLUMN power TEXT;
ALTER TABLE venues ADD COLUMN rigging TEXT;
ALTER TABLE venues ADD COLUMN technical_note TEXT;
ALTER TABLE schedule_events ADD COLUMN tour_id TEXT CONSTRAINT fk_schedule_events_tour_id REFERENCES tours (id) ON DELETE SET NULL;
CREATE INDEX ix_schedule_events_tour_id ON schedule_events (tour_id);
