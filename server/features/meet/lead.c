/*
 * Leads: what becomes of a conversation (design §2). The employer's notes are the team's; the
 * student sees status and answer. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"
#include "features/meet/tell.h"
#include "features/safety/safety.h"

enum err resolve_lead(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct lead lead;
	enum err e = lead_db_get(db, &arena, id, &lead);

	if (!e)
		e = resolve_booth(db, lead.booth, ret);
	if (!e)
		ret->parties[0] = lead.account;
	arena_done(&arena);
	return e;
}

enum err meet_has_shown_card(struct db *db, int64_t fair, bool *ret)
{
	return lead_db_has_shown(db, fair, ret);
}

enum err on_card_leave(struct cmd *cmd, const struct card_leave_args *args,
		       struct card_leave_reply *ret_reply)
{
	struct lead lead;
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	(void)ret_reply;
	if (!e && (booth.fair_state == FAIR_STATE_CLOSED || cmd->now_ms >= booth.cards_until_ms))
		return ERR_WRONG_STATE;
	if (!e)
		e = safety_may_meet(cmd->db, booth.fair, booth.id, cmd->who.account);
	return e ? e : lead_ensure(cmd, booth.fair, booth.id, cmd->who.account, &lead);
}

static enum err save_tags(struct cmd *cmd, const struct lead *lead,
			  const struct lead_save_args *args)
{
	struct str *tags = arena_array(cmd->arena, args->n_tags, sizeof(*tags));
	size_t n = args->n_tags;

	for (size_t i = 0; i < n; i++)
		tags[i] = args->tags[i];
	if (!lead_tags_trim(tags, &n))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.tags", "words");
	return lead_db_set_tags(cmd->db, lead, tags, n);
}

/* 0: about none in particular. */
static enum err set_placement(struct cmd *cmd, struct lead *lead, int64_t placement)
{
	struct str title;
	enum err e = placement ? lead_db_placement(cmd->db, cmd->arena, lead->booth, placement,
						   &title) :
				 ERR_OK;

	if (e == ERR_NOT_FOUND)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.placement",
				  "a placement of this booth, or 0");
	lead->placement = placement;
	return e;
}

static enum err set_owner(struct cmd *cmd, struct lead *lead, int64_t owner)
{
	bool is_staff = false;
	enum err e = person_db_is_staff(cmd->db, lead->booth, owner, &is_staff);

	if (!e && !is_staff)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.owner",
				  "a recruiter or manager of this booth");
	lead->owner = owner;
	return e;
}

enum err on_lead_save(struct cmd *cmd, const struct lead_save_args *args,
		      struct lead_save_reply *ret_reply)
{
	struct lead lead;
	enum err e = lead_db_get(cmd->db, cmd->arena, args->lead, &lead);

	(void)ret_reply;
	if (!e && args->has_placement)
		e = set_placement(cmd, &lead, args->placement);
	if (!e && args->has_owner)
		e = set_owner(cmd, &lead, args->owner);
	if (!e && args->has_tags)
		e = save_tags(cmd, &lead, args);
	if (e)
		return e;
	if (args->has_rating && args->rating > 5)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.rating", "0 to 5");
	if (args->has_rating)
		lead.rating = args->rating;
	if (args->has_note)
		lead.note = args->note;
	if (args->has_next_step) {
		lead.has_next_step = true;
		lead.next_step = args->next_step;
	}
	if (args->has_next_on_ms)
		lead.next_on_ms = args->next_on_ms;
	if (!lead.owner)
		lead.owner = cmd->who.account;
	return lead_save(cmd, &lead);
}

/* The answer that is owed has come, in time or late. */
static void settle(const struct cmd *cmd, struct lead *lead)
{
	if (lead->due_ms) {
		lead->was_owed = true;
		lead->is_answered_late = lead->due_ms <= cmd->now_ms;
	}
	lead->due_ms = 0;
}

enum err on_lead_answer(struct cmd *cmd, const struct lead_answer_args *args,
			struct lead_answer_reply *ret_reply)
{
	struct lead lead;
	bool is_news;
	enum err e = lead_db_get(cmd->db, cmd->arena, args->lead, &lead);

	(void)ret_reply;
	if (e)
		return e;
	is_news = !lead.has_answer || lead.answer != args->answer || !str_eq(lead.reason, args->reason);
	lead.has_answer = true;
	lead.answer = args->answer;
	lead.reason = args->reason;
	e = lead_advance(&lead, LEAD_ANSWER);
	if (e)
		return e;
	if (args->answer == ANSWER_NO && !str_trim(args->reason).len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.reason", "a reason that helps");
	settle(cmd, &lead);
	if (!lead.owner)
		lead.owner = cmd->who.account;
	e = is_news ? tell_answered(cmd, &lead) : ERR_OK;
	return e ? e : lead_save(cmd, &lead);
}

/* Whoever takes their card back is shown there no more: not in the line either. */
static enum err take_back(struct cmd *cmd, struct lead *lead)
{
	enum err e = meet_part(cmd, lead->booth, lead->account, true);

	if (!e)
		e = lead_db_get(cmd->db, cmd->arena, lead->id, lead);
	return e ? e : lead_advance(lead, LEAD_TAKE_BACK);
}

enum err on_lead_move(struct cmd *cmd, const struct lead_move_args *args,
		      struct lead_move_reply *ret_reply)
{
	struct lead lead;
	enum lead_event event;
	enum err e = lead_db_get(cmd->db, cmd->arena, args->lead, &lead);

	(void)ret_reply;
	if (e)
		return e;
	if (!lead_event_to(args->state, lead.account == cmd->who.account, &event))
		return ERR_WRONG_STATE;
	e = event == LEAD_TAKE_BACK ? take_back(cmd, &lead) : lead_advance(&lead, event);
	if (e)
		return e;
	if (lead.answer != ANSWER_YES &&
	    (args->state == LEAD_STATE_INVITED || args->state == LEAD_STATE_OFFERED ||
	     args->state == LEAD_STATE_PLACED))
		lead_unanswer(&lead);
	/* It went on, or ended: no answer is owed. */
	if (lead.account == cmd->who.account)
		lead.due_ms = 0;
	else
		settle(cmd, &lead);
	return lead_save(cmd, &lead);
}

enum err on_lead_share_contact(struct cmd *cmd, const struct lead_share_contact_args *args,
			       struct lead_share_contact_reply *ret_reply)
{
	struct lead lead;
	enum err e = lead_db_get(cmd->db, cmd->arena, args->lead, &lead);

	(void)ret_reply;
	if (e)
		return e;
	/* Who took the card back is not to be written to; taking back is always possible. */
	if (args->is_shared && lead.state == LEAD_STATE_WITHDRAWN)
		return ERR_WRONG_STATE;
	if (lead.account == cmd->who.account) {
		lead.is_shared_by_student = args->is_shared;
		return lead_save(cmd, &lead);
	}
	lead.is_shared_by_employer = args->is_shared;
	if (!lead.owner)
		lead.owner = cmd->who.account; /* somebody's address it has to be */
	return lead_save(cmd, &lead);
}

enum err meet_placement_edited(struct cmd *cmd, int64_t booth, int64_t placement)
{
	struct ids leads;
	enum err e = lead_db_about(cmd->db, cmd->arena, placement, &leads);

	for (size_t i = 0; !e && i < leads.n; i++) {
		struct lead lead;

		e = lead_db_get(cmd->db, cmd->arena, leads.at[i], &lead);
		if (e)
			break;
		touch_console_lead(cmd, booth, lead.id);
		touch_me_lead(cmd, lead.account, lead.id);
	}
	return e ? e : meet_booth_edited(cmd, booth);
}

/* ---- what followers see ---- */

static bool is_contact_shared(const struct lead *lead)
{
	return lead->is_shared_by_student && lead->is_shared_by_employer &&
	       lead->state != LEAD_STATE_WITHDRAWN;
}

/* Its title; empty where it is about none. */
static enum err placement_title(const struct view *v, const struct lead *lead, struct str *ret)
{
	enum err e = lead->placement ? lead_db_placement(v->db, v->arena, lead->booth,
							 lead->placement, ret) :
				       ERR_OK;

	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* How the student reaches whoever follows up. */
static enum err read_contact(const struct view *v, const struct lead *lead, struct wire_lead *ret)
{
	struct person owner;
	enum err e;

	if (!is_contact_shared(lead) || !lead->owner)
		return ERR_OK;
	e = person_db_get(v->db, v->arena, lead->owner, &owner);
	if (e)
		return e;
	ret->has_contact = true;
	ret->contact.name = owner.name;
	return lead_db_email(v->db, v->arena, lead->owner, &ret->contact.email);
}


enum err list_me_lead(const struct view *v, int64_t topic, struct ids *ret)
{
	return lead_db_of_person(v->db, v->arena, topic, ret);
}

enum err read_me_lead(const struct view *v, int64_t topic, int64_t key, struct wire_lead *ret,
		      bool *ret_found)
{
	struct lead lead;
	struct booth booth;
	enum err e = lead_db_get(v->db, v->arena, key, &lead);

	(void)topic;
	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = booth_get(v->db, v->arena, lead.booth, &booth);
	if (e)
		return e;
	*ret = (struct wire_lead){
		.id = lead.id,
		.booth = lead.booth,
		.booth_name = booth.name,
		.state = lead.state,
		.has_answer = lead.has_answer,
		.answer = lead.answer,
		.reason = lead.reason,
		/* The next step is the student's to know once there is an answer. */
		.has_next_step = lead.has_answer && lead.has_next_step,
		.next_step = lead.next_step,
		.has_next_on_ms = lead.has_answer && lead.next_on_ms,
		.next_on_ms = lead.next_on_ms,
		.has_spoken_ms = lead.spoken_ms != 0,
		.spoken_ms = lead.spoken_ms,
		.has_due_ms = lead.due_ms != 0,
		.due_ms = lead.due_ms,
		.is_shared_by_me = lead.is_shared_by_student,
		.is_shared_by_them = lead.is_shared_by_employer,
	};
	if (lead.has_answer)
		e = placement_title(v, &lead, &ret->placement);
	return e ? e : read_contact(v, &lead, ret);
}

enum err list_console_lead(const struct view *v, int64_t topic, struct ids *ret)
{
	return lead_db_at_booth(v->db, v->arena, topic, ret);
}

/* What became of it before any talk: missed and why, asked to come back and whether they will. */
static enum err read_tries(const struct view *v, const struct lead *lead,
			   struct wire_console_lead *ret)
{
	struct missed_facts facts;
	int64_t offered;
	enum err e;

	if (lead->state != LEAD_STATE_QUEUED)
		return ERR_OK;
	e = lead_db_tries(v->db, lead->booth, lead->account, &facts);
	if (e)
		return e;
	facts.card_ms = lead->created_ms;
	ret->has_missed = ret->has_missed_ms = lead_missed(&facts, &ret->missed, &ret->missed_ms);
	e = handover_db_back(v->db, lead->booth, lead->account, &offered, &ret->turn);
	ret->has_turn = !e && offered;
	return e;
}

static enum err read_rest(const struct view *v, const struct lead *lead,
			  struct wire_console_lead *ret)
{
	enum err e = read_tries(v, lead, ret);

	if (!e)
		e = lead_db_tags(v->db, v->arena, lead->id, &ret->tags, &ret->n_tags);
	if (!e)
		e = placement_title(v, lead, &ret->placement_title);
	if (!e && is_contact_shared(lead)) {
		e = lead_db_email(v->db, v->arena, lead->account, &ret->email);
		ret->has_email = ret->email.len > 0; /* who came by a group's link may have none */
	}
	return e ? e : meet_card(v, lead->booth, lead->account, &ret->card);
}

enum err read_console_lead(const struct view *v, int64_t topic, int64_t key,
			   struct wire_console_lead *ret, bool *ret_found)
{
	struct lead lead;
	struct booth booth;
	struct person owner = { 0 };
	enum err e = lead_db_get(v->db, v->arena, key, &lead);

	(void)topic;
	/* Who takes their card back takes it from the board too. */
	*ret_found = !e && lead.state != LEAD_STATE_WITHDRAWN;
	if (*ret_found)
		e = booth_get(v->db, v->arena, lead.booth, &booth);
	if (*ret_found && !e)
		e = card_is_shown(v, &booth, lead.account, ret_found);
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	if (lead.owner)
		e = person_db_get(v->db, v->arena, lead.owner, &owner);
	if (e)
		return e;
	*ret = (struct wire_console_lead){
		.id = lead.id,
		.account = lead.account,
		.state = lead.state,
		.has_owner = lead.owner != 0,
		.owner = lead.owner,
		.owner_name = owner.name,
		.rating = lead.rating,
		.note = lead.note,
		.has_answer = lead.has_answer,
		.answer = lead.answer,
		.reason = lead.reason,
		.has_next_step = lead.has_next_step,
		.next_step = lead.next_step,
		.has_next_on_ms = lead.next_on_ms != 0,
		.next_on_ms = lead.next_on_ms,
		.has_spoken_ms = lead.spoken_ms != 0,
		.spoken_ms = lead.spoken_ms,
		.has_due_ms = lead.due_ms != 0,
		.due_ms = lead.due_ms,
		.has_placement = lead.placement != 0,
		.placement = lead.placement,
		.is_shared_by_us = lead.is_shared_by_employer,
		.is_shared_by_them = lead.is_shared_by_student,
	};
	e = safety_is_blocked_by_booth(v->db, lead.booth, lead.account, &ret->is_blocked);
	return e ? e : read_rest(v, &lead, ret);
}
