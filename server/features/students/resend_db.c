/* See resend.h. */
#include "features/students/resend.h"

enum err resend_db_reach(struct db *db, struct arena *a, int64_t fair, int64_t coordinator, int64_t student,
			 int64_t now_ms, struct reach *ret)
{
	static const char SQL[] =
		"SELECT y.email IS NOT NULL, f.state = 'closed', f.name, coalesce(g.code, '') "
		"FROM card c JOIN account y ON y.id = c.account_id JOIN fair f ON f.id = c.fair_id "
		"LEFT JOIN student_group g ON g.fair_id = c.fair_id AND g.school_id = c.school_id "
		"AND NOT g.is_withdrawn AND g.until_ms > :now "
		"AND (SELECT count(*) FROM card o WHERE o.group_id = g.id) < g.most "
		"WHERE c.account_id = :student AND c.fair_id = :fair AND EXISTS (SELECT 1 FROM participation p "
		"  WHERE p.account_id = :coordinator AND p.fair_id = c.fair_id AND p.role = 'coordinator' "
		"  AND p.org_id = c.school_id) "
		"ORDER BY g.id IS NOT c.group_id, g.id DESC LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":coordinator", coordinator);
	stmt_i64(s, ":student", student);
	stmt_i64(s, ":now", now_ms);
	*ret = (struct reach){ .is_own = stmt_row(s) };
	if (ret->is_own) {
		ret->has_address = col_i64(s, 0) != 0;
		ret->is_over = col_i64(s, 1) != 0;
		ret->fair_name = col_str(s, 2, a);
		ret->code = col_str(s, 3, a);
	}
	return stmt_end(s);
}

enum err resend_db_of_coordinator(struct db *db, int64_t coordinator, int64_t since_ms, int64_t *ret)
{
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM student_mail WHERE coordinator_id = :who AND at_ms > :since");

	stmt_i64(s, ":who", coordinator);
	stmt_i64(s, ":since", since_ms);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err resend_db_add(struct db *db, int64_t fair, int64_t coordinator, int64_t student, int64_t now_ms)
{
	static const char SQL[] = "INSERT INTO student_mail (account_id, fair_id, at_ms, coordinator_id) "
				  "VALUES (:student, :fair, :now, :coordinator) ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":coordinator", coordinator);
	return stmt_run(s);
}
