/* See staff_db.h. */
#include "features/account/staff_db.h"

#define STAFF_MOST 200

enum err staff_db_list(struct db *db, struct arena *a, int64_t fair, int64_t org,
		       struct wire_staff_member **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT p.account_id, a.name, a.email, p.role, "
		"a.seen_ms IS NOT NULL "
		"FROM participation p JOIN account a ON a.id = p.account_id "
		"WHERE p.fair_id = :fair AND p.role IN ('recruiter', 'manager') AND p.org_id = :org "
		"ORDER BY a.name, p.account_id, p.role LIMIT 200";
	struct wire_staff_member *at = arena_array(a, STAFF_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	while (n < STAFF_MOST && stmt_row(s)) {
		at[n] = (struct wire_staff_member){ .account = col_i64(s, 0),
						    .name = col_str(s, 1, a),
						    .email = col_str(s, 2, a),
						    .has_come = col_i64(s, 4) != 0 };
		if (staff_role_from(col_str(s, 3, a), &at[n].role))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

static enum err add_participation(struct db *db, int64_t fair, int64_t org, int64_t account,
				  struct str role)
{
	static const char SQL[] = "INSERT INTO participation (fair_id, account_id, role, org_id) "
				  "VALUES (:fair, :account, :role, :org) ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	stmt_str(s, ":role", role);
	stmt_i64(s, ":org", org);
	return stmt_run(s);
}

enum err staff_db_add_student(struct db *db, int64_t fair, int64_t school, int64_t account)
{
	return add_participation(db, fair, school, account, STR("student"));
}

enum err staff_db_add(struct db *db, int64_t fair, int64_t org, int64_t account, struct str role)
{
	static const char SQL[] = "INSERT INTO membership (account_id, org_id, role) "
				  "VALUES (:account, :org, :role) ON CONFLICT DO NOTHING";
	enum err e = add_participation(db, fair, org, account, role);
	struct stmt *s;

	if (e)
		return e;
	s = db_stmt(db, SQL);
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":org", org);
	stmt_str(s, ":role", role);
	return stmt_run(s);
}

static enum err remove_membership(struct db *db, int64_t org, int64_t account)
{
	static const char SQL[] =
		"DELETE FROM membership WHERE account_id = :account AND org_id = :org "
		"AND role IN ('recruiter', 'manager') AND NOT EXISTS (SELECT 1 FROM participation p "
		"WHERE p.account_id = :account AND p.org_id = :org AND p.role = membership.role)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":org", org);
	return stmt_run(s);
}

enum err staff_db_remove(struct db *db, int64_t fair, int64_t org, int64_t account)
{
	static const char SQL[] = "DELETE FROM participation WHERE account_id = :account "
				  "AND fair_id = :fair AND role IN ('recruiter', 'manager') "
				  "AND org_id = :org";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	e = stmt_run(s);
	return e ? e : remove_membership(db, org, account);
}

enum err staff_db_count(struct db *db, int64_t fair, int64_t org, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM participation WHERE fair_id = :fair "
				  "AND role IN ('recruiter', 'manager') AND org_id = :org";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err staff_db_is(struct db *db, int64_t fair, int64_t org, int64_t account, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM participation WHERE account_id = :account AND fair_id = :fair "
				  "AND org_id = :org AND role IN ('recruiter', 'manager')";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	return stmt_exists(s, ret);
}

enum err staff_db_is_other(struct db *db, int64_t fair, int64_t account, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM participation WHERE account_id = :account "
				  "AND fair_id = :fair AND role NOT IN ('recruiter', 'manager') LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	return stmt_exists(s, ret);
}

enum err staff_db_there_as(struct db *db, int64_t fair, int64_t org, struct str email,
			   struct account_there *ret)
{
	static const char SQL[] =
		"SELECT coalesce(sum(p.role = 'student'), 0), coalesce(sum(p.role IN ('recruiter', 'manager') "
		"AND p.org_id <> :org), 0), coalesce(sum(p.role NOT IN ('student', 'recruiter', 'manager')), 0), "
		"coalesce(sum(p.role IN ('recruiter', 'manager') AND p.org_id = :org), 0) "
		"FROM account a JOIN participation p ON p.account_id = a.id AND p.fair_id = :fair "
		"WHERE a.email = :email";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	stmt_str(s, ":email", email);
	*ret = (struct account_there){ 0 };
	if (stmt_row(s))
		*ret = (struct account_there){
			.is_student = col_i64(s, 0) != 0,
			.is_elsewhere = col_i64(s, 1) != 0,
			.is_staff = col_i64(s, 2) != 0,
			.is_here = col_i64(s, 3) != 0,
		};
	return stmt_end(s);
}

enum err staff_db_is_last_manager(struct db *db, int64_t fair, int64_t org, int64_t account,
				  bool *ret)
{
	static const char SQL[] =
		"SELECT count(*) FROM participation WHERE fair_id = :fair AND role = 'manager' "
		"AND org_id = :org AND account_id <> :account";
	struct stmt *s = db_stmt(db, SQL);
	int64_t others = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	stmt_i64(s, ":account", account);
	if (!stmt_one_i64(s, &others))
		return ERR_INTERNAL;
	*ret = false;
	if (others)
		return ERR_OK;
	s = db_stmt(db, "SELECT 1 FROM participation WHERE account_id = :account "
			"AND fair_id = :fair AND role = 'manager' AND org_id = :org");
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	return stmt_exists(s, ret);
}

enum err staff_db_names(struct db *db, struct arena *a, int64_t booth, struct str *ret_booth,
			struct str *ret_fair)
{
	static const char SQL[] = "SELECT b.name, f.name FROM booth b JOIN fair f ON f.id = b.fair_id "
				  "WHERE b.id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	if (stmt_row(s)) {
		*ret_booth = col_str(s, 0, a);
		*ret_fair = col_str(s, 1, a);
	}
	return stmt_end(s);
}

enum err staff_db_is_theirs(struct db *db, int64_t fair, int64_t org, int64_t account, bool has_come, bool *ret)
{
	static const char SQL[] =
		"SELECT (seen_ms IS NULL OR :has_come) AND NOT EXISTS (SELECT 1 FROM participation "
		"WHERE account_id = :account AND org_id <> :org) AND NOT EXISTS (SELECT 1 "
		"FROM membership WHERE account_id = :account AND org_id <> :org) "
		"AND NOT EXISTS (SELECT 1 FROM participation p WHERE p.account_id = :account "
		"AND p.fair_id <> :fair AND NOT EXISTS (SELECT 1 FROM fair_school o JOIN fair_school h "
		"ON h.org_id = o.org_id AND h.fair_id = :fair AND h.is_founder "
		"WHERE o.fair_id = p.fair_id AND o.is_founder)) "
		"AND NOT is_admin AND invited_org_id IS :org FROM account WHERE id = :account";
	struct stmt *s = db_stmt(db, SQL);
	int64_t is_theirs = 0;

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":org", org);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":has_come", has_come);
	if (!stmt_one_i64(s, &is_theirs))
		return ERR_INTERNAL;
	*ret = is_theirs != 0;
	return ERR_OK;
}

enum err staff_db_not_there(struct db *db, struct arena *a, int64_t fair, int64_t org, struct str role,
			    struct ids *ret)
{
	static const char SQL[] =
		"SELECT m.account_id FROM membership m WHERE m.org_id = :org AND m.role = :role "
		"AND NOT EXISTS (SELECT 1 FROM participation p WHERE p.account_id = m.account_id "
		"AND p.fair_id = :fair AND p.role = m.role AND p.org_id = m.org_id) "
		"ORDER BY m.account_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":org", org);
	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":role", role);
	return stmt_ids(s, a, ret);
}

enum err staff_db_copy(struct db *db, int64_t from, int64_t to, int64_t school)
{
	static const char SQL[] = "INSERT INTO participation (fair_id, account_id, role, org_id) "
				  "SELECT :to, account_id, role, org_id FROM participation "
				  "WHERE fair_id = :from AND role NOT IN ('student', 'organiser', 'coordinator') "
				  "AND (org_id = :school OR NOT EXISTS (SELECT 1 FROM organisation o "
				  "WHERE o.id = participation.org_id AND o.kind = 'school'))";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":from", from);
	stmt_i64(s, ":to", to);
	stmt_i64(s, ":school", school);
	return stmt_run(s);
}

enum err staff_db_there(struct db *db, struct arena *a, int64_t fair, int64_t org, struct str role,
			struct ids *ret)
{
	static const char SQL[] = "SELECT account_id FROM participation WHERE fair_id = :fair "
				  "AND role = :role AND org_id = :org ORDER BY account_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	stmt_str(s, ":role", role);
	return stmt_ids(s, a, ret);
}

enum err staff_db_leave(struct db *db, int64_t fair, int64_t org, int64_t account, struct str role)
{
	static const char SQL[] = "DELETE FROM participation WHERE account_id = :account "
				  "AND fair_id = :fair AND role = :role AND org_id = :org";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":org", org);
	stmt_str(s, ":role", role);
	return stmt_run(s);
}
