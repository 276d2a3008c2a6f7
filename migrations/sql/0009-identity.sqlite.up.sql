-- A mutation is (device, epoch, sequence) and an id (design: sync, «Numbers and identity»).
ALTER TABLE device_progress ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1;
ALTER TABLE device_progress ADD COLUMN last_mutation_id TEXT;
-- What is tried again keeps the clock that its author had.
ALTER TABLE refused_mutations ADD COLUMN clock_offset_ms INTEGER NOT NULL DEFAULT 0;
