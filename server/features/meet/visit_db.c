/* Where a student has been. See meet_db.h. */
#include "features/meet/meet_db.h"

enum err visit_db_save(struct db *db, int64_t student, const struct visit *visit)
{
	static const char SQL[] =
		"INSERT INTO visit (account_id, booth_id, fair_id, last_ms, has_chatted) "
		"VALUES (:student, :booth, :fair, :last, :chatted) ON CONFLICT DO UPDATE SET "
		"last_ms = excluded.last_ms, has_chatted = max(has_chatted, excluded.has_chatted)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":booth", visit->booth);
	stmt_i64(s, ":fair", visit->fair);
	stmt_i64(s, ":last", visit->last_ms);
	stmt_i64(s, ":chatted", visit->has_chatted);
	return stmt_run(s);
}

enum err visit_db_get(struct db *db, int64_t student, int64_t booth, struct visit *ret)
{
	static const char SQL[] = "SELECT fair_id, last_ms, has_chatted FROM visit "
				  "WHERE account_id = :student AND booth_id = :booth";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":booth", booth);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct visit){ col_i64(s, 0), booth, col_i64(s, 1), col_i64(s, 2) != 0 };
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err visit_db_of_person(struct db *db, struct arena *a, int64_t student, struct ids *ret)
{
	static const char SQL[] = "SELECT booth_id FROM visit WHERE account_id = :student "
				  "ORDER BY last_ms DESC LIMIT 100";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", student);
	return stmt_ids(s, a, ret);
}
