-- How long those who wait at a fair stay before they give up: how many did (in thousandths, older ones
-- count for less), how long all waited together, and until when that was counted.
ALTER TABLE wait_calibration ADD COLUMN left_milli INTEGER NOT NULL DEFAULT 0 CHECK (left_milli >= 0);
ALTER TABLE wait_calibration ADD COLUMN waited_ms INTEGER NOT NULL DEFAULT 0 CHECK (waited_ms >= 0);
ALTER TABLE wait_calibration ADD COLUMN counted_ms INTEGER NOT NULL DEFAULT 0 CHECK (counted_ms >= 0);
CREATE INDEX queue_entry_left ON queue_entry (fair_id, ended_ms) WHERE state = 'left';
-- What became of those who waited at one booth is no longer asked.
DROP INDEX queue_entry_over;
