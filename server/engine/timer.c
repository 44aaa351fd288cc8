/*
 * Timers are rows of the transaction that sets them, and become commands of the system when they
 * are due: a crash forgets none, and a replay sees them as any other command.
 */
#include "engine/internal.h"

#include "base/log.h"

enum err cmd_timer(struct cmd *cmd, int64_t due_ms, enum command_id which, struct str args_json)
{
	static const char SQL[] = "INSERT INTO timer (id, due_ms, command, args) "
				  "VALUES (:id, :due, :command, :args)";
	struct engine *e = cmd->engine;
	struct stmt *s = db_stmt(cmd->db, SQL);

	stmt_i64(s, ":id", cmd_id(cmd));
	stmt_i64(s, ":due", due_ms);
	stmt_str(s, ":command", str_of(e->options.tables.commands[which].name));
	stmt_str(s, ":args", args_json);
	if (due_ms < e->next_timer_ms)
		e->next_timer_ms = due_ms;
	return stmt_run(s);
}

/* A command from its row; NULL (logged) when the row cannot be read. */
static struct command *from_row(struct engine *e, int64_t id, struct str name, struct str args)
{
	struct fault fault = { 0 };
	struct command *c = NULL;
	json_t *json = wire_load(args.at, args.len, WIRE_LOCAL, &fault);

	if (!json || command_make(e->options.tables.commands, name, json, &c, &fault)) {
		log_error("bad_timer", "id", log_i(id), "field", fault.field);
		json_decref(json);
		return NULL;
	}
	json_decref(json);
	c->args_text = arena_str(&c->arena, args);
	c->is_system = true;
	c->timer_id = id;
	return c;
}

/* A row that cannot be read, which only another version's could not, is put off for ever: an operator
 * finds it in the log and in the table, and nobody else waits behind it. */
static void put_off(struct engine *e, int64_t id)
{
	static const char SQL[] = "UPDATE timer SET due_ms = 9007199254740991 WHERE due_ms <= :now AND id = :id";
	struct stmt *s;

	if (db_begin(e->db))
		return;
	s = db_stmt(e->db, SQL);
	stmt_i64(s, ":now", e->now_ms);
	stmt_i64(s, ":id", id);
	if (stmt_run(s) || db_commit(e->db) != DB_COMMITTED)
		db_rollback(e->db);
}

struct mail *timers_due(struct engine *e, size_t most)
{
	static const char SQL[] = "SELECT id, command, args FROM timer WHERE due_ms <= :now "
				  "ORDER BY due_ms, id LIMIT :most";
	struct arena arena = { 0 };
	struct mail *first = NULL, **last = &first;
	int64_t unreadable = 0;
	struct stmt *s;

	if (e->next_timer_ms > e->now_ms)
		return NULL;
	s = db_stmt(e->db, SQL);
	stmt_i64(s, ":now", e->now_ms);
	stmt_i64(s, ":most", (int64_t)most);
	while (stmt_row(s)) {
		struct command *c = from_row(e, col_i64(s, 0), col_str(s, 1, &arena),
					     col_str(s, 2, &arena));

		if (!c) {
			unreadable = col_i64(s, 0);
			continue;
		}
		*last = &c->mail;
		last = &c->mail.next;
		atomic_fetch_add(&e->metrics.timers, 1);
	}
	IGNORE(stmt_end(s)); /* logged there; the rows stay and come again */
	arena_done(&arena);
	if (unreadable) {
		put_off(e, unreadable);
		timers_reload(e);
	}
	return first;
}

enum err timer_spend(struct engine *e, const struct command *c)
{
	/* The first of those that are due, mostly; a bare DELETE would walk all of them, to find no other. */
	static const char SQL[] = "DELETE FROM timer WHERE id = :id AND due_ms = (SELECT due_ms FROM timer "
				  "WHERE due_ms <= :now AND id = :id ORDER BY due_ms, id LIMIT 1)";
	struct stmt *s = db_stmt(e->db, SQL);

	stmt_i64(s, ":now", c->now_ms);
	stmt_i64(s, ":id", c->timer_id);
	return stmt_run(s);
}

void timers_reload(struct engine *e)
{
	static const char SQL[] = "SELECT /* scan: in its own order, to the first */ due_ms FROM timer "
				  "ORDER BY due_ms, id LIMIT 1";

	if (!stmt_one_i64(db_stmt(e->db, SQL), &e->next_timer_ms))
		e->next_timer_ms = INT64_MAX;
	/* What the disk refused is tried again after a while, not at once and for ever. */
	if (e->next_timer_ms < e->retry_ms)
		e->next_timer_ms = e->retry_ms;
}
