/* The SQL of accounts, links and sessions. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

#define TOKEN_BYTES 32

struct account_row {
	int64_t id; /* 0: there is none */
	struct str name;
	enum locale locale;
	bool is_admin;
};

enum err account_db_exists(struct db *db, int64_t id, bool *ret) MUST_CHECK;
enum err account_db_get(struct db *db, struct arena *a, int64_t id, struct account_row *ret)
	MUST_CHECK;
enum err account_db_by_email(struct db *db, struct arena *a, struct str email,
			     struct account_row *ret) MUST_CHECK;
/* An empty address: they have none. */
enum err account_db_insert(struct db *db, int64_t id, struct str email, struct str name,
			   enum locale locale, int64_t now_ms) MUST_CHECK;
/* False: it has one already, or another account has this. */
enum err account_db_set_email(struct db *db, int64_t id, struct str email, bool *ret_is_set) MUST_CHECK;
enum err account_db_rename(struct db *db, int64_t id, struct str name) MUST_CHECK;
enum err account_db_set_locale(struct db *db, int64_t id, enum locale locale) MUST_CHECK;
/* booth 0: none in particular. */
enum err account_db_go_to(struct db *db, int64_t id, int64_t fair, int64_t booth, int64_t now_ms) MUST_CHECK;
enum err account_db_set_admin(struct db *db, int64_t id, bool is_admin) MUST_CHECK;

/* The employer who invited this account and whom alone it is known to; 0: none. */
enum err account_db_invited_by(struct db *db, int64_t id, int64_t *ret) MUST_CHECK;
/* Whether nobody ever signed in to it, and it has no part in anything any more. */
enum err account_db_is_nobody(struct db *db, int64_t id, bool *ret) MUST_CHECK;
enum err account_db_set_invited_by(struct db *db, int64_t id, int64_t org) MUST_CHECK;
/* With all sessions, links and browsers that came of it. */
enum err account_db_forget_invitation(struct db *db, int64_t id) MUST_CHECK;

/* Uses up a link, and voids the others of its account: whoever invited twice has the second. ERR_LINK_INVALID when it is unknown, used or too old. */
enum err account_db_use_link(struct db *db, struct str hash, int64_t now_ms, int64_t *ret_account)
	MUST_CHECK;
enum err account_db_add_link(struct db *db, struct str hash, int64_t account, int64_t expires_ms)
	MUST_CHECK;

/* Whose session this is; 0 when it is unknown or over. */
enum err account_db_session(struct db *db, struct str hash, int64_t now_ms, int64_t *ret_account)
	MUST_CHECK;
enum err account_db_add_session(struct db *db, struct str hash, int64_t account, int64_t now_ms,
				int64_t expires_ms) MUST_CHECK;
/* Whether they are signed in anywhere. */
/* Whether somebody was ever here, by whatever way. */
enum err account_db_has_come(struct db *db, int64_t account, bool *ret) MUST_CHECK;
enum err account_db_has_session(struct db *db, int64_t account, int64_t now_ms, bool *ret) MUST_CHECK;
enum err account_db_end_session(struct db *db, struct str hash) MUST_CHECK;
/* All their sessions end, their links are void, and their browsers are not known any more. */
enum err account_db_end_all(struct db *db, int64_t id) MUST_CHECK;

enum err account_db_participations(struct db *db, struct arena *a, int64_t account, int64_t now_ms,
				   struct wire_participation **ret, size_t *ret_n) MUST_CHECK;
enum err account_db_people(struct db *db, struct arena *a, struct wire_person **ret, size_t *ret_n)
	MUST_CHECK;
