-- An employer who asks to come is written to in the language of the page that they asked on.
ALTER TABLE exhibitor_request ADD COLUMN locale TEXT NOT NULL DEFAULT 'nl';
