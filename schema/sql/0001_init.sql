-- The first schema. Rules that data must obey are constraints here first; the code relies on them.
-- Times are UTC milliseconds (…_ms). Ids are 53 bits, made by the engine (never AUTOINCREMENT).
-- Enums are their wire names. Every table is STRICT and has an explicit primary key; no triggers;
-- fair_id stands in every row that belongs to a fair (design §10). A table names the folders of the
-- server that may write it; tests refuse everybody else.

-- One row: where this database is. app_seq counts committed transactions; last_id is the newest id.
CREATE TABLE meta ( -- writers: engine cli
  id INTEGER PRIMARY KEY CHECK (id = 1),
  app_seq INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,      -- the engine's now of the last commit; now never runs back
  incarnation INTEGER NOT NULL,  -- changes when history is replaced (restore)
  epoch INTEGER NOT NULL         -- the writer's term, for the replicated log to come
) STRICT;
INSERT INTO meta (id, app_seq, last_id, last_ms, incarnation, epoch) VALUES (1, 0, 0, 0, 1, 0);

CREATE TABLE account ( -- writers: account
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
  name TEXT NOT NULL,
  locale TEXT NOT NULL CHECK (locale IN ('nl', 'en')),
  is_admin INTEGER NOT NULL CHECK (is_admin IN (0, 1)),
  offline_since_ms INTEGER,      -- all connections gone since; NULL: connected, or never was
  created_ms INTEGER NOT NULL
) STRICT;

-- Schools, employers and partners.
CREATE TABLE organisation ( -- writers: imports
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('school', 'employer', 'partner')),
  name TEXT NOT NULL,
  city TEXT NOT NULL
) STRICT;

CREATE TABLE membership ( -- writers: imports
  account_id INTEGER NOT NULL REFERENCES account (id),
  org_id INTEGER NOT NULL REFERENCES organisation (id),
  role TEXT NOT NULL CHECK (role IN ('recruiter', 'manager', 'organiser', 'coordinator', 'coach', 'ambassador')),
  PRIMARY KEY (account_id, org_id, role)
) STRICT, WITHOUT ROWID;

-- Sign-in links and sessions; only the SHA-256 of a token is kept.
CREATE TABLE login_link ( -- writers: account
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  account_id INTEGER NOT NULL REFERENCES account (id),
  expires_ms INTEGER NOT NULL,
  used_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE session ( -- writers: account
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  account_id INTEGER NOT NULL REFERENCES account (id),
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account_id);

CREATE TABLE fair ( -- writers: fair imports
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'open', 'closed')),
  opens_ms INTEGER NOT NULL,
  closes_ms INTEGER NOT NULL CHECK (closes_ms > opens_ms),
  timezone TEXT NOT NULL,
  target INTEGER NOT NULL CHECK (target BETWEEN 0 AND 1000000),
  max_queues INTEGER NOT NULL CHECK (max_queues BETWEEN 1 AND 10),
  talk_ms INTEGER NOT NULL CHECK (talk_ms BETWEEN 60000 AND 3600000)
) STRICT;

CREATE TABLE participation ( -- writers: imports
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  role TEXT NOT NULL CHECK (role IN ('student', 'recruiter', 'manager', 'organiser', 'coordinator', 'coach', 'ambassador')),
  org_id INTEGER NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (account_id, fair_id, role, org_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_fair ON participation (fair_id, role);

CREATE TABLE room ( -- writers: imports
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  sector TEXT NOT NULL,
  position INTEGER NOT NULL,
  UNIQUE (fair_id, slug)
) STRICT;

CREATE TABLE programme ( -- writers: imports
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  slug TEXT NOT NULL,
  code TEXT,                     -- CREBO or ISAT; NULL where it is not known
  name TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('mbo1', 'mbo2', 'mbo3', 'mbo4', 'hbo', 'wo')),
  school_id INTEGER NOT NULL REFERENCES organisation (id),
  UNIQUE (fair_id, slug)
) STRICT;

CREATE TABLE work_process ( -- writers: imports
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  programme_id INTEGER NOT NULL REFERENCES programme (id),
  code TEXT NOT NULL,            -- such as B1-K1-W1
  name TEXT NOT NULL,
  UNIQUE (programme_id, code)
) STRICT;

-- A chat: a booth's open one, or the text beside a call.
CREATE TABLE chat ( -- writers: chat
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL,
  call_id INTEGER                -- NULL: the booth's open chat
) STRICT;
CREATE UNIQUE INDEX chat_of_booth ON chat (booth_id) WHERE call_id IS NULL;
CREATE UNIQUE INDEX chat_of_call ON chat (call_id) WHERE call_id IS NOT NULL;

CREATE TABLE booth ( -- writers: fair imports
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  room_id INTEGER NOT NULL REFERENCES room (id),
  org_id INTEGER NOT NULL REFERENCES organisation (id),
  chat_id INTEGER NOT NULL REFERENCES chat (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  tagline TEXT NOT NULL,
  about TEXT NOT NULL,
  city TEXT NOT NULL,
  talk_ms INTEGER NOT NULL CHECK (talk_ms BETWEEN 60000 AND 3600000),
  next_number INTEGER NOT NULL CHECK (next_number >= 1),
  UNIQUE (fair_id, slug)
) STRICT;
CREATE INDEX booth_room ON booth (room_id);
CREATE INDEX booth_org ON booth (org_id, fair_id);

CREATE TABLE placement ( -- writers: imports
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  programme_id INTEGER REFERENCES programme (id),
  title TEXT NOT NULL,
  about TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('mbo1', 'mbo2', 'mbo3', 'mbo4', 'hbo', 'wo')),
  track TEXT NOT NULL CHECK (track IN ('bol', 'bbl', 'any')),
  period TEXT NOT NULL,
  hours INTEGER NOT NULL CHECK (hours BETWEEN 0 AND 60),
  places INTEGER NOT NULL CHECK (places BETWEEN 0 AND 1000),
  UNIQUE (booth_id, title)
) STRICT;

CREATE INDEX placement_programme ON placement (programme_id);

CREATE TABLE placement_process ( -- writers: imports
  placement_id INTEGER NOT NULL REFERENCES placement (id),
  process_id INTEGER NOT NULL REFERENCES work_process (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  PRIMARY KEY (placement_id, process_id)
) STRICT, WITHOUT ROWID;

-- The profile card (menukaart) of a student at a fair.
CREATE TABLE card ( -- writers: imports
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  school_id INTEGER NOT NULL REFERENCES organisation (id),
  programme_id INTEGER NOT NULL REFERENCES programme (id),
  study_group TEXT NOT NULL,
  looking_for TEXT NOT NULL,
  area TEXT NOT NULL,
  period TEXT NOT NULL,
  about TEXT NOT NULL,
  PRIMARY KEY (account_id, fair_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX card_programme ON card (programme_id);

CREATE TABLE card_process ( -- writers: imports
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  process_id INTEGER NOT NULL REFERENCES work_process (id),
  kind TEXT NOT NULL CHECK (kind IN ('can', 'learn')),
  PRIMARY KEY (account_id, fair_id, process_id)
) STRICT, WITHOUT ROWID;

-- One recruiter at one booth. `version` counts state changes, so that a timer set for an earlier
-- state finds that it is out of date; likewise below.
CREATE TABLE seat ( -- writers: meet
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  state TEXT NOT NULL CHECK (state IN ('offline', 'free', 'ringing', 'in_call', 'wrap_up', 'paused')),
  since_ms INTEGER NOT NULL,
  until_ms INTEGER,
  version INTEGER NOT NULL,
  UNIQUE (booth_id, account_id)
) STRICT;
-- Nobody sits at two booths of a fair at once.
CREATE UNIQUE INDEX seat_person ON seat (account_id, fair_id) WHERE state <> 'offline';

CREATE TABLE queue_entry ( -- writers: meet
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  precedence INTEGER NOT NULL CHECK (precedence BETWEEN 0 AND 2),
  rank INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'away', 'called', 'in_call', 'suspended', 'done', 'left', 'missed', 'removed', 'closed')),
  misses INTEGER NOT NULL CHECK (misses BETWEEN 0 AND 2),
  is_stepped_away INTEGER NOT NULL CHECK (is_stepped_away IN (0, 1)), -- away by choice, not by losing the line
  question TEXT NOT NULL,
  joined_ms INTEGER NOT NULL,
  until_ms INTEGER,              -- suspended: until when
  ended_ms INTEGER,
  booking_id INTEGER,            -- checked in for this booking
  version INTEGER NOT NULL,
  UNIQUE (booth_id, number)
) STRICT;
-- One person waits once in a line; one person talks or rings in one place at a time.
CREATE UNIQUE INDEX queue_entry_live ON queue_entry (booth_id, account_id) WHERE ended_ms IS NULL;
CREATE UNIQUE INDEX queue_entry_busy ON queue_entry (account_id) WHERE state IN ('called', 'in_call');
CREATE INDEX queue_entry_line ON queue_entry (booth_id, precedence, rank) WHERE ended_ms IS NULL;
CREATE INDEX queue_entry_mine ON queue_entry (account_id, ended_ms);

-- An estimate is kept when it is shown, so that its error can be measured.
CREATE TABLE wait_estimate ( -- writers: meet
  entry_id INTEGER PRIMARY KEY REFERENCES queue_entry (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  shown_ms INTEGER NOT NULL,
  place INTEGER NOT NULL,
  p50_ms INTEGER NOT NULL,
  p90_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE slot ( -- writers: imports
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  column_no INTEGER NOT NULL,    -- parallel slots of one moment: 1, 2, …
  starts_ms INTEGER NOT NULL,
  ends_ms INTEGER NOT NULL CHECK (ends_ms > starts_ms),
  UNIQUE (booth_id, starts_ms, column_no)
) STRICT;

CREATE TABLE booking ( -- writers: meet
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  slot_id INTEGER NOT NULL REFERENCES slot (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  state TEXT NOT NULL CHECK (state IN ('booked', 'checked_in', 'in_call', 'done', 'cancelled', 'no_show', 'missed_by_employer')),
  booked_ms INTEGER NOT NULL
) STRICT;
-- Two students never hold one slot, whatever is raced, retried or crashed.
CREATE UNIQUE INDEX booking_of_slot ON booking (slot_id) WHERE state <> 'cancelled';
-- A student holds one live booking at a booth.
CREATE UNIQUE INDEX booking_live ON booking (booth_id, account_id) WHERE state IN ('booked', 'checked_in', 'in_call');
CREATE INDEX booking_booth ON booking (booth_id);
CREATE INDEX booking_mine ON booking (account_id);

CREATE TABLE call ( -- writers: meet
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  entry_id INTEGER NOT NULL REFERENCES queue_entry (id),
  seat_id INTEGER NOT NULL REFERENCES seat (id),
  student_id INTEGER NOT NULL REFERENCES account (id),
  recruiter_id INTEGER NOT NULL REFERENCES account (id),
  chat_id INTEGER NOT NULL REFERENCES chat (id),
  state TEXT NOT NULL CHECK (state IN ('ringing', 'connecting', 'live', 'interrupted', 'rounding_off', 'ended')),
  rang_ms INTEGER NOT NULL,
  deadline_ms INTEGER,           -- ringing, connecting, interrupted, rounding off: until when
  started_ms INTEGER,            -- the clock started
  ends_ms INTEGER,               -- planned end as it is now
  left_ms INTEGER,               -- interrupted: what was left when the clock stopped
  ended_ms INTEGER,
  is_extra_minute_used INTEGER NOT NULL CHECK (is_extra_minute_used IN (0, 1)),
  is_clock_stopped_once INTEGER NOT NULL CHECK (is_clock_stopped_once IN (0, 1)),
  extensions INTEGER NOT NULL CHECK (extensions BETWEEN 0 AND 2),
  asked_by INTEGER,
  pages INTEGER NOT NULL,        -- page loads so far; each gets the next number
  student_page INTEGER NOT NULL, -- the page that is in the call; 0: none
  recruiter_page INTEGER NOT NULL,
  pair INTEGER NOT NULL,         -- the pair of pages that may signal; 0: not both there
  reason TEXT CHECK (reason IN ('hung_up', 'time', 'no_answer', 'declined', 'lost', 'withdrawn')),
  version INTEGER NOT NULL
) STRICT;
-- Nobody is in two calls; a seat holds one.
CREATE UNIQUE INDEX call_student ON call (student_id) WHERE ended_ms IS NULL;
CREATE UNIQUE INDEX call_recruiter ON call (recruiter_id) WHERE ended_ms IS NULL;
CREATE UNIQUE INDEX call_seat ON call (seat_id) WHERE ended_ms IS NULL;
CREATE INDEX call_booth ON call (booth_id, ended_ms);
CREATE INDEX call_of_student ON call (student_id, ended_ms);
CREATE INDEX call_of_recruiter ON call (recruiter_id, ended_ms);

CREATE TABLE lead ( -- writers: meet
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  owner_id INTEGER REFERENCES account (id),
  state TEXT NOT NULL CHECK (state IN ('queued', 'spoken', 'invited', 'offered', 'placed', 'declined_by_employer', 'declined_by_student', 'withdrawn')),
  rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 5),
  note TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('yes', 'maybe', 'no')),
  reason TEXT NOT NULL,
  next_step TEXT CHECK (next_step IN ('offer', 'trial_day', 'visit', 'call_back', 'none')),
  next_on_ms INTEGER,
  spoken_ms INTEGER,
  due_ms INTEGER,
  created_ms INTEGER NOT NULL,
  UNIQUE (booth_id, account_id)
) STRICT;
CREATE INDEX lead_mine ON lead (account_id);
CREATE INDEX lead_placed ON lead (fair_id) WHERE state = 'placed';

CREATE TABLE message ( -- writers: chat
  id INTEGER PRIMARY KEY,
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  chat_id INTEGER NOT NULL REFERENCES chat (id),
  author_id INTEGER NOT NULL REFERENCES account (id),
  is_staff INTEGER NOT NULL CHECK (is_staff IN (0, 1)),
  text TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX message_chat ON message (chat_id, id);

-- The engine's own tables.

-- The first reply to a keyed command, so that sending it again changes nothing (design §3.5).
CREATE TABLE idempotency ( -- writers: engine
  account_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  command TEXT NOT NULL,
  reply TEXT NOT NULL,
  app_seq INTEGER NOT NULL,      -- pruned by this, never by time
  PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency (app_seq);

-- What the system will send itself, and when.
CREATE TABLE timer ( -- writers: engine
  id INTEGER PRIMARY KEY,
  due_ms INTEGER NOT NULL,
  command TEXT NOT NULL,
  args TEXT NOT NULL
) STRICT;
CREATE INDEX timer_due ON timer (due_ms, id);
