/* The SQL of groups of students and their links. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

struct group {
	int64_t id, fair, school;
	int64_t programme; /* 0: of several */
	struct str name, code;
	int64_t until_ms;
	uint32_t most;
	bool is_withdrawn;
	/* of its fair */
	int64_t closes_ms;
	bool is_fair_over;
};

/* ERR_NOT_FOUND: no such group; ERR_LINK_INVALID: none of this code. */
enum err group_db_get(struct db *db, struct arena *a, int64_t id, struct group *ret) MUST_CHECK;
enum err group_db_by_code(struct db *db, struct arena *a, struct str code, struct group *ret) MUST_CHECK;

enum err group_db_insert(struct db *db, const struct group *group, int64_t now_ms) MUST_CHECK;
enum err group_db_update(struct db *db, const struct group *group) MUST_CHECK;
/* Links of a fair work so much longer; those of one school there let nobody in. */
enum err group_db_extend(struct db *db, int64_t fair, int64_t by_ms) MUST_CHECK;
enum err group_db_withdraw_all(struct db *db, int64_t fair, int64_t school) MUST_CHECK;

/* For whose groups this person may make links at the fair: an organiser for those of all its schools, a coordinator
 * for their own. */
enum err group_db_schools(struct db *db, struct arena *a, int64_t fair, int64_t account, bool is_organiser,
			  struct wire_group_school **ret, size_t *ret_n) MUST_CHECK;
/* The groups of these schools, with what their links let in. */
enum err group_db_list(struct db *db, struct arena *a, int64_t fair, int64_t school, struct wire_group **at,
		       size_t *n) MUST_CHECK;
enum err group_db_invitation(struct db *db, struct arena *a, int64_t id, struct wire_invitation *ret) MUST_CHECK;

/* Programmes of a school at a fair, by name and level. */
enum err group_db_programmes(struct db *db, struct arena *a, int64_t fair, int64_t school,
			     struct wire_study_option **ret, size_t *ret_n) MUST_CHECK;
/* Groups of a fair; more than so many are not listed. */
#define GROUPS_MOST 500
enum err group_db_count_all(struct db *db, int64_t fair, int64_t *ret) MUST_CHECK;
enum err group_db_is_programme(struct db *db, int64_t fair, int64_t school, int64_t programme, bool *ret) MUST_CHECK;

/* How many came by this link, and since then; and by all links together. */
struct group_counts {
	int64_t joined, lately, by_all;
};
enum err group_db_count(struct db *db, int64_t group, int64_t since_ms, struct group_counts *ret) MUST_CHECK;

/* What somebody is at a fair: a student, something else, or both false: nothing. */
enum err group_db_role(struct db *db, int64_t fair, int64_t account, bool *ret_is_student, bool *ret_is_staff)
	MUST_CHECK;

/* An empty card for who came by this link; of a group 0, which has a fair and a school only, for who came by none. */
enum err group_db_add_card(struct db *db, const struct group *group, int64_t account, int64_t now_ms) MUST_CHECK;
