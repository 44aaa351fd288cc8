/* Who waits for a time at a booth. See meet_db.h. */
#include "features/meet/meet_db.h"

enum err slot_wait_db_add(struct db *db, int64_t fair, int64_t booth, int64_t account,
			  int64_t now_ms)
{
	static const char SQL[] = "INSERT INTO slot_wait (account_id, booth_id, fair_id, since_ms) "
				  "VALUES (:account, :booth, :fair, :now) ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err slot_wait_db_remove(struct db *db, int64_t booth, int64_t account)
{
	static const char SQL[] =
		"DELETE FROM slot_wait WHERE account_id = :account AND booth_id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	return stmt_run(s);
}

enum err slot_wait_db_place(struct db *db, int64_t booth, int64_t account, uint32_t *ret)
{
	static const char SQL[] =
		"SELECT (SELECT count(*) FROM slot_wait o WHERE o.booth_id = :booth "
		"  AND (o.since_ms, o.account_id) <= (w.since_ms, w.account_id)) "
		"FROM slot_wait w WHERE w.account_id = :account AND w.booth_id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	*ret = stmt_row(s) ? (uint32_t)col_i64(s, 0) : 0;
	return stmt_end(s);
}

enum err slot_wait_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	static const char SQL[] =
		"SELECT booth_id FROM slot_wait WHERE account_id = :account ORDER BY since_ms";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err slot_wait_db_of_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT account_id FROM slot_wait WHERE booth_id = :booth "
				  "ORDER BY since_ms, account_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}
