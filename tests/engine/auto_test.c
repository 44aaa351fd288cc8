/*
 * Seats that call by themselves: whom, when they stop, and what a call costs to which somebody does not come
 * (design §2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)

static void a_seat_that_calls_by_itself_takes_whoever_comes(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	by_itself(f, RECRUITER, seat, true);
	assert_int_equal(rung_by(f, RECRUITER), 0);
	join(f, STUDENT);
	fixture_pass(f, 1);
	assert_int_equal(rung_by(f, RECRUITER), STUDENT);
}

static void a_ring_that_is_taken_back_is_not_repeated_by_itself(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	by_itself(f, RECRUITER, seat, true);
	join(f, STUDENT);
	fixture_pass(f, 1);
	on_call(f, RECRUITER, "call.end", fixture_sql(f, "SELECT id FROM call"));
	fixture_pass(f, MINUTE);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call"), 1);
}

static void who_sits_down_again_calls_nobody_before_they_say_so(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	by_itself(f, RECRUITER, seat, true);
	fixture_ok(f, RECRUITER, "seat.leave", J("{\"seat\":%lld}", (long long)seat));
	take_seat(f, COLLEAGUE);
	join(f, STUDENT);
	take_seat(f, RECRUITER);
	fixture_pass(f, MINUTE);
	assert_int_equal(rung_by(f, RECRUITER), 0);
}

static void who_answers_and_does_not_come_is_not_called_for_ever(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	join(f, STUDENT);
	join(f, STUDENT + 1);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	fixture_ok(f, RECRUITER, "call.join", J("{\"call\":%lld}", (long long)call));
	fixture_pass(f, 3 * MINUTE); /* half a minute for the pages, the grace, and the minute to write */
	assert_int_equal(fixture_sql(f, "SELECT misses FROM queue_entry WHERE account_id = 601"), 1);
	ring(f, RECRUITER, seat);
	assert_int_equal(rung_by(f, RECRUITER), STUDENT + 1);
}

static void a_seat_whose_recruiter_does_not_come_calls_nobody_else(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry, call;

	by_itself(f, RECRUITER, seat, true);
	entry = join(f, STUDENT);
	fixture_pass(f, 1);
	call = fixture_sql(f, "SELECT id FROM call");
	on_call(f, STUDENT, "call.accept", call);
	fixture_ok(f, STUDENT, "call.join", J("{\"call\":%lld}", (long long)call));
	fixture_pass(f, 10 * MINUTE);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call"), 1);
	assert_int_equal(fixture_sql(f, "SELECT misses FROM queue_entry"), 0);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
}

static void who_came_in_vain_is_next_at_a_colleagues(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other, call;

	join(f, STUDENT);
	join(f, STUDENT + 1);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	fixture_ok(f, STUDENT, "call.join", J("{\"call\":%lld}", (long long)call));
	fixture_pass(f, 2 * MINUTE);
	other = take_seat(f, COLLEAGUE);
	by_itself(f, COLLEAGUE, other, true);
	fixture_pass(f, 1);
	assert_int_equal(rung_by(f, COLLEAGUE), STUDENT);
}

static void a_line_is_looked_at_once_for_each_miss(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT), before;

	by_itself(f, RECRUITER, seat, true);
	fixture_pass(f, 1);
	on_call(f, STUDENT, "call.decline", fixture_sql(f, "SELECT id FROM call"));
	fixture_pass(f, 1);
	before = fixture_sql(f, "SELECT count(*) FROM timer");
	for (int i = 0; i < 5; i++) {
		fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
		fixture_ok(f, STUDENT, "queue.come_back", J("{\"entry\":%lld}", (long long)entry));
		fixture_pass(f, 1);
	}
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM timer"), before);
}

/* BOOTH's recruiters have a booth at another fair too, 41. */
static void open_another_fair(struct fixture *f)
{
	static const char *const SQL[] = {
		"INSERT INTO fair (id, slug, name, state, opens_ms, closes_ms, timezone, target, max_queues, "
		"talk_ms, version) SELECT 2, 'two', 'Two', 'open', opens_ms, closes_ms, timezone, target, "
		"max_queues, talk_ms, 0 FROM fair WHERE id = 1",
		"INSERT INTO room VALUES (31, 2, 'ict', 'ICT', 'IT', 'ict', 1)",
		"INSERT INTO chat VALUES (251, 2, 41, NULL)",
		"INSERT INTO booth VALUES (41, 2, 31, 101, 251, 'b', 'Booth', '', '', 'Leiden', 480000, 1, 0, 'nl')",
		"INSERT INTO participation VALUES (2, 502, 'recruiter', 101), (2, 503, 'recruiter', 101), "
		"(2, 602, 'student', 100)",
	};

	for (size_t i = 0; i < sizeof(SQL) / sizeof(SQL[0]); i++)
		fixture_sql_write(f, SQL[i]);
}

static void who_talks_at_another_fair_keeps_no_colleague_from_calling(void **state)
{
	struct fixture *f = *state;
	int64_t here, there;

	open_another_fair(f);
	here = take_seat(f, RECRUITER);
	there = int_of(fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":41}")), "seat");
	by_itself(f, RECRUITER, there, true);
	by_itself(f, COLLEAGUE, int_of(fixture_ok(f, COLLEAGUE, "seat.take", J("{\"booth\":41}")), "seat"),
		  true);
	join(f, STUDENT);
	ring(f, RECRUITER, here);
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)there), "seat_busy");
	fixture_ok(f, STUDENT + 1, "queue.join", J("{\"booth\":41}"));
	fixture_pass(f, 1);
	assert_int_equal(rung_by(f, COLLEAGUE), STUDENT + 1);
}

static void it_goes_on_after_a_talk_and_its_minute(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	by_itself(f, RECRUITER, seat, true);
	join(f, STUDENT);
	fixture_pass(f, 1);
	join(f, STUDENT + 1);
	call = fixture_sql(f, "SELECT id FROM call");
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	on_call(f, RECRUITER, "call.end", call);
	fixture_pass(f, 59 * SECOND);
	assert_int_equal(rung_by(f, RECRUITER), 0);
	fixture_pass(f, 2 * SECOND);
	assert_int_equal(rung_by(f, RECRUITER), STUDENT + 1);
}

static void the_longest_idle_seat_gets_the_next(void **state)
{
	struct fixture *f = *state;
	int64_t late, early = take_seat(f, COLLEAGUE);

	fixture_pass(f, 1 * MINUTE);
	late = take_seat(f, RECRUITER);
	by_itself(f, RECRUITER, late, true);
	by_itself(f, COLLEAGUE, early, true);
	join(f, STUDENT);
	fixture_pass(f, 1);
	assert_int_equal(rung_by(f, COLLEAGUE), STUDENT);
	assert_int_equal(rung_by(f, RECRUITER), 0);
	join(f, STUDENT + 1);
	fixture_pass(f, 1);
	assert_int_equal(rung_by(f, RECRUITER), STUDENT + 1);
}

static void nobody_is_rung_for_a_recruiter_who_is_not_there(void **state)
{
	struct fixture *f = *state;
	int64_t seat;

	fixture_connect(f, RECRUITER, 3);
	seat = take_seat(f, RECRUITER);
	by_itself(f, RECRUITER, seat, true);
	fixture_disconnect(f, RECRUITER, 3);
	join(f, STUDENT);
	fixture_pass(f, 1 * SECOND);
	assert_int_equal(rung_by(f, RECRUITER), 0);
	fixture_connect(f, RECRUITER, 4); /* and is rung at once when they are */
	fixture_pass(f, 1 * SECOND);
	assert_int_equal(rung_by(f, RECRUITER), STUDENT);
}

static void who_is_free_again_elsewhere_is_called(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other, call;

	other = int_of(fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}")), "seat");
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	call = int_of(fixture_ok(f, OTHER_RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)other)),
		      "call");
	by_itself(f, RECRUITER, seat, true);
	join(f, STUDENT);
	fixture_pass(f, 1);
	assert_int_equal(rung_by(f, RECRUITER), 0);
	on_call(f, STUDENT, "call.decline", call);
	fixture_pass(f, 1);
	assert_int_equal(rung_by(f, RECRUITER), STUDENT);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(a_seat_that_calls_by_itself_takes_whoever_comes),
		T(a_ring_that_is_taken_back_is_not_repeated_by_itself),
		T(who_sits_down_again_calls_nobody_before_they_say_so),
		T(who_answers_and_does_not_come_is_not_called_for_ever),
		T(a_seat_whose_recruiter_does_not_come_calls_nobody_else),
		T(who_came_in_vain_is_next_at_a_colleagues),
		T(a_line_is_looked_at_once_for_each_miss),
		T(who_talks_at_another_fair_keeps_no_colleague_from_calling),
		T(it_goes_on_after_a_talk_and_its_minute),
		T(the_longest_idle_seat_gets_the_next),
		T(nobody_is_rung_for_a_recruiter_who_is_not_there),
		T(who_is_free_again_elsewhere_is_called),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
