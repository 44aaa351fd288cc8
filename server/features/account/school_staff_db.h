/* The SQL of who works on a fair for its schools. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* Schools that share the fair, the one that made it first; `account`: who asks. */
enum err school_staff_db_schools(struct db *db, struct arena *a, int64_t fair, int64_t account,
			 struct wire_school_of_fair **ret, size_t *ret_n) MUST_CHECK;
enum err school_staff_db_members(struct db *db, struct arena *a, int64_t fair, struct wire_school_staff **ret,
			 size_t *ret_n) MUST_CHECK;
/* How many work on it, each counted once for each role. */
enum err school_staff_db_count(struct db *db, int64_t fair, int64_t *ret) MUST_CHECK;
/* Whether this account has this role for the school at the fair. */
enum err school_staff_db_is(struct db *db, int64_t fair, int64_t school, int64_t account, enum school_role role,
		    bool *ret) MUST_CHECK;
/* Whether they organise the fair for the school, and are its member still: at an earlier fair somebody stays an
 * organiser who works for the school no longer. */
enum err school_staff_db_may_choose(struct db *db, int64_t fair, int64_t school, int64_t account, bool *ret) MUST_CHECK;
/* Whether the school has no other organiser at the fair. */
enum err school_staff_db_is_last(struct db *db, int64_t fair, int64_t school, int64_t account, bool *ret) MUST_CHECK;
/* No member of the school in this role any more. */
enum err school_staff_db_forget(struct db *db, int64_t school, int64_t account, enum school_role role) MUST_CHECK;
/* What a school and a fair are called. */
enum err school_staff_db_names(struct db *db, struct arena *a, int64_t fair, int64_t school, struct str *ret_school,
		       struct str *ret_fair) MUST_CHECK;
