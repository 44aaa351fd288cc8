/*
 * Bookings: every cell of state × event, and when each may be said; how long an offer is kept; when a
 * slot opens; how a plan is cut, and what is wrong with one that cannot be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "features/meet/rules.h"

#define NOW INT64_C(1700000000000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

enum {
	NO = -1,
	OFFER = BOOKING_STATE_OFFERED,
	HELD = BOOKING_STATE_BOOKED,
	HERE = BOOKING_STATE_CHECKED_IN,
	INCALL = BOOKING_STATE_IN_CALL,
	TALKED = BOOKING_STATE_DONE,
	GIVEN = BOOKING_STATE_CANCELLED,
	LATE = BOOKING_STATE_EXPIRED,
	NOSHOW = BOOKING_STATE_NO_SHOW,
	SORRY = BOOKING_STATE_MISSED_BY_EMPLOYER,
};

/* What a fair begins with: see schema/sql. */
static const struct numbers NUMBERS = { 45 * SECOND_MS, 60 * SECOND_MS, 5 * MINUTE_MS, 3 * MINUTE_MS, 5 * MINUTE_MS,
					2, 2 };

static void booking_answers_every_event_in_every_state(void **state)
{
	/* Six minutes past the start, when all may be said. No state after the talk hears anything. */
	/* clang-format off */
	static const int TO[][BOOKING_STATE_COUNT] = {
		/*                             offered booked  checked in_call done cancelled expired no_show missed */
		[BOOKING_ACCEPT] =	     { HELD,   NO,     NO,     NO,     NO,  NO,       NO,     NO,     NO },
		[BOOKING_EXPIRE] =	     { LATE,   NO,     NO,     NO,     NO,  NO,       NO,     NO,     NO },
		[BOOKING_MOVE] =	     { OFFER,  OFFER,  NO,     NO,     NO,  NO,       NO,     NO,     NO },
		[BOOKING_CHECK_IN] =	     { NO,     HERE,   NO,     NO,     NO,  NO,       NO,     NO,     NO },
		[BOOKING_CANCEL] =	     { GIVEN,  GIVEN,  GIVEN,  NO,     NO,  NO,       NO,     NO,     NO },
		[BOOKING_TALK] =	     { NO,     INCALL, INCALL, NO,     NO,  NO,       NO,     NO,     NO },
		[BOOKING_TALKED] =	     { NO,     NO,     NO,     TALKED, NO,  NO,       NO,     NO,     NO },
		[BOOKING_TALK_FAILED] =	     { NO,     NO,     NO,     HERE,   NO,  NO,       NO,     NO,     NO },
		[BOOKING_STUDENT_MISSING] =  { NO,     NOSHOW, NOSHOW, NO,     NO,  NO,       NO,     NO,     NO },
		[BOOKING_EMPLOYER_MISSING] = { NO,     NO,     SORRY,  NO,     NO,  NO,       NO,     NO,     NO },
	};
	/* clang-format on */

	(void)state;
	for (unsigned event = 0; event < ARRAY_LEN(TO); event++) {
		for (unsigned from = 0; from < BOOKING_STATE_COUNT; from++) {
			enum booking_state s = (enum booking_state)from;
			enum err e = booking_step(&s, (enum booking_event)event, NOW,
						  NOW - 6 * MINUTE_MS, &NUMBERS);
			int to = TO[event][from];

			if (e != (to == NO ? ERR_WRONG_STATE : ERR_OK) ||
			    (int)s != (to == NO ? (int)from : to))
				fail_msg("%s × event %u: %s, now %s",
					 booking_state_name((enum booking_state)from), event,
					 err_name(e), booking_state_name(s));
		}
	}
}

static void a_booking_waits_for_its_time(void **state)
{
	static const struct {
		enum booking_state from;
		enum booking_event event;
		int64_t from_start_ms; /* the first moment at which it may be said */
	} ROWS[] = {
		{ BOOKING_STATE_BOOKED, BOOKING_CHECK_IN, -10 * MINUTE_MS },
		{ BOOKING_STATE_BOOKED, BOOKING_STUDENT_MISSING, 3 * MINUTE_MS },
		{ BOOKING_STATE_CHECKED_IN, BOOKING_STUDENT_MISSING, 0 },
		{ BOOKING_STATE_CHECKED_IN, BOOKING_EMPLOYER_MISSING, 5 * MINUTE_MS },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		enum booking_state s = ROWS[i].from;
		int64_t at_ms = NOW + ROWS[i].from_start_ms;

		assert_int_equal(booking_step(&s, ROWS[i].event, at_ms - 1, NOW, &NUMBERS), ERR_WRONG_STATE);
		assert_int_equal(s, ROWS[i].from);
		assert_int_equal(booking_step(&s, ROWS[i].event, at_ms, NOW, &NUMBERS), ERR_OK);
	}
}

static void nobody_is_missing_who_is_there_or_was_kept_elsewhere(void **state)
{
	enum { CHECK = BOOKING_CHECK_IN, GONE = BOOKING_STUDENT_MISSING, LOOK = -1 };
	static const struct {
		enum whereabouts student;
		int64_t now_ms, talked_ms; /* from the start; talked 0: never */
		int event;
		int64_t again_ms; /* from the start */
	} ROWS[] = {
		{ STUDENT_WAITS, 0, 0, CHECK, 0 },
		{ STUDENT_WITH_US, 0, 0, CHECK, 0 },
		{ STUDENT_LOST, 3 * MINUTE_MS, 0, LOOK, 4 * MINUTE_MS },
		{ STUDENT_ELSEWHERE, 3 * MINUTE_MS, -MINUTE_MS, LOOK, 4 * MINUTE_MS },
		{ STUDENT_GONE, 0, 0, LOOK, 1 * MINUTE_MS },
		{ STUDENT_GONE, 3 * MINUTE_MS - 1, -MINUTE_MS, LOOK, 3 * MINUTE_MS },
		{ STUDENT_GONE, 3 * MINUTE_MS, -MINUTE_MS, GONE, 0 },
		{ STUDENT_GONE, 3 * MINUTE_MS, MINUTE_MS, LOOK, 4 * MINUTE_MS },
		{ STUDENT_GONE, 4 * MINUTE_MS, MINUTE_MS, GONE, 0 },
		{ (enum whereabouts)99, 9 * MINUTE_MS, 0, LOOK, 10 * MINUTE_MS },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		struct booking_facts facts = { .starts_ms = NOW,
					       .ends_ms = NOW + 10 * MINUTE_MS,
					       .student = ROWS[i].student };
		enum booking_event event;
		int64_t again_ms;
		bool is_due;

		facts.talked_ms = ROWS[i].talked_ms ? NOW + ROWS[i].talked_ms : 0;
		is_due = booking_judge(BOOKING_STATE_BOOKED, &facts, NOW + ROWS[i].now_ms, &NUMBERS, &event,
				       &again_ms);
		if (is_due != (ROWS[i].event != LOOK) ||
		    (is_due ? (int)event != ROWS[i].event : again_ms != NOW + ROWS[i].again_ms))
			fail_msg("row %zu", i);
	}
}

static void an_employer_is_missing_who_could_have_called_and_is_not_there(void **state)
{
	enum { SORRY_FOR = BOOKING_EMPLOYER_MISSING, AWAY = BOOKING_STUDENT_MISSING, LOOK = -1 };
	static const struct {
		enum whereabouts student;
		bool is_staffed, was_rung;
		int64_t now_ms, talked_ms; /* from the start; talked 0: never */
		int event;
	} ROWS[] = {
		{ STUDENT_WAITS, false, false, 5 * MINUTE_MS - 1, 0, LOOK },
		{ STUDENT_WAITS, false, false, 5 * MINUTE_MS, 0, SORRY_FOR },
		{ STUDENT_WAITS, false, true, 5 * MINUTE_MS, 0, SORRY_FOR },
		{ STUDENT_WAITS, false, false, 8 * MINUTE_MS - 1, 3 * MINUTE_MS, LOOK },
		{ STUDENT_WAITS, false, false, 8 * MINUTE_MS, 3 * MINUTE_MS, SORRY_FOR },
		/* At work, and late, until the ten minutes are over. */
		{ STUDENT_WAITS, true, false, 10 * MINUTE_MS - 1, 0, LOOK },
		{ STUDENT_WAITS, true, false, 10 * MINUTE_MS, 0, SORRY_FOR },
		{ STUDENT_WAITS, true, true, 10 * MINUTE_MS, 0, LOOK },
		{ STUDENT_WAITS, true, false, 10 * MINUTE_MS, 9 * MINUTE_MS, LOOK },
		{ STUDENT_WAITS, true, false, 14 * MINUTE_MS, 9 * MINUTE_MS, SORRY_FOR },
		{ STUDENT_GONE, true, false, 5 * MINUTE_MS - 1, 0, LOOK },
		{ STUDENT_GONE, true, false, 5 * MINUTE_MS, 0, AWAY },
		{ STUDENT_GONE, true, false, 8 * MINUTE_MS - 1, 3 * MINUTE_MS, LOOK },
		/* Neither is there: who came may only be out for a while. */
		{ STUDENT_GONE, false, false, 10 * MINUTE_MS - 1, 0, LOOK },
		{ STUDENT_GONE, false, false, 10 * MINUTE_MS, 0, AWAY },
		{ STUDENT_LOST, false, false, 10 * MINUTE_MS, 0, LOOK },
		{ STUDENT_ELSEWHERE, false, false, 10 * MINUTE_MS, 0, LOOK },
		{ STUDENT_WITH_US, true, false, 10 * MINUTE_MS, 0, LOOK },
		{ (enum whereabouts)99, true, false, 10 * MINUTE_MS, 0, LOOK },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		struct booking_facts facts = { .starts_ms = NOW,
					       .ends_ms = NOW + 10 * MINUTE_MS,
					       .student = ROWS[i].student,
					       .is_staffed = ROWS[i].is_staffed,
					       .was_rung = ROWS[i].was_rung };
		int64_t now_ms = NOW + ROWS[i].now_ms, again_ms;
		enum booking_event event;
		bool is_due;

		facts.talked_ms = ROWS[i].talked_ms ? NOW + ROWS[i].talked_ms : 0;
		is_due = booking_judge(BOOKING_STATE_CHECKED_IN, &facts, now_ms, &NUMBERS, &event, &again_ms);
		if (is_due != (ROWS[i].event != LOOK) || (is_due && (int)event != ROWS[i].event) ||
		    again_ms != now_ms + MINUTE_MS)
			fail_msg("row %zu", i);
		assert_false(booking_judge(BOOKING_STATE_IN_CALL, &facts, now_ms, &NUMBERS, &event, &again_ms));
		assert_int_equal(again_ms, now_ms + MINUTE_MS);
	}
}

static void who_had_no_chance_to_come_in_time_is_not_missing(void **state)
{
	static const enum booking_state STATES[] = { BOOKING_STATE_BOOKED, BOOKING_STATE_CHECKED_IN };
	struct booking_facts facts = { .starts_ms = NOW,
				       .ends_ms = NOW + 10 * MINUTE_MS,
				       .student = STUDENT_GONE,
				       .is_staffed = true };
	enum booking_event event;
	int64_t again_ms;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(STATES); i++) {
		facts.resumed_ms = facts.ends_ms - 1;
		assert_true(booking_judge(STATES[i], &facts, NOW + HOUR_MS, &NUMBERS, &event, &again_ms));
		assert_int_equal(event, BOOKING_STUDENT_MISSING);
		facts.resumed_ms = facts.ends_ms;
		assert_true(booking_judge(STATES[i], &facts, NOW + HOUR_MS, &NUMBERS, &event, &again_ms));
		assert_int_equal(event, BOOKING_CANCEL);
	}
}

static void what_does_not_exist_is_refused(void **state)
{
	(void)state;
	for (unsigned from = 0; from <= BOOKING_STATE_COUNT; from++) {
		enum booking_state s = (enum booking_state)from;

		assert_int_equal(booking_step(&s, (enum booking_event)99, NOW, NOW, &NUMBERS),
				 ERR_WRONG_STATE);
	}
}

static void an_offer_is_kept_in_proportion_to_the_time_that_is_left(void **state)
{
	static const struct {
		enum offer_kind kind;
		int64_t left_ms, kept_ms;
	} ROWS[] = {
		{ OFFER_KIND_WAITING_LIST, 2 * MINUTE_MS - 1, 0 }, /* too soon to ask anybody */
		{ OFFER_KIND_WAITING_LIST, 2 * MINUTE_MS, 2 * MINUTE_MS },
		{ OFFER_KIND_WAITING_LIST, 20 * MINUTE_MS, 2 * MINUTE_MS },
		{ OFFER_KIND_WAITING_LIST, 2 * HOUR_MS, 10 * MINUTE_MS },
		{ OFFER_KIND_WAITING_LIST, 24 * HOUR_MS, 2 * HOUR_MS },
		{ OFFER_KIND_WAITING_LIST, 30 * 24 * HOUR_MS, 12 * HOUR_MS },
		{ OFFER_KIND_INVITED, 3 * MINUTE_MS, 2 * MINUTE_MS },
		{ OFFER_KIND_INVITED, 2 * HOUR_MS, HOUR_MS },
		{ OFFER_KIND_MOVED, 30 * 24 * HOUR_MS, 48 * HOUR_MS },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		int64_t until_ms = offer_until_ms(ROWS[i].kind, NOW, NOW + ROWS[i].left_ms);

		assert_int_equal(until_ms, ROWS[i].kept_ms ? NOW + ROWS[i].kept_ms : 0);
		assert_true(until_ms <= NOW + ROWS[i].left_ms);
	}
}

static void a_reserved_slot_is_everybodys_when_its_time_is_near(void **state)
{
	(void)state;
	assert_int_equal(slot_opens_ms(0, false, NOW), 0);
	assert_int_equal(slot_opens_ms(NOW - HOUR_MS, false, NOW), NOW - HOUR_MS);
	assert_int_equal(slot_opens_ms(0, true, NOW), NOW - 30 * MINUTE_MS);
	/* Its wave may be later than that. */
	assert_int_equal(slot_opens_ms(NOW - MINUTE_MS, true, NOW), NOW - MINUTE_MS);
}

/* From NOW, an evening of three hours: talks of ten minutes, two between. */
static struct wire_slot_plan evening(void)
{
	return (struct wire_slot_plan){ .from_ms = NOW,
					.until_ms = NOW + 3 * HOUR_MS,
					.talk_minutes = 10,
					.pause_minutes = 2,
					.seats = 2 };
}

static void a_plan_fills_its_window_and_never_passes_its_end(void **state)
{
	struct wire_slot_plan plan = evening();
	size_t n = slot_plan_count(&plan);
	struct planned_slot last = slot_plan_at(&plan, n - 1);

	(void)state;
	assert_int_equal(n, 15); /* the last pause need not fit */
	assert_int_equal(slot_plan_at(&plan, 0).starts_ms, NOW);
	assert_int_equal(last.starts_ms, NOW + 168 * MINUTE_MS);
	assert_int_equal(last.ends_ms, NOW + 178 * MINUTE_MS);
	plan.until_ms = NOW + 10 * MINUTE_MS;
	assert_int_equal(slot_plan_count(&plan), 1);
}

static void reserve_and_waves_are_spread_over_the_evening(void **state)
{
	struct wire_slot_plan plan = evening();
	size_t reserved = 0, second = 0, early = 0;

	(void)state;
	plan.reserve_percent = 20;
	plan.has_second_ms = true;
	plan.second_ms = NOW - DAY_MS;
	for (size_t i = 0; i < 15; i++) {
		struct planned_slot slot = slot_plan_at(&plan, i);

		reserved += slot.is_reserved;
		second += slot.released_ms == plan.second_ms;
		early += i < 5 && (slot.is_reserved || slot.released_ms);
		assert_true(!slot.is_reserved || !slot.released_ms);
	}
	assert_int_equal(reserved, 3);
	assert_int_equal(second, 6); /* half of the other twelve */
	assert_int_equal(early, 3);  /* a third of the evening has its share */
}

/* This plan, the day before a fair of eight hours from NOW. */
static void is_wrong(struct wire_slot_plan plan, const char *field)
{
	const char *expected = NULL;
	const char *found = slot_plan_wrong(&plan, NOW, NOW + 8 * HOUR_MS, NOW - DAY_MS, &expected);

	assert_non_null(found);
	assert_string_equal(found, field);
	assert_non_null(expected);
}

static void a_plan_that_cannot_be_names_its_field(void **state)
{
	struct wire_slot_plan plan = evening();

	(void)state;
#define WRONG(field, value)                                                                        \
	do {                                                                                       \
		plan.field = (value);                                                              \
		is_wrong(plan, "args.plan." #field);                                               \
		plan = evening();                                                                  \
	} while (0)
	WRONG(talk_minutes, 0);
	WRONG(talk_minutes, 61);
	WRONG(pause_minutes, 61);
	WRONG(seats, 0);
	WRONG(seats, 21);
	WRONG(reserve_percent, 51);
	WRONG(from_ms, NOW - 1);
	WRONG(from_ms, NOW + 8 * HOUR_MS);
	WRONG(until_ms, NOW + 8 * HOUR_MS + 1);
	WRONG(until_ms, NOW + 10 * MINUTE_MS - 1);
	WRONG(until_ms, NOW - HOUR_MS);
	plan.seats = 14; /* of fifteen moments each */
	WRONG(until_ms, NOW + 3 * HOUR_MS);
	plan.has_second_ms = true;
	WRONG(second_ms, NOW);
	plan.has_second_ms = true;
	WRONG(second_ms, NOW - DAY_MS);
#undef WRONG
}

static void a_sound_plan_is_not_complained_of(void **state)
{
	struct wire_slot_plan plan = evening();
	const char *expected;

	(void)state;
	assert_null(slot_plan_wrong(&plan, NOW, NOW + 3 * HOUR_MS, NOW - DAY_MS, &expected));
	plan.has_second_ms = true;
	plan.second_ms = NOW - 1;
	plan.reserve_percent = 50;
	assert_null(slot_plan_wrong(&plan, NOW, NOW + 3 * HOUR_MS, NOW - DAY_MS, &expected));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(booking_answers_every_event_in_every_state),
		cmocka_unit_test(a_booking_waits_for_its_time),
		cmocka_unit_test(nobody_is_missing_who_is_there_or_was_kept_elsewhere),
		cmocka_unit_test(an_employer_is_missing_who_could_have_called_and_is_not_there),
		cmocka_unit_test(who_had_no_chance_to_come_in_time_is_not_missing),
		cmocka_unit_test(what_does_not_exist_is_refused),
		cmocka_unit_test(an_offer_is_kept_in_proportion_to_the_time_that_is_left),
		cmocka_unit_test(a_reserved_slot_is_everybodys_when_its_time_is_near),
		cmocka_unit_test(a_plan_fills_its_window_and_never_passes_its_end),
		cmocka_unit_test(reserve_and_waves_are_spread_over_the_evening),
		cmocka_unit_test(a_plan_that_cannot_be_names_its_field),
		cmocka_unit_test(a_sound_plan_is_not_complained_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
