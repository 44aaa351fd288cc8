-- What an estimate is made of, read from the index alone: the newest turns of a booth, and what became
-- of those who waited there.
DROP INDEX call_booth;
CREATE INDEX call_booth ON call (booth_id, ended_ms, seat_id, entry_id, rang_ms);
CREATE INDEX queue_entry_over ON queue_entry (booth_id, number, state) WHERE ended_ms IS NOT NULL;
-- A line, in the order of its turns, with what is shown of it.
DROP INDEX queue_entry_line;
CREATE INDEX queue_entry_line ON queue_entry
  (booth_id, precedence, rank, id, number, state, account_id, wanted_seat_id) WHERE ended_ms IS NULL;
-- Who is free now.
CREATE INDEX seat_free ON seat (fair_id, booth_id) WHERE state = 'free';
-- What two had with each other: how often they talked, and how the newest try ended.
CREATE INDEX call_pair ON call (student_id, booth_id);
CREATE INDEX queue_entry_pair ON queue_entry (account_id, booth_id);
