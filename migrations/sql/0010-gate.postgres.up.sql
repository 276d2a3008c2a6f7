-- Who truly signed in on a laptop since it was registered.
CREATE TABLE device_people (
  id uuid PRIMARY KEY NOT NULL,
  device_id uuid NOT NULL,
  user_id uuid NOT NULL,
  first_signed_in_at timestamptz(3) NOT NULL,
  last_signed_in_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX uq_device_people_device_id_user_id ON device_people (device_id, user_id);
INSERT INTO device_people (id, device_id, user_id, first_signed_in_at, last_signed_in_at)
  SELECT gen_random_uuid(), device_id, user_id, min(created_at), max(created_at) FROM refresh_tokens GROUP BY device_id, user_id;
-- An exchanged token may come again, because its answer may have been lost; a token of an ended family never.
ALTER TABLE refresh_tokens ADD COLUMN ended_at timestamptz(3);
CREATE INDEX ix_refresh_tokens_family_id ON refresh_tokens (family_id);
UPDATE refresh_tokens t SET ended_at = coalesce(t.revoked_at, t.created_at)
  WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens other WHERE other.family_id = t.family_id AND NOT other.is_revoked);
-- Attempts to sign in, shared by all hubs. They need not outlive a crash.
CREATE UNLOGGED TABLE rate_limits (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
-- Every hub hears at once when somebody's access may have changed, whoever changed it.
CREATE FUNCTION tell_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('offstage_access', TG_ARGV[0] || ' ' || coalesce(to_jsonb(OLD) ->> TG_ARGV[1], '*'));
  RETURN NULL;
END $$;
CREATE TRIGGER tell_change AFTER UPDATE ON users FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION tell_access('user', 'id');
CREATE TRIGGER tell_delete AFTER DELETE ON users FOR EACH ROW EXECUTE FUNCTION tell_access('user', 'id');
CREATE TRIGGER tell_change AFTER UPDATE ON devices FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION tell_access('device', 'id');
CREATE TRIGGER tell_delete AFTER DELETE ON devices FOR EACH ROW EXECUTE FUNCTION tell_access('device', 'id');
CREATE TRIGGER tell_change AFTER UPDATE ON refresh_tokens FOR EACH ROW WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at)
  EXECUTE FUNCTION tell_access('session', 'family_id');
CREATE TRIGGER tell_delete AFTER DELETE ON refresh_tokens FOR EACH ROW EXECUTE FUNCTION tell_access('session', 'family_id');
CREATE TRIGGER tell_rights AFTER INSERT OR UPDATE OR DELETE ON roles FOR EACH STATEMENT EXECUTE FUNCTION tell_access('rights', '');
CREATE TRIGGER tell_rights AFTER INSERT OR UPDATE OR DELETE ON user_roles FOR EACH STATEMENT EXECUTE FUNCTION tell_access('rights', '');
