-- Students come in by the link of their group, without an e-mail address, and write their own cards.
-- writers of card: students
-- writers of card_process: students

-- NULL: no address. A table that so many others refer to cannot be made anew while foreign keys are checked;
-- leaving out a constraint changes no row (sqlite.org/lang_altertable.html, section 7).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'email TEXT NOT NULL UNIQUE', 'email TEXT UNIQUE')
  WHERE type = 'table' AND name = 'account';
PRAGMA writable_schema = RESET;

-- A group of a school's students and the link by which they come in. The code is kept as it is and not hashed: it is
-- shown again and printed, and opens nobody's account, only the door for a newcomer.
CREATE TABLE student_group ( -- writers: students
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  school_id INTEGER NOT NULL REFERENCES organisation (id),
  programme_id INTEGER REFERENCES programme (id), -- NULL: of several
  name TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  until_ms INTEGER NOT NULL,     -- the link lets nobody in from then on
  most INTEGER NOT NULL CHECK (most BETWEEN 1 AND 2000), -- students that it lets in
  is_withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (is_withdrawn IN (0, 1)),
  made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX student_group_fair ON student_group (fair_id);
CREATE INDEX student_group_programme ON student_group (programme_id);

-- Every student has a card, which may be empty still.
CREATE TABLE card_new ( -- writers: imports
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  school_id INTEGER NOT NULL REFERENCES organisation (id),
  programme_id INTEGER REFERENCES programme (id), -- NULL: not said yet
  study_group TEXT NOT NULL,
  looking_for TEXT NOT NULL,
  area TEXT NOT NULL,
  period TEXT NOT NULL,
  about TEXT NOT NULL,
  group_id INTEGER REFERENCES student_group (id), -- by whose link they came; NULL: by none
  joined_ms INTEGER,             -- when they did
  PRIMARY KEY (account_id, fair_id)
) STRICT, WITHOUT ROWID;
INSERT INTO card_new (fair_id, account_id, school_id, programme_id, study_group, looking_for, area, period, about)
  SELECT fair_id, account_id, school_id, programme_id, study_group, looking_for, area, period, about FROM card;
DROP TABLE card;
ALTER TABLE card_new RENAME TO card;
CREATE INDEX card_programme ON card (programme_id);
CREATE INDEX card_school ON card (school_id, fair_id);
CREATE INDEX card_group ON card (group_id, joined_ms) WHERE group_id IS NOT NULL;
CREATE INDEX card_joined ON card (joined_ms) WHERE joined_ms IS NOT NULL;

-- By which a student comes back on another device, as often as they like and as long as their fair matters. They
-- can have several: of a photo, on paper, of a friend's phone.
CREATE TABLE way_back ( -- writers: account
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  account_id INTEGER NOT NULL REFERENCES account (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  made_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX way_back_account ON way_back (account_id, made_ms);

-- Programmes of a school, for its students' cards.
CREATE INDEX programme_school ON programme (fair_id, school_id);

-- Addresses whose owners belong to a school: they may come to its fairs by themselves.
CREATE TABLE school_domain ( -- writers: students
  org_id INTEGER NOT NULL REFERENCES organisation (id),
  domain TEXT NOT NULL CHECK (domain = lower(domain)), -- student.school.example
  PRIMARY KEY (org_id, domain)
) STRICT, WITHOUT ROWID;

-- Codes that were mailed to an address, to prove that somebody reads its mail; kept for an hour. One is kept also
-- where no mail was sent, so that both take as long.
CREATE TABLE address_proof ( -- writers: students
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  email TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id), -- whose address it is to be; NULL: a newcomer's
  browser_hash BLOB CHECK (length(browser_hash) = 32), -- a newcomer's: the code counts there only
  school_id INTEGER REFERENCES organisation (id), -- of a newcomer; likewise below
  name TEXT,
  locale TEXT CHECK (locale IN ('nl', 'en')),
  network INTEGER NOT NULL,      -- where it was asked, as sign_in_ask has it
  code INTEGER CHECK (code BETWEEN 0 AND 99999999), -- NULL: no mail was sent
  tries INTEGER NOT NULL CHECK (tries BETWEEN 0 AND 5), -- wrong codes
  asked_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  CHECK ((account_id IS NULL) <> (browser_hash IS NULL))
) STRICT;
CREATE INDEX address_proof_email ON address_proof (email, asked_ms);
CREATE INDEX address_proof_browser ON address_proof (browser_hash) WHERE browser_hash IS NOT NULL;
CREATE INDEX address_proof_account ON address_proof (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX address_proof_network ON address_proof (network, asked_ms);
CREATE INDEX address_proof_age ON address_proof (asked_ms);
