-- One row: whether the guards look. Bulk work that has been checked elsewhere switches them off within its transaction.
CREATE TABLE guards (id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), is_on INTEGER NOT NULL CHECK (is_on IN (0, 1))) STRICT;
INSERT INTO guards (id, is_on) VALUES (1, 1);
CREATE TRIGGER guard_theaters_erase BEFORE DELETE ON theaters WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|theaters|id');
END;
CREATE TRIGGER guard_departments_insert BEFORE INSERT ON departments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|departments|head_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|departments|head_id') END FROM users p WHERE p.id = NEW.head_id;
END;
CREATE TRIGGER guard_departments_update BEFORE UPDATE OF head_id, deleted_at, theater_id ON departments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|departments|head_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|departments|head_id') END FROM users p WHERE p.id = NEW.head_id AND (NEW.head_id IS NOT OLD.head_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|departments|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_departments_removal BEFORE UPDATE OF deleted_at ON departments WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|users|department_id') WHERE EXISTS (SELECT 1 FROM users c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|employees|department_id') WHERE EXISTS (SELECT 1 FROM employees c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_categories|department_id') WHERE EXISTS (SELECT 1 FROM inventory_categories c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|performance_checklists|department_id') WHERE EXISTS (SELECT 1 FROM performance_checklists c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|performance_condition|department_id') WHERE EXISTS (SELECT 1 FROM performance_condition c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|document_categories|department_id') WHERE EXISTS (SELECT 1 FROM document_categories c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|tasks|department_id') WHERE EXISTS (SELECT 1 FROM tasks c WHERE c.department_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_departments_erase BEFORE DELETE ON departments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|departments|id');
END;
CREATE TRIGGER guard_directions_update BEFORE UPDATE OF theater_id ON directions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|column.readonly|directions|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_directions_removal BEFORE UPDATE OF deleted_at ON directions WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|employees|direction_id') WHERE EXISTS (SELECT 1 FROM employees c WHERE c.direction_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|projects|direction_id') WHERE EXISTS (SELECT 1 FROM projects c WHERE c.direction_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_directions_erase BEFORE DELETE ON directions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|directions|id');
END;
CREATE TRIGGER guard_users_insert BEFORE INSERT ON users WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|users|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|users|department_id') END FROM departments p WHERE p.id = NEW.department_id;
END;
CREATE TRIGGER guard_users_update BEFORE UPDATE OF department_id, deleted_at, theater_id ON users WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|users|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|users|department_id') END FROM departments p WHERE p.id = NEW.department_id AND (NEW.department_id IS NOT OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|users|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_users_removal BEFORE UPDATE OF deleted_at ON users WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|departments|head_id') WHERE EXISTS (SELECT 1 FROM departments c WHERE c.head_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|user_roles|user_id') WHERE EXISTS (SELECT 1 FROM user_roles c WHERE c.user_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|employees|user_id') WHERE EXISTS (SELECT 1 FROM employees c WHERE c.user_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|passport_sections|responsible_id') WHERE EXISTS (SELECT 1 FROM passport_sections c WHERE c.responsible_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|event_participants|user_id') WHERE EXISTS (SELECT 1 FROM event_participants c WHERE c.user_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|tasks|assignee_id') WHERE EXISTS (SELECT 1 FROM tasks c WHERE c.assignee_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_users_erase BEFORE DELETE ON users WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|users|id');
END;
CREATE TRIGGER guard_roles_update BEFORE UPDATE OF theater_id ON roles WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|column.readonly|roles|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_roles_removal BEFORE UPDATE OF deleted_at ON roles WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|user_roles|role_id') WHERE EXISTS (SELECT 1 FROM user_roles c WHERE c.role_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_roles_erase BEFORE DELETE ON roles WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|roles|id');
END;
CREATE TRIGGER guard_user_roles_insert BEFORE INSERT ON user_roles WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|user_roles|user_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|user_roles|user_id') END FROM users p WHERE p.id = NEW.user_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|user_roles|role_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|user_roles|role_id') END FROM roles p WHERE p.id = NEW.role_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|user_roles|granted_by_id') END FROM employees p WHERE p.id = NEW.granted_by_id;
END;
CREATE TRIGGER guard_user_roles_update BEFORE UPDATE OF user_id, deleted_at, role_id, granted_by_id, theater_id ON user_roles WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|user_roles|user_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|user_roles|user_id') END FROM users p WHERE p.id = NEW.user_id AND (NEW.user_id IS NOT OLD.user_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|user_roles|role_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|user_roles|role_id') END FROM roles p WHERE p.id = NEW.role_id AND (NEW.role_id IS NOT OLD.role_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|user_roles|granted_by_id') END FROM employees p WHERE p.id = NEW.granted_by_id AND NEW.granted_by_id IS NOT OLD.granted_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|user_roles|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_user_roles_erase BEFORE DELETE ON user_roles WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|user_roles|id');
END;
CREATE TRIGGER guard_employees_insert BEFORE INSERT ON employees WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|user_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|employees|user_id') END FROM users p WHERE p.id = NEW.user_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|direction_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|employees|direction_id') END FROM directions p WHERE p.id = NEW.direction_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|employees|department_id') END FROM departments p WHERE p.id = NEW.department_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_employees_update BEFORE UPDATE OF user_id, deleted_at, direction_id, department_id, created_by_id, updated_by_id, theater_id ON employees WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|user_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|employees|user_id') END FROM users p WHERE p.id = NEW.user_id AND (NEW.user_id IS NOT OLD.user_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|direction_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|employees|direction_id') END FROM directions p WHERE p.id = NEW.direction_id AND (NEW.direction_id IS NOT OLD.direction_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|employees|department_id') END FROM departments p WHERE p.id = NEW.department_id AND (NEW.department_id IS NOT OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|employees|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|employees|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_employees_removal BEFORE UPDATE OF deleted_at ON employees WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|projects|manager_id') WHERE EXISTS (SELECT 1 FROM projects c WHERE c.manager_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|project_members|employee_id') WHERE EXISTS (SELECT 1 FROM project_members c WHERE c.employee_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_employees_erase BEFORE DELETE ON employees WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|employees|id');
END;
CREATE TRIGGER guard_settings_insert BEFORE INSERT ON settings WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|settings|updated_by_id') END FROM employees p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_settings_update BEFORE UPDATE OF updated_by_id, theater_id ON settings WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|settings|updated_by_id') END FROM employees p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|settings|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_categories_insert BEFORE INSERT ON inventory_categories WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_categories|parent_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_categories|parent_id') END FROM inventory_categories p WHERE p.id = NEW.parent_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_categories|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_categories|department_id') END FROM departments p WHERE p.id = NEW.department_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_categories|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_categories|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_inventory_categories_update BEFORE UPDATE OF parent_id, deleted_at, department_id, created_by_id, updated_by_id, theater_id ON inventory_categories WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_categories|parent_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_categories|parent_id') END FROM inventory_categories p WHERE p.id = NEW.parent_id AND (NEW.parent_id IS NOT OLD.parent_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_categories|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_categories|department_id') END FROM departments p WHERE p.id = NEW.department_id AND (NEW.department_id IS NOT OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_categories|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_categories|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_categories|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_categories_removal BEFORE UPDATE OF deleted_at ON inventory_categories WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_categories|parent_id') WHERE EXISTS (SELECT 1 FROM inventory_categories c WHERE c.parent_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_items|category_id') WHERE EXISTS (SELECT 1 FROM inventory_items c WHERE c.category_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_counts|category_id') WHERE EXISTS (SELECT 1 FROM inventory_counts c WHERE c.category_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_inventory_categories_erase BEFORE DELETE ON inventory_categories WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_categories|id');
END;
CREATE TRIGGER guard_inventory_locations_insert BEFORE INSERT ON inventory_locations WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_locations|parent_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_locations|parent_id') END FROM inventory_locations p WHERE p.id = NEW.parent_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_locations|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_locations|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_inventory_locations_update BEFORE UPDATE OF parent_id, deleted_at, created_by_id, updated_by_id, theater_id ON inventory_locations WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_locations|parent_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_locations|parent_id') END FROM inventory_locations p WHERE p.id = NEW.parent_id AND (NEW.parent_id IS NOT OLD.parent_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_locations|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_locations|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_locations|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_locations_removal BEFORE UPDATE OF deleted_at ON inventory_locations WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_locations|parent_id') WHERE EXISTS (SELECT 1 FROM inventory_locations c WHERE c.parent_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_items|location_id') WHERE EXISTS (SELECT 1 FROM inventory_items c WHERE c.location_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_counts|location_id') WHERE EXISTS (SELECT 1 FROM inventory_counts c WHERE c.location_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_inventory_locations_erase BEFORE DELETE ON inventory_locations WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_locations|id');
END;
CREATE TRIGGER guard_inventory_items_insert BEFORE INSERT ON inventory_items WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|category_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_items|category_id') END FROM inventory_categories p WHERE p.id = NEW.category_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|location_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_items|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|case_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_items|case_item_id') END FROM inventory_items p WHERE p.id = NEW.case_item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_inventory_items_update BEFORE UPDATE OF category_id, deleted_at, location_id, case_item_id, created_by_id, updated_by_id, theater_id ON inventory_items WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|category_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_items|category_id') END FROM inventory_categories p WHERE p.id = NEW.category_id AND (NEW.category_id IS NOT OLD.category_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|location_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_items|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id AND (NEW.location_id IS NOT OLD.location_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|case_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_items|case_item_id') END FROM inventory_items p WHERE p.id = NEW.case_item_id AND (NEW.case_item_id IS NOT OLD.case_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_items|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_items|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_items_removal BEFORE UPDATE OF deleted_at ON inventory_items WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_items|case_item_id') WHERE EXISTS (SELECT 1 FROM inventory_items c WHERE c.case_item_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|inventory_photos|inventory_item_id') WHERE EXISTS (SELECT 1 FROM inventory_photos c WHERE c.inventory_item_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|performance_inventory|inventory_item_id') WHERE EXISTS (SELECT 1 FROM performance_inventory c WHERE c.inventory_item_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|event_inventory|inventory_item_id') WHERE EXISTS (SELECT 1 FROM event_inventory c WHERE c.inventory_item_id = NEW.id AND c.deleted_at IS NULL AND EXISTS (SELECT 1 FROM schedule_events e WHERE e.id = c.event_id AND e.deleted_at IS NULL AND e.event_date > date('now') AND e.status NOT IN ('completed', 'cancelled')));
  SELECT RAISE(ABORT, 'guard|deletion.blocked|event_inventory|case_item_id') WHERE EXISTS (SELECT 1 FROM event_inventory c WHERE c.case_item_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|comments|entity_id') WHERE EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'inventory_items' AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_inventory_items_erase BEFORE DELETE ON inventory_items WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_items|id');
END;
CREATE TRIGGER guard_inventory_photos_insert BEFORE INSERT ON inventory_photos WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_photos|inventory_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_photos|inventory_item_id') END FROM inventory_items p WHERE p.id = NEW.inventory_item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_photos|uploaded_by_id') END FROM users p WHERE p.id = NEW.uploaded_by_id;
END;
CREATE TRIGGER guard_inventory_photos_update BEFORE UPDATE OF inventory_item_id, deleted_at, uploaded_by_id, theater_id ON inventory_photos WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_photos|inventory_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_photos|inventory_item_id') END FROM inventory_items p WHERE p.id = NEW.inventory_item_id AND (NEW.inventory_item_id IS NOT OLD.inventory_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_photos|uploaded_by_id') END FROM users p WHERE p.id = NEW.uploaded_by_id AND NEW.uploaded_by_id IS NOT OLD.uploaded_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_photos|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_photos_erase BEFORE DELETE ON inventory_photos WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_photos|id');
END;
CREATE TRIGGER guard_inventory_history_insert BEFORE INSERT ON inventory_history WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|item_id') END FROM inventory_items p WHERE p.id = NEW.item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|from_location_id') END FROM inventory_locations p WHERE p.id = NEW.from_location_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|to_location_id') END FROM inventory_locations p WHERE p.id = NEW.to_location_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|event_id') END FROM schedule_events p WHERE p.id = NEW.event_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|count_id') END FROM inventory_counts p WHERE p.id = NEW.count_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
END;
CREATE TRIGGER guard_inventory_history_update BEFORE UPDATE OF item_id, from_location_id, to_location_id, performance_id, event_id, count_id, created_by_id, theater_id ON inventory_history WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|item_id') END FROM inventory_items p WHERE p.id = NEW.item_id AND NEW.item_id IS NOT OLD.item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|from_location_id') END FROM inventory_locations p WHERE p.id = NEW.from_location_id AND NEW.from_location_id IS NOT OLD.from_location_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|to_location_id') END FROM inventory_locations p WHERE p.id = NEW.to_location_id AND NEW.to_location_id IS NOT OLD.to_location_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND NEW.performance_id IS NOT OLD.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|event_id') END FROM schedule_events p WHERE p.id = NEW.event_id AND NEW.event_id IS NOT OLD.event_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|count_id') END FROM inventory_counts p WHERE p.id = NEW.count_id AND NEW.count_id IS NOT OLD.count_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_history|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_history|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_history_erase BEFORE DELETE ON inventory_history WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_history|id');
END;
CREATE TRIGGER guard_inventory_history_rewrite BEFORE UPDATE OF id, theater_id, item_id, movement_type, from_location_id, to_location_id, quantity, comment, performance_id, event_id, count_id, occurred_at, created_at, created_by_id, created_by_name ON inventory_history WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_history|id');
END;
CREATE TRIGGER guard_inventory_stock_insert BEFORE INSERT ON inventory_stock WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_stock|item_id') END FROM inventory_items p WHERE p.id = NEW.item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_stock|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id;
END;
CREATE TRIGGER guard_inventory_stock_update BEFORE UPDATE OF item_id, location_id, theater_id ON inventory_stock WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_stock|item_id') END FROM inventory_items p WHERE p.id = NEW.item_id AND NEW.item_id IS NOT OLD.item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_stock|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id AND NEW.location_id IS NOT OLD.location_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_stock|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_counts_insert BEFORE INSERT ON inventory_counts WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|location_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_counts|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|category_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_counts|category_id') END FROM inventory_categories p WHERE p.id = NEW.category_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|posted_by_id') END FROM users p WHERE p.id = NEW.posted_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_inventory_counts_update BEFORE UPDATE OF location_id, deleted_at, category_id, posted_by_id, created_by_id, updated_by_id, theater_id ON inventory_counts WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|location_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_counts|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id AND (NEW.location_id IS NOT OLD.location_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|category_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_counts|category_id') END FROM inventory_categories p WHERE p.id = NEW.category_id AND (NEW.category_id IS NOT OLD.category_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|posted_by_id') END FROM users p WHERE p.id = NEW.posted_by_id AND NEW.posted_by_id IS NOT OLD.posted_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_counts|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_counts|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_counts_erase BEFORE DELETE ON inventory_counts WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_counts|id');
END;
CREATE TRIGGER guard_inventory_count_lines_insert BEFORE INSERT ON inventory_count_lines WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_lines|count_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_count_lines|count_id') END FROM inventory_counts p WHERE p.id = NEW.count_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_lines|item_id') END FROM inventory_items p WHERE p.id = NEW.item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_lines|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id;
END;
CREATE TRIGGER guard_inventory_count_lines_update BEFORE UPDATE OF count_id, item_id, location_id, theater_id ON inventory_count_lines WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_lines|count_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|inventory_count_lines|count_id') END FROM inventory_counts p WHERE p.id = NEW.count_id AND NEW.count_id IS NOT OLD.count_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_lines|item_id') END FROM inventory_items p WHERE p.id = NEW.item_id AND NEW.item_id IS NOT OLD.item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_lines|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id AND NEW.location_id IS NOT OLD.location_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_count_lines|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_count_entries_insert BEFORE INSERT ON inventory_count_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|count_id') END FROM inventory_counts p WHERE p.id = NEW.count_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|item_id') END FROM inventory_items p WHERE p.id = NEW.item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|undoes_id') END FROM inventory_count_entries p WHERE p.id = NEW.undoes_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|counted_by_id') END FROM users p WHERE p.id = NEW.counted_by_id;
END;
CREATE TRIGGER guard_inventory_count_entries_update BEFORE UPDATE OF count_id, item_id, location_id, undoes_id, counted_by_id, theater_id ON inventory_count_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|count_id') END FROM inventory_counts p WHERE p.id = NEW.count_id AND NEW.count_id IS NOT OLD.count_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|item_id') END FROM inventory_items p WHERE p.id = NEW.item_id AND NEW.item_id IS NOT OLD.item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|location_id') END FROM inventory_locations p WHERE p.id = NEW.location_id AND NEW.location_id IS NOT OLD.location_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|undoes_id') END FROM inventory_count_entries p WHERE p.id = NEW.undoes_id AND NEW.undoes_id IS NOT OLD.undoes_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|inventory_count_entries|counted_by_id') END FROM users p WHERE p.id = NEW.counted_by_id AND NEW.counted_by_id IS NOT OLD.counted_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|inventory_count_entries|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_inventory_count_entries_erase BEFORE DELETE ON inventory_count_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_count_entries|id');
END;
CREATE TRIGGER guard_inventory_count_entries_rewrite BEFORE UPDATE OF id, theater_id, count_id, item_id, scanned_code, location_id, quantity, recount_pass, undoes_id, counted_by_id, counted_by_name, device_id, counted_at ON inventory_count_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_count_entries|id');
END;
CREATE TRIGGER guard_performances_insert BEFORE INSERT ON performances WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performances|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performances|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_performances_update BEFORE UPDATE OF created_by_id, updated_by_id, theater_id ON performances WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performances|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performances|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|performances|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_performances_removal BEFORE UPDATE OF deleted_at ON performances WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|passport_sections|performance_id') WHERE EXISTS (SELECT 1 FROM passport_sections c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|performance_inventory|performance_id') WHERE EXISTS (SELECT 1 FROM performance_inventory c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|performance_checklists|performance_id') WHERE EXISTS (SELECT 1 FROM performance_checklists c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|performance_condition|performance_id') WHERE EXISTS (SELECT 1 FROM performance_condition c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|schedule_events|performance_id') WHERE EXISTS (SELECT 1 FROM schedule_events c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL AND (c.event_date > date('now') AND c.status NOT IN ('completed', 'cancelled')));
  SELECT RAISE(ABORT, 'guard|deletion.blocked|documents|performance_id') WHERE EXISTS (SELECT 1 FROM documents c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|projects|performance_id') WHERE EXISTS (SELECT 1 FROM projects c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|tasks|performance_id') WHERE EXISTS (SELECT 1 FROM tasks c WHERE c.performance_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|comments|entity_id') WHERE EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'performances' AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_performances_erase BEFORE DELETE ON performances WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|performances|id');
END;
CREATE TRIGGER guard_passport_sections_insert BEFORE INSERT ON passport_sections WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_sections|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|passport_sections|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_sections|responsible_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|passport_sections|responsible_id') END FROM users p WHERE p.id = NEW.responsible_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_sections|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_sections|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_passport_sections_update BEFORE UPDATE OF performance_id, deleted_at, responsible_id, created_by_id, updated_by_id, theater_id ON passport_sections WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_sections|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|passport_sections|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND (NEW.performance_id IS NOT OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_sections|responsible_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|passport_sections|responsible_id') END FROM users p WHERE p.id = NEW.responsible_id AND (NEW.responsible_id IS NOT OLD.responsible_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_sections|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_sections|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|passport_sections|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_passport_sections_removal BEFORE UPDATE OF deleted_at ON passport_sections WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|passport_documents|section_id') WHERE EXISTS (SELECT 1 FROM passport_documents c WHERE c.section_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_passport_sections_erase BEFORE DELETE ON passport_sections WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|passport_sections|id');
END;
CREATE TRIGGER guard_passport_documents_insert BEFORE INSERT ON passport_documents WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_documents|section_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|passport_documents|section_id') END FROM passport_sections p WHERE p.id = NEW.section_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_documents|document_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|passport_documents|document_id') END FROM documents p WHERE p.id = NEW.document_id;
END;
CREATE TRIGGER guard_passport_documents_update BEFORE UPDATE OF section_id, deleted_at, document_id, theater_id ON passport_documents WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_documents|section_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|passport_documents|section_id') END FROM passport_sections p WHERE p.id = NEW.section_id AND (NEW.section_id IS NOT OLD.section_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|passport_documents|document_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|passport_documents|document_id') END FROM documents p WHERE p.id = NEW.document_id AND (NEW.document_id IS NOT OLD.document_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|passport_documents|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_passport_documents_erase BEFORE DELETE ON passport_documents WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|passport_documents|id');
END;
CREATE TRIGGER guard_performance_inventory_insert BEFORE INSERT ON performance_inventory WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_inventory|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_inventory|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_inventory|inventory_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_inventory|inventory_item_id') END FROM inventory_items p WHERE p.id = NEW.inventory_item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_inventory|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
END;
CREATE TRIGGER guard_performance_inventory_update BEFORE UPDATE OF performance_id, deleted_at, inventory_item_id, created_by_id, theater_id ON performance_inventory WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_inventory|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_inventory|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND (NEW.performance_id IS NOT OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_inventory|inventory_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_inventory|inventory_item_id') END FROM inventory_items p WHERE p.id = NEW.inventory_item_id AND (NEW.inventory_item_id IS NOT OLD.inventory_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_inventory|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|performance_inventory|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_performance_inventory_erase BEFORE DELETE ON performance_inventory WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|performance_inventory|id');
END;
CREATE TRIGGER guard_performance_checklists_insert BEFORE INSERT ON performance_checklists WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_checklists|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_checklists|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_checklists|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_checklists|department_id') END FROM departments p WHERE p.id = NEW.department_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_checklists|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_checklists|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_performance_checklists_update BEFORE UPDATE OF performance_id, deleted_at, department_id, created_by_id, updated_by_id, theater_id ON performance_checklists WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_checklists|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_checklists|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND (NEW.performance_id IS NOT OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_checklists|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_checklists|department_id') END FROM departments p WHERE p.id = NEW.department_id AND (NEW.department_id IS NOT OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_checklists|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_checklists|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|performance_checklists|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_performance_checklists_removal BEFORE UPDATE OF deleted_at ON performance_checklists WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|checklist_items|checklist_id') WHERE EXISTS (SELECT 1 FROM checklist_items c WHERE c.checklist_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_performance_checklists_erase BEFORE DELETE ON performance_checklists WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|performance_checklists|id');
END;
CREATE TRIGGER guard_checklist_items_insert BEFORE INSERT ON checklist_items WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|checklist_items|checklist_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|checklist_items|checklist_id') END FROM performance_checklists p WHERE p.id = NEW.checklist_id;
END;
CREATE TRIGGER guard_checklist_items_update BEFORE UPDATE OF checklist_id, deleted_at, theater_id ON checklist_items WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|checklist_items|checklist_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|checklist_items|checklist_id') END FROM performance_checklists p WHERE p.id = NEW.checklist_id AND (NEW.checklist_id IS NOT OLD.checklist_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|checklist_items|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_checklist_items_erase BEFORE DELETE ON checklist_items WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|checklist_items|id');
END;
CREATE TRIGGER guard_checklist_marks_insert BEFORE INSERT ON checklist_marks WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|checklist_marks|checklist_item_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|checklist_marks|checklist_item_id') END FROM checklist_items p WHERE p.id = NEW.checklist_item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|checklist_marks|event_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|checklist_marks|event_id') END FROM schedule_events p WHERE p.id = NEW.event_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|checklist_marks|done_by_id') END FROM users p WHERE p.id = NEW.done_by_id;
END;
CREATE TRIGGER guard_checklist_marks_update BEFORE UPDATE OF checklist_item_id, event_id, done_by_id, theater_id ON checklist_marks WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|checklist_marks|checklist_item_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|checklist_marks|checklist_item_id') END FROM checklist_items p WHERE p.id = NEW.checklist_item_id AND NEW.checklist_item_id IS NOT OLD.checklist_item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|checklist_marks|event_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|checklist_marks|event_id') END FROM schedule_events p WHERE p.id = NEW.event_id AND NEW.event_id IS NOT OLD.event_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|checklist_marks|done_by_id') END FROM users p WHERE p.id = NEW.done_by_id AND NEW.done_by_id IS NOT OLD.done_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|checklist_marks|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_performance_condition_insert BEFORE INSERT ON performance_condition WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_condition|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_condition|department_id') END FROM departments p WHERE p.id = NEW.department_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|assessed_by_id') END FROM users p WHERE p.id = NEW.assessed_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_performance_condition_update BEFORE UPDATE OF performance_id, deleted_at, department_id, assessed_by_id, created_by_id, updated_by_id, theater_id ON performance_condition WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_condition|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND (NEW.performance_id IS NOT OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|performance_condition|department_id') END FROM departments p WHERE p.id = NEW.department_id AND (NEW.department_id IS NOT OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|assessed_by_id') END FROM users p WHERE p.id = NEW.assessed_by_id AND NEW.assessed_by_id IS NOT OLD.assessed_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|performance_condition|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|performance_condition|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_performance_condition_erase BEFORE DELETE ON performance_condition WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|performance_condition|id');
END;
CREATE TRIGGER guard_venues_insert BEFORE INSERT ON venues WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|venues|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|venues|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_venues_update BEFORE UPDATE OF created_by_id, updated_by_id, theater_id ON venues WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|venues|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|venues|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|venues|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_venues_removal BEFORE UPDATE OF deleted_at ON venues WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|schedule_events|venue_id') WHERE EXISTS (SELECT 1 FROM schedule_events c WHERE c.venue_id = NEW.id AND c.deleted_at IS NULL AND (c.event_date > date('now') AND c.status NOT IN ('completed', 'cancelled')));
END;
CREATE TRIGGER guard_venues_erase BEFORE DELETE ON venues WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|venues|id');
END;
CREATE TRIGGER guard_schedule_events_insert BEFORE INSERT ON schedule_events WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|schedule_events|venue_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND (NEW.event_date > date('now') AND NEW.status NOT IN ('completed', 'cancelled')) THEN RAISE(ABORT, 'guard|reference.deleted|schedule_events|venue_id') END FROM venues p WHERE p.id = NEW.venue_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|schedule_events|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND (NEW.event_date > date('now') AND NEW.status NOT IN ('completed', 'cancelled')) THEN RAISE(ABORT, 'guard|reference.deleted|schedule_events|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|schedule_events|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|schedule_events|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_schedule_events_update BEFORE UPDATE OF venue_id, deleted_at, event_date, status, performance_id, created_by_id, updated_by_id, theater_id ON schedule_events WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|schedule_events|venue_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND (NEW.event_date > date('now') AND NEW.status NOT IN ('completed', 'cancelled')) THEN RAISE(ABORT, 'guard|reference.deleted|schedule_events|venue_id') END FROM venues p WHERE p.id = NEW.venue_id AND (NEW.venue_id IS NOT OLD.venue_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL) OR NEW.event_date IS NOT OLD.event_date OR NEW.status IS NOT OLD.status);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|schedule_events|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND (NEW.event_date > date('now') AND NEW.status NOT IN ('completed', 'cancelled')) THEN RAISE(ABORT, 'guard|reference.deleted|schedule_events|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND (NEW.performance_id IS NOT OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL) OR NEW.event_date IS NOT OLD.event_date OR NEW.status IS NOT OLD.status);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|schedule_events|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|schedule_events|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|schedule_events|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_schedule_events_removal BEFORE UPDATE OF deleted_at ON schedule_events WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|event_participants|event_id') WHERE EXISTS (SELECT 1 FROM event_participants c WHERE c.event_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|event_inventory|event_id') WHERE EXISTS (SELECT 1 FROM event_inventory c WHERE c.event_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|comments|entity_id') WHERE EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'schedule_events' AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_schedule_events_erase BEFORE DELETE ON schedule_events WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|schedule_events|id');
END;
CREATE TRIGGER guard_event_participants_insert BEFORE INSERT ON event_participants WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_participants|event_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|event_participants|event_id') END FROM schedule_events p WHERE p.id = NEW.event_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_participants|user_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|event_participants|user_id') END FROM users p WHERE p.id = NEW.user_id;
END;
CREATE TRIGGER guard_event_participants_update BEFORE UPDATE OF event_id, deleted_at, user_id, theater_id ON event_participants WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_participants|event_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|event_participants|event_id') END FROM schedule_events p WHERE p.id = NEW.event_id AND (NEW.event_id IS NOT OLD.event_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_participants|user_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|event_participants|user_id') END FROM users p WHERE p.id = NEW.user_id AND (NEW.user_id IS NOT OLD.user_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|event_participants|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_event_participants_erase BEFORE DELETE ON event_participants WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|event_participants|id');
END;
CREATE TRIGGER guard_event_inventory_insert BEFORE INSERT ON event_inventory WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_inventory|event_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|event_inventory|event_id') END FROM schedule_events p WHERE p.id = NEW.event_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_inventory|inventory_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM schedule_events e WHERE e.id = NEW.event_id AND e.deleted_at IS NULL AND e.event_date > date('now') AND e.status NOT IN ('completed', 'cancelled')) THEN RAISE(ABORT, 'guard|reference.deleted|event_inventory|inventory_item_id') END FROM inventory_items p WHERE p.id = NEW.inventory_item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_inventory|case_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|event_inventory|case_item_id') END FROM inventory_items p WHERE p.id = NEW.case_item_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_inventory|changed_by_id') END FROM users p WHERE p.id = NEW.changed_by_id;
END;
CREATE TRIGGER guard_event_inventory_update BEFORE UPDATE OF event_id, deleted_at, inventory_item_id, case_item_id, changed_by_id, theater_id ON event_inventory WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_inventory|event_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|event_inventory|event_id') END FROM schedule_events p WHERE p.id = NEW.event_id AND (NEW.event_id IS NOT OLD.event_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_inventory|inventory_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM schedule_events e WHERE e.id = NEW.event_id AND e.deleted_at IS NULL AND e.event_date > date('now') AND e.status NOT IN ('completed', 'cancelled')) THEN RAISE(ABORT, 'guard|reference.deleted|event_inventory|inventory_item_id') END FROM inventory_items p WHERE p.id = NEW.inventory_item_id AND (NEW.inventory_item_id IS NOT OLD.inventory_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_inventory|case_item_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|event_inventory|case_item_id') END FROM inventory_items p WHERE p.id = NEW.case_item_id AND (NEW.case_item_id IS NOT OLD.case_item_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|event_inventory|changed_by_id') END FROM users p WHERE p.id = NEW.changed_by_id AND NEW.changed_by_id IS NOT OLD.changed_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|event_inventory|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_event_inventory_erase BEFORE DELETE ON event_inventory WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|event_inventory|id');
END;
CREATE TRIGGER guard_document_categories_insert BEFORE INSERT ON document_categories WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_categories|parent_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_categories|parent_id') END FROM document_categories p WHERE p.id = NEW.parent_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_categories|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_categories|department_id') END FROM departments p WHERE p.id = NEW.department_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_categories|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_categories|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_document_categories_update BEFORE UPDATE OF parent_id, deleted_at, department_id, created_by_id, updated_by_id, theater_id ON document_categories WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_categories|parent_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_categories|parent_id') END FROM document_categories p WHERE p.id = NEW.parent_id AND (NEW.parent_id IS NOT OLD.parent_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_categories|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_categories|department_id') END FROM departments p WHERE p.id = NEW.department_id AND (NEW.department_id IS NOT OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_categories|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_categories|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|document_categories|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_document_categories_removal BEFORE UPDATE OF deleted_at ON document_categories WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|document_categories|parent_id') WHERE EXISTS (SELECT 1 FROM document_categories c WHERE c.parent_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|documents|category_id') WHERE EXISTS (SELECT 1 FROM documents c WHERE c.category_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_document_categories_erase BEFORE DELETE ON document_categories WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|document_categories|id');
END;
CREATE TRIGGER guard_documents_insert BEFORE INSERT ON documents WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|documents|category_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|documents|category_id') END FROM document_categories p WHERE p.id = NEW.category_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|documents|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|documents|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|documents|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|documents|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_documents_update BEFORE UPDATE OF category_id, deleted_at, performance_id, created_by_id, updated_by_id, theater_id ON documents WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|documents|category_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|documents|category_id') END FROM document_categories p WHERE p.id = NEW.category_id AND (NEW.category_id IS NOT OLD.category_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|documents|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|documents|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND (NEW.performance_id IS NOT OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|documents|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|documents|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|documents|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_documents_removal BEFORE UPDATE OF deleted_at ON documents WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|passport_documents|document_id') WHERE EXISTS (SELECT 1 FROM passport_documents c WHERE c.document_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|document_tags|document_id') WHERE EXISTS (SELECT 1 FROM document_tags c WHERE c.document_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_documents_erase BEFORE DELETE ON documents WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|documents|id');
END;
CREATE TRIGGER guard_document_versions_insert BEFORE INSERT ON document_versions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_versions|document_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_versions|document_id') END FROM documents p WHERE p.id = NEW.document_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_versions|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
END;
CREATE TRIGGER guard_document_versions_update BEFORE UPDATE OF document_id, created_by_id, theater_id ON document_versions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_versions|document_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_versions|document_id') END FROM documents p WHERE p.id = NEW.document_id AND NEW.document_id IS NOT OLD.document_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_versions|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|document_versions|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_document_versions_erase BEFORE DELETE ON document_versions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|document_versions|id');
END;
CREATE TRIGGER guard_document_versions_rewrite BEFORE UPDATE OF id, theater_id, document_id, version, file_path, file_name, file_size, comment, created_by_id, created_at ON document_versions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|document_versions|id');
END;
CREATE TRIGGER guard_tags_update BEFORE UPDATE OF theater_id ON tags WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|column.readonly|tags|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_tags_removal BEFORE UPDATE OF deleted_at ON tags WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|document_tags|tag_id') WHERE EXISTS (SELECT 1 FROM document_tags c WHERE c.tag_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_tags_erase BEFORE DELETE ON tags WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|tags|id');
END;
CREATE TRIGGER guard_document_tags_insert BEFORE INSERT ON document_tags WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_tags|document_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_tags|document_id') END FROM documents p WHERE p.id = NEW.document_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_tags|tag_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_tags|tag_id') END FROM tags p WHERE p.id = NEW.tag_id;
END;
CREATE TRIGGER guard_document_tags_update BEFORE UPDATE OF document_id, deleted_at, tag_id, theater_id ON document_tags WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_tags|document_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_tags|document_id') END FROM documents p WHERE p.id = NEW.document_id AND (NEW.document_id IS NOT OLD.document_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|document_tags|tag_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|document_tags|tag_id') END FROM tags p WHERE p.id = NEW.tag_id AND (NEW.tag_id IS NOT OLD.tag_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|document_tags|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_document_tags_erase BEFORE DELETE ON document_tags WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|document_tags|id');
END;
CREATE TRIGGER guard_projects_insert BEFORE INSERT ON projects WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|direction_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|projects|direction_id') END FROM directions p WHERE p.id = NEW.direction_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|manager_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|projects|manager_id') END FROM employees p WHERE p.id = NEW.manager_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|projects|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_projects_update BEFORE UPDATE OF direction_id, deleted_at, manager_id, performance_id, created_by_id, updated_by_id, theater_id ON projects WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|direction_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|projects|direction_id') END FROM directions p WHERE p.id = NEW.direction_id AND (NEW.direction_id IS NOT OLD.direction_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|manager_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|projects|manager_id') END FROM employees p WHERE p.id = NEW.manager_id AND (NEW.manager_id IS NOT OLD.manager_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|projects|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND (NEW.performance_id IS NOT OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|projects|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|projects|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_projects_removal BEFORE UPDATE OF deleted_at ON projects WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|project_phases|project_id') WHERE EXISTS (SELECT 1 FROM project_phases c WHERE c.project_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|project_members|project_id') WHERE EXISTS (SELECT 1 FROM project_members c WHERE c.project_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|tasks|project_id') WHERE EXISTS (SELECT 1 FROM tasks c WHERE c.project_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|comments|entity_id') WHERE EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'projects' AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_projects_erase BEFORE DELETE ON projects WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|projects|id');
END;
CREATE TRIGGER guard_project_phases_insert BEFORE INSERT ON project_phases WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|project_phases|project_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|project_phases|project_id') END FROM projects p WHERE p.id = NEW.project_id;
END;
CREATE TRIGGER guard_project_phases_update BEFORE UPDATE OF project_id, deleted_at, theater_id ON project_phases WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|project_phases|project_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|project_phases|project_id') END FROM projects p WHERE p.id = NEW.project_id AND (NEW.project_id IS NOT OLD.project_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|project_phases|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_project_phases_removal BEFORE UPDATE OF deleted_at ON project_phases WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|time_entries|phase_id') WHERE EXISTS (SELECT 1 FROM time_entries c WHERE c.phase_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_project_phases_erase BEFORE DELETE ON project_phases WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|project_phases|id');
END;
CREATE TRIGGER guard_project_members_insert BEFORE INSERT ON project_members WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|project_members|project_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|project_members|project_id') END FROM projects p WHERE p.id = NEW.project_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|project_members|employee_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|project_members|employee_id') END FROM employees p WHERE p.id = NEW.employee_id;
END;
CREATE TRIGGER guard_project_members_update BEFORE UPDATE OF project_id, deleted_at, employee_id, theater_id ON project_members WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|project_members|project_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|project_members|project_id') END FROM projects p WHERE p.id = NEW.project_id AND (NEW.project_id IS NOT OLD.project_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|project_members|employee_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|project_members|employee_id') END FROM employees p WHERE p.id = NEW.employee_id AND (NEW.employee_id IS NOT OLD.employee_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|project_members|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_project_members_erase BEFORE DELETE ON project_members WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|project_members|id');
END;
CREATE TRIGGER guard_tasks_insert BEFORE INSERT ON tasks WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|project_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|tasks|project_id') END FROM projects p WHERE p.id = NEW.project_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|tasks|performance_id') END FROM performances p WHERE p.id = NEW.performance_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|tasks|department_id') END FROM departments p WHERE p.id = NEW.department_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|assignee_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|tasks|assignee_id') END FROM users p WHERE p.id = NEW.assignee_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_tasks_update BEFORE UPDATE OF project_id, deleted_at, performance_id, department_id, assignee_id, created_by_id, updated_by_id, theater_id ON tasks WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|project_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|tasks|project_id') END FROM projects p WHERE p.id = NEW.project_id AND (NEW.project_id IS NOT OLD.project_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|performance_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|tasks|performance_id') END FROM performances p WHERE p.id = NEW.performance_id AND (NEW.performance_id IS NOT OLD.performance_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|department_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|tasks|department_id') END FROM departments p WHERE p.id = NEW.department_id AND (NEW.department_id IS NOT OLD.department_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|assignee_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|tasks|assignee_id') END FROM users p WHERE p.id = NEW.assignee_id AND (NEW.assignee_id IS NOT OLD.assignee_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|tasks|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|tasks|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_tasks_removal BEFORE UPDATE OF deleted_at ON tasks WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|task_subtasks|task_id') WHERE EXISTS (SELECT 1 FROM task_subtasks c WHERE c.task_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|task_comments|task_id') WHERE EXISTS (SELECT 1 FROM task_comments c WHERE c.task_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|task_attachments|task_id') WHERE EXISTS (SELECT 1 FROM task_attachments c WHERE c.task_id = NEW.id AND c.deleted_at IS NULL);
  SELECT RAISE(ABORT, 'guard|deletion.blocked|time_entries|task_id') WHERE EXISTS (SELECT 1 FROM time_entries c WHERE c.task_id = NEW.id AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_tasks_erase BEFORE DELETE ON tasks WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|tasks|id');
END;
CREATE TRIGGER guard_task_subtasks_insert BEFORE INSERT ON task_subtasks WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_subtasks|task_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|task_subtasks|task_id') END FROM tasks p WHERE p.id = NEW.task_id;
END;
CREATE TRIGGER guard_task_subtasks_update BEFORE UPDATE OF task_id, deleted_at, theater_id ON task_subtasks WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_subtasks|task_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|task_subtasks|task_id') END FROM tasks p WHERE p.id = NEW.task_id AND (NEW.task_id IS NOT OLD.task_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|column.readonly|task_subtasks|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_task_subtasks_erase BEFORE DELETE ON task_subtasks WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|task_subtasks|id');
END;
CREATE TRIGGER guard_task_comments_insert BEFORE INSERT ON task_comments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_comments|task_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|task_comments|task_id') END FROM tasks p WHERE p.id = NEW.task_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_comments|author_id') END FROM users p WHERE p.id = NEW.author_id;
END;
CREATE TRIGGER guard_task_comments_update BEFORE UPDATE OF task_id, deleted_at, author_id, theater_id ON task_comments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_comments|task_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|task_comments|task_id') END FROM tasks p WHERE p.id = NEW.task_id AND (NEW.task_id IS NOT OLD.task_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_comments|author_id') END FROM users p WHERE p.id = NEW.author_id AND NEW.author_id IS NOT OLD.author_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|task_comments|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_task_comments_erase BEFORE DELETE ON task_comments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|task_comments|id');
END;
CREATE TRIGGER guard_task_attachments_insert BEFORE INSERT ON task_attachments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_attachments|task_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|task_attachments|task_id') END FROM tasks p WHERE p.id = NEW.task_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_attachments|uploaded_by_id') END FROM users p WHERE p.id = NEW.uploaded_by_id;
END;
CREATE TRIGGER guard_task_attachments_update BEFORE UPDATE OF task_id, deleted_at, uploaded_by_id, theater_id ON task_attachments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_attachments|task_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|task_attachments|task_id') END FROM tasks p WHERE p.id = NEW.task_id AND (NEW.task_id IS NOT OLD.task_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|task_attachments|uploaded_by_id') END FROM users p WHERE p.id = NEW.uploaded_by_id AND NEW.uploaded_by_id IS NOT OLD.uploaded_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|task_attachments|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_task_attachments_erase BEFORE DELETE ON task_attachments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|task_attachments|id');
END;
CREATE TRIGGER guard_time_entries_insert BEFORE INSERT ON time_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|employee_id') END FROM employees p WHERE p.id = NEW.employee_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|project_id') END FROM projects p WHERE p.id = NEW.project_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|task_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|time_entries|task_id') END FROM tasks p WHERE p.id = NEW.task_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|phase_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|time_entries|phase_id') END FROM project_phases p WHERE p.id = NEW.phase_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|approved_by_id') END FROM employees p WHERE p.id = NEW.approved_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id;
END;
CREATE TRIGGER guard_time_entries_update BEFORE UPDATE OF employee_id, project_id, task_id, deleted_at, phase_id, approved_by_id, created_by_id, updated_by_id, theater_id ON time_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|employee_id') END FROM employees p WHERE p.id = NEW.employee_id AND NEW.employee_id IS NOT OLD.employee_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|project_id') END FROM projects p WHERE p.id = NEW.project_id AND NEW.project_id IS NOT OLD.project_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|task_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|time_entries|task_id') END FROM tasks p WHERE p.id = NEW.task_id AND (NEW.task_id IS NOT OLD.task_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|phase_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|time_entries|phase_id') END FROM project_phases p WHERE p.id = NEW.phase_id AND (NEW.phase_id IS NOT OLD.phase_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|approved_by_id') END FROM employees p WHERE p.id = NEW.approved_by_id AND NEW.approved_by_id IS NOT OLD.approved_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|created_by_id') END FROM users p WHERE p.id = NEW.created_by_id AND NEW.created_by_id IS NOT OLD.created_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|time_entries|updated_by_id') END FROM users p WHERE p.id = NEW.updated_by_id AND NEW.updated_by_id IS NOT OLD.updated_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|time_entries|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_time_entries_removal BEFORE UPDATE OF deleted_at ON time_entries WHEN (SELECT is_on FROM guards) AND OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'guard|deletion.blocked|comments|entity_id') WHERE EXISTS (SELECT 1 FROM comments c WHERE c.entity_id = NEW.id AND c.entity_type = 'time_entries' AND c.deleted_at IS NULL);
END;
CREATE TRIGGER guard_time_entries_erase BEFORE DELETE ON time_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|time_entries|id');
END;
CREATE TRIGGER guard_approval_workflows_insert BEFORE INSERT ON approval_workflows WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|approval_workflows|time_entry_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|approval_workflows|time_entry_id') END FROM time_entries p WHERE p.id = NEW.time_entry_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|approval_workflows|approver_id') END FROM employees p WHERE p.id = NEW.approver_id;
END;
CREATE TRIGGER guard_approval_workflows_update BEFORE UPDATE OF time_entry_id, approver_id, theater_id ON approval_workflows WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|approval_workflows|time_entry_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|approval_workflows|time_entry_id') END FROM time_entries p WHERE p.id = NEW.time_entry_id AND NEW.time_entry_id IS NOT OLD.time_entry_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|approval_workflows|approver_id') END FROM employees p WHERE p.id = NEW.approver_id AND NEW.approver_id IS NOT OLD.approver_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|approval_workflows|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_approval_workflows_erase BEFORE DELETE ON approval_workflows WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|approval_workflows|id');
END;
CREATE TRIGGER guard_approval_workflows_rewrite BEFORE UPDATE OF id, theater_id, time_entry_id, approver_id, approver_name, decision, comment, decided_at ON approval_workflows WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|approval_workflows|id');
END;
CREATE TRIGGER guard_comments_insert BEFORE INSERT ON comments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|author_id') END FROM employees p WHERE p.id = NEW.author_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM projects p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'projects';
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'projects' AND NOT EXISTS (SELECT 1 FROM projects p WHERE p.id = NEW.entity_id);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM performances p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'performances';
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'performances' AND NOT EXISTS (SELECT 1 FROM performances p WHERE p.id = NEW.entity_id);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM inventory_items p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'inventory_items';
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'inventory_items' AND NOT EXISTS (SELECT 1 FROM inventory_items p WHERE p.id = NEW.entity_id);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM schedule_events p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'schedule_events';
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'schedule_events' AND NOT EXISTS (SELECT 1 FROM schedule_events p WHERE p.id = NEW.entity_id);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM time_entries p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'time_entries';
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'time_entries' AND NOT EXISTS (SELECT 1 FROM time_entries p WHERE p.id = NEW.entity_id);
END;
CREATE TRIGGER guard_comments_update BEFORE UPDATE OF author_id, entity_id, deleted_at, theater_id ON comments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|author_id') END FROM employees p WHERE p.id = NEW.author_id AND NEW.author_id IS NOT OLD.author_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM projects p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'projects' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'projects' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) AND NOT EXISTS (SELECT 1 FROM projects p WHERE p.id = NEW.entity_id);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM performances p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'performances' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'performances' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) AND NOT EXISTS (SELECT 1 FROM performances p WHERE p.id = NEW.entity_id);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM inventory_items p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'inventory_items' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'inventory_items' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) AND NOT EXISTS (SELECT 1 FROM inventory_items p WHERE p.id = NEW.entity_id);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM schedule_events p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'schedule_events' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'schedule_events' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) AND NOT EXISTS (SELECT 1 FROM schedule_events p WHERE p.id = NEW.entity_id);
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHEN NEW.deleted_at IS NULL AND p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|comments|entity_id') END FROM time_entries p WHERE p.id = NEW.entity_id AND NEW.entity_type = 'time_entries' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL));
  SELECT RAISE(ABORT, 'guard|reference.missing|comments|entity_id') WHERE NEW.entity_type = 'time_entries' AND (NEW.entity_id IS NOT OLD.entity_id OR (OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL)) AND NOT EXISTS (SELECT 1 FROM time_entries p WHERE p.id = NEW.entity_id);
  SELECT RAISE(ABORT, 'guard|column.readonly|comments|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_comments_erase BEFORE DELETE ON comments WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|comments|id');
END;
CREATE TRIGGER guard_notifications_insert BEFORE INSERT ON notifications WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|notifications|user_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|notifications|user_id') END FROM users p WHERE p.id = NEW.user_id;
END;
CREATE TRIGGER guard_notifications_update BEFORE UPDATE OF user_id, theater_id ON notifications WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|notifications|user_id') WHEN p.deleted_at IS NOT NULL THEN RAISE(ABORT, 'guard|reference.deleted|notifications|user_id') END FROM users p WHERE p.id = NEW.user_id AND NEW.user_id IS NOT OLD.user_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|notifications|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_activity_log_insert BEFORE INSERT ON activity_log WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|activity_log|employee_id') END FROM employees p WHERE p.id = NEW.employee_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|activity_log|user_id') END FROM users p WHERE p.id = NEW.user_id;
END;
CREATE TRIGGER guard_activity_log_update BEFORE UPDATE OF employee_id, user_id, theater_id ON activity_log WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|activity_log|employee_id') END FROM employees p WHERE p.id = NEW.employee_id AND NEW.employee_id IS NOT OLD.employee_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|activity_log|user_id') END FROM users p WHERE p.id = NEW.user_id AND NEW.user_id IS NOT OLD.user_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|activity_log|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_activity_log_erase BEFORE DELETE ON activity_log WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|activity_log|id');
END;
CREATE TRIGGER guard_activity_log_rewrite BEFORE UPDATE OF id, theater_id, employee_id, user_id, actor_name, action, entity_type, entity_id, changes, occurred_at, recorded_at ON activity_log WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|activity_log|id');
END;
CREATE TRIGGER guard_deletions_insert BEFORE INSERT ON deletions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|deletions|deleted_by_id') END FROM users p WHERE p.id = NEW.deleted_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|deletions|restored_by_id') END FROM users p WHERE p.id = NEW.restored_by_id;
END;
CREATE TRIGGER guard_deletions_update BEFORE UPDATE OF deleted_by_id, restored_by_id, theater_id ON deletions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|deletions|deleted_by_id') END FROM users p WHERE p.id = NEW.deleted_by_id AND NEW.deleted_by_id IS NOT OLD.deleted_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|deletions|restored_by_id') END FROM users p WHERE p.id = NEW.restored_by_id AND NEW.restored_by_id IS NOT OLD.restored_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|deletions|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_deletions_erase BEFORE DELETE ON deletions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|deletions|id');
END;
CREATE TRIGGER guard_deletions_rewrite BEFORE UPDATE OF id, theater_id, root_table, root_id, root_title, reason, row_count, deleted_by_id, deleted_by_name, deleted_at, duration_ms ON deletions WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|deletions|id');
END;
CREATE TRIGGER guard_deletion_effects_insert BEFORE INSERT ON deletion_effects WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|deletion_effects|deletion_id') END FROM deletions p WHERE p.id = NEW.deletion_id;
END;
CREATE TRIGGER guard_deletion_effects_update BEFORE UPDATE OF deletion_id, theater_id ON deletion_effects WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|deletion_effects|deletion_id') END FROM deletions p WHERE p.id = NEW.deletion_id AND NEW.deletion_id IS NOT OLD.deletion_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|deletion_effects|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_deletion_effects_erase BEFORE DELETE ON deletion_effects WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|deletion_effects|id');
END;
CREATE TRIGGER guard_deletion_effects_rewrite BEFORE UPDATE OF id, theater_id, deletion_id, entity_type, entity_id, kind, column_name, previous_value ON deletion_effects WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|deletion_effects|id');
END;
CREATE TRIGGER guard_conflicts_insert BEFORE INSERT ON conflicts WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|conflicts|other_by_id') END FROM users p WHERE p.id = NEW.other_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|conflicts|kept_by_id') END FROM users p WHERE p.id = NEW.kept_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|conflicts|resolved_by_id') END FROM users p WHERE p.id = NEW.resolved_by_id;
END;
CREATE TRIGGER guard_conflicts_update BEFORE UPDATE OF other_by_id, kept_by_id, resolved_by_id, theater_id ON conflicts WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|conflicts|other_by_id') END FROM users p WHERE p.id = NEW.other_by_id AND NEW.other_by_id IS NOT OLD.other_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|conflicts|kept_by_id') END FROM users p WHERE p.id = NEW.kept_by_id AND NEW.kept_by_id IS NOT OLD.kept_by_id;
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|conflicts|resolved_by_id') END FROM users p WHERE p.id = NEW.resolved_by_id AND NEW.resolved_by_id IS NOT OLD.resolved_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|conflicts|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_devices_insert BEFORE INSERT ON devices WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|devices|registered_by_id') END FROM users p WHERE p.id = NEW.registered_by_id;
END;
CREATE TRIGGER guard_devices_update BEFORE UPDATE OF registered_by_id, theater_id ON devices WHEN (SELECT is_on FROM guards) BEGIN
  SELECT CASE WHEN p.theater_id <> NEW.theater_id THEN RAISE(ABORT, 'guard|reference.missing|devices|registered_by_id') END FROM users p WHERE p.id = NEW.registered_by_id AND NEW.registered_by_id IS NOT OLD.registered_by_id;
  SELECT RAISE(ABORT, 'guard|column.readonly|devices|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_device_progress_update BEFORE UPDATE OF theater_id ON device_progress WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|column.readonly|device_progress|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
CREATE TRIGGER guard_mutation_results_update BEFORE UPDATE OF theater_id ON mutation_results WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|column.readonly|mutation_results|theater_id') WHERE NEW.theater_id IS NOT OLD.theater_id;
END;
