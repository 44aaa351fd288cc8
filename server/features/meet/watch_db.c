/* Who wants to know when a booth takes walk-ins again. See meet_db.h. */
#include "features/meet/meet_db.h"

enum err watch_db_add(struct db *db, int64_t fair, int64_t booth, int64_t account, int64_t now_ms)
{
	static const char SQL[] = "INSERT INTO watch (account_id, booth_id, fair_id, since_ms) "
				  "VALUES (:account, :booth, :fair, :now) ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err watch_db_remove(struct db *db, int64_t booth, int64_t account)
{
	static const char SQL[] =
		"DELETE FROM watch WHERE account_id = :account AND booth_id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	return stmt_run(s);
}

enum err watch_db_is(struct db *db, int64_t booth, int64_t account, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM watch WHERE account_id = :account AND booth_id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	return stmt_exists(s, ret);
}

enum err watch_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	static const char SQL[] = "SELECT booth_id FROM watch WHERE account_id = :account "
				  "ORDER BY booth_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err watch_db_of_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT account_id FROM watch WHERE booth_id = :booth "
				  "ORDER BY account_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}
