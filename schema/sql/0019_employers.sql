-- Employers come to a fair by a list that its organiser hands in, by hand, or by asking themselves.
-- writers of organisation: fair
-- writers of booth: fair
CREATE INDEX organisation_name ON organisation (lower(name));

-- A list that an organiser handed in and did not accept yet: rows of CSV in parts. Forgotten after a day.
CREATE TABLE import_draft ( -- writers: imports
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,            -- ImportKind
  name TEXT NOT NULL,            -- of its file
  n_rows INTEGER NOT NULL CHECK (n_rows >= 0),
  n_parts INTEGER NOT NULL CHECK (n_parts >= 0),
  is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)), -- 0: parts of it are still to come
  staged_ms INTEGER NOT NULL,
  UNIQUE (fair_id, account_id, kind)
) STRICT;
CREATE TABLE import_part ( -- writers: imports
  draft_id INTEGER NOT NULL REFERENCES import_draft (id),
  part INTEGER NOT NULL CHECK (part >= 0),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  csv TEXT NOT NULL,
  PRIMARY KEY (draft_id, part)
) STRICT, WITHOUT ROWID;

-- Who answers for a booth, and when they were written to.
CREATE TABLE exhibitor ( -- writers: exhibitor
  booth_id INTEGER PRIMARY KEY REFERENCES booth (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  invited_ms INTEGER,            -- last; NULL: not yet
  reminded_ms INTEGER
) STRICT;

-- Links that were given out to set up a booth, by the SHA-256 of their token: whoever holds one that is too old
-- gets another, at the address that it was for.
CREATE TABLE exhibitor_link ( -- writers: exhibitor
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  account_id INTEGER NOT NULL REFERENCES account (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX exhibitor_link_booth ON exhibitor_link (booth_id);

-- Who works at a booth of the fair has been here, and has tried a camera.
CREATE TABLE exhibitor_seen ( -- writers: exhibitor
  account_id INTEGER NOT NULL REFERENCES account (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  came_ms INTEGER NOT NULL,
  camera_ms INTEGER,             -- NULL: not yet
  PRIMARY KEY (account_id, fair_id)
) STRICT, WITHOUT ROWID;
INSERT INTO exhibitor_seen (account_id, fair_id, came_ms)
  SELECT p.account_id, p.fair_id, min(s.created_ms) FROM participation p JOIN session s ON s.account_id = p.account_id
  WHERE p.role IN ('recruiter', 'manager') GROUP BY p.account_id, p.fair_id;

-- Employers who ask whether they may come; answered ones are gone.
CREATE TABLE exhibitor_request ( -- writers: exhibitor
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  room_id INTEGER NOT NULL REFERENCES room (id),
  employer TEXT NOT NULL,
  city TEXT NOT NULL,
  contact TEXT NOT NULL,
  email TEXT NOT NULL,
  text TEXT NOT NULL,            -- one line about them
  network INTEGER NOT NULL,      -- where it was asked, as sign_in_ask has it
  asked_ms INTEGER NOT NULL,
  UNIQUE (fair_id, email)
) STRICT;
CREATE INDEX exhibitor_request_room ON exhibitor_request (room_id);
CREATE INDEX exhibitor_request_age ON exhibitor_request (fair_id, asked_ms);

-- Who works for an employer at a fair.
CREATE INDEX participation_org ON participation (org_id, fair_id, role);
