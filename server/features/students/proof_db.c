/* See proof_db.h. */
#include "features/students/proof_db.h"

#define DOMAINS_MOST 10
#define SCHOOLS_MOST 50

enum err domain_db_of_school(struct db *db, struct arena *a, int64_t school, struct str **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT domain FROM school_domain WHERE org_id = :school ORDER BY domain LIMIT 10";
	struct str *at = arena_array(a, DOMAINS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":school", school);
	while (n < DOMAINS_MOST && stmt_row(s))
		at[n++] = col_str(s, 0, a);
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err domain_db_clear(struct db *db, int64_t school)
{
	struct stmt *s = db_stmt(db, "DELETE FROM school_domain WHERE org_id = :school");

	stmt_i64(s, ":school", school);
	return stmt_run(s);
}

enum err domain_db_add(struct db *db, int64_t school, struct str domain)
{
	static const char SQL[] = "INSERT INTO school_domain (org_id, domain) VALUES (:school, :domain) "
				  "ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":school", school);
	stmt_str(s, ":domain", domain);
	return stmt_run(s);
}

enum err domain_db_schools(struct db *db, struct arena *a, int64_t fair, struct wire_open_school **ret,
			   size_t *ret_n)
{
	static const char SQL[] =
		"SELECT o.id, o.name FROM organisation o WHERE o.id IN ("
		"SELECT org_id FROM fair_school WHERE fair_id = :fair AND has_joined "
		"UNION SELECT school_id FROM programme WHERE fair_id = :fair AND school_id NOT IN "
		"(SELECT org_id FROM fair_school WHERE fair_id = :fair AND NOT has_joined)) "
		"AND EXISTS (SELECT 1 FROM school_domain d WHERE d.org_id = o.id) ORDER BY o.name, o.id LIMIT 50";
	struct wire_open_school *at = arena_array(a, SCHOOLS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;
	enum err e;

	stmt_i64(s, ":fair", fair);
	for (; n < SCHOOLS_MOST && stmt_row(s); n++)
		at[n] = (struct wire_open_school){ .id = col_i64(s, 0), .name = col_str(s, 1, a) };
	e = stmt_end(s);
	for (size_t i = 0; !e && i < n; i++)
		e = domain_db_of_school(db, a, at[i].id, &at[i].domains, &at[i].n_domains);
	*ret = at;
	*ret_n = n;
	return e;
}

enum err proof_db_insert(struct db *db, const struct proof *proof, int64_t now_ms, int64_t expires_ms)
{
	static const char SQL[] =
		"INSERT INTO address_proof (id, fair_id, email, account_id, browser_hash, school_id, name, "
		"locale, network, code, tries, asked_ms, expires_ms) VALUES (:id, :fair, :email, :account, "
		":browser, :school, :name, :locale, :network, :code, 0, :now, :expires)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", proof->id);
	stmt_i64(s, ":fair", proof->fair);
	stmt_str(s, ":email", proof->email);
	stmt_opt(s, ":account", proof->account);
	if (!proof->account) {
		stmt_blob(s, ":browser", proof->browser_hash.at, proof->browser_hash.len);
		stmt_str(s, ":name", proof->name);
		stmt_str(s, ":locale", str_of(locale_name(proof->locale)));
	}
	stmt_opt(s, ":school", proof->school);
	stmt_i64(s, ":network", proof->network);
	if (proof->has_code)
		stmt_i64(s, ":code", proof->code);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":expires", expires_ms);
	return stmt_run(s);
}

enum err proof_db_forget(struct db *db, int64_t before_ms)
{
	struct stmt *s = db_stmt(db, "DELETE FROM address_proof WHERE asked_ms < :before");

	stmt_i64(s, ":before", before_ms);
	return stmt_run(s);
}

enum err proof_db_count(struct db *db, const struct proof *proof, int64_t since_ms, int64_t *ret_near,
			int64_t *ret_all)
{
	static const char SQL[] = "SELECT count(*) FILTER (WHERE network = :network), count(*) "
				  "FROM address_proof WHERE email = :email AND asked_ms > :since "
				  "AND code IS NOT NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":network", proof->network);
	stmt_str(s, ":email", proof->email);
	stmt_i64(s, ":since", since_ms);
	if (stmt_row(s)) {
		*ret_near = col_i64(s, 0);
		*ret_all = col_i64(s, 1);
	}
	return stmt_end(s);
}

enum err proof_db_count_network(struct db *db, int64_t network, int64_t since_ms, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM address_proof WHERE network = :network "
				  "AND network <> 0 AND asked_ms > :since";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":network", network);
	stmt_i64(s, ":since", since_ms);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err proof_db_count_account(struct db *db, int64_t account, int64_t since_ms, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM address_proof WHERE account_id = :account "
				  "AND asked_ms > :since";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":since", since_ms);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err proof_db_count_all(struct db *db, int64_t since_ms, int64_t *ret)
{
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM address_proof WHERE asked_ms > :since");

	stmt_i64(s, ":since", since_ms);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

#define OF_BROWSER "browser_hash = :browser "
#define OF_ACCOUNT "account_id = :account "

static void bind_key(struct stmt *s, const struct proof *key)
{
	if (key->account)
		stmt_i64(s, ":account", key->account);
	else
		stmt_blob(s, ":browser", key->browser_hash.at, key->browser_hash.len);
}

#define FIND                                                                                           \
	"SELECT id, fair_id, email, account_id, school_id, name, locale FROM address_proof "          \
	"WHERE code = :code AND tries < 5 AND expires_ms > :now AND id IN (SELECT id FROM address_proof WHERE "
#define OF_NEWEST "ORDER BY id DESC LIMIT 3)"

enum err proof_db_find(struct db *db, struct arena *a, const struct proof *key, int64_t now_ms, struct proof *ret)
{
	struct stmt *s = key->account ? db_stmt(db, FIND OF_ACCOUNT OF_NEWEST) :
					db_stmt(db, FIND OF_BROWSER OF_NEWEST);

	*ret = (struct proof){ 0 };
	bind_key(s, key);
	stmt_i64(s, ":code", key->code);
	stmt_i64(s, ":now", now_ms);
	if (stmt_row(s)) {
		*ret = (struct proof){ .id = col_i64(s, 0),
				       .fair = col_i64(s, 1),
				       .email = col_str(s, 2, a),
				       .account = col_i64(s, 3),
				       .school = col_i64(s, 4),
				       .name = col_str(s, 5, a) };
		if (!locale_from(col_str(s, 6, a), &ret->locale))
			ret->locale = LOCALE_NL;
	}
	return stmt_end(s);
}

#define WAS_WRONG "UPDATE address_proof SET tries = tries + 1 WHERE tries < 5 AND "

enum err proof_db_was_wrong(struct db *db, const struct proof *key)
{
	struct stmt *s = key->account ? db_stmt(db, WAS_WRONG OF_ACCOUNT) : db_stmt(db, WAS_WRONG OF_BROWSER);

	bind_key(s, key);
	return stmt_run(s);
}

enum err proof_db_remove(struct db *db, int64_t id)
{
	struct stmt *s = db_stmt(db, "DELETE FROM address_proof WHERE id = :id");

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}
