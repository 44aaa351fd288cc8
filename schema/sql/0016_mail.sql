-- Mails are rows of the transaction that wants them: an outbox. What was written is kept until the mail is
-- settled and then forgotten, because it may hold a sign-in link; what became of it stays for a month.
CREATE TABLE mail ( -- writers: mail
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  fair_id INTEGER REFERENCES fair (id), -- NULL: it is about no fair
  kind TEXT NOT NULL CHECK (kind IN ('sign_in', 'invitation', 'booked', 'moved', 'cancelled', 'offered', 'reminder_day', 'reminder_soon', 'answer', 'overdue')),
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
-- Whatever is useless soonest goes first.
CREATE INDEX mail_waiting ON mail (until_ms, id, due_ms) WHERE state = 'waiting';
-- One mail is in hand at a time.
CREATE UNIQUE INDEX mail_in_hand ON mail (state IN ('sending', 'handing')) WHERE state IN ('sending', 'handing');

CREATE INDEX mail_of ON mail (account_id, kind, written_ms);
CREATE INDEX mail_settled ON mail (settled_ms) WHERE settled_ms IS NOT NULL;
CREATE INDEX mail_shown ON mail (id) WHERE state = 'shown';

-- One row: how this server's mails go, as it was configured when it last started; and a mail server that is not there is
-- asked again after a while, and not for every mail.
CREATE TABLE mail_server ( -- writers: mail
  id INTEGER PRIMARY KEY CHECK (id = 1),
  mode TEXT NOT NULL CHECK (mode IN ('off', 'sent', 'shown')),
  origin TEXT NOT NULL,          -- where links lead: https://beurs.example
  sender TEXT NOT NULL,          -- the address that mails come from
  failures INTEGER NOT NULL CHECK (failures >= 0), -- in a row
  until_ms INTEGER NOT NULL,     -- left alone until then
  detail TEXT NOT NULL,          -- why
  incarnation INTEGER NOT NULL   -- of the database when it last started: another one was restored
) STRICT;
INSERT INTO mail_server (id, mode, origin, sender, failures, until_ms, detail, incarnation)
  VALUES (1, 'off', '', '', 0, 0, '', 0);

-- Sign-in links that were asked for in a browser, which is known again by a cookie. One is kept also where nobody
-- has that address, so that both take as long.
CREATE TABLE sign_in_ask ( -- writers: account
  link_hash BLOB PRIMARY KEY CHECK (length(link_hash) = 32),
  ask_hash BLOB NOT NULL CHECK (length(ask_hash) = 32),
  account_id INTEGER REFERENCES account (id), -- NULL: no mail was sent
  asked_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  code INTEGER CHECK (code BETWEEN 0 AND 999999), -- shown where the link was opened in another browser
  tries INTEGER NOT NULL CHECK (tries BETWEEN 0 AND 5), -- wrong codes
  used_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_ask_browser ON sign_in_ask (ask_hash);
CREATE INDEX sign_in_ask_age ON sign_in_ask (asked_ms);
CREATE INDEX sign_in_ask_account ON sign_in_ask (account_id, asked_ms) WHERE account_id IS NOT NULL;

-- Booths that owe answers, whose managers are told when those are overdue, by a timer that runs already.
CREATE TABLE owing_watch ( -- writers: meet
  booth_id INTEGER PRIMARY KEY REFERENCES booth (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id)
) STRICT;
