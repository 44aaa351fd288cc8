/* The SQL of rooms, booths and placements. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

enum err booth_db_resolve(struct db *db, int64_t id, struct object *ret) MUST_CHECK;
enum err booth_db_resolve_room(struct db *db, int64_t id, struct object *ret) MUST_CHECK;
enum err booth_db_rooms(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err booth_db_room_sums(struct db *db, struct arena *a, int64_t room,
			    struct wire_room_sums *ret, bool *ret_found) MUST_CHECK;
enum err booth_db_booths(struct db *db, struct arena *a, int64_t room, struct ids *ret) MUST_CHECK;

/* What does not change during a fair; the live fields stay as they are. */
enum err booth_db_live(struct db *db, struct arena *a, int64_t booth, struct wire_booth_live *ret,
		       bool *ret_found) MUST_CHECK;
enum err booth_db_page(struct db *db, struct arena *a, int64_t booth, struct wire_booth *ret,
		       bool *ret_found) MUST_CHECK;
enum err booth_db_placements(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
	MUST_CHECK;
enum err booth_db_placement(struct db *db, struct arena *a, int64_t placement,
			    struct wire_placement *ret, bool *ret_found) MUST_CHECK;
