CREATE TABLE event_calls (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  event_id uuid NOT NULL,
  employee_id uuid,
  function varchar(100) NOT NULL,
  department_id uuid,
  call_time time(0),
  end_time time(0),
  answer varchar(50) NOT NULL DEFAULT 'invited',
  note text,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_event_calls_answer CHECK ((answer IN ('invited', 'confirmed', 'declined'))),
  CONSTRAINT ck_event_calls_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE event_publications (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  event_id uuid NOT NULL,
  content jsonb NOT NULL DEFAULT '{}',
  is_withdrawn boolean NOT NULL DEFAULT false,
  published_at timestamptz(3) NOT NULL,
  published_by_id uuid,
  published_by_name varchar(255)
);
CREATE TABLE faults (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  inventory_item_id uuid,
  performance_id uuid,
  event_id uuid,
  title varchar(255) NOT NULL,
  description text,
  severity varchar(50) NOT NULL DEFAULT 'minor',
  status varchar(50) NOT NULL DEFAULT 'open',
  reported_by_name varchar(255),
  cost numeric(12,2),
  fixed_at timestamptz(3),
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_faults_severity CHECK ((severity IN ('minor', 'major', 'unsafe'))),
  CONSTRAINT ck_faults_status CHECK ((status IN ('open', 'in_repair', 'fixed', 'written_off'))),
  CONSTRAINT ck_faults_cost CHECK ((cost >= (0)::numeric)),
  CONSTRAINT ck_faults_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE performance_members (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  performance_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  function varchar(100) NOT NULL,
  is_substitute boolean NOT NULL DEFAULT false,
  department_id uuid,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_performance_members_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE performance_variants (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  performance_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  venue_id uuid,
  note text,
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_performance_variants_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE run_sheet_lines (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  scene_id uuid NOT NULL,
  variant_id uuid,
  replaces_id uuid,
  is_left_out boolean NOT NULL DEFAULT false,
  department_id uuid,
  action varchar(50) NOT NULL DEFAULT 'other',
  performance_inventory_id uuid,
  what varchar(255) NOT NULL,
  quantity integer,
  from_place varchar(100),
  to_place varchar(100),
  who_id uuid,
  who varchar(100),
  cue varchar(100),
  note text,
  rank varchar(255) NOT NULL DEFAULT '',
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_run_sheet_lines_action CHECK ((action IN ('preset', 'on', 'off', 'shift', 'strike', 'hand_over', 'quick_change', 'cue', 'other'))),
  CONSTRAINT ck_run_sheet_lines_quantity CHECK ((quantity > 0)),
  CONSTRAINT ck_run_sheet_lines_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE run_sheet_marks (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  line_id uuid NOT NULL,
  event_id uuid NOT NULL,
  is_done boolean NOT NULL DEFAULT false,
  done_by_id uuid,
  done_by_name varchar(255),
  done_at timestamptz(3)
);
CREATE TABLE scenes (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  performance_id uuid NOT NULL,
  act integer NOT NULL DEFAULT 1,
  number varchar(20) NOT NULL,
  title varchar(255),
  place varchar(255),
  duration_minutes integer,
  note text,
  rank varchar(255) NOT NULL DEFAULT '',
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_scenes_act CHECK ((act >= 0)),
  CONSTRAINT ck_scenes_duration_minutes CHECK ((duration_minutes >= 0)),
  CONSTRAINT ck_scenes_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE show_notes (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  event_id uuid NOT NULL,
  department_id uuid,
  kind varchar(50) NOT NULL DEFAULT 'note',
  severity varchar(50) NOT NULL DEFAULT 'info',
  text text NOT NULL,
  occurred_at timestamptz(3),
  scene_id uuid,
  inventory_item_id uuid,
  task_id uuid,
  fault_id uuid,
  is_addendum boolean NOT NULL DEFAULT false,
  author_name varchar(255),
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_show_notes_kind CHECK ((kind IN ('note', 'incident', 'accident', 'replacement', 'delay'))),
  CONSTRAINT ck_show_notes_severity CHECK ((severity IN ('info', 'minor', 'major'))),
  CONSTRAINT ck_show_notes_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE show_reports (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  event_id uuid NOT NULL,
  status varchar(50) NOT NULL DEFAULT 'draft',
  attendance integer,
  summary text,
  signed_at timestamptz(3),
  signed_by_id uuid,
  signed_by_name varchar(255),
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_show_reports_status CHECK ((status IN ('draft', 'signed'))),
  CONSTRAINT ck_show_reports_attendance CHECK ((attendance >= 0)),
  CONSTRAINT ck_show_reports_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
CREATE TABLE show_runs (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  event_id uuid NOT NULL,
  phase varchar(50) NOT NULL DEFAULT 'before',
  current_scene_id uuid,
  ready_at timestamptz(3),
  ready_by_id uuid,
  ready_by_name varchar(255),
  override_reason text,
  CONSTRAINT ck_show_runs_phase CHECK ((phase IN ('before', 'during', 'after')))
);
CREATE TABLE show_timings (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  event_id uuid NOT NULL,
  part varchar(50) NOT NULL,
  number integer NOT NULL DEFAULT 1,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  note text,
  CONSTRAINT ck_show_timings_part CHECK ((part IN ('call', 'house_open', 'act', 'interval', 'curtain', 'other'))),
  CONSTRAINT ck_show_timings_number CHECK ((number >= 0))
);
CREATE TABLE variant_inventory (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  inventory_item_id uuid NOT NULL,
  quantity integer NOT NULL DEFAULT 1,
  notes text,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_variant_inventory_quantity CHECK ((quantity >= 0)),
  CONSTRAINT ck_variant_inventory_deletion CHECK (((deleted_at IS NULL) = (deletion_id IS NULL)))
);
ALTER TABLE event_calls ADD CONSTRAINT fk_event_calls_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE event_calls ADD CONSTRAINT fk_event_calls_event_id FOREIGN KEY (event_id) REFERENCES schedule_events(id) ON DELETE CASCADE;
ALTER TABLE event_calls ADD CONSTRAINT fk_event_calls_employee_id FOREIGN KEY (employee_id) REFERENCES employees(id) ON DELETE SET NULL;
ALTER TABLE event_calls ADD CONSTRAINT fk_event_calls_department_id FOREIGN KEY (department_id) REFERENCES departments(id) ON DELETE SET NULL;
ALTER TABLE event_calls ADD CONSTRAINT fk_event_calls_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE event_calls ADD CONSTRAINT fk_event_calls_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE event_publications ADD CONSTRAINT fk_event_publications_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE event_publications ADD CONSTRAINT fk_event_publications_event_id FOREIGN KEY (event_id) REFERENCES schedule_events(id) ON DELETE CASCADE;
ALTER TABLE event_publications ADD CONSTRAINT fk_event_publications_published_by_id FOREIGN KEY (published_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT fk_faults_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE faults ADD CONSTRAINT fk_faults_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items(id) ON DELETE RESTRICT;
ALTER TABLE faults ADD CONSTRAINT fk_faults_performance_id FOREIGN KEY (performance_id) REFERENCES performances(id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT fk_faults_event_id FOREIGN KEY (event_id) REFERENCES schedule_events(id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT fk_faults_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE faults ADD CONSTRAINT fk_faults_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE performance_members ADD CONSTRAINT fk_performance_members_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE performance_members ADD CONSTRAINT fk_performance_members_performance_id FOREIGN KEY (performance_id) REFERENCES performances(id) ON DELETE CASCADE;
ALTER TABLE performance_members ADD CONSTRAINT fk_performance_members_employee_id FOREIGN KEY (employee_id) REFERENCES employees(id) ON DELETE CASCADE;
ALTER TABLE performance_members ADD CONSTRAINT fk_performance_members_department_id FOREIGN KEY (department_id) REFERENCES departments(id) ON DELETE SET NULL;
ALTER TABLE performance_members ADD CONSTRAINT fk_performance_members_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE performance_members ADD CONSTRAINT fk_performance_members_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE performance_variants ADD CONSTRAINT fk_performance_variants_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE performance_variants ADD CONSTRAINT fk_performance_variants_performance_id FOREIGN KEY (performance_id) REFERENCES performances(id) ON DELETE CASCADE;
ALTER TABLE performance_variants ADD CONSTRAINT fk_performance_variants_venue_id FOREIGN KEY (venue_id) REFERENCES venues(id) ON DELETE SET NULL;
ALTER TABLE performance_variants ADD CONSTRAINT fk_performance_variants_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE performance_variants ADD CONSTRAINT fk_performance_variants_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_scene_id FOREIGN KEY (scene_id) REFERENCES scenes(id) ON DELETE CASCADE;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_variant_id FOREIGN KEY (variant_id) REFERENCES performance_variants(id) ON DELETE CASCADE;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_replaces_id FOREIGN KEY (replaces_id) REFERENCES run_sheet_lines(id) ON DELETE SET NULL;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_department_id FOREIGN KEY (department_id) REFERENCES departments(id) ON DELETE SET NULL;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_performance_inventory_id FOREIGN KEY (performance_inventory_id) REFERENCES performance_inventory(id) ON DELETE SET NULL;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_who_id FOREIGN KEY (who_id) REFERENCES employees(id) ON DELETE SET NULL;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE run_sheet_lines ADD CONSTRAINT fk_run_sheet_lines_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE run_sheet_marks ADD CONSTRAINT fk_run_sheet_marks_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE run_sheet_marks ADD CONSTRAINT fk_run_sheet_marks_line_id FOREIGN KEY (line_id) REFERENCES run_sheet_lines(id) ON DELETE CASCADE;
ALTER TABLE run_sheet_marks ADD CONSTRAINT fk_run_sheet_marks_event_id FOREIGN KEY (event_id) REFERENCES schedule_events(id) ON DELETE CASCADE;
ALTER TABLE run_sheet_marks ADD CONSTRAINT fk_run_sheet_marks_done_by_id FOREIGN KEY (done_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE scenes ADD CONSTRAINT fk_scenes_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE scenes ADD CONSTRAINT fk_scenes_performance_id FOREIGN KEY (performance_id) REFERENCES performances(id) ON DELETE CASCADE;
ALTER TABLE scenes ADD CONSTRAINT fk_scenes_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE scenes ADD CONSTRAINT fk_scenes_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_event_id FOREIGN KEY (event_id) REFERENCES schedule_events(id) ON DELETE CASCADE;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_department_id FOREIGN KEY (department_id) REFERENCES departments(id) ON DELETE SET NULL;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_scene_id FOREIGN KEY (scene_id) REFERENCES scenes(id) ON DELETE SET NULL;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items(id) ON DELETE SET NULL;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_task_id FOREIGN KEY (task_id) REFERENCES tasks(id) ON DELETE SET NULL;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_fault_id FOREIGN KEY (fault_id) REFERENCES faults(id) ON DELETE SET NULL;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE show_notes ADD CONSTRAINT fk_show_notes_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE show_reports ADD CONSTRAINT fk_show_reports_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE show_reports ADD CONSTRAINT fk_show_reports_event_id FOREIGN KEY (event_id) REFERENCES schedule_events(id) ON DELETE CASCADE;
ALTER TABLE show_reports ADD CONSTRAINT fk_show_reports_signed_by_id FOREIGN KEY (signed_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE show_reports ADD CONSTRAINT fk_show_reports_created_by_id FOREIGN KEY (created_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE show_reports ADD CONSTRAINT fk_show_reports_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE show_runs ADD CONSTRAINT fk_show_runs_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE show_runs ADD CONSTRAINT fk_show_runs_event_id FOREIGN KEY (event_id) REFERENCES schedule_events(id) ON DELETE CASCADE;
ALTER TABLE show_runs ADD CONSTRAINT fk_show_runs_current_scene_id FOREIGN KEY (current_scene_id) REFERENCES scenes(id) ON DELETE SET NULL;
ALTER TABLE show_runs ADD CONSTRAINT fk_show_runs_ready_by_id FOREIGN KEY (ready_by_id) REFERENCES users(id) ON DELETE SET NULL;
ALTER TABLE show_timings ADD CONSTRAINT fk_show_timings_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE show_timings ADD CONSTRAINT fk_show_timings_event_id FOREIGN KEY (event_id) REFERENCES schedule_events(id) ON DELETE CASCADE;
ALTER TABLE variant_inventory ADD CONSTRAINT fk_variant_inventory_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE variant_inventory ADD CONSTRAINT fk_variant_inventory_variant_id FOREIGN KEY (variant_id) REFERENCES performance_variants(id) ON DELETE CASCADE;
ALTER TABLE variant_inventory ADD CONSTRAINT fk_variant_inventory_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items(id) ON DELETE RESTRICT;
CREATE UNIQUE INDEX uq_event_calls_event_id_employee_id_function ON event_calls (theater_id, event_id, employee_id, function) WHERE (deleted_at IS NULL);
CREATE INDEX ix_event_calls_theater_id ON event_calls (theater_id);
CREATE INDEX ix_event_calls_event_id ON event_calls (event_id);
CREATE INDEX ix_event_calls_employee_id ON event_calls (employee_id);
CREATE INDEX ix_event_calls_department_id ON event_calls (department_id);
CREATE INDEX ix_event_calls_created_by_id ON event_calls (created_by_id);
CREATE INDEX ix_event_calls_updated_by_id ON event_calls (updated_by_id);
CREATE INDEX ix_event_calls_deleted_at ON event_calls (deleted_at) WHERE (deleted_at IS NOT NULL);
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
CREATE INDEX ix_faults_deleted_at ON faults (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ft_faults ON faults USING gin (to_tsvector('russian'::regconfig, (((COALESCE(title, ''::character varying))::text || ' '::text) || COALESCE(description, ''::text))));
CREATE UNIQUE INDEX uq_performance_members_performance_id_employee_id_function ON performance_members (theater_id, performance_id, employee_id, function) WHERE (deleted_at IS NULL);
CREATE INDEX ix_performance_members_theater_id ON performance_members (theater_id);
CREATE INDEX ix_performance_members_performance_id ON performance_members (performance_id);
CREATE INDEX ix_performance_members_employee_id ON performance_members (employee_id);
CREATE INDEX ix_performance_members_department_id ON performance_members (department_id);
CREATE INDEX ix_performance_members_created_by_id ON performance_members (created_by_id);
CREATE INDEX ix_performance_members_updated_by_id ON performance_members (updated_by_id);
CREATE INDEX ix_performance_members_deleted_at ON performance_members (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ix_performance_variants_theater_id ON performance_variants (theater_id);
CREATE INDEX ix_performance_variants_performance_id ON performance_variants (performance_id);
CREATE INDEX ix_performance_variants_venue_id ON performance_variants (venue_id);
CREATE INDEX ix_performance_variants_created_by_id ON performance_variants (created_by_id);
CREATE INDEX ix_performance_variants_updated_by_id ON performance_variants (updated_by_id);
CREATE INDEX ix_performance_variants_deleted_at ON performance_variants (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ix_run_sheet_lines_theater_id ON run_sheet_lines (theater_id);
CREATE INDEX ix_run_sheet_lines_scene_id ON run_sheet_lines (scene_id);
CREATE INDEX ix_run_sheet_lines_variant_id ON run_sheet_lines (variant_id);
CREATE INDEX ix_run_sheet_lines_replaces_id ON run_sheet_lines (replaces_id);
CREATE INDEX ix_run_sheet_lines_department_id ON run_sheet_lines (department_id);
CREATE INDEX ix_run_sheet_lines_performance_inventory_id ON run_sheet_lines (performance_inventory_id);
CREATE INDEX ix_run_sheet_lines_who_id ON run_sheet_lines (who_id);
CREATE INDEX ix_run_sheet_lines_created_by_id ON run_sheet_lines (created_by_id);
CREATE INDEX ix_run_sheet_lines_updated_by_id ON run_sheet_lines (updated_by_id);
CREATE INDEX ix_run_sheet_lines_deleted_at ON run_sheet_lines (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ft_run_sheet_lines ON run_sheet_lines USING gin (to_tsvector('russian'::regconfig, (COALESCE(what, ''::character varying))::text));
CREATE UNIQUE INDEX uq_run_sheet_marks_line_id_event_id ON run_sheet_marks (theater_id, line_id, event_id);
CREATE INDEX ix_run_sheet_marks_theater_id ON run_sheet_marks (theater_id);
CREATE INDEX ix_run_sheet_marks_line_id ON run_sheet_marks (line_id);
CREATE INDEX ix_run_sheet_marks_event_id ON run_sheet_marks (event_id);
CREATE INDEX ix_run_sheet_marks_done_by_id ON run_sheet_marks (done_by_id);
CREATE INDEX ix_scenes_theater_id ON scenes (theater_id);
CREATE INDEX ix_scenes_performance_id ON scenes (performance_id);
CREATE INDEX ix_scenes_created_by_id ON scenes (created_by_id);
CREATE INDEX ix_scenes_updated_by_id ON scenes (updated_by_id);
CREATE INDEX ix_scenes_deleted_at ON scenes (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ft_scenes ON scenes USING gin (to_tsvector('russian'::regconfig, (((COALESCE(title, ''::character varying))::text || ' '::text) || (COALESCE(place, ''::character varying))::text)));
CREATE INDEX ix_show_notes_theater_id ON show_notes (theater_id);
CREATE INDEX ix_show_notes_event_id ON show_notes (event_id);
CREATE INDEX ix_show_notes_department_id ON show_notes (department_id);
CREATE INDEX ix_show_notes_scene_id ON show_notes (scene_id);
CREATE INDEX ix_show_notes_inventory_item_id ON show_notes (inventory_item_id);
CREATE INDEX ix_show_notes_task_id ON show_notes (task_id);
CREATE INDEX ix_show_notes_fault_id ON show_notes (fault_id);
CREATE INDEX ix_show_notes_created_by_id ON show_notes (created_by_id);
CREATE INDEX ix_show_notes_updated_by_id ON show_notes (updated_by_id);
CREATE INDEX ix_show_notes_deleted_at ON show_notes (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX uq_show_reports_event_id ON show_reports (theater_id, event_id) WHERE (deleted_at IS NULL);
CREATE INDEX ix_show_reports_theater_id ON show_reports (theater_id);
CREATE INDEX ix_show_reports_event_id ON show_reports (event_id);
CREATE INDEX ix_show_reports_signed_by_id ON show_reports (signed_by_id);
CREATE INDEX ix_show_reports_created_by_id ON show_reports (created_by_id);
CREATE INDEX ix_show_reports_updated_by_id ON show_reports (updated_by_id);
CREATE INDEX ix_show_reports_deleted_at ON show_reports (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX uq_show_runs_event_id ON show_runs (theater_id, event_id);
CREATE INDEX ix_show_runs_theater_id ON show_runs (theater_id);
CREATE INDEX ix_show_runs_event_id ON show_runs (event_id);
CREATE INDEX ix_show_runs_current_scene_id ON show_runs (current_scene_id);
CREATE INDEX ix_show_runs_ready_by_id ON show_runs (ready_by_id);
CREATE UNIQUE INDEX uq_show_timings_event_id_part_number ON show_timings (theater_id, event_id, part, number);
CREATE INDEX ix_show_timings_theater_id ON show_timings (theater_id);
CREATE INDEX ix_show_timings_event_id ON show_timings (event_id);
CREATE UNIQUE INDEX uq_variant_inventory_variant_id_inventory_item_id ON variant_inventory (theater_id, variant_id, inventory_item_id) WHERE (deleted_at IS NULL);
CREATE INDEX ix_variant_inventory_theater_id ON variant_inventory (theater_id);
CREATE INDEX ix_variant_inventory_variant_id ON variant_inventory (variant_id);
CREATE INDEX ix_variant_inventory_inventory_item_id ON variant_inventory (inventory_item_id);
CREATE INDEX ix_variant_inventory_deleted_at ON variant_inventory (deleted_at) WHERE (deleted_at IS NOT NULL);
ALTER TABLE attachments DROP CONSTRAINT ck_attachments_entity_table;
ALTER TABLE attachments ADD CONSTRAINT ck_attachments_entity_table CHECK ((entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues', 'passport_sections', 'checklist_items', 'show_notes', 'faults')));
ALTER TABLE checklist_items ADD COLUMN responsible_id uuid;
ALTER TABLE checklist_items ADD COLUMN inventory_item_id uuid;
ALTER TABLE checklist_items ADD CONSTRAINT fk_checklist_items_responsible_id FOREIGN KEY (responsible_id) REFERENCES employees(id) ON DELETE SET NULL;
ALTER TABLE checklist_items ADD CONSTRAINT fk_checklist_items_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items(id) ON DELETE SET NULL;
CREATE INDEX ix_checklist_items_responsible_id ON checklist_items (responsible_id);
CREATE INDEX ix_checklist_items_inventory_item_id ON checklist_items (inventory_item_id);
ALTER TABLE notifications ADD COLUMN data jsonb NOT NULL DEFAULT '{}';
ALTER TABLE passport_sections ADD COLUMN department_id uuid;
ALTER TABLE passport_sections ADD COLUMN variant_id uuid;
ALTER TABLE passport_sections ADD COLUMN replaces_id uuid;
ALTER TABLE passport_sections ADD COLUMN checked_at timestamptz(3);
ALTER TABLE passport_sections ADD COLUMN checked_by_name varchar(255);
ALTER TABLE passport_sections ADD CONSTRAINT fk_passport_sections_department_id FOREIGN KEY (department_id) REFERENCES departments(id) ON DELETE SET NULL;
ALTER TABLE passport_sections ADD CONSTRAINT fk_passport_sections_variant_id FOREIGN KEY (variant_id) REFERENCES performance_variants(id) ON DELETE CASCADE;
ALTER TABLE passport_sections ADD CONSTRAINT fk_passport_sections_replaces_id FOREIGN KEY (replaces_id) REFERENCES passport_sections(id) ON DELETE SET NULL;
CREATE INDEX ix_passport_sections_department_id ON passport_sections (department_id);
CREATE INDEX ix_passport_sections_variant_id ON passport_sections (variant_id);
CREATE INDEX ix_passport_sections_replaces_id ON passport_sections (replaces_id);
ALTER TABLE performance_checklists ADD COLUMN variant_id uuid;
ALTER TABLE performance_checklists ADD CONSTRAINT fk_performance_checklists_variant_id FOREIGN KEY (variant_id) REFERENCES performance_variants(id) ON DELETE CASCADE;
CREATE INDEX ix_performance_checklists_variant_id ON performance_checklists (variant_id);
ALTER TABLE schedule_events ADD COLUMN activity varchar(50);
ALTER TABLE schedule_events ADD COLUMN call_time time(0);
ALTER TABLE schedule_events ADD COLUMN variant_id uuid;
ALTER TABLE schedule_events ADD CONSTRAINT ck_schedule_events_activity CHECK ((activity IN ('load_in', 'load_out', 'lighting', 'sound_check', 'fitting', 'read_through', 'put_in', 'travel', 'day_off')));
ALTER TABLE schedule_events ADD CONSTRAINT fk_schedule_events_variant_id FOREIGN KEY (variant_id) REFERENCES performance_variants(id) ON DELETE SET NULL;
CREATE INDEX ix_schedule_events_variant_id ON schedule_events (variant_id);
