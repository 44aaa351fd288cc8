/*
 * Idempotency: a keyed command that is sent again gets its first reply and changes nothing (design
 * §3.5, §11). Per account and key; stored in the command's own transaction; refusals are not, nor is what would
 * open an account to whoever reads the database (cmd.tells_secret).
 */
#include "engine/internal.h"

/* Whoever is not signed in has no keys of their own: two strangers must never share a reply. */
static bool has_key(const struct engine *e, const struct command *c)
{
	return c->key.len && (c->account || c->is_system) &&
	       !e->options.tables.commands[c->which].is_repeatable;
}

/* Replies of the newest transactions are kept; a client repeats within minutes, not days. */
#define KEEP_SEQS 1000000

bool idem_find(struct engine *e, const struct command *c, struct buf *ret_reply, enum err *ret_err)
{
	static const char SQL[] = "SELECT command, reply FROM idempotency "
				  "WHERE account_id = :account AND key = :key";
	struct arena arena = { 0 };
	struct stmt *s;
	bool is_found;

	if (!has_key(e, c))
		return false;
	s = db_stmt(e->db, SQL);
	stmt_i64(s, ":account", c->account);
	stmt_str(s, ":key", c->key);
	is_found = stmt_row(s);
	if (is_found) {
		const char *name = e->options.tables.commands[c->which].name;

		*ret_err = str_eq(col_str(s, 0, &arena), str_of(name)) ? ERR_OK : ERR_BAD_VALUE;
		buf_str(ret_reply, col_str(s, 1, &arena));
	}
	if (stmt_end(s))
		*ret_err = ERR_INTERNAL;
	arena_done(&arena);
	return is_found;
}

enum err idem_store(struct engine *e, const struct command *c, struct str reply)
{
	static const char SQL[] =
		"INSERT INTO idempotency (account_id, key, command, reply, app_seq) "
		"VALUES (:account, :key, :command, :reply, :seq)";
	static const char PRUNE[] = "DELETE FROM idempotency WHERE app_seq < :oldest";
	struct stmt *s;
	enum err err;

	if (!has_key(e, c))
		return ERR_OK;
	s = db_stmt(e->db, SQL);
	stmt_i64(s, ":account", c->account);
	stmt_str(s, ":key", c->key);
	stmt_str(s, ":command", str_of(e->options.tables.commands[c->which].name));
	stmt_str(s, ":reply", reply);
	stmt_i64(s, ":seq", e->app_seq + 1);
	err = stmt_run(s);
	if (err || (e->app_seq + 1) % 1024)
		return err;
	s = db_stmt(e->db, PRUNE);
	stmt_i64(s, ":oldest", e->app_seq - KEEP_SEQS);
	return stmt_run(s);
}
