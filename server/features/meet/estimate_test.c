/* The waiting time is a range that moves the right way, whatever the numbers (design §2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "features/meet/estimate.h"
#include "features/meet/rules.h"

#define SEED UINT64_C(20260417)
#define INPUTS 100000

static struct wire_wait estimate(const struct wait_facts *facts)
{
	struct wire_wait w = { -1, -1 };

	assert_true(wait_estimate(facts, &w));
	return w;
}

static struct wait_facts booth(uint32_t seats, uint32_t free, uint32_t ahead)
{
	return (struct wait_facts){
		.talk_ms = 10 * MINUTE_MS, .seats = seats, .free = free, .ahead = ahead
	};
}

static void nobody_can_say_where_nobody_works(void **state)
{
	struct wait_facts f = booth(0, 0, 0);
	struct wire_wait w = { -1, -2 };

	(void)state;
	assert_false(wait_estimate(&f, &w));
	assert_int_equal(w.p50_ms, -1); /* outputs are untouched on failure */
	assert_int_equal(w.p90_ms, -2);
}

static void a_free_recruiter_and_nobody_ahead_is_about_now(void **state)
{
	struct wait_facts f = booth(1, 1, 0);
	struct wire_wait w = estimate(&f);

	(void)state;
	assert_int_equal(w.p50_ms, 0);
	assert_in_range(w.p90_ms, 0, MINUTE_MS);
}

static void the_first_before_a_busy_recruiter_waits_half_a_talk(void **state)
{
	struct wait_facts f = booth(1, 0, 0);

	(void)state;
	/* Ten minutes planned and one to turn round, on average half over. */
	assert_in_range(estimate(&f).p50_ms, 5 * MINUTE_MS, 6 * MINUTE_MS);
}

static void each_one_ahead_adds_a_talk(void **state)
{
	struct wait_facts f = booth(1, 0, 4), more = booth(1, 0, 5);
	int64_t added_ms = estimate(&more).p50_ms - estimate(&f).p50_ms;

	(void)state;
	assert_in_range(added_ms, 11 * MINUTE_MS - 1, 11 * MINUTE_MS + 1);
}

static void twice_the_recruiters_is_half_the_wait(void **state)
{
	struct wait_facts one = booth(1, 0, 9), two = booth(2, 0, 9);
	int64_t w = estimate(&one).p50_ms;

	(void)state;
	assert_in_range(estimate(&two).p50_ms, w / 2 - 1, w / 2 + 1);
}

static void own_talks_count_for_more_than_the_plan(void **state)
{
	struct wait_facts f = booth(1, 0, 5), slow = f, quick = f, one = f;

	(void)state;
	one.talks_ms[one.n_talks++] = 20 * MINUTE_MS;
	while (slow.n_talks < TALKS_MOST) {
		slow.talks_ms[slow.n_talks++] = 20 * MINUTE_MS;
		quick.talks_ms[quick.n_talks++] = 5 * MINUTE_MS;
	}
	assert_true(estimate(&one).p50_ms > estimate(&f).p50_ms);
	assert_true(estimate(&slow).p50_ms > estimate(&one).p50_ms);
	assert_true(estimate(&quick).p50_ms < estimate(&f).p50_ms);
	/* One talk is little to go by: less than half of the way. */
	assert_true(estimate(&one).p50_ms - estimate(&f).p50_ms <
		    (estimate(&slow).p50_ms - estimate(&f).p50_ms) / 2);
}

static void talks_that_differ_widen_the_range(void **state)
{
	struct wait_facts even = booth(1, 0, 5), uneven = even;
	struct wire_wait a, b;

	(void)state;
	while (even.n_talks < TALKS_MOST) {
		even.talks_ms[even.n_talks++] = 10 * MINUTE_MS;
		uneven.talks_ms[uneven.n_talks] = (uneven.n_talks % 2 ? 18 : 2) * MINUTE_MS;
		uneven.n_talks++;
	}
	a = estimate(&even);
	b = estimate(&uneven);
	assert_int_equal(a.p50_ms, b.p50_ms);
	assert_true(b.p90_ms > a.p90_ms);
}

/* Talks around the plan, so that the mean is eleven minutes; the figures are of a pocket
 * calculator: 1.2816 · √((3 · (0.35 · 660 s)² + 6 · off²) / 9 · 5). */
static void the_range_is_nine_of_ten_of_a_normal_distribution(void **state)
{
	static const struct {
		int64_t off_ms, width_ms;
	} ROWS[] = { { 0, 382198 }, { 8 * MINUTE_MS, 1186387 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		struct wait_facts f = booth(1, 0, 4);
		struct wire_wait w;

		while (f.n_talks < 6) {
			int64_t off_ms = f.n_talks % 2 ? ROWS[i].off_ms : -ROWS[i].off_ms;

			f.talks_ms[f.n_talks++] = 11 * MINUTE_MS + off_ms;
		}
		w = estimate(&f);
		assert_in_range(w.p50_ms, 2970000 - 1, 2970000);
		assert_in_range(w.p90_ms - w.p50_ms, ROWS[i].width_ms - 1, ROWS[i].width_ms + 1);
	}
}

static void a_wait_is_never_capped(void **state)
{
	struct wait_facts day = booth(1, 0, 1000), longest = booth(1, 0, UINT32_MAX);

	(void)state;
	assert_true(estimate(&day).p50_ms > 7 * 24 * 60 * MINUTE_MS);
	longest.talk_ms = 60 * MINUTE_MS;
	assert_true(estimate(&longest).p50_ms > UINT32_MAX * 60 * MINUTE_MS);
	assert_true(estimate(&longest).p90_ms > estimate(&longest).p50_ms);
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
		.n_talks = chance(seed, TALKS_MOST + 1),
		.seats = 1 + chance(seed, 1u << chance(seed, 8)),
		.ahead = chance(seed, 1u << chance(seed, 31)),
	};

	f.free = chance(seed, f.seats + 1);
	for (size_t i = 0; i < f.n_talks; i++)
		f.talks_ms[i] = chance(seed, 1u << chance(seed, 24));
	return f;
}

static void check_shorter(struct wire_wait shorter, struct wire_wait longer, const char *what,
			  size_t i)
{
	if (shorter.p50_ms > longer.p50_ms || shorter.p90_ms > longer.p90_ms)
		fail_msg("seed %llu, input %zu, %s: %lld–%lld ms, then %lld–%lld ms",
			 (unsigned long long)SEED, i, what, (long long)shorter.p50_ms,
			 (long long)shorter.p90_ms, (long long)longer.p50_ms,
			 (long long)longer.p90_ms);
}

static void the_range_moves_the_right_way_for_any_booth(void **state)
{
	uint64_t seed = SEED;

	(void)state;
	for (size_t i = 0; i < INPUTS; i++) {
		struct wait_facts f = any_booth(&seed), longer_line = f, more_seats = f,
				  more_free = f;
		struct wire_wait w = estimate(&f);

		if (w.p50_ms < 0 || w.p90_ms < w.p50_ms)
			fail_msg("seed %llu, input %zu: %lld–%lld ms", (unsigned long long)SEED, i,
				 (long long)w.p50_ms, (long long)w.p90_ms);
		longer_line.ahead++;
		check_shorter(w, estimate(&longer_line), "one more ahead", i);
		more_seats.seats++;
		check_shorter(estimate(&more_seats), w, "one recruiter more", i);
		more_free.seats = more_free.free + 1 > f.seats ? f.seats + 1 : f.seats;
		more_free.free++;
		check_shorter(estimate(&more_free), w, "one recruiter freed", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_can_say_where_nobody_works),
		cmocka_unit_test(a_free_recruiter_and_nobody_ahead_is_about_now),
		cmocka_unit_test(the_first_before_a_busy_recruiter_waits_half_a_talk),
		cmocka_unit_test(each_one_ahead_adds_a_talk),
		cmocka_unit_test(twice_the_recruiters_is_half_the_wait),
		cmocka_unit_test(own_talks_count_for_more_than_the_plan),
		cmocka_unit_test(talks_that_differ_widen_the_range),
		cmocka_unit_test(the_range_is_nine_of_ten_of_a_normal_distribution),
		cmocka_unit_test(a_wait_is_never_capped),
		cmocka_unit_test(the_range_moves_the_right_way_for_any_booth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
