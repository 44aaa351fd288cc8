/* The SQL of a fair's doors and who came to them. Engine thread; lists live in the arena given. */
#pragma once

#include "engine/command.h"
#include "features/doors/doors_rules.h"

/* ERR_NOT_FOUND: no such fair. */
enum err doors_db_get(struct db *db, int64_t fair, struct doors *ret) MUST_CHECK;
enum err doors_db_save(struct db *db, const struct doors *doors) MUST_CHECK;

struct guest {
	int64_t fair, account;
	enum guest_state state;
	uint32_t number; /* in the order of coming; theirs for all evening */
	int64_t away_ms; /* read only: since when they have no connection; 0: they have */
};

/* ERR_NOT_FOUND: they did not come. */
enum err guest_db_get(struct db *db, int64_t fair, int64_t account, struct guest *ret) MUST_CHECK;
enum err guest_db_save(struct db *db, const struct guest *guest) MUST_CHECK;
enum err guest_db_remove(struct db *db, const struct guest *guest) MUST_CHECK;

/* The accounts, and the numbers, of the first who wait. */
enum err guest_db_first(struct db *db, struct arena *a, int64_t fair, uint32_t most, struct ids *ret) MUST_CHECK;
enum err guest_db_numbers(struct db *db, struct arena *a, int64_t fair, uint32_t most, struct ids *ret) MUST_CHECK;

/* Fairs that somebody came to; and those, too, that they were sent away from. */
enum err guest_db_fairs(struct db *db, struct arena *a, int64_t account, struct ids *ret) MUST_CHECK;
enum err guest_db_told(struct db *db, struct arena *a, int64_t account, struct ids *ret) MUST_CHECK;

/* Who is never kept outside: works there too, has a place in a line, talks or is called, or holds a booking that
 * begins before then. */
enum err guest_db_is_expected(struct db *db, int64_t fair, int64_t account, int64_t before_ms, bool *ret) MUST_CHECK;
/* Who waits at the door and holds a booking that begins before then. */
enum err guest_db_booked(struct db *db, struct arena *a, int64_t fair, int64_t now_ms, int64_t before_ms,
			 struct ids *ret) MUST_CHECK;
