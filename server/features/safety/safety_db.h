/* The SQL of blocks, reports and who was sent away. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

enum block_wish { BLOCK_BY_STUDENT, BLOCK_BY_BOOTH };

struct block {
	int64_t fair, booth, student;
	enum block_wish by;
};

enum err block_db_add(struct db *db, const struct block *block, int64_t now_ms) MUST_CHECK;
enum err block_db_remove(struct db *db, const struct block *block) MUST_CHECK;
/* By the wish of either. */
enum err block_db_is(struct db *db, int64_t booth, int64_t student, bool *ret) MUST_CHECK;
/* Booths that a student does not want to meet. */
enum err block_db_of_person(struct db *db, struct arena *a, int64_t student, struct ids *ret)
	MUST_CHECK;
/* By the wish of this side. */
enum err block_db_is_by(struct db *db, const struct block *block, bool *ret) MUST_CHECK;

enum err ban_db_set(struct db *db, int64_t fair, int64_t student, bool is_banned, int64_t now_ms) MUST_CHECK;
enum err ban_db_is(struct db *db, int64_t fair, int64_t student, bool *ret) MUST_CHECK;

enum err mute_db_set(struct db *db, int64_t fair, int64_t student, bool is_muted, int64_t now_ms) MUST_CHECK;
enum err mute_db_is(struct db *db, int64_t fair, int64_t student, bool *ret) MUST_CHECK;

/* Who is muted or banned, by name. */
enum err restraint_db_list(struct db *db, struct arena *a, int64_t fair, struct wire_restraint **ret,
			   size_t *ret_n) MUST_CHECK;

struct report {
	int64_t id, fair, reporter, about;
	int64_t call, message; /* one of them; the other is 0 */
	enum report_reason reason;
	struct str text;
};

/* ERR_NOT_FOUND: no such report. Without its text. */
enum err report_db_get(struct db *db, int64_t id, struct report *ret) MUST_CHECK;
enum err report_db_insert(struct db *db, const struct report *report, int64_t now_ms) MUST_CHECK;

/* How many other messages their reporter told of that nobody has dealt with. */
enum err report_db_count_open(struct db *db, const struct report *r, int64_t *ret) MUST_CHECK;

enum err report_db_settle(struct db *db, int64_t id, int64_t by, int64_t now_ms) MUST_CHECK;
enum err report_db_list(struct db *db, struct arena *a, int64_t fair, struct wire_report **ret,
			size_t *ret_n) MUST_CHECK;
