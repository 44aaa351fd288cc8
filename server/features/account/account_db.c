/* See account_db.h. */
#include "features/account/account_db.h"

#include "features/account/account.h"

enum err account_db_exists(struct db *db, int64_t id, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM account WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return stmt_exists(s, ret);
}

static enum err read_account(struct stmt *s, struct arena *a, struct account_row *ret)
{
	*ret = (struct account_row){ 0 };
	if (stmt_row(s)) {
		ret->id = col_i64(s, 0);
		ret->name = col_str(s, 1, a);
		ret->is_admin = col_i64(s, 3) != 0;
		if (!locale_from(col_str(s, 2, a), &ret->locale))
			ret->locale = LOCALE_NL;
	}
	return stmt_end(s);
}

enum err account_db_get(struct db *db, struct arena *a, int64_t id, struct account_row *ret)
{
	static const char SQL[] = "SELECT id, name, locale, is_admin FROM account WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return read_account(s, a, ret);
}

enum err account_db_by_email(struct db *db, struct arena *a, struct str email,
			     struct account_row *ret)
{
	static const char SQL[] = "SELECT id, name, locale, is_admin FROM account "
				  "WHERE email = lower(:email)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":email", email);
	return read_account(s, a, ret);
}

enum err account_db_insert(struct db *db, int64_t id, struct str email, struct str name,
			   enum locale locale, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO account (id, email, name, locale, is_admin, offline_since_ms, created_ms) "
		"VALUES (:id, lower(:email), :name, :locale, 0, NULL, :now)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	if (email.len)
		stmt_str(s, ":email", email);
	stmt_str(s, ":name", name);
	stmt_str(s, ":locale", str_of(locale_name(locale)));
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err account_db_set_email(struct db *db, int64_t id, struct str email, bool *ret_is_set)
{
	static const char SQL[] = "UPDATE account SET email = lower(:email) WHERE id = :id AND email IS NULL "
				  "AND NOT EXISTS (SELECT 1 FROM account o WHERE o.email = lower(:email))";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_str(s, ":email", email);
	stmt_i64(s, ":id", id);
	e = stmt_run(s);
	*ret_is_set = !e && db_changes(db) == 1;
	return e;
}

enum err account_db_rename(struct db *db, int64_t id, struct str name)
{
	static const char SQL[] = "UPDATE account SET name = :name WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":name", name);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err account_db_set_locale(struct db *db, int64_t id, enum locale locale)
{
	static const char SQL[] = "UPDATE account SET locale = :locale WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":locale", str_of(locale_name(locale)));
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err account_db_go_to(struct db *db, int64_t id, int64_t fair, int64_t booth, int64_t now_ms)
{
	static const char SQL[] = "UPDATE account SET at_fair_id = :fair, at_booth_id = :booth, at_ms = :now WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_opt(s, ":booth", booth);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err account_db_set_admin(struct db *db, int64_t id, bool is_admin)
{
	static const char SQL[] = "UPDATE account SET is_admin = :is_admin WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":is_admin", is_admin);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err account_db_use_link(struct db *db, struct str hash, int64_t now_ms, int64_t *ret_account)
{
	static const char SQL[] = "UPDATE login_link SET used_ms = :now "
				  "WHERE token_hash = :hash AND used_ms IS NULL AND expires_ms > :now "
				  "RETURNING account_id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_valid;
	enum err e;

	stmt_i64(s, ":now", now_ms);
	stmt_blob(s, ":hash", hash.at, hash.len);
	is_valid = stmt_row(s);
	if (is_valid)
		*ret_account = col_i64(s, 0);
	e = stmt_end(s);
	if (e || !is_valid)
		return e ? e : ERR_LINK_INVALID;
	s = db_stmt(db, "DELETE FROM login_link WHERE account_id = :account AND used_ms IS NULL");
	stmt_i64(s, ":account", *ret_account);
	return stmt_run(s);
}

enum err account_db_add_link(struct db *db, struct str hash, int64_t account, int64_t expires_ms)
{
	static const char SQL[] = "INSERT INTO login_link (token_hash, account_id, expires_ms, used_ms) "
				  "VALUES (:hash, :account, :expires, NULL)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":hash", hash.at, hash.len);
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":expires", expires_ms);
	return stmt_run(s);
}

enum err account_db_session(struct db *db, struct str hash, int64_t now_ms, int64_t *ret_account)
{
	static const char SQL[] = "SELECT account_id FROM session "
				  "WHERE token_hash = :hash AND expires_ms > :now";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":hash", hash.at, hash.len);
	stmt_i64(s, ":now", now_ms);
	*ret_account = stmt_row(s) ? col_i64(s, 0) : 0;
	return stmt_end(s);
}

enum err account_db_add_session(struct db *db, struct str hash, int64_t account, int64_t now_ms,
				int64_t expires_ms)
{
	static const char SQL[] =
		"INSERT INTO session (token_hash, account_id, created_ms, expires_ms) "
		"VALUES (:hash, :account, :now, :expires)";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_blob(s, ":hash", hash.at, hash.len);
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":expires", expires_ms);
	e = stmt_run(s);
	if (e)
		return e;
	s = db_stmt(db, "UPDATE account SET seen_ms = :now WHERE id = :account");
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":account", account);
	return stmt_run(s);
}

enum err account_db_has_come(struct db *db, int64_t account, bool *ret)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM account WHERE id = :account AND seen_ms IS NOT NULL");

	stmt_i64(s, ":account", account);
	return stmt_exists(s, ret);
}

enum err account_db_has_session(struct db *db, int64_t account, int64_t now_ms, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM session WHERE account_id = :account AND expires_ms > :now";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":now", now_ms);
	return stmt_exists(s, ret);
}

enum err account_db_end_session(struct db *db, struct str hash)
{
	static const char SQL[] = "DELETE FROM session WHERE token_hash = :hash";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":hash", hash.at, hash.len);
	return stmt_run(s);
}

enum err account_db_invited_by(struct db *db, int64_t id, int64_t *ret)
{
	static const char SQL[] = "SELECT coalesce(invited_org_id, 0) FROM account WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	*ret = 0;
	stmt_i64(s, ":id", id);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_NOT_FOUND;
}

enum err account_db_is_nobody(struct db *db, int64_t id, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM account a WHERE a.id = :id AND NOT a.is_admin AND a.seen_ms IS NULL "
		"AND NOT EXISTS (SELECT 1 FROM membership WHERE account_id = a.id) "
		"AND NOT EXISTS (SELECT 1 FROM participation WHERE account_id = a.id)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return stmt_exists(s, ret);
}

enum err account_db_set_invited_by(struct db *db, int64_t id, int64_t org)
{
	static const char SQL[] = "UPDATE account SET invited_org_id = :org WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	if (org)
		stmt_i64(s, ":org", org);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

static enum err of_account(struct db *db, const char *sql, int64_t account)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":account", account);
	return stmt_run(s);
}

enum err account_db_end_all(struct db *db, int64_t id)
{
	enum err e = of_account(db, "DELETE FROM session WHERE account_id = :account", id);

	if (!e)
		e = of_account(db, "DELETE FROM login_link WHERE account_id = :account", id);
	if (!e)
		e = of_account(db, "DELETE FROM sign_in_ask WHERE account_id = :account", id);
	if (!e)
		e = of_account(db, "DELETE FROM way_back WHERE account_id = :account", id);
	return e ? e : of_account(db, "DELETE FROM browser WHERE account_id = :account", id);
}

enum err account_db_forget_invitation(struct db *db, int64_t id)
{
	enum err e = account_db_end_all(db, id);

	/* They themselves were never here. */
	if (!e)
		e = of_account(db, "UPDATE account SET seen_ms = NULL WHERE id = :account", id);
	return e ? e : account_db_set_invited_by(db, id, 0);
}

#define PARTICIPATIONS_MOST 64

enum err account_is_student_at(struct db *db, int64_t account, int64_t fair, bool *ret)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM participation WHERE account_id = :account AND fair_id = :fair "
				     "AND role = 'student'");

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	return stmt_exists(s, ret);
}

enum err account_db_participations(struct db *db, struct arena *a, int64_t account, int64_t now_ms,
				   struct wire_participation **ret, size_t *ret_n)
{
	/* A fair that opened since they chose, the one that they chose, one that is open, or the nearest. There, the booth
	 * that they chose, or what they answer for most; of an employer's booths the one that is theirs. */
	static const char SQL[] =
		"SELECT p.fair_id, f.name, p.role, o.name, b.id, b.name "
		"FROM participation p "
		"JOIN account a ON a.id = p.account_id "
		"JOIN fair f ON f.id = p.fair_id "
		"JOIN organisation o ON o.id = p.org_id "
		"LEFT JOIN booth b ON b.org_id = p.org_id AND b.fair_id = p.fair_id "
		"LEFT JOIN exhibitor x ON x.booth_id = b.id "
		"WHERE p.account_id = :account "
		"ORDER BY NOT (f.state = 'open' AND coalesce(f.opened_ms, 0) > coalesce(a.at_ms, 0)), f.id IS NOT a.at_fair_id, "
		"         f.state <> 'open', "
		"         CASE f.state WHEN 'closed' THEN :now - f.closes_ms ELSE f.opens_ms - :now END, "
		"         f.id DESC, a.at_booth_id IS NOT NULL AND b.id IS NOT a.at_booth_id, "
		"         CASE p.role WHEN 'organiser' THEN 1 WHEN 'coordinator' THEN 2 WHEN 'manager' THEN 3 "
		"                     WHEN 'recruiter' THEN 4 ELSE 5 END, "
		"         p.role, x.account_id IS NOT p.account_id, b.id "
		"LIMIT 64";
	struct wire_participation *at =
		arena_array(a, PARTICIPATIONS_MOST, sizeof(struct wire_participation));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":now", now_ms);
	while (n < PARTICIPATIONS_MOST && stmt_row(s)) {
		struct wire_participation *p = &at[n];

		p->fair = col_i64(s, 0);
		p->fair_name = col_str(s, 1, a);
		if (!fair_role_from(col_str(s, 2, a), &p->role))
			continue;
		p->has_organisation = true;
		p->organisation = col_str(s, 3, a);
		p->has_booth = !col_is_null(s, 4);
		p->booth = col_i64(s, 4);
		p->has_booth_name = p->has_booth;
		p->booth_name = col_str(s, 5, a);
		n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

#define PEOPLE_MOST 2000

enum err account_set_offline(struct db *db, int64_t account, int64_t since_ms, int64_t now_ms)
{
	static const char SQL[] = "UPDATE account SET offline_since_ms = :since, seen_ms = :now WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_opt(s, ":since", since_ms);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":id", account);
	return stmt_run(s);
}

enum err account_db_people(struct db *db, struct arena *a, struct wire_person **ret, size_t *ret_n)
{
	/* scan: the operator's list is of everybody. */
	static const char SQL[] =
		"SELECT /* scan: the operator's list is of everybody */ "
		"       a.email, a.name, a.is_admin, p.role, o.name "
		"FROM account a "
		"LEFT JOIN participation p ON p.account_id = a.id "
		"LEFT JOIN organisation o ON o.id = p.org_id "
		"WHERE a.email IS NOT NULL AND (p.role IS NULL OR p.role <> 'student') "
		"ORDER BY p.role, a.name LIMIT 2000";
	struct wire_person *at = arena_array(a, PEOPLE_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	while (n < PEOPLE_MOST && stmt_row(s)) {
		struct wire_person *p = &at[n++];

		p->email = col_str(s, 0, a);
		p->name = col_str(s, 1, a);
		p->is_admin = col_i64(s, 2) != 0;
		p->has_role = !col_is_null(s, 3) && fair_role_from(col_str(s, 3, a), &p->role);
		p->has_organisation = !col_is_null(s, 4);
		p->organisation = col_str(s, 4, a);
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}
