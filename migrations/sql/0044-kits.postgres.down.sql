-- Going back, kit_lines goes with all its rows.
-- Going back, inventory_items.place_id goes with what is in it.
-- Going back, inventory_locations.checked_at goes with what is in it.
-- Going back, inventory_locations.checked_by_name goes with what is in it.
DROP INDEX ix_inventory_items_place_id;
ALTER TABLE inventory_items DROP COLUMN place_id;
ALTER TABLE inventory_locations DROP COLUMN checked_at;
ALTER TABLE inventory_locations DROP COLUMN checked_by_name;
DROP TABLE kit_lines CASCADE;
