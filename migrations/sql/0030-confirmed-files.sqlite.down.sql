ALTER TABLE stored_files DROP COLUMN confirmed_in;
