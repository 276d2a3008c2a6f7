DROP TABLE file_pins;
DROP TABLE wanted_files;
DROP TABLE stored_files;
