/* See audit_db.h. */
#include "features/audit/audit_db.h"

#define DEEDS_MOST 100
#define DEEDS                                                                                                  \
	"SELECT d.id, d.at_ms, coalesce(w.name, '-'), d.role, d.command, o.name, p.name, d.is_back FROM audit d " \
	"LEFT JOIN account w ON w.id = d.account_id LEFT JOIN organisation o ON o.id = d.org_id "              \
	"LEFT JOIN account p ON p.id = d.about_id WHERE "
#define NEWEST "AND d.id < :before ORDER BY d.id DESC LIMIT 100"

enum err audit_db_list(struct db *db, struct arena *a, int64_t fair, enum deed_role role, int64_t before, struct wire_deed **ret,
		       size_t *ret_n)
{
	static const char OF_FAIR[] = DEEDS "d.fair_id = :fair AND d.role = :role " NEWEST;
	static const char OF_NONE[] = DEEDS "d.fair_id IS NULL " NEWEST;
	struct wire_deed *at = arena_array(a, DEEDS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, fair ? OF_FAIR : OF_NONE);
	size_t n = 0;

	if (fair) {
		stmt_i64(s, ":fair", fair);
		stmt_str(s, ":role", str_of(deed_role_name(role)));
	}
	stmt_i64(s, ":before", before ? before : INT64_MAX);
	while (n < DEEDS_MOST && stmt_row(s)) {
		at[n] = (struct wire_deed){ .id = col_i64(s, 0),
					    .at_ms = col_i64(s, 1),
					    .name = col_str(s, 2, a),
					    .command = col_str(s, 4, a),
					    .has_organisation = !col_is_null(s, 5),
					    .organisation = col_str(s, 5, a),
					    .has_about = !col_is_null(s, 6),
					    .about = col_str(s, 6, a),
					    .is_back = col_i64(s, 7) != 0 };
		if (deed_role_from(col_str(s, 3, a), &at[n].role))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}
