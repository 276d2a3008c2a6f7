-- Going back, printed_sheets goes with all its rows.
DROP TABLE printed_sheets CASCADE;
