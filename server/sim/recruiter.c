/*
 * A recruiter's evening: one conversation after another. Numbers without a name are habits; what a
 * scenario varies is in sim_scenario.
 */
#include <stdio.h>
#include <string.h>

#include "sim/internal.h"

#define S SECOND_MS
#define RING_MS (45 * SECOND_MS)
#define M MINUTE_MS

/* Rings whoever is first, who talks elsewhere and does not hear it. */
static bool rings_in_vain(struct sim *s, struct person *p)
{
	int64_t booth = s->booths[p->booth].id, entry, account;

	if (s->options.policy != SIM_NOT_HELD ||
	    !policy_first_is_busy(s, booth, &entry, &account))
		return false;
	student_loses_turn(s, map_get(&s->by_account, (uint64_t)account), booth, entry);
	return true;
}

static void press_next(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	p->is_pressing = false;
	if (!p->seat || p->call || !is_open(s) ||
	    (strcmp(p->seat_state, "free") != 0 && strcmp(p->seat_state, "wrap_up") != 0))
		return;
	if (rings_in_vain(s, p))
		recruiter_soon_next(s, p, RING_MS);
	else
		ask(s, p, "call.next", id_args("seat", p->seat), 0);
}

void recruiter_soon_next(struct sim *s, struct person *p, int64_t in_ms)
{
	if (p->is_pressing)
		return;
	p->is_pressing = true;
	plan(s, p, in_ms, press_next, 0);
}

/* One in three lets the seat call by itself. */
static bool recruiter_is_auto(const struct person *p)
{
	return p->index % 3 == 0;
}

void recruiter_sat_down(struct sim *s, struct person *p, int64_t seat)
{
	/* The engine would not ring who talks elsewhere: here they press the button as fast. */
	if (recruiter_is_auto(p) && s->options.policy != SIM_NOT_HELD)
		ask(s, p, "seat.set_auto",
		    json_pack("{s:I,s:b}", "seat", (json_int_t)seat, "is_auto", 1), 0);
}

void recruiter_takes_seat(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (s->now_ms < s->closes_ms && !p->is_gone)
		ask(s, p, "seat.take", id_args("booth", s->booths[p->booth].id), 0);
}

static void resume(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	ask(s, p, "seat.resume", id_args("seat", p->seat), 0);
}

void recruiter_pauses(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (p->call || !p->seat) {
		plan(s, p, 2 * M, recruiter_pauses, 0);
		return;
	}
	ask(s, p, "seat.pause",
	    json_pack("{s:I,s:i}", "seat", (json_int_t)p->seat, "minutes",
		      (int)chance_between(&p->chance, 2, 12)),
	    0);
	if (chance_is(&p->chance, 0.5))
		plan(s, p, exponential_ms(p, 3.0 * M), resume, 0);
}

void recruiter_leaves(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (p->call || !p->seat) {
		plan(s, p, 1 * M, recruiter_leaves, 0);
		return;
	}
	p->is_gone = true;
	ask(s, p, "seat.leave", id_args("seat", p->seat), 0);
	plan_always(s, p, 5 * S, person_drops, 0);
}

/* Ends the talk; now and then by sending the student on to another booth. */
void recruiter_hangs_up(struct sim *s, struct person *p, int64_t call)
{
	unsigned other = (unsigned)chance_between(&p->chance, 0, s->options.scenario->booths);

	if (p->call != call)
		return;
	if (p->is_in_call && other != p->booth && chance_is(&p->chance, 0.05))
		ask(s, p, "call.transfer",
		    json_pack("{s:I,s:I,s:s}", "call", (json_int_t)call, "booth",
			      (json_int_t)s->booths[other].id, "note", "fits you better"),
		    0);
	else
		ask(s, p, "call.end", id_args("call", call), 0);
}

/* Seven of ten answer at once, some so late that the term is over, and others not at all. */
void recruiter_talked(struct sim *s, struct person *p, int64_t lead)
{
	if (chance_is(&p->chance, 0.7))
		recruiter_answers(s, p, lead);
	else if (chance_by_id(lead, 2))
		plan_always(s, p, ANSWER_HOURS * HOUR_MS + 10 * M, recruiter_answers, lead);
}

/* One no in three, one yes; each lead once. */
void recruiter_answers(struct sim *s, struct person *p, int64_t lead)
{
	static const char *const ANSWERS[] = { "maybe", "yes", "no" };
	const char *answer = ANSWERS[chance_by_id(lead, ARRAY_LEN(ANSWERS))];

	if (map_get(&s->answered, (uint64_t)lead))
		return;
	map_set(&s->answered, (uint64_t)lead, p);
	ask(s, p, "lead.answer",
	    json_pack("{s:I,s:s,s:s}", "lead", (json_int_t)lead, "answer", answer, "reason",
		      !strcmp(answer, "no") ? "full" : ""),
	    lead);
}

/* Who said yes agrees on a place; one in eight only offers it, another leaves it at the yes. */
void recruiter_answered(struct sim *s, const struct question *q)
{
	const char *answer = json_string_value(json_object_get(q->args, "answer"));
	unsigned what = chance_by_id(q->about, 8);

	if (!strcmp(answer, "yes") && what != 7)
		ask(s, q->who, "lead.move",
		    json_pack("{s:I,s:s}", "lead", (json_int_t)q->about, "state",
			      what == 6 ? "offered" : "placed"),
		    0);
}

void ask_to_extend(struct sim *s, struct person *p, int64_t call)
{
	if (p->call == call)
		ask(s, p, "call.extend", id_args("call", call), 0);
}

void recruiter_seat(struct sim *s, struct person *p, const json_t *item)
{
	const char *state = json_string_value(json_object_get(item, "state"));

	p->seat = json_integer_value(json_object_get(item, "id"));
	snprintf(p->seat_state, sizeof(p->seat_state), "%s", state);
	if (!strcmp(state, "free") && recruiter_is_auto(p) && s->options.policy == SIM_NOT_HELD)
		recruiter_soon_next(s, p, 0);
	else if (!strcmp(state, "free"))
		recruiter_soon_next(s, p, chance_between(&p->chance, 1 * S, 5 * S));
	else if (!strcmp(state, "wrap_up"))
		recruiter_soon_next(s, p, chance_between(&p->chance, 8 * S, 58 * S));
}
