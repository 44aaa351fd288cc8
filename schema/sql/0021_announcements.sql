-- What an organiser tells people during a fair, what is not fit to be read, and what staff did.
-- writers of report: safety

CREATE TABLE announcement ( -- writers: announcements
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  audience TEXT NOT NULL CHECK (audience IN ('everybody', 'students', 'exhibitors', 'coordinators')),
  room_id INTEGER,               -- NULL: wherever they are; of a room that is gone nobody hears
  text TEXT NOT NULL,
  text_en TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  is_taken_back INTEGER NOT NULL DEFAULT 0 CHECK (is_taken_back IN (0, 1))
) STRICT;
CREATE INDEX announcement_standing ON announcement (fair_id) WHERE NOT is_taken_back;

-- Who took it out of sight; NULL: nobody. What the organiser hid, the booth does not show again.
ALTER TABLE message ADD COLUMN hidden_by TEXT CHECK (hidden_by IN ('booth', 'organiser'));

-- A student who may not write in the booths' chats of a fair.
CREATE TABLE mute ( -- writers: safety
  account_id INTEGER NOT NULL REFERENCES account (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, fair_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mute_fair ON mute (fair_id);
CREATE INDEX ban_fair ON ban (fair_id);

-- A report is of a talk or of a message.
CREATE TABLE report_new ( -- writers: safety
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  call_id INTEGER REFERENCES call (id),
  message_id INTEGER REFERENCES message (id),
  reporter_id INTEGER NOT NULL REFERENCES account (id),
  about_id INTEGER NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL CHECK (reason IN ('rude', 'unsafe', 'fake', 'other')),
  text TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  settled_ms INTEGER,
  settled_by INTEGER REFERENCES account (id),
  CHECK ((call_id IS NULL) <> (message_id IS NULL))
) STRICT;
INSERT INTO report_new (id, fair_id, call_id, reporter_id, about_id, reason, text, at_ms, settled_ms, settled_by)
  SELECT id, fair_id, call_id, reporter_id, about_id, reason, text, at_ms, settled_ms, settled_by FROM report;
DROP TABLE report;
ALTER TABLE report_new RENAME TO report;
CREATE INDEX report_fair ON report (fair_id, at_ms);
-- Who tells more tells it in the same report.
CREATE UNIQUE INDEX report_of_call ON report (call_id, reporter_id) WHERE call_id IS NOT NULL;
CREATE UNIQUE INDEX report_of_message ON report (message_id, reporter_id) WHERE message_id IS NOT NULL;

-- What somebody of the staff did: by which command, as what, at which fair, for whom and about whom. Never what they
-- wrote. No references: the log outlives what it is about.
CREATE TABLE audit ( -- writers: engine
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  command TEXT NOT NULL,
  is_back INTEGER NOT NULL CHECK (is_back IN (0, 1)), -- it was taken back by this: let in again, shown again
  fair_id INTEGER,               -- NULL: of no fair
  org_id INTEGER,
  about_id INTEGER
) STRICT;
CREATE INDEX audit_fair ON audit (fair_id, role, id);
