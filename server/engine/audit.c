/*
 * The log of what staff did: a row for every command by which one of them changed something, in its own
 * transaction. It is written here, so that no handler can forget it. Commands whose effect belongs to a
 * connection are no deeds and leave no row.
 */
#include "engine/internal.h"

/* By the role that counts most where somebody has several. */
static const struct {
	enum caller_role role;
	const char *name;
} STAFF[] = {
	{ CALLER_ORGANISER, "organiser" }, { CALLER_COORDINATOR, "coordinator" },
	{ CALLER_MANAGER, "manager" },	   { CALLER_RECRUITER, "recruiter" },
	{ CALLER_COACH, "coach" },	   { CALLER_AMBASSADOR, "ambassador" },
};

/* As what of the staff the caller may do this; NULL: as nobody of them. */
static const char *staff_role(struct db *db, const struct command_def *def, const struct who *who)
{
	for (size_t i = 0; i < ARRAY_LEN(STAFF); i++) {
		if ((who->roles & (1u << STAFF[i].role)) && def->allow[STAFF[i].role] != RELATION_NONE)
			return STAFF[i].name;
	}
	return def->allow[CALLER_ADMIN] != RELATION_NONE && account_is_admin(db, who->account) ? "admin" :
												 NULL;
}

enum err audit_store(struct engine *e, struct cmd *cmd, const struct command *c)
{
	static const char SQL[] =
		"INSERT INTO audit (id, at_ms, account_id, role, command, is_back, fair_id, org_id, about_id) "
		"VALUES (:id, :at, :account, :role, :command, :is_back, :fair, :org, :about)";
	const struct command_def *def = &e->options.tables.commands[c->which];
	const char *role = c->is_system || !c->account || def->is_repeatable ?
				   NULL :
				   staff_role(cmd->db, def, &cmd->who);
	int64_t about = cmd->about ? cmd->about : cmd->object.parties[0];
	struct stmt *s;

	if (!role)
		return ERR_OK;
	s = db_stmt(cmd->db, SQL);
	stmt_i64(s, ":id", cmd_id(cmd));
	stmt_i64(s, ":at", cmd->now_ms);
	stmt_i64(s, ":account", c->account);
	stmt_str(s, ":role", str_of(role));
	stmt_str(s, ":command", str_of(def->name));
	stmt_i64(s, ":is_back", cmd->is_back);
	stmt_opt(s, ":fair", cmd->object.fair);
	stmt_opt(s, ":org", cmd->object.org);
	stmt_opt(s, ":about", about == c->account ? 0 : about);
	return stmt_run(s);
}
