DROP TRIGGER guard_activity_log_rewrite;
ALTER TABLE conflicts DROP COLUMN read_permission;
ALTER TABLE activity_log DROP COLUMN read_permission;
CREATE TRIGGER guard_activity_log_rewrite BEFORE UPDATE OF id, theater_id, employee_id, user_id, actor_name, action, entity_type, entity_id, changes, occurred_at, recorded_at ON activity_log WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|activity_log|id');
END;
