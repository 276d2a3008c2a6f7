ALTER TABLE devices DROP COLUMN key_share;
