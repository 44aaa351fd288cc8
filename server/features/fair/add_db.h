/* The SQL of booths that come to a fair. Engine thread. */
#pragma once

#include "features/fair/fair.h"
#include "store/db.h"

/* 0: there is none. */
enum err add_db_room_called(struct db *db, int64_t fair, struct str name, int64_t *ret) MUST_CHECK;
/* An employer that `account` meets at a fair that they organise, at this one first; of account 0, the
 * system's, any. */
enum err add_db_employer(struct db *db, const struct booth_draft *draft, int64_t account, int64_t *ret)
	MUST_CHECK;
enum err add_db_booth_called(struct db *db, const struct booth_draft *draft, int64_t org, int64_t *ret)
	MUST_CHECK;
enum err add_db_is_booth_slug(struct db *db, int64_t fair, struct str slug, bool *ret) MUST_CHECK;

enum err add_db_add_employer(struct db *db, int64_t id, struct str slug, const struct booth_draft *draft)
	MUST_CHECK;
/* Its talks are as long as the fair says. */
enum err add_db_add_booth(struct db *db, const struct booth *booth, struct str slug,
			  const struct booth_draft *draft) MUST_CHECK;
