-- Where a student has been and written: their own history, shown to nobody else (a lead begins with a
-- place in line, a booking or a card that was left).
CREATE TABLE visit ( -- writers: meet
  account_id INTEGER NOT NULL REFERENCES account (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  last_ms INTEGER NOT NULL,
  has_chatted INTEGER NOT NULL CHECK (has_chatted IN (0, 1)),
  PRIMARY KEY (account_id, booth_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_booth ON visit (booth_id);
