-- Going back, form_templates goes with all its rows.
-- Going back, label_templates goes with all its rows.
DROP TABLE label_templates CASCADE;
DROP TABLE form_templates CASCADE;
