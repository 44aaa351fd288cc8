-- Who is at several fairs, or at several booths, and chose one: no references, as it is only a wish.
ALTER TABLE account ADD COLUMN at_fair_id INTEGER;
ALTER TABLE account ADD COLUMN at_booth_id INTEGER;
