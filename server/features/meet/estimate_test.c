/* The waiting time is a range that moves the right way, whatever the numbers (design §2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "features/meet/estimate.h"
#include "features/meet/rules.h"

#define SEED UINT64_C(20260417)
#define INPUTS 20000

/* The range of whoever comes behind `ahead` others who all take their turn. */
static struct wire_wait estimate(const struct wait_facts *facts, unsigned ahead)
{
	struct wait_guess w = { 0 };
	struct wait_walk walk;

	wait_begin(facts, &walk);
	for (unsigned i = 0; i < ahead; i++)
		wait_pass(&walk, 1.0);
	assert_true(wait_range(&walk, &w));
	assert_true(w.wait.p50_ms >= 0 && w.wait.p90_ms >= w.wait.p50_ms);
	return w.wait;
}

/* A booth with ten minutes planned where everybody stays: `busy` seats half way through a turn. */
static struct wait_facts booth(unsigned seats, unsigned busy)
{
	struct wait_facts f = { .talk_ms = 10 * MINUTE_MS, .buffer_ms = 165 * SECOND_MS, .n_seats = seats,
				 .patience = { 0, 1000000000 * MINUTE_MS },
				 .calibration = { 1.0, 1.3 } };

	for (unsigned i = 0; i < seats; i++)
		f.busy_ms[i] = i < busy ? 5 * MINUTE_MS : -1;
	return f;
}

static void a_turn_lasts_until_the_next_ring_of_its_seat(void **state)
{
	/* Newest end first: seat 1 rang entry 7 twice, seat 2 talked in between. */
	static const struct past_call CALLS[] = {
		{ 1, 9, 1000000, 1300000 }, { 2, 8, 500000, 900000 }, { 1, 7, 600000, 900000 },
		{ 1, 7, 100000, 145000 },   { 2, 6, 0, 480000 },
	};
	int64_t turns_ms[TURNS_MOST];

	(void)state;
	assert_int_equal(wait_turns(CALLS, ARRAY_LEN(CALLS), turns_ms), 4);
	assert_int_equal(turns_ms[0], 320000); /* nobody rung since: it took a while */
	assert_int_equal(turns_ms[1], 420000);
	/* Up to a minute after the talk, and the ring that was missed: likewise. */
	assert_int_equal(turns_ms[2], 360000 + 105000);
	assert_int_equal(turns_ms[3], 500000);
	assert_int_equal(wait_turns(CALLS, 0, turns_ms), 0);
}

static void only_so_many_people_are_remembered(void **state)
{
	struct past_call calls[CALLS_MOST];
	int64_t turns_ms[TURNS_MOST];

	(void)state;
	for (size_t i = 0; i < CALLS_MOST; i++)
		calls[i] = (struct past_call){ (int64_t)i, (int64_t)i, 0, 40000 };
	assert_int_equal(wait_turns(calls, CALLS_MOST, turns_ms), TURNS_MOST);
	assert_int_equal(turns_ms[TURNS_MOST - 1], 60000);
}

static void nobody_can_say_where_nobody_works(void **state)
{
	struct wait_facts f = booth(0, 0);
	struct wait_guess w = { .wait = { -1, -2 } };
	struct wait_walk walk;

	(void)state;
	wait_begin(&f, &walk);
	wait_pass(&walk, 1.0);
	assert_false(wait_range(&walk, &w));
	assert_int_equal(w.wait.p50_ms, -1); /* outputs are untouched on failure */
	assert_int_equal(w.wait.p90_ms, -2);
}

static void a_free_recruiter_and_nobody_ahead_is_about_now(void **state)
{
	struct wait_facts f = booth(2, 1);
	struct wire_wait w = estimate(&f, 0);

	(void)state;
	assert_int_equal(w.p50_ms, 0);
	assert_in_range(w.p90_ms, 0, MINUTE_MS);
}

static void the_first_before_a_busy_recruiter_waits_for_what_is_left(void **state)
{
	struct wait_facts f = booth(1, 1), late = f;

	(void)state;
	assert_in_range(estimate(&f, 0).p50_ms, 5 * MINUTE_MS, 6 * MINUTE_MS);
	/* Who runs over will not stop at once. */
	late.busy_ms[0] = 40 * MINUTE_MS;
	assert_in_range(estimate(&late, 0).p50_ms, 2 * MINUTE_MS, 3 * MINUTE_MS);
}

static void each_one_ahead_adds_a_turn(void **state)
{
	struct wait_facts f = booth(1, 1);
	int64_t added_ms = estimate(&f, 5).p50_ms - estimate(&f, 4).p50_ms;

	(void)state;
	assert_in_range(added_ms, 10 * MINUTE_MS, 11 * MINUTE_MS);
}

static void twice_the_recruiters_is_half_the_wait(void **state)
{
	struct wait_facts one = booth(1, 0), two = booth(2, 0);
	int64_t w = estimate(&one, 10).p50_ms;

	(void)state;
	assert_in_range(estimate(&two, 10).p50_ms, w / 2 - 1, w / 2 + 1);
}

static void own_turns_count_for_more_than_the_plan(void **state)
{
	struct wait_facts f = booth(1, 1), slow = f, quick = f, one = f;

	(void)state;
	one.turns_ms[one.n_turns++] = 20 * MINUTE_MS;
	while (slow.n_turns < TURNS_MOST) {
		slow.turns_ms[slow.n_turns++] = 20 * MINUTE_MS;
		quick.turns_ms[quick.n_turns++] = 5 * MINUTE_MS;
	}
	assert_true(estimate(&one, 5).p50_ms > estimate(&f, 5).p50_ms);
	assert_true(estimate(&slow, 5).p50_ms > estimate(&one, 5).p50_ms);
	assert_true(estimate(&quick, 5).p50_ms < estimate(&f, 5).p50_ms);
	/* One turn is little to go by: less than half of the way. */
	assert_true(estimate(&one, 5).p50_ms - estimate(&f, 5).p50_ms <
		    (estimate(&slow, 5).p50_ms - estimate(&f, 5).p50_ms) / 2);
}

static void turns_that_differ_widen_the_range(void **state)
{
	struct wait_facts even = booth(1, 0), uneven = even;
	struct wire_wait a, b;

	(void)state;
	while (even.n_turns < TURNS_MOST) {
		even.turns_ms[even.n_turns++] = 10 * MINUTE_MS;
		uneven.turns_ms[uneven.n_turns] = (uneven.n_turns % 2 ? 18 : 2) * MINUTE_MS;
		uneven.n_turns++;
	}
	a = estimate(&even, 5);
	b = estimate(&uneven, 5);
	assert_int_equal(a.p50_ms, b.p50_ms);
	assert_true(b.p90_ms > a.p90_ms);
}

static void who_gives_up_makes_the_line_shorter(void **state)
{
	struct wait_facts f = booth(1, 0), restless = f;

	(void)state;
	/* An hour on average: of ten ahead with 11 minutes each, the last will hardly be there. */
	restless.patience = (struct wait_patience){ 1000, 1000 * 60 * MINUTE_MS };
	assert_in_range(estimate(&restless, 10).p50_ms, 60 * MINUTE_MS, 66 * MINUTE_MS);
	assert_in_range(estimate(&f, 10).p50_ms, 106 * MINUTE_MS, 109 * MINUTE_MS);
	/* However many are said to have left: nobody is thought to be gone within minutes. */
	restless.patience.left = 1e9;
	assert_true(estimate(&restless, 10).p50_ms > 35 * MINUTE_MS);
	/* The first in line is there all the same. */
	assert_int_equal(estimate(&restless, 1).p50_ms, estimate(&f, 1).p50_ms);
}

static void a_booking_takes_its_seat_before_walk_ins_who_could_not_finish(void **state)
{
	struct wait_facts f = booth(1, 0);

	(void)state;
	f.bookings_ms[f.n_bookings++] = 11 * MINUTE_MS;
	/* Ten minutes and two between: the free recruiter waits for the booking. */
	assert_in_range(estimate(&f, 0).p50_ms, 20 * MINUTE_MS, 22 * MINUTE_MS);
	f.bookings_ms[0] = 13 * MINUTE_MS;
	assert_int_equal(estimate(&f, 0).p50_ms, 0);
	assert_in_range(estimate(&f, 1).p50_ms, 22 * MINUTE_MS, 24 * MINUTE_MS);
}

static void a_wait_is_never_capped(void **state)
{
	struct wait_facts f = booth(1, 0);

	(void)state;
	assert_true(estimate(&f, 1100).p50_ms > 7 * 24 * 60 * MINUTE_MS);
}

static void estimates_follow_how_earlier_ones_came_out(void **state)
{
	struct wait_outcome outcomes[WAIT_OUTCOMES_MOST];
	struct wait_calibration none = wait_calibrate(NULL, 0), some, many;
	struct wait_facts f = booth(1, 0), late = f;

	(void)state;
	for (int i = 0; i < WAIT_OUTCOMES_MOST; i++)
		outcomes[i] = (struct wait_outcome){ 10 * MINUTE_MS, 2 * MINUTE_MS,
						     (15 + i % 10) * MINUTE_MS };
	some = wait_calibrate(outcomes, 3);
	many = wait_calibrate(outcomes, WAIT_OUTCOMES_MOST);
	/* Before anything came out: wide enough for nine of ten, were waits spread like turns. */
	assert_true(none.reach > 1.3 && none.reach < 2.1);
	/* Three of them say little; a hundred say that it takes twice as long. */
	assert_true(some.scale < none.scale + 0.2);
	assert_true(many.scale > 1.8 && many.scale < 2.1);
	late.calibration = many;
	assert_true(estimate(&late, 5).p50_ms > estimate(&f, 5).p50_ms * 18 / 10);
	/* All were within five minutes above the middle: two spreads and a half. */
	assert_true(many.reach > 1.5 && many.reach < 2.6);
}

static void patience_is_learned_and_slowly_forgotten(void **state)
{
	struct wait_patience p = { 0 }, before;
	struct wait_facts f = booth(1, 0), g;

	(void)state;
	/* Ten wait for an hour, a quarter of a minute at a time, and one gives up every four minutes. */
	for (int i = 0; i < 240; i++)
		wait_patience_learn(&p, 10, i % 16 == 0, MINUTE_MS / 4);
	assert_in_range(p.waited_ms / (int64_t)(p.left * 1000), 39 * MINUTE_MS / 1000,
			42 * MINUTE_MS / 1000);
	/* Half an hour without anybody: worth half as much, and just as patient. */
	before = p;
	wait_patience_learn(&p, 0, 0, 30 * MINUTE_MS);
	assert_in_range(p.waited_ms, before.waited_ms / 2 - 1, before.waited_ms / 2 + 1);
	assert_true(p.left > before.left * 0.49 && p.left < before.left * 0.51);
	g = f;
	f.patience = before;
	g.patience = p;
	assert_true(llabs(estimate(&f, 5).p50_ms - estimate(&g, 5).p50_ms) < 2 * MINUTE_MS);
}

static uint32_t chance(uint64_t *seed, uint32_t below)
{
	uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((x ^ (x >> 31)) % below);
}

static struct wait_facts any_booth(uint64_t *seed)
{
	struct wait_facts f = {
		.talk_ms = MINUTE_MS + chance(seed, 59 * 60000),
		.buffer_ms = 165 * SECOND_MS,
		.n_turns = chance(seed, TURNS_MOST + 1),
		.patience = { chance(seed, 40), chance(seed, 1u << chance(seed, 28)) },
		.n_seats = 1 + chance(seed, WAIT_SEATS_MOST - 1),
		.calibration = { 1.0, 1.3 },
	};

	for (size_t i = 0; i < f.n_seats; i++)
		f.busy_ms[i] = chance(seed, 3) ? (int64_t)chance(seed, 3600000) : -1;
	for (size_t i = 0; i < f.n_turns; i++)
		f.turns_ms[i] = chance(seed, 1u << chance(seed, 24));
	return f;
}

static void check_shorter(struct wire_wait shorter, struct wire_wait longer, const char *what,
			  size_t i)
{
	if (shorter.p50_ms > longer.p50_ms)
		fail_msg("seed %llu, input %zu, %s: %lld ms, then %lld ms", (unsigned long long)SEED, i,
			 what, (long long)shorter.p50_ms, (long long)longer.p50_ms);
}

static void the_range_moves_the_right_way_for_any_booth(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (size_t i = 0; i < INPUTS; i++) {
		struct wait_facts f = any_booth(&seed), more_seats = f, one_freed = f;
		unsigned ahead = chance(&seed, 1u << chance(&seed, 7));
		struct wire_wait w = estimate(&f, ahead);

		check_shorter(w, estimate(&f, ahead + 1), "one more ahead", i);
		more_seats.busy_ms[more_seats.n_seats++] = -1;
		check_shorter(estimate(&more_seats, ahead), w, "one recruiter more", i);
		one_freed.busy_ms[0] = -1;
		check_shorter(estimate(&one_freed, ahead), w, "one recruiter freed", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_turn_lasts_until_the_next_ring_of_its_seat),
		cmocka_unit_test(only_so_many_people_are_remembered),
		cmocka_unit_test(nobody_can_say_where_nobody_works),
		cmocka_unit_test(a_free_recruiter_and_nobody_ahead_is_about_now),
		cmocka_unit_test(the_first_before_a_busy_recruiter_waits_for_what_is_left),
		cmocka_unit_test(each_one_ahead_adds_a_turn),
		cmocka_unit_test(twice_the_recruiters_is_half_the_wait),
		cmocka_unit_test(own_turns_count_for_more_than_the_plan),
		cmocka_unit_test(turns_that_differ_widen_the_range),
		cmocka_unit_test(who_gives_up_makes_the_line_shorter),
		cmocka_unit_test(a_booking_takes_its_seat_before_walk_ins_who_could_not_finish),
		cmocka_unit_test(a_wait_is_never_capped),
		cmocka_unit_test(estimates_follow_how_earlier_ones_came_out),
		cmocka_unit_test(patience_is_learned_and_slowly_forgotten),
		cmocka_unit_test(the_range_moves_the_right_way_for_any_booth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
