/* The SQL of announcements. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

enum err announcement_db_add(struct db *db, int64_t id, const struct announcement_post_args *args,
			     int64_t now_ms) MUST_CHECK;
/* ERR_NOT_FOUND: none of this fair that stands. */
enum err announcement_db_take_back(struct db *db, int64_t fair, int64_t id) MUST_CHECK;
/* All that stand at a fair, the oldest first. */
enum err announcement_db_standing(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
/* Of those, what is told to staff, or to the others. */
enum err announcement_db_told(struct db *db, struct arena *a, int64_t fair, bool is_for_crew, struct ids *ret)
	MUST_CHECK;
/* One that stands. */
enum err announcement_db_get(struct db *db, struct arena *a, int64_t id, struct wire_announcement *ret,
			     bool *ret_found) MUST_CHECK;
