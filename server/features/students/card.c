/*
 * The profile card (menukaart) as its student writes it, a part at a time. It is saved as it is typed; whoever was
 * shown it sees what it says now. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/meet.h"
#include "features/students/card_db.h"
#include "features/students/group_db.h"
#include "features/students/students.h"

#define CAN STR("can")
#define LEARN STR("learn")

enum err students_card_changed(struct cmd *cmd, int64_t fair, int64_t student)
{
	touch_me_card(cmd, student, fair);
	return meet_card_changed(cmd, fair, student);
}

static enum err of_caller(struct cmd *cmd, int64_t fair, struct own_card *ret)
{
	return own_card_db_get(cmd->db, cmd->arena, fair, cmd->who.account, ret);
}

enum err on_card_choices(struct cmd *cmd, const struct card_choices_args *args,
			 struct card_choices_reply *ret_reply)
{
	struct own_card card;
	enum err e = of_caller(cmd, args->fair, &card);

	if (!e)
		e = group_db_programmes(cmd->db, cmd->arena, args->fair, card.school, &ret_reply->programmes,
					&ret_reply->n_programmes);
	return e ? e : own_card_db_towns(cmd->db, cmd->arena, args->fair, &ret_reply->towns, &ret_reply->n_towns);
}

static enum err check_programme(struct cmd *cmd, const struct own_card *card, int64_t programme)
{
	bool is_theirs = false;
	enum err e = group_db_is_programme(cmd->db, card->fair, card->school, programme, &is_theirs);

	return !e && !is_theirs ? cmd_refuse(cmd, ERR_BAD_VALUE, "args.programme", "a programme of your school") :
				  e;
}

enum err on_card_processes(struct cmd *cmd, const struct card_processes_args *args,
			   struct card_processes_reply *ret_reply)
{
	struct own_card card;
	enum err e = of_caller(cmd, args->fair, &card);

	if (!e)
		e = check_programme(cmd, &card, args->programme);
	return e ? e :
		   own_card_db_teaches(cmd->db, cmd->arena, args->programme, &ret_reply->processes,
				       &ret_reply->n_processes);
}

static bool holds(const int64_t *at, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++) {
		if (at[i] == id)
			return true;
	}
	return false;
}

/* Of the programme, and each once. */
static enum err check_processes(struct cmd *cmd, const struct own_card *card, const int64_t *at, size_t n,
				const char *field)
{
	bool is_good = true;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && is_good && i < n; i++) {
		e = own_card_db_is_taught(cmd->db, card->programme, at[i], &is_good);
		is_good = is_good && !holds(at, i, at[i]);
	}
	return !e && !is_good ? cmd_refuse(cmd, ERR_BAD_VALUE, field, "work processes of your programme, each once") :
				e;
}

static enum err check(struct cmd *cmd, const struct own_card *card, const struct card_save_args *args)
{
	enum err e = args->has_programme ? check_programme(cmd, card, card->programme) : ERR_OK;

	if (!e && args->has_can)
		e = check_processes(cmd, card, args->can, args->n_can, "args.can");
	if (!e && args->has_learn)
		e = check_processes(cmd, card, args->learn, args->n_learn, "args.learn");
	for (size_t i = 0; !e && args->has_can && args->has_learn && i < args->n_learn; i++) {
		if (holds(args->can, args->n_can, args->learn[i]))
			return cmd_refuse(cmd, ERR_BAD_VALUE, "args.learn", "nothing that you can do already");
	}
	return e;
}

/* From now on these of this kind. */
static enum err set_processes(struct cmd *cmd, const struct own_card *card, struct str kind, const int64_t *at,
			      size_t n)
{
	struct ids before;
	enum err e = own_card_db_processes(cmd->db, cmd->arena, card, kind, &before);

	for (size_t i = 0; !e && i < before.n; i++) {
		if (!holds(at, n, before.at[i]))
			e = own_card_db_remove_process(cmd->db, card, before.at[i]);
	}
	for (size_t i = 0; !e && i < n; i++)
		e = own_card_db_add_process(cmd->db, card, kind, at[i]);
	return e;
}

static enum err save_processes(struct cmd *cmd, const struct own_card *card, const struct card_save_args *args,
			       bool is_other_programme)
{
	enum err e = ERR_OK;

	if (args->has_can || is_other_programme)
		e = set_processes(cmd, card, CAN, args->can, args->n_can);
	if (!e && (args->has_learn || is_other_programme))
		e = set_processes(cmd, card, LEARN, args->learn, args->n_learn);
	return e;
}

enum err on_card_save(struct cmd *cmd, const struct card_save_args *args, struct card_save_reply *ret_reply)
{
	struct own_card card;
	int64_t before;
	enum err e = of_caller(cmd, args->fair, &card);

	(void)ret_reply;
	before = card.programme;
	if (args->has_programme)
		card.programme = args->programme;
	if (args->has_looking_for)
		card.looking_for = str_trim(args->looking_for);
	if (args->has_area)
		card.area = str_trim(args->area);
	if (args->has_period)
		card.period = str_trim(args->period);
	if (args->has_about)
		card.about = str_trim(args->about);
	if (!e)
		e = check(cmd, &card, args);
	if (!e)
		e = own_card_db_save(cmd->db, &card);
	if (!e)
		e = save_processes(cmd, &card, args, card.programme != before);
	return e ? e : students_card_changed(cmd, args->fair, cmd->who.account);
}

enum err on_card_preview(struct cmd *cmd, const struct card_preview_args *args,
			 struct card_preview_reply *ret_reply)
{
	return meet_own_card(cmd->db, cmd->arena, args->fair, cmd->who.account, &ret_reply->card);
}

/* ---- what its student sees ---- */

enum err list_me_card(const struct view *v, int64_t topic, struct ids *ret)
{
	return own_card_db_fairs(v->db, v->arena, topic, ret);
}

enum err read_me_card(const struct view *v, int64_t topic, int64_t key, struct wire_my_card *ret, bool *ret_found)
{
	return own_card_db_view(v->db, v->arena, key, topic, ret, ret_found);
}
