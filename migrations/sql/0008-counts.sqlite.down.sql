DROP TRIGGER guard_inventory_count_entries_rewrite;
DROP INDEX ix_inventory_count_entries_count_id_item_id_location_id;
ALTER TABLE inventory_counts DROP COLUMN reversed_by_name;
ALTER TABLE inventory_counts DROP COLUMN reversed_by_id;
ALTER TABLE inventory_counts DROP COLUMN reversed_at;
ALTER TABLE inventory_count_lines DROP COLUMN decided_quantity;
ALTER TABLE inventory_count_lines DROP COLUMN together;
ALTER TABLE inventory_count_entries DROP COLUMN mode;
CREATE TRIGGER guard_inventory_count_entries_rewrite BEFORE UPDATE OF id, theater_id, count_id, item_id, scanned_code, location_id, quantity, recount_pass, undoes_id, counted_by_id, counted_by_name, device_id, counted_at ON inventory_count_entries WHEN (SELECT is_on FROM guards) BEGIN
  SELECT RAISE(ABORT, 'guard|row.protected|inventory_count_entries|id');
END;
