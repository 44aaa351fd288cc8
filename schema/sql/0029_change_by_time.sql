-- Rows of a topic follow each other by time, and are only added: a change costs one page instead of two anywhere.
CREATE TABLE change_new ( -- writers: engine
  topic TEXT NOT NULL,
  topic_id INTEGER NOT NULL,
  app_seq INTEGER NOT NULL,
  item TEXT NOT NULL,
  key INTEGER NOT NULL,
  PRIMARY KEY (topic, topic_id, app_seq, item, key)
) STRICT, WITHOUT ROWID;
INSERT INTO change_new (topic, topic_id, app_seq, item, key) SELECT topic, topic_id, app_seq, item, key FROM change;
DROP TABLE change;
ALTER TABLE change_new RENAME TO change;
