-- Leads as a team works on them: what they are about, in words of one's own; by when this fair wants
-- its answers; and who may reach whom afterwards, once both want that.
ALTER TABLE fair ADD COLUMN answer_ms INTEGER NOT NULL DEFAULT 86400000
  CHECK (answer_ms BETWEEN 3600000 AND 2592000000);
ALTER TABLE lead ADD COLUMN placement_id INTEGER REFERENCES placement (id);
ALTER TABLE lead ADD COLUMN is_shared_by_student INTEGER NOT NULL DEFAULT 0
  CHECK (is_shared_by_student IN (0, 1));
ALTER TABLE lead ADD COLUMN is_shared_by_employer INTEGER NOT NULL DEFAULT 0
  CHECK (is_shared_by_employer IN (0, 1));
CREATE INDEX lead_placement ON lead (placement_id) WHERE placement_id IS NOT NULL;
CREATE INDEX lead_owed ON lead (fair_id, booth_id, due_ms) WHERE due_ms IS NOT NULL;
-- A coordinator looks after the students of a school.
CREATE INDEX card_school ON card (school_id, fair_id);

CREATE TABLE lead_tag ( -- writers: meet
  lead_id INTEGER NOT NULL REFERENCES lead (id),
  tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 30),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  PRIMARY KEY (lead_id, tag)
) STRICT, WITHOUT ROWID;

-- Who took a booth's leads out of here, and when.
CREATE TABLE lead_export ( -- writers: meet
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  format TEXT NOT NULL CHECK (format IN ('csv', 'xlsx')),
  leads INTEGER NOT NULL CHECK (leads >= 0),
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX lead_export_booth ON lead_export (booth_id, at_ms);
