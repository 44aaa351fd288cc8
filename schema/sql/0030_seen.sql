-- Whether somebody was ever here, and since when a fair exists: a session that ended is no proof of either.

ALTER TABLE account ADD COLUMN seen_ms INTEGER; -- signed in, came or went last; NULL: was never here
UPDATE account SET seen_ms = (SELECT max(at_ms) FROM (
  SELECT created_ms AS at_ms FROM session WHERE account_id = account.id
  UNION ALL SELECT seen_ms FROM browser WHERE account_id = account.id
  UNION ALL SELECT made_ms FROM way_back WHERE account_id = account.id
  UNION ALL SELECT used_ms FROM login_link WHERE account_id = account.id));

ALTER TABLE fair ADD COLUMN made_ms INTEGER NOT NULL DEFAULT 0;
