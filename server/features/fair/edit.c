/*
 * What a booth's manager writes: its page and its placements. Engine thread.
 */
#include "features/exhibitor/exhibitor.h"
#include "features/fair/booth_db.h"
#include "features/fair/edit_db.h"
#include "features/fair/fair.h"
#include "features/handlers.h"
#include "features/meet/meet.h"

#define MINUTE_MS INT64_C(60000)

enum err resolve_placement(struct db *db, int64_t id, struct object *ret)
{
	int64_t booth;
	enum err e = edit_db_booth_of(db, id, &booth);

	return e ? e : resolve_booth(db, booth, ret);
}

static enum err touch_booth(struct cmd *cmd, int64_t id)
{
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, id, &booth);

	if (!e)
		booth_touch(cmd, &booth);
	exhibitor_touch(cmd, booth.fair, id);
	return e;
}

/* As the column has them, in one order. */
static struct str languages_of(const struct booth_save_args *args)
{
	bool has[LOCALE_COUNT] = { false };

	for (size_t i = 0; i < args->n_languages; i++)
		has[args->languages[i]] = true;
	return !has[LOCALE_EN] ? STR("nl") : has[LOCALE_NL] ? STR("nl en") : STR("en");
}

enum err on_booth_save(struct cmd *cmd, const struct booth_save_args *args,
		       struct booth_save_reply *ret_reply)
{
	enum err e;

	(void)ret_reply;
	if (args->talk_minutes < 1 || args->talk_minutes > 60)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.talk_minutes", "1 to 60");
	e = edit_db_save_booth(cmd->db, args, args->talk_minutes * MINUTE_MS, languages_of(args));
	if (!e)
		e = meet_booth_edited(cmd, args->booth);
	return e ? e : touch_booth(cmd, args->booth);
}

enum err on_booth_programmes(struct cmd *cmd, const struct booth_programmes_args *args,
			     struct booth_programmes_reply *ret_reply)
{
	(void)args;
	return edit_db_programmes(cmd->db, cmd->arena, cmd->object.fair, &ret_reply->programmes,
				  &ret_reply->n_programmes);
}

enum err on_placement_draft(struct cmd *cmd, const struct placement_draft_args *args,
			    struct placement_draft_reply *ret_reply)
{
	return edit_db_draft(cmd->db, cmd->arena, args->placement, &ret_reply->draft);
}

/* `placement`: the one that is changed; 0: a new one. */
static enum err check_draft(struct cmd *cmd, int64_t booth, int64_t placement,
			    const struct wire_placement_draft *draft)
{
	bool is_taken, is_there = true;
	enum err e = edit_db_is_title_taken(cmd->db, booth, placement, draft->title, &is_taken);

	if (!e && is_taken)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.title",
				  "a title that no other placement of this booth has");
	if (!e && draft->hours > 60)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.hours", "0 to 60");
	if (!e && draft->places > 1000)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.places", "0 to 1000");
	if (!e && draft->has_programme)
		e = edit_db_is_programme(cmd->db, cmd->object.fair, draft->programme, &is_there);
	if (!e && !is_there)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.programme",
				  "a programme of this fair");
	for (size_t i = 0; !e && is_there && i < draft->n_processes; i++)
		e = edit_db_is_process(cmd->db, draft->has_programme ? draft->programme : 0,
				       draft->processes[i], &is_there);
	if (!e && !is_there)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.processes",
				  "work processes of its programme");
	return e;
}

static enum err touch_placement(struct cmd *cmd, int64_t booth, int64_t placement)
{
	enum err e = meet_placement_edited(cmd, booth, placement);

	touch_booth_placement(cmd, booth, placement);
	fair_setup_touch(cmd, cmd->object.fair);
	return e ? e : touch_booth(cmd, booth);
}

static enum err save(struct cmd *cmd, int64_t booth, int64_t placement,
		     const struct wire_placement_draft *draft)
{
	enum err e = edit_db_save_placement(cmd->db, cmd->object.fair, booth, placement, draft);

	if (!e)
		e = edit_db_set_processes(cmd->db, cmd->object.fair, placement, draft);
	return e ? e : touch_placement(cmd, booth, placement);
}

enum err on_placement_add(struct cmd *cmd, const struct placement_add_args *args,
			  struct placement_add_reply *ret_reply)
{
	enum err e = check_draft(cmd, args->booth, 0, &args->draft);

	ret_reply->placement = cmd_id(cmd);
	return e ? e : save(cmd, args->booth, ret_reply->placement, &args->draft);
}

enum err on_placement_save(struct cmd *cmd, const struct placement_save_args *args,
			   struct placement_save_reply *ret_reply)
{
	int64_t booth;
	enum err e = edit_db_booth_of(cmd->db, args->placement, &booth);

	(void)ret_reply;
	if (!e)
		e = check_draft(cmd, booth, args->placement, &args->draft);
	return e ? e : save(cmd, booth, args->placement, &args->draft);
}

enum err on_placement_remove(struct cmd *cmd, const struct placement_remove_args *args,
			     struct placement_remove_reply *ret_reply)
{
	int64_t booth;
	bool is_in_use = false;
	enum err e = edit_db_booth_of(cmd->db, args->placement, &booth);

	(void)ret_reply;
	if (!e)
		e = edit_db_is_in_use(cmd->db, args->placement, &is_in_use);
	if (!e && is_in_use)
		return ERR_IN_USE;
	if (!e)
		e = edit_db_remove_placement(cmd->db, args->placement);
	return e ? e : touch_placement(cmd, booth, args->placement);
}

enum err fair_remove_booth(struct cmd *cmd, const struct booth *booth)
{
	struct ids placements;
	enum err e = booth_db_placements(cmd->db, cmd->arena, booth->id, &placements);

	for (size_t i = 0; !e && i < placements.n; i++) {
		touch_booth_placement(cmd, booth->id, placements.at[i]);
		e = edit_db_remove_placement(cmd->db, placements.at[i]);
	}
	booth_touch(cmd, booth);
	fair_setup_touch(cmd, booth->fair);
	return e ? e : edit_db_remove_booth(cmd->db, booth->id);
}
