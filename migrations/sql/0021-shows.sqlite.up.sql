CREATE TABLE event_calls (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  employee_id TEXT,
  function TEXT NOT NULL,
  department_id TEXT,
  call_time TEXT,
  end_time TEXT,
  answer TEXT NOT NULL DEFAULT 'invited',
  note TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_event_calls_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_event_calls_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_event_calls_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_event_calls_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT fk_event_calls_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_calls_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_event_calls_function CHECK (length(function) <= 100),
  CONSTRAINT ck_event_calls_answer CHECK (answer IN ('invited', 'confirmed', 'declined')),
  CONSTRAINT ck_event_calls_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE event_publications (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  content TEXT NOT NULL DEFAULT '{}',
  is_withdrawn INTEGER NOT NULL DEFAULT 0,
  published_at TEXT NOT NULL,
  published_by_id TEXT,
  published_by_name TEXT,
  CONSTRAINT fk_event_publications_published_by_id FOREIGN KEY (published_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_event_publications_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_publications_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_event_publications_content CHECK (json_valid(content)),
  CONSTRAINT ck_event_publications_is_withdrawn CHECK (is_withdrawn IN (0, 1)),
  CONSTRAINT ck_event_publications_published_by_name CHECK (length(published_by_name) <= 255)
) STRICT;
CREATE TABLE faults (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  inventory_item_id TEXT,
  performance_id TEXT,
  event_id TEXT,
  title TEXT NOT NULL,
  description TEXT,
  severity TEXT NOT NULL DEFAULT 'minor',
  status TEXT NOT NULL DEFAULT 'open',
  reported_by_name TEXT,
  cost TEXT,
  fixed_at TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_faults_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_faults_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_faults_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE SET NULL,
  CONSTRAINT fk_faults_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_faults_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT,
  CONSTRAINT fk_faults_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_faults_title CHECK (length(title) <= 255),
  CONSTRAINT ck_faults_severity CHECK (severity IN ('minor', 'major', 'unsafe')),
  CONSTRAINT ck_faults_status CHECK (status IN ('open', 'in_repair', 'fixed', 'written_off')),
  CONSTRAINT ck_faults_reported_by_name CHECK (length(reported_by_name) <= 255),
  CONSTRAINT ck_faults_cost CHECK (cost >= 0),
  CONSTRAINT ck_faults_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE performance_members (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  performance_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  function TEXT NOT NULL,
  is_substitute INTEGER NOT NULL DEFAULT 0,
  department_id TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_performance_members_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_members_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_members_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_members_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_members_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_members_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_performance_members_function CHECK (length(function) <= 100),
  CONSTRAINT ck_performance_members_is_substitute CHECK (is_substitute IN (0, 1)),
  CONSTRAINT ck_performance_members_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE performance_variants (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  performance_id TEXT NOT NULL,
  name TEXT NOT NULL,
  venue_id TEXT,
  note TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_performance_variants_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_variants_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_variants_venue_id FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_variants_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_variants_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_performance_variants_name CHECK (length(name) <= 100),
  CONSTRAINT ck_performance_variants_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE run_sheet_lines (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  scene_id TEXT NOT NULL,
  variant_id TEXT,
  replaces_id TEXT,
  is_left_out INTEGER NOT NULL DEFAULT 0,
  department_id TEXT,
  action TEXT NOT NULL DEFAULT 'other',
  performance_inventory_id TEXT,
  what TEXT NOT NULL,
  quantity INTEGER,
  from_place TEXT,
  to_place TEXT,
  who_id TEXT,
  who TEXT,
  cue TEXT,
  note TEXT,
  rank TEXT NOT NULL DEFAULT '',
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_run_sheet_lines_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_run_sheet_lines_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_run_sheet_lines_who_id FOREIGN KEY (who_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT fk_run_sheet_lines_performance_inventory_id FOREIGN KEY (performance_inventory_id) REFERENCES performance_inventory (id) ON DELETE SET NULL,
  CONSTRAINT fk_run_sheet_lines_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_run_sheet_lines_replaces_id FOREIGN KEY (replaces_id) REFERENCES run_sheet_lines (id) ON DELETE SET NULL,
  CONSTRAINT fk_run_sheet_lines_variant_id FOREIGN KEY (variant_id) REFERENCES performance_variants (id) ON DELETE CASCADE,
  CONSTRAINT fk_run_sheet_lines_scene_id FOREIGN KEY (scene_id) REFERENCES scenes (id) ON DELETE CASCADE,
  CONSTRAINT fk_run_sheet_lines_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_run_sheet_lines_is_left_out CHECK (is_left_out IN (0, 1)),
  CONSTRAINT ck_run_sheet_lines_action CHECK (action IN ('preset', 'on', 'off', 'shift', 'strike', 'hand_over', 'quick_change', 'cue', 'other')),
  CONSTRAINT ck_run_sheet_lines_what CHECK (length(what) <= 255),
  CONSTRAINT ck_run_sheet_lines_quantity CHECK (quantity > 0),
  CONSTRAINT ck_run_sheet_lines_from_place CHECK (length(from_place) <= 100),
  CONSTRAINT ck_run_sheet_lines_to_place CHECK (length(to_place) <= 100),
  CONSTRAINT ck_run_sheet_lines_who CHECK (length(who) <= 100),
  CONSTRAINT ck_run_sheet_lines_cue CHECK (length(cue) <= 100),
  CONSTRAINT ck_run_sheet_lines_rank CHECK (length(rank) <= 255),
  CONSTRAINT ck_run_sheet_lines_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE run_sheet_marks (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  is_done INTEGER NOT NULL DEFAULT 0,
  done_by_id TEXT,
  done_by_name TEXT,
  done_at TEXT,
  CONSTRAINT fk_run_sheet_marks_done_by_id FOREIGN KEY (done_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_run_sheet_marks_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_run_sheet_marks_line_id FOREIGN KEY (line_id) REFERENCES run_sheet_lines (id) ON DELETE CASCADE,
  CONSTRAINT fk_run_sheet_marks_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_run_sheet_marks_is_done CHECK (is_done IN (0, 1)),
  CONSTRAINT ck_run_sheet_marks_done_by_name CHECK (length(done_by_name) <= 255)
) STRICT;
CREATE TABLE scenes (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  performance_id TEXT NOT NULL,
  act INTEGER NOT NULL DEFAULT 1,
  number TEXT NOT NULL,
  title TEXT,
  place TEXT,
  duration_minutes INTEGER,
  note TEXT,
  rank TEXT NOT NULL DEFAULT '',
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_scenes_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_scenes_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_scenes_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_scenes_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_scenes_act CHECK (act >= 0),
  CONSTRAINT ck_scenes_number CHECK (length(number) <= 20),
  CONSTRAINT ck_scenes_title CHECK (length(title) <= 255),
  CONSTRAINT ck_scenes_place CHECK (length(place) <= 255),
  CONSTRAINT ck_scenes_duration_minutes CHECK (duration_minutes >= 0),
  CONSTRAINT ck_scenes_rank CHECK (length(rank) <= 255),
  CONSTRAINT ck_scenes_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE show_notes (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  department_id TEXT,
  kind TEXT NOT NULL DEFAULT 'note',
  severity TEXT NOT NULL DEFAULT 'info',
  text TEXT NOT NULL,
  occurred_at TEXT,
  scene_id TEXT,
  inventory_item_id TEXT,
  task_id TEXT,
  fault_id TEXT,
  is_addendum INTEGER NOT NULL DEFAULT 0,
  author_name TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_show_notes_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_notes_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_notes_fault_id FOREIGN KEY (fault_id) REFERENCES faults (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_notes_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_notes_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_notes_scene_id FOREIGN KEY (scene_id) REFERENCES scenes (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_notes_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_notes_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_show_notes_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_show_notes_kind CHECK (kind IN ('note', 'incident', 'accident', 'replacement', 'delay')),
  CONSTRAINT ck_show_notes_severity CHECK (severity IN ('info', 'minor', 'major')),
  CONSTRAINT ck_show_notes_is_addendum CHECK (is_addendum IN (0, 1)),
  CONSTRAINT ck_show_notes_author_name CHECK (length(author_name) <= 255),
  CONSTRAINT ck_show_notes_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE show_reports (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'draft',
  attendance INTEGER,
  summary TEXT,
  signed_at TEXT,
  signed_by_id TEXT,
  signed_by_name TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_show_reports_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_reports_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_reports_signed_by_id FOREIGN KEY (signed_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_reports_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_show_reports_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_show_reports_status CHECK (status IN ('draft', 'signed')),
  CONSTRAINT ck_show_reports_attendance CHECK (attendance >= 0),
  CONSTRAINT ck_show_reports_signed_by_name CHECK (length(signed_by_name) <= 255),
  CONSTRAINT ck_show_reports_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE show_runs (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  phase TEXT NOT NULL DEFAULT 'before',
  current_scene_id TEXT,
  ready_at TEXT,
  ready_by_id TEXT,
  ready_by_name TEXT,
  override_reason TEXT,
  CONSTRAINT fk_show_runs_ready_by_id FOREIGN KEY (ready_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_runs_current_scene_id FOREIGN KEY (current_scene_id) REFERENCES scenes (id) ON DELETE SET NULL,
  CONSTRAINT fk_show_runs_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_show_runs_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_show_runs_phase CHECK (phase IN ('before', 'during', 'after')),
  CONSTRAINT ck_show_runs_ready_by_name CHECK (length(ready_by_name) <= 255)
) STRICT;
CREATE TABLE show_timings (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  part TEXT NOT NULL,
  number INTEGER NOT NULL DEFAULT 1,
  started_at TEXT,
  ended_at TEXT,
  note TEXT,
  CONSTRAINT fk_show_timings_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_show_timings_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_show_timings_part CHECK (part IN ('call', 'house_open', 'act', 'interval', 'curtain', 'other')),
  CONSTRAINT ck_show_timings_number CHECK (number >= 0)
) STRICT;
CREATE TABLE variant_inventory (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 1,
  notes TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_variant_inventory_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT,
  CONSTRAINT fk_variant_inventory_variant_id FOREIGN KEY (variant_id) REFERENCES performance_variants (id) ON DELETE CASCADE,
  CONSTRAINT fk_variant_inventory_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_variant_inventory_quantity CHECK (quantity >= 0),
  CONSTRAINT ck_variant_inventory_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX uq_event_calls_event_id_employee_id_function ON event_calls (theater_id, event_id, employee_id, function) WHERE deleted_at IS NULL;
CREATE INDEX ix_event_calls_theater_id ON event_calls (theater_id);
CREATE INDEX ix_event_calls_event_id ON event_calls (event_id);
CREATE INDEX ix_event_calls_employee_id ON event_calls (employee_id);
CREATE INDEX ix_event_calls_department_id ON event_calls (department_id);
CREATE INDEX ix_event_calls_created_by_id ON event_calls (created_by_id);
CREATE INDEX ix_event_calls_updated_by_id ON event_calls (updated_by_id);
CREATE INDEX ix_event_calls_deleted_at ON event_calls (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_event_publications_event_id ON event_publications (theater_id, event_id);
CREATE INDEX ix_event_publications_theater_id ON event_publications (theater_id);
CREATE INDEX ix_event_publications_event_id ON event_publications (event_id);
CREATE INDEX ix_event_publications_published_by_id ON event_publications (published_by_id);
CREATE INDEX ix_faults_theater_id ON faults (theater_id);
CREATE INDEX ix_faults_inventory_item_id ON faults (inventory_item_id);
CREATE INDEX ix_faults_performance_id ON faults (performance_id);
CREATE INDEX ix_faults_event_id ON faults (event_id);
CREATE INDEX ix_faults_created_by_id ON faults (created_by_id);
CREATE INDEX ix_faults_updated_by_id ON faults (updated_by_id);
CREATE INDEX ix_faults_deleted_at ON faults (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_performance_members_performance_id_employee_id_function ON performance_members (theater_id, performance_id, employee_id, function) WHERE deleted_at IS NULL;
CREATE INDEX ix_performance_members_theater_id ON performance_members (theater_id);
CREATE INDEX ix_performance_members_performance_id ON performance_members (performance_id);
CREATE INDEX ix_performance_members_employee_id ON performance_members (employee_id);
CREATE INDEX ix_performance_members_department_id ON performance_members (department_id);
CREATE INDEX ix_performance_members_created_by_id ON performance_members (created_by_id);
CREATE INDEX ix_performance_members_updated_by_id ON performance_members (updated_by_id);
CREATE INDEX ix_performance_members_deleted_at ON performance_members (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_performance_variants_theater_id ON performance_variants (theater_id);
CREATE INDEX ix_performance_variants_performance_id ON performance_variants (performance_id);
CREATE INDEX ix_performance_variants_venue_id ON performance_variants (venue_id);
CREATE INDEX ix_performance_variants_created_by_id ON performance_variants (created_by_id);
CREATE INDEX ix_performance_variants_updated_by_id ON performance_variants (updated_by_id);
CREATE INDEX ix_performance_variants_deleted_at ON performance_variants (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_run_sheet_lines_theater_id ON run_sheet_lines (theater_id);
CREATE INDEX ix_run_sheet_lines_scene_id ON run_sheet_lines (scene_id);
CREATE INDEX ix_run_sheet_lines_variant_id ON run_sheet_lines (variant_id);
CREATE INDEX ix_run_sheet_lines_replaces_id ON run_sheet_lines (replaces_id);
CREATE INDEX ix_run_sheet_lines_department_id ON run_sheet_lines (department_id);
CREATE INDEX ix_run_sheet_lines_performance_inventory_id ON run_sheet_lines (performance_inventory_id);
CREATE INDEX ix_run_sheet_lines_who_id ON run_sheet_lines (who_id);
CREATE INDEX ix_run_sheet_lines_created_by_id ON run_sheet_lines (created_by_id);
CREATE INDEX ix_run_sheet_lines_updated_by_id ON run_sheet_lines (updated_by_id);
CREATE INDEX ix_run_sheet_lines_deleted_at ON run_sheet_lines (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_run_sheet_marks_line_id_event_id ON run_sheet_marks (theater_id, line_id, event_id);
CREATE INDEX ix_run_sheet_marks_theater_id ON run_sheet_marks (theater_id);
CREATE INDEX ix_run_sheet_marks_line_id ON run_sheet_marks (line_id);
CREATE INDEX ix_run_sheet_marks_event_id ON run_sheet_marks (event_id);
CREATE INDEX ix_run_sheet_marks_done_by_id ON run_sheet_marks (done_by_id);
CREATE INDEX ix_scenes_theater_id ON scenes (theater_id);
CREATE INDEX ix_scenes_performance_id ON scenes (performance_id);
CREATE INDEX ix_scenes_created_by_id ON scenes (created_by_id);
CREATE INDEX ix_scenes_updated_by_id ON scenes (updated_by_id);
CREATE INDEX ix_scenes_deleted_at ON scenes (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_show_notes_theater_id ON show_notes (theater_id);
CREATE INDEX ix_show_notes_event_id ON show_notes (event_id);
CREATE INDEX ix_show_notes_department_id ON show_notes (department_id);
CREATE INDEX ix_show_notes_scene_id ON show_notes (scene_id);
CREATE INDEX ix_show_notes_inventory_item_id ON show_notes (inventory_item_id);
CREATE INDEX ix_show_notes_task_id ON show_notes (task_id);
CREATE INDEX ix_show_notes_fault_id ON show_notes (fault_id);
CREATE INDEX ix_show_notes_created_by_id ON show_notes (created_by_id);
CREATE INDEX ix_show_notes_updated_by_id ON show_notes (updated_by_id);
CREATE INDEX ix_show_notes_deleted_at ON show_notes (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_show_reports_event_id ON show_reports (theater_id, event_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_show_reports_theater_id ON show_reports (theater_id);
CREATE INDEX ix_show_reports_event_id ON show_reports (event_id);
CREATE INDEX ix_show_reports_signed_by_id ON show_reports (signed_by_id);
CREATE INDEX ix_show_reports_created_by_id ON show_reports (created_by_id);
CREATE INDEX ix_show_reports_updated_by_id ON show_reports (updated_by_id);
CREATE INDEX ix_show_reports_deleted_at ON show_reports (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_show_runs_event_id ON show_runs (theater_id, event_id);
CREATE INDEX ix_show_runs_theater_id ON show_runs (theater_id);
CREATE INDEX ix_show_runs_event_id ON show_runs (event_id);
CREATE INDEX ix_show_runs_current_scene_id ON show_runs (current_scene_id);
CREATE INDEX ix_show_runs_ready_by_id ON show_runs (ready_by_id);
CREATE UNIQUE INDEX uq_show_timings_event_id_part_number ON show_timings (theater_id, event_id, part, number);
CREATE INDEX ix_show_timings_theater_id ON show_timings (theater_id);
CREATE INDEX ix_show_timings_event_id ON show_timings (event_id);
CREATE UNIQUE INDEX uq_variant_inventory_variant_id_inventory_item_id ON variant_inventory (theater_id, variant_id, inventory_item_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_variant_inventory_theater_id ON variant_inventory (theater_id);
CREATE INDEX ix_variant_inventory_variant_id ON variant_inventory (variant_id);
CREATE INDEX ix_variant_inventory_inventory_item_id ON variant_inventory (inventory_item_id);
CREATE INDEX ix_variant_inventory_deleted_at ON variant_inventory (deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE passport_sections ADD COLUMN department_id TEXT CONSTRAINT fk_passport_sections_department_id REFERENCES departments (id) ON DELETE SET NULL;
ALTER TABLE passport_sections ADD COLUMN variant_id TEXT CONSTRAINT fk_passport_sections_variant_id REFERENCES performance_variants (id) ON DELETE CASCADE;
ALTER TABLE passport_sections ADD COLUMN replaces_id TEXT CONSTRAINT fk_passport_sections_replaces_id REFERENCES passport_sections (id) ON DELETE SET NULL;
ALTER TABLE passport_sections ADD COLUMN checked_at TEXT;
ALTER TABLE passport_sections ADD COLUMN checked_by_name TEXT CONSTRAINT ck_passport_sections_checked_by_name CHECK (length(checked_by_name) <= 255);
CREATE INDEX ix_passport_sections_department_id ON passport_sections (department_id);
CREATE INDEX ix_passport_sections_variant_id ON passport_sections (variant_id);
CREATE INDEX ix_passport_sections_replaces_id ON passport_sections (replaces_id);
ALTER TABLE performance_checklists ADD COLUMN variant_id TEXT CONSTRAINT fk_performance_checklists_variant_id REFERENCES performance_variants (id) ON DELETE CASCADE;
CREATE INDEX ix_performance_checklists_variant_id ON performance_checklists (variant_id);
ALTER TABLE checklist_items ADD COLUMN responsible_id TEXT CONSTRAINT fk_checklist_items_responsible_id REFERENCES employees (id) ON DELETE SET NULL;
ALTER TABLE checklist_items ADD COLUMN inventory_item_id TEXT CONSTRAINT fk_checklist_items_inventory_item_id REFERENCES inventory_items (id) ON DELETE SET NULL;
CREATE INDEX ix_checklist_items_responsible_id ON checklist_items (responsible_id);
CREATE INDEX ix_checklist_items_inventory_item_id ON checklist_items (inventory_item_id);
ALTER TABLE schedule_events ADD COLUMN activity TEXT CONSTRAINT ck_schedule_events_activity CHECK (activity IN ('load_in', 'load_out', 'lighting', 'sound_check', 'fitting', 'read_through', 'put_in', 'travel', 'day_off'));
ALTER TABLE schedule_events ADD COLUMN call_time TEXT;
ALTER TABLE schedule_events ADD COLUMN variant_id TEXT CONSTRAINT fk_schedule_events_variant_id REFERENCES performance_variants (id) ON DELETE SET NULL;
CREATE INDEX ix_schedule_events_variant_id ON schedule_events (variant_id);
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
  CONSTRAINT fk_attachments_added_by_id FOREIGN KEY (added_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_attachments_file_id FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE RESTRICT,
  CONSTRAINT fk_attachments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_attachments_entity_table CHECK (entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues', 'passport_sections', 'checklist_items', 'show_notes', 'faults')),
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
ALTER TABLE notifications ADD COLUMN data TEXT NOT NULL DEFAULT '{}' CONSTRAINT ck_notifications_data CHECK (json_valid(data));
