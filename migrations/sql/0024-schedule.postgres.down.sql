-- Going back, event_publications.event_date goes with what is in it.
DROP INDEX ix_event_publications_event_date;
ALTER TABLE event_publications DROP COLUMN event_date;
DROP INDEX ix_schedule_events_theater_id_event_date;
