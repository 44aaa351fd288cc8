/* What happens to a database as a whole: migrations, checks, backup. */
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "store/db_internal.h"
#include "store/migrations.h"

/* "Stag"; schema/sql/0002 writes it. */
#define APPLICATION_ID 0x53746167
#define SIGNED_SINCE 2

int db_schema_known(void)
{
	return migrations[n_migrations - 1].number;
}

/* The number in the first column of the first row; -1: there is none, or no database. */
static int ask(struct db *db, const char *sql)
{
	sqlite3_stmt *s;
	int answer = -1;

	if (sqlite3_prepare_v2(db->sqlite, sql, -1, &s, NULL) == SQLITE_OK &&
	    sqlite3_step(s) == SQLITE_ROW)
		answer = sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
	return answer;
}

int db_schema_version(struct db *db)
{
	return ask(db, "PRAGMA user_version");
}

bool db_is_ours(struct db *db)
{
	int version = db_schema_version(db);

	/* Tables without a version are another program's: ours must not be put among them. */
	if (version <= 0)
		return version == 0 && ask(db, "SELECT count(*) FROM sqlite_schema") == 0;
	if (version >= SIGNED_SINCE)
		return ask(db, "PRAGMA application_id") == APPLICATION_ID;
	return ask(db, "SELECT count(*) FROM sqlite_schema "
		       "WHERE name IN ('meta', 'idempotency', 'queue_entry')") == 3;
}

static enum err apply(struct db *db, const struct migration *m)
{
	AUTO(buf_done) struct buf sql = { 0 };

	buf_printf(&sql, "BEGIN IMMEDIATE;\n%s;PRAGMA user_version = %d;\nCOMMIT;", m->sql,
		   m->number);
	if (sqlite3_exec(db->sqlite, sql.at, NULL, NULL, NULL) == SQLITE_OK)
		return ERR_OK;
	log_error("migration_failed", "number", log_i(m->number), "name", m->name, "sqlite",
		  sqlite3_errmsg(db->sqlite));
	db_rollback(db);
	return ERR_INTERNAL;
}

enum err db_migrate(struct db *db)
{
	int version = db_schema_version(db);

	for (size_t i = 0; i < n_migrations; i++) {
		enum err e;

		if (migrations[i].number <= version)
			continue;
		e = apply(db, &migrations[i]);
		if (e)
			return e;
		log_info("migrated", "number", log_i(migrations[i].number), "name",
			 migrations[i].name);
	}
	return ERR_OK;
}

/* Runs a PRAGMA that answers a single "ok", or nothing, when all is well; logs what it says
 * otherwise. */
static bool is_ok(struct db *db, const char *pragma)
{
	sqlite3_stmt *s;
	bool ok = true;

	if (sqlite3_prepare_v2(db->sqlite, pragma, -1, &s, NULL) != SQLITE_OK)
		return false;
	for (;;) {
		int rc = sqlite3_step(s);
		const char *text;

		if (rc == SQLITE_DONE)
			break;
		text = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) :
					  sqlite3_errmsg(db->sqlite);
		if (rc != SQLITE_ROW || !text || strcmp(text, "ok") != 0) {
			log_error("database_damaged", "check", pragma, "finding", text ? text : "");
			ok = false;
		}
		if (rc != SQLITE_ROW)
			break;
	}
	sqlite3_finalize(s);
	return ok;
}

bool db_quick_check(struct db *db)
{
	return is_ok(db, "PRAGMA quick_check(5)");
}

bool db_is_sound(struct db *db)
{
	return is_ok(db, "PRAGMA integrity_check(20)") && is_ok(db, "PRAGMA foreign_key_check");
}

enum err db_backup(struct db *db, const char *to)
{
	sqlite3 *target = NULL;
	sqlite3_backup *backup = NULL;
	int rc;

	if (access(to, F_OK) == 0) {
		log_error("backup_failed", "path", to, "reason", "the file exists");
		return ERR_INTERNAL;
	}
	rc = sqlite3_open_v2(to, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	if (rc == SQLITE_OK)
		backup = sqlite3_backup_init(target, "main", db->sqlite, "main");
	if (backup) {
		sqlite3_backup_step(backup, -1);
		rc = sqlite3_backup_finish(backup);
	}
	if (rc != SQLITE_OK || !backup)
		log_error("backup_failed", "path", to, "reason", sqlite3_errmsg(target));
	sqlite3_close(target);
	return rc == SQLITE_OK && backup ? ERR_OK : ERR_INTERNAL;
}
