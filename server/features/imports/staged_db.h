/* The SQL of lists that were handed in and not accepted yet. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

struct staged {
	int64_t id, fair, account; /* 0: there is none */
	enum import_kind kind;
	struct str name;
	int64_t n_rows, n_parts;
	bool is_whole;
};

enum err staged_db_get(struct db *db, struct arena *a, int64_t id, struct staged *ret) MUST_CHECK;
/* The one of its fair, account and kind. */
enum err staged_db_of(struct db *db, const struct staged *like, struct staged *ret) MUST_CHECK;
/* Those that are whole. */
enum err staged_db_list(struct db *db, struct arena *a, int64_t fair, int64_t account,
			struct wire_staged_import **ret, size_t *ret_n) MUST_CHECK;

enum err staged_db_add(struct db *db, const struct staged *staged, int64_t now_ms) MUST_CHECK;
/* Behind the parts that are there; `rows` more rows, and no more come where this is the last part. */
enum err staged_db_add_part(struct db *db, const struct staged *staged, struct str csv, size_t rows,
			    bool is_last) MUST_CHECK;
/* ERR_NOT_FOUND: there is no such part. */
enum err staged_db_part(struct db *db, struct arena *a, int64_t id, int64_t part, struct str *ret) MUST_CHECK;
enum err staged_db_forget(struct db *db, int64_t id) MUST_CHECK;
