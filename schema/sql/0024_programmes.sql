-- What an employer reads about a programme, and which employers may teach it.
-- writers of programme: programmes
-- writers of work_process: programmes

ALTER TABLE programme ADD COLUMN about TEXT NOT NULL DEFAULT '';          -- what one learns
ALTER TABLE programme ADD COLUMN requirements TEXT NOT NULL DEFAULT '';   -- what a placement must offer
ALTER TABLE programme ADD COLUMN periods TEXT NOT NULL DEFAULT '';        -- when its students look for one
ALTER TABLE programme ADD COLUMN contact_name TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN contact_email TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN contact_phone TEXT NOT NULL DEFAULT '';

CREATE INDEX placement_process_of ON placement_process (process_id);
CREATE INDEX card_process_of ON card_process (process_id);

-- Whether an employer is certified (erkend leerbedrijf) for a programme, as somebody of a school looked up.
CREATE TABLE certification ( -- writers: programmes
  booth_id INTEGER NOT NULL REFERENCES booth (id),
  programme_id INTEGER NOT NULL REFERENCES programme (id),
  fair_id INTEGER NOT NULL REFERENCES fair (id),
  state TEXT NOT NULL CHECK (state IN ('certified', 'applied', 'not_yet')),
  checked_ms INTEGER NOT NULL,
  checked_by INTEGER NOT NULL REFERENCES account (id),
  PRIMARY KEY (booth_id, programme_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX certification_programme ON certification (programme_id);
