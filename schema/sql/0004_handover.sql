-- A recruiter hands a student over: to a colleague at once, to another booth as an offer, because
-- nobody sees a card before its student wants that.
ALTER TABLE queue_entry ADD COLUMN wanted_seat_id INTEGER REFERENCES seat (id);
ALTER TABLE queue_entry ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX queue_entry_wanted ON queue_entry (wanted_seat_id) WHERE wanted_seat_id IS NOT NULL;

CREATE TABLE handover ( -- writers: meet
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  student_id INTEGER NOT NULL REFERENCES account (id),
  recruiter_id INTEGER NOT NULL REFERENCES account (id),
  from_booth_id INTEGER NOT NULL REFERENCES booth (id),
  to_booth_id INTEGER NOT NULL REFERENCES booth (id),
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'declined')),
  offered_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX handover_mine ON handover (student_id, state);
CREATE INDEX handover_recruiter ON handover (recruiter_id);
CREATE INDEX handover_from ON handover (from_booth_id);
CREATE INDEX handover_to ON handover (to_booth_id);
