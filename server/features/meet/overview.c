/*
 * Questions about many leads at once: who can own them, which booths owe answers, how a school's
 * students fare; and the record of who took leads out. Engine thread.
 */
#include "features/account/account.h"
#include "features/handlers.h"
#include "features/meet/core.h"

enum err on_lead_team(struct cmd *cmd, const struct lead_team_args *args,
		      struct lead_team_reply *ret_reply)
{
	return overview_db_team(cmd->db, cmd->arena, args->booth, &ret_reply->people,
				&ret_reply->n_people);
}

enum err on_lead_export(struct cmd *cmd, const struct lead_export_args *args,
			struct lead_export_reply *ret_reply)
{
	struct export x = {
		.id = cmd_id(cmd),
		.fair = cmd->object.fair,
		.booth = args->booth,
		.account = cmd->who.account,
		.format = args->format,
		.leads = args->leads,
	};

	(void)ret_reply;
	return overview_db_add_export(cmd->db, &x, cmd->now_ms);
}

enum err on_booking_missed(struct cmd *cmd, const struct booking_missed_args *args,
			   struct booking_missed_reply *ret_reply)
{
	enum err e = overview_db_missed(cmd->db, cmd->arena, args->fair, &ret_reply->bookings,
					&ret_reply->n_bookings);

	for (size_t i = 0; i < ret_reply->n_bookings; i++)
		ret_reply->bookings[i].student_name =
			account_short_name(cmd->arena, ret_reply->bookings[i].student_name);
	return e;
}

enum err on_lead_overdue(struct cmd *cmd, const struct lead_overdue_args *args,
			 struct lead_overdue_reply *ret_reply)
{
	return overview_db_owing(cmd->db, cmd->arena, args->fair, cmd->now_ms, &ret_reply->booths,
				 &ret_reply->n_booths);
}

#define OVERDUE_AT_MOST 5

/* Counts one lead for its student. What was said of them there is not looked at. */
static void count_lead(struct arena *a, const struct school_lead *lead, int64_t now_ms,
		       struct wire_student_progress *ret)
{
	bool is_overdue = lead->due_ms && lead->due_ms <= now_ms;

	ret->spoken += lead->is_spoken;
	ret->owed += lead->due_ms != 0;
	ret->overdue += is_overdue;
	if (lead->state == LEAD_STATE_INVITED || lead->state == LEAD_STATE_OFFERED) {
		ret->forward++;
		ret->has_forward_at = true;
		ret->forward_at = lead->booth_name;
	}
	if (lead->state == LEAD_STATE_PLACED && !ret->has_placed_at) {
		ret->has_placed_at = true;
		ret->placed_at = lead->booth_name;
	}
	if (!is_overdue)
		return;
	if (!ret->has_overdue_ms) {
		ret->has_overdue_ms = true;
		ret->overdue_ms = lead->due_ms;
		ret->overdue_at = arena_array(a, OVERDUE_AT_MOST, sizeof(*ret->overdue_at));
	}
	if (ret->n_overdue_at < OVERDUE_AT_MOST)
		ret->overdue_at[ret->n_overdue_at++] = lead->booth_name;
}

#define OFFERS_OF_ONE 3

/* What their coordinators asked the students of a page. */
static enum err fill_offers(struct cmd *cmd, const struct school_page *page, struct wire_student_progress *students,
			    size_t n_students)
{
	struct school_offer *offers;
	size_t n, at = 0;
	enum err e = overview_db_offers(cmd->db, cmd->arena, page, cmd->now_ms, &offers, &n);

	for (size_t i = 0; !e && i < n_students; i++) {
		struct wire_student_progress *one = &students[i];

		one->offers = arena_array(cmd->arena, OFFERS_OF_ONE, sizeof(*one->offers));
		for (; at < n && offers[at].account == one->id; at++) {
			if (one->n_offers < OFFERS_OF_ONE)
				one->offers[one->n_offers++] = offers[at].offer;
		}
	}
	return e;
}

enum err on_lead_progress(struct cmd *cmd, const struct lead_progress_args *args,
			  struct lead_progress_reply *ret_reply)
{
	struct school_page page = {
		.fair = args->fair,
		.coordinator = cmd->who.account,
		.after = args->has_after ? args->after : 0,
	};
	struct school_lead *leads;
	size_t n, at = 0;
	enum err e = overview_db_students(cmd->db, cmd->arena, &page, &ret_reply->students,
					  &ret_reply->n_students);

	if (e || !ret_reply->n_students)
		return e;
	page.until = ret_reply->students[ret_reply->n_students - 1].id;
	e = overview_db_leads(cmd->db, cmd->arena, &page, &leads, &n);
	if (e)
		return e;
	for (size_t i = 0; i < ret_reply->n_students; i++) {
		struct wire_student_progress *one = &ret_reply->students[i];

		for (; at < n && leads[at].account == one->id; at++)
			count_lead(cmd->arena, &leads[at], cmd->now_ms, one);
	}
	return fill_offers(cmd, &page, ret_reply->students, ret_reply->n_students);
}
