DROP TRIGGER guard_rewrite ON activity_log;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, employee_id, user_id, actor_name, action, entity_type, entity_id, changes, occurred_at, recorded_at ON activity_log FOR EACH ROW EXECUTE FUNCTION guard_activity_log_rewrite();
ALTER TABLE conflicts DROP COLUMN read_permission;
ALTER TABLE activity_log DROP COLUMN read_permission;
