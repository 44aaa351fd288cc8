/*
 * Who fits where (design §2): booths where a student could talk at once, asked for by the page when it
 * is looked at; times that a coordinator can give them; and what a recruiter sees beside a card.
 * Nothing about it is stored. Engine thread.
 */
#include <stdlib.h>

#include "features/handlers.h"
#include "features/meet/core.h"

#define QUIET_MOST 6
#define CHOICES_MOST 20
#define TIMES_MOST 6

static int by_score(const void *left, const void *right)
{
	const struct match *a = left, *b = right;

	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	return (a->place.booth > b->place.booth) - (a->place.booth < b->place.booth);
}

/* The matches of all places, of each booth the best; how many. Places of a booth stand together. */
static size_t match_all(struct arena *a, const struct fit_place *places, size_t n,
			struct match **ret)
{
	struct match *at = arena_array(a, n, sizeof(*at));
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct match m = { .place = places[i] };
		bool is_same_booth = kept && at[kept - 1].place.booth == m.place.booth;

		m.score = fit_score(&m.place.facts, m.reasons, &m.n_reasons);
		if (!m.score || (is_same_booth && at[kept - 1].score >= m.score))
			continue;
		at[is_same_booth ? kept - 1 : kept++] = m;
	}
	if (kept)
		qsort(at, kept, sizeof(*at), by_score);
	*ret = at;
	return kept;
}

enum err fit_at_booth(const struct view *v, int64_t booth, int64_t student, struct match *ret)
{
	struct fit_place *places;
	struct match *matches;
	size_t n;
	enum err e = fit_db_at_booth(v->db, v->arena, booth, student, &places, &n);

	*ret = (struct match){ 0 };
	if (!e && match_all(v->arena, places, n, &matches))
		*ret = matches[0];
	return e;
}

enum err meet_booth_edited(struct cmd *cmd, int64_t booth)
{
	struct ids entries;
	enum err e = entry_db_in_room_of(cmd->db, cmd->arena, booth, &entries);

	for (size_t i = 0; !e && i < entries.n; i++) {
		struct entry entry;

		e = entry_db_get(cmd->db, cmd->arena, entries.at[i], &entry);
		if (!e)
			touch_console_entry(cmd, entry.booth, entry.id);
	}
	return e;
}

static enum err touch_leads(struct cmd *cmd, int64_t fair, int64_t student)
{
	struct ids leads;
	enum err e = lead_db_of_person(cmd->db, cmd->arena, student, &leads);

	for (size_t i = 0; !e && i < leads.n; i++) {
		struct lead lead;

		e = lead_db_get(cmd->db, cmd->arena, leads.at[i], &lead);
		if (!e && lead.fair == fair)
			touch_console_lead(cmd, lead.booth, lead.id);
	}
	return e;
}

static enum err touch_bookings(struct cmd *cmd, int64_t fair, int64_t student)
{
	struct ids bookings;
	enum err e = booking_db_of_person(cmd->db, cmd->arena, student, &bookings);

	for (size_t i = 0; !e && i < bookings.n; i++) {
		struct booking booking;

		e = booking_db_get(cmd->db, cmd->arena, bookings.at[i], &booking);
		if (!e && booking.fair == fair)
			touch_console_booking(cmd, booking.booth, booking.id);
	}
	return e;
}

enum err meet_card_changed(struct cmd *cmd, int64_t fair, int64_t student)
{
	struct ids entries;
	enum err e = entry_db_of_person(cmd->db, cmd->arena, student, &entries);

	for (size_t i = 0; !e && i < entries.n; i++) {
		struct entry entry;

		e = entry_db_get(cmd->db, cmd->arena, entries.at[i], &entry);
		if (!e && entry.fair == fair)
			touch_console_entry(cmd, entry.booth, entry.id);
	}
	if (!e)
		e = touch_leads(cmd, fair, student);
	return e ? e : touch_bookings(cmd, fair, student);
}

static enum fit_reason *reasons_of(struct arena *a, const struct match *m)
{
	enum fit_reason *at = arena_array(a, m->n_reasons, sizeof(*at));

	for (size_t i = 0; i < m->n_reasons; i++)
		at[i] = m->reasons[i];
	return at;
}

/* One of those places, or all. */
static size_t only(struct fit_place *places, size_t n, int64_t placement)
{
	for (size_t i = 0; placement && i < n; i++) {
		if (places[i].placement != placement)
			continue;
		places[0] = places[i];
		return 1;
	}
	return placement ? 0 : n;
}

enum err meet_fit(const struct view *v, int64_t booth, int64_t placement, int64_t student, struct meet_fit *ret)
{
	struct fit_place *places;
	struct match *matches;
	size_t n;
	enum err e = fit_db_at_booth(v->db, v->arena, booth, student, &places, &n);

	*ret = (struct meet_fit){ 0 };
	if (e || !match_all(v->arena, places, only(places, n, placement), &matches))
		return e;
	*ret = (struct meet_fit){ reasons_of(v->arena, &matches[0]), matches[0].n_reasons,
				  matches[0].place.facts.learn };
	return ERR_OK;
}

static void fill(struct arena *a, const struct match *m, struct wire_quiet_booth *ret)
{
	*ret = (struct wire_quiet_booth){
		.id = m->place.booth,
		.room = m->place.room,
		.name = m->place.booth_name,
		.tagline = m->place.tagline,
		.placement = m->place.title,
		.learn = m->place.facts.learn,
		.n_reasons = m->n_reasons,
		.reasons = reasons_of(a, m),
	};
}

/* A seat of the booth is free, and not kept for a booking; nor is the student expected elsewhere too soon. */
static enum err is_quiet(struct cmd *cmd, int64_t id, int64_t student, bool *ret)
{
	struct booth booth;
	struct ids seats;
	bool is_expected = false;
	enum err e = booth_get(cmd->db, cmd->arena, id, &booth);

	*ret = false;
	if (!e)
		e = booking_db_is_elsewhere(cmd->db, student, id, cmd->now_ms,
					    walk_in_over_ms(&booth, cmd->now_ms), &is_expected);
	if (e || is_expected || cmd->now_ms >= booth.closes_ms)
		return e;
	e = seat_db_free(cmd->db, cmd->arena, id, &seats);
	for (size_t i = 0; !e && !*ret && i < seats.n; i++) {
		e = may_take_walk_in(cmd, seats.at[i], &booth, student);
		*ret = !e;
		if (e == ERR_NEXT_IS_BOOKED)
			e = ERR_OK;
	}
	return e;
}

enum err on_booth_fit(struct cmd *cmd, const struct booth_fit_args *args, struct booth_fit_reply *ret_reply)
{
	struct view v = { .db = cmd->db, .arena = cmd->arena, .now_ms = cmd->now_ms, .conf = cmd->conf };
	struct match m;
	enum err e = fit_at_booth(&v, args->booth, cmd->who.account, &m);

	if (e || !m.score)
		return e;
	ret_reply->has_placement = true;
	ret_reply->placement = m.place.title;
	ret_reply->learn = m.place.facts.learn;
	ret_reply->n_reasons = m.n_reasons;
	ret_reply->reasons = reasons_of(cmd->arena, &m);
	return ERR_OK;
}

static enum err quiet_for(struct cmd *cmd, int64_t fair, int64_t student, struct wire_quiet_booth **ret,
			  size_t *ret_n)
{
	struct fit_place *places;
	struct match *matches;
	size_t n;
	enum err e = fit_db_quiet(cmd->db, cmd->arena, fair, student, &places, &n);

	if (e)
		return e;
	n = match_all(cmd->arena, places, n, &matches);
	*ret = arena_array(cmd->arena, QUIET_MOST, sizeof(**ret));
	for (size_t i = 0; !e && i < n && *ret_n < QUIET_MOST; i++) {
		bool can_call;

		e = is_quiet(cmd, matches[i].place.booth, student, &can_call);
		if (!e && can_call)
			fill(cmd->arena, &matches[i], &(*ret)[(*ret_n)++]);
	}
	return e;
}

enum err on_booth_quiet(struct cmd *cmd, const struct booth_quiet_args *args,
			struct booth_quiet_reply *ret_reply)
{
	return quiet_for(cmd, args->fair, cmd->who.account, &ret_reply->booths, &ret_reply->n_booths);
}

enum err on_line_choices(struct cmd *cmd, const struct line_choices_args *args,
			 struct line_choices_reply *ret_reply)
{
	enum err e = may_look_after(cmd, args->fair, args->student);

	return e ? e : quiet_for(cmd, args->fair, args->student, &ret_reply->booths, &ret_reply->n_booths);
}

/* The first moments at a booth that nobody holds, reserved ones too. */
static enum err fill_times(struct cmd *cmd, int64_t booth, struct wire_slot_choice *ret)
{
	struct ids slots;
	enum err e = slot_db_free_at_booth(cmd->db, cmd->arena, booth, cmd->now_ms + 1, &slots);

	ret->times = arena_array(cmd->arena, TIMES_MOST, sizeof(*ret->times));
	for (size_t i = 0; !e && i < slots.n && ret->n_times < TIMES_MOST; i++) {
		struct slot slot;

		e = slot_db_get(cmd->db, slots.at[i], &slot);
		if (e || (ret->n_times && ret->times[ret->n_times - 1].starts_ms == slot.starts_ms))
			continue;
		ret->times[ret->n_times++] =
			(struct wire_slot_time){ slot.id, slot.starts_ms, slot.is_reserved };
	}
	return e;
}

enum err on_slot_choices(struct cmd *cmd, const struct slot_choices_args *args,
			 struct slot_choices_reply *ret_reply)
{
	struct fit_place *places;
	struct match *matches;
	size_t n = 0;
	enum err e = may_look_after(cmd, args->fair, args->student);

	if (!e)
		e = fit_db_with_times(cmd->db, cmd->arena, args->fair, args->student, cmd->now_ms,
				      &places, &n);
	if (e)
		return e;
	n = match_all(cmd->arena, places, n, &matches);
	if (n > CHOICES_MOST)
		n = CHOICES_MOST;
	ret_reply->choices = arena_array(cmd->arena, n, sizeof(*ret_reply->choices));
	for (; !e && ret_reply->n_choices < n; ret_reply->n_choices++) {
		struct wire_slot_choice *to = &ret_reply->choices[ret_reply->n_choices];

		fill(cmd->arena, &matches[ret_reply->n_choices], &to->booth);
		e = fill_times(cmd, to->booth.id, to);
	}
	return e;
}
