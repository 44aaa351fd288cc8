/* A placement fits a student for reasons that can be said (design §2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "features/meet/rules.h"

static void a_placement_fits_for_reasons_that_can_be_said(void **state)
{
	static const struct {
		struct fit_facts facts;
		size_t n;
		enum fit_reason reasons[FIT_REASONS_MOST];
	} ROWS[] = {
		/* For all, programme, level, learn. */
		{ { false, false, true, 3 }, 0, { 0 } },
		{ { true, false, false, 3 }, 0, { 0 } },
		{ { true, false, true, 0 }, 1, { FIT_REASON_LEVEL } },
		{ { true, false, true, 2 }, 2, { FIT_REASON_LEARN, FIT_REASON_LEVEL } },
		{ { false, true, true, 0 }, 2, { FIT_REASON_PROGRAMME, FIT_REASON_LEVEL } },
		{ { false, true, true, 2 },
		  3,
		  { FIT_REASON_PROGRAMME, FIT_REASON_LEARN, FIT_REASON_LEVEL } },
	};
	uint32_t last = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		enum fit_reason reasons[FIT_REASONS_MOST];
		size_t n;
		uint32_t score = fit_score(&ROWS[i].facts, reasons, &n);

		assert_int_equal(n, ROWS[i].n);
		assert_int_equal(score == 0, n == 0);
		for (size_t r = 0; r < n; r++)
			assert_int_equal(reasons[r], ROWS[i].reasons[r]);
		assert_true(score >= last); /* the rows stand from worst to best */
		last = score;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_placement_fits_for_reasons_that_can_be_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
