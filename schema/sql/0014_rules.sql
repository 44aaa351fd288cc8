-- Employers may be told who a student is only when they talk.
ALTER TABLE fair ADD COLUMN is_blind INTEGER NOT NULL DEFAULT 0 CHECK (is_blind IN (0, 1));
-- The numbers of the meeting, which had been the same everywhere.
ALTER TABLE fair ADD COLUMN ring_ms INTEGER NOT NULL DEFAULT 45000 CHECK (ring_ms > 0);
ALTER TABLE fair ADD COLUMN wrap_up_ms INTEGER NOT NULL DEFAULT 60000 CHECK (wrap_up_ms > 0);
ALTER TABLE fair ADD COLUMN suspension_ms INTEGER NOT NULL DEFAULT 300000 CHECK (suspension_ms > 0);
ALTER TABLE fair ADD COLUMN no_show_ms INTEGER NOT NULL DEFAULT 180000 CHECK (no_show_ms > 0);
ALTER TABLE fair ADD COLUMN employer_missed_ms INTEGER NOT NULL DEFAULT 300000 CHECK (employer_missed_ms > 0);
ALTER TABLE fair ADD COLUMN put_back INTEGER NOT NULL DEFAULT 2 CHECK (put_back > 0);
ALTER TABLE fair ADD COLUMN extensions INTEGER NOT NULL DEFAULT 2 CHECK (extensions BETWEEN 0 AND 2);
