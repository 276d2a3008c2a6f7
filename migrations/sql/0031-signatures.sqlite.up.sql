ALTER TABLE show_reports ADD COLUMN also_signed TEXT NOT NULL DEFAULT '[]' CONSTRAINT ck_show_reports_also_signed CHECK (json_valid(also_signed));
