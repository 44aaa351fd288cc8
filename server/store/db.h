/*
 * One SQLite connection: opened with the pragmas that durability rests on, statements prepared
 * once and bound by name, and one door to the transaction. A connection belongs to one thread.
 *
 * WAL with synchronous=FULL: NORMAL loses acknowledged commits on power loss (facts: 5 to 30 of 30
 * replays), FULL lost none in 1,580.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct db;
struct stmt;

enum db_mode {
	DB_WRITER,	/* the engine's: takes the lock file, so that there is only one */
	DB_READER,	/* read-only, for reads, reports and exports */
	DB_WRITER_TEST, /* a writer that also judges statements: db_scans(), and who writes what */
};

/*
 * Opens the database file at path. A writer creates and migrates it (schema/sql); an older one is
 * upgraded. On failure the reason has been logged in words an operator can act on: locked by another
 * process, newer than this program, damaged, not a database. ":memory:" is allowed for writers.
 */
enum err db_open(const char *path, enum db_mode mode, struct db **ret) MUST_CHECK;
void db_close(struct db *db);

/* A file beside the database that can be made anew from it: its tables (no migrations: another version is another
 * file) and statements that fail where they are not as they should be. */
struct derived {
	const char *schema, *check;
	int version;
};

/* Opens it for writing. What is missing, damaged or of another version is made anew, empty (ret_is_new), and that is
 * logged. A power cut may take what was written last, and never leaves half of a transaction. */
enum err db_open_derived(const char *path, const struct derived *d, struct db **ret, bool *ret_is_new) MUST_CHECK;
void db_derived_remove(const char *path);

/* Leaves nothing of what was removed in the write-ahead log. */
void db_shed(struct db *db);

/* Calls `changed` for each row that the connection writes or removes, also where that is taken back later; not for
 * tables WITHOUT ROWID. It must not use the connection. */
void db_watch(struct db *db, void (*changed)(void *arg, const char *table, int64_t id), void *arg);

/* The newest schema that this program knows, and the one in the file. */
int db_schema_known(void);
int db_schema_version(struct db *db);

/* Whether the file is a Stagebeurs database, of whatever version, or an empty one. */
bool db_is_ours(struct db *db);

/*
 * The statement for this SQL, prepared at its first use and kept; reset and without values. `sql`
 * must be a string constant: its address is the key. SQL that does not prepare aborts, because it
 * is our own mistake. A statement in use must be ended before the same SQL is asked for again.
 */
#define db_stmt(db, sql) db_stmt_from(db, sql, __FILE__)

/* The same for a statement of this source file: in tests, SQL that writes a table of another feature
 * (schema/sql, "writers") aborts. */
struct stmt *db_stmt_from(struct db *db, const char *sql, const char *file);

/* Binds a value by its name (":booth"). An unknown name aborts. Texts must live until stmt_end. */
void stmt_i64(struct stmt *s, const char *name, int64_t value);
void stmt_str(struct stmt *s, const char *name, struct str value);
void stmt_blob(struct stmt *s, const char *name, const void *at, size_t len);
void stmt_null(struct stmt *s, const char *name);

/* Binds a value of which 0 means "none": NULL. Reading NULL with col_i64 gives 0 again. */
void stmt_opt(struct stmt *s, const char *name, int64_t value);

/* The next row; false at the end or on failure (which stmt_end tells). */
bool stmt_row(struct stmt *s);

/* Columns of the row at hand, in the order of the SELECT. Texts are copied into the arena. */
int64_t col_i64(struct stmt *s, int i);
bool col_is_null(struct stmt *s, int i);
struct str col_str(struct stmt *s, int i, struct arena *a);

/* Ends the statement: ERR_OK, or ERR_INTERNAL after logging what SQLite said. */
enum err stmt_end(struct stmt *s);

/* Runs a statement that returns no rows, and ends it. */
enum err stmt_run(struct stmt *s) MUST_CHECK;

/* One number from one row: false where there is no row (or the statement failed). Ends it. */
bool stmt_one_i64(struct stmt *s, int64_t *ret);

/* A list of keys, arena-owned. */
struct ids {
	int64_t *at;
	size_t n;
};

/* A list of one key. */
struct ids ids_one(struct arena *a, int64_t key);

/* Whether the statement has a row. Ends the statement. */
enum err stmt_exists(struct stmt *s, bool *ret) MUST_CHECK;

/* The numbers in a statement's first column, in an array of the arena. Ends the statement. */
enum err stmt_ids(struct stmt *s, struct arena *a, struct ids *ret) MUST_CHECK;

/* Rows changed by the newest statement. */
int64_t db_changes(struct db *db);

/* ---- transactions: only the engine, migrations and whoever owns a derived file call these ---- */

enum db_commit {
	DB_COMMITTED,
	DB_FULL,    /* no space: rolled back, everything is as before; try later */
	DB_BROKEN,  /* the disk failed: nothing more may be promised, the process must end */
};

enum err db_begin(struct db *db) MUST_CHECK;
enum db_commit db_commit(struct db *db) MUST_CHECK;
void db_rollback(struct db *db);

/* How much was written by now: equal marks of one transaction, and nothing was between them. */
int64_t db_mark(const struct db *db);

/* Whether the open transaction is as it was at that mark, with nothing to take back. After a failure of the disk it
 * counts as such: nothing of it will be committed. */
bool db_is_at(const struct db *db, int64_t mark);

/* One level of savepoint, for one command of a batch. SQLite copies each page that is changed under it for the first
 * time, which is a twelfth of what a booking costs. */
enum err db_savepoint(struct db *db) MUST_CHECK;
enum err db_release(struct db *db) MUST_CHECK;
void db_rollback_to(struct db *db);

/* What is read until the end is of one moment: that of the first statement. A statement that writes
 * fails until then. */
enum err db_read_begin(struct db *db) MUST_CHECK;
void db_read_end(struct db *db);

/* Copies the pages of the write-ahead log into the database file, as far as readers allow. From an
 * idle moment: a checkpoint in the middle of a batch costs that batch its latency. A commit does it when there are very
 * many. What fails is logged, and tried again. */
void db_checkpoint(struct db *db);

/* Pages that the log has grown by since a checkpoint was tried. */
int db_log_growth(const struct db *db);

/* Copies the live database into a new file (SQLite's backup API). The file must not exist. */
enum err db_backup(struct db *db, const char *to) MUST_CHECK;

/* PRAGMA integrity_check and foreign_key_check: true when sound; otherwise what is wrong is
 * logged. */
bool db_is_sound(struct db *db);

/* Statements of a DB_WRITER_TEST that scanned a table without saying why. */
unsigned db_scans(const struct db *db);
