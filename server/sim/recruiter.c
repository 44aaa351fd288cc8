/*
 * A recruiter's evening: one conversation after another. Numbers without a name are habits; what a
 * scenario varies is in sim_scenario.
 */
#include <stdio.h>
#include <string.h>

#include "sim/internal.h"

#define S SECOND_MS
#define M MINUTE_MS

static void press_next(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	p->is_pressing = false;
	if (p->seat && !p->call &&
	    (!strcmp(p->seat_state, "free") || !strcmp(p->seat_state, "wrap_up")) && is_open(s))
		ask(s, p, "call.next", id_args("seat", p->seat), 0);
}

void recruiter_soon_next(struct sim *s, struct person *p, int64_t in_ms)
{
	if (p->is_pressing)
		return;
	p->is_pressing = true;
	plan(s, p, in_ms, press_next, 0);
}

void recruiter_calls_by_itself(struct sim *s, struct person *p, int64_t seat)
{
	ask(s, p, "seat.set_auto", json_pack("{s:I,s:b}", "seat", (json_int_t)seat, "is_auto", 1),
	    0);
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
	if (!strcmp(state, "free"))
		recruiter_soon_next(s, p, chance_between(&p->chance, 1 * S, 5 * S));
	else if (!strcmp(state, "wrap_up"))
		recruiter_soon_next(s, p, chance_between(&p->chance, 8 * S, 58 * S));
}
