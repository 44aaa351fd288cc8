/* The waiting list for a time: who is offered what came free, and what becomes of the offer (design §2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "slot_acts.h"

static void a_freed_time_is_offered_to_one_at_a_time(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), first, second;

	assert_int_equal(wait_for_a_time(f, STUDENT + 1), 1);
	assert_int_equal(wait_for_a_time(f, STUDENT + 2), 2);
	assert_int_equal(wait_for_a_time(f, STUDENT + 2), 2); /* asking twice is waiting once */
	on_booking(f, STUDENT, "booking.cancel", booking);
	first = booking_at(f, STUDENT + 1);
	assert_string_equal(state_of(f, STUDENT + 1, first), "offered");
	assert_int_equal(booking_at(f, STUDENT + 2), 0);
	assert_false(is_free(f, FIRST_SLOT));
	fixture_refused(f, STUDENT + 3, "slot.book", J("{\"slot\":301}"), "slot_taken");

	/* An hour ahead it is kept for five minutes, and then it is the next one's. */
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT + 1, first), "offered");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT + 1, first), "expired");
	fixture_refused(f, STUDENT + 1, "booking.accept", J("{\"booking\":%lld}", (long long)first),
			"wrong_state");
	second = booking_at(f, STUDENT + 2);
	on_booking(f, STUDENT + 2, "booking.accept", second);
	assert_string_equal(state_of(f, STUDENT + 2, second), "booked");
	assert_null(fixture_item(f, STUDENT + 2, "me", "slot_wait", BOOTH));
	assert_null(fixture_item(f, STUDENT + 1, "me", "slot_wait", BOOTH));
}

static void who_waited_first_is_asked_first(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	wait_for_a_time(f, STUDENT + 2);
	fixture_pass(f, 1000);
	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	assert_true(booking_at(f, STUDENT + 2) != 0);
	assert_int_equal(booking_at(f, STUDENT + 1), 0);
}

static int64_t place_of(struct fixture *f, int64_t student)
{
	return int_of(fixture_item(f, student, "me", "slot_wait", BOOTH), "place");
}

static void who_goes_off_the_list_is_offered_nothing_and_the_others_move_up(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	for (int i = 1; i <= 3; i++)
		assert_int_equal(wait_for_a_time(f, STUDENT + i), i);
	fixture_ok(f, STUDENT + 1, "slot.unwait", J("{\"booth\":21}"));
	assert_null(fixture_item(f, STUDENT + 1, "me", "slot_wait", BOOTH));
	assert_int_equal(place_of(f, STUDENT + 2), 1);
	assert_int_equal(place_of(f, STUDENT + 3), 2);
	fixture_ok(f, STUDENT + 1, "slot.unwait", J("{\"booth\":21}")); /* from a second page */
	on_booking(f, STUDENT, "booking.cancel", booking);
	assert_int_equal(booking_at(f, STUDENT + 1), 0);
	assert_string_equal(state_of(f, STUDENT + 2, booking_at(f, STUDENT + 2)), "offered");
	/* Whoever wants one after all stands at the end. */
	fixture_pass(f, 1);
	assert_int_equal(wait_for_a_time(f, STUDENT + 1), 3);
}

static void who_turns_a_time_down_stays_on_the_list_for_another(void **state)
{
	struct fixture *f = *state;
	int64_t early = book(f, STUDENT, FIRST_SLOT), late = book(f, STUDENT + 1, FIRST_SLOT + 2);
	int64_t offer;

	wait_for_a_time(f, STUDENT + 2);
	on_booking(f, STUDENT, "booking.cancel", early);
	on_booking(f, STUDENT + 2, "booking.cancel", booking_at(f, STUDENT + 2));
	assert_true(is_free(f, FIRST_SLOT)); /* nobody else waits: it is everybody's */
	assert_int_equal(int_of(fixture_item(f, STUDENT + 2, "me", "slot_wait", BOOTH), "place"), 1);
	on_booking(f, STUDENT + 1, "booking.cancel", late);
	offer = booking_at(f, STUDENT + 2);
	assert_int_equal(int_of(fixture_item(f, STUDENT + 2, "me", "booking", offer), "slot"),
			 FIRST_SLOT + 2);
}

static void who_turns_a_time_down_is_offered_what_came_free_meanwhile(void **state)
{
	struct fixture *f = *state;
	int64_t early = book(f, STUDENT, FIRST_SLOT), late = book(f, STUDENT + 1, FIRST_SLOT + 2);

	wait_for_a_time(f, STUDENT + 2);
	on_booking(f, STUDENT, "booking.cancel", early);
	on_booking(f, STUDENT + 1, "booking.cancel", late); /* they have an offer already */
	on_booking(f, STUDENT + 2, "booking.cancel", booking_at(f, STUDENT + 2));
	assert_int_equal(int_of(fixture_item(f, STUDENT + 2, "me", "booking", booking_at(f, STUDENT + 2)), "slot"),
			 FIRST_SLOT + 2);
}

static void who_had_too_many_bookings_is_offered_it_when_they_have_not(void **state)
{
	struct fixture *f = *state;
	int64_t late = book(f, STUDENT, FIRST_SLOT + 5), other;

	fixture_sql_write(f, "UPDATE fair SET max_bookings = 1");
	other = book(f, STUDENT + 1, 401);
	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", late);
	assert_int_equal(booking_at(f, STUDENT + 1), 0);
	on_booking(f, STUDENT + 1, "booking.cancel", other);
	assert_true(booking_at(f, STUDENT + 1) != 0);
}

static void who_moves_a_booking_is_offered_nothing_that_overlaps_the_new_one(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), other;

	fixture_sql_write(f, "UPDATE slot SET starts_ms = 1800003600000, ends_ms = 1800004800000 WHERE id = 401");
	other = book(f, STUDENT + 1, 401);
	fixture_ok(f, STUDENT, "slot.wait", J("{\"booth\":22}"));
	on_booking(f, STUDENT + 1, "booking.cancel", other);
	fixture_ok(f, STUDENT, "booking.move",
		   J("{\"booking\":%lld,\"slot\":%lld}", (long long)booking, (long long)FIRST_SLOT + 1));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM booking WHERE state = 'offered'"), 0);
}

static void who_cannot_have_the_time_is_passed_over(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT + 1);

	/* Slot 401 of another booth overlaps 302. */
	book(f, STUDENT + 1, 401);
	wait_for_a_time(f, STUDENT + 1);
	wait_for_a_time(f, STUDENT + 2);
	on_booking(f, STUDENT, "booking.cancel", booking);
	assert_int_equal(booking_at(f, STUDENT + 1), 0);
	assert_true(booking_at(f, STUDENT + 2) != 0);
}

static void who_was_passed_over_gets_it_when_nothing_stands_in_the_way_any_more(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT + 1), other = book(f, STUDENT + 1, 401), offer;

	book(f, STUDENT + 2, FIRST_SLOT); /* overlaps 401 as well */
	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	assert_int_equal(booking_at(f, STUDENT + 1), 0); /* 401 overlaps */
	on_booking(f, STUDENT + 1, "booking.cancel", other);
	offer = booking_at(f, STUDENT + 1);
	/* Just a time that it stood in the way of: others were free before, and not waited for. */
	assert_int_equal(int_of(fixture_item(f, STUDENT + 1, "me", "booking", offer), "slot"),
			 FIRST_SLOT + 1);
	assert_true(is_free(f, FIRST_SLOT + 2));
}

static void what_is_booked_in_between_counts_when_the_offer_is_taken(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT + 1), offer;

	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	offer = booking_at(f, STUDENT + 1);
	book(f, STUDENT + 1, 401);
	fixture_refused(f, STUDENT + 1, "booking.accept", J("{\"booking\":%lld}", (long long)offer),
			"slot_overlaps");
	assert_string_equal(state_of(f, STUDENT + 1, offer), "offered");
}

static void the_employer_sees_a_card_only_once_the_time_is_taken(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), offer;

	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	offer = booking_at(f, STUDENT + 1);
	assert_null(fixture_item(f, RECRUITER, "console:21", "booking", offer));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE account_id = 602"), 0);
	on_booking(f, STUDENT + 1, "booking.accept", offer);
	assert_non_null(fixture_item(f, RECRUITER, "console:21", "booking", offer));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE account_id = 602"), 1);
}

static void while_the_server_is_away_no_offer_runs_out(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), offer;

	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	offer = booking_at(f, STUDENT + 1);
	fixture_restart(f, 30 * MINUTE); /* longer than it was kept */
	assert_string_equal(state_of(f, STUDENT + 1, offer), "offered");
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT + 1, offer), "offered");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT + 1, offer), "expired");
	assert_true(is_free(f, FIRST_SLOT));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(a_freed_time_is_offered_to_one_at_a_time),
		T(who_waited_first_is_asked_first),
		T(who_goes_off_the_list_is_offered_nothing_and_the_others_move_up),
		T(who_turns_a_time_down_stays_on_the_list_for_another),
		T(who_turns_a_time_down_is_offered_what_came_free_meanwhile),
		T(who_had_too_many_bookings_is_offered_it_when_they_have_not),
		T(who_moves_a_booking_is_offered_nothing_that_overlaps_the_new_one),
		T(who_cannot_have_the_time_is_passed_over),
		T(who_was_passed_over_gets_it_when_nothing_stands_in_the_way_any_more),
		T(what_is_booked_in_between_counts_when_the_offer_is_taken),
		T(the_employer_sees_a_card_only_once_the_time_is_taken),
		T(while_the_server_is_away_no_offer_runs_out),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
