-- A fair is made in the browser: its kind, its texts, and whose it is.
-- writers of room: fair
-- writers of organisation: fair
ALTER TABLE fair ADD COLUMN kind TEXT NOT NULL DEFAULT 'internship'
  CHECK (kind IN ('internship', 'work_experience'));
-- What it says to who comes in, and of what it does with what it knows of them, in both languages; empty:
-- nothing yet.
ALTER TABLE fair ADD COLUMN welcome TEXT NOT NULL DEFAULT '' CHECK (length(welcome) <= 1000);
ALTER TABLE fair ADD COLUMN welcome_en TEXT NOT NULL DEFAULT '' CHECK (length(welcome_en) <= 1000);
ALTER TABLE fair ADD COLUMN privacy TEXT NOT NULL DEFAULT '' CHECK (length(privacy) <= 3000);
ALTER TABLE fair ADD COLUMN privacy_en TEXT NOT NULL DEFAULT '' CHECK (length(privacy_en) <= 3000);

-- The schools whose organisers run a fair.
CREATE TABLE fair_school ( -- writers: fair
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  org_id INTEGER NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (fair_id, org_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fair_school_org ON fair_school (org_id);
INSERT INTO fair_school (fair_id, org_id)
  SELECT DISTINCT p.fair_id, p.org_id FROM participation p JOIN organisation o ON o.id = p.org_id
  WHERE p.role = 'organiser' AND o.kind = 'school';
-- Who organises for a school.
CREATE INDEX membership_org ON membership (org_id, role);

-- A fair is copied with what was made for it.
-- writers of programme: fair
-- writers of work_process: fair
