/* See sign_in_db.h. */
#include "features/account/sign_in_db.h"

enum err ask_db_insert(struct db *db, const struct sign_in_ask *ask, int64_t now_ms, int64_t expires_ms)
{
	static const char SQL[] =
		"INSERT INTO sign_in_ask (link_hash, ask_hash, account_id, network, asked_ms, expires_ms, code, "
		"tries, used_ms) VALUES (:link, :ask, :account, :network, :now, :expires, NULL, 0, NULL)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":link", ask->link_hash.at, ask->link_hash.len);
	stmt_blob(s, ":ask", ask->ask_hash.at, ask->ask_hash.len);
	stmt_opt(s, ":account", ask->account);
	stmt_i64(s, ":network", ask->network);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":expires", expires_ms);
	return stmt_run(s);
}

enum err ask_db_count(struct db *db, int64_t account, const struct sign_in_ask *ask, int64_t since_ms,
		      struct ask_counts *ret)
{
	static const char SQL[] =
		"SELECT count(*) FILTER (WHERE ask_hash = :ask), "
		"count(*) FILTER (WHERE network = :network AND NOT is_theirs), "
		"count(*) FILTER (WHERE NOT is_theirs) FROM (SELECT ask_hash, network, EXISTS (SELECT 1 "
		"FROM browser b WHERE b.account_id = a.account_id AND b.hash = a.ask_hash) AS is_theirs "
		"FROM sign_in_ask a WHERE a.account_id = :account AND a.asked_ms > :since)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":ask", ask->ask_hash.at, ask->ask_hash.len);
	stmt_i64(s, ":network", ask->network);
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":since", since_ms);
	if (stmt_row(s))
		*ret = (struct ask_counts){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2) };
	return stmt_end(s);
}

enum err ask_db_count_network(struct db *db, int64_t network, int64_t since_ms, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM sign_in_ask WHERE network = :network "
				  "AND network <> 0 AND asked_ms > :since";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":network", network);
	stmt_i64(s, ":since", since_ms);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err ask_db_count_all(struct db *db, int64_t since_ms, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM sign_in_ask WHERE asked_ms > :since";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":since", since_ms);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

/* link_hash, ask_hash, account_id, code */
static enum err read_ask(struct stmt *s, struct arena *a, struct sign_in_ask *ret)
{
	*ret = (struct sign_in_ask){ 0 };
	if (stmt_row(s))
		*ret = (struct sign_in_ask){ .link_hash = col_str(s, 0, a),
					     .ask_hash = col_str(s, 1, a),
					     .account = col_i64(s, 2),
					     .has_code = !col_is_null(s, 3),
					     .code = col_i64(s, 3) };
	return stmt_end(s);
}

enum err ask_db_of_link(struct db *db, struct arena *a, struct str link_hash, int64_t now_ms,
			struct sign_in_ask *ret)
{
	static const char SQL[] = "SELECT link_hash, ask_hash, account_id, code FROM sign_in_ask "
				  "WHERE link_hash = :link AND account_id IS NOT NULL AND used_ms IS NULL "
				  "AND expires_ms > :now";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":link", link_hash.at, link_hash.len);
	stmt_i64(s, ":now", now_ms);
	return read_ask(s, a, ret);
}

enum err ask_db_of_code(struct db *db, struct arena *a, struct str ask_hash, int64_t code, int64_t now_ms,
			struct sign_in_ask *ret)
{
	static const char SQL[] = "SELECT link_hash, ask_hash, account_id, code FROM sign_in_ask "
				  "WHERE ask_hash = :ask AND code = :code AND account_id IS NOT NULL "
				  "AND used_ms IS NULL AND tries < 5 AND expires_ms > :now";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":ask", ask_hash.at, ask_hash.len);
	stmt_i64(s, ":code", code);
	stmt_i64(s, ":now", now_ms);
	return read_ask(s, a, ret);
}

enum err ask_db_set_code(struct db *db, struct str link_hash, int64_t code)
{
	static const char SQL[] = "UPDATE sign_in_ask SET code = :code WHERE link_hash = :link";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":code", code);
	stmt_blob(s, ":link", link_hash.at, link_hash.len);
	return stmt_run(s);
}

enum err ask_db_was_wrong(struct db *db, struct str ask_hash)
{
	static const char SQL[] = "UPDATE sign_in_ask SET tries = tries + 1 WHERE ask_hash = :ask AND tries < 5";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":ask", ask_hash.at, ask_hash.len);
	return stmt_run(s);
}

enum err ask_db_use(struct db *db, struct str link_hash, int64_t now_ms)
{
	static const char SQL[] = "UPDATE sign_in_ask SET used_ms = :now WHERE link_hash = :link";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":now", now_ms);
	stmt_blob(s, ":link", link_hash.at, link_hash.len);
	return stmt_run(s);
}

enum err ask_db_forget(struct db *db, int64_t before_ms)
{
	static const char SQL[] = "DELETE FROM sign_in_ask WHERE asked_ms < :before";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":before", before_ms);
	return stmt_run(s);
}

/* ---- browsers ---- */

enum err browser_db_is_known(struct db *db, struct str hash, int64_t now_ms, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM sign_in_ask WHERE ask_hash = :hash AND expires_ms > :now "
				  "UNION ALL SELECT 1 FROM address_proof WHERE browser_hash = :hash AND expires_ms > :now "
				  "UNION ALL SELECT 1 FROM browser WHERE hash = :hash LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":hash", hash.at, hash.len);
	stmt_i64(s, ":now", now_ms);
	return stmt_exists(s, ret);
}

enum err browser_db_is_of(struct db *db, int64_t account, struct str hash, bool *ret, bool *ret_has_others)
{
	static const char SQL[] = "SELECT count(*) FILTER (WHERE hash = :hash), "
				  "count(*) FILTER (WHERE hash <> :hash) FROM browser WHERE account_id = :account";
	struct stmt *s = db_stmt(db, SQL);

	*ret = *ret_has_others = false;
	stmt_blob(s, ":hash", hash.at, hash.len);
	stmt_i64(s, ":account", account);
	if (stmt_row(s)) {
		*ret = col_i64(s, 0) != 0;
		*ret_has_others = col_i64(s, 1) != 0;
	}
	return stmt_end(s);
}

enum err browser_db_see(struct db *db, int64_t account, struct str hash, int64_t now_ms)
{
	static const char SQL[] = "INSERT INTO browser (account_id, hash, since_ms, seen_ms) "
				  "VALUES (:account, :hash, :now, :now) "
				  "ON CONFLICT DO UPDATE SET seen_ms = excluded.seen_ms";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_blob(s, ":hash", hash.at, hash.len);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err browser_db_forget(struct db *db, int64_t before_ms)
{
	static const char SQL[] = "DELETE FROM browser WHERE seen_ms < :before";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":before", before_ms);
	return stmt_run(s);
}
