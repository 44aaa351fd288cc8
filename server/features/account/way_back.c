/*
 * Students without an address: how long they stay signed in, and the link by which they come back. Such a link works
 * as often as they like, so it never opens more than a student's account. Engine thread.
 */
#include <stdio.h>

#include "features/account/account.h"
#include "features/account/account_db.h"
#include "features/account/way_back_db.h"

#define WAYS_BACK_MOST 5
#define HOUR_MS (3600 * INT64_C(1000))
#define DAY_MS (24 * HOUR_MS)
#define STAYS_LEAST_MS (12 * HOUR_MS)
#define STAYS_MOST_MS (200 * DAY_MS) /* as the cookie: net/api.c */
#define STAYS_AFTER_MS (2 * DAY_MS)

/* Until their fair has been over for two days; half a day at least and two hundred days at most. */
static int64_t stays_until(int64_t closes_ms, int64_t now_ms)
{
	int64_t until_ms = closes_ms + STAYS_AFTER_MS;

	if (until_ms < now_ms + STAYS_LEAST_MS)
		return now_ms + STAYS_LEAST_MS;
	return until_ms > now_ms + STAYS_MOST_MS ? now_ms + STAYS_MOST_MS : until_ms;
}

enum err account_sign_in_student(struct cmd *cmd, int64_t account, int64_t closes_ms)
{
	struct str token = cmd_token(cmd, TOKEN_BYTES);

	snprintf(cmd->set_session, sizeof(cmd->set_session), "%.*s", STR_FMT(token));
	return account_db_add_session(cmd->db, account_hash(cmd->arena, token), account, cmd->now_ms,
				      stays_until(closes_ms, cmd->now_ms));
}

enum err account_prolong_students(struct cmd *cmd, int64_t fair, int64_t by_ms)
{
	return way_back_db_prolong(cmd->db, fair, by_ms);
}

enum err account_keep_way_back(struct cmd *cmd, int64_t account, int64_t fair, struct str token)
{
	bool is_only_student;
	enum err e = way_back_db_is_only_student(cmd->db, account, &is_only_student);

	if (e || !is_only_student)
		return e ? e : ERR_WRONG_STATE;
	e = way_back_db_insert(cmd->db, account_hash(cmd->arena, token), account, fair, cmd->now_ms);
	return e ? e : way_back_db_keep(cmd->db, account, WAYS_BACK_MOST);
}

enum err account_make_way_back(struct cmd *cmd, int64_t account, int64_t fair, struct str *ret)
{
	*ret = cmd_token(cmd, TOKEN_BYTES);
	return account_keep_way_back(cmd, account, fair, *ret);
}

enum err account_student_link(struct cmd *cmd, int64_t account, struct str *ret)
{
	bool is_only_student = false, has_come = false;
	enum err e = way_back_db_is_only_student(cmd->db, account, &is_only_student);

	*ret = STR("");
	if (!e)
		e = account_db_has_come(cmd->db, account, &has_come);
	return e || has_come || !is_only_student ? e : account_make_link(cmd, account, ret);
}

enum err account_come_back(struct cmd *cmd, struct str hash, struct wire_me *ret)
{
	int64_t account, closes_ms;
	bool is_only_student = false;
	enum err e = way_back_db_find(cmd->db, hash, cmd->now_ms, &account, &closes_ms);

	if (!e && account)
		e = way_back_db_is_only_student(cmd->db, account, &is_only_student);
	if (e || !is_only_student)
		return e ? e : ERR_LINK_INVALID;
	e = account_sign_in_student(cmd, account, closes_ms);
	return e ? e : account_me(cmd->db, cmd->arena, account, cmd->now_ms, ret);
}
