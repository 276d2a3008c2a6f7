-- Going back, files that hang on tours no longer do; the files stay.
DELETE FROM attachments WHERE entity_table = 'tours';
ALTER TABLE attachments DROP CONSTRAINT ck_attachments_entity_table;
ALTER TABLE attachments ADD CONSTRAINT ck_attachments_entity_table CHECK ((entity_table IN ('inventory_items', 'inventory_counts', 'inventory_locations', 'performances', 'schedule_events', 'projects', 'venues', 'passport_sections', 'checklist_items', 'checklist_marks', 'show_notes', 'faults')));
