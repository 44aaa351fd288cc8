-- How often two may meet; who does not want to meet whom; what was reported; who was sent away.
ALTER TABLE fair ADD COLUMN max_talks INTEGER NOT NULL DEFAULT 2 CHECK (max_talks BETWEEN 1 AND 20);

-- A student and a booth, by the wish of either.
CREATE TABLE block ( -- writers: safety
  account_id INTEGER NOT NULL REFERENCES account (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  wished_by TEXT NOT NULL CHECK (wished_by IN ('student', 'booth')),
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, booth_id, wished_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_booth ON block (booth_id);

CREATE TABLE report ( -- writers: safety
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  call_id INTEGER NOT NULL REFERENCES call (id),
  reporter_id INTEGER NOT NULL REFERENCES account (id),
  about_id INTEGER NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL CHECK (reason IN ('rude', 'unsafe', 'fake', 'other')),
  text TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  settled_ms INTEGER,
  settled_by INTEGER REFERENCES account (id)
) STRICT;
CREATE INDEX report_fair ON report (fair_id, at_ms);
-- Who tells more tells it in the same report.
CREATE UNIQUE INDEX report_of ON report (call_id, reporter_id);

-- A student whom the organisers sent away from a fair.
CREATE TABLE ban ( -- writers: safety
  account_id INTEGER NOT NULL REFERENCES account (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, fair_id)
) STRICT, WITHOUT ROWID;

-- Made by an employer's invitation, whose link says nothing of who holds it: when somebody else gives this
-- account a role, whoever came in by it is signed out. NULL: not, or no longer.
ALTER TABLE account ADD COLUMN invited_org_id INTEGER REFERENCES organisation (id);
CREATE INDEX account_invited ON account (invited_org_id) WHERE invited_org_id IS NOT NULL;
