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
#define WHOLE_TALK_MS (8 * MINUTE + BOOKING_BUFFER_MS)

static int64_t sit_at_the_other_booth(struct fixture *f)
{
	return int_of(fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}")), "seat");
}

static int64_t join_the_other_booth(struct fixture *f, int64_t student)
{
	return int_of(fixture_ok(f, student, "queue.join", J("{\"booth\":22}")), "entry");
}

static bool is_held(struct fixture *f, int64_t student, int64_t entry)
{
	return json_is_true(json_object_get(fixture_item(f, student, "me", "entry", entry), "is_held"));
}

static json_t *of_seat(int64_t seat)
{
	return J("{\"seat\":%lld}", (long long)seat);
}

static void who_has_a_booked_time_soon_is_not_called_elsewhere(void **state)
{
	struct fixture *f = *state;
	int64_t seat = sit_at_the_other_booth(f), booking = book(f, STUDENT, FIRST_SLOT), entry;

	take_seat(f, RECRUITER);
	fixture_pass(f, HOUR - WHOLE_TALK_MS);
	entry = join_the_other_booth(f, STUDENT);
	assert_false(is_held(f, STUDENT, entry)); /* it would be over just in time */
	fixture_pass(f, 1);
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
	fixture_ok(f, OTHER_RECRUITER, "seat.set_auto",
		   J("{\"seat\":%lld,\"is_auto\":true}", (long long)seat));
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
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
