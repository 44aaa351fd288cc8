-- The desk: calling by itself, calling by hand, closing the line; and who wants to know when a booth
-- that is empty is staffed again.
ALTER TABLE seat ADD COLUMN is_auto INTEGER NOT NULL DEFAULT 0 CHECK (is_auto IN (0, 1));
ALTER TABLE booth ADD COLUMN is_line_closed INTEGER NOT NULL DEFAULT 0 CHECK (is_line_closed IN (0, 1));
-- Called by hand and not because it was their turn: fairness can be looked into.
ALTER TABLE call ADD COLUMN is_picked INTEGER NOT NULL DEFAULT 0 CHECK (is_picked IN (0, 1));

CREATE TABLE watch ( -- writers: meet
  account_id INTEGER NOT NULL REFERENCES account (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, booth_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX watch_booth ON watch (booth_id);
