/*
 * An earlier fair anew, in one transaction: what people made for it comes along, what happened at it does not.
 * New rows are found by the slugs that they share with their originals. Engine thread.
 */
#include "features/account/account.h"
#include "features/chat/chat.h"
#include "features/fair/copy_db.h"
#include "features/fair/fair.h"
#include "features/fair/fair_db.h"
#include "features/fair/setup_db.h"
#include "features/fair/setup_rules.h"
#include "features/handlers.h"

/* Copies each row of a list with a new id of its own. */
static enum err copy_each(struct cmd *cmd, int64_t from, int64_t to,
			  enum err (*list)(struct db *, struct arena *, int64_t, struct ids *),
			  enum err (*copy)(struct db *, int64_t, int64_t, int64_t))
{
	struct ids ids;
	enum err e = list(cmd->db, cmd->arena, from, &ids);

	for (size_t i = 0; !e && i < ids.n; i++)
		e = copy(cmd->db, ids.at[i], cmd_id(cmd), to);
	return e;
}

static enum err copy_booths(struct cmd *cmd, int64_t from, int64_t to)
{
	struct ids booths;
	enum err e = booth_ids(cmd->db, cmd->arena, from, &booths);

	for (size_t i = 0; !e && i < booths.n; i++) {
		int64_t booth = cmd_id(cmd), chat;

		e = chat_create(cmd, to, booth, 0, &chat);
		if (!e)
			e = copy_db_booth(cmd->db, booths.at[i], booth, to, chat);
	}
	return e;
}

/* Whoever copies it makes it; the other schools are asked again. */
static enum err copy_schools(struct cmd *cmd, int64_t from, int64_t to, int64_t school)
{
	struct ids others;
	enum err e = fair_join_school(cmd, to, school);

	if (!e)
		e = copy_db_other_schools(cmd->db, cmd->arena, from, school, &others);
	for (size_t i = 0; !e && i < others.n; i++)
		e = fair_ask_school(cmd, to, others.at[i]);
	return e;
}

static enum err copy_all(struct cmd *cmd, int64_t from, int64_t to, int64_t school)
{
	enum err e = copy_schools(cmd, from, to, school);

	if (!e)
		e = copy_each(cmd, from, to, copy_db_rooms, copy_db_room);
	if (!e)
		e = copy_each(cmd, from, to, copy_db_programmes, copy_db_programme);
	if (!e)
		e = copy_each(cmd, from, to, copy_db_processes, copy_db_process);
	if (!e)
		e = copy_booths(cmd, from, to);
	if (!e)
		e = copy_each(cmd, from, to, copy_db_placements, copy_db_placement);
	if (!e)
		e = copy_db_placement_processes(cmd->db, from, to);
	if (!e)
		e = account_copy_staff(cmd, from, to, school);
	return e ? e : account_join_school(cmd, to, school);
}

enum err on_fair_copy(struct cmd *cmd, const struct fair_copy_args *args,
		      struct fair_copy_reply *ret_reply)
{
	int64_t fair = cmd_id(cmd), lasts_ms, school = 0;
	struct fair_row row;
	struct str slug;
	struct setup_fault fault;
	enum err e = fair_db_get(cmd->db, cmd->arena, args->fair, &row);

	if (e)
		return e;
	lasts_ms = row.closes_ms - row.opens_ms;
	fault = setup_check_copy(args->name, args->opens_ms, cmd->now_ms);
	if (fault.code)
		return cmd_refuse(cmd, fault.code, fault.field, fault.expected);
	e = copy_db_own_school(cmd->db, cmd->who.account, args->fair, &school);
	/* Who organised it once, and works for the school no longer, makes no fair in its name. */
	if (!e && !school)
		return ERR_FORBIDDEN;
	if (!e)
		e = fair_check_planned(cmd, school, "args.fair");
	if (!e)
		e = fair_new_slug(cmd, SLUG_OF_FAIR, 0, args->name, "args.name", &slug);
	if (!e)
		e = copy_db_fair(cmd->db, args, fair, slug, args->opens_ms + lasts_ms, cmd->now_ms);
	if (!e)
		e = copy_all(cmd, args->fair, fair, school);
	touch_fair_fair(cmd, fair, fair);
	ret_reply->fair = fair;
	return e;
}
