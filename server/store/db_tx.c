/*
 * The one door to the transaction: the engine's batch, and what takes back a command of it. Everything
 * else that would commit is undone by the commit hook (db.c).
 */
#include <stdlib.h>

#include "base/log.h"
#include "store/db_internal.h"

/* What fails is judged by the caller and not by the statement. */
static int run(struct db *db, const char *sql)
{
	struct stmt *s = db_stmt(db, sql);
	int rc = sqlite3_step(s->sqlite);

	sqlite3_reset(s->sqlite);
	s->is_busy = false;
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

enum err db_begin(struct db *db)
{
	db->is_full = db->is_broken = false;
	if (run(db, "BEGIN IMMEDIATE") == SQLITE_OK)
		return ERR_OK;
	db_log(db, "begin_failed");
	return ERR_INTERNAL;
}

enum db_commit db_commit(struct db *db)
{
	int rc;

	if (db->is_broken) {
		db_rollback(db);
		return DB_BROKEN;
	}
	/* SQLite has rolled the batch back when it found the disk full (db_rollback_to). */
	if (db->is_full && sqlite3_get_autocommit(db->sqlite))
		return DB_FULL;
	db->may_commit = true;
	rc = run(db, "COMMIT");
	db->may_commit = false;
	if (rc == SQLITE_OK)
		return DB_COMMITTED;
	db_log(db, "commit_failed");
	db_rollback(db);
	/* After a failed fsync nobody knows what is on the disk: retrying would lie (PostgreSQL's
	 * fsync lesson, 2018). A full disk fails before anything is promised. */
	return (rc & 0xff) == SQLITE_FULL ? DB_FULL : DB_BROKEN;
}

void db_rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(db->sqlite) && run(db, "ROLLBACK") != SQLITE_OK)
		db_log(db, "rollback_failed");
}

int64_t db_mark(const struct db *db)
{
	return sqlite3_total_changes64(db->sqlite);
}

bool db_is_at(const struct db *db, int64_t mark)
{
	/* Of a full disk SQLite takes the whole transaction back. */
	return db->is_broken || (!sqlite3_get_autocommit(db->sqlite) && db_mark(db) == mark);
}

enum err db_savepoint(struct db *db)
{
	if (run(db, "SAVEPOINT command") == SQLITE_OK)
		return ERR_OK;
	db_log(db, "savepoint_failed");
	return ERR_INTERNAL;
}

enum err db_release(struct db *db)
{
	if (run(db, "RELEASE command") == SQLITE_OK)
		return ERR_OK;
	db_log(db, "release_failed");
	return ERR_INTERNAL;
}

void db_rollback_to(struct db *db)
{
	/* SQLite itself rolls the whole transaction back on some failures (a full disk); then there
	 * is no savepoint to return to, and db_commit() says so. */
	if (sqlite3_get_autocommit(db->sqlite)) {
		db->is_full = true;
		return;
	}
	if (run(db, "ROLLBACK TO command") || run(db, "RELEASE command"))
		db_log(db, "rollback_to_failed");
}

enum err db_read_begin(struct db *db)
{
	if (run(db, "BEGIN") == SQLITE_OK) {
		db->is_reading = true;
		return ERR_OK;
	}
	db_log(db, "read_begin_failed");
	return ERR_INTERNAL;
}

void db_read_end(struct db *db)
{
	db->is_reading = false;
	db_rollback(db); /* there is nothing to take back */
}

/* Checkpoints come between batches. Where they do not, or a reader keeps the log from beginning anew, a commit tries
 * from this length on, and again when it has grown by so much. */
#define LOG_MOST_PAGES 16000
#define LOG_AGAIN_PAGES 1000

int db_logged(void *arg, sqlite3 *sqlite, const char *name, int pages)
{
	struct db *db = arg;

	(void)sqlite;
	(void)name;
	if (pages < db->log_pages)
		db->tried_pages = 0; /* it began anew */
	db->log_pages = pages;
	if (pages >= LOG_MOST_PAGES && db_log_growth(db) >= LOG_AGAIN_PAGES)
		db_checkpoint(db);
	return SQLITE_OK;
}

int db_log_growth(const struct db *db)
{
	return db->log_pages - db->tried_pages;
}

void db_checkpoint(struct db *db)
{
	db->tried_pages = db->log_pages;
	if (sqlite3_wal_checkpoint_v2(db->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL))
		db_log(db, "checkpoint_failed");
}
