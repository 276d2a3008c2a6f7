-- What hangs on marks of checklists has no place any more.
DELETE FROM attachments WHERE entity_table = 'checklist_marks';
-- Going back, show_timings.is_corrected goes with what is in it.
ALTER TABLE attachments DROP CONSTRAINT ck_attachments_entity_table;
ALTER TABLE attachments ADD CONSTRAINT ck_attachments_entity_table CHECK ((entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues', 'passport_sections', 'checklist_items', 'show_notes', 'faults')));
ALTER TABLE show_timings DROP COLUMN is_corrected;
