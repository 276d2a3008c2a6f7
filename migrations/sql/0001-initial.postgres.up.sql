CREATE TABLE theaters (
  id uuid PRIMARY KEY NOT NULL,
  name varchar(255) NOT NULL,
  code varchar(50) NOT NULL,
  address text,
  city varchar(100),
  timezone varchar(64) NOT NULL DEFAULT 'Europe/Moscow',
  is_active boolean NOT NULL DEFAULT true,
  settings jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_theaters_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE departments (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  code varchar(50) NOT NULL,
  description text,
  head_id uuid,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_departments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE directions (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  code varchar(50) NOT NULL,
  description text,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_directions_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE users (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  email varchar(255) NOT NULL,
  hashed_password varchar(255) NOT NULL DEFAULT '',
  first_name varchar(100) NOT NULL,
  last_name varchar(100) NOT NULL,
  patronymic varchar(100),
  phone varchar(20),
  is_active boolean NOT NULL DEFAULT true,
  is_verified boolean NOT NULL DEFAULT false,
  is_superuser boolean NOT NULL DEFAULT false,
  department_id uuid,
  avatar_url varchar(500),
  notification_settings jsonb NOT NULL DEFAULT '{}',
  last_login_at timestamptz(3),
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_users_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE roles (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid,
  name varchar(100) NOT NULL,
  code varchar(50) NOT NULL,
  description text,
  permissions text[] NOT NULL DEFAULT '{}',
  is_system boolean NOT NULL DEFAULT false,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_roles_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE user_roles (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role_id uuid NOT NULL,
  granted_by_id uuid,
  granted_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_user_roles_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE employees (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  user_id uuid,
  direction_id uuid,
  department_id uuid,
  full_name varchar(255) NOT NULL,
  email varchar(255),
  position varchar(100),
  hourly_rate numeric(10,2),
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_employees_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE refresh_tokens (
  id uuid PRIMARY KEY NOT NULL,
  user_id uuid NOT NULL,
  device_id uuid NOT NULL,
  family_id uuid NOT NULL,
  token_hash varchar(255) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  device_info varchar(255),
  ip_address varchar(45),
  is_revoked boolean NOT NULL DEFAULT false,
  revoked_at timestamptz(3),
  created_at timestamptz(3) NOT NULL
);
CREATE TABLE settings (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  key varchar(100) NOT NULL,
  value jsonb NOT NULL DEFAULT '{}',
  updated_by_id uuid,
  updated_at timestamptz(3) NOT NULL
);
CREATE TABLE inventory_categories (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  code varchar(50) NOT NULL,
  description text,
  parent_id uuid,
  department_id uuid,
  color varchar(7),
  icon varchar(50),
  is_active boolean NOT NULL DEFAULT true,
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_inventory_categories_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE inventory_locations (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  code varchar(50) NOT NULL,
  description text,
  parent_id uuid,
  type varchar(50) NOT NULL DEFAULT 'warehouse',
  address varchar(255),
  city varchar(100),
  is_active boolean NOT NULL DEFAULT true,
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_inventory_locations_type CHECK (type IN ('warehouse', 'stage', 'rehearsal', 'tour')),
  CONSTRAINT ck_inventory_locations_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE inventory_items (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  inventory_number varchar(50) NOT NULL,
  barcode varchar(100),
  description text,
  technical_description text,
  category_id uuid,
  location_id uuid,
  case_item_id uuid,
  status varchar(50) NOT NULL DEFAULT 'in_stock',
  quantity integer NOT NULL DEFAULT 0,
  unit varchar(50) NOT NULL DEFAULT 'шт',
  purchase_price numeric(12,2),
  current_value numeric(12,2),
  purchase_date date,
  warranty_until date,
  width numeric(10,2),
  height numeric(10,2),
  depth numeric(10,2),
  weight numeric(10,2),
  serial_number varchar(100),
  manufacturer varchar(255),
  model varchar(255),
  condition varchar(50) NOT NULL DEFAULT 'good',
  custom_fields jsonb NOT NULL DEFAULT '{}',
  is_active boolean NOT NULL DEFAULT true,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_inventory_items_status CHECK (status IN ('in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned')),
  CONSTRAINT ck_inventory_items_quantity CHECK (quantity >= 0),
  CONSTRAINT ck_inventory_items_condition CHECK (condition IN ('good', 'fair', 'poor')),
  CONSTRAINT ck_inventory_items_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE inventory_photos (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  inventory_item_id uuid NOT NULL,
  file_path varchar(500) NOT NULL,
  thumbnail_path varchar(500),
  is_main boolean NOT NULL DEFAULT false,
  sort_order integer NOT NULL DEFAULT 0,
  uploaded_by_id uuid,
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_inventory_photos_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE inventory_history (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  item_id uuid NOT NULL,
  movement_type varchar(50) NOT NULL,
  from_location_id uuid,
  to_location_id uuid,
  quantity integer NOT NULL,
  comment text,
  performance_id uuid,
  event_id uuid,
  count_id uuid,
  occurred_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  created_by_name varchar(255) NOT NULL,
  CONSTRAINT ck_inventory_history_movement_type CHECK (movement_type IN ('receipt', 'transfer', 'issue', 'return', 'reserve', 'release', 'repair_out', 'repair_in', 'write_off', 'count_adjustment', 'tour_out', 'tour_in')),
  CONSTRAINT ck_inventory_history_quantity CHECK (quantity > 0)
);
CREATE TABLE inventory_stock (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  item_id uuid NOT NULL,
  location_id uuid NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT ck_inventory_stock_quantity CHECK (quantity >= 0)
);
CREATE TABLE inventory_counts (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  location_id uuid NOT NULL,
  category_id uuid,
  status varchar(50) NOT NULL DEFAULT 'draft',
  is_blind boolean NOT NULL DEFAULT false,
  started_at timestamptz(3),
  posted_at timestamptz(3),
  posted_by_id uuid,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_inventory_counts_status CHECK (status IN ('draft', 'counting', 'review', 'posted', 'cancelled')),
  CONSTRAINT ck_inventory_counts_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE inventory_count_lines (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  count_id uuid NOT NULL,
  item_id uuid NOT NULL,
  location_id uuid NOT NULL,
  expected_quantity integer NOT NULL,
  resolution varchar(50) NOT NULL DEFAULT 'pending',
  recount_pass integer NOT NULL DEFAULT 0,
  note text,
  CONSTRAINT ck_inventory_count_lines_resolution CHECK (resolution IN ('pending', 'accepted', 'recount', 'ignored'))
);
CREATE TABLE inventory_count_entries (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  count_id uuid NOT NULL,
  item_id uuid,
  scanned_code varchar(100),
  location_id uuid NOT NULL,
  quantity integer NOT NULL,
  recount_pass integer NOT NULL DEFAULT 0,
  undoes_id uuid,
  counted_by_id uuid,
  counted_by_name varchar(255) NOT NULL,
  device_id uuid NOT NULL,
  counted_at timestamptz(3) NOT NULL
);
CREATE TABLE performances (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  title varchar(255) NOT NULL,
  subtitle varchar(255),
  description text,
  author varchar(255),
  director varchar(255),
  composer varchar(255),
  choreographer varchar(255),
  artist varchar(255),
  genre varchar(100),
  age_rating varchar(10),
  duration_minutes integer,
  intermissions integer,
  premiere_date date,
  status varchar(50) NOT NULL DEFAULT 'in_development',
  poster_path varchar(500),
  video_url varchar(500),
  archived_at timestamptz(3),
  extra_data jsonb NOT NULL DEFAULT '{}',
  is_active boolean NOT NULL DEFAULT true,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_performances_status CHECK (status IN ('in_development', 'premiere', 'active', 'paused', 'archived')),
  CONSTRAINT ck_performances_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE passport_sections (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  performance_id uuid NOT NULL,
  section_type varchar(50) NOT NULL DEFAULT 'general',
  title varchar(100) NOT NULL,
  content text,
  responsible_id uuid,
  data jsonb NOT NULL DEFAULT '{}',
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_passport_sections_section_type CHECK (section_type IN ('general', 'light', 'sound', 'machinery', 'props', 'costume', 'makeup', 'video', 'effects', 'safety')),
  CONSTRAINT ck_passport_sections_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE passport_documents (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  section_id uuid NOT NULL,
  document_id uuid NOT NULL,
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_passport_documents_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE performance_inventory (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  performance_id uuid NOT NULL,
  inventory_item_id uuid NOT NULL,
  quantity integer NOT NULL DEFAULT 1,
  notes text,
  is_consumable boolean NOT NULL DEFAULT false,
  created_by_id uuid,
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_performance_inventory_quantity CHECK (quantity > 0),
  CONSTRAINT ck_performance_inventory_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE performance_checklists (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  performance_id uuid,
  department_id uuid,
  name varchar(255) NOT NULL,
  phase varchar(50) NOT NULL DEFAULT 'pre_show',
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_performance_checklists_phase CHECK (phase IN ('load_in', 'pre_show', 'during', 'post_show', 'load_out')),
  CONSTRAINT ck_performance_checklists_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE checklist_items (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  checklist_id uuid NOT NULL,
  title varchar(255) NOT NULL,
  note text,
  sort_order integer NOT NULL DEFAULT 0,
  is_critical boolean NOT NULL DEFAULT false,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_checklist_items_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE checklist_marks (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  checklist_item_id uuid NOT NULL,
  event_id uuid NOT NULL,
  is_done boolean NOT NULL DEFAULT false,
  done_by_id uuid,
  done_by_name varchar(255),
  done_at timestamptz(3),
  note text
);
CREATE TABLE performance_condition (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  performance_id uuid NOT NULL,
  season integer NOT NULL,
  department_id uuid,
  condition varchar(50) NOT NULL DEFAULT 'good',
  notes text,
  assessed_by_id uuid,
  assessed_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_performance_condition_condition CHECK (condition IN ('good', 'fair', 'poor')),
  CONSTRAINT ck_performance_condition_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE venues (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  code varchar(50) NOT NULL,
  type varchar(50) NOT NULL DEFAULT 'stage',
  capacity integer,
  address text,
  city varchar(100),
  timezone varchar(64),
  is_active boolean NOT NULL DEFAULT true,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_venues_type CHECK (type IN ('stage', 'rehearsal', 'tour')),
  CONSTRAINT ck_venues_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE schedule_events (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  title varchar(255) NOT NULL,
  description text,
  event_type varchar(50) NOT NULL DEFAULT 'performance',
  status varchar(50) NOT NULL DEFAULT 'planned',
  event_date date NOT NULL,
  start_time time(0),
  end_time time(0),
  stage_ready_time time(0),
  venue_id uuid,
  venue_text varchar(255),
  tour_city varchar(100),
  tour_venue_name varchar(255),
  performance_id uuid,
  color varchar(7),
  extra_data jsonb NOT NULL DEFAULT '{}',
  is_public boolean NOT NULL DEFAULT true,
  is_active boolean NOT NULL DEFAULT true,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_schedule_events_event_type CHECK (event_type IN ('performance', 'rehearsal', 'technical', 'run_through', 'premiere', 'tour', 'dress_rehearsal', 'meeting', 'maintenance', 'other')),
  CONSTRAINT ck_schedule_events_status CHECK (status IN ('planned', 'confirmed', 'in_progress', 'completed', 'cancelled')),
  CONSTRAINT ck_schedule_events_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE event_participants (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  event_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role varchar(100),
  status varchar(50) NOT NULL DEFAULT 'invited',
  note text,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_event_participants_status CHECK (status IN ('invited', 'confirmed', 'declined')),
  CONSTRAINT ck_event_participants_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE event_inventory (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  event_id uuid NOT NULL,
  inventory_item_id uuid NOT NULL,
  quantity integer NOT NULL DEFAULT 1,
  status varchar(50) NOT NULL DEFAULT 'planned',
  case_item_id uuid,
  note text,
  changed_by_id uuid,
  changed_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_event_inventory_quantity CHECK (quantity > 0),
  CONSTRAINT ck_event_inventory_status CHECK (status IN ('planned', 'packed', 'loaded', 'on_site', 'returned', 'missing')),
  CONSTRAINT ck_event_inventory_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE document_categories (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  code varchar(50) NOT NULL,
  description text,
  parent_id uuid,
  department_id uuid,
  color varchar(7),
  icon varchar(50),
  is_active boolean NOT NULL DEFAULT true,
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_document_categories_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE documents (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  category_id uuid,
  file_path varchar(500) NOT NULL,
  file_name varchar(255) NOT NULL,
  file_size bigint NOT NULL,
  mime_type varchar(100) NOT NULL,
  file_type varchar(50) NOT NULL DEFAULT 'other',
  current_version integer NOT NULL DEFAULT 1,
  status varchar(50) NOT NULL DEFAULT 'active',
  performance_id uuid,
  extra_data jsonb NOT NULL DEFAULT '{}',
  is_public boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_documents_file_type CHECK (file_type IN ('pdf', 'image', 'video', 'audio', 'text', 'spreadsheet', 'drawing', 'archive', 'other')),
  CONSTRAINT ck_documents_status CHECK (status IN ('draft', 'active', 'archived')),
  CONSTRAINT ck_documents_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE document_versions (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version integer NOT NULL,
  file_path varchar(500) NOT NULL,
  file_name varchar(255) NOT NULL,
  file_size bigint NOT NULL,
  comment text,
  created_by_id uuid,
  created_at timestamptz(3) NOT NULL
);
CREATE TABLE tags (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(50) NOT NULL,
  color varchar(7),
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_tags_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE document_tags (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  document_id uuid NOT NULL,
  tag_id uuid NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_document_tags_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE projects (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  code varchar(50),
  description text,
  direction_id uuid,
  manager_id uuid,
  performance_id uuid,
  status varchar(50) NOT NULL DEFAULT 'planned',
  starts_on date,
  ends_on date,
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_projects_status CHECK (status IN ('planned', 'active', 'paused', 'completed', 'cancelled')),
  CONSTRAINT ck_projects_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE project_phases (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  project_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  starts_on date,
  ends_on date,
  sort_order integer NOT NULL DEFAULT 0,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_project_phases_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE project_members (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  project_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  role varchar(100),
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_project_members_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE tasks (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  title varchar(255) NOT NULL,
  description text,
  project_id uuid,
  performance_id uuid,
  department_id uuid,
  assignee_id uuid,
  deadline timestamptz(3),
  event_date date,
  status varchar(50) NOT NULL DEFAULT 'created',
  priority varchar(50) NOT NULL DEFAULT 'medium',
  completed_at timestamptz(3),
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_tasks_status CHECK (status IN ('created', 'assigned', 'in_progress', 'review', 'completed', 'rejected')),
  CONSTRAINT ck_tasks_priority CHECK (priority IN ('low', 'medium', 'high', 'critical')),
  CONSTRAINT ck_tasks_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE task_subtasks (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  task_id uuid NOT NULL,
  title varchar(255) NOT NULL,
  is_completed boolean NOT NULL DEFAULT false,
  completed_at timestamptz(3),
  sort_order integer NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_task_subtasks_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE task_comments (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  task_id uuid NOT NULL,
  content text NOT NULL,
  author_id uuid,
  author_name varchar(255) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_task_comments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE task_attachments (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  task_id uuid NOT NULL,
  file_path varchar(500) NOT NULL,
  file_name varchar(255) NOT NULL,
  file_size bigint,
  mime_type varchar(100),
  uploaded_by_id uuid,
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_task_attachments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE time_entries (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  project_id uuid NOT NULL,
  task_id uuid,
  phase_id uuid,
  date date NOT NULL,
  hours numeric(5,2) NOT NULL,
  description text,
  status varchar(50) NOT NULL DEFAULT 'draft',
  approved_by_id uuid,
  approved_by_name varchar(255),
  approved_at timestamptz(3),
  deleted_at timestamptz(3),
  deletion_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  created_by_id uuid,
  updated_by_id uuid,
  CONSTRAINT ck_time_entries_status CHECK (status IN ('draft', 'submitted', 'approved', 'rejected')),
  CONSTRAINT ck_time_entries_hours CHECK (CAST(hours AS numeric) > 0 AND CAST(hours AS numeric) <= 24),
  CONSTRAINT ck_time_entries_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE approval_workflows (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  time_entry_id uuid NOT NULL,
  approver_id uuid,
  approver_name varchar(255) NOT NULL,
  decision varchar(50) NOT NULL,
  comment text,
  decided_at timestamptz(3) NOT NULL,
  CONSTRAINT ck_approval_workflows_decision CHECK (decision IN ('submitted', 'approved', 'rejected', 'withdrawn'))
);
CREATE TABLE comments (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  entity_type varchar(50) NOT NULL,
  entity_id uuid NOT NULL,
  author_id uuid,
  author_name varchar(255) NOT NULL,
  content text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  deletion_id uuid,
  CONSTRAINT ck_comments_entity_type CHECK (entity_type IN ('projects', 'performances', 'inventory_items', 'schedule_events', 'time_entries')),
  CONSTRAINT ck_comments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
);
CREATE TABLE notifications (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  user_id uuid NOT NULL,
  type varchar(100) NOT NULL,
  title varchar(255) NOT NULL,
  message text,
  entity_type varchar(50),
  entity_id uuid,
  is_read boolean NOT NULL DEFAULT false,
  read_at timestamptz(3),
  created_at timestamptz(3) NOT NULL
);
CREATE TABLE activity_log (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  employee_id uuid,
  user_id uuid,
  actor_name varchar(255) NOT NULL,
  action varchar(100) NOT NULL,
  entity_type varchar(50) NOT NULL,
  entity_id uuid NOT NULL,
  changes jsonb NOT NULL DEFAULT '{}',
  occurred_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL
);
CREATE TABLE deletions (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  root_table varchar(50) NOT NULL,
  root_id uuid NOT NULL,
  root_title varchar(255),
  reason text,
  row_count integer NOT NULL,
  deleted_by_id uuid,
  deleted_by_name varchar(255) NOT NULL,
  deleted_at timestamptz(3) NOT NULL,
  duration_ms integer NOT NULL,
  restored_at timestamptz(3),
  restored_by_id uuid
);
CREATE TABLE deletion_effects (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  deletion_id uuid NOT NULL,
  entity_type varchar(50) NOT NULL,
  entity_id uuid NOT NULL,
  kind varchar(50) NOT NULL,
  column_name varchar(50),
  previous_value uuid,
  CONSTRAINT ck_deletion_effects_kind CHECK (kind IN ('delete', 'clear'))
);
CREATE TABLE conflicts (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  entity_type varchar(50) NOT NULL,
  entity_id uuid NOT NULL,
  column_name varchar(50) NOT NULL,
  base_value jsonb NOT NULL DEFAULT '{}',
  kept_value jsonb NOT NULL DEFAULT '{}',
  other_value jsonb NOT NULL DEFAULT '{}',
  kept_by_name varchar(255) NOT NULL,
  other_by_id uuid,
  other_by_name varchar(255) NOT NULL,
  kept_by_id uuid,
  status varchar(50) NOT NULL DEFAULT 'open',
  detected_at timestamptz(3) NOT NULL,
  resolved_at timestamptz(3),
  resolved_by_id uuid,
  resolved_by_name varchar(255),
  CONSTRAINT ck_conflicts_status CHECK (status IN ('open', 'kept', 'swapped'))
);
CREATE TABLE devices (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  token_hash varchar(255) NOT NULL DEFAULT '',
  registered_by_id uuid,
  registered_at timestamptz(3) NOT NULL,
  last_seen_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE TABLE device_progress (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  last_sequence integer NOT NULL,
  barrier integer NOT NULL
);
CREATE TABLE mutation_results (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  device_id uuid NOT NULL,
  sequence integer NOT NULL,
  mutation_id uuid NOT NULL,
  code varchar(100) NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz(3) NOT NULL
);
ALTER TABLE departments ADD CONSTRAINT fk_departments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE departments ADD CONSTRAINT fk_departments_head_id FOREIGN KEY (head_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE directions ADD CONSTRAINT fk_directions_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE users ADD CONSTRAINT fk_users_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE users ADD CONSTRAINT fk_users_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL;
ALTER TABLE roles ADD CONSTRAINT fk_roles_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE user_roles ADD CONSTRAINT fk_user_roles_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE user_roles ADD CONSTRAINT fk_user_roles_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE user_roles ADD CONSTRAINT fk_user_roles_role_id FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE CASCADE;
ALTER TABLE user_roles ADD CONSTRAINT fk_user_roles_granted_by_id FOREIGN KEY (granted_by_id) REFERENCES employees (id) ON DELETE SET NULL;
ALTER TABLE employees ADD CONSTRAINT fk_employees_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE employees ADD CONSTRAINT fk_employees_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE employees ADD CONSTRAINT fk_employees_direction_id FOREIGN KEY (direction_id) REFERENCES directions (id) ON DELETE SET NULL;
ALTER TABLE employees ADD CONSTRAINT fk_employees_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL;
ALTER TABLE employees ADD CONSTRAINT fk_employees_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE employees ADD CONSTRAINT fk_employees_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE refresh_tokens ADD CONSTRAINT fk_refresh_tokens_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE settings ADD CONSTRAINT fk_settings_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE settings ADD CONSTRAINT fk_settings_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES employees (id) ON DELETE SET NULL;
ALTER TABLE inventory_categories ADD CONSTRAINT fk_inventory_categories_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_categories ADD CONSTRAINT fk_inventory_categories_parent_id FOREIGN KEY (parent_id) REFERENCES inventory_categories (id) ON DELETE SET NULL;
ALTER TABLE inventory_categories ADD CONSTRAINT fk_inventory_categories_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL;
ALTER TABLE inventory_categories ADD CONSTRAINT fk_inventory_categories_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_categories ADD CONSTRAINT fk_inventory_categories_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_locations ADD CONSTRAINT fk_inventory_locations_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_locations ADD CONSTRAINT fk_inventory_locations_parent_id FOREIGN KEY (parent_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT;
ALTER TABLE inventory_locations ADD CONSTRAINT fk_inventory_locations_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_locations ADD CONSTRAINT fk_inventory_locations_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_items ADD CONSTRAINT fk_inventory_items_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_items ADD CONSTRAINT fk_inventory_items_category_id FOREIGN KEY (category_id) REFERENCES inventory_categories (id) ON DELETE SET NULL;
ALTER TABLE inventory_items ADD CONSTRAINT fk_inventory_items_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT;
ALTER TABLE inventory_items ADD CONSTRAINT fk_inventory_items_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items (id) ON DELETE SET NULL;
ALTER TABLE inventory_items ADD CONSTRAINT fk_inventory_items_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_items ADD CONSTRAINT fk_inventory_items_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_photos ADD CONSTRAINT fk_inventory_photos_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_photos ADD CONSTRAINT fk_inventory_photos_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE CASCADE;
ALTER TABLE inventory_photos ADD CONSTRAINT fk_inventory_photos_uploaded_by_id FOREIGN KEY (uploaded_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_history ADD CONSTRAINT fk_inventory_history_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_history ADD CONSTRAINT fk_inventory_history_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT;
ALTER TABLE inventory_history ADD CONSTRAINT fk_inventory_history_from_location_id FOREIGN KEY (from_location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT;
ALTER TABLE inventory_history ADD CONSTRAINT fk_inventory_history_to_location_id FOREIGN KEY (to_location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT;
ALTER TABLE inventory_history ADD CONSTRAINT fk_inventory_history_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL;
ALTER TABLE inventory_history ADD CONSTRAINT fk_inventory_history_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE SET NULL;
ALTER TABLE inventory_history ADD CONSTRAINT fk_inventory_history_count_id FOREIGN KEY (count_id) REFERENCES inventory_counts (id) ON DELETE SET NULL;
ALTER TABLE inventory_history ADD CONSTRAINT fk_inventory_history_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_stock ADD CONSTRAINT fk_inventory_stock_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_stock ADD CONSTRAINT fk_inventory_stock_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE CASCADE;
ALTER TABLE inventory_stock ADD CONSTRAINT fk_inventory_stock_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT;
ALTER TABLE inventory_counts ADD CONSTRAINT fk_inventory_counts_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_counts ADD CONSTRAINT fk_inventory_counts_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT;
ALTER TABLE inventory_counts ADD CONSTRAINT fk_inventory_counts_category_id FOREIGN KEY (category_id) REFERENCES inventory_categories (id) ON DELETE SET NULL;
ALTER TABLE inventory_counts ADD CONSTRAINT fk_inventory_counts_posted_by_id FOREIGN KEY (posted_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_counts ADD CONSTRAINT fk_inventory_counts_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_counts ADD CONSTRAINT fk_inventory_counts_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE inventory_count_lines ADD CONSTRAINT fk_inventory_count_lines_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_count_lines ADD CONSTRAINT fk_inventory_count_lines_count_id FOREIGN KEY (count_id) REFERENCES inventory_counts (id) ON DELETE CASCADE;
ALTER TABLE inventory_count_lines ADD CONSTRAINT fk_inventory_count_lines_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT;
ALTER TABLE inventory_count_lines ADD CONSTRAINT fk_inventory_count_lines_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT;
ALTER TABLE inventory_count_entries ADD CONSTRAINT fk_inventory_count_entries_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE inventory_count_entries ADD CONSTRAINT fk_inventory_count_entries_count_id FOREIGN KEY (count_id) REFERENCES inventory_counts (id) ON DELETE CASCADE;
ALTER TABLE inventory_count_entries ADD CONSTRAINT fk_inventory_count_entries_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT;
ALTER TABLE inventory_count_entries ADD CONSTRAINT fk_inventory_count_entries_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT;
ALTER TABLE inventory_count_entries ADD CONSTRAINT fk_inventory_count_entries_undoes_id FOREIGN KEY (undoes_id) REFERENCES inventory_count_entries (id) ON DELETE SET NULL;
ALTER TABLE inventory_count_entries ADD CONSTRAINT fk_inventory_count_entries_counted_by_id FOREIGN KEY (counted_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE performances ADD CONSTRAINT fk_performances_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE performances ADD CONSTRAINT fk_performances_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE performances ADD CONSTRAINT fk_performances_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE passport_sections ADD CONSTRAINT fk_passport_sections_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE passport_sections ADD CONSTRAINT fk_passport_sections_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE;
ALTER TABLE passport_sections ADD CONSTRAINT fk_passport_sections_responsible_id FOREIGN KEY (responsible_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE passport_sections ADD CONSTRAINT fk_passport_sections_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE passport_sections ADD CONSTRAINT fk_passport_sections_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE passport_documents ADD CONSTRAINT fk_passport_documents_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE passport_documents ADD CONSTRAINT fk_passport_documents_section_id FOREIGN KEY (section_id) REFERENCES passport_sections (id) ON DELETE CASCADE;
ALTER TABLE passport_documents ADD CONSTRAINT fk_passport_documents_document_id FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE;
ALTER TABLE performance_inventory ADD CONSTRAINT fk_performance_inventory_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE performance_inventory ADD CONSTRAINT fk_performance_inventory_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE;
ALTER TABLE performance_inventory ADD CONSTRAINT fk_performance_inventory_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT;
ALTER TABLE performance_inventory ADD CONSTRAINT fk_performance_inventory_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE performance_checklists ADD CONSTRAINT fk_performance_checklists_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE performance_checklists ADD CONSTRAINT fk_performance_checklists_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE;
ALTER TABLE performance_checklists ADD CONSTRAINT fk_performance_checklists_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL;
ALTER TABLE performance_checklists ADD CONSTRAINT fk_performance_checklists_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE performance_checklists ADD CONSTRAINT fk_performance_checklists_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE checklist_items ADD CONSTRAINT fk_checklist_items_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE checklist_items ADD CONSTRAINT fk_checklist_items_checklist_id FOREIGN KEY (checklist_id) REFERENCES performance_checklists (id) ON DELETE CASCADE;
ALTER TABLE checklist_marks ADD CONSTRAINT fk_checklist_marks_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE checklist_marks ADD CONSTRAINT fk_checklist_marks_checklist_item_id FOREIGN KEY (checklist_item_id) REFERENCES checklist_items (id) ON DELETE CASCADE;
ALTER TABLE checklist_marks ADD CONSTRAINT fk_checklist_marks_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE;
ALTER TABLE checklist_marks ADD CONSTRAINT fk_checklist_marks_done_by_id FOREIGN KEY (done_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE performance_condition ADD CONSTRAINT fk_performance_condition_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE performance_condition ADD CONSTRAINT fk_performance_condition_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE;
ALTER TABLE performance_condition ADD CONSTRAINT fk_performance_condition_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL;
ALTER TABLE performance_condition ADD CONSTRAINT fk_performance_condition_assessed_by_id FOREIGN KEY (assessed_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE performance_condition ADD CONSTRAINT fk_performance_condition_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE performance_condition ADD CONSTRAINT fk_performance_condition_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE venues ADD CONSTRAINT fk_venues_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE venues ADD CONSTRAINT fk_venues_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE venues ADD CONSTRAINT fk_venues_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE schedule_events ADD CONSTRAINT fk_schedule_events_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE schedule_events ADD CONSTRAINT fk_schedule_events_venue_id FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE SET NULL;
ALTER TABLE schedule_events ADD CONSTRAINT fk_schedule_events_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL;
ALTER TABLE schedule_events ADD CONSTRAINT fk_schedule_events_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE schedule_events ADD CONSTRAINT fk_schedule_events_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE event_participants ADD CONSTRAINT fk_event_participants_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE event_participants ADD CONSTRAINT fk_event_participants_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE;
ALTER TABLE event_participants ADD CONSTRAINT fk_event_participants_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE event_inventory ADD CONSTRAINT fk_event_inventory_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE event_inventory ADD CONSTRAINT fk_event_inventory_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE;
ALTER TABLE event_inventory ADD CONSTRAINT fk_event_inventory_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT;
ALTER TABLE event_inventory ADD CONSTRAINT fk_event_inventory_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items (id) ON DELETE SET NULL;
ALTER TABLE event_inventory ADD CONSTRAINT fk_event_inventory_changed_by_id FOREIGN KEY (changed_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE document_categories ADD CONSTRAINT fk_document_categories_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE document_categories ADD CONSTRAINT fk_document_categories_parent_id FOREIGN KEY (parent_id) REFERENCES document_categories (id) ON DELETE SET NULL;
ALTER TABLE document_categories ADD CONSTRAINT fk_document_categories_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL;
ALTER TABLE document_categories ADD CONSTRAINT fk_document_categories_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE document_categories ADD CONSTRAINT fk_document_categories_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE documents ADD CONSTRAINT fk_documents_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE documents ADD CONSTRAINT fk_documents_category_id FOREIGN KEY (category_id) REFERENCES document_categories (id) ON DELETE SET NULL;
ALTER TABLE documents ADD CONSTRAINT fk_documents_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL;
ALTER TABLE documents ADD CONSTRAINT fk_documents_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE documents ADD CONSTRAINT fk_documents_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE document_versions ADD CONSTRAINT fk_document_versions_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE document_versions ADD CONSTRAINT fk_document_versions_document_id FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE;
ALTER TABLE document_versions ADD CONSTRAINT fk_document_versions_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE tags ADD CONSTRAINT fk_tags_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE document_tags ADD CONSTRAINT fk_document_tags_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE document_tags ADD CONSTRAINT fk_document_tags_document_id FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE;
ALTER TABLE document_tags ADD CONSTRAINT fk_document_tags_tag_id FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE;
ALTER TABLE projects ADD CONSTRAINT fk_projects_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE projects ADD CONSTRAINT fk_projects_direction_id FOREIGN KEY (direction_id) REFERENCES directions (id) ON DELETE SET NULL;
ALTER TABLE projects ADD CONSTRAINT fk_projects_manager_id FOREIGN KEY (manager_id) REFERENCES employees (id) ON DELETE SET NULL;
ALTER TABLE projects ADD CONSTRAINT fk_projects_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL;
ALTER TABLE projects ADD CONSTRAINT fk_projects_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE projects ADD CONSTRAINT fk_projects_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE project_phases ADD CONSTRAINT fk_project_phases_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE project_phases ADD CONSTRAINT fk_project_phases_project_id FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE;
ALTER TABLE project_members ADD CONSTRAINT fk_project_members_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE project_members ADD CONSTRAINT fk_project_members_project_id FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE;
ALTER TABLE project_members ADD CONSTRAINT fk_project_members_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE CASCADE;
ALTER TABLE tasks ADD CONSTRAINT fk_tasks_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE tasks ADD CONSTRAINT fk_tasks_project_id FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE;
ALTER TABLE tasks ADD CONSTRAINT fk_tasks_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL;
ALTER TABLE tasks ADD CONSTRAINT fk_tasks_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL;
ALTER TABLE tasks ADD CONSTRAINT fk_tasks_assignee_id FOREIGN KEY (assignee_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE tasks ADD CONSTRAINT fk_tasks_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE tasks ADD CONSTRAINT fk_tasks_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE task_subtasks ADD CONSTRAINT fk_task_subtasks_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE task_subtasks ADD CONSTRAINT fk_task_subtasks_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE CASCADE;
ALTER TABLE task_comments ADD CONSTRAINT fk_task_comments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE task_comments ADD CONSTRAINT fk_task_comments_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE CASCADE;
ALTER TABLE task_comments ADD CONSTRAINT fk_task_comments_author_id FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE task_attachments ADD CONSTRAINT fk_task_attachments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE task_attachments ADD CONSTRAINT fk_task_attachments_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE CASCADE;
ALTER TABLE task_attachments ADD CONSTRAINT fk_task_attachments_uploaded_by_id FOREIGN KEY (uploaded_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE time_entries ADD CONSTRAINT fk_time_entries_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE time_entries ADD CONSTRAINT fk_time_entries_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE RESTRICT;
ALTER TABLE time_entries ADD CONSTRAINT fk_time_entries_project_id FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE RESTRICT;
ALTER TABLE time_entries ADD CONSTRAINT fk_time_entries_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE SET NULL;
ALTER TABLE time_entries ADD CONSTRAINT fk_time_entries_phase_id FOREIGN KEY (phase_id) REFERENCES project_phases (id) ON DELETE SET NULL;
ALTER TABLE time_entries ADD CONSTRAINT fk_time_entries_approved_by_id FOREIGN KEY (approved_by_id) REFERENCES employees (id) ON DELETE SET NULL;
ALTER TABLE time_entries ADD CONSTRAINT fk_time_entries_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE time_entries ADD CONSTRAINT fk_time_entries_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE approval_workflows ADD CONSTRAINT fk_approval_workflows_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE approval_workflows ADD CONSTRAINT fk_approval_workflows_time_entry_id FOREIGN KEY (time_entry_id) REFERENCES time_entries (id) ON DELETE CASCADE;
ALTER TABLE approval_workflows ADD CONSTRAINT fk_approval_workflows_approver_id FOREIGN KEY (approver_id) REFERENCES employees (id) ON DELETE SET NULL;
ALTER TABLE comments ADD CONSTRAINT fk_comments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE comments ADD CONSTRAINT fk_comments_author_id FOREIGN KEY (author_id) REFERENCES employees (id) ON DELETE SET NULL;
ALTER TABLE notifications ADD CONSTRAINT fk_notifications_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE notifications ADD CONSTRAINT fk_notifications_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE activity_log ADD CONSTRAINT fk_activity_log_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE activity_log ADD CONSTRAINT fk_activity_log_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE SET NULL;
ALTER TABLE activity_log ADD CONSTRAINT fk_activity_log_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE deletions ADD CONSTRAINT fk_deletions_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE deletions ADD CONSTRAINT fk_deletions_deleted_by_id FOREIGN KEY (deleted_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE deletions ADD CONSTRAINT fk_deletions_restored_by_id FOREIGN KEY (restored_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE deletion_effects ADD CONSTRAINT fk_deletion_effects_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE deletion_effects ADD CONSTRAINT fk_deletion_effects_deletion_id FOREIGN KEY (deletion_id) REFERENCES deletions (id) ON DELETE CASCADE;
ALTER TABLE conflicts ADD CONSTRAINT fk_conflicts_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE conflicts ADD CONSTRAINT fk_conflicts_other_by_id FOREIGN KEY (other_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE conflicts ADD CONSTRAINT fk_conflicts_kept_by_id FOREIGN KEY (kept_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE conflicts ADD CONSTRAINT fk_conflicts_resolved_by_id FOREIGN KEY (resolved_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE devices ADD CONSTRAINT fk_devices_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE devices ADD CONSTRAINT fk_devices_registered_by_id FOREIGN KEY (registered_by_id) REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE device_progress ADD CONSTRAINT fk_device_progress_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
ALTER TABLE mutation_results ADD CONSTRAINT fk_mutation_results_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE;
CREATE UNIQUE INDEX uq_theaters_code ON theaters (code) WHERE deleted_at IS NULL;
CREATE INDEX ix_theaters_deleted_at ON theaters (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_departments_code ON departments (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_departments_theater_id ON departments (theater_id);
CREATE INDEX ix_departments_head_id ON departments (head_id);
CREATE INDEX ix_departments_deleted_at ON departments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_directions_code ON directions (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_directions_theater_id ON directions (theater_id);
CREATE INDEX ix_directions_deleted_at ON directions (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_users_email ON users (theater_id, email) WHERE deleted_at IS NULL;
CREATE INDEX ix_users_theater_id ON users (theater_id);
CREATE INDEX ix_users_department_id ON users (department_id);
CREATE INDEX ix_users_deleted_at ON users (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_roles_code ON roles (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_roles_theater_id ON roles (theater_id);
CREATE INDEX ix_roles_deleted_at ON roles (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_user_roles_user_id_role_id ON user_roles (theater_id, user_id, role_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_user_roles_theater_id ON user_roles (theater_id);
CREATE INDEX ix_user_roles_user_id ON user_roles (user_id);
CREATE INDEX ix_user_roles_role_id ON user_roles (role_id);
CREATE INDEX ix_user_roles_granted_by_id ON user_roles (granted_by_id);
CREATE INDEX ix_user_roles_deleted_at ON user_roles (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_employees_user_id ON employees (theater_id, user_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_employees_theater_id ON employees (theater_id);
CREATE INDEX ix_employees_user_id ON employees (user_id);
CREATE INDEX ix_employees_direction_id ON employees (direction_id);
CREATE INDEX ix_employees_department_id ON employees (department_id);
CREATE INDEX ix_employees_created_by_id ON employees (created_by_id);
CREATE INDEX ix_employees_updated_by_id ON employees (updated_by_id);
CREATE INDEX ix_employees_deleted_at ON employees (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_refresh_tokens_user_id ON refresh_tokens (user_id);
CREATE INDEX ix_refresh_tokens_token_hash ON refresh_tokens (token_hash);
CREATE UNIQUE INDEX uq_settings_key ON settings (theater_id, key);
CREATE INDEX ix_settings_theater_id ON settings (theater_id);
CREATE INDEX ix_settings_updated_by_id ON settings (updated_by_id);
CREATE UNIQUE INDEX uq_inventory_categories_code ON inventory_categories (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_inventory_categories_theater_id ON inventory_categories (theater_id);
CREATE INDEX ix_inventory_categories_parent_id ON inventory_categories (parent_id);
CREATE INDEX ix_inventory_categories_department_id ON inventory_categories (department_id);
CREATE INDEX ix_inventory_categories_created_by_id ON inventory_categories (created_by_id);
CREATE INDEX ix_inventory_categories_updated_by_id ON inventory_categories (updated_by_id);
CREATE INDEX ix_inventory_categories_deleted_at ON inventory_categories (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_inventory_locations_code ON inventory_locations (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_inventory_locations_theater_id ON inventory_locations (theater_id);
CREATE INDEX ix_inventory_locations_parent_id ON inventory_locations (parent_id);
CREATE INDEX ix_inventory_locations_created_by_id ON inventory_locations (created_by_id);
CREATE INDEX ix_inventory_locations_updated_by_id ON inventory_locations (updated_by_id);
CREATE INDEX ix_inventory_locations_deleted_at ON inventory_locations (deleted_at) WHERE deleted_at IS NOT NULL;
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
CREATE INDEX ix_inventory_photos_theater_id ON inventory_photos (theater_id);
CREATE INDEX ix_inventory_photos_inventory_item_id ON inventory_photos (inventory_item_id);
CREATE INDEX ix_inventory_photos_uploaded_by_id ON inventory_photos (uploaded_by_id);
CREATE INDEX ix_inventory_photos_deleted_at ON inventory_photos (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_inventory_history_theater_id ON inventory_history (theater_id);
CREATE INDEX ix_inventory_history_item_id ON inventory_history (item_id);
CREATE INDEX ix_inventory_history_from_location_id ON inventory_history (from_location_id);
CREATE INDEX ix_inventory_history_to_location_id ON inventory_history (to_location_id);
CREATE INDEX ix_inventory_history_performance_id ON inventory_history (performance_id);
CREATE INDEX ix_inventory_history_event_id ON inventory_history (event_id);
CREATE INDEX ix_inventory_history_count_id ON inventory_history (count_id);
CREATE INDEX ix_inventory_history_created_by_id ON inventory_history (created_by_id);
CREATE UNIQUE INDEX uq_inventory_stock_item_id_location_id ON inventory_stock (theater_id, item_id, location_id);
CREATE INDEX ix_inventory_stock_theater_id ON inventory_stock (theater_id);
CREATE INDEX ix_inventory_stock_item_id ON inventory_stock (item_id);
CREATE INDEX ix_inventory_stock_location_id ON inventory_stock (location_id);
CREATE INDEX ix_inventory_counts_theater_id ON inventory_counts (theater_id);
CREATE INDEX ix_inventory_counts_location_id ON inventory_counts (location_id);
CREATE INDEX ix_inventory_counts_category_id ON inventory_counts (category_id);
CREATE INDEX ix_inventory_counts_posted_by_id ON inventory_counts (posted_by_id);
CREATE INDEX ix_inventory_counts_created_by_id ON inventory_counts (created_by_id);
CREATE INDEX ix_inventory_counts_updated_by_id ON inventory_counts (updated_by_id);
CREATE INDEX ix_inventory_counts_deleted_at ON inventory_counts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_inventory_count_lines_count_id_item_id_location_id ON inventory_count_lines (theater_id, count_id, item_id, location_id);
CREATE INDEX ix_inventory_count_lines_theater_id ON inventory_count_lines (theater_id);
CREATE INDEX ix_inventory_count_lines_count_id ON inventory_count_lines (count_id);
CREATE INDEX ix_inventory_count_lines_item_id ON inventory_count_lines (item_id);
CREATE INDEX ix_inventory_count_lines_location_id ON inventory_count_lines (location_id);
CREATE INDEX ix_inventory_count_entries_theater_id ON inventory_count_entries (theater_id);
CREATE INDEX ix_inventory_count_entries_count_id ON inventory_count_entries (count_id);
CREATE INDEX ix_inventory_count_entries_item_id ON inventory_count_entries (item_id);
CREATE INDEX ix_inventory_count_entries_location_id ON inventory_count_entries (location_id);
CREATE INDEX ix_inventory_count_entries_undoes_id ON inventory_count_entries (undoes_id);
CREATE INDEX ix_inventory_count_entries_counted_by_id ON inventory_count_entries (counted_by_id);
CREATE INDEX ix_inventory_count_entries_count_id_counted_at ON inventory_count_entries (count_id, counted_at);
CREATE INDEX ix_performances_theater_id ON performances (theater_id);
CREATE INDEX ix_performances_created_by_id ON performances (created_by_id);
CREATE INDEX ix_performances_updated_by_id ON performances (updated_by_id);
CREATE INDEX ix_performances_deleted_at ON performances (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_performances_status ON performances (status);
CREATE INDEX ix_performances_title ON performances (title);
CREATE INDEX ix_passport_sections_theater_id ON passport_sections (theater_id);
CREATE INDEX ix_passport_sections_performance_id ON passport_sections (performance_id);
CREATE INDEX ix_passport_sections_responsible_id ON passport_sections (responsible_id);
CREATE INDEX ix_passport_sections_created_by_id ON passport_sections (created_by_id);
CREATE INDEX ix_passport_sections_updated_by_id ON passport_sections (updated_by_id);
CREATE INDEX ix_passport_sections_deleted_at ON passport_sections (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_passport_documents_section_id_document_id ON passport_documents (theater_id, section_id, document_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_passport_documents_theater_id ON passport_documents (theater_id);
CREATE INDEX ix_passport_documents_section_id ON passport_documents (section_id);
CREATE INDEX ix_passport_documents_document_id ON passport_documents (document_id);
CREATE INDEX ix_passport_documents_deleted_at ON passport_documents (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_performance_inventory_performance_id_inventory_item_id ON performance_inventory (theater_id, performance_id, inventory_item_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_performance_inventory_theater_id ON performance_inventory (theater_id);
CREATE INDEX ix_performance_inventory_performance_id ON performance_inventory (performance_id);
CREATE INDEX ix_performance_inventory_inventory_item_id ON performance_inventory (inventory_item_id);
CREATE INDEX ix_performance_inventory_created_by_id ON performance_inventory (created_by_id);
CREATE INDEX ix_performance_inventory_deleted_at ON performance_inventory (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_performance_checklists_theater_id ON performance_checklists (theater_id);
CREATE INDEX ix_performance_checklists_performance_id ON performance_checklists (performance_id);
CREATE INDEX ix_performance_checklists_department_id ON performance_checklists (department_id);
CREATE INDEX ix_performance_checklists_created_by_id ON performance_checklists (created_by_id);
CREATE INDEX ix_performance_checklists_updated_by_id ON performance_checklists (updated_by_id);
CREATE INDEX ix_performance_checklists_deleted_at ON performance_checklists (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_checklist_items_theater_id ON checklist_items (theater_id);
CREATE INDEX ix_checklist_items_checklist_id ON checklist_items (checklist_id);
CREATE INDEX ix_checklist_items_deleted_at ON checklist_items (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_checklist_marks_checklist_item_id_event_id ON checklist_marks (theater_id, checklist_item_id, event_id);
CREATE INDEX ix_checklist_marks_theater_id ON checklist_marks (theater_id);
CREATE INDEX ix_checklist_marks_checklist_item_id ON checklist_marks (checklist_item_id);
CREATE INDEX ix_checklist_marks_event_id ON checklist_marks (event_id);
CREATE INDEX ix_checklist_marks_done_by_id ON checklist_marks (done_by_id);
CREATE UNIQUE INDEX uq_performance_condition_performance_id_season_department_id ON performance_condition (theater_id, performance_id, season, department_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_performance_condition_theater_id ON performance_condition (theater_id);
CREATE INDEX ix_performance_condition_performance_id ON performance_condition (performance_id);
CREATE INDEX ix_performance_condition_department_id ON performance_condition (department_id);
CREATE INDEX ix_performance_condition_assessed_by_id ON performance_condition (assessed_by_id);
CREATE INDEX ix_performance_condition_created_by_id ON performance_condition (created_by_id);
CREATE INDEX ix_performance_condition_updated_by_id ON performance_condition (updated_by_id);
CREATE INDEX ix_performance_condition_deleted_at ON performance_condition (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_venues_code ON venues (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_venues_theater_id ON venues (theater_id);
CREATE INDEX ix_venues_created_by_id ON venues (created_by_id);
CREATE INDEX ix_venues_updated_by_id ON venues (updated_by_id);
CREATE INDEX ix_venues_deleted_at ON venues (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_venues_type ON venues (type);
CREATE INDEX ix_schedule_events_theater_id ON schedule_events (theater_id);
CREATE INDEX ix_schedule_events_venue_id ON schedule_events (venue_id);
CREATE INDEX ix_schedule_events_performance_id ON schedule_events (performance_id);
CREATE INDEX ix_schedule_events_created_by_id ON schedule_events (created_by_id);
CREATE INDEX ix_schedule_events_updated_by_id ON schedule_events (updated_by_id);
CREATE INDEX ix_schedule_events_deleted_at ON schedule_events (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_schedule_events_venue_id_event_date_start_time_end_time ON schedule_events (venue_id, event_date, start_time, end_time);
CREATE INDEX ix_schedule_events_event_date_start_time ON schedule_events (event_date, start_time) WHERE deleted_at IS NULL AND status IN ('planned', 'confirmed', 'in_progress');
CREATE INDEX ix_schedule_events_event_type ON schedule_events (event_type);
CREATE UNIQUE INDEX uq_event_participants_event_id_user_id ON event_participants (theater_id, event_id, user_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_event_participants_theater_id ON event_participants (theater_id);
CREATE INDEX ix_event_participants_event_id ON event_participants (event_id);
CREATE INDEX ix_event_participants_user_id ON event_participants (user_id);
CREATE INDEX ix_event_participants_deleted_at ON event_participants (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_event_inventory_event_id_inventory_item_id ON event_inventory (theater_id, event_id, inventory_item_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_event_inventory_theater_id ON event_inventory (theater_id);
CREATE INDEX ix_event_inventory_event_id ON event_inventory (event_id);
CREATE INDEX ix_event_inventory_inventory_item_id ON event_inventory (inventory_item_id);
CREATE INDEX ix_event_inventory_case_item_id ON event_inventory (case_item_id);
CREATE INDEX ix_event_inventory_changed_by_id ON event_inventory (changed_by_id);
CREATE INDEX ix_event_inventory_deleted_at ON event_inventory (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_document_categories_code ON document_categories (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_document_categories_theater_id ON document_categories (theater_id);
CREATE INDEX ix_document_categories_parent_id ON document_categories (parent_id);
CREATE INDEX ix_document_categories_department_id ON document_categories (department_id);
CREATE INDEX ix_document_categories_created_by_id ON document_categories (created_by_id);
CREATE INDEX ix_document_categories_updated_by_id ON document_categories (updated_by_id);
CREATE INDEX ix_document_categories_deleted_at ON document_categories (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_documents_theater_id ON documents (theater_id);
CREATE INDEX ix_documents_category_id ON documents (category_id);
CREATE INDEX ix_documents_performance_id ON documents (performance_id);
CREATE INDEX ix_documents_created_by_id ON documents (created_by_id);
CREATE INDEX ix_documents_updated_by_id ON documents (updated_by_id);
CREATE INDEX ix_documents_deleted_at ON documents (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_documents_status ON documents (status);
CREATE INDEX ix_documents_name ON documents (name);
CREATE UNIQUE INDEX uq_document_versions_document_id_version ON document_versions (theater_id, document_id, version);
CREATE INDEX ix_document_versions_theater_id ON document_versions (theater_id);
CREATE INDEX ix_document_versions_document_id ON document_versions (document_id);
CREATE INDEX ix_document_versions_created_by_id ON document_versions (created_by_id);
CREATE UNIQUE INDEX uq_tags_name ON tags (theater_id, name) WHERE deleted_at IS NULL;
CREATE INDEX ix_tags_theater_id ON tags (theater_id);
CREATE INDEX ix_tags_deleted_at ON tags (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_document_tags_document_id_tag_id ON document_tags (theater_id, document_id, tag_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_document_tags_theater_id ON document_tags (theater_id);
CREATE INDEX ix_document_tags_document_id ON document_tags (document_id);
CREATE INDEX ix_document_tags_tag_id ON document_tags (tag_id);
CREATE INDEX ix_document_tags_deleted_at ON document_tags (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_projects_code ON projects (theater_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ix_projects_theater_id ON projects (theater_id);
CREATE INDEX ix_projects_direction_id ON projects (direction_id);
CREATE INDEX ix_projects_manager_id ON projects (manager_id);
CREATE INDEX ix_projects_performance_id ON projects (performance_id);
CREATE INDEX ix_projects_created_by_id ON projects (created_by_id);
CREATE INDEX ix_projects_updated_by_id ON projects (updated_by_id);
CREATE INDEX ix_projects_deleted_at ON projects (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_project_phases_theater_id ON project_phases (theater_id);
CREATE INDEX ix_project_phases_project_id ON project_phases (project_id);
CREATE INDEX ix_project_phases_deleted_at ON project_phases (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX uq_project_members_project_id_employee_id ON project_members (theater_id, project_id, employee_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_project_members_theater_id ON project_members (theater_id);
CREATE INDEX ix_project_members_project_id ON project_members (project_id);
CREATE INDEX ix_project_members_employee_id ON project_members (employee_id);
CREATE INDEX ix_project_members_deleted_at ON project_members (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_tasks_theater_id ON tasks (theater_id);
CREATE INDEX ix_tasks_project_id ON tasks (project_id);
CREATE INDEX ix_tasks_performance_id ON tasks (performance_id);
CREATE INDEX ix_tasks_department_id ON tasks (department_id);
CREATE INDEX ix_tasks_assignee_id ON tasks (assignee_id);
CREATE INDEX ix_tasks_created_by_id ON tasks (created_by_id);
CREATE INDEX ix_tasks_updated_by_id ON tasks (updated_by_id);
CREATE INDEX ix_tasks_deleted_at ON tasks (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_tasks_status ON tasks (status);
CREATE INDEX ix_tasks_deadline ON tasks (deadline);
CREATE INDEX ix_task_subtasks_theater_id ON task_subtasks (theater_id);
CREATE INDEX ix_task_subtasks_task_id ON task_subtasks (task_id);
CREATE INDEX ix_task_subtasks_deleted_at ON task_subtasks (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_task_comments_theater_id ON task_comments (theater_id);
CREATE INDEX ix_task_comments_task_id ON task_comments (task_id);
CREATE INDEX ix_task_comments_author_id ON task_comments (author_id);
CREATE INDEX ix_task_comments_deleted_at ON task_comments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_task_attachments_theater_id ON task_attachments (theater_id);
CREATE INDEX ix_task_attachments_task_id ON task_attachments (task_id);
CREATE INDEX ix_task_attachments_uploaded_by_id ON task_attachments (uploaded_by_id);
CREATE INDEX ix_task_attachments_deleted_at ON task_attachments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_time_entries_theater_id ON time_entries (theater_id);
CREATE INDEX ix_time_entries_employee_id ON time_entries (employee_id);
CREATE INDEX ix_time_entries_project_id ON time_entries (project_id);
CREATE INDEX ix_time_entries_task_id ON time_entries (task_id);
CREATE INDEX ix_time_entries_phase_id ON time_entries (phase_id);
CREATE INDEX ix_time_entries_approved_by_id ON time_entries (approved_by_id);
CREATE INDEX ix_time_entries_created_by_id ON time_entries (created_by_id);
CREATE INDEX ix_time_entries_updated_by_id ON time_entries (updated_by_id);
CREATE INDEX ix_time_entries_deleted_at ON time_entries (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_time_entries_employee_id_date ON time_entries (employee_id, date);
CREATE INDEX ix_approval_workflows_theater_id ON approval_workflows (theater_id);
CREATE INDEX ix_approval_workflows_time_entry_id ON approval_workflows (time_entry_id);
CREATE INDEX ix_approval_workflows_approver_id ON approval_workflows (approver_id);
CREATE INDEX ix_comments_theater_id ON comments (theater_id);
CREATE INDEX ix_comments_author_id ON comments (author_id);
CREATE INDEX ix_comments_deleted_at ON comments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_comments_entity_type_entity_id ON comments (entity_type, entity_id);
CREATE INDEX ix_notifications_theater_id ON notifications (theater_id);
CREATE INDEX ix_notifications_user_id ON notifications (user_id);
CREATE INDEX ix_notifications_user_id_created_at ON notifications (user_id, created_at) WHERE NOT is_read;
CREATE INDEX ix_activity_log_theater_id ON activity_log (theater_id);
CREATE INDEX ix_activity_log_employee_id ON activity_log (employee_id);
CREATE INDEX ix_activity_log_user_id ON activity_log (user_id);
CREATE INDEX ix_activity_log_entity_type_entity_id_occurred_at ON activity_log (entity_type, entity_id, occurred_at);
CREATE INDEX ix_activity_log_occurred_at ON activity_log (occurred_at);
CREATE INDEX ix_deletions_theater_id ON deletions (theater_id);
CREATE INDEX ix_deletions_deleted_by_id ON deletions (deleted_by_id);
CREATE INDEX ix_deletions_restored_by_id ON deletions (restored_by_id);
CREATE INDEX ix_deletions_root_table_root_id ON deletions (root_table, root_id);
CREATE INDEX ix_deletion_effects_theater_id ON deletion_effects (theater_id);
CREATE INDEX ix_deletion_effects_deletion_id ON deletion_effects (deletion_id);
CREATE INDEX ix_deletion_effects_entity_type_entity_id ON deletion_effects (entity_type, entity_id);
CREATE INDEX ix_conflicts_theater_id ON conflicts (theater_id);
CREATE INDEX ix_conflicts_other_by_id ON conflicts (other_by_id);
CREATE INDEX ix_conflicts_kept_by_id ON conflicts (kept_by_id);
CREATE INDEX ix_conflicts_resolved_by_id ON conflicts (resolved_by_id);
CREATE INDEX ix_conflicts_entity_type_entity_id ON conflicts (entity_type, entity_id);
CREATE INDEX ix_conflicts_status ON conflicts (status);
CREATE INDEX ix_devices_theater_id ON devices (theater_id);
CREATE INDEX ix_devices_registered_by_id ON devices (registered_by_id);
CREATE INDEX ix_device_progress_theater_id ON device_progress (theater_id);
CREATE UNIQUE INDEX uq_mutation_results_device_id_sequence ON mutation_results (theater_id, device_id, sequence);
CREATE INDEX ix_mutation_results_theater_id ON mutation_results (theater_id);
CREATE INDEX ft_inventory_items ON inventory_items USING gin (to_tsvector('russian', coalesce(name, '') || ' ' || coalesce(inventory_number, '') || ' ' || coalesce(barcode, '') || ' ' || coalesce(description, '') || ' ' || coalesce(serial_number, '') || ' ' || coalesce(manufacturer, '') || ' ' || coalesce(model, '')));
CREATE INDEX ft_performances ON performances USING gin (to_tsvector('russian', coalesce(title, '') || ' ' || coalesce(subtitle, '') || ' ' || coalesce(author, '') || ' ' || coalesce(director, '') || ' ' || coalesce(composer, '')));
CREATE INDEX ft_venues ON venues USING gin (to_tsvector('russian', coalesce(name, '') || ' ' || coalesce(city, '')));
CREATE INDEX ft_schedule_events ON schedule_events USING gin (to_tsvector('russian', coalesce(title, '') || ' ' || coalesce(description, '')));
CREATE INDEX ft_documents ON documents USING gin (to_tsvector('russian', coalesce(name, '') || ' ' || coalesce(description, '') || ' ' || coalesce(file_name, '')));
CREATE INDEX ft_projects ON projects USING gin (to_tsvector('russian', coalesce(name, '') || ' ' || coalesce(description, '')));
CREATE INDEX ft_tasks ON tasks USING gin (to_tsvector('russian', coalesce(title, '') || ' ' || coalesce(description, '')));
