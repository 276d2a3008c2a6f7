ALTER TABLE event_publications ADD COLUMN event_date date;
UPDATE event_publications SET event_date = coalesce(content ->> 'date', '1970-01-01')::date;
ALTER TABLE event_publications ALTER COLUMN event_date SET NOT NULL;
CREATE INDEX ix_event_publications_event_date ON event_publications (event_date);
CREATE INDEX ix_schedule_events_theater_id_event_date ON schedule_events (theater_id, event_date);
