/*
 * The state machines of the meeting: every cell of state × event, then what they promise in words
 * (design §2), then chance: no order of events breaks an invariant.
 */
#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "features/meet/rules.h"

#define NOW INT64_C(1700000000000)
#define TALK_MS (10 * MINUTE_MS)
#define SEED UINT64_C(20260417)
#define STEPS 200000

/* A cell that refuses; any other cell is the state that follows. */
enum { NO = -1, BUSY = -2 };

/* The next number of splitmix64: below `below`. */
static uint32_t chance(uint64_t *seed, uint32_t below)
{
	uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((x ^ (x >> 31)) % below);
}

/* What a cell should answer, and what it did. */
static void check_cell(const char *from, const char *event, int expected, enum err got, int state)
{
	enum err err = expected == NO ? ERR_WRONG_STATE : expected == BUSY ? ERR_SEAT_BUSY : ERR_OK;

	if (got != err)
		fail_msg("%s × %s: %s, expected %s", from, event, err_name(got), err_name(err));
	if (!err && state != expected)
		fail_msg("%s × %s: went to state %d, expected %d", from, event, state, expected);
}

static void check_untouched(const char *from, const char *event, const void *was, const void *is,
			    size_t size)
{
	if (memcmp(was, is, size) != 0)
		fail_msg("%s × %s refused, and changed something", from, event);
}

/* What a fair begins with: see schema/sql. */
static const struct numbers NUMBERS = { 45 * SECOND_MS, 60 * SECOND_MS, 5 * MINUTE_MS, 3 * MINUTE_MS, 5 * MINUTE_MS,
					2, 2 };

/* ---- queue entry ---- */

enum {
	WAIT = ENTRY_STATE_WAITING,
	AWAY = ENTRY_STATE_AWAY,
	RUNG = ENTRY_STATE_CALLED,
	TALK = ENTRY_STATE_IN_CALL,
	SUSP = ENTRY_STATE_SUSPENDED,
	DONE = ENTRY_STATE_DONE,
	LEFT = ENTRY_STATE_LEFT,
	MISS = ENTRY_STATE_MISSED,
	OUT = ENTRY_STATE_REMOVED,
	SHUT = ENTRY_STATE_CLOSED,
};

static bool entry_is_over(enum entry_state s)
{
	return s >= ENTRY_STATE_DONE;
}

static struct entry_life entry_in(enum entry_state state)
{
	return (struct entry_life){
		.state = state,
		.misses = state == ENTRY_STATE_SUSPENDED ? 2 : 0,
		.until_ms = state == ENTRY_STATE_SUSPENDED ? NOW + NUMBERS.suspension_ms : 0,
		.ended_ms = entry_is_over(state) ? NOW - MINUTE_MS : 0,
	};
}

/* What is true of an entry after any event. */
static void check_entry(const struct entry_life *life)
{
	assert_true(life->misses <= 2);
	assert_int_equal(entry_is_over(life->state), life->ended_ms != 0);
	assert_int_equal(life->state == ENTRY_STATE_SUSPENDED, life->until_ms != 0);
	assert_true(!life->is_stepped_away || life->state == ENTRY_STATE_AWAY);
	assert_true(!life->is_put_back || life->state == ENTRY_STATE_WAITING);
}

static void entry_answers_every_event_in_every_state(void **state)
{
	/* clang-format off */
	static const struct {
		const char *name;
		int to[ENTRY_STATE_COUNT];
	} EVENTS[] = {
		/*                            waiting away called in_call suspended done left missed removed closed */
		[ENTRY_CALL] =		   { "call",	{ RUNG, NO,   NO,   NO,   NO,   NO, NO, NO, NO, NO } },
		[ENTRY_ACCEPT] =	   { "accept",	{ NO,   NO,   TALK, NO,   NO,   NO, NO, NO, NO, NO } },
		[ENTRY_MISS] =		   { "miss",	{ NO,   NO,   WAIT, NO,   NO,   NO, NO, NO, NO, NO } },
		[ENTRY_RING_OVER] =	   { "unring",	{ NO,   NO,   WAIT, NO,   NO,   NO, NO, NO, NO, NO } },
		[ENTRY_TALKED] =	   { "talked",	{ NO,   NO,   NO,   DONE, NO,   NO, NO, NO, NO, NO } },
		[ENTRY_CALL_FAILED] =	   { "failed",	{ NO,   NO,   NO,   WAIT, NO,   NO, NO, NO, NO, NO } },
		[ENTRY_NOT_COME] =	   { "absent",	{ NO,   NO,   NO,   WAIT, NO,   NO, NO, NO, NO, NO } },
		[ENTRY_LEAVE] =		   { "leave",	{ LEFT, LEFT, NO,   NO,   LEFT, NO, NO, NO, NO, NO } },
		[ENTRY_STEP_AWAY] =	   { "step",	{ AWAY, AWAY, NO,   NO,   NO,   NO, NO, NO, NO, NO } },
		[ENTRY_COME_BACK] =	   { "back",	{ WAIT, WAIT, NO,   NO,   WAIT, NO, NO, NO, NO, NO } },
		[ENTRY_OFFLINE_LONG] =	   { "offline",	{ AWAY, AWAY, RUNG, TALK, SUSP, NO, NO, NO, NO, NO } },
		[ENTRY_ONLINE] =	   { "online",	{ WAIT, WAIT, RUNG, TALK, SUSP, NO, NO, NO, NO, NO } },
		[ENTRY_GONE] =		   { "gone",	{ LEFT, LEFT, NO,   NO,   LEFT, NO, NO, NO, NO, NO } },
		[ENTRY_SUSPENSION_OVER] =  { "sat out",	{ NO,   NO,   NO,   NO,   MISS, NO, NO, NO, NO, NO } },
		[ENTRY_CLOSE] =		   { "close",	{ SHUT, SHUT, NO,   NO,   SHUT, NO, NO, NO, NO, NO } },
		[ENTRY_REMOVE] =	   { "remove",	{ OUT,  OUT,  NO,   NO,   OUT,  NO, NO, NO, NO, NO } },
	};
	/* clang-format on */

	(void)state;
	static_assert(ENTRY_STATE_CLOSED == 9, "the columns are in the order of the schema");
	for (size_t event = 0; event < ARRAY_LEN(EVENTS); event++) {
		for (unsigned from = 0; from < ENTRY_STATE_COUNT; from++) {
			struct entry_life was = entry_in((enum entry_state)from), life;
			const char *name = entry_state_name((enum entry_state)from);
			enum err e;

			memcpy(&life, &was, sizeof(life));
			e = entry_step(&life, (enum entry_event)event, NOW, &NUMBERS);
			check_cell(name, EVENTS[event].name, EVENTS[event].to[from], e,
				   (int)life.state);
			if (e)
				check_untouched(name, EVENTS[event].name, &was, &life,
						sizeof(life));
			check_entry(&life);
		}
	}
}

static void entry_do(struct entry_life *life, enum entry_event event)
{
	assert_int_equal(entry_step(life, event, NOW, &NUMBERS), ERR_OK);
	check_entry(life);
}

static void first_miss_costs_two_places(void **state)
{
	struct entry_life life = entry_in(ENTRY_STATE_CALLED);

	(void)state;
	entry_do(&life, ENTRY_MISS);
	assert_int_equal(life.state, ENTRY_STATE_WAITING);
	assert_int_equal(life.misses, 1);
	assert_true(life.is_put_back);
	/* Once: the next event does not move it again. */
	entry_do(&life, ENTRY_CALL);
	assert_false(life.is_put_back);
}

static void second_miss_sits_out_five_minutes(void **state)
{
	struct entry_life life = entry_in(ENTRY_STATE_CALLED);

	(void)state;
	life.misses = 1;
	entry_do(&life, ENTRY_MISS);
	assert_int_equal(life.state, ENTRY_STATE_SUSPENDED);
	assert_int_equal(life.misses, 2);
	assert_int_equal(life.until_ms, NOW + 5 * MINUTE_MS);
	assert_false(life.is_put_back);
}

static void sitting_out_without_coming_back_ends_as_missed(void **state)
{
	struct entry_life life = entry_in(ENTRY_STATE_SUSPENDED);

	(void)state;
	entry_do(&life, ENTRY_SUSPENSION_OVER);
	assert_int_equal(life.state, ENTRY_STATE_MISSED);
	assert_int_equal(life.ended_ms, NOW);
}

static void coming_back_from_suspension_keeps_the_rank_and_one_miss(void **state)
{
	struct entry_life life = entry_in(ENTRY_STATE_SUSPENDED);

	(void)state;
	entry_do(&life, ENTRY_COME_BACK);
	assert_int_equal(life.state, ENTRY_STATE_WAITING);
	assert_false(life.is_put_back);
	assert_int_equal(life.misses, 1);
	entry_do(&life, ENTRY_CALL);
	entry_do(&life, ENTRY_MISS);
	assert_int_equal(life.state, ENTRY_STATE_SUSPENDED);
}

static void stepped_away_stays_away_when_online_again(void **state)
{
	struct entry_life life = entry_in(ENTRY_STATE_WAITING);

	(void)state;
	entry_do(&life, ENTRY_STEP_AWAY);
	entry_do(&life, ENTRY_OFFLINE_LONG);
	entry_do(&life, ENTRY_ONLINE);
	assert_int_equal(life.state, ENTRY_STATE_AWAY);
	entry_do(&life, ENTRY_COME_BACK);
	assert_int_equal(life.state, ENTRY_STATE_WAITING);
}

static void who_was_only_offline_waits_again_when_online(void **state)
{
	struct entry_life life = entry_in(ENTRY_STATE_WAITING);

	(void)state;
	entry_do(&life, ENTRY_OFFLINE_LONG);
	assert_int_equal(life.state, ENTRY_STATE_AWAY);
	entry_do(&life, ENTRY_ONLINE);
	assert_int_equal(life.state, ENTRY_STATE_WAITING);
	assert_int_equal(life.misses, 0);
}

static void stepping_away_while_offline_is_by_choice_from_then_on(void **state)
{
	struct entry_life life = entry_in(ENTRY_STATE_WAITING);

	(void)state;
	entry_do(&life, ENTRY_OFFLINE_LONG);
	entry_do(&life, ENTRY_STEP_AWAY);
	entry_do(&life, ENTRY_ONLINE);
	assert_int_equal(life.state, ENTRY_STATE_AWAY);
}

static void a_ring_taken_back_and_a_call_that_failed_cost_nothing(void **state)
{
	static const enum entry_event EVENTS[] = { ENTRY_RING_OVER, ENTRY_CALL_FAILED };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(EVENTS); i++) {
		struct entry_life life = entry_in(i ? ENTRY_STATE_IN_CALL : ENTRY_STATE_CALLED);

		life.misses = 1;
		entry_do(&life, EVENTS[i]);
		assert_int_equal(life.state, ENTRY_STATE_WAITING);
		assert_int_equal(life.misses, 1);
		assert_false(life.is_put_back);
	}
}

/* ---- seat ---- */

enum {
	OFF = SEAT_STATE_OFFLINE,
	FREE = SEAT_STATE_FREE,
	RING = SEAT_STATE_RINGING,
	CALL = SEAT_STATE_IN_CALL,
	WRAP = SEAT_STATE_WRAP_UP,
	PAUS = SEAT_STATE_PAUSED,
};

static struct seat_life seat_in(enum seat_state state)
{
	bool has_until = state == SEAT_STATE_WRAP_UP || state == SEAT_STATE_PAUSED;

	return (struct seat_life){ state, NOW - MINUTE_MS, has_until ? NOW : 0 };
}

static void check_seat(const struct seat_life *life)
{
	bool has_until = life->state == SEAT_STATE_WRAP_UP || life->state == SEAT_STATE_PAUSED;

	assert_int_equal(has_until, life->until_ms != 0);
}

static void seat_answers_every_event_in_every_state(void **state)
{
	/* clang-format off */
	static const struct {
		const char *name;
		int to[SEAT_STATE_COUNT];
	} EVENTS[] = {
		/*                               offline free ringing in_call wrap_up paused */
		[SEAT_TAKE] =	   { "take",	 { FREE, FREE, RING, CALL, WRAP, PAUS } },
		[SEAT_LEAVE] =	   { "leave",	 { OFF,  OFF,  BUSY, BUSY, OFF,  OFF } },
		[SEAT_PAUSE] =	   { "pause",	 { NO,   PAUS, NO,   NO,   PAUS, PAUS } },
		[SEAT_RESUME] =	   { "resume",	 { NO,   FREE, NO,   NO,   FREE, FREE } },
		[SEAT_RING] =	   { "ring",	 { NO,   RING, NO,   NO,   RING, NO } },
		[SEAT_RING_OVER] = { "ring over", { NO,  NO,   FREE, NO,   NO,   NO } },
		[SEAT_TALK] =	   { "talk",	 { NO,   NO,   CALL, NO,   NO,   NO } },
		[SEAT_TALKED] =	   { "talked",	 { NO,   NO,   NO,   WRAP, NO,   NO } },
		[SEAT_TIME_UP] =   { "time up",	 { NO,   NO,   NO,   NO,   FREE, FREE } },
		[SEAT_LOST] =	   { "lost",	 { OFF,  OFF,  BUSY, BUSY, OFF,  OFF } },
	};
	/* clang-format on */

	(void)state;
	for (size_t event = 0; event < ARRAY_LEN(EVENTS); event++) {
		for (unsigned from = 0; from < SEAT_STATE_COUNT; from++) {
			struct seat_life was = seat_in((enum seat_state)from), life;
			const char *name = seat_state_name((enum seat_state)from);
			enum err e;

			memcpy(&life, &was, sizeof(life));
			e = seat_step(&life, (enum seat_event)event, NOW, NOW + MINUTE_MS);
			check_cell(name, EVENTS[event].name, EVENTS[event].to[from], e,
				   (int)life.state);
			if (e)
				check_untouched(name, EVENTS[event].name, &was, &life,
						sizeof(life));
			else if (life.state != was.state)
				assert_int_equal(life.since_ms, NOW);
			check_seat(&life);
		}
	}
}

static void wrap_up_lasts_a_minute(void **state)
{
	struct seat_life life = seat_in(SEAT_STATE_IN_CALL);

	(void)state;
	assert_int_equal(seat_step(&life, SEAT_TALKED, NOW, NOW + NUMBERS.wrap_up_ms), ERR_OK);
	assert_int_equal(life.until_ms, NOW + MINUTE_MS);
}

static void a_pause_lasts_until_the_stated_time(void **state)
{
	struct seat_life life = seat_in(SEAT_STATE_FREE);

	(void)state;
	assert_int_equal(seat_step(&life, SEAT_PAUSE, NOW, NOW + 7), ERR_OK);
	assert_int_equal(life.until_ms, NOW + 7);
	/* Pausing again moves its end. */
	assert_int_equal(seat_step(&life, SEAT_PAUSE, NOW + 1, NOW + 9), ERR_OK);
	assert_int_equal(life.until_ms, NOW + 9);
}

static void a_free_seat_stays_idle_since_it_became_free(void **state)
{
	static const enum seat_event EVENTS[] = { SEAT_TAKE, SEAT_RESUME };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(EVENTS); i++) {
		struct seat_life life = seat_in(SEAT_STATE_FREE);

		assert_int_equal(seat_step(&life, EVENTS[i], NOW, 0), ERR_OK);
		assert_int_equal(life.since_ms, NOW - MINUTE_MS);
	}
}

/* ---- who is next ---- */

static void bookings_wait_for_a_seat_that_is_free_for_them(void **state)
{
	/* Seats 1, 2, … are free at these moments; talks of 4. */
	static const struct {
		int64_t free_ms[3];
		size_t n_seats;
		struct {
			int64_t starts_ms, wanted_seat;
		} bookings[4];
		size_t n_bookings;
		int64_t wait_ms;
	} ROWS[] = {
		{ { 0 }, 0, { { 5, 0 } }, 1, 0 }, /* nobody is there: nothing is known */
		{ { 0 }, 1, { { 0 } }, 0, 0 },
		{ { 5 }, 1, { { 5, 0 } }, 1, 0 },
		{ { 6 }, 1, { { 5, 0 } }, 1, 1 },
		{ { 9, 3 }, 2, { { 5, 0 } }, 1, 0 },
		{ { 9, 3 }, 2, { { 5, 0 }, { 5, 0 } }, 2, 4 },
		{ { 9, 3 }, 2, { { 9, 0 }, { 5, 0 } }, 2, 0 },
		{ { 1 }, 1, { { 2, 0 }, { 6, 0 } }, 2, 0 }, /* end to end */
		{ { 1 }, 1, { { 2, 0 }, { 5, 0 } }, 2, 1 },
		{ { 3 }, 1, { { 2, 0 }, { 6, 0 } }, 2, 2 }, /* who is late makes the next one late */
		{ { 9, 3 }, 2, { { 5, 1 } }, 1, 4 },	   /* with whom it was booked */
		{ { 9, 3 }, 2, { { 5, 7 } }, 1, 0 },	   /* who is not there */
		{ { 0, 0 }, 2, { { 5, 0 }, { 5, 1 } }, 2, 0 },
		{ { 0, 0 }, 2, { { 5, 0 }, { 6, 2 } }, 2, 0 },
		{ { 0, 0, 0 }, 3, { { 5, 2 }, { 5, 0 }, { 5, 0 }, { 6, 0 } }, 4, 3 },
		/* Where one begins first is not always where all wait the least. */
		{ { 5, 6 }, 2, { { 5, 0 }, { 8, 1 } }, 2, 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		struct free_seat seats[3];
		struct due_booking bookings[4];

		for (size_t k = 0; k < ROWS[i].n_seats; k++)
			seats[k] = (struct free_seat){ (int64_t)k + 1, ROWS[i].free_ms[k], false };
		for (size_t k = 0; k < ROWS[i].n_bookings; k++)
			bookings[k] = (struct due_booking){ ROWS[i].bookings[k].starts_ms, 4,
							    ROWS[i].bookings[k].wanted_seat, 0 };
		if (bookings_wait_ms(seats, ROWS[i].n_seats, bookings, ROWS[i].n_bookings) !=
		    ROWS[i].wait_ms)
			fail_msg("row %zu", i);
	}
}

/* Twenty seats and twice as many who all come at once: it is not known what is best, and told all the same. */
static void a_plan_that_has_too_many_ways_is_good_enough(void **state)
{
	struct free_seat seats[20];
	struct due_booking bookings[40];

	(void)state;
	for (int64_t i = 0; i < 20; i++)
		seats[i] = (struct free_seat){ i + 1, i % 3, false };
	for (int64_t i = 0; i < 40; i++)
		bookings[i] = (struct due_booking){ 0, 3 + i % 4, i % 5 ? 0 : 1 + i % 20, 0 };
	assert_in_range(bookings_wait_ms(seats, 20, bookings, 40), 90, 300);
}

/* ---- chance ---- */

static void what_ended_against_the_students_will_is_explained(void **state)
{
	struct entry_life left = entry_in(ENTRY_STATE_WAITING), lost = left;

	(void)state;
	for (unsigned s = 0; s < ENTRY_STATE_COUNT; s++) {
		struct entry_life life = entry_in((enum entry_state)s);

		assert_int_equal(entry_is_explained(&life), s == MISS || s == SHUT || s == OUT);
	}
	entry_do(&left, ENTRY_LEAVE);
	assert_false(entry_is_explained(&left));
	entry_do(&lost, ENTRY_GONE);
	assert_true(entry_is_explained(&lost));
}

static void no_order_of_events_breaks_an_entry(void **state)
{
	struct entry_life life = { 0 };
	uint64_t seed = SEED;

	(void)state;
	for (size_t i = 0; i < STEPS; i++) {
		enum entry_event event = (enum entry_event)chance(&seed, ENTRY_REMOVE + 1);
		struct entry_life was = life;
		enum err e = entry_step(&life, event, NOW + (int64_t)i, &NUMBERS);

		check_entry(&life);
		if (e && life.state != was.state)
			fail_msg("seed %llu, step %zu: refused and moved", (unsigned long long)SEED,
				 i);
		if (entry_is_over(was.state))
			life = (struct entry_life){ 0 };
	}
}

static void no_order_of_events_breaks_a_seat(void **state)
{
	struct seat_life life = { 0 };
	uint64_t seed = SEED;

	(void)state;
	for (size_t i = 0; i < STEPS; i++) {
		enum seat_event event = (enum seat_event)chance(&seed, SEAT_LOST + 1);
		enum seat_state was = life.state;
		enum err e = seat_step(&life, event, NOW + (int64_t)i, NOW + (int64_t)i + 1);

		check_seat(&life);
		if (e && life.state != was)
			fail_msg("seed %llu, step %zu: refused and moved", (unsigned long long)SEED,
				 i);
	}
}

/* Values that no enum has (a cast gone wrong) are refused, in every state. */
static void what_does_not_exist_is_refused(void **state)
{
	(void)state;
	for (unsigned from = 0; from <= ENTRY_STATE_COUNT; from++) {
		struct entry_life life = { .state = (enum entry_state)from };

		assert_int_equal(entry_step(&life, (enum entry_event)99, NOW, &NUMBERS), ERR_WRONG_STATE);
	}
	for (unsigned from = 0; from <= SEAT_STATE_COUNT; from++) {
		struct seat_life life = { .state = (enum seat_state)from };

		assert_int_equal(seat_step(&life, (enum seat_event)99, NOW, 0), ERR_WRONG_STATE);
	}
}

static void who_waits_elsewhere_leaves_scarce_places_to_others(void **state)
{
	(void)state;
	assert_false(is_scarce(59 * MINUTE_MS, 60 * MINUTE_MS, 0)); /* that is the line's to say */
	assert_false(is_scarce(12 * MINUTE_MS, 60 * MINUTE_MS, 1));
	assert_true(is_scarce(13 * MINUTE_MS, 60 * MINUTE_MS, 1));
	assert_true(is_scarce(7 * MINUTE_MS, 60 * MINUTE_MS, 2));
	assert_false(is_scarce(0, 60 * MINUTE_MS, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_waits_elsewhere_leaves_scarce_places_to_others),
		cmocka_unit_test(entry_answers_every_event_in_every_state),
		cmocka_unit_test(first_miss_costs_two_places),
		cmocka_unit_test(second_miss_sits_out_five_minutes),
		cmocka_unit_test(sitting_out_without_coming_back_ends_as_missed),
		cmocka_unit_test(coming_back_from_suspension_keeps_the_rank_and_one_miss),
		cmocka_unit_test(stepped_away_stays_away_when_online_again),
		cmocka_unit_test(who_was_only_offline_waits_again_when_online),
		cmocka_unit_test(stepping_away_while_offline_is_by_choice_from_then_on),
		cmocka_unit_test(a_ring_taken_back_and_a_call_that_failed_cost_nothing),
		cmocka_unit_test(seat_answers_every_event_in_every_state),
		cmocka_unit_test(wrap_up_lasts_a_minute),
		cmocka_unit_test(a_pause_lasts_until_the_stated_time),
		cmocka_unit_test(a_free_seat_stays_idle_since_it_became_free),
		cmocka_unit_test(bookings_wait_for_a_seat_that_is_free_for_them),
		cmocka_unit_test(a_plan_that_has_too_many_ways_is_good_enough),
		cmocka_unit_test(what_ended_against_the_students_will_is_explained),
		cmocka_unit_test(no_order_of_events_breaks_an_entry),
		cmocka_unit_test(no_order_of_events_breaks_a_seat),
		cmocka_unit_test(what_does_not_exist_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
