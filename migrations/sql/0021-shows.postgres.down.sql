-- Going back, event_calls goes with all its rows.
-- Going back, event_publications goes with all its rows.
-- Going back, faults goes with all its rows.
-- Going back, performance_members goes with all its rows.
-- Going back, performance_variants goes with all its rows.
-- Going back, run_sheet_lines goes with all its rows.
-- Going back, run_sheet_marks goes with all its rows.
-- Going back, scenes goes with all its rows.
-- Going back, show_notes goes with all its rows.
-- Going back, show_reports goes with all its rows.
-- Going back, show_runs goes with all its rows.
-- Going back, show_timings goes with all its rows.
-- Going back, variant_inventory goes with all its rows.
-- What hangs on sections, checklists, notes and faults has no place any more.
DELETE FROM attachments WHERE entity_table IN ('passport_sections', 'checklist_items', 'show_notes', 'faults');
-- Sections and checklists of a variant would stand among those of the base.
DELETE FROM passport_documents WHERE section_id IN (SELECT id FROM passport_sections WHERE variant_id IS NOT NULL);
DELETE FROM passport_sections WHERE variant_id IS NOT NULL;
DELETE FROM checklist_marks WHERE checklist_item_id IN (SELECT i.id FROM checklist_items i JOIN performance_checklists c ON c.id = i.checklist_id WHERE c.variant_id IS NOT NULL);
DELETE FROM checklist_items WHERE checklist_id IN (SELECT id FROM performance_checklists WHERE variant_id IS NOT NULL);
DELETE FROM performance_checklists WHERE variant_id IS NOT NULL;
-- Going back, checklist_items.responsible_id goes with what is in it.
-- Going back, checklist_items.inventory_item_id goes with what is in it.
-- Going back, notifications.data goes with what is in it.
-- Going back, passport_sections.department_id goes with what is in it.
-- Going back, passport_sections.variant_id goes with what is in it.
-- Going back, passport_sections.replaces_id goes with what is in it.
-- Going back, passport_sections.checked_at goes with what is in it.
-- Going back, passport_sections.checked_by_name goes with what is in it.
-- Going back, performance_checklists.variant_id goes with what is in it.
-- Going back, schedule_events.activity goes with what is in it.
-- Going back, schedule_events.call_time goes with what is in it.
-- Going back, schedule_events.variant_id goes with what is in it.
ALTER TABLE attachments DROP CONSTRAINT ck_attachments_entity_table;
ALTER TABLE attachments ADD CONSTRAINT ck_attachments_entity_table CHECK ((entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues')));
DROP INDEX ix_checklist_items_responsible_id;
DROP INDEX ix_checklist_items_inventory_item_id;
ALTER TABLE checklist_items DROP COLUMN responsible_id;
ALTER TABLE checklist_items DROP COLUMN inventory_item_id;
ALTER TABLE notifications DROP COLUMN data;
DROP INDEX ix_passport_sections_department_id;
DROP INDEX ix_passport_sections_variant_id;
DROP INDEX ix_passport_sections_replaces_id;
ALTER TABLE passport_sections DROP COLUMN department_id;
ALTER TABLE passport_sections DROP COLUMN variant_id;
ALTER TABLE passport_sections DROP COLUMN replaces_id;
ALTER TABLE passport_sections DROP COLUMN checked_at;
ALTER TABLE passport_sections DROP COLUMN checked_by_name;
DROP INDEX ix_performance_checklists_variant_id;
ALTER TABLE performance_checklists DROP COLUMN variant_id;
DROP INDEX ix_schedule_events_variant_id;
ALTER TABLE schedule_events DROP COLUMN activity;
ALTER TABLE schedule_events DROP COLUMN call_time;
ALTER TABLE schedule_events DROP COLUMN variant_id;
DROP TABLE variant_inventory CASCADE;
DROP TABLE show_timings CASCADE;
DROP TABLE show_runs CASCADE;
DROP TABLE show_reports CASCADE;
DROP TABLE show_notes CASCADE;
DROP TABLE scenes CASCADE;
DROP TABLE run_sheet_marks CASCADE;
DROP TABLE run_sheet_lines CASCADE;
DROP TABLE performance_variants CASCADE;
DROP TABLE performance_members CASCADE;
DROP TABLE faults CASCADE;
DROP TABLE event_publications CASCADE;
DROP TABLE event_calls CASCADE;
