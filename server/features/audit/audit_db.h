/* The SQL of the log of staff. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* The newest hundred of a fair, of this role (fair 0: of none, whatever the role), older than the row `before` (0: the newest of all). */
enum err audit_db_list(struct db *db, struct arena *a, int64_t fair, enum deed_role role, int64_t before, struct wire_deed **ret,
		       size_t *ret_n) MUST_CHECK;
