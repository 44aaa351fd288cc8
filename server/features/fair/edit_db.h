/* The SQL of what a booth's manager writes. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* ERR_NOT_FOUND: no such placement. */
enum err edit_db_booth_of(struct db *db, int64_t placement, int64_t *ret) MUST_CHECK;
enum err edit_db_save_booth(struct db *db, const struct booth_save_args *args, int64_t talk_ms,
			     struct str languages) MUST_CHECK;
enum err edit_db_programmes(struct db *db, struct arena *a, int64_t fair,
			    struct wire_programme_option **ret, size_t *ret_n) MUST_CHECK;
enum err edit_db_draft(struct db *db, struct arena *a, int64_t placement,
		       struct wire_placement_draft *ret) MUST_CHECK;
/* Whether a placement of this booth other than `except` is called so. */
enum err edit_db_is_title_taken(struct db *db, int64_t booth, int64_t except, struct str title,
				bool *ret) MUST_CHECK;
enum err edit_db_is_programme(struct db *db, int64_t fair, int64_t programme, bool *ret) MUST_CHECK;
enum err edit_db_is_process(struct db *db, int64_t programme, int64_t process, bool *ret)
	MUST_CHECK;
/* Makes the placement, or changes the one that is there. */
enum err edit_db_save_placement(struct db *db, int64_t fair, int64_t booth, int64_t placement,
				const struct wire_placement_draft *draft) MUST_CHECK;
enum err edit_db_set_processes(struct db *db, int64_t fair, int64_t placement,
			       const struct wire_placement_draft *draft) MUST_CHECK;
/* Whether a lead is about it. */
enum err edit_db_is_in_use(struct db *db, int64_t placement, bool *ret) MUST_CHECK;
enum err edit_db_remove_placement(struct db *db, int64_t placement) MUST_CHECK;
/* One without placements. */
enum err edit_db_remove_booth(struct db *db, int64_t booth) MUST_CHECK;
