-- A coordinator asks a student of theirs whether they want a place in a booth's line: an offer as a recruiter's,
-- but from the booth to itself, for a while only, and to the end of the line.
ALTER TABLE handover ADD COLUMN until_ms INTEGER; -- a coordinator's: the student decides before then; NULL: a recruiter's

-- Which students a coordinator had written to, so that nobody gets too many mails.
CREATE TABLE student_mail ( -- writers: students
  account_id INTEGER NOT NULL REFERENCES account (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  at_ms INTEGER NOT NULL,
  coordinator_id INTEGER NOT NULL REFERENCES account (id),
  PRIMARY KEY (account_id, fair_id, at_ms, coordinator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX student_mail_by ON student_mail (coordinator_id, at_ms);
