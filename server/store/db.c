/*
 * A SQLite connection and its statements. What it promises is in db.h; this file is the only one,
 * with db_admin.c, that calls SQLite.
 */
#include "store/db_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "store/migrations.h"

/* cache_spill: nothing reaches the log before its commit. log_vfs.c rests on that, and so does every commit: when
 * SQLite 3.40 has written pages of a transaction before, and a savepoint of it is taken back, the checksums of what it
 * commits then do not follow each other, and a crash loses what it reported (log_vfs_test.c). */
static const char WRITER_PRAGMAS[] =
	"PRAGMA journal_mode = WAL;"
	"PRAGMA synchronous = FULL;"
	"PRAGMA foreign_keys = ON;"
	"PRAGMA trusted_schema = OFF;"
	"PRAGMA secure_delete = ON;"
	"PRAGMA cache_size = -65536;"
	"PRAGMA cache_spill = OFF;"
	"PRAGMA temp_store = MEMORY;";

static const char READER_PRAGMAS[] = "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;"
				     "PRAGMA busy_timeout = 5000;";

void db_log(struct db *db, const char *event)
{
	log_error(event, "sqlite", sqlite3_errmsg(db->sqlite), "code",
		  log_i(sqlite3_extended_errcode(db->sqlite)));
}

/* Nothing commits but db_commit(): a COMMIT from anywhere else becomes a rollback and is noticed. */
static int guard_commit(void *arg)
{
	struct db *db = arg;

	return db->may_commit ? 0 : 1;
}

/* Whether this source file may write this table; a table that nobody claims is a test's own. */
static bool may_write(const char *file, const char *table)
{
	bool is_claimed = false;

	for (size_t i = 0; i < n_table_writers; i++) {
		if (strcmp(table_writers[i].table, table) != 0)
			continue;
		is_claimed = true;
		if (strstr(file, table_writers[i].folder))
			return true;
	}
	return !is_claimed;
}

/* A second belt beside the layers: each feature writes its own tables and nobody else's. */
static int guard_write(void *arg, int action, const char *table, const char *column,
		       const char *database, const char *trigger)
{
	const struct db *db = arg;
	bool is_write = action == SQLITE_INSERT || action == SQLITE_UPDATE ||
			action == SQLITE_DELETE;

	(void)column;
	(void)database;
	(void)trigger;
	if (!is_write || !db->file || may_write(db->file, table))
		return SQLITE_OK;
	log_error("foreign_table", "table", table, "file", db->file);
	return SQLITE_DENY;
}

static enum err take_lock(struct db *db, const char *path)
{
	char name[4096];

	snprintf(name, sizeof(name), "%s.lock", path);
	db->lock_fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (db->lock_fd < 0) {
		log_error("database_unusable", "path", path, "reason", strerror(errno));
		return ERR_INTERNAL;
	}
	if (flock(db->lock_fd, LOCK_EX | LOCK_NB) < 0) {
		log_error("database_locked", "path", path, "reason",
			  "another process is using this database; stop it, or use its socket");
		return ERR_INTERNAL;
	}
	return ERR_OK;
}

static enum err refuse(struct db *db, const char *path, const char *reason)
{
	log_error("database_unusable", "path", path, "reason", reason, "sqlite",
		  sqlite3_errmsg(db->sqlite));
	return ERR_INTERNAL;
}

static enum err check_file(struct db *db, const char *path)
{
	if (!db_is_ours(db))
		return refuse(db, path, "this is not a Stagebeurs database, or it is damaged");
	if (db_schema_version(db) > db_schema_known())
		return refuse(db, path,
			      "it was written by a newer version of Stagebeurs; use that version");
	if (!db_quick_check(db))
		return refuse(db, path, "it is damaged; restore a backup (stagebeurs restore)");
	return ERR_OK;
}

static enum err open_writer(struct db *db, const char *path)
{
	enum err e = ERR_OK;

	if (strcmp(path, ":memory:") != 0)
		e = take_lock(db, path);
	if (e)
		return e;
	if (sqlite3_open_v2(path, &db->sqlite,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
				    SQLITE_OPEN_EXRESCODE,
			    LOG_VFS))
		return refuse(db, path, "it cannot be opened");
	e = check_file(db, path);
	if (e)
		return e;
	if (sqlite3_exec(db->sqlite, WRITER_PRAGMAS, NULL, NULL, NULL))
		return refuse(db, path, "it cannot be written");
	e = db_migrate(db);
	if (e)
		return e;
	sqlite3_commit_hook(db->sqlite, guard_commit, db);
	sqlite3_wal_hook(db->sqlite, db_logged, db);
	if (db->checks_plans)
		sqlite3_set_authorizer(db->sqlite, guard_write, db);
	return ERR_OK;
}

static enum err open_reader(struct db *db, const char *path)
{
	if (sqlite3_open_v2(path, &db->sqlite,
			    SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
			    NULL) ||
	    sqlite3_exec(db->sqlite, READER_PRAGMAS, NULL, NULL, NULL))
		return refuse(db, path, "it cannot be opened for reading");
	/* The first read opens the files beside it. Now, and not when there may be no descriptor left for them: then a
	 * statement that does not prepare would be taken for a mistake of ours. */
	if ((sqlite3_exec(db->sqlite, "PRAGMA user_version", NULL, NULL, NULL) & 0xff) == SQLITE_CANTOPEN)
		return refuse(db, path, "a file beside it cannot be opened");
	return ERR_OK;
}

/* Nobody asks how much SQLite has allocated; counting it takes a lock at every allocation. */
static void configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	log_vfs_register();
}

struct db *db_new(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct db *db = mem_alloc(sizeof(*db));

	pthread_once(&once, configure);
	db->lock_fd = -1;
	return db;
}

enum err db_open(const char *path, enum db_mode mode, struct db **ret)
{
	struct db *db = db_new();
	enum err e;

	db->checks_plans = mode == DB_WRITER_TEST;
	e = mode == DB_READER ? open_reader(db, path) : open_writer(db, path);
	if (e) {
		db_close(db);
		return e;
	}
	*ret = db;
	return ERR_OK;
}

void db_close(struct db *db)
{
	size_t pos = 0;
	uint64_t key;
	void *value;

	if (!db)
		return;
	while (map_next(&db->stmts, &pos, &key, &value)) {
		struct stmt *s = value;

		sqlite3_finalize(s->sqlite);
		free(s);
	}
	map_done(&db->stmts);
	sqlite3_close(db->sqlite);
	if (db->lock_fd >= 0)
		close(db->lock_fd);
	free(db);
}

/* A statement that walks a whole table is a mistake unless its SQL says why: "scan: …". */
static void check_plan(struct db *db, const char *sql)
{
	AUTO(buf_done) struct buf explain = { 0 };
	sqlite3_stmt *plan;

	if (strstr(sql, "scan:"))
		return;
	buf_printf(&explain, "EXPLAIN QUERY PLAN %s", sql);
	if (sqlite3_prepare_v2(db->sqlite, explain.at, (int)explain.len, &plan, NULL))
		return;
	while (sqlite3_step(plan) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(plan, 3);

		/* Tables are snake_case: what is upper case after SCAN is a subquery or a constant. */
		if (strncmp(detail, "SCAN ", 5) == 0 && detail[5] >= 'a' &&
		    !strstr(detail, "USING") && !strstr(detail, "VIRTUAL")) {
			log_error("full_scan", "plan", detail, "sql", sql);
			db->scans++;
		}
	}
	sqlite3_finalize(plan);
}

struct stmt *db_stmt_from(struct db *db, const char *sql, const char *file)
{
	struct stmt *s = map_get(&db->stmts, (uintptr_t)sql);

	if (!s) {
		s = mem_alloc(sizeof(*s));
		s->db = db;
		db->file = file;
		if (sqlite3_prepare_v3(db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->sqlite,
				       NULL)) {
			log_error("bad_sql", "sqlite", sqlite3_errmsg(db->sqlite), "sql", sql);
			abort();
		}
		db->file = NULL;
		if (db->checks_plans)
			check_plan(db, sql);
		map_set(&db->stmts, (uintptr_t)sql, s);
	}
	if (s->is_busy) {
		log_error("statement_reentered", "sql", sql);
		abort();
	}
	s->is_busy = true;
	s->rc = db->is_reading && !sqlite3_stmt_readonly(s->sqlite) ? SQLITE_READONLY : SQLITE_OK;
	return s;
}

static int parameter(struct stmt *s, const char *name)
{
	int i = sqlite3_bind_parameter_index(s->sqlite, name);

	if (!i) {
		log_error("unknown_parameter", "name", name, "sql", sqlite3_sql(s->sqlite));
		abort();
	}
	return i;
}

static void keep(struct stmt *s, int rc)
{
	if (s->rc == SQLITE_OK)
		s->rc = rc;
}

void stmt_i64(struct stmt *s, const char *name, int64_t value)
{
	keep(s, sqlite3_bind_int64(s->sqlite, parameter(s, name), value));
}

void stmt_str(struct stmt *s, const char *name, struct str value)
{
	keep(s, sqlite3_bind_text64(s->sqlite, parameter(s, name), value.at ? value.at : "",
				    value.len, SQLITE_STATIC, SQLITE_UTF8));
}

void stmt_blob(struct stmt *s, const char *name, const void *at, size_t len)
{
	keep(s, sqlite3_bind_blob64(s->sqlite, parameter(s, name), at, len, SQLITE_STATIC));
}

void stmt_null(struct stmt *s, const char *name)
{
	keep(s, sqlite3_bind_null(s->sqlite, parameter(s, name)));
}

void stmt_opt(struct stmt *s, const char *name, int64_t value)
{
	if (value)
		stmt_i64(s, name, value);
	else
		stmt_null(s, name);
}

bool stmt_row(struct stmt *s)
{
	int rc;

	if (s->rc != SQLITE_OK)
		return false;
	rc = sqlite3_step(s->sqlite);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		s->rc = rc;
	return false;
}

int64_t col_i64(struct stmt *s, int i)
{
	return sqlite3_column_int64(s->sqlite, i);
}

bool col_is_null(struct stmt *s, int i)
{
	return sqlite3_column_type(s->sqlite, i) == SQLITE_NULL;
}

struct str col_str(struct stmt *s, int i, struct arena *a)
{
	const char *text = (const char *)sqlite3_column_text(s->sqlite, i);

	return arena_str(a, (struct str){ text ? text : "",
					  (size_t)sqlite3_column_bytes(s->sqlite, i) });
}

enum err stmt_end(struct stmt *s)
{
	int rc = s->rc;

	if (rc != SQLITE_OK) {
		log_error("statement_failed", "sqlite", sqlite3_errmsg(s->db->sqlite), "code",
			  log_i(rc), "sql", sqlite3_sql(s->sqlite));
		/* A full disk is told apart from our own mistakes: the caller may try later. */
		if ((rc & 0xff) == SQLITE_FULL)
			s->db->is_full = true;
		else if ((rc & 0xff) == SQLITE_IOERR)
			s->db->is_broken = true;
	}
	sqlite3_reset(s->sqlite);
	sqlite3_clear_bindings(s->sqlite);
	s->is_busy = false;
	return rc == SQLITE_OK ? ERR_OK : ERR_INTERNAL;
}

enum err stmt_run(struct stmt *s)
{
	while (stmt_row(s)) {
	}
	return stmt_end(s);
}

bool stmt_one_i64(struct stmt *s, int64_t *ret)
{
	bool has_row = stmt_row(s);
	int64_t value = has_row ? col_i64(s, 0) : 0;

	if (stmt_end(s) || !has_row)
		return false;
	*ret = value;
	return true;
}

struct ids ids_one(struct arena *a, int64_t key)
{
	struct ids one = { arena_alloc(a, sizeof(key)), 1 };

	one.at[0] = key;
	return one;
}

enum err stmt_exists(struct stmt *s, bool *ret)
{
	*ret = stmt_row(s);
	return stmt_end(s);
}

enum err stmt_ids(struct stmt *s, struct arena *a, struct ids *ret)
{
	size_t size = 0;

	*ret = (struct ids){ 0 };
	while (stmt_row(s)) {
		if (ret->n == size) {
			int64_t *grown;

			size = size ? size * 2 : 32;
			grown = arena_array(a, size, sizeof(*grown));
			if (ret->n)
				memcpy(grown, ret->at, ret->n * sizeof(*grown));
			ret->at = grown;
		}
		ret->at[ret->n++] = col_i64(s, 0);
	}
	return stmt_end(s);
}

int64_t db_changes(struct db *db)
{
	return sqlite3_changes64(db->sqlite);
}

static void tell_change(void *arg, int action, const char *database, const char *table, sqlite3_int64 id)
{
	struct db *db = arg;

	(void)action;
	(void)database;
	db->changed(db->changed_arg, table, id);
}

void db_watch(struct db *db, void (*changed)(void *arg, const char *table, int64_t id), void *arg)
{
	db->changed = changed;
	db->changed_arg = arg;
	sqlite3_update_hook(db->sqlite, tell_change, db);
}

unsigned db_scans(const struct db *db)
{
	return db->scans;
}
