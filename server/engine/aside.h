/*
 * What is answered beside the engine: reads that are too long for its thread (schema: "aside"), from their own
 * read-only connection, and what a feature derives from the database for them. The engine thread asks whether the
 * caller may and hands the command over; after each commit it hands over which rows changed.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;

/* A row that a committed transaction wrote or removed: of which of aside_ops.tables. */
struct row_change {
	size_t table;
	int64_t id;
};

/* What a feature keeps there. One thread at a time calls these; `db` is the read-only connection. */
struct aside_ops {
	const char *const *tables; /* of whose rows it wants to know; none WITHOUT ROWID */
	size_t n_tables;
	/* The database is at `seq`; what is kept of it may be of any other moment. */
	void *(*open)(const char *db_path, int64_t seq);
	/* It is at least at this one, and these rows are not as they were when it was opened or this was called before.
	 * The first call, which is the time for what takes long, has none. */
	void (*follow)(void *state, struct db *db, int64_t seq, const struct row_change *rows, size_t n);
	/* Everything up to `seq` was followed. */
	void (*close)(void *state, int64_t seq);
};
