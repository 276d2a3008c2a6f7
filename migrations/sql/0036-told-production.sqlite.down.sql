-- Going back, event_publications.performance_id goes with what is in it.
-- event_publications is made anew with its rows; foreign keys are off meanwhile, and looked at afterwards.
CREATE TABLE rebuilt_event_publications (
  id TEXT PRIMARY KEY NOT NULL,
  theater_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  content TEXT NOT NULL DEFAULT '{}',
  event_date TEXT NOT NULL,
  is_withdrawn INTEGER NOT NULL DEFAULT 0,
  published_at TEXT NOT NULL,
  published_by_id TEXT,
  published_by_name TEXT,
  CONSTRAINT fk_event_publications_theater_id FOREIGN KEY (theater_id) REFERENCES theaters (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_publications_event_id FOREIGN KEY (event_id) REFERENCES schedule_events (id) ON DELETE CASCADE,
  CONSTRAINT fk_event_publications_published_by_id FOREIGN KEY (published_by_id) REFERENCES users (id) ON DELETE SET NULL,
  CONSTRAINT ck_event_publications_content CHECK (json_valid(content)),
  CONSTRAINT ck_event_publications_is_withdrawn CHECK (is_withdrawn IN (0, 1)),
  CONSTRAINT ck_event_publications_published_by_name CHECK (length(published_by_name) <= 255)
) STRICT;
INSERT INTO rebuilt_event_publications (id, theater_id, event_id, content, event_date, is_withdrawn, published_at, published_by_id, published_by_name)
  SELECT id, theater_id, event_id, content, event_date, is_withdrawn, published_at, published_by_id, published_by_name FROM event_publications ORDER BY rowid;
DROP TABLE event_publications;
ALTER TABLE rebuilt_event_publications RENAME TO event_publications;
CREATE UNIQUE INDEX uq_event_publications_event_id ON event_publications (theater_id, event_id);
CREATE INDEX ix_event_publications_theater_id ON event_publications (theater_id);
CREATE INDEX ix_event_publications_event_id ON event_publications (event_id);
CREATE INDEX ix_event_publications_published_by_id ON event_publications (published_by_id);
CREATE INDEX ix_event_publications_event_date ON event_publications (event_date);
