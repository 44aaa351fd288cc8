-- When the server came back last: who could not come in until then was not late.
ALTER TABLE fair ADD COLUMN resumed_ms INTEGER NOT NULL DEFAULT 0;
