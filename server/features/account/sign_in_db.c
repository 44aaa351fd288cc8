/* See sign_in_db.h. */
#include "features/account/sign_in_db.h"

enum err ask_db_insert(struct db *db, const struct sign_in_ask *ask, int64_t now_ms, int64_t expires_ms)
{
	static const char SQL[] =
		"INSERT INTO sign_in_ask (link_hash, ask_hash, account_id, asked_ms, expires_ms, code, tries, "
		"used_ms) VALUES (:link, :ask, :account, :now, :expires, NULL, 0, NULL)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":link", ask->link_hash.at, ask->link_hash.len);
	stmt_blob(s, ":ask", ask->ask_hash.at, ask->ask_hash.len);
	stmt_opt(s, ":account", ask->account);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":expires", expires_ms);
	return stmt_run(s);
}

enum err ask_db_count(struct db *db, int64_t account, int64_t since_ms, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM sign_in_ask WHERE account_id = :account "
				  "AND asked_ms > :since";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
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

enum err ask_db_is_browser(struct db *db, struct str ask_hash, int64_t now_ms, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM sign_in_ask WHERE ask_hash = :ask AND expires_ms > :now "
				  "LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":ask", ask_hash.at, ask_hash.len);
	stmt_i64(s, ":now", now_ms);
	return stmt_exists(s, ret);
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
