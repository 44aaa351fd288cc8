-- Who is at several fairs, or at several booths, and chose one: no references, as it is only a wish.
ALTER TABLE account ADD COLUMN at_fair_id INTEGER;
ALTER TABLE account ADD COLUMN at_booth_id INTEGER;
ALTER TABLE account ADD COLUMN at_ms INTEGER; -- when they chose it: a fair that opens afterwards goes first

ALTER TABLE fair ADD COLUMN opened_ms INTEGER; -- its doors, last; closed without, it was called off
UPDATE fair SET opened_ms = opens_ms WHERE state <> 'planned';
