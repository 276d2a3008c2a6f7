-- Going back, booking_conflicts goes with all its rows.
-- Going back, packing_entries goes with all its rows.
-- Going back, packing_lines goes with all its rows.
-- Going back, tour_members goes with all its rows.
-- Going back, tour_rooms goes with all its rows.
-- Going back, tour_stays goes with all its rows.
-- Going back, tours goes with all its rows.
-- Going back, transports goes with all its rows.
-- Going back, venue_contacts goes with all its rows.
-- Going back, schedule_events.tour_id goes with what is in it.
-- Going back, venues.stage_width goes with what is in it.
-- Going back, venues.stage_depth goes with what is in it.
-- Going back, venues.stage_height goes with what is in it.
-- Going back, venues.proscenium_width goes with what is in it.
-- Going back, venues.proscenium_height goes with what is in it.
-- Going back, venues.dock goes with what is in it.
-- Going back, venues.power goes with what is in it.
-- Going back, venues.rigging goes with what is in it.
-- Going back, venues.technical_note goes with what is in it.
DROP INDEX ix_schedule_events_tour_id;
ALTER TABLE schedule_events DROP COLUMN tour_id;
ALTER TABLE venues DROP COLUMN stage_width;
ALTER TABLE venues DROP COLUMN stage_depth;
ALTER TABLE venues DROP COLUMN stage_height;
ALTER TABLE venues DROP COLUMN proscenium_width;
ALTER TABLE venues DROP COLUMN proscenium_height;
ALTER TABLE venues DROP COLUMN dock;
ALTER TABLE venues DROP COLUMN power;
ALTER TABLE venues DROP COLUMN rigging;
ALTER TABLE venues DROP COLUMN technical_note;
DROP TABLE venue_contacts CASCADE;
DROP TABLE transports CASCADE;
DROP TABLE tours CASCADE;
DROP TABLE tour_stays CASCADE;
DROP TABLE tour_rooms CASCADE;
DROP TABLE tour_members CASCADE;
DROP TABLE packing_lines CASCADE;
DROP TABLE packing_entries CASCADE;
DROP TABLE booking_conflicts CASCADE;
