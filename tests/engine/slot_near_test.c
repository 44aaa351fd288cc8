/*
 * A booked time that comes near: whom it keeps from being called elsewhere, which talk may still begin
 * before it, what is too near to be booked, and a server that is away when it comes (design §2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "features/meet/rules.h"
#include "slot_acts.h"

#define HOUR (60 * MINUTE)
/* A talk at the fixture's booths, and all that may lie around it. */
#define RING_MS (45 * SECOND_MS)
#define WHOLE_TALK_MS (8 * MINUTE + RING_MS + EXTRA_MINUTE_MS + CONNECT_MS + ROUND_OFF_MS)

static int64_t sit_at_the_other_booth(struct fixture *f)
{
	return int_of(fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}")), "seat");
}

static int64_t join_the_other_booth(struct fixture *f, int64_t student)
{
	return int_of(fixture_ok(f, student, "queue.join", J("{\"booth\":22}")), "entry");
}

/* From now on what only time changes is looked at again and again. */
static void open_doors(struct fixture *f)
{
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
}

static void who_has_a_booked_time_soon_is_not_called_elsewhere(void **state)
{
	struct fixture *f = *state;
	int64_t seat, booking, entry;

	open_doors(f);
	seat = sit_at_the_other_booth(f);
	booking = book(f, STUDENT, FIRST_SLOT);
	take_seat(f, RECRUITER);
	fixture_pass(f, HOUR - WHOLE_TALK_MS);
	entry = join_the_other_booth(f, STUDENT);
	assert_false(is_held(f, STUDENT, entry)); /* it would be over just in time */
	fixture_pass(f, 15 * 1000); /* lines are looked at again so often */
	assert_true(is_held(f, STUDENT, entry));
	fixture_refused(f, OTHER_RECRUITER, "call.next", of_seat(seat), "nobody_waiting");
	fixture_refused(f, OTHER_RECRUITER, "call.pick",
			J("{\"seat\":%lld,\"entry\":%lld}", (long long)seat, (long long)entry),
			"not_among_first");
	/* Whoever stands behind them is called meanwhile, and they keep the place. */
	join_the_other_booth(f, STUDENT + 1);
	ring(f, OTHER_RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	assert_false(is_held(f, STUDENT, entry));
}

static void a_seat_that_calls_by_itself_calls_them_when_that_is_over(void **state)
{
	struct fixture *f = *state;
	int64_t seat = sit_at_the_other_booth(f), booking = book(f, STUDENT, FIRST_SLOT);

	fixture_pass(f, 55 * MINUTE);
	fixture_connect(f, OTHER_RECRUITER, 7);
	fixture_connect(f, STUDENT, 8);
	join_the_other_booth(f, STUDENT);
	by_itself(f, OTHER_RECRUITER, seat, true);
	fixture_pass(f, 2 * MINUTE);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call"), 0);
	on_booking(f, STUDENT, "booking.cancel", booking);
	fixture_pass(f, 1000);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void at_their_own_time_a_later_one_elsewhere_keeps_nobody(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT);

	fixture_sql_write(f, "INSERT INTO slot VALUES (402, 1, 22, 1, 1800004200000, 1800004800000, 0, 0, 0)");
	book(f, STUDENT, 402); /* at seventy minutes, when this one is over */
	fixture_pass(f, 55 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, 5 * MINUTE);
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void a_walk_in_who_takes_their_time_is_gone_before_a_booking(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	book(f, STUDENT + 1, FIRST_SLOT);
	join(f, STUDENT);
	fixture_pass(f, HOUR - WHOLE_TALK_MS);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.one_more_minute", call);
	fixture_pass(f, RING_MS + EXTRA_MINUTE_MS - 1);
	on_call(f, STUDENT, "call.accept", call);
	fixture_pass(f, CONNECT_MS - 1);
	connect_call(f, STUDENT, RECRUITER, call);
	assert_true(fixture_sql(f, "SELECT ends_ms FROM call") + ROUND_OFF_MS <= T0 + HOUR);
}

static void a_moment_later_none_is_taken(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	book(f, STUDENT + 1, FIRST_SLOT);
	join(f, STUDENT);
	fixture_pass(f, HOUR - WHOLE_TALK_MS + 1);
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "next_is_booked");
}

static void nor_before_a_time_that_is_only_offered(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT + 1, FIRST_SLOT);

	wait_for_a_time(f, STUDENT + 2);
	join(f, STUDENT);
	fixture_pass(f, HOUR - WHOLE_TALK_MS + 1);
	on_booking(f, STUDENT + 1, "booking.cancel", booking);
	assert_string_equal(state_of(f, STUDENT + 2, booking_at(f, STUDENT + 2)), "offered");
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "next_is_booked");
}

/* STUDENT + 1 talks at BOOTH from three minutes before the first slot. */
static void talk_into_the_first_slot(struct fixture *f, int64_t seat)
{
	int64_t call;

	join(f, STUDENT + 1);
	fixture_pass(f, 57 * MINUTE);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT + 1, "call.accept", call);
	connect_call(f, STUDENT + 1, RECRUITER, call);
}

static void nobody_books_a_time_for_which_nobody_can_be_free(void **state)
{
	struct fixture *f = *state;

	talk_into_the_first_slot(f, take_seat(f, RECRUITER));
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":%lld}", (long long)FIRST_SLOT),
			"slot_too_soon");
	book(f, STUDENT, FIRST_SLOT + 1);
}

static void a_colleague_who_is_free_can_be_booked(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	take_seat(f, COLLEAGUE);
	talk_into_the_first_slot(f, seat);
	book(f, STUDENT, FIRST_SLOT);
}

static void who_could_not_come_in_is_not_missing(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	take_seat(f, RECRUITER);
	fixture_pass(f, 58 * MINUTE);
	fixture_restart(f, 6 * MINUTE); /* from two minutes before the start to four after it */
	fixture_pass(f, 3 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	on_booking(f, STUDENT, "booking.check_in", booking);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
}

static void nor_is_an_employer(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_pass(f, 58 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_restart(f, 9 * MINUTE); /* five minutes past the start are over */
	fixture_connect(f, STUDENT, 1);
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	fixture_pass(f, 1 + LOOK_AGAIN_MS);
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
}

static void nor_is_it_anybodys_fault_when_all_of_the_time_was_lost(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	take_seat(f, RECRUITER);
	fixture_pass(f, 55 * MINUTE);
	fixture_restart(f, 20 * MINUTE);
	fixture_pass(f, 3 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked"); /* they may still come */
	fixture_pass(f, 1 + LOOK_AGAIN_MS);
	assert_string_equal(state_of(f, STUDENT, booking), "cancelled");
	assert_true(json_is_true(json_object_get(fixture_item(f, STUDENT, "me", "booking", booking),
						 "is_called_off")));
}

static void doors_that_open_late_make_nobody_late(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_pass(f, 65 * MINUTE + 50000);
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	fixture_pass(f, 3 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	on_booking(f, STUDENT, "booking.check_in", booking);
}

static void a_seat_stays_kept_for_who_may_still_come_after_an_outage(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT);

	fixture_pass(f, 59 * MINUTE);
	fixture_restart(f, 5 * MINUTE);
	join(f, STUDENT + 1);
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "next_is_booked");
	on_booking(f, STUDENT, "booking.check_in", booking);
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

/* Two recruiters, a booking in the first slot, and two who walk in; the time is this much before it. */
static void two_seats_before_a_booking(struct fixture *f, int64_t before_ms, int64_t seats[2])
{
	seats[0] = take_seat(f, RECRUITER);
	seats[1] = take_seat(f, COLLEAGUE);
	book(f, STUDENT, FIRST_SLOT);
	join(f, STUDENT + 1);
	join(f, STUDENT + 2);
	fixture_pass(f, HOUR - before_ms);
}

static void two_seats_are_not_both_called_into_one_booking(void **state)
{
	struct fixture *f = *state;
	int64_t seats[2];

	two_seats_before_a_booking(f, WHOLE_TALK_MS - 1, seats);
	ring(f, RECRUITER, seats[0]);
	fixture_refused(f, COLLEAGUE, "call.next", of_seat(seats[1]), "next_is_booked");
}

static void who_is_booked_by_name_finds_that_colleague_free(void **state)
{
	struct fixture *f = *state;
	int64_t seats[2];

	two_seats_before_a_booking(f, MINUTE, seats);
	fixture_ok(f, MANAGER, "booking.assign", booking_to(booking_at(f, STUDENT), RECRUITER));
	fixture_refused(f, RECRUITER, "call.next", of_seat(seats[0]), "next_is_booked");
	ring(f, COLLEAGUE, seats[1]);
}

/* STUDENT talks at BOOTH in the first slot from four minutes past its start; the next booked one waits. */
static int64_t talk_late_in_the_first_slot(struct fixture *f, int64_t seat)
{
	int64_t booking = book(f, STUDENT, FIRST_SLOT), next = book(f, STUDENT + 1, FIRST_SLOT + 1), call;

	fixture_pass(f, 59 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, 5 * MINUTE);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	on_booking(f, STUDENT + 1, "booking.check_in", next);
	return call;
}

static void no_talk_is_made_longer_while_a_booked_one_waits(void **state)
{
	struct fixture *f = *state;
	int64_t call = talk_late_in_the_first_slot(f, take_seat(f, RECRUITER));

	fixture_pass(f, 7 * MINUTE); /* it ends two minutes past the next start */
	fixture_refused(f, STUDENT, "call.extend", J("{\"call\":%lld}", (long long)call),
			"extension_too_late");
}

static void but_it_is_while_a_colleague_is_free_for_them(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	take_seat(f, COLLEAGUE);
	call = talk_late_in_the_first_slot(f, seat);
	fixture_pass(f, 7 * MINUTE);
	fixture_ok(f, STUDENT, "call.extend", J("{\"call\":%lld}", (long long)call));
}

static void times_end_to_end_can_be_had_to_the_last(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT);

	fixture_pass(f, 59 * MINUTE);
	book(f, STUDENT + 1, FIRST_SLOT + 1);
	/* Nor does the later one keep the earlier one from being called a little before their time. */
	on_booking(f, STUDENT, "booking.check_in", booking);
	ring(f, RECRUITER, seat);
}

static void a_booked_time_that_is_over_keeps_nobody_elsewhere(void **state)
{
	struct fixture *f = *state;
	int64_t seat, other, entry, booking;

	open_doors(f);
	seat = take_seat(f, RECRUITER);
	other = sit_at_the_other_booth(f);
	booking = book(f, STUDENT, FIRST_SLOT);
	entry = join_the_other_booth(f, STUDENT);
	fixture_pass(f, 59 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, MINUTE);
	on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat));
	assert_true(is_held(f, STUDENT, entry));
	fixture_pass(f, 10 * MINUTE);
	assert_false(is_held(f, STUDENT, entry));
	ring(f, OTHER_RECRUITER, other);
	assert_int_equal(fixture_sql(f, "SELECT max(student_id) FROM call WHERE booth_id = 22"), STUDENT);
}

static void a_line_says_at_once_that_a_new_booking_keeps_a_place(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	sit_at_the_other_booth(f);
	join_the_other_booth(f, STUDENT);
	fixture_pass(f, 55 * MINUTE);
	fixture_ok(f, STUDENT, "subscribe", J("{\"topic\":\"queue:22\"}"));
	json_array_clear(f->frames);
	book(f, STUDENT, FIRST_SLOT);
	fixture_pass(f, 0);
	assert_true(frames_of(f, "queue:22") > 0);
}

static void who_is_kept_from_the_start_is_promised_no_place(void **state)
{
	struct fixture *f = *state;
	const json_t *reply;

	take_seat(f, RECRUITER);
	sit_at_the_other_booth(f);
	book(f, STUDENT, FIRST_SLOT);
	fixture_pass(f, 55 * MINUTE);
	reply = fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	assert_int_equal(int_of(reply, "place"), 0);
	assert_null(json_object_get(reply, "wait"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM wait_estimate"), 0);
}

static void who_lets_a_turn_pass_goes_behind_two_who_can_be_called(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	fixture_sql_write(f, "INSERT INTO slot VALUES (402, 1, 22, 1, 1800003600000, 1800004200000, 0, 0, 0)");
	book(f, STUDENT + 1, 401);
	book(f, STUDENT + 2, 402);
	for (int64_t i = 0; i < 5; i++)
		join(f, STUDENT + i);
	fixture_pass(f, 58 * MINUTE); /* the second and the third are kept for their booked times */
	on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry WHERE rank < (SELECT rank FROM "
					"queue_entry WHERE account_id = 601)"), 4);
}

static void a_talk_before_it_leaves_a_booked_time_its_seat(void **state)
{
	struct fixture *f = *state;
	int64_t seats[2], call;

	two_seats_before_a_booking(f, 11 * MINUTE, seats);
	fixture_sql_write(f, "INSERT INTO slot VALUES (311, 1, 21, 2, 1800003600000, 1800004200000, 0, 0, 0)");
	book(f, STUDENT + 3, 311);
	join(f, STUDENT + 3);
	call = int_of(fixture_ok(f, RECRUITER, "call.pick",
				 J("{\"seat\":%lld,\"entry\":%lld}", (long long)seats[0],
				   (long long)fixture_sql(f, "SELECT max(id) FROM queue_entry"))),
		      "call");
	on_call(f, STUDENT + 3, "call.accept", call);
	connect_call(f, STUDENT + 3, RECRUITER, call);
	fixture_pass(f, 5 * MINUTE);
	/* Two are booked in six minutes, one of whom talks now: no seat is left for a walk-in. */
	fixture_refused(f, COLLEAGUE, "call.next", of_seat(seats[1]), "next_is_booked");
}

static void a_booked_student_who_rings_already_keeps_no_other_seat(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE),
		booking = book(f, STUDENT, FIRST_SLOT);

	join(f, STUDENT + 1);
	fixture_pass(f, 59 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, MINUTE);
	ring(f, RECRUITER, seat);
	ring(f, COLLEAGUE, other);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call WHERE ended_ms IS NULL"), 2);
}

static void who_came_and_went_keeps_a_seat_for_three_minutes(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), entry;

	join(f, STUDENT + 1);
	fixture_pass(f, 59 * MINUTE);
	entry = int_of(fixture_ok(f, STUDENT, "booking.check_in",
				  J("{\"booking\":%lld}", (long long)booking)),
		       "entry");
	fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
	fixture_pass(f, 4 * MINUTE - 1);
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "next_is_booked");
	fixture_pass(f, 1);
	ring(f, RECRUITER, seat);
}

static void nobody_counts_on_a_colleague_who_pauses(void **state)
{
	struct fixture *f = *state;
	int64_t seats[2];

	two_seats_before_a_booking(f, 6 * MINUTE, seats);
	fixture_ok(f, COLLEAGUE, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":5}", (long long)seats[1]));
	fixture_refused(f, RECRUITER, "call.next", of_seat(seats[0]), "next_is_booked");
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(who_has_a_booked_time_soon_is_not_called_elsewhere),
		T(a_seat_that_calls_by_itself_calls_them_when_that_is_over),
		T(at_their_own_time_a_later_one_elsewhere_keeps_nobody),
		T(a_walk_in_who_takes_their_time_is_gone_before_a_booking),
		T(a_moment_later_none_is_taken),
		T(nor_before_a_time_that_is_only_offered),
		T(nobody_books_a_time_for_which_nobody_can_be_free),
		T(a_colleague_who_is_free_can_be_booked),
		T(who_could_not_come_in_is_not_missing),
		T(nor_is_an_employer),
		T(nor_is_it_anybodys_fault_when_all_of_the_time_was_lost),
		T(doors_that_open_late_make_nobody_late),
		T(a_seat_stays_kept_for_who_may_still_come_after_an_outage),
		T(two_seats_are_not_both_called_into_one_booking),
		T(who_is_booked_by_name_finds_that_colleague_free),
		T(no_talk_is_made_longer_while_a_booked_one_waits),
		T(but_it_is_while_a_colleague_is_free_for_them),
		T(times_end_to_end_can_be_had_to_the_last),
		T(a_booked_time_that_is_over_keeps_nobody_elsewhere),
		T(a_line_says_at_once_that_a_new_booking_keeps_a_place),
		T(who_is_kept_from_the_start_is_promised_no_place),
		T(who_lets_a_turn_pass_goes_behind_two_who_can_be_called),
		T(a_talk_before_it_leaves_a_booked_time_its_seat),
		T(a_booked_student_who_rings_already_keeps_no_other_seat),
		T(who_came_and_went_keeps_a_seat_for_three_minutes),
		T(nobody_counts_on_a_colleague_who_pauses),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
