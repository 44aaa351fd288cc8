/* The SQL of sign-in links that were asked for in a browser. Engine thread. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

struct sign_in_ask {
	struct str link_hash, ask_hash; /* of the link's token, and of the browser's cookie */
	int64_t account;		/* 0: nobody has that address, or it asked too often */
	bool has_code;
	int64_t code;
};

enum err ask_db_insert(struct db *db, const struct sign_in_ask *ask, int64_t now_ms, int64_t expires_ms)
	MUST_CHECK;
/* Asks of this account since then, and of everybody. */
enum err ask_db_count(struct db *db, int64_t account, int64_t since_ms, int64_t *ret) MUST_CHECK;
enum err ask_db_count_all(struct db *db, int64_t since_ms, int64_t *ret) MUST_CHECK;
/* Whether this browser's cookie is of an ask that still counts. */
enum err ask_db_is_browser(struct db *db, struct str ask_hash, int64_t now_ms, bool *ret) MUST_CHECK;

/* The ask that this link is of; account 0: there is none that is still of use. Texts live in the arena. */
enum err ask_db_of_link(struct db *db, struct arena *a, struct str link_hash, int64_t now_ms,
			struct sign_in_ask *ret) MUST_CHECK;
/* The same by a code and the browser that it is typed in. */
enum err ask_db_of_code(struct db *db, struct arena *a, struct str ask_hash, int64_t code, int64_t now_ms,
			struct sign_in_ask *ret) MUST_CHECK;

enum err ask_db_set_code(struct db *db, struct str link_hash, int64_t code) MUST_CHECK;
/* A wrong code counts against all that this browser asked for. */
enum err ask_db_was_wrong(struct db *db, struct str ask_hash) MUST_CHECK;
enum err ask_db_use(struct db *db, struct str link_hash, int64_t now_ms) MUST_CHECK;
enum err ask_db_forget(struct db *db, int64_t before_ms) MUST_CHECK;
