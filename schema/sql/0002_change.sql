-- What changed last of every item of a topic that is kept (schema: "kept"), so that who comes back
-- after a restart gets just what they missed. One row an item, of the newest transaction.
CREATE TABLE change ( -- writers: engine
  topic TEXT NOT NULL,
  topic_id INTEGER NOT NULL,
  item TEXT NOT NULL,
  key INTEGER NOT NULL,
  app_seq INTEGER NOT NULL,
  PRIMARY KEY (topic, topic_id, item, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_since ON change (topic, topic_id, app_seq);

-- Nothing is kept of what was before: clients start with a snapshot, as after a restore.
UPDATE meta SET incarnation = incarnation + 1;

-- Counts openings and closings, so that the tick of an earlier opening finds that it is out of date.
ALTER TABLE fair ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
-- A fair that is open already ticks from now on. Ids are given once, so a fair's is free for a timer.
INSERT INTO timer (id, due_ms, command, args)
  SELECT id, 0, 'fair.tick', '{"fair":' || id || ',"version":0}' FROM fair WHERE state = 'open';

-- Recruiters at work when it was shown: with the place, what a naive estimate would have said. And
-- the estimate before it was set right by how earlier ones came out; 0: not known.
ALTER TABLE wait_estimate ADD COLUMN seats INTEGER NOT NULL DEFAULT 1;
ALTER TABLE wait_estimate ADD COLUMN raw_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE wait_estimate ADD COLUMN spread_ms INTEGER NOT NULL DEFAULT 0;
CREATE INDEX call_entry ON call (entry_id, rang_ms);
CREATE INDEX wait_estimate_fair ON wait_estimate (fair_id, shown_ms);

-- How the estimates of a fair came out so far, in thousandths: waits were this many times as long as
-- was thought, and nine of ten not longer than this many spreads above that.
CREATE TABLE wait_calibration ( -- writers: meet
  fair_id INTEGER PRIMARY KEY REFERENCES fair (id),
  scale INTEGER NOT NULL CHECK (scale BETWEEN 100 AND 10000),
  reach INTEGER NOT NULL CHECK (reach BETWEEN 100 AND 10000)
) STRICT;

-- "Stag" in ASCII, so that no other program's file is taken for ours.
PRAGMA application_id = 1400136039;
