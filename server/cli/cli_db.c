/* See cli_db.h. */
#include "cli/cli_db.h"

enum err cli_db_incarnation(struct db *db, int64_t *ret)
{
	static const char SQL[] = "SELECT incarnation FROM meta WHERE id = 1";

	return stmt_one_i64(db_stmt(db, SQL), ret) ? ERR_OK : ERR_INTERNAL;
}

enum err cli_db_set_incarnation(struct db *db, int64_t incarnation)
{
	static const char SQL[] = "UPDATE meta SET incarnation = :incarnation WHERE id = 1";
	enum err e = db_begin(db);
	struct stmt *s;

	if (e)
		return e;
	s = db_stmt(db, SQL);
	stmt_i64(s, ":incarnation", incarnation);
	e = stmt_run(s);
	if (e) {
		db_rollback(db);
		return e;
	}
	return db_commit(db) == DB_COMMITTED ? ERR_OK : ERR_INTERNAL;
}
