/* See tell_db.h. */
#include "features/meet/tell_db.h"

enum err owing_db_watch(struct db *db, int64_t fair, int64_t booth, bool *ret_is_new)
{
	static const char SQL[] = "INSERT INTO owing_watch (booth_id, fair_id) VALUES (:booth, :fair) "
				  "ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":fair", fair);
	e = stmt_run(s);
	*ret_is_new = !e && db_changes(db) == 1;
	return e;
}

enum err owing_db_forget(struct db *db, int64_t booth)
{
	static const char SQL[] = "DELETE FROM owing_watch WHERE booth_id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_run(s);
}

enum err owing_db_count(struct db *db, int64_t booth, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM lead WHERE booth_id = :booth AND due_ms IS NOT NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err owing_db_overdue(struct db *db, struct arena *a, int64_t booth, int64_t now_ms, struct ids *ret)
{
	static const char SQL[] = "SELECT account_id FROM lead WHERE booth_id = :booth AND due_ms <= :now "
				  "ORDER BY due_ms, id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":now", now_ms);
	return stmt_ids(s, a, ret);
}

enum err owing_db_managers(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT p.account_id FROM booth b JOIN participation p "
				  "ON p.fair_id = b.fair_id AND p.role = 'manager' AND p.org_id = b.org_id "
				  "WHERE b.id = :booth ORDER BY p.account_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}
