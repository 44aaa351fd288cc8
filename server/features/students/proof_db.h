/* The SQL of schools' domains, and of codes that prove an address. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* ---- domains ---- */

enum err domain_db_of_school(struct db *db, struct arena *a, int64_t school, struct str **ret, size_t *ret_n)
	MUST_CHECK;
enum err domain_db_clear(struct db *db, int64_t school) MUST_CHECK;
enum err domain_db_add(struct db *db, int64_t school, struct str domain) MUST_CHECK;
/* Schools of a fair that have any. */
enum err domain_db_schools(struct db *db, struct arena *a, int64_t fair, struct wire_open_school **ret,
			   size_t *ret_n) MUST_CHECK;

/* ---- proofs ---- */

struct proof {
	int64_t id; /* 0: there is none */
	int64_t fair, account, school;
	int64_t network; /* where it was asked; 0: not known */
	struct str email, name, browser_hash;
	enum locale locale;
	bool has_code;
	int64_t code;
};

enum err proof_db_insert(struct db *db, const struct proof *proof, int64_t now_ms, int64_t expires_ms) MUST_CHECK;
enum err proof_db_forget(struct db *db, int64_t before_ms) MUST_CHECK;
/* Codes mailed to an address since then: asked in this network, and at all. */
enum err proof_db_count(struct db *db, const struct proof *proof, int64_t since_ms, int64_t *ret_near,
			int64_t *ret_all) MUST_CHECK;
/* Asks since then, mailed or not: of a network that is known, and of everybody. */
enum err proof_db_count_network(struct db *db, int64_t network, int64_t since_ms, int64_t *ret) MUST_CHECK;
/* The same of one account, whatever addresses it names. */
enum err proof_db_count_account(struct db *db, int64_t account, int64_t since_ms, int64_t *ret) MUST_CHECK;
enum err proof_db_count_all(struct db *db, int64_t since_ms, int64_t *ret) MUST_CHECK;

/* The proof with this code, among the newest three of an account or, without one, of a browser. */
enum err proof_db_find(struct db *db, struct arena *a, const struct proof *key, int64_t now_ms, struct proof *ret)
	MUST_CHECK;
/* A wrong code counts against all that this browser or account asked for. */
enum err proof_db_was_wrong(struct db *db, const struct proof *key) MUST_CHECK;
enum err proof_db_remove(struct db *db, int64_t id) MUST_CHECK;
