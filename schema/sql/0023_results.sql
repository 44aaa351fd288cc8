-- Whether the answer to a talk came after its term; NULL: none was owed, or it is still.
ALTER TABLE lead ADD COLUMN is_answered_late INTEGER CHECK (is_answered_late IN (0, 1));

-- What a report is made of, read from the indexes alone: it may count a hundred thousand rows while a fair is on.
-- What is over changes no more, and costs one write when it ends.
CREATE INDEX lead_results ON lead (fair_id, account_id, booth_id, state, spoken_ms, due_ms, is_answered_late);
CREATE INDEX call_results ON call (fair_id, entry_id, rang_ms, student_id, started_ms, ended_ms, reason)
  WHERE ended_ms IS NOT NULL;
CREATE INDEX queue_entry_results ON queue_entry (fair_id, state, account_id, ended_ms) WHERE ended_ms IS NOT NULL;
-- What was told on taking a number: with all that is asked about it, in place of the index that had not.
DROP INDEX wait_estimate_first;
CREATE INDEX wait_estimate_first ON wait_estimate (fair_id, shown_ms, entry_id, p50_ms, p90_ms, is_first)
  WHERE is_first;
