/* The SQL of sign-in links that were asked for in a browser. Engine thread. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

struct sign_in_ask {
	struct str link_hash, ask_hash; /* of the link's token, and of the browser's cookie */
	int64_t account;		/* 0: nobody has that address, or it asked too often */
	int64_t network;		/* where it was asked; 0: not known */
	bool has_code;
	int64_t code;
};

enum err ask_db_insert(struct db *db, const struct sign_in_ask *ask, int64_t now_ms, int64_t expires_ms)
	MUST_CHECK;

/* What was mailed to one account: to this browser, to this network, and to all browsers that it never signed
 * in with. */
struct ask_counts {
	int64_t of_browser, of_network, all;
};
enum err ask_db_count(struct db *db, int64_t account, const struct sign_in_ask *ask, int64_t since_ms,
		      struct ask_counts *ret) MUST_CHECK;
/* Asks since then, mailed or not: of a network that is known, and of everybody. */
enum err ask_db_count_network(struct db *db, int64_t network, int64_t since_ms, int64_t *ret) MUST_CHECK;
enum err ask_db_count_all(struct db *db, int64_t since_ms, int64_t *ret) MUST_CHECK;

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

/* ---- browsers ---- */

/* Whether this cookie is of a browser that asked for a link or a code a short while ago, or signed in. */
enum err browser_db_is_known(struct db *db, struct str hash, int64_t now_ms, bool *ret) MUST_CHECK;
/* Whether somebody signed in with this browser, and with any other one. */
enum err browser_db_is_of(struct db *db, int64_t account, struct str hash, bool *ret, bool *ret_has_others)
	MUST_CHECK;
/* They sign in with it. */
enum err browser_db_see(struct db *db, int64_t account, struct str hash, int64_t now_ms) MUST_CHECK;
enum err browser_db_forget(struct db *db, int64_t before_ms) MUST_CHECK;
