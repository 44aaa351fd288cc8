-- A wait is told anew with every place, and kept once for each.
ALTER TABLE wait_estimate RENAME TO wait_estimate_once;
CREATE TABLE wait_estimate ( -- writers: meet
  entry_id INTEGER NOT NULL REFERENCES queue_entry (id),
  place INTEGER NOT NULL,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  shown_ms INTEGER NOT NULL,
  seats INTEGER NOT NULL,        -- recruiters at work: with the place, what a naive estimate would say
  raw_ms INTEGER NOT NULL,       -- before it was set right by how earlier ones came out
  spread_ms INTEGER NOT NULL,
  p50_ms INTEGER NOT NULL,
  p90_ms INTEGER NOT NULL,
  is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)), -- told on taking the number: fairs learn from it
  PRIMARY KEY (entry_id, place)
) STRICT, WITHOUT ROWID;
INSERT INTO wait_estimate (entry_id, place, fair_id, shown_ms, seats, raw_ms, spread_ms, p50_ms, p90_ms, is_first)
  SELECT entry_id, place, fair_id, shown_ms, seats, raw_ms, spread_ms, p50_ms, p90_ms, 1
  FROM wait_estimate_once;
DROP TABLE wait_estimate_once;
CREATE INDEX wait_estimate_first ON wait_estimate (fair_id, shown_ms) WHERE is_first;

-- A line is read from its index alone again, now that booked times hold places; who has one to come.
DROP INDEX queue_entry_line;
CREATE INDEX queue_entry_line ON queue_entry
  (booth_id, precedence, rank, id, number, state, account_id, wanted_seat_id, booking_id, ended_ms)
  WHERE ended_ms IS NULL;
CREATE INDEX booking_to_come ON booking (account_id, booth_id, slot_id)
  WHERE state IN ('booked', 'checked_in');
