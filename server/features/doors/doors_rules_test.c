/* Who comes in next, and what can be said of a wait at the door. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/auto.h"
#include "features/doors/doors_rules.h"

#define NOW INT64_C(1800000000000)
#define MINUTE (60 * INT64_C(1000))

static struct doors of(uint32_t most, uint32_t inside, uint32_t waiting)
{
	return (struct doors){ .is_open = true, .most = most, .inside = inside, .waiting = waiting };
}

static void places_are_given_in_waves(void **state)
{
	struct doors d = of(1000, 950, 500);

	(void)state;
	assert_int_equal(doors_wave(&d, NOW), 50); /* no more than there is room for */
	d = of(1000, 0, 500);
	assert_int_equal(doors_wave(&d, NOW), WAVE_MOST);
	d.inside += WAVE_MOST, d.waiting -= WAVE_MOST;
	assert_int_equal(doors_wave(&d, NOW + WAVE_MS - 1), 0);
	assert_int_equal(doors_next_wave_ms(&d, NOW + 1), NOW + WAVE_MS);
	assert_int_equal(doors_wave(&d, NOW + WAVE_MS), WAVE_MOST);
	d = of(1000, 0, 3);
	assert_int_equal(doors_wave(&d, NOW), 3);
	assert_int_equal(d.wave_n, 3); /* the rest of the wave is for who comes now */
}

static void nobody_comes_in_where_there_is_no_room(void **state)
{
	struct doors d = of(10, 10, 5);

	(void)state;
	assert_int_equal(doors_wave(&d, NOW), 0);
	assert_int_equal(doors_next_wave_ms(&d, NOW), 0);
	d.inside = 12; /* some are beyond the bound */
	assert_int_equal(doors_wave(&d, NOW), 0);
	d = of(10, 0, 5);
	d.is_open = false;
	assert_int_equal(doors_wave(&d, NOW), 0);
	assert_int_equal(doors_next_wave_ms(&d, NOW), 0);
	d = of(10, 0, 0);
	assert_int_equal(doors_next_wave_ms(&d, NOW), 0);
}

static void without_a_bound_one_wave_follows_the_other(void **state)
{
	struct doors d = of(0, 7, 250);

	(void)state;
	assert_int_equal(doors_wave(&d, NOW), WAVE_MOST);
	assert_int_equal(doors_wave(&d, NOW), WAVE_MOST);
	assert_int_equal(doors_next_wave_ms(&d, NOW), NOW);
}

static void a_pace_is_known_from_ten_places_and_five_minutes(void **state)
{
	struct doors d = of(300, 300, 0);

	(void)state;
	doors_leave(&d, NOW); /* nobody waited for it */
	assert_int_equal(d.freed, 0);
	doors_wait(&d, NOW);
	doors_wait(&d, NOW + 1);
	for (int i = 1; i <= 9; i++)
		doors_leave(&d, NOW + i * MINUTE);
	assert_int_equal(doors_pace_ms(&d), 0);
	doors_leave(&d, NOW + 10 * MINUTE);
	assert_int_equal(doors_pace_ms(&d), MINUTE);
	/* Long ago counts less. */
	for (int i = 11; i <= 200; i++)
		doors_leave(&d, NOW + 10 * MINUTE + (i - 10) * 30 * 1000);
	assert_in_range(doors_pace_ms(&d), 29 * 1000, 32 * 1000);
	/* The only one that came free in an hour is still one. */
	d.counting_ms = d.freed_ms, d.freed = 0;
	doors_leave(&d, d.freed_ms + 60 * MINUTE);
	assert_int_equal(d.freed, 1);
	/* More are inside than may be: nobody comes in for it. */
	d.inside = d.most + 2;
	doors_leave(&d, d.freed_ms + MINUTE);
	assert_int_equal(d.freed, 1);
	d.most = 0; /* any number may be */
	d.counting_ms = d.freed_ms, d.freed = 0;
	doors_leave(&d, d.freed_ms + MINUTE);
	assert_int_equal(d.freed, 1);
	/* All are in: what is counted begins anew. */
	doors_wait_over(&d);
	doors_wait_over(&d);
	d.inside = 100;
	doors_wait(&d, NOW + 300 * MINUTE);
	assert_int_equal(doors_pace_ms(&d), 0);
	for (int i = 0; i < 20; i++)
		doors_leave(&d, NOW + 301 * MINUTE);
	assert_int_equal(doors_pace_ms(&d), 0); /* too short a time */
}

static void numbers_are_told_as_runs(void **state)
{
	const int64_t numbers[] = { 4, 5, 6, 9, 11, 12 };
	struct wire_number_run runs[ARRAY_LEN(numbers)];

	(void)state;
	assert_int_equal(doors_runs(numbers, 0, runs), 0);
	assert_int_equal(doors_runs(numbers, ARRAY_LEN(numbers), runs), 3);
	assert_int_equal(runs[0].from, 4);
	assert_int_equal(runs[0].until, 6);
	assert_int_equal(runs[1].from, 9);
	assert_int_equal(runs[1].until, 9);
	assert_int_equal(runs[2].until, 12);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(places_are_given_in_waves),
		cmocka_unit_test(nobody_comes_in_where_there_is_no_room),
		cmocka_unit_test(without_a_bound_one_wave_follows_the_other),
		cmocka_unit_test(a_pace_is_known_from_ten_places_and_five_minutes),
		cmocka_unit_test(numbers_are_told_as_runs),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
