-- Generated: what the whole history leaves on SQLite, of which a new replica is made. After a change of a
-- migration: node scripts/newest-schema.ts. The migrations that it stands for:
-- 0001-initial
-- 0003-replica-local
-- 0004-guards
-- 0005-sent-mutations
-- 0006-people
-- 0007-traces
-- 0008-counts
-- 0009-identity
-- 0013-repeatables
-- 0014-drafts
-- 0015-saved-views
-- 0016-files
-- 0017-stored-files
-- 0018-templates
-- 0019-printed-sheets
-- 0021-shows
-- 0024-schedule
-- 0025-show
-- 0030-confirmed-files
-- 0031-signatures
-- 0036-told-production
-- 0037-tours
-- 0040-tour-files
-- 0044-kits
CREATE TABLE "schema_migrations" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
CREATE TABLE "schema_migrations_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
CREATE TABLE theaters (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  address TEXT,
  city TEXT,
  timezone TEXT NOT NULL DEFAULT 'Europe/Moscow',
  is_active INTEGER NOT NULL DEFAULT 1,
  settings TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT ck_theaters_name CHECK (length(name) <= 255),
  CONSTRAINT ck_theaters_code CHECK (length(code) <= 50),
  CONSTRAINT ck_theaters_city CHECK (length(city) <= 100),
  CONSTRAINT ck_theaters_timezone CHECK (length(timezone) <= 64),
  CONSTRAINT ck_theaters_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_theaters_settings CHECK (json_valid(settings)),
  CONSTRAINT ck_theaters_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE departments (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  description TEXT,
  head_id TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_departments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_departments_head_id FOREIGN KEY (head_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_departments_name CHECK (length(name) <= 100),
  CONSTRAINT ck_departments_code CHECK (length(code) <= 50),
  CONSTRAINT ck_departments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE directions (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  description TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_directions_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_directions_name CHECK (length(name) <= 100),
  CONSTRAINT ck_directions_code CHECK (length(code) <= 50),
  CONSTRAINT ck_directions_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  email TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  patronymic TEXT,
  phone TEXT,
  is_active INTEGER NOT NULL DEFAULT 1,
  is_verified INTEGER NOT NULL DEFAULT 0,
  is_superuser INTEGER NOT NULL DEFAULT 0,
  department_id TEXT,
  avatar_url TEXT,
  notification_settings TEXT NOT NULL DEFAULT '{}',
  last_login_at TEXT,
  deleted_at TEXT,
  deletion_id TEXT, deactivated_at TEXT,
  CONSTRAINT fk_users_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_users_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT ck_users_email CHECK (length(email) <= 255),
  CONSTRAINT ck_users_first_name CHECK (length(first_name) <= 100),
  CONSTRAINT ck_users_last_name CHECK (length(last_name) <= 100),
  CONSTRAINT ck_users_patronymic CHECK (length(patronymic) <= 100),
  CONSTRAINT ck_users_phone CHECK (length(phone) <= 20),
  CONSTRAINT ck_users_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_users_is_verified CHECK (is_verified IN (0, 1)),
  CONSTRAINT ck_users_is_superuser CHECK (is_superuser IN (0, 1)),
  CONSTRAINT ck_users_avatar_url CHECK (length(avatar_url) <= 500),
  CONSTRAINT ck_users_notification_settings CHECK (json_valid(notification_settings)),
  CONSTRAINT ck_users_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE roles (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  description TEXT,
  permissions TEXT NOT NULL DEFAULT '[]',
  is_system INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_roles_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_roles_name CHECK (length(name) <= 100),
  CONSTRAINT ck_roles_code CHECK (length(code) <= 50),
  CONSTRAINT ck_roles_permissions CHECK (json_valid(permissions)),
  CONSTRAINT ck_roles_is_system CHECK (is_system IN (0, 1)),
  CONSTRAINT ck_roles_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE user_roles (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role_id TEXT NOT NULL,
  granted_by_id TEXT,
  granted_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_user_roles_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_user_roles_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_user_roles_role_id FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE CASCADE,
  CONSTRAINT fk_user_roles_granted_by_id FOREIGN KEY (granted_by_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT ck_user_roles_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE employees (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  user_id TEXT,
  direction_id TEXT,
  department_id TEXT,
  full_name TEXT NOT NULL,
  email TEXT,
  position TEXT,
  hourly_rate TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_employees_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_employees_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_employees_direction_id FOREIGN KEY (direction_id) REFERENCES directions (id) ON DELETE SET NULL,
  CONSTRAINT fk_employees_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_employees_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_employees_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_employees_full_name CHECK (length(full_name) <= 255),
  CONSTRAINT ck_employees_email CHECK (length(email) <= 255),
  CONSTRAINT ck_employees_position CHECK (length(position) <= 100),
  CONSTRAINT ck_employees_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE settings (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL DEFAULT '{}',
  updated_by_id TEXT,
  updated_at TEXT NOT NULL,
  CONSTRAINT fk_settings_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_settings_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT ck_settings_key CHECK (length(key) <= 100),
  CONSTRAINT ck_settings_value CHECK (json_valid(value))
) STRICT;
CREATE TABLE inventory_categories (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  description TEXT,
  parent_id TEXT,
  department_id TEXT,
  color TEXT,
  icon TEXT,
  is_active INTEGER NOT NULL DEFAULT 1,
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_inventory_categories_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_categories_parent_id FOREIGN KEY (parent_id) REFERENCES inventory_categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_categories_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_categories_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_categories_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_inventory_categories_name CHECK (length(name) <= 100),
  CONSTRAINT ck_inventory_categories_code CHECK (length(code) <= 50),
  CONSTRAINT ck_inventory_categories_color CHECK (length(color) <= 7),
  CONSTRAINT ck_inventory_categories_icon CHECK (length(icon) <= 50),
  CONSTRAINT ck_inventory_categories_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_inventory_categories_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE inventory_locations (
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
  updated_by_id TEXT, checked_at TEXT, checked_by_name TEXT CONSTRAINT ck_inventory_locations_checked_by_name CHECK (length(checked_by_name) <= 255),
  CONSTRAINT fk_inventory_locations_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_locations_parent_id FOREIGN KEY (parent_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_locations_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_locations_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_inventory_locations_name CHECK (length(name) <= 100),
  CONSTRAINT ck_inventory_locations_code CHECK (length(code) <= 50),
  CONSTRAINT ck_inventory_locations_type CHECK (type IN ('warehouse', 'stage', 'rehearsal', 'tour')),
  CONSTRAINT ck_inventory_locations_address CHECK (length(address) <= 255),
  CONSTRAINT ck_inventory_locations_city CHECK (length(city) <= 100),
  CONSTRAINT ck_inventory_locations_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_inventory_locations_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE inventory_items (
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
  updated_by_id TEXT, place_id TEXT CONSTRAINT fk_inventory_items_place_id REFERENCES inventory_locations (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_items_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_items_category_id FOREIGN KEY (category_id) REFERENCES inventory_categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_items_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_items_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_items_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_items_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
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
CREATE TABLE inventory_photos (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  file_path TEXT NOT NULL,
  thumbnail_path TEXT,
  is_main INTEGER NOT NULL DEFAULT 0,
  sort_order INTEGER NOT NULL DEFAULT 0,
  uploaded_by_id TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT, file_id TEXT CONSTRAINT fk_inventory_photos_file_id REFERENCES files (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_photos_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_photos_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_photos_uploaded_by_id FOREIGN KEY (uploaded_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_inventory_photos_file_path CHECK (length(file_path) <= 500),
  CONSTRAINT ck_inventory_photos_thumbnail_path CHECK (length(thumbnail_path) <= 500),
  CONSTRAINT ck_inventory_photos_is_main CHECK (is_main IN (0, 1)),
  CONSTRAINT ck_inventory_photos_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE inventory_history (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  movement_type TEXT NOT NULL,
  from_location_id TEXT,
  to_location_id TEXT,
  quantity INTEGER NOT NULL,
  comment TEXT,
  performance_id TEXT,
  event_id TEXT,
  count_id TEXT,
  occurred_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by_id TEXT,
  created_by_name TEXT NOT NULL,
  CONSTRAINT fk_inventory_history_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_history_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_history_from_location_id FOREIGN KEY (from_location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_history_to_location_id FOREIGN KEY (to_location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_history_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_history_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_history_count_id FOREIGN KEY (count_id) REFERENCES inventory_counts (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_history_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_inventory_history_movement_type CHECK (movement_type IN ('receipt', 'transfer', 'issue', 'return', 'reserve', 'release', 'repair_out', 'repair_in', 'write_off', 'count_adjustment', 'tour_out', 'tour_in')),
  CONSTRAINT ck_inventory_history_quantity CHECK (quantity > 0),
  CONSTRAINT ck_inventory_history_created_by_name CHECK (length(created_by_name) <= 255)
) STRICT;
CREATE TABLE inventory_stock (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  CONSTRAINT fk_inventory_stock_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_stock_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_stock_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_inventory_stock_quantity CHECK (quantity >= 0)
) STRICT;
CREATE TABLE inventory_counts (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  location_id TEXT NOT NULL,
  category_id TEXT,
  status TEXT NOT NULL DEFAULT 'draft',
  is_blind INTEGER NOT NULL DEFAULT 0,
  started_at TEXT,
  posted_at TEXT,
  posted_by_id TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT, reversed_at TEXT, reversed_by_id TEXT, reversed_by_name TEXT CONSTRAINT ck_inventory_counts_reversed_by_name CHECK (length(reversed_by_name) <= 255),
  CONSTRAINT fk_inventory_counts_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_counts_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_counts_category_id FOREIGN KEY (category_id) REFERENCES inventory_categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_counts_posted_by_id FOREIGN KEY (posted_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_counts_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_counts_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_inventory_counts_name CHECK (length(name) <= 255),
  CONSTRAINT ck_inventory_counts_status CHECK (status IN ('draft', 'counting', 'review', 'posted', 'cancelled')),
  CONSTRAINT ck_inventory_counts_is_blind CHECK (is_blind IN (0, 1)),
  CONSTRAINT ck_inventory_counts_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE inventory_count_lines (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  count_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  expected_quantity INTEGER NOT NULL,
  resolution TEXT NOT NULL DEFAULT 'pending',
  recount_pass INTEGER NOT NULL DEFAULT 0,
  note TEXT, together TEXT CONSTRAINT ck_inventory_count_lines_together CHECK (together IN ('sum', 'apart')), decided_quantity INTEGER,
  CONSTRAINT fk_inventory_count_lines_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_count_lines_count_id FOREIGN KEY (count_id) REFERENCES inventory_counts (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_count_lines_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_count_lines_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT ck_inventory_count_lines_resolution CHECK (resolution IN ('pending', 'accepted', 'recount', 'ignored'))
) STRICT;
CREATE TABLE inventory_count_entries (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  count_id TEXT NOT NULL,
  item_id TEXT,
  scanned_code TEXT,
  location_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  recount_pass INTEGER NOT NULL DEFAULT 0,
  undoes_id TEXT,
  counted_by_id TEXT,
  counted_by_name TEXT NOT NULL,
  device_id TEXT NOT NULL,
  counted_at TEXT NOT NULL, mode TEXT CONSTRAINT ck_inventory_count_entries_mode CHECK (mode IN ('share', 'second')),
  CONSTRAINT fk_inventory_count_entries_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_count_entries_count_id FOREIGN KEY (count_id) REFERENCES inventory_counts (id) ON DELETE CASCADE,
  CONSTRAINT fk_inventory_count_entries_item_id FOREIGN KEY (item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_count_entries_location_id FOREIGN KEY (location_id) REFERENCES inventory_locations (id) ON DELETE RESTRICT,
  CONSTRAINT fk_inventory_count_entries_undoes_id FOREIGN KEY (undoes_id) REFERENCES inventory_count_entries (id) ON DELETE SET NULL,
  CONSTRAINT fk_inventory_count_entries_counted_by_id FOREIGN KEY (counted_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_inventory_count_entries_scanned_code CHECK (length(scanned_code) <= 100),
  CONSTRAINT ck_inventory_count_entries_counted_by_name CHECK (length(counted_by_name) <= 255)
) STRICT;
CREATE TABLE performances (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  title TEXT NOT NULL,
  subtitle TEXT,
  description TEXT,
  author TEXT,
  director TEXT,
  composer TEXT,
  choreographer TEXT,
  artist TEXT,
  genre TEXT,
  age_rating TEXT,
  duration_minutes INTEGER,
  intermissions INTEGER,
  premiere_date TEXT,
  status TEXT NOT NULL DEFAULT 'in_development',
  poster_path TEXT,
  video_url TEXT,
  archived_at TEXT,
  extra_data TEXT NOT NULL DEFAULT '{}',
  is_active INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_performances_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_performances_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performances_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_performances_title CHECK (length(title) <= 255),
  CONSTRAINT ck_performances_subtitle CHECK (length(subtitle) <= 255),
  CONSTRAINT ck_performances_author CHECK (length(author) <= 255),
  CONSTRAINT ck_performances_director CHECK (length(director) <= 255),
  CONSTRAINT ck_performances_composer CHECK (length(composer) <= 255),
  CONSTRAINT ck_performances_choreographer CHECK (length(choreographer) <= 255),
  CONSTRAINT ck_performances_artist CHECK (length(artist) <= 255),
  CONSTRAINT ck_performances_genre CHECK (length(genre) <= 100),
  CONSTRAINT ck_performances_age_rating CHECK (length(age_rating) <= 10),
  CONSTRAINT ck_performances_status CHECK (status IN ('in_development', 'premiere', 'active', 'paused', 'archived')),
  CONSTRAINT ck_performances_poster_path CHECK (length(poster_path) <= 500),
  CONSTRAINT ck_performances_video_url CHECK (length(video_url) <= 500),
  CONSTRAINT ck_performances_extra_data CHECK (json_valid(extra_data)),
  CONSTRAINT ck_performances_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_performances_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE passport_sections (
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
  updated_by_id TEXT, department_id TEXT CONSTRAINT fk_passport_sections_department_id REFERENCES departments (id) ON DELETE SET NULL, variant_id TEXT CONSTRAINT fk_passport_sections_variant_id REFERENCES performance_variants (id) ON DELETE CASCADE, replaces_id TEXT CONSTRAINT fk_passport_sections_replaces_id REFERENCES passport_sections (id) ON DELETE SET NULL, checked_at TEXT, checked_by_name TEXT CONSTRAINT ck_passport_sections_checked_by_name CHECK (length(checked_by_name) <= 255),
  CONSTRAINT fk_passport_sections_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_passport_sections_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_passport_sections_responsible_id FOREIGN KEY (responsible_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_passport_sections_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_passport_sections_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_passport_sections_section_type CHECK (section_type IN ('general', 'light', 'sound', 'machinery', 'props', 'costume', 'makeup', 'video', 'effects', 'safety')),
  CONSTRAINT ck_passport_sections_title CHECK (length(title) <= 100),
  CONSTRAINT ck_passport_sections_data CHECK (json_valid(data)),
  CONSTRAINT ck_passport_sections_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE passport_documents (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  section_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_passport_documents_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_passport_documents_section_id FOREIGN KEY (section_id) REFERENCES passport_sections (id) ON DELETE CASCADE,
  CONSTRAINT fk_passport_documents_document_id FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE,
  CONSTRAINT ck_passport_documents_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE performance_inventory (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  performance_id TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 1,
  notes TEXT,
  is_consumable INTEGER NOT NULL DEFAULT 0,
  created_by_id TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_performance_inventory_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_inventory_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_inventory_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT,
  CONSTRAINT fk_performance_inventory_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_performance_inventory_quantity CHECK (quantity > 0),
  CONSTRAINT ck_performance_inventory_is_consumable CHECK (is_consumable IN (0, 1)),
  CONSTRAINT ck_performance_inventory_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE performance_checklists (
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
  updated_by_id TEXT, variant_id TEXT CONSTRAINT fk_performance_checklists_variant_id REFERENCES performance_variants (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_checklists_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_checklists_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_checklists_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_checklists_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_checklists_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_performance_checklists_name CHECK (length(name) <= 255),
  CONSTRAINT ck_performance_checklists_phase CHECK (phase IN ('load_in', 'pre_show', 'during', 'post_show', 'load_out')),
  CONSTRAINT ck_performance_checklists_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE checklist_items (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  checklist_id TEXT NOT NULL,
  title TEXT NOT NULL,
  note TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  is_critical INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT, responsible_id TEXT CONSTRAINT fk_checklist_items_responsible_id REFERENCES employees (id) ON DELETE SET NULL, inventory_item_id TEXT CONSTRAINT fk_checklist_items_inventory_item_id REFERENCES inventory_items (id) ON DELETE SET NULL,
  CONSTRAINT fk_checklist_items_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_checklist_items_checklist_id FOREIGN KEY (checklist_id) REFERENCES performance_checklists (id) ON DELETE CASCADE,
  CONSTRAINT ck_checklist_items_title CHECK (length(title) <= 255),
  CONSTRAINT ck_checklist_items_is_critical CHECK (is_critical IN (0, 1)),
  CONSTRAINT ck_checklist_items_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE checklist_marks (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  checklist_item_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  is_done INTEGER NOT NULL DEFAULT 0,
  done_by_id TEXT,
  done_by_name TEXT,
  done_at TEXT,
  note TEXT,
  CONSTRAINT fk_checklist_marks_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_checklist_marks_checklist_item_id FOREIGN KEY (checklist_item_id) REFERENCES checklist_items (id) ON DELETE CASCADE,
  CONSTRAINT fk_checklist_marks_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_checklist_marks_done_by_id FOREIGN KEY (done_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_checklist_marks_is_done CHECK (is_done IN (0, 1)),
  CONSTRAINT ck_checklist_marks_done_by_name CHECK (length(done_by_name) <= 255)
) STRICT;
CREATE TABLE performance_condition (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  performance_id TEXT NOT NULL,
  season INTEGER NOT NULL,
  department_id TEXT,
  condition TEXT NOT NULL DEFAULT 'good',
  notes TEXT,
  assessed_by_id TEXT,
  assessed_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_performance_condition_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_condition_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE CASCADE,
  CONSTRAINT fk_performance_condition_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_condition_assessed_by_id FOREIGN KEY (assessed_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_condition_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_performance_condition_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_performance_condition_condition CHECK (condition IN ('good', 'fair', 'poor')),
  CONSTRAINT ck_performance_condition_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE venues (
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
  updated_by_id TEXT, stage_width TEXT, stage_depth TEXT, stage_height TEXT, proscenium_width TEXT, proscenium_height TEXT, dock TEXT, power TEXT, rigging TEXT, technical_note TEXT,
  CONSTRAINT fk_venues_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_venues_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_venues_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_venues_name CHECK (length(name) <= 255),
  CONSTRAINT ck_venues_code CHECK (length(code) <= 50),
  CONSTRAINT ck_venues_type CHECK (type IN ('stage', 'rehearsal', 'tour')),
  CONSTRAINT ck_venues_city CHECK (length(city) <= 100),
  CONSTRAINT ck_venues_timezone CHECK (length(timezone) <= 64),
  CONSTRAINT ck_venues_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_venues_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE schedule_events (
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
  updated_by_id TEXT, activity TEXT CONSTRAINT ck_schedule_events_activity CHECK (activity IN ('load_in', 'load_out', 'lighting', 'sound_check', 'fitting', 'read_through', 'put_in', 'travel', 'day_off')), call_time TEXT, variant_id TEXT CONSTRAINT fk_schedule_events_variant_id REFERENCES performance_variants (id) ON DELETE SET NULL, tour_id TEXT CONSTRAINT fk_schedule_events_tour_id REFERENCES tours (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_schedule_events_venue_id FOREIGN KEY (venue_id) REFERENCES venues (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_schedule_events_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
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
CREATE TABLE event_participants (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role TEXT,
  status TEXT NOT NULL DEFAULT 'invited',
  note TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_event_participants_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_participants_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_participants_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_event_participants_role CHECK (length(role) <= 100),
  CONSTRAINT ck_event_participants_status CHECK (status IN ('invited', 'confirmed', 'declined')),
  CONSTRAINT ck_event_participants_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE event_inventory (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL DEFAULT 'planned',
  case_item_id TEXT,
  note TEXT,
  changed_by_id TEXT,
  changed_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_event_inventory_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_inventory_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_inventory_inventory_item_id FOREIGN KEY (inventory_item_id) REFERENCES inventory_items (id) ON DELETE RESTRICT,
  CONSTRAINT fk_event_inventory_case_item_id FOREIGN KEY (case_item_id) REFERENCES inventory_items (id) ON DELETE SET NULL,
  CONSTRAINT fk_event_inventory_changed_by_id FOREIGN KEY (changed_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_event_inventory_quantity CHECK (quantity > 0),
  CONSTRAINT ck_event_inventory_status CHECK (status IN ('planned', 'packed', 'loaded', 'on_site', 'returned', 'missing')),
  CONSTRAINT ck_event_inventory_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE document_categories (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  description TEXT,
  parent_id TEXT,
  department_id TEXT,
  color TEXT,
  icon TEXT,
  is_active INTEGER NOT NULL DEFAULT 1,
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_document_categories_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_document_categories_parent_id FOREIGN KEY (parent_id) REFERENCES document_categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_document_categories_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_document_categories_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_document_categories_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_document_categories_name CHECK (length(name) <= 100),
  CONSTRAINT ck_document_categories_code CHECK (length(code) <= 50),
  CONSTRAINT ck_document_categories_color CHECK (length(color) <= 7),
  CONSTRAINT ck_document_categories_icon CHECK (length(icon) <= 50),
  CONSTRAINT ck_document_categories_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_document_categories_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE documents (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  category_id TEXT,
  file_path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  file_type TEXT NOT NULL DEFAULT 'other',
  current_version INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL DEFAULT 'active',
  performance_id TEXT,
  extra_data TEXT NOT NULL DEFAULT '{}',
  is_public INTEGER NOT NULL DEFAULT 0,
  is_active INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT, file_id TEXT CONSTRAINT fk_documents_file_id REFERENCES files (id) ON DELETE RESTRICT,
  CONSTRAINT fk_documents_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_documents_category_id FOREIGN KEY (category_id) REFERENCES document_categories (id) ON DELETE SET NULL,
  CONSTRAINT fk_documents_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_documents_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_documents_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_documents_name CHECK (length(name) <= 255),
  CONSTRAINT ck_documents_file_path CHECK (length(file_path) <= 500),
  CONSTRAINT ck_documents_file_name CHECK (length(file_name) <= 255),
  CONSTRAINT ck_documents_mime_type CHECK (length(mime_type) <= 100),
  CONSTRAINT ck_documents_file_type CHECK (file_type IN ('pdf', 'image', 'video', 'audio', 'text', 'spreadsheet', 'drawing', 'archive', 'other')),
  CONSTRAINT ck_documents_status CHECK (status IN ('draft', 'active', 'archived')),
  CONSTRAINT ck_documents_extra_data CHECK (json_valid(extra_data)),
  CONSTRAINT ck_documents_is_public CHECK (is_public IN (0, 1)),
  CONSTRAINT ck_documents_is_active CHECK (is_active IN (0, 1)),
  CONSTRAINT ck_documents_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE document_versions (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  file_path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size TEXT NOT NULL,
  comment TEXT,
  created_by_id TEXT,
  created_at TEXT NOT NULL, file_id TEXT CONSTRAINT fk_document_versions_file_id REFERENCES files (id) ON DELETE RESTRICT,
  CONSTRAINT fk_document_versions_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_document_versions_document_id FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE,
  CONSTRAINT fk_document_versions_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_document_versions_file_path CHECK (length(file_path) <= 500),
  CONSTRAINT ck_document_versions_file_name CHECK (length(file_name) <= 255)
) STRICT;
CREATE TABLE tags (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  color TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_tags_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_tags_name CHECK (length(name) <= 50),
  CONSTRAINT ck_tags_color CHECK (length(color) <= 7),
  CONSTRAINT ck_tags_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE document_tags (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  tag_id TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_document_tags_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_document_tags_document_id FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE,
  CONSTRAINT fk_document_tags_tag_id FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE,
  CONSTRAINT ck_document_tags_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE projects (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT,
  description TEXT,
  direction_id TEXT,
  manager_id TEXT,
  performance_id TEXT,
  status TEXT NOT NULL DEFAULT 'planned',
  starts_on TEXT,
  ends_on TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_projects_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_projects_direction_id FOREIGN KEY (direction_id) REFERENCES directions (id) ON DELETE SET NULL,
  CONSTRAINT fk_projects_manager_id FOREIGN KEY (manager_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT fk_projects_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_projects_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_projects_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_projects_name CHECK (length(name) <= 255),
  CONSTRAINT ck_projects_code CHECK (length(code) <= 50),
  CONSTRAINT ck_projects_status CHECK (status IN ('planned', 'active', 'paused', 'completed', 'cancelled')),
  CONSTRAINT ck_projects_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE project_phases (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  name TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_project_phases_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_project_phases_project_id FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE,
  CONSTRAINT ck_project_phases_name CHECK (length(name) <= 255),
  CONSTRAINT ck_project_phases_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE project_members (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  role TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_project_members_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_project_members_project_id FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE,
  CONSTRAINT fk_project_members_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE CASCADE,
  CONSTRAINT ck_project_members_role CHECK (length(role) <= 100),
  CONSTRAINT ck_project_members_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE tasks (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT,
  project_id TEXT,
  performance_id TEXT,
  department_id TEXT,
  assignee_id TEXT,
  deadline TEXT,
  event_date TEXT,
  status TEXT NOT NULL DEFAULT 'created',
  priority TEXT NOT NULL DEFAULT 'medium',
  completed_at TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_tasks_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_tasks_project_id FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE,
  CONSTRAINT fk_tasks_performance_id FOREIGN KEY (performance_id) REFERENCES performances (id) ON DELETE SET NULL,
  CONSTRAINT fk_tasks_department_id FOREIGN KEY (department_id) REFERENCES departments (id) ON DELETE SET NULL,
  CONSTRAINT fk_tasks_assignee_id FOREIGN KEY (assignee_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_tasks_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_tasks_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_tasks_title CHECK (length(title) <= 255),
  CONSTRAINT ck_tasks_status CHECK (status IN ('created', 'assigned', 'in_progress', 'review', 'completed', 'rejected')),
  CONSTRAINT ck_tasks_priority CHECK (priority IN ('low', 'medium', 'high', 'critical')),
  CONSTRAINT ck_tasks_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE task_subtasks (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  title TEXT NOT NULL,
  is_completed INTEGER NOT NULL DEFAULT 0,
  completed_at TEXT,
  sort_order INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_task_subtasks_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_task_subtasks_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE CASCADE,
  CONSTRAINT ck_task_subtasks_title CHECK (length(title) <= 255),
  CONSTRAINT ck_task_subtasks_is_completed CHECK (is_completed IN (0, 1)),
  CONSTRAINT ck_task_subtasks_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE task_comments (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  content TEXT NOT NULL,
  author_id TEXT,
  author_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_task_comments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_task_comments_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE CASCADE,
  CONSTRAINT fk_task_comments_author_id FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_task_comments_author_name CHECK (length(author_name) <= 255),
  CONSTRAINT ck_task_comments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE task_attachments (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  file_path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size TEXT,
  mime_type TEXT,
  uploaded_by_id TEXT,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT, file_id TEXT CONSTRAINT fk_task_attachments_file_id REFERENCES files (id) ON DELETE RESTRICT,
  CONSTRAINT fk_task_attachments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_task_attachments_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE CASCADE,
  CONSTRAINT fk_task_attachments_uploaded_by_id FOREIGN KEY (uploaded_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_task_attachments_file_path CHECK (length(file_path) <= 500),
  CONSTRAINT ck_task_attachments_file_name CHECK (length(file_name) <= 255),
  CONSTRAINT ck_task_attachments_mime_type CHECK (length(mime_type) <= 100),
  CONSTRAINT ck_task_attachments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE time_entries (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  task_id TEXT,
  phase_id TEXT,
  date TEXT NOT NULL,
  hours TEXT NOT NULL,
  description TEXT,
  status TEXT NOT NULL DEFAULT 'draft',
  approved_by_id TEXT,
  approved_by_name TEXT,
  approved_at TEXT,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_time_entries_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_time_entries_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE RESTRICT,
  CONSTRAINT fk_time_entries_project_id FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE RESTRICT,
  CONSTRAINT fk_time_entries_task_id FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE SET NULL,
  CONSTRAINT fk_time_entries_phase_id FOREIGN KEY (phase_id) REFERENCES project_phases (id) ON DELETE SET NULL,
  CONSTRAINT fk_time_entries_approved_by_id FOREIGN KEY (approved_by_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT fk_time_entries_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_time_entries_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_time_entries_status CHECK (status IN ('draft', 'submitted', 'approved', 'rejected')),
  CONSTRAINT ck_time_entries_approved_by_name CHECK (length(approved_by_name) <= 255),
  CONSTRAINT ck_time_entries_hours CHECK (CAST(hours AS numeric) > 0 AND CAST(hours AS numeric) <= 24),
  CONSTRAINT ck_time_entries_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE approval_workflows (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  time_entry_id TEXT NOT NULL,
  approver_id TEXT,
  approver_name TEXT NOT NULL,
  decision TEXT NOT NULL,
  comment TEXT,
  decided_at TEXT NOT NULL,
  CONSTRAINT fk_approval_workflows_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_approval_workflows_time_entry_id FOREIGN KEY (time_entry_id) REFERENCES time_entries (id) ON DELETE CASCADE,
  CONSTRAINT fk_approval_workflows_approver_id FOREIGN KEY (approver_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT ck_approval_workflows_approver_name CHECK (length(approver_name) <= 255),
  CONSTRAINT ck_approval_workflows_decision CHECK (decision IN ('submitted', 'approved', 'rejected', 'withdrawn'))
) STRICT;
CREATE TABLE comments (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  author_id TEXT,
  author_name TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  CONSTRAINT fk_comments_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_comments_author_id FOREIGN KEY (author_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT ck_comments_entity_type CHECK (entity_type IN ('projects', 'performances', 'inventory_items', 'schedule_events', 'time_entries')),
  CONSTRAINT ck_comments_author_name CHECK (length(author_name) <= 255),
  CONSTRAINT ck_comments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE notifications (
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
  created_at TEXT NOT NULL, data TEXT NOT NULL DEFAULT '{}' CONSTRAINT ck_notifications_data CHECK (json_valid(data)),
  CONSTRAINT fk_notifications_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_notifications_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_notifications_type CHECK (length(type) <= 100),
  CONSTRAINT ck_notifications_title CHECK (length(title) <= 255),
  CONSTRAINT ck_notifications_entity_type CHECK (length(entity_type) <= 50),
  CONSTRAINT ck_notifications_is_read CHECK (is_read IN (0, 1))
) STRICT;
CREATE TABLE activity_log (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  employee_id TEXT,
  user_id TEXT,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  changes TEXT NOT NULL DEFAULT '{}',
  occurred_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL, read_permission TEXT CONSTRAINT ck_activity_log_read_permission CHECK (length(read_permission) <= 50),
  CONSTRAINT fk_activity_log_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_activity_log_employee_id FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE SET NULL,
  CONSTRAINT fk_activity_log_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_activity_log_actor_name CHECK (length(actor_name) <= 255),
  CONSTRAINT ck_activity_log_action CHECK (length(action) <= 100),
  CONSTRAINT ck_activity_log_entity_type CHECK (length(entity_type) <= 50),
  CONSTRAINT ck_activity_log_changes CHECK (json_valid(changes))
) STRICT;
CREATE TABLE deletions (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  root_table TEXT NOT NULL,
  root_id TEXT NOT NULL,
  root_title TEXT,
  reason TEXT,
  row_count INTEGER NOT NULL,
  deleted_by_id TEXT,
  deleted_by_name TEXT NOT NULL,
  deleted_at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  restored_at TEXT,
  restored_by_id TEXT,
  CONSTRAINT fk_deletions_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_deletions_deleted_by_id FOREIGN KEY (deleted_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_deletions_restored_by_id FOREIGN KEY (restored_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_deletions_root_table CHECK (length(root_table) <= 50),
  CONSTRAINT ck_deletions_root_title CHECK (length(root_title) <= 255),
  CONSTRAINT ck_deletions_deleted_by_name CHECK (length(deleted_by_name) <= 255)
) STRICT;
CREATE TABLE deletion_effects (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  deletion_id TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  column_name TEXT,
  previous_value TEXT,
  CONSTRAINT fk_deletion_effects_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_deletion_effects_deletion_id FOREIGN KEY (deletion_id) REFERENCES deletions (id) ON DELETE CASCADE,
  CONSTRAINT ck_deletion_effects_entity_type CHECK (length(entity_type) <= 50),
  CONSTRAINT ck_deletion_effects_kind CHECK (kind IN ('delete', 'clear')),
  CONSTRAINT ck_deletion_effects_column_name CHECK (length(column_name) <= 50)
) STRICT;
CREATE TABLE conflicts (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  column_name TEXT NOT NULL,
  base_value TEXT NOT NULL DEFAULT '{}',
  kept_value TEXT NOT NULL DEFAULT '{}',
  other_value TEXT NOT NULL DEFAULT '{}',
  kept_by_name TEXT NOT NULL,
  other_by_id TEXT,
  other_by_name TEXT NOT NULL,
  kept_by_id TEXT,
  status TEXT NOT NULL DEFAULT 'open',
  detected_at TEXT NOT NULL,
  resolved_at TEXT,
  resolved_by_id TEXT,
  resolved_by_name TEXT, read_permission TEXT CONSTRAINT ck_conflicts_read_permission CHECK (length(read_permission) <= 50),
  CONSTRAINT fk_conflicts_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_conflicts_other_by_id FOREIGN KEY (other_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_conflicts_kept_by_id FOREIGN KEY (kept_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_conflicts_resolved_by_id FOREIGN KEY (resolved_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_conflicts_entity_type CHECK (length(entity_type) <= 50),
  CONSTRAINT ck_conflicts_column_name CHECK (length(column_name) <= 50),
  CONSTRAINT ck_conflicts_base_value CHECK (json_valid(base_value)),
  CONSTRAINT ck_conflicts_kept_value CHECK (json_valid(kept_value)),
  CONSTRAINT ck_conflicts_other_value CHECK (json_valid(other_value)),
  CONSTRAINT ck_conflicts_kept_by_name CHECK (length(kept_by_name) <= 255),
  CONSTRAINT ck_conflicts_other_by_name CHECK (length(other_by_name) <= 255),
  CONSTRAINT ck_conflicts_status CHECK (status IN ('open', 'kept', 'swapped')),
  CONSTRAINT ck_conflicts_resolved_by_name CHECK (length(resolved_by_name) <= 255)
) STRICT;
CREATE TABLE devices (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  registered_by_id TEXT,
  registered_at TEXT NOT NULL,
  revoked_at TEXT,
  CONSTRAINT fk_devices_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_devices_registered_by_id FOREIGN KEY (registered_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_devices_name CHECK (length(name) <= 255)
) STRICT;
CREATE TABLE device_progress (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  last_sequence INTEGER NOT NULL,
  barrier INTEGER NOT NULL, epoch INTEGER NOT NULL DEFAULT 1, last_mutation_id TEXT,
  CONSTRAINT fk_device_progress_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE mutation_results (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  mutation_id TEXT NOT NULL,
  code TEXT NOT NULL,
  details TEXT NOT NULL DEFAULT '{}',
  recorded_at TEXT NOT NULL,
  CONSTRAINT fk_mutation_results_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_mutation_results_code CHECK (length(code) <= 100),
  CONSTRAINT ck_mutation_results_details CHECK (json_valid(details))
) STRICT;
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
CREATE TABLE replica_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE replica_shapes (table_name TEXT PRIMARY KEY NOT NULL, handle TEXT NOT NULL, position TEXT NOT NULL) STRICT;
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  args TEXT NOT NULL CHECK (json_valid(args)),
  author_id TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  clock_offset_ms INTEGER NOT NULL,
  problem TEXT CHECK (json_valid(problem))
) STRICT;
CREATE TABLE outbox_effects (
  sequence INTEGER NOT NULL REFERENCES outbox (sequence) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  before TEXT,
  PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_outbox_effects_row ON outbox_effects (row_id, table_name);
CREATE TABLE refused_mutations (
  sequence INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  args TEXT NOT NULL,
  author_id TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  code TEXT NOT NULL,
  details TEXT NOT NULL,
  refused_at TEXT NOT NULL,
  dealt_with_at TEXT
, clock_offset_ms INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE search_rows (number INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id TEXT NOT NULL, UNIQUE (row_id, table_name)) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5(words, content='', contentless_delete=1, tokenize='unicode61');
CREATE TABLE search_pending (table_name TEXT NOT NULL, row_id TEXT NOT NULL, PRIMARY KEY (table_name, row_id)) STRICT, WITHOUT ROWID;
CREATE TABLE guards (id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), is_on INTEGER NOT NULL CHECK (is_on IN (0, 1))) STRICT;
CREATE TABLE outbox_sent (
  sequence INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  args TEXT NOT NULL CHECK (json_valid(args)),
  author_id TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  clock_offset_ms INTEGER NOT NULL,
  confirmed_at TEXT NOT NULL
) STRICT;
CREATE INDEX ix_outbox_sent_confirmed_at ON outbox_sent (confirmed_at);
CREATE INDEX ix_inventory_count_entries_count_id_item_id_location_id ON inventory_count_entries (count_id, item_id, location_id);
CREATE TABLE schema_migrations_repeatable (name TEXT PRIMARY KEY NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE drafts (
  user_id TEXT NOT NULL,
  form TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  typed_at TEXT NOT NULL,
  PRIMARY KEY (user_id, form)
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_views (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  owner_id TEXT,
  screen TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL DEFAULT '{}',
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_saved_views_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_saved_views_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_saved_views_owner_id FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_saved_views_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_saved_views_screen CHECK (length(screen) <= 50),
  CONSTRAINT ck_saved_views_name CHECK (length(name) <= 100),
  CONSTRAINT ck_saved_views_definition CHECK (json_valid(definition)),
  CONSTRAINT ck_saved_views_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE INDEX ix_saved_views_theater_id ON saved_views (theater_id);
CREATE INDEX ix_saved_views_owner_id ON saved_views (owner_id);
CREATE INDEX ix_saved_views_created_by_id ON saved_views (created_by_id);
CREATE INDEX ix_saved_views_updated_by_id ON saved_views (updated_by_id);
CREATE INDEX ix_saved_views_deleted_at ON saved_views (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_saved_views_screen ON saved_views (screen);
CREATE TABLE files (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size TEXT NOT NULL,
  mime TEXT NOT NULL,
  name TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  has_thumbnail INTEGER NOT NULL DEFAULT 0,
  uploaded_at TEXT,
  created_by_id TEXT,
  created_at TEXT NOT NULL,
  CONSTRAINT fk_files_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_files_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_files_sha256 CHECK (length(sha256) <= 64),
  CONSTRAINT ck_files_mime CHECK (length(mime) <= 100),
  CONSTRAINT ck_files_name CHECK (length(name) <= 255),
  CONSTRAINT ck_files_width CHECK (width > 0),
  CONSTRAINT ck_files_height CHECK (height > 0),
  CONSTRAINT ck_files_has_thumbnail CHECK (has_thumbnail IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX uq_files_sha256 ON files (theater_id, sha256);
CREATE INDEX ix_files_theater_id ON files (theater_id);
CREATE INDEX ix_files_created_by_id ON files (created_by_id);
CREATE INDEX ix_inventory_photos_file_id ON inventory_photos (file_id);
CREATE INDEX ix_documents_file_id ON documents (file_id);
CREATE INDEX ix_document_versions_file_id ON document_versions (file_id);
CREATE INDEX ix_task_attachments_file_id ON task_attachments (file_id);
CREATE TABLE stored_files (
  sha256 TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL CHECK (size > 0),
  has_original INTEGER NOT NULL CHECK (has_original IN (0, 1)),
  has_thumbnail INTEGER NOT NULL CHECK (has_thumbnail IN (0, 1)),
  -- Nobody has asked for it and no pin holds it: it may go when room is needed. What the hub does not have never goes.
  used_at TEXT NOT NULL
, confirmed_in TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE wanted_files (
  sha256 TEXT NOT NULL PRIMARY KEY,
  asked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE file_pins (
  scope_table TEXT NOT NULL,
  scope_id TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (scope_table, scope_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE label_templates (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL DEFAULT '{}',
  is_default INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_label_templates_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_label_templates_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_label_templates_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_label_templates_name CHECK (length(name) <= 100),
  CONSTRAINT ck_label_templates_kind CHECK (kind IN ('item', 'location', 'blank')),
  CONSTRAINT ck_label_templates_content CHECK (json_valid(content)),
  CONSTRAINT ck_label_templates_is_default CHECK (is_default IN (0, 1)),
  CONSTRAINT ck_label_templates_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE TABLE form_templates (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT,
  deletion_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by_id TEXT,
  updated_by_id TEXT,
  CONSTRAINT fk_form_templates_updated_by_id FOREIGN KEY (updated_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_form_templates_created_by_id FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_form_templates_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_form_templates_name CHECK (length(name) <= 100),
  CONSTRAINT ck_form_templates_kind CHECK (length(kind) <= 50),
  CONSTRAINT ck_form_templates_is_default CHECK (is_default IN (0, 1)),
  CONSTRAINT ck_form_templates_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE INDEX ix_label_templates_theater_id ON label_templates (theater_id);
CREATE INDEX ix_label_templates_created_by_id ON label_templates (created_by_id);
CREATE INDEX ix_label_templates_updated_by_id ON label_templates (updated_by_id);
CREATE INDEX ix_label_templates_deleted_at ON label_templates (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_form_templates_theater_id ON form_templates (theater_id);
CREATE INDEX ix_form_templates_created_by_id ON form_templates (created_by_id);
CREATE INDEX ix_form_templates_updated_by_id ON form_templates (updated_by_id);
CREATE INDEX ix_form_templates_deleted_at ON form_templates (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_form_templates_kind ON form_templates (kind);
CREATE TABLE printed_sheets (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  code TEXT NOT NULL,
  form TEXT NOT NULL,
  title TEXT NOT NULL,
  args TEXT NOT NULL DEFAULT '{}',
  language TEXT NOT NULL,
  subject_table TEXT,
  subject_id TEXT,
  lines INTEGER NOT NULL,
  digests TEXT NOT NULL,
  as_of TEXT,
  printed_at TEXT NOT NULL,
  printed_by_id TEXT,
  printed_by_name TEXT NOT NULL,
  CONSTRAINT fk_printed_sheets_printed_by_id FOREIGN KEY (printed_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_printed_sheets_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_printed_sheets_code CHECK (length(code) <= 20),
  CONSTRAINT ck_printed_sheets_form CHECK (length(form) <= 50),
  CONSTRAINT ck_printed_sheets_title CHECK (length(title) <= 255),
  CONSTRAINT ck_printed_sheets_args CHECK (json_valid(args)),
  CONSTRAINT ck_printed_sheets_language CHECK (length(language) <= 2),
  CONSTRAINT ck_printed_sheets_subject_table CHECK (length(subject_table) <= 50),
  CONSTRAINT ck_printed_sheets_lines CHECK (lines >= 0),
  CONSTRAINT ck_printed_sheets_printed_by_name CHECK (length(printed_by_name) <= 255)
) STRICT;
CREATE UNIQUE INDEX uq_printed_sheets_code ON printed_sheets (theater_id, code);
CREATE INDEX ix_printed_sheets_theater_id ON printed_sheets (theater_id);
CREATE INDEX ix_printed_sheets_printed_by_id ON printed_sheets (printed_by_id);
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
  updated_by_id TEXT, also_signed TEXT NOT NULL DEFAULT '[]' CONSTRAINT ck_show_reports_also_signed CHECK (json_valid(also_signed)),
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
  note TEXT, is_corrected INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_show_timings_is_corrected CHECK (is_corrected IN (0, 1)),
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
CREATE INDEX ix_passport_sections_department_id ON passport_sections (department_id);
CREATE INDEX ix_passport_sections_variant_id ON passport_sections (variant_id);
CREATE INDEX ix_passport_sections_replaces_id ON passport_sections (replaces_id);
CREATE INDEX ix_performance_checklists_variant_id ON performance_checklists (variant_id);
CREATE INDEX ix_checklist_items_responsible_id ON checklist_items (responsible_id);
CREATE INDEX ix_checklist_items_inventory_item_id ON checklist_items (inventory_item_id);
CREATE INDEX ix_schedule_events_variant_id ON schedule_events (variant_id);
CREATE INDEX ix_schedule_events_theater_id_event_date ON schedule_events (theater_id, event_date);
CREATE TABLE "event_publications" (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  content TEXT NOT NULL DEFAULT '{}',
  event_date TEXT NOT NULL,
  is_withdrawn INTEGER NOT NULL DEFAULT 0,
  published_at TEXT NOT NULL,
  published_by_id TEXT,
  published_by_name TEXT, performance_id TEXT,
  CONSTRAINT fk_event_publications_published_by_id FOREIGN KEY (published_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT fk_event_publications_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_publications_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT ck_event_publications_content CHECK (json_valid(content)),
  CONSTRAINT ck_event_publications_is_withdrawn CHECK (is_withdrawn IN (0, 1)),
  CONSTRAINT ck_event_publications_published_by_name CHECK (length(published_by_name) <= 255)
) STRICT;
CREATE UNIQUE INDEX uq_event_publications_event_id ON event_publications (theater_id, event_id);
CREATE INDEX ix_event_publications_theater_id ON event_publications (theater_id);
CREATE INDEX ix_event_publications_event_id ON event_publications (event_id);
CREATE INDEX ix_event_publications_published_by_id ON event_publications (published_by_id);
CREATE INDEX ix_event_publications_event_date ON event_publications (event_date);
CREATE INDEX ix_event_publications_performance_id_event_date ON event_publications (performance_id, event_date);
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
CREATE INDEX ix_schedule_events_tour_id ON schedule_events (tour_id);
CREATE TABLE "attachments" (
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
  CONSTRAINT ck_attachments_entity_table CHECK (entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues', 'passport_sections', 'checklist_items', 'checklist_marks', 'show_notes', 'faults', 'tours')),
  CONSTRAINT ck_attachments_caption CHECK (length(caption) <= 255),
  CONSTRAINT ck_attachments_deletion CHECK ((deleted_at IS NULL) = (deletion_id IS NULL))
) STRICT;
CREATE INDEX ix_attachments_theater_id ON attachments (theater_id);
CREATE INDEX ix_attachments_file_id ON attachments (file_id);
CREATE INDEX ix_attachments_added_by_id ON attachments (added_by_id);
CREATE INDEX ix_attachments_deleted_at ON attachments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_attachments_entity_table_entity_id ON attachments (entity_table, entity_id);
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
CREATE INDEX ix_inventory_items_place_id ON inventory_items (place_id);
INSERT INTO schema_migrations_lock (id, is_locked) VALUES ('migration_lock', 0);
INSERT INTO guards (id, is_on) VALUES (1, 1);
