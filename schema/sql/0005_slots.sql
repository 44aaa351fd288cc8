-- Slots that open in waves, with a reserve for coordinators; a waiting list; times that are offered
-- and kept until a deadline; a booking that was given to a colleague.
-- writers of slot: meet
-- A booth's own people change what it shows, and invite their colleagues:
-- writers of placement: fair
-- writers of placement_process: fair
-- writers of membership: account
-- writers of participation: account
ALTER TABLE fair ADD COLUMN max_bookings INTEGER NOT NULL DEFAULT 3 CHECK (max_bookings BETWEEN 1 AND 20);
-- Bookable from then on. A reserved one is the coordinators' to give until shortly before it starts.
ALTER TABLE slot ADD COLUMN released_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE slot ADD COLUMN is_reserved INTEGER NOT NULL DEFAULT 0 CHECK (is_reserved IN (0, 1));
-- Taken out of the plan; the row stays for the bookings that it had.
ALTER TABLE slot ADD COLUMN is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1));

CREATE TABLE booking_new ( -- writers: meet
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  slot_id INTEGER NOT NULL REFERENCES slot (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  state TEXT NOT NULL CHECK (state IN ('offered', 'booked', 'checked_in', 'in_call', 'done', 'cancelled', 'expired', 'no_show', 'missed_by_employer')),
  booked_ms INTEGER NOT NULL,
  offer TEXT CHECK (offer IN ('waiting_list', 'invited', 'moved')), -- why it was offered; NULL: booked by its student
  until_ms INTEGER,              -- offered: kept until then
  recruiter_id INTEGER REFERENCES account (id), -- whose it is; NULL: whoever is free
  is_called_off INTEGER NOT NULL DEFAULT 0 CHECK (is_called_off IN (0, 1)), -- cancelled, and not by its student
  version INTEGER NOT NULL
) STRICT;
INSERT INTO booking_new (id, fair_id, booth_id, slot_id, account_id, state, booked_ms, version)
  SELECT id, fair_id, booth_id, slot_id, account_id, state, booked_ms, 0 FROM booking;
DROP TABLE booking;
ALTER TABLE booking_new RENAME TO booking;
-- Two students never hold one slot, whatever is raced, retried or crashed: an offer holds it too.
CREATE UNIQUE INDEX booking_of_slot ON booking (slot_id) WHERE state NOT IN ('cancelled', 'expired');
-- A student holds one live booking at a booth.
CREATE UNIQUE INDEX booking_live ON booking (booth_id, account_id) WHERE state IN ('offered', 'booked', 'checked_in', 'in_call');
CREATE INDEX booking_slot ON booking (slot_id);
CREATE INDEX booking_booth ON booking (booth_id);
CREATE INDEX booking_mine ON booking (account_id);
CREATE INDEX booking_recruiter ON booking (recruiter_id) WHERE recruiter_id IS NOT NULL;

-- Who waits for a time at a booth, the longest first.
CREATE TABLE slot_wait ( -- writers: meet
  account_id INTEGER NOT NULL REFERENCES account (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, booth_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_wait_booth ON slot_wait (booth_id, since_ms);
-- Whether anybody ever signed in to an account is asked before an invitation gives a link to it.
CREATE INDEX login_link_account ON login_link (account_id);
-- Spoken at the booth: names of languages, with spaces between.
ALTER TABLE booth ADD COLUMN languages TEXT NOT NULL DEFAULT 'nl' CHECK (languages IN ('nl', 'en', 'nl en'));
