ALTER TABLE refused_mutations DROP COLUMN clock_offset_ms;
ALTER TABLE device_progress DROP COLUMN last_mutation_id;
ALTER TABLE device_progress DROP COLUMN epoch;
