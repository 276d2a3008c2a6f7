-- The hub's share of a laptop's key: handed to whoever signs in on it, so that no laptop is locked out of its own pending work.
ALTER TABLE devices ADD COLUMN key_share varchar(64);
