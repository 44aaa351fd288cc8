-- How many students are inside at once, and who waits at the door.

ALTER TABLE fair ADD COLUMN inside_most INTEGER CHECK (inside_most BETWEEN 1 AND 100000); -- NULL: no bound

-- A fair's doors: what would otherwise be counted in `guest` at each change.
CREATE TABLE doors ( -- writers: doors
  fair_id INTEGER PRIMARY KEY REFERENCES fair (id),
  inside INTEGER NOT NULL CHECK (inside >= 0),
  waiting INTEGER NOT NULL CHECK (waiting >= 0),
  next_number INTEGER NOT NULL CHECK (next_number >= 1),
  wave_ms INTEGER NOT NULL,      -- when the newest wave began
  wave_n INTEGER NOT NULL,       -- how many it let in so far
  timer_ms INTEGER NOT NULL,     -- when the next is due; 0: no timer is set
  counting_ms INTEGER NOT NULL,  -- people have waited without a pause since then,
  freed INTEGER NOT NULL,        -- so many places came free meanwhile,
  freed_ms INTEGER NOT NULL      -- and the newest of them then
) STRICT;

-- A student who came to an open fair.
CREATE TABLE guest ( -- writers: doors
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'passed', 'inside')), -- passed: was away when the turn came
  number INTEGER CHECK (number >= 1), -- in the waiting room; inside: they were let in and have not been seen since
  PRIMARY KEY (account_id, fair_id),
  CHECK (number IS NOT NULL OR state = 'inside')
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX guest_line ON guest (fair_id, number) WHERE state = 'waiting';
