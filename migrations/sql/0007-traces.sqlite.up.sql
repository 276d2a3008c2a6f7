-- Traces of columns that not everybody may see say what their reader needs.
ALTER TABLE activity_log ADD COLUMN read_permission TEXT CONSTRAINT ck_activity_log_read_permission CHECK (length(read_permission) <= 50);
ALTER TABLE conflicts ADD COLUMN read_permission TEXT CONSTRAINT ck_conflicts_read_permission CHECK (length(read_permission) <= 50);
UPDATE activity_log SET read_permission = 'people.rates' WHERE entity_type = 'employees' AND instr(changes, '"hourly_rate":') > 0;
UPDATE conflicts SET read_permission = 'people.rates' WHERE entity_type = 'employees' AND column_name = 'hourly_rate';
DROP TRIGGER guard_activity_log_rewrite;
CREATE TRIGGER guard_activity_log_rewrite BEFORE UPDATE OF id, theater_id, employee_id, user_id, actor_name, action, entity_type, entity_id, changes, occurred_at, recorded_at, read_permission ON activity_log WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|activity_log|id');
END;
