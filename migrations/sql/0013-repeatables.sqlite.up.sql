-- Which triggers stand, and from which text: what the catalog says of them is made anew when it changes.
CREATE TABLE schema_migrations_repeatable (name TEXT PRIMARY KEY NOT NULL, hash TEXT NOT NULL) STRICT;
