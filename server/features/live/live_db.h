/* The SQL of the live dashboard, notes to booths and wall displays. Engine thread; texts live in the arena given. */
#pragma once

#include "features/fair/fair.h"
#include "features/live/live_rules.h"

/* All booths of a fair as they are now, by id; what of bookings, notes and reports counts depends on the moment. */
struct live_state {
	struct live_fair fair;
	struct live_booth *booths;
	size_t n;
};

/* ERR_NOT_FOUND: no such fair. */
enum err live_db_state(struct db *db, struct arena *a, int64_t fair, int64_t now_ms, struct live_state *ret) MUST_CHECK;

enum err live_db_room(struct db *db, int64_t fair, int64_t room, bool *ret_is_there) MUST_CHECK;
enum err live_db_rooms(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;

/* Rooms with places agreed on. */
enum err live_db_places(struct db *db, struct arena *a, int64_t fair, struct wire_room_places **ret, size_t *ret_n)
	MUST_CHECK;

/* The points of a fair: the newest, then those before. */
enum err point_db_newest(struct db *db, int64_t fair, int64_t *ret_ms) MUST_CHECK;
enum err point_db_add(struct db *db, int64_t fair, const struct wire_live_point *point) MUST_CHECK;
enum err point_db_before(struct db *db, struct arena *a, int64_t fair, int64_t before_ms, struct ids *ret) MUST_CHECK;
enum err point_db_forget(struct db *db, int64_t fair, int64_t before_ms) MUST_CHECK;
enum err point_db_list(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err point_db_get(struct db *db, int64_t fair, int64_t at_ms, struct wire_live_point *ret, bool *ret_found)
	MUST_CHECK;

/* What is written to a booth. */
struct note {
	int64_t id, fair, booth, author, at_ms;
	struct str text;
};

enum err note_db_add(struct db *db, const struct note *note) MUST_CHECK;
/* Who works at a booth and has an address, where none who works there is connected; else nobody. */
enum err note_db_away(struct db *db, struct arena *a, int64_t booth, struct ids *ret) MUST_CHECK;
/* Whether this booth was written it, read or not. */
enum err note_db_is_there(struct db *db, const struct note *note, bool *ret) MUST_CHECK;
/* Nothing where it was read before. */
enum err note_db_read(struct db *db, const struct note *note, int64_t by, int64_t now_ms) MUST_CHECK;
enum err note_db_count(struct db *db, int64_t booth, int64_t *ret) MUST_CHECK;
enum err note_db_unread(struct db *db, struct arena *a, int64_t booth, struct ids *ret) MUST_CHECK;
enum err note_db_get(struct db *db, struct arena *a, int64_t booth, int64_t id, struct wire_booth_note *ret,
		     bool *ret_found) MUST_CHECK;

/* The wall display of a fair, and the fair of a display; 0: there is none. */
enum err wall_db_of_fair(struct db *db, int64_t fair, int64_t *ret) MUST_CHECK;
enum err wall_db_fair(struct db *db, int64_t id, int64_t *ret) MUST_CHECK;

/* Booths of a fair that call somebody now; and the numbers of one of them, the newest first. */
enum err wall_db_calling(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err wall_db_numbers(struct db *db, struct arena *a, int64_t booth, uint32_t **ret, size_t *ret_n) MUST_CHECK;
