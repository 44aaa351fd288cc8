/* The SQL of links by which students come back. Engine thread. */
#pragma once

#include "store/db.h"

/* Whether somebody is a student, and nothing else anywhere on this server. */
enum err way_back_db_is_only_student(struct db *db, int64_t account, bool *ret) MUST_CHECK;

enum err way_back_db_insert(struct db *db, struct str hash, int64_t account, int64_t fair, int64_t now_ms)
	MUST_CHECK;
enum err way_back_db_has_any(struct db *db, int64_t account, bool *ret) MUST_CHECK;
/* Whoever is a student of this fair and has no address stays signed in for so much longer. */
enum err way_back_db_prolong(struct db *db, int64_t fair, int64_t by_ms) MUST_CHECK;
/* Keeps this many of somebody's, the newest. */
enum err way_back_db_keep(struct db *db, int64_t account, int64_t n) MUST_CHECK;

/* Whose link this is, and when the fair that it was made at closes; account 0: nobody's, or the cards of that fair
 * are seen no longer. */
enum err way_back_db_find(struct db *db, struct str hash, int64_t now_ms, int64_t *ret_account,
			  int64_t *ret_closes_ms) MUST_CHECK;
