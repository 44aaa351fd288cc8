/* What a booth still needs, and when its people are reminded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "features/exhibitor/exhibitor_rules.h"

static void a_new_booth_lacks_everything_in_the_order_of_the_path(void **state)
{
	static const struct exhibitor_facts NOTHING;
	enum exhibitor_step lacks[EXHIBITOR_STEP_COUNT];

	(void)state;
	assert_int_equal(exhibitor_lacks(&NOTHING, lacks), EXHIBITOR_STEP_COUNT);
	for (int step = 0; step < EXHIBITOR_STEP_COUNT; step++)
		assert_int_equal(lacks[step], step);
}

static void what_is_there_is_not_lacking(void **state)
{
	static const struct exhibitor_facts ALL = { true, true, true, 1, 1, 1 };
	struct exhibitor_facts facts = ALL;
	enum exhibitor_step lacks[EXHIBITOR_STEP_COUNT];

	(void)state;
	assert_int_equal(exhibitor_lacks(&ALL, lacks), 0);
	facts.times = 0;
	facts.has_camera = false;
	assert_int_equal(exhibitor_lacks(&facts, lacks), 2);
	assert_int_equal(lacks[0], EXHIBITOR_STEP_TIMES);
	assert_int_equal(lacks[1], EXHIBITOR_STEP_CAMERA);
}

static void nobody_is_reminded_twice_within_a_day(void **state)
{
	const int64_t day_ms = 24 * 3600 * INT64_C(1000), now_ms = 100 * day_ms;

	(void)state;
	assert_true(exhibitor_may_remind(0, now_ms));
	assert_false(exhibitor_may_remind(now_ms - day_ms + 1, now_ms));
	assert_true(exhibitor_may_remind(now_ms - day_ms, now_ms));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(a_new_booth_lacks_everything_in_the_order_of_the_path),
		cmocka_unit_test(what_is_there_is_not_lacking),
		cmocka_unit_test(nobody_is_reminded_twice_within_a_day),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
