-- Traces of columns that not everybody may see say what their reader needs. Lines from before that tell of such a column are kept whole for those who may.
ALTER TABLE activity_log ADD COLUMN read_permission varchar(50);
ALTER TABLE conflicts ADD COLUMN read_permission varchar(50);
UPDATE activity_log SET read_permission = 'people.rates' WHERE entity_type = 'employees' AND changes ? 'hourly_rate';
UPDATE conflicts SET read_permission = 'people.rates' WHERE entity_type = 'employees' AND column_name = 'hourly_rate';
DROP TRIGGER guard_rewrite ON activity_log;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, employee_id, user_id, actor_name, action, entity_type, entity_id, changes, occurred_at, recorded_at, read_permission ON activity_log FOR EACH ROW EXECUTE FUNCTION guard_activity_log_rewrite();
