-- Going back, event_calls goes with all its rows.
-- Going back, event_publications goes with all its rows.
-- Going back, faults goes with all its rows.
-- Going back, performance_members goes with all its rows.
-- Going back, performance_variants goes with all its rows.
-- Going back, run_sheet_lines goes with all its rows.
-- Going back, run_sheet_marks goes with all its rows.
-- Going back, scenes goes with all its rows.
-- Going back, show_notes goes with all its rows.
-- Going back, show_reports goes with all its rows.
-- Going back, show_runs goes with all its rows.
-- Going back, show_timings goes with all its rows.
-- Going back, variant_inventory goes with all its rows.
-- Going back, passport_sections.department_id goes with what is in it.
-- Going back, passport_sections.variant_id goes with what is in it.
-- Going back, passport_sections.replaces_id goes with what is in it.
-- Going back, passport_sections.checked_at goes with what is in it.
-- Going back, passport_sections.checked_by_name goes with what is in it.
-- Going back, performance_checklists.variant_id goes with what is in it.
-- Going back, checklist_items.responsible_id goes with what is in it.
-- Going back, checklist_items.inventory_item_id goes with what is in it.
-- Going back, schedule_events.activity goes with what is in it.
-- Going back, schedule_events.call_time goes with what is in it.
-- Going back, schedule_events.variant_id goes with what is in it.
-- Going back, notifications.data goes with what is in it.
-- What hangs on sections, checklists, notes and faults has no place any more.
DELETE FROM attachments WHERE entity_table IN ('passport_sections', 'checklist_items', 'show_notes', 'faults');
-- Sections and checklists of a variant would stand among those of the base.
DELETE FROM passport_documents WHERE section_id IN (SELECT id FROM passport_sections WHERE variant_id IS NOT NULL);
DELETE FROM passport_sections WHERE variant_id IS NOT NULL;
DELETE FROM checklist_marks WHERE checklist_item_id IN (SELECT i.id FROM checklist_items i JOIN performance_checklists c ON c.id = i.checklist_id WHERE c.variant_id IS NOT NULL);
DELETE FROM checklist_items WHERE checklist_id IN (SELECT id FROM performance_checklists WHERE variant_id IS NOT NULL);
DELETE FROM performance_checklists WHERE variant_id IS NOT NULL;
-- passport_sections is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_passport_sections (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  performance_id TEXT NOT NULL,
  section_type TEXT NOT NULL DEFAULT 'general',
  title TEXT NOT NULL,
  content TEXT,
  responsible_id TEXT,
  data TEXT NOT NULL DEFAULT '{}',
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_passport_sections_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_passport_sections_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_passport_sections_responsible_id FOREIGN KEY (responsible_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_passport_sections_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_passport_sections_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_passport_sections_section_type CHECK (section_type IN ('general', 'light', 'sound', 'machinery', 'props', 'costume', 'makeup', 'video', 'effects', 'safety')),
  CONSTRAINT ck_passport_sections_title CHECK (length(title) <= 100),
  CONSTRAINT ck_passport_sections_data CHECK (json_valid(data)),
  CONSTRAINT ck_passport_sections_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_passport_sections (id, theater_id, performance_id, section_type, title, content, responsible_id, data, sort_order, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id)
  SELECT id, theater_id, performance_id, section_type, title, content, responsible_id, data, sort_order, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id FROM passport_sections ORDER BY rowid;
DROP TABLE passport_sections;
ALTER TABLE rebuilt_passport_sections RENAME TO passport_sections;
CREATE INDEX ix_passport_sections_theater_id ON passport_sections (theater_id);
CREATE INDEX ix_passport_sections_performance_id ON passport_sections (performance_id);
CREATE INDEX ix_passport_sections_responsible_id ON passport_sections (responsible_id);
CREATE INDEX ix_passport_sections_created_by_id ON passport_sections (created_by_id);
CREATE INDEX ix_passport_sections_updated_by_id ON passport_sections (updated_by_id);
CREATE INDEX ix_passport_sections_deleted_at ON passport_sections (deleted_at) WHERE deleted_at IS NOT NULL;
-- performance_checklists is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_performance_checklists (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  performance_id TEXT,
  department_id TEXT,
  name TEXT NOT NULL,
  phase TEXT NOT NULL DEFAULT 'pre_show',
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_performance_checklists_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_checklists_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_checklists_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_checklists_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_checklists_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_performance_checklists_name CHECK (length(name) <= 255),
  CONSTRAINT ck_performance_checklists_phase CHECK (phase IN ('load_in', 'pre_show', 'during', 'post_show', 'load_out')),
  CONSTRAINT ck_performance_checklists_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_performance_checklists (id, theater_id, performance_id, department_id, name, phase, sort_order, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id)
  SELECT id, theater_id, performance_id, department_id, name, phase, sort_order, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id FROM performance_checklists ORDER BY rowid;
DROP TABLE performance_checklists;
ALTER TABLE rebuilt_performance_checklists RENAME TO performance_checklists;
CREATE INDEX ix_performance_checklists_theater_id ON performance_checklists (theater_id);
CREATE INDEX ix_performance_checklists_performance_id ON performance_checklists (performance_id);
CREATE INDEX ix_performance_checklists_department_id ON performance_checklists (department_id);
CREATE INDEX ix_performance_checklists_created_by_id ON performance_checklists (created_by_id);
CREATE INDEX ix_performance_checklists_updated_by_id ON performance_checklists (updated_by_id);
CREATE INDEX ix_performance_checklists_deleted_at ON performance_checklists (deleted_at) WHERE deleted_at IS NOT NULL;
-- checklist_items is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_checklist_items (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  checklist_id TEXT NOT NULL,
  title TEXT NOT NULL,
  note TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  is_critical INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_checklist_items_checklist_id FOREIGN KEY (checklist_id) REFERENCES performance_checklists (id) ON DELETE CASCADE,
  CONSTRAINT fk_checklist_items_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_checklist_items_title CHECK (length(title) <= 255),
  CONSTRAINT ck_checklist_items_is_critical CHECK (is_critical IN (0, 1)),
  CONSTRAINT ck_checklist_items_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_checklist_items (id, theater_id, checklist_id, title, note, sort_order, is_critical, deleted_at, deletion_id)
  SELECT id, theater_id, checklist_id, title, note, sort_order, is_critical, deleted_at, deletion_id FROM checklist_items ORDER BY rowid;
DROP TABLE checklist_items;
ALTER TABLE rebuilt_checklist_items RENAME TO checklist_items;
CREATE INDEX ix_checklist_items_theater_id ON checklist_items (theater_id);
CREATE INDEX ix_checklist_items_checklist_id ON checklist_items (checklist_id);
CREATE INDEX ix_checklist_items_deleted_at ON checklist_items (deleted_at) WHERE deleted_at IS NOT NULL;
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
  CONSTRAINT fk_schedule_events_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_venue_id FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
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
INSERT INTO rebuilt_schedule_events (id, theater_id, title, description, event_type, status, event_date, start_time, end_time, stage_ready_time, venue_id, venue_text, tour_city, tour_venue_name, performance_id, color, extra_data, is_public, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id)
  SELECT id, theater_id, title, description, event_type, status, event_date, start_time, end_time, stage_ready_time, venue_id, venue_text, tour_city, tour_venue_name, performance_id, color, extra_data, is_public, is_active, deleted_at, deletion_id, created_at, updated_at, created_by_id, updated_by_id FROM schedule_events ORDER BY rowid;
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
-- notifications is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_notifications (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  message TEXT,
  entity_type TEXT,
  entity_id TEXT,
  is_read INTEGER NOT NULL DEFAULT 0,
  read_at TEXT,
  created_at TEXT NOT NULL,
  CONSTRAINT fk_notifications_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_notifications_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_notifications_type CHECK (length(type) <= 100),
  CONSTRAINT ck_notifications_title CHECK (length(title) <= 255),
  CONSTRAINT ck_notifications_entity_type CHECK (length(entity_type) <= 50),
  CONSTRAINT ck_notifications_is_read CHECK (is_read IN (0, 1))
) STRICT;
INSERT INTO rebuilt_notifications (id, theater_id, user_id, type, title, message, entity_type, entity_id, is_read, read_at, created_at)
  SELECT id, theater_id, user_id, type, title, message, entity_type, entity_id, is_read, read_at, created_at FROM notifications ORDER BY rowid;
DROP TABLE notifications;
ALTER TABLE rebuilt_notifications RENAME TO notifications;
CREATE INDEX ix_notifications_theater_id ON notifications (theater_id);
CREATE INDEX ix_notifications_user_id ON notifications (user_id);
CREATE INDEX ix_notifications_user_id_created_at ON notifications (user_id, created_at) WHERE NOT is_read;
-- attachments is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_attachments (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  entity_table TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  caption TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  added_by_id TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_attachments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_attachments_file_id FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE RESTRICT,
  CONSTRAINT fk_attachments_added_by_id FOREIGN KEY (added_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_attachments_entity_table CHECK (entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues')),
  CONSTRAINT ck_attachments_caption CHECK (length(caption) <= 255),
  CONSTRAINT ck_attachments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
INSERT INTO rebuilt_attachments (id, theater_id, file_id, entity_table, entity_id, caption, sort_order, added_by_id, created_at, deleted_at, deletion_id)
  SELECT id, theater_id, file_id, entity_table, entity_id, caption, sort_order, added_by_id, created_at, deleted_at, deletion_id FROM attachments ORDER BY rowid;
DROP TABLE attachments;
ALTER TABLE rebuilt_attachments RENAME TO attachments;
CREATE INDEX ix_attachments_theater_id ON attachments (theater_id);
CREATE INDEX ix_attachments_file_id ON attachments (file_id);
CREATE INDEX ix_attachments_added_by_id ON attachments (added_by_id);
CREATE INDEX ix_attachments_deleted_at ON attachments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_attachments_entity_table_entity_id ON attachments (entity_table, entity_id);
DROP TABLE variant_inventory;
DROP TABLE show_timings;
DROP TABLE show_runs;
DROP TABLE show_reports;
DROP TABLE show_notes;
DROP TABLE scenes;
DROP TABLE run_sheet_marks;
DROP TABLE run_sheet_lines;
DROP TABLE performance_variants;
DROP TABLE performance_members;
DROP TABLE faults;
DROP TABLE event_publications;
DROP TABLE event_calls;
