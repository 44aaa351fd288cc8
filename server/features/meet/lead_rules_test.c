/* The lives of a lead and of an offer to be handed over, who was missed, and what tags are (design §2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "features/meet/rules.h"

/* No state: the event is not possible. */
#define NO (-1)

enum {
	QUEUE = LEAD_STATE_QUEUED,
	SPOKE = LEAD_STATE_SPOKEN,
	ASKED = LEAD_STATE_INVITED,
	OFFER = LEAD_STATE_OFFERED,
	PLACE = LEAD_STATE_PLACED,
	EM_NO = LEAD_STATE_DECLINED_BY_EMPLOYER,
	ST_NO = LEAD_STATE_DECLINED_BY_STUDENT,
	TAKEN = LEAD_STATE_WITHDRAWN,
};

static void lead_does(enum lead_state from, enum lead_event event, const struct lead_facts *facts, int to)
{
	enum lead_state state = from;
	enum err e = lead_step(&state, event, facts);

	if (e != (to == NO ? ERR_WRONG_STATE : ERR_OK) || state != (to == NO ? from : (enum lead_state)to))
		fail_msg("%s × event %d: %s, %s", lead_state_name(from), (int)event, err_name(e),
			 lead_state_name(state));
}

static void lead_answers_every_event_in_every_state(void **state)
{
	/* The answer is no; they talked, and it was answered. */
	static const struct lead_facts FACTS = { true, true, ANSWER_NO, false };
	/* clang-format off */
	static const int TO[][LEAD_STATE_COUNT] = {
		/* queued, spoken, invited, offered, placed, declined by employer and by student, withdrawn */
		[LEAD_TALK] =        { SPOKE, SPOKE, ASKED, OFFER, PLACE, SPOKE, SPOKE, NO },
		[LEAD_ANSWER] =      { NO,    EM_NO, EM_NO, EM_NO, NO,    EM_NO, NO,    NO },
		[LEAD_INVITE] =      { NO,    ASKED, ASKED, ASKED, ASKED, ASKED, NO,    NO },
		[LEAD_OFFER] =       { NO,    OFFER, OFFER, OFFER, OFFER, OFFER, NO,    NO },
		[LEAD_PLACE] =       { NO,    PLACE, PLACE, PLACE, PLACE, PLACE, NO,    NO },
		[LEAD_TURN_DOWN] =   { NO,    ST_NO, ST_NO, ST_NO, ST_NO, ST_NO, ST_NO, NO },
		[LEAD_TAKE_BACK] =   { TAKEN, TAKEN, TAKEN, TAKEN, TAKEN, TAKEN, TAKEN, NO },
		[LEAD_LEAVE_AGAIN] = { NO,    NO,    NO,    NO,    NO,    NO,    NO,    EM_NO },
	};
	/* clang-format on */

	(void)state;
	for (unsigned event = 0; event < sizeof(TO) / sizeof(TO[0]); event++) {
		for (unsigned from = 0; from < LEAD_STATE_COUNT; from++)
			lead_does((enum lead_state)from, (enum lead_event)event, &FACTS, TO[event][from]);
	}
	lead_does(LEAD_STATE_SPOKEN, (enum lead_event)99, &FACTS, NO);
}

static void an_answer_takes_a_lead_where_it_says(void **state)
{
	static const struct {
		struct lead_facts facts;
		int answered, left_again;
	} ROWS[] = {
		/* Talked, answered, with what, and a place is offered as the next step. */
		{ { true, true, ANSWER_NO, true }, EM_NO, EM_NO },
		{ { true, true, ANSWER_MAYBE, true }, SPOKE, SPOKE },
		{ { true, true, ANSWER_YES, false }, ASKED, ASKED },
		{ { true, true, ANSWER_YES, true }, OFFER, OFFER },
		/* Nobody answered: the card stands where it stood. */
		{ { true, false, ANSWER_YES, true }, OFFER, SPOKE },
		{ { false, false, ANSWER_YES, true }, OFFER, QUEUE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		lead_does(LEAD_STATE_SPOKEN, LEAD_ANSWER, &ROWS[i].facts, ROWS[i].answered);
		lead_does(LEAD_STATE_WITHDRAWN, LEAD_LEAVE_AGAIN, &ROWS[i].facts, ROWS[i].left_again);
	}
}

static void a_lead_is_moved_by_hand_only_where_its_mover_may_take_it(void **state)
{
	static const int BY_EMPLOYER[LEAD_STATE_COUNT] = { NO,	       NO, LEAD_INVITE, LEAD_OFFER,
							   LEAD_PLACE, NO, NO,	        NO };
	static const int BY_STUDENT[LEAD_STATE_COUNT] = { NO, NO, NO,		  NO,
							  NO, NO, LEAD_TURN_DOWN, LEAD_TAKE_BACK };
	enum lead_event event;

	(void)state;
	for (unsigned to = 0; to < LEAD_STATE_COUNT; to++) {
		assert_int_equal(lead_event_to((enum lead_state)to, false, &event) ? (int)event : NO,
				 BY_EMPLOYER[to]);
		assert_int_equal(lead_event_to((enum lead_state)to, true, &event) ? (int)event : NO,
				 BY_STUDENT[to]);
	}
	assert_false(lead_event_to((enum lead_state)99, false, &event));
}

static void an_offer_to_be_handed_over_is_decided_once(void **state)
{
	static const enum handover_state TO[] = {
		[HANDOVER_ACCEPT] = HANDOVER_STATE_ACCEPTED,
		[HANDOVER_DECLINE] = HANDOVER_STATE_DECLINED,
		[HANDOVER_TALK] = HANDOVER_STATE_ACCEPTED,
		[HANDOVER_END] = HANDOVER_STATE_DECLINED,
	};
	enum handover_state is = HANDOVER_STATE_OFFERED;

	(void)state;
	assert_int_equal(handover_step(&is, (enum handover_event)99), ERR_WRONG_STATE);
	for (unsigned event = 0; event < sizeof(TO) / sizeof(TO[0]); event++) {
		for (unsigned from = 0; from < HANDOVER_STATE_COUNT; from++) {
			bool is_open = from == HANDOVER_STATE_OFFERED;

			is = (enum handover_state)from;
			assert_int_equal(handover_step(&is, (enum handover_event)event),
					 is_open ? ERR_OK : ERR_WRONG_STATE);
			assert_int_equal(is, is_open ? TO[event] : from);
		}
	}
}

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
		cmocka_unit_test(lead_answers_every_event_in_every_state),
		cmocka_unit_test(an_answer_takes_a_lead_where_it_says),
		cmocka_unit_test(a_lead_is_moved_by_hand_only_where_its_mover_may_take_it),
		cmocka_unit_test(an_offer_to_be_handed_over_is_decided_once),
		cmocka_unit_test(who_did_not_talk_was_missed_for_a_reason),
		cmocka_unit_test(a_tag_is_kept_once_and_without_spaces_around_it),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
