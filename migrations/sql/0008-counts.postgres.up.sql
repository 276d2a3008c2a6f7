-- Counting says whether people share the work; a decision keeps the number it was about; a posted count can be taken back.
ALTER TABLE inventory_count_entries ADD COLUMN mode varchar(50);
ALTER TABLE inventory_count_entries ADD CONSTRAINT ck_inventory_count_entries_mode CHECK (mode IN ('share', 'second'));
ALTER TABLE inventory_count_lines ADD COLUMN together varchar(50);
ALTER TABLE inventory_count_lines ADD CONSTRAINT ck_inventory_count_lines_together CHECK (together IN ('sum', 'apart'));
ALTER TABLE inventory_count_lines ADD COLUMN decided_quantity integer;
ALTER TABLE inventory_counts ADD COLUMN reversed_at timestamptz(3);
ALTER TABLE inventory_counts ADD COLUMN reversed_by_id uuid;
ALTER TABLE inventory_counts ADD COLUMN reversed_by_name varchar(255);
CREATE INDEX ix_inventory_count_entries_count_id_item_id_location_id ON inventory_count_entries (count_id, item_id, location_id);
DROP TRIGGER guard_rewrite ON inventory_count_entries;
CREATE TRIGGER guard_rewrite BEFORE UPDATE OF id, theater_id, count_id, item_id, scanned_code, location_id, quantity, recount_pass, undoes_id, counted_by_id, counted_by_name, device_id, counted_at, mode ON inventory_count_entries FOR EACH ROW EXECUTE FUNCTION guard_inventory_count_entries_rewrite();
