CREATE TABLE printed_sheets (
  id uuid PRIMARY KEY NOT NULL,
  theater_id uuid NOT NULL,
  code varchar(20) NOT NULL,
  form varchar(50) NOT NULL,
  title varchar(255) NOT NULL,
  args jsonb NOT NULL DEFAULT '{}',
  language varchar(2) NOT NULL,
  subject_table varchar(50),
  subject_id uuid,
  lines integer NOT NULL,
  digests text NOT NULL,
  as_of timestamptz(3),
  printed_at timestamptz(3) NOT NULL,
  printed_by_id uuid,
  printed_by_name varchar(255) NOT NULL,
  CONSTRAINT ck_printed_sheets_lines CHECK ((lines >= 0))
);
ALTER TABLE printed_sheets ADD CONSTRAINT fk_printed_sheets_theater_id FOREIGN KEY (theater_id) REFERENCES theaters(id) ON DELETE CASCADE;
ALTER TABLE printed_sheets ADD CONSTRAINT fk_printed_sheets_printed_by_id FOREIGN KEY (printed_by_id) REFERENCES users(id) ON DELETE SET NULL;
CREATE UNIQUE INDEX uq_printed_sheets_code ON printed_sheets (theater_id, code);
CREATE INDEX ix_printed_sheets_theater_id ON printed_sheets (theater_id);
CREATE INDEX ix_printed_sheets_printed_by_id ON printed_sheets (printed_by_id);
