-- Going back, saved_views goes with all its rows.
DROP TABLE saved_views;
