/* The SQL of programmes and certifications. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

struct programme {
	int64_t id, fair, school;
	struct str slug;
	enum level level;
};

/* ERR_NOT_FOUND: no such programme. Without its slug. */
enum err programme_db_get(struct db *db, struct arena *a, int64_t id, struct programme *ret) MUST_CHECK;
enum err programme_db_list(struct db *db, struct arena *a, int64_t fair, struct wire_programme_line **ret,
			   size_t *ret_n) MUST_CHECK;
/* All but is_mine. ERR_NOT_FOUND: no such programme. */
enum err programme_db_page(struct db *db, struct arena *a, int64_t id, struct wire_programme *ret) MUST_CHECK;
enum err programme_db_count(struct db *db, int64_t fair, int64_t *ret) MUST_CHECK;
/* Whether this account may write for a school of the fair: as its organiser, or as that school's coordinator. */
enum err programme_db_is_mine(struct db *db, int64_t fair, int64_t school, int64_t account, bool *ret) MUST_CHECK;
/* All schools of the fair for which they may. */
enum err programme_db_schools(struct db *db, struct arena *a, int64_t fair, int64_t account,
			      struct wire_programme_school **ret, size_t *ret_n) MUST_CHECK;
/* Adds it, or changes the one of this id. */
enum err programme_db_save(struct db *db, const struct programme *p, const struct wire_programme_draft *draft)
	MUST_CHECK;
/* Whether a card, a group or a placement names it. */
enum err programme_db_is_in_use(struct db *db, int64_t id, bool *ret) MUST_CHECK;
/* And with it, its work processes and certifications. */
enum err programme_db_remove(struct db *db, int64_t id) MUST_CHECK;

/* Its work processes, by code. */
enum err process_db_ids(struct db *db, struct arena *a, int64_t programme, struct ids *ret) MUST_CHECK;
enum err process_db_code(struct db *db, struct arena *a, int64_t id, struct str *ret) MUST_CHECK;
enum err process_db_count(struct db *db, int64_t programme, int64_t *ret) MUST_CHECK;
enum err process_db_is_in_use(struct db *db, int64_t id, bool *ret) MUST_CHECK;
enum err process_db_remove(struct db *db, int64_t id) MUST_CHECK;
/* Under its code: named anew where there is one, else added with this id. */
enum err process_db_save(struct db *db, int64_t id, const struct programme *p,
			 const struct wire_programme_process *process) MUST_CHECK;

/* Placements that are for a programme, and their booths (0: of any), one by one. */
enum err programme_db_placements(struct db *db, struct arena *a, int64_t programme, int64_t booth, struct ids *ret,
				 struct ids *ret_booths) MUST_CHECK;
/* Students whose cards name it. */
enum err programme_db_students(struct db *db, struct arena *a, int64_t programme, struct ids *ret) MUST_CHECK;
/* Nobody has looked, for this programme or (0) for any. */
enum err certification_db_remove(struct db *db, int64_t programme, int64_t booth) MUST_CHECK;
enum err certification_db_set(struct db *db, const struct programme *p, int64_t booth,
			      enum certification_state state, int64_t by, int64_t now_ms) MUST_CHECK;
