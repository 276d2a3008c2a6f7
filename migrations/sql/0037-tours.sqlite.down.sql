-- Going back, tours goes with all its rows.
-- Going back, tour_members goes with all its rows.
-- Going back, tour_stays goes with all its rows.
-- Going back, tour_rooms goes with all its rows.
-- Going back, venue_contacts goes with all its rows.
-- Going back, transports goes with all its rows.
-- Going back, packing_lines goes with all its rows.
-- Going back, packing_entries goes with all its rows.
-- Going back, booking_conflicts goes with all its rows.
-- Going back, venues.stage_width goes with what is in it.
-- Going back, venues.stage_depth goes with what is in it.
-- Going back, venues.stage_height goes with what is in it.
-- Going back, venues.proscenium_width goes with what is in it.
-- Going back, venues.proscenium_height goes with what is in it.
-- Going back, venues.dock goes with what is in it.
-- Going back, venues.power goes with what is in it.
-- Going back, venues.rigging goes with what is in it.
-- Going back, venues.technical_note goes with what is in it.
-- Going back, schedule_events.tour_id goes with what is in it.
-- venues is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_venues (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  type TEXT NOT NULL DEFAULT 'stage',
  capacity INTEGER,
  address TEXT,
  city TEXT,
  timezone TEXT,
  is_active INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_venues_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_venues_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_venues_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_venues_name CHECK (length(name) <= 255),
  CONSTRAINT ck_venues_code CHECK (length(code) <= 50),
  CONSTRAINT ck_venues_type CHECK (type IN ('stage', 'rehearsal', 'tour')),
  CONSTRAINT ck_venues_city CHECK (length(city) <= 100),
  CONSTRAINT ck_venues_timezone CHECK (length(timezone) <= 64),
  CONSTRAINT ck_venues_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_venues_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_venues (id, theater_id, name, code, type, capacity, address, city, timezone, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id)
  SELECT id, theater_id, name, code, type, capacity, address, city, timezone, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id FROM venues ORDER BY rowid;
DROP TABLE venues;
ALTER TABLE rebuilt_venues RENAME TO venues;
CREATE UNIQUE INDEX uq_venues_code ON venues (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_venues_theater_id ON venues (theater_id);
CREATE INDEX ix_venues_created_by_id ON venues (created_by_id);
CREATE INDEX ix_venues_updated_by_id ON venues (updated_by_id);
CREATE INDEX ix_venues_deleted_at ON venues (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_venues_type ON venues (type);
-- schedule_events is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_schedule_events (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT,
  event_type TEXT NOT NULL DEFAULT 'performance',
  status TEXT NOT NULL DEFAULT 'planned',
  event_date TEXT NOT NULL,
  start_time TEXT,
  end_time TEXT,
  stage_ready_time TEXT,
  venue_id TEXT,
  venue_text TEXT,
  tour_city TEXT,
  tour_venue_name TEXT,
  performance_id TEXT,
  color TEXT,
  extra_data TEXT NOT NULL DEFAULT '{}',
  is_public INTEGER NOT NULL DEFAULT 1,
  is_active INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  activity TEXT,
  call_time TEXT,
  variant_id TEXT,
  CONSTRAINT fk_schedule_events_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_venue_id FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_schedule_events_variant_id FOREIGN KEY (variant_id) REFERENCES performance_variants (id) ON DELETE SET NULL,
  CONSTRAINT ck_schedule_events_activity CHECK (activity IN ('load_in', 'load_out', 'lighting', 'sound_check', 'fitting', 'read_through', 'put_in', 'travel', 'day_off')),
  CONSTRAINT ck_schedule_events_title CHECK (length(title) <= 255),
  CONSTRAINT ck_schedule_events_event_type CHECK (event_type IN ('performance', 'rehearsal', 'technical', 'run_through', 'premiere', 'tour', 'dress_rehearsal', 'meeting', 'maintenance', 'other')),
  CONSTRAINT ck_schedule_events_status CHECK (status IN ('planned', 'confirmed', 'in_progress', 'completed', 'cancelled')),
  CONSTRAINT ck_schedule_events_venue_text CHECK (length(venue_text) <= 255),
  CONSTRAINT ck_schedule_events_tour_city CHECK (length(tour_city) <= 100),
  CONSTRAINT ck_schedule_events_tour_venue_name CHECK (length(tour_venue_name) <= 255),
  CONSTRAINT ck_schedule_events_color CHECK (length(color) <= 7),
  CONSTRAINT ck_schedule_events_extra_data CHECK (json_valid(extra_data)),
  CONSTRAINT ck_schedule_events_is_public CHECK (is_public IN (0, 1)),
  CONSTRAINT ck_schedule_events_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_schedule_events_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_schedule_events (id, theater_id, title, description, event_type, status, event_date, start_time, end_time, stage_ready_time, venue_id, venue_text, tour_city, tour_venue_name, performance_id, color, extra_data, is_public, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id, activity, call_time, variant_id)
  SELECT id, theater_id, title, description, event_type, status, event_date, start_time, end_time, stage_ready_time, venue_id, venue_text, tour_city, tour_venue_name, performance_id, color, extra_data, is_public, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id, activity, call_time, variant_id FROM schedule_events ORDER BY rowid;
DROP TABLE schedule_events;
ALTER TABLE rebuilt_schedule_events RENAME TO schedule_events;
CREATE INDEX ix_schedule_events_theater_id ON schedule_events (theater_id);
CREATE INDEX ix_schedule_events_venue_id ON schedule_events (venue_id);
CREATE INDEX ix_schedule_events_performance_id ON schedule_events (performance_id);
CREATE INDEX ix_schedule_events_created_by_id ON schedule_events (created_by_id);
CREATE INDEX ix_schedule_events_updated_by_id ON schedule_events (updated_by_id);
CREATE INDEX ix_schedule_events_deleted_at ON schedule_events (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_schedule_events_venue_id_event_date_start_time_end_time ON schedule_events (venue_id, event_date, start_time, end_time);
CREATE INDEX ix_schedule_events_event_date_start_time ON schedule_events (event_date, start_time) WHERE deleted_at IS NULL AND status IN ('planned', 'confirmed', 'in_progress');
CREATE INDEX ix_schedule_events_event_type ON schedule_events (event_type);
CREATE INDEX ix_schedule_events_variant_id ON schedule_events (variant_id);
CREATE INDEX ix_schedule_events_theater_id_event_date ON schedule_events (theater_id, event_date);
DROP TABLE booking_conflicts;
DROP TABLE packing_entries;
DROP TABLE packing_lines;
DROP TABLE transports;
DROP TABLE venue_contacts;
DROP TABLE tour_rooms;
DROP TABLE tour_stays;
DROP TABLE tour_members;
DROP TABLE tours;
