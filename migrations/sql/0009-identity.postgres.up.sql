-- A mutation is (device, epoch, sequence) and an id (design: sync, «Numbers and identity»).
ALTER TABLE device_progress ADD COLUMN epoch integer NOT NULL DEFAULT 1;
ALTER TABLE device_progress ADD COLUMN last_mutation_id uuid;
ALTER TABLE device_progress ADD COLUMN unnamed_up_to integer NOT NULL DEFAULT 0;
-- What came before ids were kept is known by its number alone.
UPDATE device_progress SET unnamed_up_to = last_sequence WHERE last_sequence > 0;
CREATE TABLE seen_mutations (
  id uuid PRIMARY KEY,
  theater_id uuid NOT NULL,
  device_id uuid NOT NULL,
  epoch integer NOT NULL,
  sequence integer NOT NULL,
  is_refused boolean NOT NULL DEFAULT false,
  recorded_at timestamptz(3) NOT NULL
);
CREATE INDEX ix_seen_mutations_device_id_sequence ON seen_mutations (device_id, sequence);
CREATE INDEX ix_seen_mutations_recorded_at ON seen_mutations (recorded_at);
CREATE FUNCTION guard_seen_mutations_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  IF NEW.theater_id IS DISTINCT FROM OLD.theater_id THEN RAISE EXCEPTION 'guard|column.readonly|seen_mutations|theater_id' USING ERRCODE = '23G01'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_update BEFORE UPDATE OF theater_id ON seen_mutations FOR EACH ROW EXECUTE FUNCTION guard_seen_mutations_update();
