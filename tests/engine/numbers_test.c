/*
 * A fair plays by its own numbers (design §2), which its organisers set: each of them, other than what a fair begins
 * with.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "slot_acts.h"

#define SECOND 1000
#define DAY_MS (24 * 3600 * INT64_C(1000))

static json_t *rules_with(int ring_s, int extensions, int retention_days)
{
	return J("{\"fair\":1,\"max_queues\":3,\"max_bookings\":3,\"max_talks\":2,\"answer_hours\":24,"
		 "\"ring_s\":%d,\"wrap_up_s\":20,\"suspension_minutes\":2,\"no_show_minutes\":6,"
		 "\"employer_minutes\":8,\"put_back\":1,\"extensions\":%d,\"is_blind\":false,\"retention_days\":%d}",
		 ring_s, extensions, retention_days);
}

static json_t *rules(int ring_s, int extensions)
{
	return rules_with(ring_s, extensions, 28);
}

static void what_everybody_sees_of_them_is_told(void **state)
{
	struct fixture *f = *state;
	const json_t *fair;

	fixture_ok(f, ORGANISER, "fair.set_rules", rules(90, 0));
	fair = fixture_item(f, STUDENT, "fair:1", "fair", FAIR);
	assert_int_equal(int_of(fair, "ring_s"), 90);
	assert_int_equal(int_of(fair, "employer_minutes"), 8);
	fixture_refused(f, ORGANISER, "fair.set_rules", rules(14, 0), "bad_value");
	fixture_refused(f, ORGANISER, "fair.set_rules", rules(90, 3), "bad_value");
	assert_int_equal(fixture_sql(f, "SELECT ring_ms FROM fair"), 90 * SECOND);
	/* What is not given stays as it is: a colleague may have changed it a moment ago. */
	fixture_ok(f, ORGANISER, "fair.set_rules", J("{\"fair\":1,\"put_back\":4,\"inside_most\":9}"));
	fixture_ok(f, ORGANISER, "fair.set_rules", J("{\"fair\":1,\"extensions\":2}"));
	assert_int_equal(fixture_sql(f, "SELECT ring_ms = 90000 AND put_back = 4 AND extensions = 2 AND inside_most = 9 "
					"AND employer_missed_ms = 480000 AND retention_ms = 28 * 86400000 FROM fair"),
			 1);
	fixture_ok(f, ORGANISER, "fair.set_rules", J("{\"fair\":1,\"is_unbounded\":true}"));
	assert_int_equal(fixture_sql(f, "SELECT inside_most IS NULL FROM fair"), 1);
}

static void a_ring_lasts_as_long_and_costs_as_many_places(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT), call;

	fixture_ok(f, ORGANISER, "fair.set_rules", rules(90, 0));
	join(f, STUDENT + 1);
	join(f, STUDENT + 2);
	call = ring(f, RECRUITER, seat);
	fixture_pass(f, 90 * SECOND - 1);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "call", call), "state"), "ringing");
	fixture_pass(f, 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry WHERE rank < "
					"(SELECT rank FROM queue_entry WHERE account_id = 601)"),
			 1);
	on_call(f, STUDENT + 1, "call.decline", ring(f, RECRUITER, seat));
	on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat));
	assert_string_equal(entry_state(f, STUDENT, entry), "suspended");
	fixture_pass(f, 2 * MINUTE);
	assert_string_equal(entry_state(f, STUDENT, entry), "missed");
}

static void a_talk_is_made_longer_as_often_and_noted_down_as_long(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	fixture_ok(f, ORGANISER, "fair.set_rules", rules(90, 1));
	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "me", "call", call), "extensions_left"), 1);
	on_call(f, STUDENT, "call.extend", call);
	on_call(f, RECRUITER, "call.extend", call);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "me", "call", call), "extensions_left"), 0);
	fixture_refused(f, STUDENT, "call.extend", J("{\"call\":%lld}", (long long)call), "extension_spent");
	on_call(f, RECRUITER, "call.end", call);
	fixture_pass(f, 20 * SECOND - 1);
	assert_int_equal(fixture_sql(f, "SELECT state = 'wrap_up' FROM seat"), 1);
	fixture_pass(f, 1);
	assert_int_equal(fixture_sql(f, "SELECT state = 'free' FROM seat"), 1);
}

static void a_booked_time_waits_as_long_for_either_side(void **state)
{
	struct fixture *f = *state;
	int64_t absent, present;

	fixture_ok(f, ORGANISER, "fair.set_rules", rules(90, 1));
	absent = book(f, STUDENT, FIRST_SLOT);
	fixture_sql_write(f, "INSERT INTO slot VALUES (311, 1, 21, 2, 1800003600000, 1800004200000, 0, 0, 0)");
	present = book(f, STUDENT + 1, 311);
	fixture_pass(f, 59 * MINUTE);
	on_booking(f, STUDENT + 1, "booking.check_in", present);
	fixture_pass(f, 7 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, absent), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, absent), "no_show");
	fixture_pass(f, 2 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT + 1, present), "checked_in");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT + 1, present), "missed_by_employer");
}

static void who_lost_their_place_by_not_answering_keeps_no_booked_time(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking;

	fixture_ok(f, ORGANISER, "fair.set_rules", rules(90, 1));
	booking = book(f, STUDENT, FIRST_SLOT);
	fixture_pass(f, 60 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat));
	on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat));
	fixture_pass(f, 2 * MINUTE); /* the booth would be missing only after eight */
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

static void nobody_waits_for_a_colleague_who_still_writes(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE), call, booking;

	fixture_sql_write(f, "UPDATE fair SET wrap_up_ms = 600000");
	booking = book(f, STUDENT, FIRST_SLOT);
	fixture_sql_write(f, "INSERT INTO slot VALUES (311, 1, 21, 2, 1800004080000, 1800004680000, 0, 0, 0)");
	fixture_ok(f, MANAGER, "booking.assign", booking_to(book(f, STUDENT + 1, 311), RECRUITER));
	fixture_pass(f, 48 * MINUTE);
	join(f, STUDENT + 2);
	call = ring(f, COLLEAGUE, other);
	on_call(f, STUDENT + 2, "call.accept", call);
	connect_call(f, STUDENT + 2, COLLEAGUE, call);
	fixture_pass(f, 8 * MINUTE);
	on_call(f, COLLEAGUE, "call.end", call);
	fixture_pass(f, 4 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_refused(f, RECRUITER, "call.next", of_seat(seat), "next_is_booked");
	fixture_pass(f, MINUTE);
	ring(f, RECRUITER, seat);
}

/* Whatever the fair's minutes for employers are: they did not give it back. */
static void whose_connection_is_gone_when_their_time_comes_did_not_show(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_sql_write(f, "UPDATE fair SET employer_missed_ms = 900000");
	fixture_pass(f, 50 * MINUTE);
	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 77);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_disconnect(f, STUDENT, 77);
	fixture_pass(f, 25 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

static void fewer_minutes_hold_for_a_time_that_has_begun(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_sql_write(f, "UPDATE fair SET no_show_ms = 900000");
	take_seat(f, RECRUITER);
	fixture_pass(f, 60 * MINUTE + 30 * 1000);
	fixture_sql_write(f, "UPDATE fair SET no_show_ms = 60000");
	fixture_pass(f, MINUTE + 30 * 1000);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

/* From the planned closing on; only who agrees on a place with a student goes on seeing who that is. */
static void booths_see_cards_for_a_term(void **state)
{
	struct fixture *f = *state;
	int64_t first, second, closes_ms = fixture_sql(f, "SELECT closes_ms FROM fair WHERE id = 1");
	json_t *late;

	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	take_seat(f, RECRUITER);
	join(f, STUDENT);
	first = fixture_sql(f, "SELECT max(id) FROM lead");
	join(f, STUDENT + 1);
	second = fixture_sql(f, "SELECT max(id) FROM lead");
	fixture_sql_write(f, "UPDATE lead SET state = 'invited' WHERE account_id = 602");
	/* What students were told is not made longer; and who owes an answer sees to whom. */
	fixture_refused(f, ORGANISER, "fair.set_rules", rules_with(45, 2, 29), "wrong_state");
	late = rules_with(45, 2, 9);
	json_object_set_new(late, "answer_hours", json_integer(10 * 24));
	fixture_refused(f, ORGANISER, "fair.set_rules", late, "bad_value");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_ok(f, RECRUITER, "subscribe", J("{\"topic\":\"console:21\"}"));
	fixture_pass(f, closes_ms + 28 * DAY_MS - 1 - f->now_ms);
	assert_non_null(fixture_item(f, RECRUITER, "console:21", "lead", first));
	json_array_clear(f->frames);
	fixture_pass(f, 1);
	assert_null(fixture_item(f, RECRUITER, "console:21", "lead", first));
	assert_int_equal(frames_of(f, "console:21"), 1); /* an open page hears it */
	assert_string_equal(text_of(json_object_get(fixture_item(f, RECRUITER, "console:21", "lead", second),
						    "card"), "name"), "Person s.");
}

static void a_term_made_shorter_is_over_at_once(void **state)
{
	struct fixture *f = *state;
	int64_t lead, closes_ms = fixture_sql(f, "SELECT closes_ms FROM fair WHERE id = 1");

	take_seat(f, RECRUITER);
	join(f, STUDENT);
	lead = fixture_sql(f, "SELECT max(id) FROM lead");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_pass(f, closes_ms + 3 * DAY_MS - f->now_ms);
	fixture_ok(f, RECRUITER, "subscribe", J("{\"topic\":\"console:21\"}"));
	json_array_clear(f->frames);
	fixture_ok(f, ORGANISER, "fair.set_rules", rules_with(45, 2, 2));
	fixture_pass(f, 1);
	assert_null(fixture_item(f, RECRUITER, "console:21", "lead", lead));
	assert_int_equal(frames_of(f, "console:21"), 1);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(what_everybody_sees_of_them_is_told),
		T(a_ring_lasts_as_long_and_costs_as_many_places),
		T(a_talk_is_made_longer_as_often_and_noted_down_as_long),
		T(a_booked_time_waits_as_long_for_either_side),
		T(who_lost_their_place_by_not_answering_keeps_no_booked_time),
		T(nobody_waits_for_a_colleague_who_still_writes),
		T(whose_connection_is_gone_when_their_time_comes_did_not_show),
		T(fewer_minutes_hold_for_a_time_that_has_begun),
		T(booths_see_cards_for_a_term),
		T(a_term_made_shorter_is_over_at_once),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
