-- One index of bookings where there were two, by slot and by booth: of a slot only one booking is live, and of a booth
-- only one of each student. All that are live stand at 0 there, of which there can be one; every other at its own id. Each
-- index less is a page less to write for most bookings.
DROP INDEX booking_of_slot;
DROP INDEX booking_slot;
CREATE UNIQUE INDEX booking_of_slot ON booking (slot_id,
  CASE WHEN state = 'cancelled' OR state = 'expired' THEN id ELSE 0 END);

DROP INDEX booking_live;
DROP INDEX booking_booth;
CREATE UNIQUE INDEX booking_live ON booking (booth_id, account_id,
  CASE WHEN state = 'offered' OR state = 'booked' OR state = 'checked_in' OR state = 'in_call' THEN 0 ELSE id END);
