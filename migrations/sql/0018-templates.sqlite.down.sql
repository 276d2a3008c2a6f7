-- Going back, label_templates goes with all its rows.
-- Going back, form_templates goes with all its rows.
DROP TABLE form_templates;
DROP TABLE label_templates;
