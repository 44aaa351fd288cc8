-- Whoever came to a fair keeps the number of their coming, inside too: it is what they come back with.
CREATE TABLE guest_new ( -- writers: doors
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'passed', 'inside')), -- passed: they are away, and have no place
  number INTEGER NOT NULL CHECK (number >= 1), -- in the order of coming
  PRIMARY KEY (account_id, fair_id)
) STRICT, WITHOUT ROWID;
-- Nobody knows any more who of those inside came first.
INSERT INTO guest_new (fair_id, account_id, state, number)
  SELECT g.fair_id, g.account_id, g.state, coalesce(g.number, d.next_number - 1 + row_number() OVER
    (PARTITION BY g.fair_id, g.number IS NULL ORDER BY g.account_id))
  FROM guest g JOIN doors d ON d.fair_id = g.fair_id;
UPDATE doors SET next_number = 1 + coalesce((SELECT max(n.number) FROM guest_new n WHERE n.fair_id = doors.fair_id), 0);
DROP TABLE guest;
ALTER TABLE guest_new RENAME TO guest;
CREATE UNIQUE INDEX guest_line ON guest (fair_id, number) WHERE state = 'waiting';
