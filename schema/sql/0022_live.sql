-- The evening as its organisers see and steer it.

-- Until then students are pointed to booths where nobody waits; NULL: they are not.
ALTER TABLE fair ADD COLUMN quiet_until_ms INTEGER;
-- The address of its wall display, and its topic: drawn by chance. It is shown again, so it is not hashed, and opens
-- what everybody in the hall sees. NULL: there is none.
ALTER TABLE fair ADD COLUMN wall_id INTEGER;
CREATE UNIQUE INDEX fair_wall ON fair (wall_id) WHERE wall_id IS NOT NULL;

-- How each minute of an open fair was; the newest hours of it.
CREATE TABLE live_point ( -- writers: live
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  at_ms INTEGER NOT NULL,        -- a whole minute
  waiting INTEGER NOT NULL,
  talking INTEGER NOT NULL,
  placed INTEGER NOT NULL,
  PRIMARY KEY (fair_id, at_ms)
) STRICT, WITHOUT ROWID;

-- What an organiser wrote to who works at a booth.
CREATE TABLE booth_note ( -- writers: live
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  author_id INTEGER NOT NULL REFERENCES account (id),
  text TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  read_ms INTEGER,               -- NULL: nobody has yet
  read_by INTEGER REFERENCES account (id)
) STRICT;
CREATE INDEX booth_note_booth ON booth_note (booth_id, at_ms);
