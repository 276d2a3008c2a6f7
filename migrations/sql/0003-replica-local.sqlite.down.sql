DROP TABLE search_pending;
DROP TABLE search_words;
DROP TABLE search_rows;
DROP TABLE refused_mutations;
DROP TABLE outbox_effects;
DROP TABLE outbox;
DROP TABLE replica_shapes;
DROP TABLE replica_meta;
