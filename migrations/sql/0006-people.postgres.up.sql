-- People come in by invitation, leave by the hub's clock, and what must not be lost waits for an administrator.
ALTER TABLE users ADD COLUMN deactivated_at timestamptz(3);
ALTER TABLE users ADD COLUMN must_change_password boolean NOT NULL DEFAULT false;
ALTER TABLE users ADD COLUMN recovery_hash varchar(255) NOT NULL DEFAULT '';
UPDATE users SET deactivated_at = now() WHERE NOT is_active;
ALTER TABLE devices ADD COLUMN revoked_by_id uuid;
ALTER TABLE devices ADD COLUMN revoked_by_name varchar(255);
ALTER TABLE devices ADD COLUMN revocation_mode varchar(10);
ALTER TABLE devices ADD COLUMN handed_over_at timestamptz(3);
ALTER TABLE devices ADD COLUMN wiped_at timestamptz(3);
CREATE TABLE device_reports (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  last_seen_at timestamptz(3) NOT NULL,
  app_version varchar(50),
  waiting integer,
  last_synced_at timestamptz(3)
);
CREATE TABLE invitations (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind varchar(50) NOT NULL,
  selector varchar(10) NOT NULL,
  secret_hash varchar(255) NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  created_by_id uuid,
  created_by_name varchar(255) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  withdrawn_at timestamptz(3),
  CONSTRAINT ck_invitations_kind CHECK (kind IN ('invitation', 'reset'))
);
CREATE TABLE quarantined_mutations (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  device_id uuid NOT NULL,
  sequence integer NOT NULL,
  mutation_id uuid NOT NULL,
  name varchar(100) NOT NULL,
  args text NOT NULL,
  author_id uuid NOT NULL,
  author_name varchar(255) NOT NULL,
  issued_at timestamptz(3) NOT NULL,
  clock_offset_ms bigint NOT NULL,
  received_at timestamptz(3) NOT NULL,
  reason varchar(50) NOT NULL,
  is_trusted boolean NOT NULL DEFAULT true,
  status varchar(50) NOT NULL DEFAULT 'waiting',
  refusal text,
  decided_at timestamptz(3),
  decided_by_id uuid,
  decided_by_name varchar(255),
  note text,
  CONSTRAINT ck_quarantined_mutations_reason CHECK (reason IN ('rescue', 'lost', 'authorLeft')),
  CONSTRAINT ck_quarantined_mutations_status CHECK (status IN ('waiting', 'accepted', 'refused'))
);
CREATE INDEX ix_invitations_selector ON invitations (selector);
CREATE INDEX ix_invitations_user_id ON invitations (user_id);
CREATE INDEX ix_quarantined_mutations_theater_id_status ON quarantined_mutations (theater_id, status);
CREATE INDEX ix_quarantined_mutations_device_id ON quarantined_mutations (device_id);
CREATE FUNCTION guard_invitations_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|invitations|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON invitations FOR EACH ROW EXECUTE FUNCTION guard_invitations_update();
CREATE FUNCTION guard_quarantined_mutations_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|quarantined_mutations|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON quarantined_mutations FOR EACH ROW EXECUTE FUNCTION guard_quarantined_mutations_update();
CREATE FUNCTION guard_device_reports_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|device_reports|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON device_reports FOR EACH ROW EXECUTE FUNCTION guard_device_reports_update();
