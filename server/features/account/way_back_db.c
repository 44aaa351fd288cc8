/* See way_back_db.h. */
#include "features/account/way_back_db.h"

enum err way_back_db_is_only_student(struct db *db, int64_t account, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM account a WHERE a.id = :account AND NOT a.is_admin "
		"AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.account_id = a.id) "
		"AND NOT EXISTS (SELECT 1 FROM participation p WHERE p.account_id = a.id AND p.role <> 'student')";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_exists(s, ret);
}

enum err way_back_db_has_any(struct db *db, int64_t account, bool *ret)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM way_back WHERE account_id = :account");

	stmt_i64(s, ":account", account);
	return stmt_exists(s, ret);
}

enum err way_back_db_prolong(struct db *db, int64_t fair, int64_t by_ms)
{
	static const char SQL[] =
		"UPDATE session SET expires_ms = expires_ms + :by WHERE account_id IN ("
		"SELECT p.account_id FROM participation p JOIN account a ON a.id = p.account_id "
		"WHERE p.fair_id = :fair AND p.role = 'student' AND a.email IS NULL)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":by", by_ms);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err way_back_db_insert(struct db *db, struct str hash, int64_t account, int64_t fair, int64_t now_ms)
{
	static const char SQL[] = "INSERT INTO way_back (token_hash, account_id, fair_id, made_ms) "
				  "VALUES (:hash, :account, :fair, :now)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":hash", hash.at, hash.len);
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err way_back_db_keep(struct db *db, int64_t account, int64_t n)
{
	static const char SQL[] =
		"DELETE FROM way_back WHERE account_id = :account AND token_hash NOT IN (SELECT token_hash "
		"FROM way_back WHERE account_id = :account ORDER BY made_ms DESC, token_hash LIMIT :n)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":n", n);
	return stmt_run(s);
}

enum err way_back_db_find(struct db *db, struct str hash, int64_t now_ms, int64_t *ret_account,
			  int64_t *ret_closes_ms)
{
	static const char SQL[] = "SELECT w.account_id, f.closes_ms FROM way_back w JOIN fair f ON f.id = w.fair_id "
				  "WHERE w.token_hash = :hash AND f.closes_ms + f.retention_ms > :now";
	struct stmt *s = db_stmt(db, SQL);

	*ret_account = *ret_closes_ms = 0;
	stmt_blob(s, ":hash", hash.at, hash.len);
	stmt_i64(s, ":now", now_ms);
	if (stmt_row(s)) {
		*ret_account = col_i64(s, 0);
		*ret_closes_ms = col_i64(s, 1);
	}
	return stmt_end(s);
}
