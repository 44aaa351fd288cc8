-- Employers may be told who a student is only when they talk.
ALTER TABLE fair ADD COLUMN is_blind INTEGER NOT NULL DEFAULT 0 CHECK (is_blind IN (0, 1));
