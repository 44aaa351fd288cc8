/*
 * The one place where permission is decided: the caller's role × the command's row of the table ×
 * the relation between caller and object (design §3.9). Everything it looks at is a row.
 */
#include "engine/internal.h"

#define ROLE_BIT(role) (1u << (role))

/* The fair roles are named alike in the database and in the table of callers. */
static bool caller_from(struct str name, enum caller_role *ret)
{
	static const struct {
		const char *name;
		enum caller_role role;
	} ROLES[] = {
		{ "student", CALLER_STUDENT },	       { "recruiter", CALLER_RECRUITER },
		{ "manager", CALLER_MANAGER },	       { "organiser", CALLER_ORGANISER },
		{ "coordinator", CALLER_COORDINATOR }, { "coach", CALLER_COACH },
		{ "ambassador", CALLER_AMBASSADOR },
	};

	for (size_t i = 0; i < ARRAY_LEN(ROLES); i++) {
		if (str_eq(str_of(ROLES[i].name), name)) {
			*ret = ROLES[i].role;
			return true;
		}
	}
	return false;
}

static bool is_party(const struct object *o, int64_t account)
{
	for (size_t i = 0; i < ARRAY_LEN(o->parties); i++) {
		if (o->parties[i] && o->parties[i] == account)
			return true;
	}
	return o->is_open_to_fair;
}

/* Whether somebody with a role at the object's fair, held for `org`, stands in this relation. */
static bool holds(enum relation relation, const struct object *o, int64_t account, int64_t org)
{
	switch (relation) {
	case RELATION_NONE:
		return false;
	case RELATION_ANY:
	case RELATION_FAIR:
		return true;
	case RELATION_ORG:
		return o->org && o->org == org;
	case RELATION_PARTY:
		return is_party(o, account);
	case RELATION_OWN:
		return o->parties[0] && o->parties[0] == account;
	}
	return false;
}

bool account_is_admin(struct db *db, int64_t account)
{
	static const char SQL[] = "SELECT is_admin FROM account WHERE id = :account";
	struct stmt *s = db_stmt(db, SQL);
	int64_t is_admin = 0;

	stmt_i64(s, ":account", account);
	return stmt_one_i64(s, &is_admin) && is_admin;
}

/* The roles that need no fair. */
static bool allowed_anywhere(const uint8_t allow[ROLE_COUNT], struct db *db, const struct who *who,
			     const struct object *o)
{
	if (allow[CALLER_VISITOR] != RELATION_NONE)
		return true;
	if (who->is_system)
		return allow[CALLER_SYSTEM] != RELATION_NONE;
	if (!who->account)
		return false;
	if (holds((enum relation)allow[CALLER_MEMBER], o, who->account, 0))
		return true;
	return allow[CALLER_ADMIN] != RELATION_NONE && account_is_admin(db, who->account);
}

/* Reads the caller's roles from a statement's rows; true when one of them allows. Ends the statement. */
static bool any_role_allows(struct stmt *s, const uint8_t allow[ROLE_COUNT], struct who *who,
			    const struct object *o)
{
	struct arena arena = { 0 };
	bool is_allowed = false;

	while (stmt_row(s)) {
		enum caller_role role;

		if (!caller_from(col_str(s, 0, &arena), &role))
			continue;
		who->roles |= ROLE_BIT(role);
		if (holds((enum relation)allow[role], o, who->account, col_i64(s, 1)))
			is_allowed = true;
	}
	arena_done(&arena);
	return !stmt_end(s) && is_allowed;
}

static bool allowed_at_fair(const uint8_t allow[ROLE_COUNT], struct db *db, struct who *who,
			    const struct object *o)
{
	static const char SQL[] = "SELECT role, org_id FROM participation "
				  "WHERE account_id = :account AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", who->account);
	stmt_i64(s, ":fair", o->fair);
	return any_role_allows(s, allow, who, o);
}

/* The same for what belongs to an organisation and to no fair: memberships say what the caller is there. */
static bool allowed_at_organisation(const uint8_t allow[ROLE_COUNT], struct db *db, struct who *who,
				    const struct object *o)
{
	static const char SQL[] = "SELECT role, org_id FROM membership "
				  "WHERE account_id = :account";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", who->account);
	return any_role_allows(s, allow, who, o);
}

/* Refused: to whom the object might belong says that it is not theirs; to others, that their role
 * may not. Neither tells whether a foreign object exists. */
static enum err refusal(const uint8_t allow[ROLE_COUNT], const struct who *who)
{
	bool is_for_people = false;

	for (int role = 0; role < ROLE_COUNT; role++)
		is_for_people = is_for_people ||
				(role != CALLER_SYSTEM && allow[role] != RELATION_NONE);
	if (!who->account)
		return is_for_people ? ERR_NOT_SIGNED_IN : ERR_FORBIDDEN;
	for (int role = 0; role < ROLE_COUNT; role++) {
		if ((who->roles & ROLE_BIT(role)) && allow[role] != RELATION_NONE)
			return ERR_NOT_FOUND;
	}
	return ERR_FORBIDDEN;
}

enum err authorise(struct engine *e, struct db *db, int64_t account, bool is_system,
		   const uint8_t allow[ROLE_COUNT], enum object_kind kind, int64_t object,
		   struct who *ret_who, struct object *ret_object)
{
	*ret_who = (struct who){ .account = account, .is_system = is_system };
	*ret_object = (struct object){ 0 };
	if (kind != OBJECT_NONE) {
		enum err err = e->options.tables.resolvers[kind](db, object, ret_object);

		if (err)
			return err == ERR_NOT_FOUND && !account && !is_system &&
					       allow[CALLER_VISITOR] == RELATION_NONE ?
				       ERR_NOT_SIGNED_IN :
				       err;
	}
	if (is_system) {
		return allowed_anywhere(allow, db, ret_who, ret_object) ? ERR_OK : ERR_FORBIDDEN;
	}
	/* The roles are read even where everybody may: handlers look at them. */
	if (account && ret_object->fair && allowed_at_fair(allow, db, ret_who, ret_object))
		return ERR_OK;
	if (account && !ret_object->fair && ret_object->org &&
	    allowed_at_organisation(allow, db, ret_who, ret_object))
		return ERR_OK;
	if (allowed_anywhere(allow, db, ret_who, ret_object))
		return ERR_OK;
	return refusal(allow, ret_who);
}
