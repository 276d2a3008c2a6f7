CREATE TABLE booking_conflicts (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  item_id uuid NOT NULL,
  from_date date NOT NULL,
  to_date date NOT NULL,
  first_table varchar(50) NOT NULL,
  first_id uuid NOT NULL,
  second_table varchar(50) NOT NULL,
  second_id uuid NOT NULL,
  short_by integer NOT NULL,
  status varchar(50) NOT NULL DEFAULT 'open',
  resolution varchar(50),
  resolved_by_id uuid,
  resolved_by_name varchar(255),
  resolved_at timestamptz(3),
  found_at timestamptz(3) NOT NULL,
  CONSTRAINT ck_booking_conflicts_first_table CHECK ((first_table IN ('event_inventory', 'packing_lines'))),
  CONSTRAINT ck_booking_conflicts_second_table CHECK ((second_table IN ('event_inventory', 'packing_lines'))),
  CONSTRAINT ck_booking_conflicts_status CHECK ((status IN ('open', 'resolved'))),
  CONSTRAINT ck_booking_conflicts_resolution CHECK ((resolution IN ('give_way', 'split', 'substitute', 'enough')))
);
CREATE TABLE packing_entries (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  packing_line_id uuid NOT NULL,
  action varchar(50) NOT NULL,
  quantity integer NOT NULL,
  from_state varchar(50),
  transport_id uuid,
  venue_id uuid,
  note text,
  plan_changes jsonb NOT NULL DEFAULT '{}',
  undoes_id uuid,
  by_id uuid,
  by_name varchar(255) NOT NULL,
  device_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT ck_packing_entries_action CHECK ((action IN ('pack', 'load', 'unload', 'return', 'miss', 'damage'))),
  CONSTRAINT ck_packing_entries_from_state CHECK ((from_state IN ('packed', 'loaded', 'on_site', 'missing')))
);
CREATE TABLE packing_lines (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  tour_id uuid NOT NULL,
  inventory_item_id uuid NOT NULL,
  quantity integer NOT NULL DEFAULT 0,
  case_item_id uuid,
  transport_id uuid,
  is_extra boolean NOT NULL DEFAULT false,
  load_order integer,
  note text,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_packing_lines_quantity CHECK ((quantity >= 0)),
  CONSTRAINT ck_packing_lines_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE tour_members (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  tour_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  function varchar(100),
  note text,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_tour_members_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE tour_rooms (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  stay_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  room varchar(50),
  shares_with varchar(255),
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_tour_rooms_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE tour_stays (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  tour_id uuid NOT NULL,
  city varchar(100) NOT NULL,
  name varchar(255) NOT NULL,
  address varchar(255),
  phone varchar(50),
  arrives_on date NOT NULL,
  leaves_on date NOT NULL,
  note text,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_tour_stays_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE tours (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  code varchar(50),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  status varchar(50) NOT NULL DEFAULT 'planned',
  manager_id uuid,
  place_id uuid,
  note text,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_tours_status CHECK ((status IN ('planned', 'confirmed', 'on_road', 'completed', 'cancelled'))),
  CONSTRAINT ck_tours_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE transports (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  tour_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  vehicle varchar(100),
  plate varchar(20),
  driver varchar(255),
  phone varchar(50),
  payload_kg integer,
  length_cm integer,
  width_cm integer,
  height_cm integer,
  departs_at timestamptz(3),
  arrives_at timestamptz(3),
  from_location_id uuid,
  to_location_id uuid,
  status varchar(50) NOT NULL DEFAULT 'planned',
  venue_id uuid,
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_transports_payload_kg CHECK ((payload_kg >= 0)),
  CONSTRAINT ck_transports_length_cm CHECK ((length_cm >= 0)),
  CONSTRAINT ck_transports_width_cm CHECK ((width_cm >= 0)),
  CONSTRAINT ck_transports_height_cm CHECK ((height_cm >= 0)),
  CONSTRAINT ck_transports_status CHECK ((status IN ('planned', 'loading', 'departed', 'arrived', 'unloaded'))),
  CONSTRAINT ck_transports_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE venue_contacts (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  venue_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  role varchar(100),
  phone varchar(50),
  email varchar(255),
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_venue_contacts_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
ALTER TABLE booking_conflicts ADD CONSTRAINT fk_booking_conflicts_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE booking_conflicts ADD CONSTRAINT fk_booking_conflicts_item_id FOREIGN KEY (item_id) REFERENCES inventory_items(id) ON DELETE CASCADE;
ALTER TABLE booking_conflicts ADD CONSTRAINT fk_booking_conflicts_resolved_by_id FOREIGN KEY (resolved_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE packing_entries ADD CONSTRAINT fk_packing_entries_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE packing_entries ADD CONSTRAINT fk_packing_entries_packing_line_id FOREIGN KEY (packing_line_id) REFERENCES packing_lines(id) ON DELETE RESTRICT;
ALTER TABLE packing_entries ADD CONSTRAINT fk_packing_entries_transport_id FOREIGN KEY (transport_id) REFERENCES transports(id) ON DELETE SET NULL;
ALTER TABLE packing_entries ADD CONSTRAINT fk_packing_entries_venue_id FOREIGN KEY (venue_id) REFERENCES venues(id) ON DELETE SET NULL;
ALTER TABLE packing_entries ADD CONSTRAINT fk_packing_entries_undoes_id FOREIGN KEY (undoes_id) REFERENCES packing_entries(id) ON DELETE SET NULL;
ALTER TABLE packing_entries ADD CONSTRAINT fk_packing_entries_by_id FOREIGN KEY (by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE packing_lines ADD CONSTRAINT fk_packing_lines_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE packing_lines ADD CONSTRAINT fk_packing_lines_tour_id FOREIGN KEY (tour_id) REFERENCES tours(id) ON DELETE CASCADE;
ALTER TABLE packing_lines ADD CONSTRAINT fk_packing_lines_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items(id) ON DELETE RESTRICT;
ALTER TABLE packing_lines ADD CONSTRAINT fk_packing_lines_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items(id) ON DELETE SET NULL;
ALTER TABLE packing_lines ADD CONSTRAINT fk_packing_lines_transport_id FOREIGN KEY (transport_id) REFERENCES transports(id) ON DELETE SET NULL;
ALTER TABLE packing_lines ADD CONSTRAINT fk_packing_lines_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE packing_lines ADD CONSTRAINT fk_packing_lines_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE tour_members ADD CONSTRAINT fk_tour_members_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE tour_members ADD CONSTRAINT fk_tour_members_tour_id FOREIGN KEY (tour_id) REFERENCES tours(id) ON DELETE CASCADE;
ALTER TABLE tour_members ADD CONSTRAINT fk_tour_members_employee_id FOREIGN KEY (employee_id) REFERENCES employees(id) ON DELETE CASCADE;
ALTER TABLE tour_rooms ADD CONSTRAINT fk_tour_rooms_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE tour_rooms ADD CONSTRAINT fk_tour_rooms_stay_id FOREIGN KEY (stay_id) REFERENCES tour_stays(id) ON DELETE CASCADE;
ALTER TABLE tour_rooms ADD CONSTRAINT fk_tour_rooms_employee_id FOREIGN KEY (employee_id) REFERENCES employees(id) ON DELETE CASCADE;
ALTER TABLE tour_stays ADD CONSTRAINT fk_tour_stays_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE tour_stays ADD CONSTRAINT fk_tour_stays_tour_id FOREIGN KEY (tour_id) REFERENCES tours(id) ON DELETE CASCADE;
ALTER TABLE tour_stays ADD CONSTRAINT fk_tour_stays_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE tour_stays ADD CONSTRAINT fk_tour_stays_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE tours ADD CONSTRAINT fk_tours_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE tours ADD CONSTRAINT fk_tours_manager_id FOREIGN KEY (manager_id) REFERENCES employees(id) ON DELETE SET NULL;
ALTER TABLE tours ADD CONSTRAINT fk_tours_place_id FOREIGN KEY (place_id) REFERENCES inventory_locations(id) ON DELETE SET NULL;
ALTER TABLE tours ADD CONSTRAINT fk_tours_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE tours ADD CONSTRAINT fk_tours_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE transports ADD CONSTRAINT fk_transports_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE transports ADD CONSTRAINT fk_transports_tour_id FOREIGN KEY (tour_id) REFERENCES tours(id) ON DELETE CASCADE;
ALTER TABLE transports ADD CONSTRAINT fk_transports_from_location_id FOREIGN KEY (from_location_id) REFERENCES inventory_locations(id) ON DELETE SET NULL;
ALTER TABLE transports ADD CONSTRAINT fk_transports_to_location_id FOREIGN KEY (to_location_id) REFERENCES inventory_locations(id) ON DELETE SET NULL;
ALTER TABLE transports ADD CONSTRAINT fk_transports_venue_id FOREIGN KEY (venue_id) REFERENCES venues(id) ON DELETE SET NULL;
ALTER TABLE transports ADD CONSTRAINT fk_transports_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE transports ADD CONSTRAINT fk_transports_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE venue_contacts ADD CONSTRAINT fk_venue_contacts_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE venue_contacts ADD CONSTRAINT fk_venue_contacts_venue_id FOREIGN KEY (venue_id) REFERENCES venues(id) ON DELETE CASCADE;
CREATE INDEX ix_booking_conflicts_theater_id ON booking_conflicts (theater_id);
CREATE INDEX ix_booking_conflicts_item_id ON booking_conflicts (item_id);
CREATE INDEX ix_booking_conflicts_resolved_by_id ON booking_conflicts (resolved_by_id);
CREATE INDEX ix_booking_conflicts_status ON booking_conflicts (status);
CREATE INDEX ix_booking_conflicts_first_id ON booking_conflicts (first_id);
CREATE INDEX ix_booking_conflicts_second_id ON booking_conflicts (second_id);
CREATE INDEX ix_packing_entries_theater_id ON packing_entries (theater_id);
CREATE INDEX ix_packing_entries_packing_line_id ON packing_entries (packing_line_id);
CREATE INDEX ix_packing_entries_transport_id ON packing_entries (transport_id);
CREATE INDEX ix_packing_entries_venue_id ON packing_entries (venue_id);
CREATE INDEX ix_packing_entries_undoes_id ON packing_entries (undoes_id);
CREATE INDEX ix_packing_entries_by_id ON packing_entries (by_id);
CREATE INDEX ix_packing_entries_packing_line_id_at ON packing_entries (packing_line_id, at);
CREATE UNIQUE INDEX uq_packing_lines_tour_id_inventory_item_id_case_item_id ON packing_lines (theater_id, tour_id, inventory_item_id, case_item_id) WHERE (deleted_at IS NULL);
CREATE INDEX ix_packing_lines_theater_id ON packing_lines (theater_id);
CREATE INDEX ix_packing_lines_tour_id ON packing_lines (tour_id);
CREATE INDEX ix_packing_lines_inventory_item_id ON packing_lines (inventory_item_id);
CREATE INDEX ix_packing_lines_case_item_id ON packing_lines (case_item_id);
CREATE INDEX ix_packing_lines_transport_id ON packing_lines (transport_id);
CREATE INDEX ix_packing_lines_created_by_id ON packing_lines (created_by_id);
CREATE INDEX ix_packing_lines_updated_by_id ON packing_lines (updated_by_id);
CREATE INDEX ix_packing_lines_deleted_at ON packing_lines (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX uq_tour_members_tour_id_employee_id ON tour_members (theater_id, tour_id, employee_id) WHERE (deleted_at IS NULL);
CREATE INDEX ix_tour_members_theater_id ON tour_members (theater_id);
CREATE INDEX ix_tour_members_tour_id ON tour_members (tour_id);
CREATE INDEX ix_tour_members_employee_id ON tour_members (employee_id);
CREATE INDEX ix_tour_members_deleted_at ON tour_members (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX uq_tour_rooms_stay_id_employee_id ON tour_rooms (theater_id, stay_id, employee_id) WHERE (deleted_at IS NULL);
CREATE INDEX ix_tour_rooms_theater_id ON tour_rooms (theater_id);
CREATE INDEX ix_tour_rooms_stay_id ON tour_rooms (stay_id);
CREATE INDEX ix_tour_rooms_employee_id ON tour_rooms (employee_id);
CREATE INDEX ix_tour_rooms_deleted_at ON tour_rooms (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ix_tour_stays_theater_id ON tour_stays (theater_id);
CREATE INDEX ix_tour_stays_tour_id ON tour_stays (tour_id);
CREATE INDEX ix_tour_stays_created_by_id ON tour_stays (created_by_id);
CREATE INDEX ix_tour_stays_updated_by_id ON tour_stays (updated_by_id);
CREATE INDEX ix_tour_stays_deleted_at ON tour_stays (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX uq_tours_code ON tours (theater_id, code) WHERE (deleted_at IS NULL);
CREATE INDEX ix_tours_theater_id ON tours (theater_id);
CREATE INDEX ix_tours_manager_id ON tours (manager_id);
CREATE INDEX ix_tours_place_id ON tours (place_id);
CREATE INDEX ix_tours_created_by_id ON tours (created_by_id);
CREATE INDEX ix_tours_updated_by_id ON tours (updated_by_id);
CREATE INDEX ix_tours_deleted_at ON tours (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ix_tours_theater_id_starts_on ON tours (theater_id, starts_on);
CREATE INDEX ft_tours ON tours USING gin (to_tsvector('russian'::regconfig, (((((COALESCE(name, ''::character varying))::text || ' '::text) || (COALESCE(code, ''::character varying))::text) || ' '::text) || COALESCE(note, ''::text))));
CREATE INDEX ix_transports_theater_id ON transports (theater_id);
CREATE INDEX ix_transports_tour_id ON transports (tour_id);
CREATE INDEX ix_transports_from_location_id ON transports (from_location_id);
CREATE INDEX ix_transports_to_location_id ON transports (to_location_id);
CREATE INDEX ix_transports_venue_id ON transports (venue_id);
CREATE INDEX ix_transports_created_by_id ON transports (created_by_id);
CREATE INDEX ix_transports_updated_by_id ON transports (updated_by_id);
CREATE INDEX ix_transports_deleted_at ON transports (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ft_transports ON transports USING gin (to_tsvector('russian'::regconfig, (((COALESCE(name, ''::character varying))::text || ' '::text) || (COALESCE(plate, ''::character varying))::text)));
CREATE INDEX ix_venue_contacts_theater_id ON venue_contacts (theater_id);
CREATE INDEX ix_venue_contacts_venue_id ON venue_contacts (venue_id);
CREATE INDEX ix_venue_contacts_deleted_at ON venue_contacts (deleted_at) WHERE (deleted_at IS NOT NULL);
ALTER TABLE schedule_events ADD COLUMN tour_id uuid;
ALTER TABLE schedule_events ADD CONSTRAINT fk_schedule_events_tour_id FOREIGN KEY (tour_id) REFERENCES tours(id) ON DELETE SET NULL;
CREATE INDEX ix_schedule_events_tour_id ON schedule_events (tour_id);
ALTER TABLE venues ADD COLUMN stage_width numeric(6,2);
ALTER TABLE venues ADD COLUMN stage_depth numeric(6,2);
ALTER TABLE venues ADD COLUMN stage_height numeric(6,2);
ALTER TABLE venues ADD COLUMN proscenium_width numeric(6,2);
ALTER TABLE venues ADD COLUMN proscenium_height numeric(6,2);
ALTER TABLE venues ADD COLUMN dock text;
ALTER TABLE venues ADD COLUMN power text;
ALTER TABLE venues ADD COLUMN rigging text;
ALTER TABLE venues ADD COLUMN technical_note text;
