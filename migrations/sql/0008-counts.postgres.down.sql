DROP TRIGGER guard_rewrite ON inventory_count_entries;
DROP INDEX ix_inventory_count_entries_count_id_item_id_location_id;
ALTER TABLE inventory_counts DROP COLUMN reversed_by_name;
ALTER TABLE inventory_counts DROP COLUMN reversed_by_id;
ALTER TABLE inventory_counts DROP COLUMN reversed_at;
ALTER TABLE inventory_count_lines DROP COLUMN decided_quantity;
ALTER TABLE inventory_count_lines DROP COLUMN together;
ALTER TABLE inventory_count_entries DROP COLUMN mode;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, count_id, item_id, scanned_code, location_id, quantity, recount_pass, undoes_id, counted_by_id, counted_by_name, device_id, counted_at ON inventory_count_entries FOR EACH ROW EXECUTE FUNCTION guard_inventory_count_entries_rewrite();
