/* What db.c and its neighbours in store/ share; nobody else includes it. */
#pragma once

#include <sqlite3.h>

#include "base/buf.h"
#include "base/map.h"
#include "store/db.h"

struct stmt {
	struct db *db;
	sqlite3_stmt *sqlite;
	int rc; /* the first failure since it was taken */
	bool is_busy;
};

struct db {
	sqlite3 *sqlite;
	struct map stmts; /* address of the SQL text → struct stmt, owned */
	int lock_fd;
	unsigned scans;
	bool may_commit, checks_plans;
	bool is_reading; /* until db_read_end() nothing may be written */
	const char *file; /* whose statement is being prepared; tests only */
	void (*changed)(void *arg, const char *table, int64_t id); /* db_watch */
	void *changed_arg;
	bool is_full, is_broken; /* what failed since the last begin */
	int log_pages, tried_pages; /* of the write-ahead log: now, and when a checkpoint was tried last */
};

/* A connection that is not open yet; db_close() frees it. */
struct db *db_new(void);

/* The file system for a connection with synchronous = FULL and cache_spill = OFF, and only for such: log_vfs.c. */
#define LOG_VFS "stagebeurs"
void log_vfs_register(void);

/* Logs an event with what SQLite says about it. */
void db_log(struct db *db, const char *event);

/* SQLite's wal_hook: after a commit, with how many pages the log has now. */
int db_logged(void *db, sqlite3 *sqlite, const char *name, int pages);

/* Brings the schema up to date, each step in a transaction of its own. */
enum err db_migrate(struct db *db) MUST_CHECK;

/* PRAGMA quick_check: pages and indexes hang together. */
bool db_quick_check(struct db *db);
