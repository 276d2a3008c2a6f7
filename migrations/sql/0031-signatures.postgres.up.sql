ALTER TABLE show_reports ADD COLUMN also_signed jsonb NOT NULL DEFAULT '[]';
