-- An employer who asks to come is written to in the language of the page that they asked on.
ALTER TABLE exhibitor_request ADD COLUMN locale TEXT NOT NULL DEFAULT 'nl';

-- A planned fair stands on the server's front page once its organiser says so; those that stood there still do.
ALTER TABLE fair ADD COLUMN is_listed INTEGER NOT NULL DEFAULT 0 CHECK (is_listed IN (0, 1));
UPDATE fair SET is_listed = 1;
