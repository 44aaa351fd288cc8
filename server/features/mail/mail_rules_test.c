/* What becomes of a mail that was tried (mail_rules.h). */
#include "features/mail/mail_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECOND 1000

static void each_wait_is_twice_the_last_one_up_to_a_limit(void **state)
{
	(void)state;
	assert_int_equal(mail_backoff_ms(1, 0), 30 * SECOND);
	assert_int_equal(mail_backoff_ms(2, 0), 60 * SECOND);
	assert_int_equal(mail_backoff_ms(7, 0), 1920 * SECOND);
	assert_int_equal(mail_backoff_ms(8, 0), 3600 * SECOND);
	assert_int_equal(mail_backoff_ms(UINT32_MAX, 0), 3600 * SECOND);
	assert_int_equal(mail_hold_ms(1, 0), 5 * SECOND);
	assert_int_equal(mail_hold_ms(3, 0), 20 * SECOND);
	assert_int_equal(mail_hold_ms(100, 0), 300 * SECOND);
}

static void chance_adds_a_quarter_at_most(void **state)
{
	(void)state;
	assert_int_equal(mail_backoff_ms(1, 128), 30 * SECOND + 3750);
	assert_true(mail_backoff_ms(1, 255) > 37 * SECOND && mail_backoff_ms(1, 255) < 38 * SECOND);
}

static void what_was_not_handed_over_waits_again_and_what_was_is_in_doubt(void **state)
{
	static const struct {
		enum mail_state before;
		enum mail_outcome outcome;
		enum mail_state after;
	} CASES[] = {
		{ MAIL_STATE_SENDING, MAIL_OUTCOME_REFUSED, MAIL_STATE_REFUSED },
		{ MAIL_STATE_SENDING, MAIL_OUTCOME_LATER, MAIL_STATE_WAITING },
		{ MAIL_STATE_SENDING, MAIL_OUTCOME_UNREACHABLE, MAIL_STATE_WAITING },
		{ MAIL_STATE_SENDING, MAIL_OUTCOME_UNKNOWN, MAIL_STATE_WAITING },
		{ MAIL_STATE_HANDING, MAIL_OUTCOME_SENT, MAIL_STATE_SENT },
		{ MAIL_STATE_HANDING, MAIL_OUTCOME_REFUSED, MAIL_STATE_REFUSED },
		{ MAIL_STATE_HANDING, MAIL_OUTCOME_LATER, MAIL_STATE_WAITING },
		{ MAIL_STATE_HANDING, MAIL_OUTCOME_UNKNOWN, MAIL_STATE_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		assert_int_equal(mail_after(CASES[i].before, CASES[i].outcome), CASES[i].after);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(each_wait_is_twice_the_last_one_up_to_a_limit),
		cmocka_unit_test(chance_adds_a_quarter_at_most),
		cmocka_unit_test(what_was_not_handed_over_waits_again_and_what_was_is_in_doubt),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
