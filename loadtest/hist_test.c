/* A sceptic's first question: are the percentiles right? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "loadtest/hist.h"

static void percentiles_are_within_two_percent_at_any_size(void **state)
{
	(void)state;
	for (int64_t unit = 1; unit < INT64_C(1) << 52; unit *= 7) {
		struct hist h = { 0 };

		for (int64_t i = 1; i <= 1000; i++)
			hist_add(&h, i * unit);
		for (int share = 1; share <= 1000; share++) {
			int64_t exact = share * unit, at = hist_at(&h, share / 1000.0);

			assert_true(at >= exact && at - exact <= exact / 60);
		}
		assert_int_equal(hist_at(&h, 1.0), 1000 * unit);
	}
}

static void the_smallest_and_the_largest_have_a_place(void **state)
{
	struct hist h = { 0 };

	(void)state;
	assert_int_equal(hist_at(&h, 0.5), 0);
	hist_add(&h, -5);
	hist_add(&h, INT64_MAX);
	assert_int_equal(hist_at(&h, 0.5), 0);
	assert_int_equal(hist_at(&h, 1.0), INT64_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percentiles_are_within_two_percent_at_any_size),
		cmocka_unit_test(the_smallest_and_the_largest_have_a_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
