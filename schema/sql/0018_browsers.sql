-- A browser in which somebody signed in is known again, by a cookie: it may ask for a link whatever others
-- ask, and its owner is told of a new one.
CREATE TABLE browser ( -- writers: account
  account_id INTEGER NOT NULL REFERENCES account (id),
  hash BLOB NOT NULL CHECK (length(hash) = 32), -- of the cookie
  since_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL,      -- signed in last; forgotten after a year
  PRIMARY KEY (account_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX browser_of ON browser (hash);
CREATE INDEX browser_age ON browser (seen_ms);

-- Where a link was asked from, as a number that tells nothing about the address (listen_network()); 0: not known.
ALTER TABLE sign_in_ask ADD COLUMN network INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sign_in_ask_network ON sign_in_ask (network, asked_ms);

-- Which kinds of mails there are grows with the features: the protocol lists them.
CREATE TABLE mail_new ( -- writers: mail
  id INTEGER PRIMARY KEY,
  account_id INTEGER REFERENCES account (id), -- NULL: to nobody's yet, who is to prove that they read it
  fair_id INTEGER REFERENCES fair (id), -- NULL: it is about no fair
  kind TEXT NOT NULL,            -- MailKind
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'handing', 'sent', 'refused', 'expired', 'unknown', 'shown')),
  address TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE, -- the same at every attempt
  subject TEXT NOT NULL,
  text TEXT,
  html TEXT,
  calendar TEXT,                 -- an appointment as iCalendar; NULL: it is none
  method TEXT CHECK (method IN ('REQUEST', 'CANCEL')), -- what the calendar is to do with it
  written_ms INTEGER NOT NULL,
  due_ms INTEGER NOT NULL,       -- not tried before
  until_ms INTEGER NOT NULL,     -- of no use afterwards
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  settled_ms INTEGER,
  detail TEXT NOT NULL,          -- what the mail server said last
  CHECK ((settled_ms IS NOT NULL) = (state IN ('sent', 'refused', 'expired', 'unknown'))),
  CHECK ((text IS NULL) = (settled_ms IS NOT NULL)),
  CHECK ((text IS NULL) = (html IS NULL)),
  CHECK (calendar IS NULL OR text IS NOT NULL),
  CHECK ((calendar IS NULL) = (method IS NULL))
) STRICT;
INSERT INTO mail_new SELECT * FROM mail;
DROP TABLE mail;
ALTER TABLE mail_new RENAME TO mail;
CREATE INDEX mail_waiting ON mail (until_ms, id, due_ms) WHERE state = 'waiting';
CREATE UNIQUE INDEX mail_in_hand ON mail (state IN ('sending', 'handing')) WHERE state IN ('sending', 'handing');
CREATE INDEX mail_of ON mail (account_id, kind, written_ms);
CREATE INDEX mail_settled ON mail (settled_ms) WHERE settled_ms IS NOT NULL;
CREATE INDEX mail_shown ON mail (id) WHERE state = 'shown';

-- The school that a fair was made by; another one shares it only once its own organisers said yes.
ALTER TABLE fair_school ADD COLUMN is_founder INTEGER NOT NULL DEFAULT 0 CHECK (is_founder IN (0, 1));
ALTER TABLE fair_school ADD COLUMN has_joined INTEGER NOT NULL DEFAULT 1 CHECK (has_joined IN (0, 1));
UPDATE fair_school SET is_founder = 1 WHERE org_id = (SELECT min(o.org_id) FROM fair_school o WHERE o.fair_id = fair_school.fair_id);
