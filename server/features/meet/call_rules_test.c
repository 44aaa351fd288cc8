/* The life of a call: every cell of state × event, then its promises in words (design §2). The
 * other machines of rules.h are in rules_test.c. */
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

enum {
	NO = -1, /* refused; any other cell is the state that follows */
	RING = CALL_STATE_RINGING,
	CONN = CALL_STATE_CONNECTING,
	LIVE = CALL_STATE_LIVE,
	LOST = CALL_STATE_INTERRUPTED,
	ROUND = CALL_STATE_ROUNDING_OFF,
	OVER = CALL_STATE_ENDED,
};

/* What a fair begins with: see schema/sql. */
static const struct call_terms TERMS = { TALK_MS, 2 };

/* A call in this state at its due time, both sides there, nothing used up. */
static struct call_life call_in(enum call_state state)
{
	return (struct call_life){
		.state = state,
		.deadline_ms = state == CALL_STATE_LIVE || state == CALL_STATE_ENDED ? 0 : NOW,
		.started_ms = state > CALL_STATE_CONNECTING ? NOW - TALK_MS : 0,
		.ends_ms = state > CALL_STATE_CONNECTING ? NOW : 0,
		.left_ms = state == CALL_STATE_INTERRUPTED ? 3 * MINUTE_MS : 0,
		.ended_ms = state == CALL_STATE_ENDED ? NOW : 0,
		.has_reason = state == CALL_STATE_ENDED,
		.are_pages_there = true,
	};
}

/* A live call with `left_ms` to go. */
static struct call_life talking(int64_t left_ms)
{
	struct call_life life = call_in(CALL_STATE_LIVE);

	life.ends_ms = NOW + left_ms;
	return life;
}

/* What is true of a call after any event. */
static void check_call(const struct call_life *life)
{
	bool is_over = life->state == CALL_STATE_ENDED;

	assert_true(life->extensions <= 2);
	assert_int_equal(is_over, life->ended_ms != 0);
	assert_int_equal(is_over, life->has_reason);
	assert_int_equal(is_over, call_due_ms(life) == 0 && life->deadline_ms == 0);
	assert_true(life->state <= CALL_STATE_CONNECTING || life->started_ms || is_over);
	assert_true(life->state != CALL_STATE_LIVE || !life->deadline_ms);
	assert_true(!life->left_ms || life->state == CALL_STATE_INTERRUPTED || is_over);
}

static void call_do(struct call_life *life, enum call_event event, int64_t now_ms)
{
	assert_int_equal(call_step(life, event, now_ms, &TERMS), ERR_OK);
	check_call(life);
}

static void lose_page(struct call_life *life, int64_t now_ms)
{
	life->are_pages_there = false;
	call_do(life, CALL_PAGE_LOST, now_ms);
}

static void bring_pages_back(struct call_life *life, int64_t now_ms)
{
	life->are_pages_there = true;
	call_do(life, CALL_PAGES_BACK, now_ms);
}

static void call_answers_every_event_in_every_state(void **state)
{
	/* clang-format off */
	static const struct {
		const char *name;
		int to[CALL_STATE_COUNT];
	} EVENTS[] = {
		/*				     ringing connecting live interrupted rounding ended */
		[CALL_ACCEPT] =	      { "accept",     { CONN, CONN, LIVE,  LOST, ROUND, NO } },
		[CALL_EXTRA_MINUTE] = { "one more",   { RING, NO,   NO,    NO,   NO,    NO } },
		[CALL_DECLINE] =      { "decline",    { OVER, NO,   NO,    NO,   NO,    NO } },
		[CALL_CONNECTED] =    { "connected",  { NO,   LIVE, LIVE,  LIVE, ROUND, NO } },
		[CALL_PAGE_LOST] =    { "page lost",  { RING, CONN, LOST,  LOST, ROUND, NO } },
		[CALL_PAGES_BACK] =   { "pages back", { NO,   CONN, LIVE,  LIVE, ROUND, NO } },
		[CALL_TIMEOUT] =      { "timeout",    { OVER, LIVE, ROUND, OVER, OVER,  NO } },
		[CALL_HANG_UP] =      { "hang up",    { OVER, OVER, OVER,  OVER, OVER,  NO } },
		[CALL_EXTEND] =	      { "extend",     { NO,   NO,   LIVE,  NO,   LIVE,  NO } },
	};
	/* clang-format on */

	(void)state;
	for (size_t event = 0; event < ARRAY_LEN(EVENTS); event++) {
		for (unsigned from = 0; from < CALL_STATE_COUNT; from++) {
			struct call_life was = call_in((enum call_state)from), life;
			int to = EVENTS[event].to[from];
			enum err e;

			memcpy(&life, &was, sizeof(life));
			e = call_step(&life, (enum call_event)event, NOW, &TERMS);
			if (e != (to == NO ? ERR_WRONG_STATE : ERR_OK) ||
			    (!e && (int)life.state != to) ||
			    (e && memcmp(&was, &life, sizeof(life)) != 0))
				fail_msg("%s × %s: %s, %s", call_state_name(was.state),
					 EVENTS[event].name, err_name(e),
					 call_state_name(life.state));
			check_call(&life);
		}
	}
}

static void every_end_says_why(void **state)
{
	static const struct {
		enum call_state from;
		enum call_event event;
		enum end_reason why;
	} ENDS[] = {
		{ CALL_STATE_RINGING, CALL_DECLINE, END_REASON_DECLINED },
		{ CALL_STATE_RINGING, CALL_TIMEOUT, END_REASON_NO_ANSWER },
		{ CALL_STATE_RINGING, CALL_HANG_UP, END_REASON_WITHDRAWN },
		{ CALL_STATE_CONNECTING, CALL_HANG_UP, END_REASON_HUNG_UP },
		{ CALL_STATE_LIVE, CALL_HANG_UP, END_REASON_HUNG_UP },
		{ CALL_STATE_INTERRUPTED, CALL_HANG_UP, END_REASON_HUNG_UP },
		{ CALL_STATE_INTERRUPTED, CALL_TIMEOUT, END_REASON_LOST },
		{ CALL_STATE_ROUNDING_OFF, CALL_HANG_UP, END_REASON_HUNG_UP },
		{ CALL_STATE_ROUNDING_OFF, CALL_TIMEOUT, END_REASON_TIME },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ENDS); i++) {
		struct call_life life = call_in(ENDS[i].from);

		call_do(&life, ENDS[i].event, NOW);
		assert_int_equal(life.reason, ENDS[i].why);
		assert_int_equal(life.ended_ms, NOW);
	}
}

static void ring_extra_minute_once(void **state)
{
	struct call_life life = call_in(CALL_STATE_RINGING);

	(void)state;
	life.deadline_ms = NOW + 5 * SECOND_MS;
	call_do(&life, CALL_EXTRA_MINUTE, NOW);
	assert_int_equal(call_due_ms(&life), NOW + 65 * SECOND_MS);
	assert_int_equal(call_step(&life, CALL_EXTRA_MINUTE, NOW, &TERMS), ERR_WRONG_STATE);
	assert_int_equal(call_due_ms(&life), NOW + 65 * SECOND_MS);
}

static void browsers_get_half_a_minute_and_then_text_is_enough(void **state)
{
	struct call_life life = call_in(CALL_STATE_RINGING);

	(void)state;
	call_do(&life, CALL_ACCEPT, NOW);
	assert_int_equal(call_due_ms(&life), NOW + 30 * SECOND_MS);
	call_do(&life, CALL_TIMEOUT, NOW + 30 * SECOND_MS);
	assert_int_equal(life.state, CALL_STATE_LIVE);
	assert_int_equal(life.started_ms, NOW + 30 * SECOND_MS);
	assert_int_equal(call_due_ms(&life), NOW + 30 * SECOND_MS + TALK_MS);
}

static void a_side_that_never_came_gets_its_grace_and_then_the_call_is_lost(void **state)
{
	struct call_life life = call_in(CALL_STATE_CONNECTING);

	(void)state;
	life.are_pages_there = false;
	call_do(&life, CALL_TIMEOUT, NOW);
	assert_int_equal(life.state, CALL_STATE_CONNECTING);
	assert_int_equal(call_due_ms(&life), NOW + 90 * SECOND_MS);
	call_do(&life, CALL_TIMEOUT, NOW + 90 * SECOND_MS);
	assert_int_equal(life.state, CALL_STATE_ENDED);
	assert_int_equal(life.reason, END_REASON_LOST);
	assert_int_equal(life.started_ms, 0);
}

/* The clock did not run yet, so nothing was stopped: the one stop is still theirs. */
static void grace_before_the_clock_does_not_use_up_its_stop(void **state)
{
	struct call_life life = call_in(CALL_STATE_CONNECTING);

	(void)state;
	life.are_pages_there = false;
	call_do(&life, CALL_TIMEOUT, NOW);
	life.are_pages_there = true;
	call_do(&life, CALL_CONNECTED, NOW);
	lose_page(&life, NOW + MINUTE_MS);
	bring_pages_back(&life, NOW + MINUTE_MS + 80 * SECOND_MS);
	assert_int_equal(life.ends_ms, NOW + TALK_MS + 80 * SECOND_MS);
}

static void clock_stops_once_for_a_lost_side(void **state)
{
	struct call_life life = talking(5 * MINUTE_MS);
	int64_t back_ms = NOW + 60 * SECOND_MS, again_ms = back_ms + MINUTE_MS;

	(void)state;
	lose_page(&life, NOW);
	assert_int_equal(life.state, CALL_STATE_INTERRUPTED);
	assert_int_equal(call_due_ms(&life), NOW + 90 * SECOND_MS);
	assert_int_equal(life.left_ms, 5 * MINUTE_MS);
	bring_pages_back(&life, back_ms);
	assert_int_equal(life.ends_ms, back_ms + 5 * MINUTE_MS);
	/* The second time there is a grace again, but the clock runs on. */
	lose_page(&life, again_ms);
	assert_int_equal(call_due_ms(&life), again_ms + 90 * SECOND_MS);
	bring_pages_back(&life, again_ms + MINUTE_MS);
	assert_int_equal(life.ends_ms, back_ms + 5 * MINUTE_MS);
}

static void an_interrupted_call_waits_for_both_sides(void **state)
{
	struct call_life life = talking(5 * MINUTE_MS);

	(void)state;
	lose_page(&life, NOW);
	lose_page(&life, NOW + MINUTE_MS); /* the other one too: no more grace than the first has */
	assert_int_equal(call_due_ms(&life), NOW + 90 * SECOND_MS);
	call_do(&life, CALL_PAGES_BACK, NOW + MINUTE_MS);
	assert_int_equal(life.state, CALL_STATE_INTERRUPTED);
	assert_int_equal(call_step(&life, CALL_CONNECTED, NOW + MINUTE_MS, &TERMS),
			 ERR_WRONG_STATE);
	bring_pages_back(&life, NOW + MINUTE_MS);
	assert_int_equal(life.state, CALL_STATE_LIVE);
}

static void who_comes_back_after_the_end_still_rounds_off(void **state)
{
	struct call_life life = talking(10 * SECOND_MS);

	(void)state;
	life.is_clock_stopped_once = true;
	lose_page(&life, NOW);
	bring_pages_back(&life, NOW + MINUTE_MS);
	assert_int_equal(life.state, CALL_STATE_ROUNDING_OFF);
	assert_int_equal(call_due_ms(&life), NOW + 90 * SECOND_MS);
}

static void a_side_lost_at_the_very_end_comes_back_to_round_off(void **state)
{
	static const int64_t LEFT_MS[] = { 0, -5 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(LEFT_MS); i++) {
		struct call_life life = talking(LEFT_MS[i]);

		lose_page(&life, NOW);
		bring_pages_back(&life, NOW + MINUTE_MS);
		assert_true(life.ends_ms > NOW + MINUTE_MS);
		call_do(&life, CALL_TIMEOUT, life.ends_ms);
		assert_int_equal(life.state, CALL_STATE_ROUNDING_OFF);
	}
}

static void nobody_is_cut_off_at_zero(void **state)
{
	struct call_life life = talking(0);

	(void)state;
	call_do(&life, CALL_TIMEOUT, NOW);
	assert_int_equal(life.state, CALL_STATE_ROUNDING_OFF);
	assert_int_equal(call_due_ms(&life), NOW + 30 * SECOND_MS);
}

static void a_timeout_that_comes_early_ends_nothing(void **state)
{
	struct call_life life = talking(1);

	(void)state;
	assert_int_equal(call_step(&life, CALL_TIMEOUT, NOW, &TERMS), ERR_WRONG_STATE);
	assert_int_equal(life.state, CALL_STATE_LIVE);
}

static void who_rounds_off_alone_cannot_make_it_longer(void **state)
{
	struct call_life life = call_in(CALL_STATE_ROUNDING_OFF);

	(void)state;
	life.are_pages_there = false;
	assert_int_equal(call_step(&life, CALL_EXTEND, NOW, &TERMS), ERR_WRONG_STATE);
}

static void extension_at_most_twice(void **state)
{
	static const enum call_state FROM[] = { CALL_STATE_LIVE, CALL_STATE_ROUNDING_OFF };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(FROM); i++) {
		struct call_life life = call_in(FROM[i]);

		call_do(&life, CALL_EXTEND, NOW);
		assert_int_equal(life.ends_ms, NOW + 2 * MINUTE_MS);
		call_do(&life, CALL_EXTEND, NOW);
		assert_int_equal(life.ends_ms, NOW + 4 * MINUTE_MS);
		assert_int_equal(call_step(&life, CALL_EXTEND, NOW, &TERMS), ERR_EXTENSION_SPENT);
		call_do(&life, CALL_TIMEOUT, life.ends_ms);
		assert_int_equal(call_step(&life, CALL_EXTEND, NOW, &TERMS), ERR_EXTENSION_SPENT);
		assert_int_equal(life.state, CALL_STATE_ROUNDING_OFF);
	}
}

static void extending_while_rounding_off_makes_it_live_again(void **state)
{
	struct call_life life = call_in(CALL_STATE_ROUNDING_OFF);

	(void)state;
	call_do(&life, CALL_EXTEND, NOW + 20 * SECOND_MS);
	assert_int_equal(life.state, CALL_STATE_LIVE);
	assert_int_equal(call_due_ms(&life), NOW + 20 * SECOND_MS + 2 * MINUTE_MS);
}

static uint32_t chance(uint64_t *seed, uint32_t below)
{
	uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((x ^ (x >> 31)) % below);
}

/* Time passes, pages come and go, and anything is said at any moment. */
static void it_is_over_when_all_that_may_lie_around_it_is(void **state)
{
	static const struct {
		struct call_life life;
		int64_t over_ms;
	} ROWS[] = {
		{ { .state = CALL_STATE_RINGING, .deadline_ms = NOW + 5 },
		  NOW + 5 + EXTRA_MINUTE_MS + CONNECT_MS + TALK_MS + ROUND_OFF_MS },
		{ { .state = CALL_STATE_RINGING, .deadline_ms = NOW + 5, .is_extra_minute_used = true },
		  NOW + 5 + CONNECT_MS + TALK_MS + ROUND_OFF_MS },
		{ { .state = CALL_STATE_CONNECTING, .deadline_ms = NOW + 5 },
		  NOW + 5 + TALK_MS + ROUND_OFF_MS },
		{ { .state = CALL_STATE_LIVE, .ends_ms = NOW + 5 }, NOW + 5 + ROUND_OFF_MS },
		{ { .state = CALL_STATE_INTERRUPTED, .deadline_ms = NOW + 5, .left_ms = 7 },
		  NOW + 12 + ROUND_OFF_MS },
		{ { .state = CALL_STATE_INTERRUPTED, .deadline_ms = NOW + 5, .ends_ms = NOW + 9 },
		  NOW + 9 + ROUND_OFF_MS },
		{ { .state = CALL_STATE_INTERRUPTED, .deadline_ms = NOW + 5, .ends_ms = NOW - 9 },
		  NOW + 5 + ROUND_OFF_MS },
		{ { .state = CALL_STATE_ROUNDING_OFF, .deadline_ms = NOW + 5 }, NOW + 5 },
		{ { .state = CALL_STATE_ENDED }, NOW },
		{ { .state = CALL_STATE_COUNT }, NOW },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++)
		assert_int_equal(call_over_ms(&ROWS[i].life, NOW, TALK_MS), ROWS[i].over_ms);
}

static void no_order_of_events_breaks_a_call(void **state)
{
	static const struct call_life RINGING = { .state = CALL_STATE_RINGING, .deadline_ms = NOW };
	struct call_life life = RINGING;
	uint64_t seed = SEED;
	int64_t now_ms = NOW;

	(void)state;
	for (size_t i = 0; i < STEPS; i++) {
		enum call_event event = (enum call_event)chance(&seed, CALL_EXTEND + 1);
		struct call_life was = life;
		bool is_cut;
		enum err e;

		now_ms += chance(&seed, 20000);
		if (event == CALL_PAGE_LOST || event == CALL_PAGES_BACK)
			life.are_pages_there = event == CALL_PAGES_BACK;
		e = call_step(&life, event, now_ms, &TERMS);
		check_call(&life);
		is_cut = was.state == CALL_STATE_LIVE && life.state == CALL_STATE_ENDED &&
			 event != CALL_HANG_UP;
		if (is_cut || (e && life.state != was.state))
			fail_msg("seed %llu, step %zu: event %d in %s", (unsigned long long)SEED, i,
				 (int)event, call_state_name(was.state));
		if (was.state == CALL_STATE_ENDED)
			life = RINGING;
	}
}

static void what_does_not_exist_is_refused(void **state)
{
	(void)state;
	for (unsigned from = 0; from <= CALL_STATE_COUNT; from++) {
		struct call_life life = { .state = (enum call_state)from };

		assert_int_equal(call_step(&life, (enum call_event)99, NOW, &TERMS),
				 ERR_WRONG_STATE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(call_answers_every_event_in_every_state),
		cmocka_unit_test(every_end_says_why),
		cmocka_unit_test(ring_extra_minute_once),
		cmocka_unit_test(browsers_get_half_a_minute_and_then_text_is_enough),
		cmocka_unit_test(a_side_that_never_came_gets_its_grace_and_then_the_call_is_lost),
		cmocka_unit_test(grace_before_the_clock_does_not_use_up_its_stop),
		cmocka_unit_test(clock_stops_once_for_a_lost_side),
		cmocka_unit_test(an_interrupted_call_waits_for_both_sides),
		cmocka_unit_test(who_comes_back_after_the_end_still_rounds_off),
		cmocka_unit_test(a_side_lost_at_the_very_end_comes_back_to_round_off),
		cmocka_unit_test(nobody_is_cut_off_at_zero),
		cmocka_unit_test(a_timeout_that_comes_early_ends_nothing),
		cmocka_unit_test(who_rounds_off_alone_cannot_make_it_longer),
		cmocka_unit_test(extension_at_most_twice),
		cmocka_unit_test(extending_while_rounding_off_makes_it_live_again),
		cmocka_unit_test(it_is_over_when_all_that_may_lie_around_it_is),
		cmocka_unit_test(no_order_of_events_breaks_a_call),
		cmocka_unit_test(what_does_not_exist_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
