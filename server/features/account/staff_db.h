/* The SQL of who works for an employer at a fair. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "features/account/account.h"
#include "store/db.h"

enum err staff_db_list(struct db *db, struct arena *a, int64_t fair, int64_t org,
		       struct wire_staff_member **ret, size_t *ret_n) MUST_CHECK;
/* What a booth and its fair are called. */
enum err staff_db_names(struct db *db, struct arena *a, int64_t booth, struct str *ret_booth,
			struct str *ret_fair) MUST_CHECK;
/* A student belongs to a school at this fair, and is no member of it beyond that. */
enum err staff_db_add_student(struct db *db, int64_t fair, int64_t school, int64_t account) MUST_CHECK;
/* As a member of the employer and at this fair; ERR_OK also where they are already. */
enum err staff_db_add(struct db *db, int64_t fair, int64_t org, int64_t account, struct str role)
	MUST_CHECK;
/* At this fair no longer, and no member of the employer either where this was the last fair. */
enum err staff_db_remove(struct db *db, int64_t fair, int64_t org, int64_t account) MUST_CHECK;
/* How many work for an employer at a fair. */
enum err staff_db_count(struct db *db, int64_t fair, int64_t org, int64_t *ret) MUST_CHECK;
/* Whether this account works for an employer at a fair. */
enum err staff_db_is(struct db *db, int64_t fair, int64_t org, int64_t account, bool *ret) MUST_CHECK;
/* Whether this account is at the fair as somebody who works at no booth. */
enum err staff_db_is_other(struct db *db, int64_t fair, int64_t account, bool *ret) MUST_CHECK;
enum err staff_db_there_as(struct db *db, int64_t fair, int64_t org, struct str email,
			   struct account_there *ret) MUST_CHECK;
/* Whether without this account nobody would run the employer's booth. */
enum err staff_db_is_last_manager(struct db *db, int64_t fair, int64_t org, int64_t account,
				  bool *ret) MUST_CHECK;
/* Whether this account, to which nobody has signed in yet unless `has_come`, belongs to this employer alone, at no fair
 * that another school made: whoever runs that one could invite the same employer to theirs, and open the account. */
enum err staff_db_is_theirs(struct db *db, int64_t fair, int64_t org, int64_t account, bool has_come, bool *ret)
	MUST_CHECK;
/* Who has this role for an organisation and not at this fair. */
enum err staff_db_not_there(struct db *db, struct arena *a, int64_t fair, int64_t org, struct str role,
			    struct ids *ret) MUST_CHECK;
enum err staff_db_copy(struct db *db, int64_t from, int64_t to, int64_t school) MUST_CHECK;
/* Who has this role for an organisation at this fair; and has it no longer. They stay its members. */
enum err staff_db_there(struct db *db, struct arena *a, int64_t fair, int64_t org, struct str role,
			struct ids *ret) MUST_CHECK;
enum err staff_db_leave(struct db *db, int64_t fair, int64_t org, int64_t account, struct str role)
	MUST_CHECK;
