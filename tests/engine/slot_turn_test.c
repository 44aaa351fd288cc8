/*
 * Whose turn it is of those who booked: before whom a colleague could call, what a ring before their time
 * costs, how long they talk, and who is called off (design §2).
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

/* A second slot at the moment of the first, booked with a colleague by name; its booking. */
static int64_t book_with_colleague(struct fixture *f, int64_t student)
{
	int64_t booking;

	fixture_sql_write(f, "INSERT INTO slot VALUES (311, 1, 21, 2, 1800003600000, 1800004200000, 0, 0, 0)");
	booking = book(f, student, 311);
	fixture_ok(f, MANAGER, "booking.assign", booking_to(booking, COLLEAGUE));
	return booking;
}

static void who_is_booked_by_name_is_called_before_whom_a_colleague_can_call(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE),
		first = book(f, STUDENT, FIRST_SLOT), named = book_with_colleague(f, STUDENT + 1);

	join(f, STUDENT + 2);
	fixture_pass(f, 56 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", first);
	on_booking(f, STUDENT + 1, "booking.check_in", named);
	ring(f, COLLEAGUE, other); /* not the first one, whom the other seat can have too */
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT + 1);
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT max(student_id) FROM call WHERE recruiter_id = 502"), STUDENT);
}

static void nobody_who_is_there_waits_for_whom_is_not(void **state)
{
	struct fixture *f = *state;
	int64_t other = take_seat(f, COLLEAGUE), first = book(f, STUDENT, FIRST_SLOT);

	take_seat(f, RECRUITER);
	book_with_colleague(f, STUDENT + 1);
	fixture_pass(f, HOUR - MINUTE);
	on_booking(f, STUDENT, "booking.check_in", first);
	fixture_pass(f, MINUTE);
	ring(f, COLLEAGUE, other);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void nor_for_whose_time_has_not_come(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), first = book(f, STUDENT, FIRST_SLOT),
		second = book(f, STUDENT + 1, FIRST_SLOT + 1);

	take_seat(f, COLLEAGUE); /* and does nothing */
	fixture_ok(f, MANAGER, "booking.assign", booking_to(second, RECRUITER));
	fixture_pass(f, HOUR - MINUTE);
	on_booking(f, STUDENT, "booking.check_in", first);
	fixture_pass(f, 2 * MINUTE);
	on_booking(f, STUDENT + 1, "booking.check_in", second);
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void nor_for_who_stepped_away(void **state)
{
	struct fixture *f = *state;
	int64_t other = take_seat(f, COLLEAGUE), first = book(f, STUDENT, FIRST_SLOT), named;

	take_seat(f, RECRUITER);
	named = book_with_colleague(f, STUDENT + 1);
	fixture_pass(f, HOUR - MINUTE);
	on_booking(f, STUDENT, "booking.check_in", first);
	fixture_ok(f, STUDENT + 1, "queue.step_away",
		   J("{\"entry\":%lld}", (long long)int_of(fixture_ok(f, STUDENT + 1, "booking.check_in",
									J("{\"booking\":%lld}", (long long)named)),
							     "entry")));
	fixture_pass(f, MINUTE);
	ring(f, COLLEAGUE, other);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void nor_for_whom_missed_a_ring_just_now(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), first = book(f, STUDENT, FIRST_SLOT),
		second = book(f, STUDENT + 1, FIRST_SLOT + 1);

	fixture_connect(f, RECRUITER, 7);
	fixture_connect(f, STUDENT, 8);
	fixture_connect(f, STUDENT + 1, 9);
	fixture_pass(f, HOUR - MINUTE);
	on_booking(f, STUDENT, "booking.check_in", first);
	fixture_pass(f, 11 * MINUTE);
	on_booking(f, STUDENT + 1, "booking.check_in", second);
	by_itself(f, RECRUITER, seat, true);
	fixture_pass(f, 1);
	on_call(f, STUDENT, "call.decline", fixture_sql(f, "SELECT id FROM call"));
	fixture_pass(f, 1);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call WHERE ended_ms IS NULL"), STUDENT + 1);
}

static void a_colleague_has_one_booking_at_a_time(void **state)
{
	struct fixture *f = *state;
	int64_t first = book(f, STUDENT, FIRST_SLOT), later = book(f, STUDENT + 2, FIRST_SLOT + 1);

	book_with_colleague(f, STUDENT + 1);
	fixture_refused(f, MANAGER, "booking.assign", booking_to(first, COLLEAGUE), "colleague_booked");
	fixture_ok(f, MANAGER, "booking.assign", booking_to(later, COLLEAGUE));
}

static void who_missed_a_ring_is_called_before_who_is_early(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), first = book(f, STUDENT, FIRST_SLOT),
		second = book(f, STUDENT + 1, FIRST_SLOT + 1);

	fixture_pass(f, 59 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", first);
	fixture_pass(f, MINUTE);
	on_booking(f, STUDENT + 1, "booking.check_in", second);
	on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat)); /* now the second one stands before them */
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call WHERE ended_ms IS NULL"), STUDENT);
}

static void whose_own_time_is_kept_is_called_past_who_may_not_be(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	book(f, STUDENT, FIRST_SLOT);
	join(f, STUDENT + 1);
	join(f, STUDENT); /* has not said yet that they are there for their time */
	fixture_pass(f, 51 * MINUTE);
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void a_ring_before_the_booked_time_costs_nothing(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), entry;

	fixture_connect(f, RECRUITER, 7);
	fixture_connect(f, STUDENT, 8);
	fixture_pass(f, 50 * MINUTE);
	entry = int_of(fixture_ok(f, STUDENT, "booking.check_in",
				  J("{\"booking\":%lld}", (long long)booking)),
		       "entry");
	on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat));
	/* Nor are they rung again by who presses next; by name they can be. */
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "nobody_waiting");
	for (int i = 0; i < 2; i++)
		on_call(f, STUDENT, "call.decline",
			int_of(fixture_ok(f, RECRUITER, "call.pick",
					  J("{\"seat\":%lld,\"entry\":%lld}", (long long)seat, (long long)entry)),
			       "call"));
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
	assert_int_equal(fixture_sql(f, "SELECT misses FROM queue_entry"), 0);
	/* A seat that calls by itself does it again when it is time. */
	by_itself(f, RECRUITER, seat, true);
	fixture_pass(f, 10 * MINUTE - 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call"), 3);
	fixture_pass(f, 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call"), 4);
}

static void whose_booked_time_came_and_went_without_an_answer_did_not_show(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT);

	fixture_pass(f, 58 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, 2 * MINUTE);
	for (int i = 0; i < 2; i++) {
		ring(f, RECRUITER, seat);
		fixture_pass(f, 45 * SECOND_MS);
	}
	fixture_pass(f, 5 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

static void a_booked_talk_lasts_as_long_as_was_booked(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking, call;

	fixture_sql_write(f, "UPDATE slot SET ends_ms = starts_ms + 1200000 WHERE id = 301");
	fixture_sql_write(f, "DELETE FROM slot WHERE id = 302");
	booking = book(f, STUDENT, FIRST_SLOT);
	book(f, STUDENT + 1, FIRST_SLOT + 2); /* when that is over */
	fixture_pass(f, HOUR - 5 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	assert_int_equal(fixture_sql(f, "SELECT ends_ms - started_ms FROM call"), 20 * MINUTE);
}

static void who_was_called_off_waits_on_where_they_stood(void **state)
{
	struct fixture *f = *state;
	int64_t booking, entry;

	take_seat(f, RECRUITER);
	join(f, STUDENT + 1);
	entry = join(f, STUDENT);
	join(f, STUDENT + 2);
	booking = book(f, STUDENT, FIRST_SLOT);
	fixture_pass(f, 55 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	on_booking(f, MANAGER, "booking.cancel", booking);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
	assert_int_equal(fixture_sql(f, "SELECT group_concat(account_id - 600, '') FROM (SELECT account_id FROM "
					"queue_entry ORDER BY precedence, rank)"),
			 213);
}

static void a_walk_in_whose_talk_is_a_longer_booked_one_needs_that_much_room(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), next;

	fixture_sql_write(f, "INSERT INTO slot VALUES (311, 1, 21, 2, 1800003600000, 1800005400000, 0, 0, 0)");
	book(f, STUDENT, 311);
	next = book(f, STUDENT + 1, FIRST_SLOT);
	fixture_ok(f, MANAGER, "booking.assign", booking_to(next, RECRUITER));
	join(f, STUDENT);
	fixture_pass(f, 48 * MINUTE);
	ring(f, RECRUITER, seat); /* before they could check in */
	on_call(f, RECRUITER, "call.end", fixture_sql(f, "SELECT id FROM call"));
	fixture_pass(f, 2 * MINUTE);
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "next_is_booked");
}

static void a_recruiter_who_sits_down_late_has_who_is_booked_with_them(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), other;

	fixture_ok(f, MANAGER, "booking.assign", booking_to(booking, COLLEAGUE));
	fixture_pass(f, 59 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	other = take_seat(f, COLLEAGUE);
	fixture_pass(f, MINUTE);
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "nobody_waiting");
	ring(f, COLLEAGUE, other);
}

/* Slot `id` at BOOTH begins so many minutes after the fixture's beginning; booked, perhaps with somebody. */
static int64_t booked_at(struct fixture *f, int64_t student, int id, int minute, int minutes, int recruiter)
{
	char sql[160];
	int64_t booking;

	snprintf(sql, sizeof(sql), "INSERT INTO slot VALUES (%d, 1, 21, %d, %lld, %lld, 0, 0, 0)", id, id,
		 (long long)T0 + (int64_t)minute * MINUTE, (long long)T0 + (int64_t)(minute + minutes) * MINUTE);
	fixture_sql_write(f, sql);
	booking = book(f, student, id);
	if (recruiter)
		fixture_ok(f, MANAGER, "booking.assign", booking_to(booking, recruiter));
	return booking;
}

static int64_t rung_last(struct fixture *f)
{
	return fixture_sql(f, "SELECT student_id FROM call ORDER BY id DESC LIMIT 1");
}

static void who_is_due_leaves_a_seat_to_whom_it_is_booked_for_next(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE);
	int64_t any = booked_at(f, STUDENT, 501, 60, 10, 0),
		named = booked_at(f, STUDENT + 1, 502, 64, 10, RECRUITER);

	by_itself(f, RECRUITER, seat, true);
	by_itself(f, COLLEAGUE, other, true);
	fixture_pass(f, 62 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", any);
	fixture_pass(f, 1);
	assert_int_equal(fixture_sql(f, "SELECT recruiter_id FROM call"), COLLEAGUE);
	on_booking(f, STUDENT + 1, "booking.check_in", named);
	fixture_pass(f, MINUTE);
	assert_int_equal(rung_last(f), STUDENT + 1);
}

static void but_not_to_one_who_sits_idle(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = booked_at(f, STUDENT, 501, 60, 10, 0);

	take_seat(f, COLLEAGUE);
	booked_at(f, STUDENT + 1, 502, 62, 10, RECRUITER);
	fixture_pass(f, 60 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "next_is_booked");
	fixture_pass(f, MINUTE);
	ring(f, RECRUITER, seat); /* whoever does not press within a minute is not waited for */
	assert_int_equal(rung_last(f), STUDENT);
}

static void no_seat_refuses_all_who_are_due(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), bookings[4];

	take_seat(f, COLLEAGUE);
	bookings[0] = booked_at(f, STUDENT, 501, 60, 20, COLLEAGUE);
	bookings[1] = booked_at(f, STUDENT + 1, 502, 60, 10, 0);
	bookings[2] = booked_at(f, STUDENT + 2, 503, 60, 10, 0);
	bookings[3] = booked_at(f, STUDENT + 3, 504, 64, 20, RECRUITER);
	fixture_pass(f, 56 * MINUTE);
	for (int i = 0; i < 4; i++)
		on_booking(f, STUDENT + i, "booking.check_in", bookings[i]);
	for (int minute = 60; minute < 68; minute++) {
		fixture_pass(f, T0 + (int64_t)minute * MINUTE - f->now_ms);
		on_call(f, RECRUITER, "call.end", ring(f, RECRUITER, seat));
	}
}

static void nobody_waits_for_who_has_just_declined(void **state)
{
	struct fixture *f = *state;
	int64_t other = take_seat(f, COLLEAGUE);
	int64_t any = booked_at(f, STUDENT, 501, 60, 10, 0),
		named = booked_at(f, STUDENT + 1, 502, 60, 10, COLLEAGUE);

	take_seat(f, RECRUITER);
	fixture_pass(f, 60 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", any);
	on_booking(f, STUDENT + 1, "booking.check_in", named);
	by_itself(f, COLLEAGUE, other, true);
	fixture_pass(f, 1);
	assert_int_equal(rung_last(f), STUDENT + 1);
	on_call(f, STUDENT + 1, "call.decline", fixture_sql(f, "SELECT max(id) FROM call"));
	fixture_pass(f, 1);
	assert_int_equal(rung_last(f), STUDENT);
}

static void nor_for_who_talks_elsewhere(void **state)
{
	struct fixture *f = *state;
	int64_t other = take_seat(f, COLLEAGUE), far, call;
	int64_t any = booked_at(f, STUDENT, 501, 60, 10, 0),
		named = booked_at(f, STUDENT + 1, 502, 60, 10, COLLEAGUE);

	take_seat(f, RECRUITER);
	far = int_of(fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}")), "seat");
	fixture_sql_write(f, "UPDATE slot SET starts_ms = 1800003000000, ends_ms = 1800003600000 WHERE id = 401");
	fixture_pass(f, 45 * MINUTE);
	on_booking(f, STUDENT + 1, "booking.check_in", book(f, STUDENT + 1, 401));
	fixture_pass(f, 8 * MINUTE);
	call = int_of(fixture_ok(f, OTHER_RECRUITER, "call.next", of_seat(far)), "call");
	on_call(f, STUDENT + 1, "call.accept", call);
	connect_call(f, STUDENT + 1, OTHER_RECRUITER, call);
	on_booking(f, STUDENT + 1, "booking.check_in", named);
	fixture_pass(f, 7 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", any);
	ring(f, COLLEAGUE, other);
	assert_int_equal(rung_last(f), STUDENT);
}

static void an_earlier_turn_does_not_make_who_came_wait(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT);

	join(f, STUDENT);
	on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat));
	fixture_pass(f, 51 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	ring(f, RECRUITER, seat);
}

static void a_walk_in_who_answers_into_a_longer_time_of_their_own_has_room_for_it(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	booked_at(f, STUDENT, 501, 60, 30, 0);
	booked_at(f, STUDENT + 1, 502, 61, 10, RECRUITER);
	join(f, STUDENT);
	fixture_pass(f, 49 * MINUTE + 30 * SECOND_MS); /* and may say one more minute */
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "next_is_booked");
}

static void a_booked_time_is_anybodys_also_of_who_was_handed_to_a_colleague(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE), call,
		booking = book(f, STUDENT, FIRST_SLOT);

	fixture_sql_write(f, "UPDATE fair SET max_talks = 3");
	fixture_pass(f, 49 * MINUTE + 30 * SECOND_MS);
	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	fixture_ok(f, RECRUITER, "call.transfer",
		   J("{\"call\":%lld,\"booth\":21,\"seat\":%lld,\"note\":\"\"}", (long long)call, (long long)other));
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "nobody_waiting");
	fixture_pass(f, 10 * MINUTE + 30 * SECOND_MS);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	ring(f, RECRUITER, seat);
}

/* A colleague follows the desk, where somebody is booked with a recruiter who pauses from 56 minutes on; their
 * entry. */
static int64_t wait_for_who_pauses(struct fixture *f, int64_t seat)
{
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	take_seat(f, COLLEAGUE);
	fixture_ok(f, MANAGER, "booking.assign", booking_to(booking, RECRUITER));
	fixture_ok(f, COLLEAGUE, "subscribe", J("{\"topic\":\"console:21\"}"));
	fixture_pass(f, 55 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, MINUTE);
	fixture_ok(f, RECRUITER, "seat.pause", J("{\"seat\":%lld,\"minutes\":30}", (long long)seat));
	return fixture_sql(f, "SELECT max(id) FROM queue_entry");
}

/* Their desk offers to call only whom it knows to be theirs. */
static void a_colleague_hears_when_a_booked_time_is_anybodys(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = wait_for_who_pauses(f, seat);

	/* A break is waited for until the time has come. */
	assert_non_null(json_object_get(desk_heard(f, "entry", entry), "wanted_seat"));
	json_array_clear(f->frames);
	fixture_pass(f, 5 * MINUTE);
	assert_non_null(desk_heard(f, "entry", entry));
	assert_null(json_object_get(desk_heard(f, "entry", entry), "wanted_seat"));
}

static void and_when_their_recruiter_leaves_from_a_break(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = wait_for_who_pauses(f, seat);

	json_array_clear(f->frames);
	fixture_ok(f, RECRUITER, "seat.leave", of_seat(seat));
	assert_non_null(desk_heard(f, "entry", entry));
	assert_null(json_object_get(desk_heard(f, "entry", entry), "wanted_seat"));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(who_is_booked_by_name_is_called_before_whom_a_colleague_can_call),
		T(nobody_who_is_there_waits_for_whom_is_not),
		T(nor_for_whose_time_has_not_come),
		T(nor_for_who_stepped_away),
		T(nor_for_whom_missed_a_ring_just_now),
		T(a_colleague_has_one_booking_at_a_time),
		T(who_missed_a_ring_is_called_before_who_is_early),
		T(whose_own_time_is_kept_is_called_past_who_may_not_be),
		T(a_ring_before_the_booked_time_costs_nothing),
		T(whose_booked_time_came_and_went_without_an_answer_did_not_show),
		T(a_booked_talk_lasts_as_long_as_was_booked),
		T(who_was_called_off_waits_on_where_they_stood),
		T(a_walk_in_whose_talk_is_a_longer_booked_one_needs_that_much_room),
		T(a_recruiter_who_sits_down_late_has_who_is_booked_with_them),
		T(who_is_due_leaves_a_seat_to_whom_it_is_booked_for_next),
		T(but_not_to_one_who_sits_idle),
		T(no_seat_refuses_all_who_are_due),
		T(nobody_waits_for_who_has_just_declined),
		T(nor_for_who_talks_elsewhere),
		T(an_earlier_turn_does_not_make_who_came_wait),
		T(a_walk_in_who_answers_into_a_longer_time_of_their_own_has_room_for_it),
		T(a_booked_time_is_anybodys_also_of_who_was_handed_to_a_colleague),
		T(a_colleague_hears_when_a_booked_time_is_anybodys),
		T(and_when_their_recruiter_leaves_from_a_break),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
