-- A place that its student did not give up, but lost by being away for too long: they are told why.
ALTER TABLE queue_entry ADD COLUMN is_lost INTEGER NOT NULL DEFAULT 0 CHECK (is_lost IN (0, 1));
