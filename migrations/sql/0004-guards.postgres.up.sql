CREATE FUNCTION guard_theaters_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|theaters|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON theaters FOR EACH STATEMENT EXECUTE FUNCTION guard_theaters_truncate();
CREATE FUNCTION guard_theaters_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|theaters|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON theaters FOR EACH ROW EXECUTE FUNCTION guard_theaters_erase();
CREATE FUNCTION guard_departments_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.head_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.head_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|departments|head_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|departments|head_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON departments FOR EACH ROW EXECUTE FUNCTION guard_departments_insert();
CREATE FUNCTION guard_departments_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.head_id IS NOT NULL AND (NEW.head_id IS DISTINCT FROM OLD.head_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.head_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|departments|head_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|departments|head_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|departments|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF head_id, deleted_at, theater_id ON departments FOR EACH ROW EXECUTE FUNCTION guard_departments_update();
CREATE FUNCTION guard_departments_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM users c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|users|department_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM employees c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|employees|department_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM inventory_categories c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_categories|department_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM performance_checklists c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|performance_checklists|department_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM performance_condition c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|performance_condition|department_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM document_categories c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|document_categories|department_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM tasks c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|tasks|department_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON departments FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_departments_removal();
CREATE FUNCTION guard_departments_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|departments|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON departments FOR EACH STATEMENT EXECUTE FUNCTION guard_departments_truncate();
CREATE FUNCTION guard_departments_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|departments|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON departments FOR EACH ROW EXECUTE FUNCTION guard_departments_erase();
CREATE FUNCTION guard_directions_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|directions|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON directions FOR EACH ROW EXECUTE FUNCTION guard_directions_update();
CREATE FUNCTION guard_directions_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM employees c WHERE c.direction_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|employees|direction_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM projects c WHERE c.direction_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|projects|direction_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON directions FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_directions_removal();
CREATE FUNCTION guard_directions_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|directions|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON directions FOR EACH STATEMENT EXECUTE FUNCTION guard_directions_truncate();
CREATE FUNCTION guard_directions_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|directions|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON directions FOR EACH ROW EXECUTE FUNCTION guard_directions_erase();
CREATE FUNCTION guard_users_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.department_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|users|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|users|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION guard_users_insert();
CREATE FUNCTION guard_users_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.department_id IS NOT NULL AND (NEW.department_id IS DISTINCT FROM OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|users|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|users|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|users|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF department_id, deleted_at, theater_id ON users FOR EACH ROW EXECUTE FUNCTION guard_users_update();
CREATE FUNCTION guard_users_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM departments c WHERE c.head_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|departments|head_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM user_roles c WHERE c.user_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|user_roles|user_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM employees c WHERE c.user_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|employees|user_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM passport_sections c WHERE c.responsible_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|passport_sections|responsible_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM event_participants c WHERE c.user_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|event_participants|user_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM tasks c WHERE c.assignee_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|tasks|assignee_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON users FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_users_removal();
CREATE FUNCTION guard_users_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|users|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON users FOR EACH STATEMENT EXECUTE FUNCTION guard_users_truncate();
CREATE FUNCTION guard_users_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|users|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON users FOR EACH ROW EXECUTE FUNCTION guard_users_erase();
CREATE FUNCTION guard_roles_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|roles|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON roles FOR EACH ROW EXECUTE FUNCTION guard_roles_update();
CREATE FUNCTION guard_roles_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM user_roles c WHERE c.role_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|user_roles|role_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON roles FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_roles_removal();
CREATE FUNCTION guard_roles_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|roles|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON roles FOR EACH STATEMENT EXECUTE FUNCTION guard_roles_truncate();
CREATE FUNCTION guard_roles_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|roles|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON roles FOR EACH ROW EXECUTE FUNCTION guard_roles_erase();
CREATE FUNCTION guard_user_roles_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.user_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|user_roles|user_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|user_roles|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.role_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM roles WHERE id = NEW.role_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|user_roles|role_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|user_roles|role_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.granted_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.granted_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|user_roles|granted_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON user_roles FOR EACH ROW EXECUTE FUNCTION guard_user_roles_insert();
CREATE FUNCTION guard_user_roles_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.user_id IS NOT NULL AND (NEW.user_id IS DISTINCT FROM OLD.user_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|user_roles|user_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|user_roles|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.role_id IS NOT NULL AND (NEW.role_id IS DISTINCT FROM OLD.role_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM roles WHERE id = NEW.role_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|user_roles|role_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|user_roles|role_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.granted_by_id IS NOT NULL AND NEW.granted_by_id IS DISTINCT FROM OLD.granted_by_id THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.granted_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|user_roles|granted_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|user_roles|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF user_id, deleted_at, role_id, granted_by_id, theater_id ON user_roles FOR EACH ROW EXECUTE FUNCTION guard_user_roles_update();
CREATE FUNCTION guard_user_roles_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|user_roles|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON user_roles FOR EACH STATEMENT EXECUTE FUNCTION guard_user_roles_truncate();
CREATE FUNCTION guard_user_roles_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|user_roles|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON user_roles FOR EACH ROW EXECUTE FUNCTION guard_user_roles_erase();
CREATE FUNCTION guard_employees_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.user_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|user_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|employees|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.direction_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM directions WHERE id = NEW.direction_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|direction_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|employees|direction_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|employees|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON employees FOR EACH ROW EXECUTE FUNCTION guard_employees_insert();
CREATE FUNCTION guard_employees_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.user_id IS NOT NULL AND (NEW.user_id IS DISTINCT FROM OLD.user_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|user_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|employees|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.direction_id IS NOT NULL AND (NEW.direction_id IS DISTINCT FROM OLD.direction_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM directions WHERE id = NEW.direction_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|direction_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|employees|direction_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL AND (NEW.department_id IS DISTINCT FROM OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|employees|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|employees|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|employees|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF user_id, deleted_at, direction_id, department_id, created_by_id, updated_by_id, theater_id ON employees FOR EACH ROW EXECUTE FUNCTION guard_employees_update();
CREATE FUNCTION guard_employees_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM projects c WHERE c.manager_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|projects|manager_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM project_members c WHERE c.employee_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|project_members|employee_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON employees FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_employees_removal();
CREATE FUNCTION guard_employees_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|employees|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON employees FOR EACH STATEMENT EXECUTE FUNCTION guard_employees_truncate();
CREATE FUNCTION guard_employees_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|employees|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON employees FOR EACH ROW EXECUTE FUNCTION guard_employees_erase();
CREATE FUNCTION guard_settings_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|settings|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON settings FOR EACH ROW EXECUTE FUNCTION guard_settings_insert();
CREATE FUNCTION guard_settings_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|settings|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|settings|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF updated_by_id, theater_id ON settings FOR EACH ROW EXECUTE FUNCTION guard_settings_update();
CREATE FUNCTION guard_inventory_categories_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.parent_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_categories WHERE id = NEW.parent_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_categories|parent_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_categories|parent_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_categories|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_categories|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_categories|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_categories|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_categories FOR EACH ROW EXECUTE FUNCTION guard_inventory_categories_insert();
CREATE FUNCTION guard_inventory_categories_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.parent_id IS NOT NULL AND (NEW.parent_id IS DISTINCT FROM OLD.parent_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_categories WHERE id = NEW.parent_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_categories|parent_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_categories|parent_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL AND (NEW.department_id IS DISTINCT FROM OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_categories|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_categories|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_categories|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_categories|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_categories|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF parent_id, deleted_at, department_id, created_by_id, updated_by_id, theater_id ON inventory_categories FOR EACH ROW EXECUTE FUNCTION guard_inventory_categories_update();
CREATE FUNCTION guard_inventory_categories_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM inventory_categories c WHERE c.parent_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_categories|parent_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM inventory_items c WHERE c.category_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_items|category_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM inventory_counts c WHERE c.category_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_counts|category_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON inventory_categories FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_inventory_categories_removal();
CREATE FUNCTION guard_inventory_categories_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_categories|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON inventory_categories FOR EACH STATEMENT EXECUTE FUNCTION guard_inventory_categories_truncate();
CREATE FUNCTION guard_inventory_categories_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_categories|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON inventory_categories FOR EACH ROW EXECUTE FUNCTION guard_inventory_categories_erase();
CREATE FUNCTION guard_inventory_locations_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.parent_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.parent_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_locations|parent_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_locations|parent_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_locations|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_locations|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_locations FOR EACH ROW EXECUTE FUNCTION guard_inventory_locations_insert();
CREATE FUNCTION guard_inventory_locations_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.parent_id IS NOT NULL AND (NEW.parent_id IS DISTINCT FROM OLD.parent_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.parent_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_locations|parent_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_locations|parent_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_locations|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_locations|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_locations|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF parent_id, deleted_at, created_by_id, updated_by_id, theater_id ON inventory_locations FOR EACH ROW EXECUTE FUNCTION guard_inventory_locations_update();
CREATE FUNCTION guard_inventory_locations_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM inventory_locations c WHERE c.parent_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_locations|parent_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM inventory_items c WHERE c.location_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_items|location_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM inventory_counts c WHERE c.location_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_counts|location_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON inventory_locations FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_inventory_locations_removal();
CREATE FUNCTION guard_inventory_locations_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_locations|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON inventory_locations FOR EACH STATEMENT EXECUTE FUNCTION guard_inventory_locations_truncate();
CREATE FUNCTION guard_inventory_locations_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_locations|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON inventory_locations FOR EACH ROW EXECUTE FUNCTION guard_inventory_locations_erase();
CREATE FUNCTION guard_inventory_items_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.category_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_categories WHERE id = NEW.category_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|category_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_items|category_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.location_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|location_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_items|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.case_item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.case_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|case_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_items|case_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_items FOR EACH ROW EXECUTE FUNCTION guard_inventory_items_insert();
CREATE FUNCTION guard_inventory_items_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.category_id IS NOT NULL AND (NEW.category_id IS DISTINCT FROM OLD.category_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_categories WHERE id = NEW.category_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|category_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_items|category_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.location_id IS NOT NULL AND (NEW.location_id IS DISTINCT FROM OLD.location_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|location_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_items|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.case_item_id IS NOT NULL AND (NEW.case_item_id IS DISTINCT FROM OLD.case_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.case_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|case_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_items|case_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_items|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_items|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF category_id, deleted_at, location_id, case_item_id, created_by_id, updated_by_id, theater_id ON inventory_items FOR EACH ROW EXECUTE FUNCTION guard_inventory_items_update();
CREATE FUNCTION guard_inventory_items_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM inventory_items c WHERE c.case_item_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_items|case_item_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM inventory_photos c WHERE c.inventory_item_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|inventory_photos|inventory_item_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM performance_inventory c WHERE c.inventory_item_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|performance_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM event_inventory c WHERE c.inventory_item_id = NEW.id AND c.deleted_at IS NULL AND EXISTS (SELECT 1 FROM schedule_events e WHERE e.id = c.event_id AND e.deleted_at IS NULL AND e.event_date > current_date AND e.status NOT IN ('completed', 'cancelled'))) THEN RAISE EXCEPTION 'guard|deletion.blocked|event_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM event_inventory c WHERE c.case_item_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|event_inventory|case_item_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'inventory_items' AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|comments|entity_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON inventory_items FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_inventory_items_removal();
CREATE FUNCTION guard_inventory_items_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_items|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON inventory_items FOR EACH STATEMENT EXECUTE FUNCTION guard_inventory_items_truncate();
CREATE FUNCTION guard_inventory_items_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_items|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON inventory_items FOR EACH ROW EXECUTE FUNCTION guard_inventory_items_erase();
CREATE FUNCTION guard_inventory_items_sweep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  DELETE FROM comments WHERE entity_type = 'inventory_items' AND entity_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_sweep AFTER DELETE ON inventory_items FOR EACH ROW EXECUTE FUNCTION guard_inventory_items_sweep();
CREATE FUNCTION guard_inventory_photos_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.inventory_item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.inventory_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_photos|inventory_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_photos|inventory_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.uploaded_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.uploaded_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_photos|uploaded_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_photos FOR EACH ROW EXECUTE FUNCTION guard_inventory_photos_insert();
CREATE FUNCTION guard_inventory_photos_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.inventory_item_id IS NOT NULL AND (NEW.inventory_item_id IS DISTINCT FROM OLD.inventory_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.inventory_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_photos|inventory_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_photos|inventory_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.uploaded_by_id IS NOT NULL AND NEW.uploaded_by_id IS DISTINCT FROM OLD.uploaded_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.uploaded_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_photos|uploaded_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_photos|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF inventory_item_id, deleted_at, uploaded_by_id, theater_id ON inventory_photos FOR EACH ROW EXECUTE FUNCTION guard_inventory_photos_update();
CREATE FUNCTION guard_inventory_photos_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_photos|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON inventory_photos FOR EACH STATEMENT EXECUTE FUNCTION guard_inventory_photos_truncate();
CREATE FUNCTION guard_inventory_photos_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_photos|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON inventory_photos FOR EACH ROW EXECUTE FUNCTION guard_inventory_photos_erase();
CREATE FUNCTION guard_inventory_history_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.from_location_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.from_location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|from_location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.to_location_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.to_location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|to_location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.event_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.event_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|event_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.count_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_counts WHERE id = NEW.count_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|count_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_history FOR EACH ROW EXECUTE FUNCTION guard_inventory_history_insert();
CREATE FUNCTION guard_inventory_history_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.item_id IS NOT NULL AND NEW.item_id IS DISTINCT FROM OLD.item_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.from_location_id IS NOT NULL AND NEW.from_location_id IS DISTINCT FROM OLD.from_location_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.from_location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|from_location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.to_location_id IS NOT NULL AND NEW.to_location_id IS DISTINCT FROM OLD.to_location_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.to_location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|to_location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL AND NEW.performance_id IS DISTINCT FROM OLD.performance_id THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.event_id IS NOT NULL AND NEW.event_id IS DISTINCT FROM OLD.event_id THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.event_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|event_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.count_id IS NOT NULL AND NEW.count_id IS DISTINCT FROM OLD.count_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_counts WHERE id = NEW.count_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|count_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_history|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_history|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF item_id, from_location_id, to_location_id, performance_id, event_id, count_id, created_by_id, theater_id ON inventory_history FOR EACH ROW EXECUTE FUNCTION guard_inventory_history_update();
CREATE FUNCTION guard_inventory_history_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_history|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON inventory_history FOR EACH STATEMENT EXECUTE FUNCTION guard_inventory_history_truncate();
CREATE FUNCTION guard_inventory_history_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_history|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON inventory_history FOR EACH ROW EXECUTE FUNCTION guard_inventory_history_erase();
CREATE FUNCTION guard_inventory_history_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_history|id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, item_id, movement_type, from_location_id, to_location_id, quantity, comment, performance_id, event_id, count_id, occurred_at, created_at, created_by_id, created_by_name ON inventory_history FOR EACH ROW EXECUTE FUNCTION guard_inventory_history_rewrite();
CREATE FUNCTION guard_inventory_stock_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_stock|item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.location_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_stock|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_stock FOR EACH ROW EXECUTE FUNCTION guard_inventory_stock_insert();
CREATE FUNCTION guard_inventory_stock_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.item_id IS NOT NULL AND NEW.item_id IS DISTINCT FROM OLD.item_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_stock|item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.location_id IS NOT NULL AND NEW.location_id IS DISTINCT FROM OLD.location_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_stock|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_stock|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF item_id, location_id, theater_id ON inventory_stock FOR EACH ROW EXECUTE FUNCTION guard_inventory_stock_update();
CREATE FUNCTION guard_inventory_counts_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.location_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|location_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_counts|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.category_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_categories WHERE id = NEW.category_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|category_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_counts|category_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.posted_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.posted_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|posted_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_counts FOR EACH ROW EXECUTE FUNCTION guard_inventory_counts_insert();
CREATE FUNCTION guard_inventory_counts_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.location_id IS NOT NULL AND (NEW.location_id IS DISTINCT FROM OLD.location_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|location_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_counts|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.category_id IS NOT NULL AND (NEW.category_id IS DISTINCT FROM OLD.category_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_categories WHERE id = NEW.category_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|category_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_counts|category_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.posted_by_id IS NOT NULL AND NEW.posted_by_id IS DISTINCT FROM OLD.posted_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.posted_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|posted_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_counts|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_counts|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF location_id, deleted_at, category_id, posted_by_id, created_by_id, updated_by_id, theater_id ON inventory_counts FOR EACH ROW EXECUTE FUNCTION guard_inventory_counts_update();
CREATE FUNCTION guard_inventory_counts_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_counts|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON inventory_counts FOR EACH STATEMENT EXECUTE FUNCTION guard_inventory_counts_truncate();
CREATE FUNCTION guard_inventory_counts_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_counts|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON inventory_counts FOR EACH ROW EXECUTE FUNCTION guard_inventory_counts_erase();
CREATE FUNCTION guard_inventory_count_lines_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.count_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_counts WHERE id = NEW.count_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_lines|count_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_count_lines|count_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_lines|item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.location_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_lines|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_count_lines FOR EACH ROW EXECUTE FUNCTION guard_inventory_count_lines_insert();
CREATE FUNCTION guard_inventory_count_lines_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.count_id IS NOT NULL AND NEW.count_id IS DISTINCT FROM OLD.count_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_counts WHERE id = NEW.count_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_lines|count_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|inventory_count_lines|count_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.item_id IS NOT NULL AND NEW.item_id IS DISTINCT FROM OLD.item_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_lines|item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.location_id IS NOT NULL AND NEW.location_id IS DISTINCT FROM OLD.location_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_lines|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_count_lines|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF count_id, item_id, location_id, theater_id ON inventory_count_lines FOR EACH ROW EXECUTE FUNCTION guard_inventory_count_lines_update();
CREATE FUNCTION guard_inventory_count_entries_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.count_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_counts WHERE id = NEW.count_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|count_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.location_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.undoes_id IS NOT NULL THEN SELECT theater_id INTO p FROM inventory_count_entries WHERE id = NEW.undoes_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|undoes_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.counted_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.counted_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|counted_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON inventory_count_entries FOR EACH ROW EXECUTE FUNCTION guard_inventory_count_entries_insert();
CREATE FUNCTION guard_inventory_count_entries_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.count_id IS NOT NULL AND NEW.count_id IS DISTINCT FROM OLD.count_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_counts WHERE id = NEW.count_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|count_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.item_id IS NOT NULL AND NEW.item_id IS DISTINCT FROM OLD.item_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.location_id IS NOT NULL AND NEW.location_id IS DISTINCT FROM OLD.location_id THEN SELECT theater_id, deleted_at INTO p FROM inventory_locations WHERE id = NEW.location_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|location_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.undoes_id IS NOT NULL AND NEW.undoes_id IS DISTINCT FROM OLD.undoes_id THEN SELECT theater_id INTO p FROM inventory_count_entries WHERE id = NEW.undoes_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|undoes_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.counted_by_id IS NOT NULL AND NEW.counted_by_id IS DISTINCT FROM OLD.counted_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.counted_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|inventory_count_entries|counted_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|inventory_count_entries|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF count_id, item_id, location_id, undoes_id, counted_by_id, theater_id ON inventory_count_entries FOR EACH ROW EXECUTE FUNCTION guard_inventory_count_entries_update();
CREATE FUNCTION guard_inventory_count_entries_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_count_entries|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON inventory_count_entries FOR EACH STATEMENT EXECUTE FUNCTION guard_inventory_count_entries_truncate();
CREATE FUNCTION guard_inventory_count_entries_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_count_entries|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON inventory_count_entries FOR EACH ROW EXECUTE FUNCTION guard_inventory_count_entries_erase();
CREATE FUNCTION guard_inventory_count_entries_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|inventory_count_entries|id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, count_id, item_id, scanned_code, location_id, quantity, recount_pass, undoes_id, counted_by_id, counted_by_name, device_id, counted_at ON inventory_count_entries FOR EACH ROW EXECUTE FUNCTION guard_inventory_count_entries_rewrite();
CREATE FUNCTION guard_performances_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performances|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performances|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON performances FOR EACH ROW EXECUTE FUNCTION guard_performances_insert();
CREATE FUNCTION guard_performances_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performances|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performances|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|performances|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF created_by_id, updated_by_id, theater_id ON performances FOR EACH ROW EXECUTE FUNCTION guard_performances_update();
CREATE FUNCTION guard_performances_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM passport_sections c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|passport_sections|performance_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM performance_inventory c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|performance_inventory|performance_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM performance_checklists c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|performance_checklists|performance_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM performance_condition c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|performance_condition|performance_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM schedule_events c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL AND (c.event_date > current_date AND c.status NOT IN ('completed', 'cancelled'))) THEN RAISE EXCEPTION 'guard|deletion.blocked|schedule_events|performance_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM documents c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|documents|performance_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM projects c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|projects|performance_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM tasks c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|tasks|performance_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'performances' AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|comments|entity_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON performances FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_performances_removal();
CREATE FUNCTION guard_performances_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|performances|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON performances FOR EACH STATEMENT EXECUTE FUNCTION guard_performances_truncate();
CREATE FUNCTION guard_performances_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|performances|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON performances FOR EACH ROW EXECUTE FUNCTION guard_performances_erase();
CREATE FUNCTION guard_performances_sweep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  DELETE FROM comments WHERE entity_type = 'performances' AND entity_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_sweep AFTER DELETE ON performances FOR EACH ROW EXECUTE FUNCTION guard_performances_sweep();
CREATE FUNCTION guard_passport_sections_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_sections|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|passport_sections|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.responsible_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.responsible_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_sections|responsible_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|passport_sections|responsible_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_sections|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_sections|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON passport_sections FOR EACH ROW EXECUTE FUNCTION guard_passport_sections_insert();
CREATE FUNCTION guard_passport_sections_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.performance_id IS NOT NULL AND (NEW.performance_id IS DISTINCT FROM OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_sections|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|passport_sections|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.responsible_id IS NOT NULL AND (NEW.responsible_id IS DISTINCT FROM OLD.responsible_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.responsible_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_sections|responsible_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|passport_sections|responsible_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_sections|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_sections|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|passport_sections|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF performance_id, deleted_at, responsible_id, created_by_id, updated_by_id, theater_id ON passport_sections FOR EACH ROW EXECUTE FUNCTION guard_passport_sections_update();
CREATE FUNCTION guard_passport_sections_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM passport_documents c WHERE c.section_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|passport_documents|section_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON passport_sections FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_passport_sections_removal();
CREATE FUNCTION guard_passport_sections_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|passport_sections|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON passport_sections FOR EACH STATEMENT EXECUTE FUNCTION guard_passport_sections_truncate();
CREATE FUNCTION guard_passport_sections_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|passport_sections|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON passport_sections FOR EACH ROW EXECUTE FUNCTION guard_passport_sections_erase();
CREATE FUNCTION guard_passport_documents_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.section_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM passport_sections WHERE id = NEW.section_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_documents|section_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|passport_documents|section_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.document_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM documents WHERE id = NEW.document_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_documents|document_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|passport_documents|document_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON passport_documents FOR EACH ROW EXECUTE FUNCTION guard_passport_documents_insert();
CREATE FUNCTION guard_passport_documents_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.section_id IS NOT NULL AND (NEW.section_id IS DISTINCT FROM OLD.section_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM passport_sections WHERE id = NEW.section_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_documents|section_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|passport_documents|section_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.document_id IS NOT NULL AND (NEW.document_id IS DISTINCT FROM OLD.document_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM documents WHERE id = NEW.document_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|passport_documents|document_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|passport_documents|document_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|passport_documents|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF section_id, deleted_at, document_id, theater_id ON passport_documents FOR EACH ROW EXECUTE FUNCTION guard_passport_documents_update();
CREATE FUNCTION guard_passport_documents_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|passport_documents|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON passport_documents FOR EACH STATEMENT EXECUTE FUNCTION guard_passport_documents_truncate();
CREATE FUNCTION guard_passport_documents_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|passport_documents|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON passport_documents FOR EACH ROW EXECUTE FUNCTION guard_passport_documents_erase();
CREATE FUNCTION guard_performance_inventory_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_inventory|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_inventory|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.inventory_item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.inventory_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_inventory|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON performance_inventory FOR EACH ROW EXECUTE FUNCTION guard_performance_inventory_insert();
CREATE FUNCTION guard_performance_inventory_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.performance_id IS NOT NULL AND (NEW.performance_id IS DISTINCT FROM OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_inventory|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_inventory|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.inventory_item_id IS NOT NULL AND (NEW.inventory_item_id IS DISTINCT FROM OLD.inventory_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.inventory_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_inventory|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|performance_inventory|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF performance_id, deleted_at, inventory_item_id, created_by_id, theater_id ON performance_inventory FOR EACH ROW EXECUTE FUNCTION guard_performance_inventory_update();
CREATE FUNCTION guard_performance_inventory_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|performance_inventory|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON performance_inventory FOR EACH STATEMENT EXECUTE FUNCTION guard_performance_inventory_truncate();
CREATE FUNCTION guard_performance_inventory_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|performance_inventory|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON performance_inventory FOR EACH ROW EXECUTE FUNCTION guard_performance_inventory_erase();
CREATE FUNCTION guard_performance_checklists_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_checklists|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_checklists|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_checklists|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_checklists|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_checklists|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_checklists|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON performance_checklists FOR EACH ROW EXECUTE FUNCTION guard_performance_checklists_insert();
CREATE FUNCTION guard_performance_checklists_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.performance_id IS NOT NULL AND (NEW.performance_id IS DISTINCT FROM OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_checklists|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_checklists|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL AND (NEW.department_id IS DISTINCT FROM OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_checklists|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_checklists|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_checklists|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_checklists|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|performance_checklists|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF performance_id, deleted_at, department_id, created_by_id, updated_by_id, theater_id ON performance_checklists FOR EACH ROW EXECUTE FUNCTION guard_performance_checklists_update();
CREATE FUNCTION guard_performance_checklists_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM checklist_items c WHERE c.checklist_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|checklist_items|checklist_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON performance_checklists FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_performance_checklists_removal();
CREATE FUNCTION guard_performance_checklists_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|performance_checklists|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON performance_checklists FOR EACH STATEMENT EXECUTE FUNCTION guard_performance_checklists_truncate();
CREATE FUNCTION guard_performance_checklists_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|performance_checklists|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON performance_checklists FOR EACH ROW EXECUTE FUNCTION guard_performance_checklists_erase();
CREATE FUNCTION guard_checklist_items_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.checklist_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performance_checklists WHERE id = NEW.checklist_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|checklist_items|checklist_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|checklist_items|checklist_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON checklist_items FOR EACH ROW EXECUTE FUNCTION guard_checklist_items_insert();
CREATE FUNCTION guard_checklist_items_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.checklist_id IS NOT NULL AND (NEW.checklist_id IS DISTINCT FROM OLD.checklist_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performance_checklists WHERE id = NEW.checklist_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|checklist_items|checklist_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|checklist_items|checklist_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|checklist_items|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF checklist_id, deleted_at, theater_id ON checklist_items FOR EACH ROW EXECUTE FUNCTION guard_checklist_items_update();
CREATE FUNCTION guard_checklist_items_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|checklist_items|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON checklist_items FOR EACH STATEMENT EXECUTE FUNCTION guard_checklist_items_truncate();
CREATE FUNCTION guard_checklist_items_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|checklist_items|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON checklist_items FOR EACH ROW EXECUTE FUNCTION guard_checklist_items_erase();
CREATE FUNCTION guard_checklist_marks_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.checklist_item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM checklist_items WHERE id = NEW.checklist_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|checklist_marks|checklist_item_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|checklist_marks|checklist_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.event_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.event_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|checklist_marks|event_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|checklist_marks|event_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.done_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.done_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|checklist_marks|done_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON checklist_marks FOR EACH ROW EXECUTE FUNCTION guard_checklist_marks_insert();
CREATE FUNCTION guard_checklist_marks_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.checklist_item_id IS NOT NULL AND NEW.checklist_item_id IS DISTINCT FROM OLD.checklist_item_id THEN SELECT theater_id, deleted_at INTO p FROM checklist_items WHERE id = NEW.checklist_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|checklist_marks|checklist_item_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|checklist_marks|checklist_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.event_id IS NOT NULL AND NEW.event_id IS DISTINCT FROM OLD.event_id THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.event_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|checklist_marks|event_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|checklist_marks|event_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.done_by_id IS NOT NULL AND NEW.done_by_id IS DISTINCT FROM OLD.done_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.done_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|checklist_marks|done_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|checklist_marks|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF checklist_item_id, event_id, done_by_id, theater_id ON checklist_marks FOR EACH ROW EXECUTE FUNCTION guard_checklist_marks_update();
CREATE FUNCTION guard_performance_condition_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_condition|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_condition|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.assessed_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.assessed_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|assessed_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON performance_condition FOR EACH ROW EXECUTE FUNCTION guard_performance_condition_insert();
CREATE FUNCTION guard_performance_condition_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.performance_id IS NOT NULL AND (NEW.performance_id IS DISTINCT FROM OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_condition|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL AND (NEW.department_id IS DISTINCT FROM OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|performance_condition|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.assessed_by_id IS NOT NULL AND NEW.assessed_by_id IS DISTINCT FROM OLD.assessed_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.assessed_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|assessed_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|performance_condition|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|performance_condition|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF performance_id, deleted_at, department_id, assessed_by_id, created_by_id, updated_by_id, theater_id ON performance_condition FOR EACH ROW EXECUTE FUNCTION guard_performance_condition_update();
CREATE FUNCTION guard_performance_condition_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|performance_condition|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON performance_condition FOR EACH STATEMENT EXECUTE FUNCTION guard_performance_condition_truncate();
CREATE FUNCTION guard_performance_condition_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|performance_condition|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON performance_condition FOR EACH ROW EXECUTE FUNCTION guard_performance_condition_erase();
CREATE FUNCTION guard_venues_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|venues|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|venues|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON venues FOR EACH ROW EXECUTE FUNCTION guard_venues_insert();
CREATE FUNCTION guard_venues_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|venues|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|venues|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|venues|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF created_by_id, updated_by_id, theater_id ON venues FOR EACH ROW EXECUTE FUNCTION guard_venues_update();
CREATE FUNCTION guard_venues_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM schedule_events c WHERE c.venue_id = NEW.id AND c.deleted_at IS NULL AND (c.event_date > current_date AND c.status NOT IN ('completed', 'cancelled'))) THEN RAISE EXCEPTION 'guard|deletion.blocked|schedule_events|venue_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON venues FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_venues_removal();
CREATE FUNCTION guard_venues_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|venues|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON venues FOR EACH STATEMENT EXECUTE FUNCTION guard_venues_truncate();
CREATE FUNCTION guard_venues_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|venues|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON venues FOR EACH ROW EXECUTE FUNCTION guard_venues_erase();
CREATE FUNCTION guard_schedule_events_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.venue_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM venues WHERE id = NEW.venue_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|schedule_events|venue_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND (NEW.event_date > current_date AND NEW.status NOT IN ('completed', 'cancelled')) THEN RAISE EXCEPTION 'guard|reference.deleted|schedule_events|venue_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|schedule_events|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND (NEW.event_date > current_date AND NEW.status NOT IN ('completed', 'cancelled')) THEN RAISE EXCEPTION 'guard|reference.deleted|schedule_events|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|schedule_events|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|schedule_events|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON schedule_events FOR EACH ROW EXECUTE FUNCTION guard_schedule_events_insert();
CREATE FUNCTION guard_schedule_events_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.venue_id IS NOT NULL AND (NEW.venue_id IS DISTINCT FROM OLD.venue_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL) OR NEW.event_date IS DISTINCT FROM OLD.event_date OR NEW.status IS DISTINCT FROM OLD.status) THEN SELECT theater_id, deleted_at INTO p FROM venues WHERE id = NEW.venue_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|schedule_events|venue_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND (NEW.event_date > current_date AND NEW.status NOT IN ('completed', 'cancelled')) THEN RAISE EXCEPTION 'guard|reference.deleted|schedule_events|venue_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL AND (NEW.performance_id IS DISTINCT FROM OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL) OR NEW.event_date IS DISTINCT FROM OLD.event_date OR NEW.status IS DISTINCT FROM OLD.status) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|schedule_events|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND (NEW.event_date > current_date AND NEW.status NOT IN ('completed', 'cancelled')) THEN RAISE EXCEPTION 'guard|reference.deleted|schedule_events|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|schedule_events|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|schedule_events|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|schedule_events|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF venue_id, deleted_at, event_date, status, performance_id, created_by_id, updated_by_id, theater_id ON schedule_events FOR EACH ROW EXECUTE FUNCTION guard_schedule_events_update();
CREATE FUNCTION guard_schedule_events_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM event_participants c WHERE c.event_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|event_participants|event_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM event_inventory c WHERE c.event_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|event_inventory|event_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'schedule_events' AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|comments|entity_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON schedule_events FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_schedule_events_removal();
CREATE FUNCTION guard_schedule_events_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|schedule_events|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON schedule_events FOR EACH STATEMENT EXECUTE FUNCTION guard_schedule_events_truncate();
CREATE FUNCTION guard_schedule_events_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|schedule_events|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON schedule_events FOR EACH ROW EXECUTE FUNCTION guard_schedule_events_erase();
CREATE FUNCTION guard_schedule_events_sweep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  DELETE FROM comments WHERE entity_type = 'schedule_events' AND entity_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_sweep AFTER DELETE ON schedule_events FOR EACH ROW EXECUTE FUNCTION guard_schedule_events_sweep();
CREATE FUNCTION guard_event_participants_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.event_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.event_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_participants|event_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|event_participants|event_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.user_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_participants|user_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|event_participants|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON event_participants FOR EACH ROW EXECUTE FUNCTION guard_event_participants_insert();
CREATE FUNCTION guard_event_participants_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.event_id IS NOT NULL AND (NEW.event_id IS DISTINCT FROM OLD.event_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.event_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_participants|event_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|event_participants|event_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.user_id IS NOT NULL AND (NEW.user_id IS DISTINCT FROM OLD.user_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_participants|user_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|event_participants|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|event_participants|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF event_id, deleted_at, user_id, theater_id ON event_participants FOR EACH ROW EXECUTE FUNCTION guard_event_participants_update();
CREATE FUNCTION guard_event_participants_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|event_participants|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON event_participants FOR EACH STATEMENT EXECUTE FUNCTION guard_event_participants_truncate();
CREATE FUNCTION guard_event_participants_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|event_participants|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON event_participants FOR EACH ROW EXECUTE FUNCTION guard_event_participants_erase();
CREATE FUNCTION guard_event_inventory_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.event_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.event_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_inventory|event_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|event_inventory|event_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.inventory_item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.inventory_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM schedule_events e WHERE e.id = NEW.event_id AND e.deleted_at IS NULL AND e.event_date > current_date AND e.status NOT IN ('completed', 'cancelled')) THEN RAISE EXCEPTION 'guard|reference.deleted|event_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.case_item_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.case_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_inventory|case_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|event_inventory|case_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.changed_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.changed_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_inventory|changed_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON event_inventory FOR EACH ROW EXECUTE FUNCTION guard_event_inventory_insert();
CREATE FUNCTION guard_event_inventory_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.event_id IS NOT NULL AND (NEW.event_id IS DISTINCT FROM OLD.event_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.event_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_inventory|event_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|event_inventory|event_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.inventory_item_id IS NOT NULL AND (NEW.inventory_item_id IS DISTINCT FROM OLD.inventory_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.inventory_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM schedule_events e WHERE e.id = NEW.event_id AND e.deleted_at IS NULL AND e.event_date > current_date AND e.status NOT IN ('completed', 'cancelled')) THEN RAISE EXCEPTION 'guard|reference.deleted|event_inventory|inventory_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.case_item_id IS NOT NULL AND (NEW.case_item_id IS DISTINCT FROM OLD.case_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.case_item_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_inventory|case_item_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|event_inventory|case_item_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.changed_by_id IS NOT NULL AND NEW.changed_by_id IS DISTINCT FROM OLD.changed_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.changed_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|event_inventory|changed_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|event_inventory|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF event_id, deleted_at, inventory_item_id, case_item_id, changed_by_id, theater_id ON event_inventory FOR EACH ROW EXECUTE FUNCTION guard_event_inventory_update();
CREATE FUNCTION guard_event_inventory_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|event_inventory|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON event_inventory FOR EACH STATEMENT EXECUTE FUNCTION guard_event_inventory_truncate();
CREATE FUNCTION guard_event_inventory_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|event_inventory|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON event_inventory FOR EACH ROW EXECUTE FUNCTION guard_event_inventory_erase();
CREATE FUNCTION guard_document_categories_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.parent_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM document_categories WHERE id = NEW.parent_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_categories|parent_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_categories|parent_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_categories|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_categories|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_categories|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_categories|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON document_categories FOR EACH ROW EXECUTE FUNCTION guard_document_categories_insert();
CREATE FUNCTION guard_document_categories_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.parent_id IS NOT NULL AND (NEW.parent_id IS DISTINCT FROM OLD.parent_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM document_categories WHERE id = NEW.parent_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_categories|parent_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_categories|parent_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL AND (NEW.department_id IS DISTINCT FROM OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_categories|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_categories|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_categories|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_categories|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|document_categories|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF parent_id, deleted_at, department_id, created_by_id, updated_by_id, theater_id ON document_categories FOR EACH ROW EXECUTE FUNCTION guard_document_categories_update();
CREATE FUNCTION guard_document_categories_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM document_categories c WHERE c.parent_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|document_categories|parent_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM documents c WHERE c.category_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|documents|category_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON document_categories FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_document_categories_removal();
CREATE FUNCTION guard_document_categories_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|document_categories|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON document_categories FOR EACH STATEMENT EXECUTE FUNCTION guard_document_categories_truncate();
CREATE FUNCTION guard_document_categories_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|document_categories|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON document_categories FOR EACH ROW EXECUTE FUNCTION guard_document_categories_erase();
CREATE FUNCTION guard_documents_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.category_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM document_categories WHERE id = NEW.category_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|documents|category_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|documents|category_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|documents|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|documents|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|documents|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|documents|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON documents FOR EACH ROW EXECUTE FUNCTION guard_documents_insert();
CREATE FUNCTION guard_documents_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.category_id IS NOT NULL AND (NEW.category_id IS DISTINCT FROM OLD.category_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM document_categories WHERE id = NEW.category_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|documents|category_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|documents|category_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL AND (NEW.performance_id IS DISTINCT FROM OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|documents|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|documents|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|documents|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|documents|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|documents|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF category_id, deleted_at, performance_id, created_by_id, updated_by_id, theater_id ON documents FOR EACH ROW EXECUTE FUNCTION guard_documents_update();
CREATE FUNCTION guard_documents_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM passport_documents c WHERE c.document_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|passport_documents|document_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM document_tags c WHERE c.document_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|document_tags|document_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON documents FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_documents_removal();
CREATE FUNCTION guard_documents_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|documents|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON documents FOR EACH STATEMENT EXECUTE FUNCTION guard_documents_truncate();
CREATE FUNCTION guard_documents_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|documents|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON documents FOR EACH ROW EXECUTE FUNCTION guard_documents_erase();
CREATE FUNCTION guard_document_versions_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.document_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM documents WHERE id = NEW.document_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_versions|document_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_versions|document_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_versions|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON document_versions FOR EACH ROW EXECUTE FUNCTION guard_document_versions_insert();
CREATE FUNCTION guard_document_versions_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id THEN SELECT theater_id, deleted_at INTO p FROM documents WHERE id = NEW.document_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_versions|document_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_versions|document_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_versions|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|document_versions|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF document_id, created_by_id, theater_id ON document_versions FOR EACH ROW EXECUTE FUNCTION guard_document_versions_update();
CREATE FUNCTION guard_document_versions_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|document_versions|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON document_versions FOR EACH STATEMENT EXECUTE FUNCTION guard_document_versions_truncate();
CREATE FUNCTION guard_document_versions_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|document_versions|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON document_versions FOR EACH ROW EXECUTE FUNCTION guard_document_versions_erase();
CREATE FUNCTION guard_document_versions_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|document_versions|id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, document_id, version, file_path, file_name, file_size, comment, created_by_id, created_at ON document_versions FOR EACH ROW EXECUTE FUNCTION guard_document_versions_rewrite();
CREATE FUNCTION guard_tags_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|tags|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON tags FOR EACH ROW EXECUTE FUNCTION guard_tags_update();
CREATE FUNCTION guard_tags_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM document_tags c WHERE c.tag_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|document_tags|tag_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON tags FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_tags_removal();
CREATE FUNCTION guard_tags_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|tags|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON tags FOR EACH STATEMENT EXECUTE FUNCTION guard_tags_truncate();
CREATE FUNCTION guard_tags_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|tags|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON tags FOR EACH ROW EXECUTE FUNCTION guard_tags_erase();
CREATE FUNCTION guard_document_tags_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.document_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM documents WHERE id = NEW.document_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_tags|document_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_tags|document_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.tag_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM tags WHERE id = NEW.tag_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_tags|tag_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_tags|tag_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON document_tags FOR EACH ROW EXECUTE FUNCTION guard_document_tags_insert();
CREATE FUNCTION guard_document_tags_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.document_id IS NOT NULL AND (NEW.document_id IS DISTINCT FROM OLD.document_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM documents WHERE id = NEW.document_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_tags|document_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_tags|document_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.tag_id IS NOT NULL AND (NEW.tag_id IS DISTINCT FROM OLD.tag_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM tags WHERE id = NEW.tag_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|document_tags|tag_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|document_tags|tag_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|document_tags|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF document_id, deleted_at, tag_id, theater_id ON document_tags FOR EACH ROW EXECUTE FUNCTION guard_document_tags_update();
CREATE FUNCTION guard_document_tags_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|document_tags|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON document_tags FOR EACH STATEMENT EXECUTE FUNCTION guard_document_tags_truncate();
CREATE FUNCTION guard_document_tags_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|document_tags|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON document_tags FOR EACH ROW EXECUTE FUNCTION guard_document_tags_erase();
CREATE FUNCTION guard_projects_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.direction_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM directions WHERE id = NEW.direction_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|direction_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|projects|direction_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.manager_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.manager_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|manager_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|projects|manager_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|projects|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON projects FOR EACH ROW EXECUTE FUNCTION guard_projects_insert();
CREATE FUNCTION guard_projects_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.direction_id IS NOT NULL AND (NEW.direction_id IS DISTINCT FROM OLD.direction_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM directions WHERE id = NEW.direction_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|direction_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|projects|direction_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.manager_id IS NOT NULL AND (NEW.manager_id IS DISTINCT FROM OLD.manager_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.manager_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|manager_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|projects|manager_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL AND (NEW.performance_id IS DISTINCT FROM OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|projects|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|projects|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|projects|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF direction_id, deleted_at, manager_id, performance_id, created_by_id, updated_by_id, theater_id ON projects FOR EACH ROW EXECUTE FUNCTION guard_projects_update();
CREATE FUNCTION guard_projects_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM project_phases c WHERE c.project_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|project_phases|project_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM project_members c WHERE c.project_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|project_members|project_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM tasks c WHERE c.project_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|tasks|project_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'projects' AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|comments|entity_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON projects FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_projects_removal();
CREATE FUNCTION guard_projects_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|projects|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON projects FOR EACH STATEMENT EXECUTE FUNCTION guard_projects_truncate();
CREATE FUNCTION guard_projects_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|projects|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON projects FOR EACH ROW EXECUTE FUNCTION guard_projects_erase();
CREATE FUNCTION guard_projects_sweep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  DELETE FROM comments WHERE entity_type = 'projects' AND entity_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_sweep AFTER DELETE ON projects FOR EACH ROW EXECUTE FUNCTION guard_projects_sweep();
CREATE FUNCTION guard_project_phases_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.project_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.project_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|project_phases|project_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|project_phases|project_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON project_phases FOR EACH ROW EXECUTE FUNCTION guard_project_phases_insert();
CREATE FUNCTION guard_project_phases_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.project_id IS NOT NULL AND (NEW.project_id IS DISTINCT FROM OLD.project_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.project_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|project_phases|project_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|project_phases|project_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|project_phases|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF project_id, deleted_at, theater_id ON project_phases FOR EACH ROW EXECUTE FUNCTION guard_project_phases_update();
CREATE FUNCTION guard_project_phases_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM time_entries c WHERE c.phase_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|time_entries|phase_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON project_phases FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_project_phases_removal();
CREATE FUNCTION guard_project_phases_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|project_phases|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON project_phases FOR EACH STATEMENT EXECUTE FUNCTION guard_project_phases_truncate();
CREATE FUNCTION guard_project_phases_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|project_phases|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON project_phases FOR EACH ROW EXECUTE FUNCTION guard_project_phases_erase();
CREATE FUNCTION guard_project_members_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.project_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.project_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|project_members|project_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|project_members|project_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.employee_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.employee_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|project_members|employee_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|project_members|employee_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON project_members FOR EACH ROW EXECUTE FUNCTION guard_project_members_insert();
CREATE FUNCTION guard_project_members_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.project_id IS NOT NULL AND (NEW.project_id IS DISTINCT FROM OLD.project_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.project_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|project_members|project_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|project_members|project_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.employee_id IS NOT NULL AND (NEW.employee_id IS DISTINCT FROM OLD.employee_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.employee_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|project_members|employee_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|project_members|employee_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|project_members|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF project_id, deleted_at, employee_id, theater_id ON project_members FOR EACH ROW EXECUTE FUNCTION guard_project_members_update();
CREATE FUNCTION guard_project_members_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|project_members|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON project_members FOR EACH STATEMENT EXECUTE FUNCTION guard_project_members_truncate();
CREATE FUNCTION guard_project_members_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|project_members|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON project_members FOR EACH ROW EXECUTE FUNCTION guard_project_members_erase();
CREATE FUNCTION guard_tasks_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.project_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.project_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|project_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|tasks|project_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|tasks|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|tasks|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.assignee_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.assignee_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|assignee_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|tasks|assignee_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION guard_tasks_insert();
CREATE FUNCTION guard_tasks_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.project_id IS NOT NULL AND (NEW.project_id IS DISTINCT FROM OLD.project_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.project_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|project_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|tasks|project_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.performance_id IS NOT NULL AND (NEW.performance_id IS DISTINCT FROM OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.performance_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|performance_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|tasks|performance_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.department_id IS NOT NULL AND (NEW.department_id IS DISTINCT FROM OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM departments WHERE id = NEW.department_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|department_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|tasks|department_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.assignee_id IS NOT NULL AND (NEW.assignee_id IS DISTINCT FROM OLD.assignee_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.assignee_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|assignee_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|tasks|assignee_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|tasks|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|tasks|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF project_id, deleted_at, performance_id, department_id, assignee_id, created_by_id, updated_by_id, theater_id ON tasks FOR EACH ROW EXECUTE FUNCTION guard_tasks_update();
CREATE FUNCTION guard_tasks_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM task_subtasks c WHERE c.task_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|task_subtasks|task_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM task_comments c WHERE c.task_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|task_comments|task_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM task_attachments c WHERE c.task_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|task_attachments|task_id' USING ERRCODE = '23G01'; END IF;
  IF EXISTS (SELECT 1 FROM time_entries c WHERE c.task_id = NEW.id AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|time_entries|task_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON tasks FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_tasks_removal();
CREATE FUNCTION guard_tasks_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|tasks|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON tasks FOR EACH STATEMENT EXECUTE FUNCTION guard_tasks_truncate();
CREATE FUNCTION guard_tasks_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|tasks|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON tasks FOR EACH ROW EXECUTE FUNCTION guard_tasks_erase();
CREATE FUNCTION guard_task_subtasks_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.task_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM tasks WHERE id = NEW.task_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_subtasks|task_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|task_subtasks|task_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON task_subtasks FOR EACH ROW EXECUTE FUNCTION guard_task_subtasks_insert();
CREATE FUNCTION guard_task_subtasks_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.task_id IS NOT NULL AND (NEW.task_id IS DISTINCT FROM OLD.task_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM tasks WHERE id = NEW.task_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_subtasks|task_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|task_subtasks|task_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|task_subtasks|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF task_id, deleted_at, theater_id ON task_subtasks FOR EACH ROW EXECUTE FUNCTION guard_task_subtasks_update();
CREATE FUNCTION guard_task_subtasks_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|task_subtasks|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON task_subtasks FOR EACH STATEMENT EXECUTE FUNCTION guard_task_subtasks_truncate();
CREATE FUNCTION guard_task_subtasks_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|task_subtasks|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON task_subtasks FOR EACH ROW EXECUTE FUNCTION guard_task_subtasks_erase();
CREATE FUNCTION guard_task_comments_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.task_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM tasks WHERE id = NEW.task_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_comments|task_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|task_comments|task_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.author_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.author_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_comments|author_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON task_comments FOR EACH ROW EXECUTE FUNCTION guard_task_comments_insert();
CREATE FUNCTION guard_task_comments_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.task_id IS NOT NULL AND (NEW.task_id IS DISTINCT FROM OLD.task_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM tasks WHERE id = NEW.task_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_comments|task_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|task_comments|task_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.author_id IS NOT NULL AND NEW.author_id IS DISTINCT FROM OLD.author_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.author_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_comments|author_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|task_comments|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF task_id, deleted_at, author_id, theater_id ON task_comments FOR EACH ROW EXECUTE FUNCTION guard_task_comments_update();
CREATE FUNCTION guard_task_comments_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|task_comments|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON task_comments FOR EACH STATEMENT EXECUTE FUNCTION guard_task_comments_truncate();
CREATE FUNCTION guard_task_comments_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|task_comments|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON task_comments FOR EACH ROW EXECUTE FUNCTION guard_task_comments_erase();
CREATE FUNCTION guard_task_attachments_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.task_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM tasks WHERE id = NEW.task_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_attachments|task_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|task_attachments|task_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.uploaded_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.uploaded_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_attachments|uploaded_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON task_attachments FOR EACH ROW EXECUTE FUNCTION guard_task_attachments_insert();
CREATE FUNCTION guard_task_attachments_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.task_id IS NOT NULL AND (NEW.task_id IS DISTINCT FROM OLD.task_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM tasks WHERE id = NEW.task_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_attachments|task_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|task_attachments|task_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.uploaded_by_id IS NOT NULL AND NEW.uploaded_by_id IS DISTINCT FROM OLD.uploaded_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.uploaded_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|task_attachments|uploaded_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|task_attachments|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF task_id, deleted_at, uploaded_by_id, theater_id ON task_attachments FOR EACH ROW EXECUTE FUNCTION guard_task_attachments_update();
CREATE FUNCTION guard_task_attachments_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|task_attachments|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON task_attachments FOR EACH STATEMENT EXECUTE FUNCTION guard_task_attachments_truncate();
CREATE FUNCTION guard_task_attachments_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|task_attachments|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON task_attachments FOR EACH ROW EXECUTE FUNCTION guard_task_attachments_erase();
CREATE FUNCTION guard_time_entries_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.employee_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.employee_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|employee_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.project_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.project_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|project_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.task_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM tasks WHERE id = NEW.task_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|task_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|time_entries|task_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.phase_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM project_phases WHERE id = NEW.phase_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|phase_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|time_entries|phase_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.approved_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.approved_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|approved_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON time_entries FOR EACH ROW EXECUTE FUNCTION guard_time_entries_insert();
CREATE FUNCTION guard_time_entries_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.employee_id IS NOT NULL AND NEW.employee_id IS DISTINCT FROM OLD.employee_id THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.employee_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|employee_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.project_id IS NOT NULL AND NEW.project_id IS DISTINCT FROM OLD.project_id THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.project_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|project_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.task_id IS NOT NULL AND (NEW.task_id IS DISTINCT FROM OLD.task_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM tasks WHERE id = NEW.task_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|task_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|time_entries|task_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.phase_id IS NOT NULL AND (NEW.phase_id IS DISTINCT FROM OLD.phase_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM project_phases WHERE id = NEW.phase_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|phase_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|time_entries|phase_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.approved_by_id IS NOT NULL AND NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.approved_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|approved_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.created_by_id IS NOT NULL AND NEW.created_by_id IS DISTINCT FROM OLD.created_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.created_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|created_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.updated_by_id IS NOT NULL AND NEW.updated_by_id IS DISTINCT FROM OLD.updated_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.updated_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|time_entries|updated_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|time_entries|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF employee_id, project_id, task_id, deleted_at, phase_id, approved_by_id, created_by_id, updated_by_id, theater_id ON time_entries FOR EACH ROW EXECUTE FUNCTION guard_time_entries_update();
CREATE FUNCTION guard_time_entries_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'time_entries' AND c.deleted_at IS NULL) THEN RAISE EXCEPTION 'guard|deletion.blocked|comments|entity_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_removal BEFORE UPDATE OF deleted_at ON time_entries FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION guard_time_entries_removal();
CREATE FUNCTION guard_time_entries_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|time_entries|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON time_entries FOR EACH STATEMENT EXECUTE FUNCTION guard_time_entries_truncate();
CREATE FUNCTION guard_time_entries_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|time_entries|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON time_entries FOR EACH ROW EXECUTE FUNCTION guard_time_entries_erase();
CREATE FUNCTION guard_time_entries_sweep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  DELETE FROM comments WHERE entity_type = 'time_entries' AND entity_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_sweep AFTER DELETE ON time_entries FOR EACH ROW EXECUTE FUNCTION guard_time_entries_sweep();
CREATE FUNCTION guard_approval_workflows_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.time_entry_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM time_entries WHERE id = NEW.time_entry_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|approval_workflows|time_entry_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|approval_workflows|time_entry_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.approver_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.approver_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|approval_workflows|approver_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON approval_workflows FOR EACH ROW EXECUTE FUNCTION guard_approval_workflows_insert();
CREATE FUNCTION guard_approval_workflows_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.time_entry_id IS NOT NULL AND NEW.time_entry_id IS DISTINCT FROM OLD.time_entry_id THEN SELECT theater_id, deleted_at INTO p FROM time_entries WHERE id = NEW.time_entry_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|approval_workflows|time_entry_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|approval_workflows|time_entry_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.approver_id IS NOT NULL AND NEW.approver_id IS DISTINCT FROM OLD.approver_id THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.approver_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|approval_workflows|approver_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|approval_workflows|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF time_entry_id, approver_id, theater_id ON approval_workflows FOR EACH ROW EXECUTE FUNCTION guard_approval_workflows_update();
CREATE FUNCTION guard_approval_workflows_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|approval_workflows|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON approval_workflows FOR EACH STATEMENT EXECUTE FUNCTION guard_approval_workflows_truncate();
CREATE FUNCTION guard_approval_workflows_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|approval_workflows|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON approval_workflows FOR EACH ROW EXECUTE FUNCTION guard_approval_workflows_erase();
CREATE FUNCTION guard_approval_workflows_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|approval_workflows|id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, time_entry_id, approver_id, approver_name, decision, comment, decided_at ON approval_workflows FOR EACH ROW EXECUTE FUNCTION guard_approval_workflows_rewrite();
CREATE FUNCTION guard_comments_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.author_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.author_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|author_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'projects' THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'performances' THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'inventory_items' THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'schedule_events' THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'time_entries' THEN SELECT theater_id, deleted_at INTO p FROM time_entries WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON comments FOR EACH ROW EXECUTE FUNCTION guard_comments_insert();
CREATE FUNCTION guard_comments_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.author_id IS NOT NULL AND NEW.author_id IS DISTINCT FROM OLD.author_id THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.author_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|author_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'projects' AND (NEW.entity_id IS DISTINCT FROM OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM projects WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'performances' AND (NEW.entity_id IS DISTINCT FROM OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM performances WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'inventory_items' AND (NEW.entity_id IS DISTINCT FROM OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM inventory_items WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'schedule_events' AND (NEW.entity_id IS DISTINCT FROM OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM schedule_events WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.entity_id IS NOT NULL AND NEW.entity_type = 'time_entries' AND (NEW.entity_id IS DISTINCT FROM OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) THEN SELECT theater_id, deleted_at INTO p FROM time_entries WHERE id = NEW.entity_id; IF NOT FOUND THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|comments|entity_id' USING ERRCODE = '23G01'; END IF; IF NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|comments|entity_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|comments|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF author_id, entity_id, deleted_at, theater_id ON comments FOR EACH ROW EXECUTE FUNCTION guard_comments_update();
CREATE FUNCTION guard_comments_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|comments|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON comments FOR EACH STATEMENT EXECUTE FUNCTION guard_comments_truncate();
CREATE FUNCTION guard_comments_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|comments|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON comments FOR EACH ROW EXECUTE FUNCTION guard_comments_erase();
CREATE FUNCTION guard_notifications_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.user_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|notifications|user_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|notifications|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION guard_notifications_insert();
CREATE FUNCTION guard_notifications_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|notifications|user_id' USING ERRCODE = '23G01'; END IF; IF p.deleted_at IS NOT NULL THEN RAISE EXCEPTION 'guard|reference.deleted|notifications|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|notifications|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF user_id, theater_id ON notifications FOR EACH ROW EXECUTE FUNCTION guard_notifications_update();
CREATE FUNCTION guard_activity_log_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.employee_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.employee_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|activity_log|employee_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.user_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|activity_log|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON activity_log FOR EACH ROW EXECUTE FUNCTION guard_activity_log_insert();
CREATE FUNCTION guard_activity_log_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.employee_id IS NOT NULL AND NEW.employee_id IS DISTINCT FROM OLD.employee_id THEN SELECT theater_id, deleted_at INTO p FROM employees WHERE id = NEW.employee_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|activity_log|employee_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.user_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|activity_log|user_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|activity_log|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF employee_id, user_id, theater_id ON activity_log FOR EACH ROW EXECUTE FUNCTION guard_activity_log_update();
CREATE FUNCTION guard_activity_log_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|activity_log|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON activity_log FOR EACH STATEMENT EXECUTE FUNCTION guard_activity_log_truncate();
CREATE FUNCTION guard_activity_log_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|activity_log|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON activity_log FOR EACH ROW EXECUTE FUNCTION guard_activity_log_erase();
CREATE FUNCTION guard_activity_log_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|activity_log|id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, employee_id, user_id, actor_name, action, entity_type, entity_id, changes, occurred_at, recorded_at ON activity_log FOR EACH ROW EXECUTE FUNCTION guard_activity_log_rewrite();
CREATE FUNCTION guard_deletions_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.deleted_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.deleted_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|deletions|deleted_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.restored_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.restored_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|deletions|restored_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON deletions FOR EACH ROW EXECUTE FUNCTION guard_deletions_insert();
CREATE FUNCTION guard_deletions_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.deleted_by_id IS NOT NULL AND NEW.deleted_by_id IS DISTINCT FROM OLD.deleted_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.deleted_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|deletions|deleted_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.restored_by_id IS NOT NULL AND NEW.restored_by_id IS DISTINCT FROM OLD.restored_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.restored_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|deletions|restored_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|deletions|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF deleted_by_id, restored_by_id, theater_id ON deletions FOR EACH ROW EXECUTE FUNCTION guard_deletions_update();
CREATE FUNCTION guard_deletions_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|deletions|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON deletions FOR EACH STATEMENT EXECUTE FUNCTION guard_deletions_truncate();
CREATE FUNCTION guard_deletions_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|deletions|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON deletions FOR EACH ROW EXECUTE FUNCTION guard_deletions_erase();
CREATE FUNCTION guard_deletions_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|deletions|id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, root_table, root_id, root_title, reason, row_count, deleted_by_id, deleted_by_name, deleted_at, duration_ms ON deletions FOR EACH ROW EXECUTE FUNCTION guard_deletions_rewrite();
CREATE FUNCTION guard_deletion_effects_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.deletion_id IS NOT NULL THEN SELECT theater_id INTO p FROM deletions WHERE id = NEW.deletion_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|deletion_effects|deletion_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON deletion_effects FOR EACH ROW EXECUTE FUNCTION guard_deletion_effects_insert();
CREATE FUNCTION guard_deletion_effects_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.deletion_id IS NOT NULL AND NEW.deletion_id IS DISTINCT FROM OLD.deletion_id THEN SELECT theater_id INTO p FROM deletions WHERE id = NEW.deletion_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|deletion_effects|deletion_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|deletion_effects|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF deletion_id, theater_id ON deletion_effects FOR EACH ROW EXECUTE FUNCTION guard_deletion_effects_update();
CREATE FUNCTION guard_deletion_effects_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|deletion_effects|id' USING ERRCODE = '23G01'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON deletion_effects FOR EACH STATEMENT EXECUTE FUNCTION guard_deletion_effects_truncate();
CREATE FUNCTION guard_deletion_effects_erase() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|deletion_effects|id' USING ERRCODE = '23G01'; END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_erase BEFORE DELETE ON deletion_effects FOR EACH ROW EXECUTE FUNCTION guard_deletion_effects_erase();
CREATE FUNCTION guard_deletion_effects_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF current_setting('offstage.purge', true) IS DISTINCT FROM 'on' THEN RAISE EXCEPTION 'guard|row.protected|deletion_effects|id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, deletion_id, entity_type, entity_id, kind, column_name, previous_value ON deletion_effects FOR EACH ROW EXECUTE FUNCTION guard_deletion_effects_rewrite();
CREATE FUNCTION guard_conflicts_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.other_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.other_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|conflicts|other_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.kept_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.kept_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|conflicts|kept_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.resolved_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.resolved_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|conflicts|resolved_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON conflicts FOR EACH ROW EXECUTE FUNCTION guard_conflicts_insert();
CREATE FUNCTION guard_conflicts_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.other_by_id IS NOT NULL AND NEW.other_by_id IS DISTINCT FROM OLD.other_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.other_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|conflicts|other_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.kept_by_id IS NOT NULL AND NEW.kept_by_id IS DISTINCT FROM OLD.kept_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.kept_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|conflicts|kept_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.resolved_by_id IS NOT NULL AND NEW.resolved_by_id IS DISTINCT FROM OLD.resolved_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.resolved_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|conflicts|resolved_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|conflicts|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF other_by_id, kept_by_id, resolved_by_id, theater_id ON conflicts FOR EACH ROW EXECUTE FUNCTION guard_conflicts_update();
CREATE FUNCTION guard_devices_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.registered_by_id IS NOT NULL THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.registered_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|devices|registered_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_insert BEFORE INSERT ON devices FOR EACH ROW EXECUTE FUNCTION guard_devices_insert();
CREATE FUNCTION guard_devices_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.registered_by_id IS NOT NULL AND NEW.registered_by_id IS DISTINCT FROM OLD.registered_by_id THEN SELECT theater_id, deleted_at INTO p FROM users WHERE id = NEW.registered_by_id; IF p.theater_id <> NEW.theater_id THEN RAISE EXCEPTION 'guard|reference.missing|devices|registered_by_id' USING ERRCODE = '23G01'; END IF; END IF;
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|devices|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF registered_by_id, theater_id ON devices FOR EACH ROW EXECUTE FUNCTION guard_devices_update();
CREATE FUNCTION guard_device_progress_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|device_progress|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON device_progress FOR EACH ROW EXECUTE FUNCTION guard_device_progress_update();
CREATE FUNCTION guard_mutation_results_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|mutation_results|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON mutation_results FOR EACH ROW EXECUTE FUNCTION guard_mutation_results_update();
