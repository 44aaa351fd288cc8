/* Who was missed, and what tags are (design §2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "features/meet/rules.h"

static void who_did_not_talk_was_missed_for_a_reason(void **state)
{
	static const struct {
		struct missed_facts facts;
		bool is_missed;
		enum missed_reason reason;
		int64_t ms;
	} ROWS[] = {
		/* Has an entry, a booking; their states; when they ended, were to start, left a card. */
		{ { false, false, false, 0, 0, 0, 0, 3 }, true, MISSED_REASON_CARD_LEFT, 3 },
		{ { true, false, false, ENTRY_STATE_WAITING, 0, 0, 0, 3 }, false, 0, 0 },
		{ { true, false, false, ENTRY_STATE_DONE, 0, 5, 0, 3 }, false, 0, 0 },
		{ { true, false, false, ENTRY_STATE_MISSED, 0, 5, 0, 3 }, true, MISSED_REASON_NO_ANSWER, 5 },
		{ { true, false, false, ENTRY_STATE_LEFT, 0, 5, 0, 3 }, true, MISSED_REASON_LEFT, 5 },
		{ { true, false, false, ENTRY_STATE_REMOVED, 0, 5, 0, 3 }, true, MISSED_REASON_REMOVED, 5 },
		{ { true, false, false, ENTRY_STATE_CLOSED, 0, 5, 0, 3 }, true, MISSED_REASON_CLOSED, 5 },
		{ { false, true, false, 0, BOOKING_STATE_NO_SHOW, 0, 7, 3 }, true, MISSED_REASON_NO_SHOW, 7 },
		{ { false, true, false, 0, BOOKING_STATE_MISSED_BY_EMPLOYER, 0, 7, 3 },
		  true,
		  MISSED_REASON_MISSED_BY_EMPLOYER,
		  7 },
		{ { false, true, false, 0, BOOKING_STATE_CANCELLED, 0, 7, 3 }, true, MISSED_REASON_LEFT, 7 },
		{ { false, true, true, 0, BOOKING_STATE_CANCELLED, 0, 7, 3 },
		  true,
		  MISSED_REASON_CALLED_OFF,
		  7 },
		{ { false, true, false, 0, BOOKING_STATE_DONE, 0, 7, 3 }, false, 0, 0 },
		/* A booking that is still to come, or is offered. */
		{ { true, true, false, ENTRY_STATE_LEFT, BOOKING_STATE_OFFERED, 5, 7, 3 }, false, 0, 0 },
		{ { true, true, false, ENTRY_STATE_LEFT, BOOKING_STATE_BOOKED, 5, 7, 3 }, false, 0, 0 },
		{ { true, true, false, ENTRY_STATE_LEFT, BOOKING_STATE_CHECKED_IN, 5, 7, 3 }, false, 0, 0 },
		{ { true, true, false, ENTRY_STATE_LEFT, BOOKING_STATE_IN_CALL, 5, 7, 3 }, false, 0, 0 },
		/* Of both, the later one. */
		{ { true, true, false, ENTRY_STATE_LEFT, BOOKING_STATE_NO_SHOW, 5, 7, 3 },
		  true,
		  MISSED_REASON_NO_SHOW,
		  7 },
		{ { true, true, false, ENTRY_STATE_MISSED, BOOKING_STATE_NO_SHOW, 9, 7, 3 },
		  true,
		  MISSED_REASON_NO_ANSWER,
		  9 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		enum missed_reason reason = 0;
		int64_t ms = 0;

		assert_int_equal(lead_missed(&ROWS[i].facts, &reason, &ms), ROWS[i].is_missed);
		assert_int_equal(reason, ROWS[i].reason);
		assert_int_equal(ms, ROWS[i].ms);
	}
}

static void a_tag_is_kept_once_and_without_spaces_around_it(void **state)
{
	struct str tags[] = { STR(" zorg "), STR("avond"), STR("zorg"), STR("mbo 4") };
	struct str blank[] = { STR("zorg"), STR("  ") };
	size_t n = 4;

	(void)state;
	assert_true(lead_tags_trim(tags, &n));
	assert_int_equal(n, 3);
	assert_true(str_eq(tags[0], STR("zorg")));
	assert_true(str_eq(tags[1], STR("avond")));
	assert_true(str_eq(tags[2], STR("mbo 4")));
	n = 2;
	assert_false(lead_tags_trim(blank, &n));
	n = 0;
	assert_true(lead_tags_trim(blank, &n));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(who_did_not_talk_was_missed_for_a_reason),
		cmocka_unit_test(a_tag_is_kept_once_and_without_spaces_around_it),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
