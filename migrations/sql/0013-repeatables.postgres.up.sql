-- Which triggers stand, and from which text: what the catalog says of them is made anew when it changes.
CREATE TABLE schema_migrations_repeatable (name varchar(255) PRIMARY KEY, hash varchar(64) NOT NULL);
