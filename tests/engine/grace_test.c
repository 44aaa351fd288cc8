/*
 * What only time or bad luck brings, through the real engine: people who are lost at the wrong
 * moment, bookings that must not wait, items that change because time passes (design §2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "evening.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)

static void who_is_lost_while_rung_does_not_wait_again_with_nobody_there(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT), call;

	fixture_connect(f, STUDENT, 1);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.one_more_minute", call);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 120 * SECOND);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "call", call), "reason"),
			    "no_answer");
	assert_string_equal(entry_state(f, STUDENT, entry), "away");
}

static enum err full_while_set(void *arg, int64_t expected_seq, struct str record)
{
	(void)expected_seq;
	(void)record;
	return *(bool *)arg ? ERR_BUSY : ERR_OK;
}

static void who_leaves_while_the_disk_is_full_is_missed_when_it_is_not(void **state)
{
	struct fixture *f = *state;
	bool is_full = false;
	int64_t entry;

	f->options.log = (struct engine_log){ .append = full_while_set, .arg = &is_full };
	fixture_restart(f, 0);
	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 1);
	entry = join(f, STUDENT);
	is_full = true;
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 10 * SECOND);
	fixture_refused(f, STUDENT + 2, "queue.join", J("{\"booth\":21}"), "busy");
	is_full = false;
	fixture_pass(f, 150 * SECOND);
	assert_string_equal(entry_state(f, STUDENT, entry), "away");
	fixture_connect(f, STUDENT, 3);
	fixture_pass(f, 1 * SECOND);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
}

static void a_recruiter_lost_in_a_call_leaves_the_seat_when_it_ends(void **state)
{
	struct fixture *f = *state;
	int64_t seat, call;

	fixture_connect(f, RECRUITER, 7);
	seat = take_seat(f, RECRUITER);
	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	fixture_disconnect(f, RECRUITER, 7);
	fixture_pass(f, 120 * SECOND);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "call", call), "reason"), "lost");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM seat WHERE state <> 'offline'"), 0);
}

/* Two recruiters, two bookings at the same moment in an hour. */
static void book_both(struct fixture *f)
{
	fixture_sql_write(f, "INSERT INTO slot SELECT 399, fair_id, booth_id, 2, starts_ms, ends_ms, 0, 0, 0 "
			     "FROM slot WHERE id = 301");
	fixture_ok(f, STUDENT + 8, "slot.book", J("{\"slot\":301}"));
	fixture_ok(f, STUDENT + 9, "slot.book", J("{\"slot\":399}"));
}

static void a_walk_in_is_taken_only_while_enough_seats_stay_for_the_bookings(void **state)
{
	struct fixture *f = *state;
	int64_t first = take_seat(f, RECRUITER), second = take_seat(f, COLLEAGUE), call;

	fixture_ok(f, STUDENT + 8, "slot.book", J("{\"slot\":301}"));
	join(f, STUDENT);
	join(f, STUDENT + 1);
	fixture_pass(f, 55 * MINUTE);
	/* One of the two may still talk; the other is kept for the booking. */
	call = ring(f, RECRUITER, first);
	fixture_refused(f, COLLEAGUE, "call.next", J("{\"seat\":%lld}", (long long)second),
			"next_is_booked");
	on_call(f, RECRUITER, "call.end", call);
	call = ring(f, COLLEAGUE, second);
	on_call(f, fixture_sql(f, "SELECT student_id FROM call WHERE ended_ms IS NULL"),
		"call.accept", call);
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)first),
			"next_is_booked");
}

/* A booking in an hour and two seats, one of which talks from then on: the other one. */
static int64_t talk_before_the_booking(struct fixture *f, int64_t from_ms)
{
	int64_t first = take_seat(f, RECRUITER), second = take_seat(f, COLLEAGUE), call;

	fixture_ok(f, STUDENT + 8, "slot.book", J("{\"slot\":301}"));
	join(f, STUDENT);
	join(f, STUDENT + 1);
	fixture_pass(f, from_ms);
	call = ring(f, RECRUITER, first);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	return second;
}

static void a_talk_that_ends_before_the_booking_leaves_its_seat_for_it(void **state)
{
	struct fixture *f = *state;
	int64_t second = talk_before_the_booking(f, 51 * MINUTE + 30 * SECOND); /* until 59:30 */

	fixture_pass(f, 1 * MINUTE);
	ring(f, COLLEAGUE, second);
}

static void a_talk_that_ends_after_it_does_not(void **state)
{
	struct fixture *f = *state;
	int64_t second = talk_before_the_booking(f, 53 * MINUTE); /* until 61:00 */

	fixture_refused(f, COLLEAGUE, "call.next", J("{\"seat\":%lld}", (long long)second),
			"next_is_booked");
}

static void an_extension_never_takes_a_seat_from_a_booking(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call, other;

	take_seat(f, COLLEAGUE);
	book_both(f);
	join(f, STUDENT);
	fixture_pass(f, 49 * MINUTE);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	/* It ends at 57; two minutes more are fine, four would run into the booking at 60. */
	on_call(f, RECRUITER, "call.extend", call);
	on_call(f, STUDENT, "call.extend", call);
	fixture_refused(f, RECRUITER, "call.extend", J("{\"call\":%lld}", (long long)call),
			"extension_too_late");
	/* With one booking less the colleague takes the other one. */
	other = fixture_sql(f, "SELECT id FROM booking WHERE slot_id = 399");
	fixture_ok(f, STUDENT + 9, "booking.cancel", J("{\"booking\":%lld}", (long long)other));
	on_call(f, RECRUITER, "call.extend", call);
}

/* A talk that starts then. */
static int64_t talk_from(struct fixture *f, int64_t from_ms)
{
	int64_t seat = take_seat(f, RECRUITER), call;

	join(f, STUDENT);
	fixture_pass(f, from_ms);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	return call;
}

static const char *call_state(struct fixture *f, int64_t call)
{
	return text_of(fixture_item(f, STUDENT, "me", "call", call), "state");
}

static void a_talk_is_extended_twice_and_then_it_ends(void **state)
{
	struct fixture *f = *state;
	int64_t call = talk_from(f, 0);

	for (int i = 0; i < 2; i++) {
		on_call(f, STUDENT, "call.extend", call);
		on_call(f, RECRUITER, "call.extend", call);
	}
	fixture_refused(f, STUDENT, "call.extend", J("{\"call\":%lld}", (long long)call), "extension_spent");
	fixture_pass(f, 12 * MINUTE - 1);
	assert_string_equal(call_state(f, call), "live");
	fixture_pass(f, 1);
	assert_string_equal(call_state(f, call), "rounding_off");
	/* Nor while they round off. */
	fixture_refused(f, RECRUITER, "call.extend", J("{\"call\":%lld}", (long long)call),
			"extension_spent");
	fixture_pass(f, 30 * SECOND);
	assert_string_equal(call_state(f, call), "ended");
}

static void nor_does_rounding_off_behind_it(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	fixture_ok(f, STUDENT + 8, "slot.book", J("{\"slot\":301}"));
	join(f, STUDENT);
	fixture_pass(f, 49 * MINUTE + 10 * SECOND);
	call = ring(f, RECRUITER, seat);
	fixture_pass(f, 30 * SECOND);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	/* It ends at 57:40; two minutes more would do, but for the half minute behind them. */
	fixture_refused(f, RECRUITER, "call.extend", J("{\"call\":%lld}", (long long)call),
			"extension_too_late");
}

static void an_extension_never_runs_into_the_students_own_booking_elsewhere(void **state)
{
	struct fixture *f = *state;
	int64_t call;

	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":401}")); /* at 65 */
	call = talk_from(f, 54 * MINUTE);
	/* It ends at 62: two minutes more are fine, and no others. */
	on_call(f, RECRUITER, "call.extend", call);
	on_call(f, STUDENT, "call.extend", call);
	fixture_refused(f, RECRUITER, "call.extend", J("{\"call\":%lld}", (long long)call),
			"extension_too_late");
	fixture_ok(f, STUDENT, "booking.cancel",
		   J("{\"booking\":%lld}", (long long)fixture_sql(f, "SELECT id FROM booking")));
	on_call(f, RECRUITER, "call.extend", call);
}

static void an_employer_who_rings_has_not_missed_the_booking(void **state)
{
	struct fixture *f = *state;
	int64_t booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	int64_t seat = take_seat(f, RECRUITER), call;

	fixture_pass(f, 55 * MINUTE);
	fixture_ok(f, STUDENT, "booking.check_in", J("{\"booking\":%lld}", (long long)booking));
	fixture_pass(f, 9 * MINUTE + 50 * SECOND);
	call = ring(f, RECRUITER, seat);
	fixture_pass(f, 20 * SECOND);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "checked_in");
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "done");
}

static void who_talks_with_the_employer_at_the_start_is_no_no_show(void **state)
{
	struct fixture *f = *state;
	int64_t booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	int64_t seat = take_seat(f, RECRUITER), call;

	fixture_pass(f, 58 * MINUTE);
	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	fixture_pass(f, 6 * MINUTE);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "in_call");
	on_call(f, RECRUITER, "call.end", call);
	fixture_pass(f, 5 * MINUTE);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "done");
}

static void a_call_that_fails_behind_closed_doors_leaves_nobody_waiting(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT), call;

	fixture_connect(f, STUDENT, 1);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_string_equal(entry_state(f, STUDENT, entry), "in_call");
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(entry_state(f, STUDENT, entry), "closed");
}

static void a_student_may_take_the_card_back_before_a_talk(void **state)
{
	struct fixture *f = *state;
	int64_t lead;

	take_seat(f, RECRUITER);
	join(f, STUDENT);
	lead = fixture_sql(f, "SELECT id FROM lead");
	fixture_refused(f, RECRUITER, "lead.move",
			J("{\"lead\":%lld,\"state\":\"invited\"}", (long long)lead), "wrong_state");
	fixture_ok(f, STUDENT, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"withdrawn\"}", (long long)lead));
}

static int64_t p50_of(struct fixture *f, int64_t student, const char *topic)
{
	const json_t *booth = fixture_item(f, student, topic, "booth", BOOTH);

	return int_of(json_object_get(booth, "wait"), "p50_ms");
}

static void a_booking_that_checked_in_is_counted_once_in_the_wait(void **state)
{
	struct fixture *f = *state;
	int64_t booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	int64_t seat = take_seat(f, RECRUITER), expected, waiting;

	join(f, STUDENT + 1);
	ring(f, RECRUITER, seat);
	fixture_pass(f, 30 * SECOND);
	fixture_sql_write(f, "UPDATE slot SET starts_ms = starts_ms - 3300000 WHERE id = 301");
	expected = p50_of(f, STUDENT + 2, "booth:21");
	fixture_ok(f, STUDENT, "booking.check_in", J("{\"booking\":%lld}", (long long)booking));
	waiting = p50_of(f, STUDENT + 2, "booth:21");
	assert_true(expected > 0);
	/* Whoever is there is a little likelier to take the turn; twice would be eight minutes more. */
	assert_in_range(waiting, expected - 3 * MINUTE, expected + 3 * MINUTE);
}

static void whoever_is_held_still_comes_first(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other, alone, behind;

	other = int_of(fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}")), "seat");
	alone = p50_of(f, STUDENT + 2, "booth:21");
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	join(f, STUDENT);
	fixture_ok(f, OTHER_RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)other));
	behind = p50_of(f, STUDENT + 2, "booth:21");
	assert_int_equal(alone, 0);
	assert_true(behind > 0);
	/* The place is of those who can be called now. */
	assert_int_equal(int_of(fixture_ok(f, STUDENT + 2, "queue.join", J("{\"booth\":21}")), "place"),
			 1);
	(void)seat;
}

/* The newest event about an item in the frames of a topic: the item, NULL when it is gone. */
static const json_t *newest(struct fixture *f, const char *topic, const char *type)
{
	const json_t *found = NULL;
	size_t i, j;
	json_t *frame, *event;

	json_array_foreach(f->frames, i, frame) {
		if (strcmp(text_of(frame, "t"), topic) != 0)
			continue;
		json_array_foreach(json_object_get(frame, "ev"), j, event) {
			if (strcmp(text_of(event, "type"), type) == 0)
				found = event;
		}
	}
	return found;
}

static void a_line_closes_by_itself_when_the_time_left_would_not_reach(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);
	const json_t *event;

	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	join(f, STUDENT);
	ring(f, RECRUITER, seat);
	fixture_ok(f, STUDENT + 1, "subscribe", J("{\"topic\":\"queue:21\"}"));
	/* Ringing for ever, so that nothing but time changes. */
	fixture_sql_write(f, "DELETE FROM timer WHERE command = 'call.timeout'");
	fixture_pass(f, 1 * MINUTE);
	json_array_clear(f->frames);
	fixture_pass(f, 8 * 60 * MINUTE - 7 * MINUTE);
	assert_null(newest(f, "queue:21", "line")); /* what was said already is not said again */
	fixture_pass(f, 5 * MINUTE);
	event = newest(f, "queue:21", "line");
	assert_non_null(event);
	assert_string_equal(text_of(json_object_get(event, "item"), "state"), "full");
}

static void what_was_explained_for_an_hour_is_gone_and_so_is_an_old_call(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call, entry;

	join(f, STUDENT);
	entry = join(f, STUDENT + 1);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	on_call(f, RECRUITER, "call.end", call);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_string_equal(entry_state(f, STUDENT + 1, entry), "closed");
	fixture_ok(f, STUDENT, "subscribe", J("{\"topic\":\"me\"}"));
	json_array_clear(f->frames);
	fixture_pass(f, 60 * MINUTE);
	assert_int_equal(int_of(newest(f, "me", "call"), "gone"), call);
	assert_int_equal(int_of(newest(f, "me", "entry"), "gone"), entry);
}

static void an_earlier_opening_does_not_tick(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 3; i++) {
		fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
		fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	}
	fixture_pass(f, 60 * SECOND);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM timer WHERE command = 'fair.tick'"), 1);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_pass(f, 60 * SECOND);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM timer WHERE command = 'fair.tick'"), 0);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(who_is_lost_while_rung_does_not_wait_again_with_nobody_there),
		T(who_leaves_while_the_disk_is_full_is_missed_when_it_is_not),
		T(a_recruiter_lost_in_a_call_leaves_the_seat_when_it_ends),
		T(a_walk_in_is_taken_only_while_enough_seats_stay_for_the_bookings),
		T(a_talk_that_ends_before_the_booking_leaves_its_seat_for_it),
		T(a_talk_that_ends_after_it_does_not),
		T(an_extension_never_takes_a_seat_from_a_booking),
		T(a_talk_is_extended_twice_and_then_it_ends),
		T(nor_does_rounding_off_behind_it),
		T(an_extension_never_runs_into_the_students_own_booking_elsewhere),
		T(an_employer_who_rings_has_not_missed_the_booking),
		T(who_talks_with_the_employer_at_the_start_is_no_no_show),
		T(a_call_that_fails_behind_closed_doors_leaves_nobody_waiting),
		T(a_student_may_take_the_card_back_before_a_talk),
		T(a_booking_that_checked_in_is_counted_once_in_the_wait),
		T(whoever_is_held_still_comes_first),
		T(a_line_closes_by_itself_when_the_time_left_would_not_reach),
		T(what_was_explained_for_an_hour_is_gone_and_so_is_an_old_call),
		T(an_earlier_opening_does_not_tick),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
