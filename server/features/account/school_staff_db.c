/* See school_staff_db.h. */
#include "features/account/school_staff_db.h"

#define SCHOOLS_MOST 20
#define STAFF_MOST 200

enum err school_staff_db_schools(struct db *db, struct arena *a, int64_t fair, int64_t account,
			 struct wire_school_of_fair **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT o.id, o.name, EXISTS (SELECT 1 FROM participation p WHERE p.account_id = :account "
		"AND p.fair_id = :fair AND p.role = 'organiser' AND p.org_id = o.id) "
		"FROM fair_school f JOIN organisation o ON o.id = f.org_id "
		"WHERE f.fair_id = :fair AND f.has_joined ORDER BY f.is_founder DESC, o.name, o.id LIMIT 20";
	struct wire_school_of_fair *at = arena_array(a, SCHOOLS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	while (n < SCHOOLS_MOST && stmt_row(s))
		at[n++] = (struct wire_school_of_fair){ .id = col_i64(s, 0),
						     .name = col_str(s, 1, a),
						     .is_mine = col_i64(s, 2) != 0 };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err school_staff_db_members(struct db *db, struct arena *a, int64_t fair, struct wire_school_staff **ret,
			 size_t *ret_n)
{
	static const char SQL[] =
		"SELECT p.account_id, a.name, coalesce(a.email, ''), p.role, p.org_id, "
		"a.seen_ms IS NOT NULL "
		"FROM participation p JOIN account a ON a.id = p.account_id "
		"WHERE p.fair_id = :fair AND p.role IN ('organiser', 'coordinator') "
		"ORDER BY a.name, p.account_id, p.role LIMIT 200";
	struct wire_school_staff *at = arena_array(a, STAFF_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (n < STAFF_MOST && stmt_row(s)) {
		at[n] = (struct wire_school_staff){ .account = col_i64(s, 0),
						   .name = col_str(s, 1, a),
						   .email = col_str(s, 2, a),
						   .school = col_i64(s, 4),
						   .has_come = col_i64(s, 5) != 0 };
		if (school_role_from(col_str(s, 3, a), &at[n].role))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err school_staff_db_count(struct db *db, int64_t fair, int64_t *ret)
{
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM participation WHERE fair_id = :fair "
				     "AND role IN ('organiser', 'coordinator')");

	stmt_i64(s, ":fair", fair);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err school_staff_db_is(struct db *db, int64_t fair, int64_t school, int64_t account, enum school_role role,
		    bool *ret)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM participation WHERE account_id = :account "
				     "AND fair_id = :fair AND role = :role AND org_id = :school");

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":role", str_of(school_role_name(role)));
	stmt_i64(s, ":school", school);
	return stmt_exists(s, ret);
}

enum err school_staff_db_may_choose(struct db *db, int64_t fair, int64_t school, int64_t account, bool *ret)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM participation p JOIN membership m ON m.account_id = p.account_id "
				     "AND m.org_id = p.org_id AND m.role = p.role WHERE p.account_id = :account "
				     "AND p.fair_id = :fair AND p.role = 'organiser' AND p.org_id = :school");

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	return stmt_exists(s, ret);
}

enum err school_staff_db_is_last(struct db *db, int64_t fair, int64_t school, int64_t account, bool *ret)
{
	bool has_other = false;
	struct stmt *s = db_stmt(db, "SELECT 1 FROM participation WHERE fair_id = :fair AND role = 'organiser' "
				     "AND org_id = :school AND account_id <> :account LIMIT 1");
	enum err e;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	stmt_i64(s, ":account", account);
	e = stmt_exists(s, &has_other);
	*ret = !has_other;
	return e;
}

enum err school_staff_db_forget(struct db *db, int64_t school, int64_t account, enum school_role role)
{
	struct stmt *s = db_stmt(db, "DELETE FROM membership WHERE account_id = :account AND org_id = :school "
				     "AND role = :role");

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":school", school);
	stmt_str(s, ":role", str_of(school_role_name(role)));
	return stmt_run(s);
}

enum err school_staff_db_names(struct db *db, struct arena *a, int64_t fair, int64_t school, struct str *ret_school,
		       struct str *ret_fair)
{
	struct stmt *s = db_stmt(db, "SELECT o.name, f.name FROM organisation o, fair f "
				     "WHERE o.id = :school AND f.id = :fair");

	stmt_i64(s, ":school", school);
	stmt_i64(s, ":fair", fair);
	if (stmt_row(s)) {
		*ret_school = col_str(s, 0, a);
		*ret_fair = col_str(s, 1, a);
	}
	return stmt_end(s);
}
