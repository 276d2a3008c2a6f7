DROP FUNCTION guard_seen_mutations_update() CASCADE;
DROP TABLE seen_mutations;
ALTER TABLE device_progress DROP COLUMN unnamed_up_to;
ALTER TABLE device_progress DROP COLUMN last_mutation_id;
ALTER TABLE device_progress DROP COLUMN epoch;
