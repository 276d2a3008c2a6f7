-- Going back, show_reports.also_signed goes with what is in it.
ALTER TABLE show_reports DROP COLUMN also_signed;
