-- Contents on their way to this hub (tus). What has come of one lies in the store of contents under its id. Hubs that
-- share the database share the way; by the clock of the hub, but for the lease, which goes by that of Postgres.
CREATE TABLE file_uploads (
  id uuid PRIMARY KEY,
  theater_id uuid NOT NULL,
  device_id uuid NOT NULL,
  file_id uuid NOT NULL,
  begun_at timestamptz(3) NOT NULL,
  -- When something of it came last; one that nobody goes on with is forgotten.
  touched_at timestamptz(3) NOT NULL,
  -- The request that writes to it, at which hub, and until when nobody else may. A hub that begins anew lets go.
  holder uuid,
  hub uuid,
  held_until timestamptz(3)
);
CREATE UNIQUE INDEX uq_file_uploads_file_id_device_id ON file_uploads (file_id, device_id);
CREATE INDEX ix_file_uploads_touched_at ON file_uploads (touched_at);
-- Rows of files (by id) and contents (by hash) that nobody names, and since when: what is named again goes from here.
CREATE TABLE unused_files (
  name varchar(64) PRIMARY KEY,
  since timestamptz(3) NOT NULL
);
