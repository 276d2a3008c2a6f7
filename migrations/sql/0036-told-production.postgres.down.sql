-- Going back, event_publications.performance_id goes with what is in it.
DROP INDEX ix_event_publications_performance_id_event_date;
ALTER TABLE event_publications DROP COLUMN performance_id;
