/*
 * A booked time that has come: who is there without saying so, who is missing, whose talk it is, and
 * in which order those go who go before everybody (design §2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "slot_acts.h"

#define HOUR (60 * MINUTE)

/* ---- in the order of their times ---- */

static void who_comes_early_does_not_take_the_turn_of_an_earlier_time(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);
	int64_t first = book(f, STUDENT, FIRST_SLOT), second = book(f, STUDENT + 1, FIRST_SLOT + 1);

	fixture_pass(f, HOUR); /* the first one's time, and nobody else's yet */
	on_booking(f, STUDENT + 1, "booking.check_in", second);
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat),
			"next_is_booked");
	on_booking(f, STUDENT, "booking.check_in", first);
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void before_the_doors_open_nobody_is_missing(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_pass(f, HOUR + 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_sql_write(f, "UPDATE fair SET state = 'open'");
	fixture_pass(f, 3 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

/* The student is rung, answers, and the clock runs. */
static int64_t talk(struct fixture *f, int64_t student, int64_t recruiter, int64_t seat)
{
	int64_t call = ring(f, recruiter, seat);

	on_call(f, student, "call.accept", call);
	connect_call(f, student, recruiter, call);
	return call;
}

static int64_t sit_at_the_other_booth(struct fixture *f)
{
	return int_of(fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}")), "seat");
}

static void a_talk_across_the_booked_time_is_the_one_that_was_booked(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), call;

	fixture_pass(f, 50 * MINUTE);
	join(f, STUDENT);
	call = talk(f, STUDENT, RECRUITER, seat);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "done");
	fixture_pass(f, 20 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "done");
}

static void a_talk_that_began_earlier_and_lasts_is_it_too(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), call;

	fixture_pass(f, 49 * MINUTE);
	join(f, STUDENT);
	call = talk(f, STUDENT, RECRUITER, seat);
	for (int side = 0; side < 2; side++) {
		on_call(f, RECRUITER, "call.extend", call);
		on_call(f, STUDENT, "call.extend", call);
	}
	fixture_pass(f, 11 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "done");
}

static void a_booked_talk_that_fails_leaves_its_student_first(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), call;

	join(f, STUDENT);
	join(f, STUDENT + 1);
	fixture_pass(f, 58 * MINUTE);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	assert_int_equal(fixture_sql(f, "SELECT precedence FROM queue_entry WHERE account_id = 601"),
			 1);
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	talk(f, STUDENT, RECRUITER, seat);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
}

static void who_waits_in_that_line_is_there(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT);

	fixture_pass(f, 55 * MINUTE);
	join(f, STUDENT + 1);
	join(f, STUDENT);
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void who_stepped_away_from_that_line_is_not(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), entry;

	take_seat(f, RECRUITER);
	entry = join(f, STUDENT);
	fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
	fixture_pass(f, HOUR + 3 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

/* The student talks elsewhere from two minutes before the first slot at BOOTH, and booked that just before it
 * began. */
static int64_t talk_elsewhere(struct fixture *f, int64_t *ret_booking)
{
	int64_t seat = sit_at_the_other_booth(f), call;

	fixture_pass(f, 58 * MINUTE);
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	call = ring(f, OTHER_RECRUITER, seat);
	*ret_booking = book(f, STUDENT, FIRST_SLOT);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, OTHER_RECRUITER, call);
	return call;
}

static void who_talks_elsewhere_may_come_when_that_is_over(void **state)
{
	struct fixture *f = *state;
	int64_t booking, call = talk_elsewhere(f, &booking);

	take_seat(f, RECRUITER);
	fixture_pass(f, 7 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	on_call(f, OTHER_RECRUITER, "call.end", call);
	fixture_pass(f, 2 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
}

static void who_does_not_come_then_is_missing(void **state)
{
	struct fixture *f = *state;
	int64_t booking, call = talk_elsewhere(f, &booking);

	fixture_pass(f, 7 * MINUTE);
	on_call(f, OTHER_RECRUITER, "call.end", call);
	fixture_pass(f, 3 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

/* A fair where one talks so often at a booth. */
static void allow_talks(struct fixture *f, int n)
{
	fixture_ok(f, ORGANISER, "fair.set_rules",
		   J("{\"fair\":1,\"max_queues\":3,\"max_bookings\":3,\"max_talks\":%d,"
		     "\"answer_hours\":24,\"ring_s\":45,\"wrap_up_s\":60,\"suspension_minutes\":5,"
		     "\"no_show_minutes\":3,\"employer_minutes\":5,\"put_back\":2,\"extensions\":2,"
		     "\"is_blind\":false,\"retention_days\":28}",
		     n));
}

static void who_talked_as_often_as_allowed_leaves_the_booked_time_to_others(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking, call;

	allow_talks(f, 1);
	booking = book(f, STUDENT, FIRST_SLOT);
	wait_for_a_time(f, STUDENT + 1);
	join(f, STUDENT);
	fixture_pass(f, 30 * MINUTE);
	call = talk(f, STUDENT, RECRUITER, seat);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "cancelled");
	assert_string_equal(state_of(f, STUDENT + 1, booking_at(f, STUDENT + 1)), "offered");
	fixture_pass(f, 25 * MINUTE);
	fixture_refused(f, STUDENT, "booking.check_in", J("{\"booking\":%lld}", (long long)booking),
			"wrong_state");
}

static void who_may_talk_again_keeps_it(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking, call;

	allow_talks(f, 2);
	booking = book(f, STUDENT, FIRST_SLOT);
	join(f, STUDENT);
	call = talk(f, STUDENT, RECRUITER, seat);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 55 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	call = talk(f, STUDENT, RECRUITER, seat);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "done");
}

/* Books and checks in, five minutes before the start. */
static int64_t check_in_early(struct fixture *f, int64_t student)
{
	int64_t booking = book(f, student, FIRST_SLOT);

	fixture_pass(f, 55 * MINUTE);
	on_booking(f, student, "booking.check_in", booking);
	return booking;
}

static int64_t entry_of(struct fixture *f, int64_t booking)
{
	char sql[100];

	snprintf(sql, sizeof(sql), "SELECT id FROM queue_entry WHERE booking_id = %lld",
		 (long long)booking);
	return fixture_sql(f, sql);
}

static void who_checked_in_and_closed_the_phone_did_not_come(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	take_seat(f, RECRUITER);
	fixture_pass(f, 51 * MINUTE);
	fixture_connect(f, STUDENT, 1);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 14 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

static void who_checked_in_without_a_connection_did_not_come(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 1);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 55 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

static void who_loses_the_connection_for_a_moment_is_still_there(void **state)
{
	struct fixture *f = *state;
	int64_t booking;

	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 1);
	booking = check_in_early(f, STUDENT);
	fixture_pass(f, 9 * MINUTE + 50 * 1000);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 20 * 1000);
	fixture_connect(f, STUDENT, 2);
	fixture_pass(f, 4 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
}

static void who_stepped_away_after_checking_in_is_missing_and_comes_last(void **state)
{
	struct fixture *f = *state;
	int64_t booking, entry, seat = take_seat(f, RECRUITER);

	booking = check_in_early(f, STUDENT);
	join(f, STUDENT + 1);
	entry = entry_of(f, booking);
	fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
	fixture_pass(f, 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
	fixture_ok(f, STUDENT, "queue.come_back", J("{\"entry\":%lld}", (long long)entry));
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT + 1);
}

static void a_lost_time_leaves_no_more_places_than_others_have(void **state)
{
	struct fixture *f = *state;
	int64_t booking, entry;

	fixture_sql_write(f, "UPDATE fair SET max_queues = 1");
	take_seat(f, RECRUITER);
	sit_at_the_other_booth(f);
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	booking = check_in_early(f, STUDENT);
	entry = entry_of(f, booking);
	fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
	fixture_pass(f, 15 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
	assert_string_equal(entry_state(f, STUDENT, entry), "left"); /* and is told so */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry WHERE ended_ms IS NULL"), 1);
}

static void an_employer_is_not_missing_while_the_student_talks_elsewhere(void **state)
{
	struct fixture *f = *state;
	int64_t booking, call = talk_elsewhere(f, &booking);

	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, 8 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	on_call(f, OTHER_RECRUITER, "call.end", call);
	fixture_pass(f, 4 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	fixture_pass(f, 2 * MINUTE); /* nobody sits there at all */
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
}

static void an_employer_who_talks_with_somebody_else_is_late_until_the_time_is_over(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking, call;

	join(f, STUDENT + 1);
	fixture_sql_write(f, "UPDATE queue_entry SET precedence = 0"); /* handed over */
	booking = check_in_early(f, STUDENT);
	fixture_pass(f, 4 * MINUTE + 30 * 1000);
	call = talk(f, STUDENT + 1, RECRUITER, seat);
	fixture_pass(f, 5 * MINUTE + 30 * 1000);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	on_call(f, RECRUITER, "call.end", call);
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
}

/* From a talk at the other booth. */
static void hand_over(struct fixture *f, int64_t student)
{
	int64_t seat = sit_at_the_other_booth(f), call;

	fixture_ok(f, student, "queue.join", J("{\"booth\":22}"));
	call = talk(f, student, OTHER_RECRUITER, seat);
	fixture_ok(f, OTHER_RECRUITER, "call.transfer",
		   J("{\"call\":%lld,\"booth\":21,\"note\":\"\"}", (long long)call));
	fixture_ok(f, student, "handover.accept",
		   J("{\"handover\":%lld}", (long long)fixture_sql(f, "SELECT id FROM handover")));
}

static void who_was_missed_goes_before_who_is_handed_over_later(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking;

	join(f, STUDENT + 1);
	fixture_ok(f, RECRUITER, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":120}", (long long)seat));
	booking = check_in_early(f, STUDENT);
	fixture_pass(f, 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
	hand_over(f, STUDENT + 1);
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	talk(f, STUDENT, RECRUITER, seat);
}

static void who_was_handed_over_goes_before_who_is_missed_later(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking;

	fixture_ok(f, RECRUITER, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":120}", (long long)seat));
	booking = check_in_early(f, STUDENT);
	hand_over(f, STUDENT + 1);
	fixture_pass(f, 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	talk(f, STUDENT + 1, RECRUITER, seat);
}

static void past_the_time_nobody_waits_for_a_colleague_who_pauses(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE), booking;

	booking = check_in_early(f, STUDENT);
	fixture_ok(f, RECRUITER, "booking.assign", booking_to(booking, COLLEAGUE));
	fixture_ok(f, COLLEAGUE, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":120}", (long long)other));
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat),
			"nobody_waiting");
	fixture_pass(f, 5 * MINUTE);
	talk(f, STUDENT, RECRUITER, seat);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
}

static void nor_does_who_is_found_in_the_line(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE);
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_ok(f, RECRUITER, "booking.assign", booking_to(booking, COLLEAGUE));
	fixture_ok(f, COLLEAGUE, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":120}", (long long)other));
	join(f, STUDENT);
	fixture_pass(f, HOUR);
	talk(f, STUDENT, RECRUITER, seat);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(who_comes_early_does_not_take_the_turn_of_an_earlier_time),
		T(before_the_doors_open_nobody_is_missing),
		T(a_talk_across_the_booked_time_is_the_one_that_was_booked),
		T(a_talk_that_began_earlier_and_lasts_is_it_too),
		T(a_booked_talk_that_fails_leaves_its_student_first),
		T(who_waits_in_that_line_is_there),
		T(who_stepped_away_from_that_line_is_not),
		T(who_talks_elsewhere_may_come_when_that_is_over),
		T(who_does_not_come_then_is_missing),
		T(who_talked_as_often_as_allowed_leaves_the_booked_time_to_others),
		T(who_may_talk_again_keeps_it),
		T(who_checked_in_and_closed_the_phone_did_not_come),
		T(who_checked_in_without_a_connection_did_not_come),
		T(who_loses_the_connection_for_a_moment_is_still_there),
		T(a_lost_time_leaves_no_more_places_than_others_have),
		T(who_stepped_away_after_checking_in_is_missing_and_comes_last),
		T(an_employer_is_not_missing_while_the_student_talks_elsewhere),
		T(an_employer_who_talks_with_somebody_else_is_late_until_the_time_is_over),
		T(who_was_missed_goes_before_who_is_handed_over_later),
		T(who_was_handed_over_goes_before_who_is_missed_later),
		T(past_the_time_nobody_waits_for_a_colleague_who_pauses),
		T(nor_does_who_is_found_in_the_line),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
