-- In the order in which they are due, and nothing else: half the pages of a table with an index beside it.
CREATE TABLE timer_new ( -- writers: engine
  due_ms INTEGER NOT NULL,
  id INTEGER NOT NULL,
  command TEXT NOT NULL,
  args TEXT NOT NULL,
  PRIMARY KEY (due_ms, id)
) STRICT, WITHOUT ROWID;
INSERT INTO timer_new (due_ms, id, command, args) SELECT due_ms, id, command, args FROM timer;
DROP TABLE timer;
ALTER TABLE timer_new RENAME TO timer;
