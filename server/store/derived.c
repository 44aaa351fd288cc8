/* Files that can be made anew. What is promised is in db.h. */
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "store/db_internal.h"

/* "Deri": the file is one of ours, of whatever version. */
#define APPLICATION_ID 0x44657269

/* Nothing here is worth an fsync a commit: what a power cut takes is noticed, and made anew. */
static const char PRAGMAS[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF;"
			      "PRAGMA secure_delete = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;";

static bool exec(struct db *db, const char *sql)
{
	return sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool is_number(struct db *db, const char *pragma, int expected)
{
	sqlite3_stmt *s;
	bool is_it = sqlite3_prepare_v2(db->sqlite, pragma, -1, &s, NULL) == SQLITE_OK &&
		     sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0) == expected;

	sqlite3_finalize(s);
	return is_it;
}

/* Every table is looked into: a statement that does not prepare later would be taken for a mistake of ours. */
static bool is_usable(struct db *db, const struct derived *d)
{
	return is_number(db, "PRAGMA application_id", APPLICATION_ID) &&
	       is_number(db, "PRAGMA user_version", d->version) && db_quick_check(db) && exec(db, d->check);
}

static enum err open_file(const char *path, struct db **ret)
{
	struct db *db = db_new();

	if (sqlite3_open_v2(path, &db->sqlite,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
			    NULL) == SQLITE_OK &&
	    exec(db, PRAGMAS)) {
		*ret = db;
		return ERR_OK;
	}
	db_close(db);
	return ERR_INTERNAL;
}

static enum err make(const char *path, const struct derived *d, struct db **ret)
{
	AUTO(buf_done) struct buf sql = { 0 };
	struct db *db;
	enum err e = open_file(path, &db);

	if (e) {
		log_error("derived_unusable", "path", path, "reason", "it cannot be written");
		return e;
	}
	buf_printf(&sql, "BEGIN IMMEDIATE; %s; PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
		   d->schema, APPLICATION_ID, d->version);
	if (!exec(db, sql.at)) {
		db_log(db, "derived_unusable");
		db_close(db);
		return ERR_INTERNAL;
	}
	*ret = db;
	return ERR_OK;
}

void db_derived_remove(const char *path)
{
	static const char *const PARTS[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
		AUTO(buf_done) struct buf name = { 0 };

		buf_printf(&name, "%s%s", path, PARTS[i]);
		unlink(name.at);
	}
}

enum err db_open_derived(const char *path, const struct derived *d, struct db **ret, bool *ret_is_new)
{
	bool was_there = access(path, F_OK) == 0;
	struct db *db;

	*ret_is_new = true;
	if (was_there && !open_file(path, &db)) {
		if (is_usable(db, d)) {
			*ret = db;
			*ret_is_new = false;
			return ERR_OK;
		}
		db_close(db);
	}
	if (was_there)
		log_warn("derived_remade", "path", path, "reason", "it is damaged, or of another version");
	db_derived_remove(path);
	return make(path, d, ret);
}

void db_shed(struct db *db)
{
	sqlite3_wal_checkpoint_v2(db->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}
