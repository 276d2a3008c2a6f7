-- Going back, attachments goes with all its rows.
-- Going back, files goes with all its rows.
-- Going back, document_versions.file_id goes with what is in it.
-- Going back, documents.file_id goes with what is in it.
-- Going back, inventory_photos.file_id goes with what is in it.
-- Going back, task_attachments.file_id goes with what is in it.
DROP INDEX ix_document_versions_file_id;
ALTER TABLE document_versions DROP COLUMN file_id;
DROP INDEX ix_documents_file_id;
ALTER TABLE documents DROP COLUMN file_id;
DROP INDEX ix_inventory_photos_file_id;
ALTER TABLE inventory_photos DROP COLUMN file_id;
DROP INDEX ix_task_attachments_file_id;
ALTER TABLE task_attachments DROP COLUMN file_id;
DROP TABLE files CASCADE;
DROP TABLE attachments CASCADE;
