ALTER TABLE event_publications ADD COLUMN performance_id TEXT;
CREATE INDEX ix_event_publications_performance_id_event_date ON event_publications (performance_id, event_date);
UPDATE event_publications SET performance_id = json_extract(content, '$.performanceId');
