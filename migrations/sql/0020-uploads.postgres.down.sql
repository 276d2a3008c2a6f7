DROP TABLE unused_files;
DROP TABLE file_uploads;
