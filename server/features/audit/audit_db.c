/* See audit_db.h. */
#include "features/audit/audit_db.h"

#define DEEDS_MOST 100

enum err audit_db_list(struct db *db, struct arena *a, int64_t fair, int64_t before, struct wire_deed **ret,
		       size_t *ret_n)
{
	static const char SQL[] =
		"SELECT d.id, d.at_ms, coalesce(w.name, '-'), d.role, d.command, o.name, p.name FROM audit d "
		"LEFT JOIN account w ON w.id = d.account_id LEFT JOIN organisation o ON o.id = d.org_id "
		"LEFT JOIN account p ON p.id = d.about_id "
		"WHERE d.fair_id IS :fair AND d.id < :before ORDER BY d.id DESC LIMIT 100";
	struct wire_deed *at = arena_array(a, DEEDS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_opt(s, ":fair", fair);
	stmt_i64(s, ":before", before ? before : INT64_MAX);
	while (n < DEEDS_MOST && stmt_row(s))
		at[n++] = (struct wire_deed){ .id = col_i64(s, 0),
					      .at_ms = col_i64(s, 1),
					      .name = col_str(s, 2, a),
					      .role = col_str(s, 3, a),
					      .command = col_str(s, 4, a),
					      .has_organisation = !col_is_null(s, 5),
					      .organisation = col_str(s, 5, a),
					      .has_about = !col_is_null(s, 6),
					      .about = col_str(s, 6, a) };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}
