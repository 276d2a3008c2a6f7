-- Counting says whether people share the work; a decision keeps the number it was about; a posted count can be taken back.
ALTER TABLE inventory_count_entries ADD COLUMN mode TEXT CONSTRAINT ck_inventory_count_entries_mode CHECK (mode IN ('share', 'second'));
ALTER TABLE inventory_count_lines ADD COLUMN together TEXT CONSTRAINT ck_inventory_count_lines_together CHECK (together IN ('sum', 'apart'));
ALTER TABLE inventory_count_lines ADD COLUMN decided_quantity INTEGER;
ALTER TABLE inventory_counts ADD COLUMN reversed_at TEXT;
ALTER TABLE inventory_counts ADD COLUMN reversed_by_id TEXT;
ALTER TABLE inventory_counts ADD COLUMN reversed_by_name TEXT CONSTRAINT ck_inventory_counts_reversed_by_name CHECK (length(reversed_by_name) <= 255);
CREATE INDEX ix_inventory_count_entries_count_id_item_id_location_id ON inventory_count_entries (count_id, item_id, location_id);
DROP TRIGGER guard_inventory_count_entries_rewrite;
CREATE TRIGGER guard_inventory_count_entries_rewrite BEFORE UPDATE OF id, theater_id, count_id, item_id, scanned_code, location_id, quantity, recount_pass, undoes_id, counted_by_id, counted_by_name, device_id, counted_at, mode ON inventory_count_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_count_entries|id');
END;
