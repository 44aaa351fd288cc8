-- How long after its planned closing the booths of a fair see the cards that they were shown.
ALTER TABLE fair ADD COLUMN retention_ms INTEGER NOT NULL DEFAULT 2419200000 CHECK (retention_ms > 0);
