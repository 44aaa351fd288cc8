/* A fair that is full: who comes in, who waits at the door, and in which order, in virtual time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"
#include "features/doors/doors.h"
#include "features/doors/doors_rules.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)

static void set_bound(struct fixture *f, int most)
{
	json_t *rules = J("{\"fair\":1,\"max_queues\":3,\"max_bookings\":3,\"max_talks\":2,\"answer_hours\":24,"
			  "\"ring_s\":45,\"wrap_up_s\":60,\"suspension_minutes\":5,\"no_show_minutes\":3,"
			  "\"employer_minutes\":5,\"put_back\":2,\"extensions\":2,\"is_blind\":false,"
			  "\"retention_days\":28}");

	if (most)
		json_object_set_new(rules, "inside_most", json_integer(most));
	else
		json_object_set_new(rules, "is_unbounded", json_true());
	fixture_ok(f, ORGANISER, "fair.set_rules", rules);
}

static void open_with(struct fixture *f, int most)
{
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	set_bound(f, most);
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
}

/* The number that they got; 0: they are inside. */
static int64_t enter(struct fixture *f, int64_t student)
{
	const json_t *ok = fixture_ok(f, student, "fair.enter", J("{\"fair\":1}"));
	bool is_inside = strcmp(text_of(ok, "state"), "inside") == 0;

	assert_true(is_inside == !json_object_get(ok, "number"));
	return is_inside ? 0 : int_of(ok, "number");
}

/* A student with a connection of their own comes. */
static int64_t come(struct fixture *f, int64_t student)
{
	fixture_connect(f, student, (uint64_t)student);
	return enter(f, student);
}

static void go(struct fixture *f, int64_t student)
{
	fixture_disconnect(f, student, (uint64_t)student);
}

static const char *state_of(struct fixture *f, int64_t student)
{
	const json_t *me = fixture_item(f, student, "me", "guest", FAIR);

	return me ? text_of(me, "state") : "none";
}

#define assert_inside(f, student) assert_string_equal(state_of(f, student), "inside")
#define assert_outside(f, student) assert_string_equal(state_of(f, student), "waiting")

/* What is counted is what is. */
static void assert_counted(struct fixture *f, int64_t inside, int64_t waiting)
{
	const json_t *live = fixture_item(f, ORGANISER, "dashboard:1", "doors", FAIR);

	assert_int_equal(int_of(live, "inside"), inside);
	assert_int_equal(int_of(live, "waiting"), waiting);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM guest WHERE state = 'inside'"), inside);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM guest WHERE state = 'waiting'"), waiting);
}

static json_t *join_args(void)
{
	return J("{\"booth\":21}");
}

/* ---- what happens ---- */

static void a_fair_without_a_bound_lets_everybody_in(void **state)
{
	struct fixture *f = *state;

	for (int64_t i = 0; i < 5; i++)
		assert_int_equal(come(f, STUDENT + i), 0);
	assert_counted(f, 5, 0);
	fixture_refused(f, ORGANISER, "fair.enter", J("{\"fair\":1}"), "forbidden");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_refused(f, STUDENT + 6, "fair.enter", J("{\"fair\":1}"), "fair_not_open");
}

static void who_comes_to_a_full_fair_waits_in_the_order_of_coming(void **state)
{
	struct fixture *f = *state;
	const json_t *doors;

	open_with(f, 1);
	assert_int_equal(come(f, STUDENT), 0);
	assert_int_equal(come(f, STUDENT + 1), 1 + 1); /* numbers are never used again */
	assert_int_equal(come(f, STUDENT + 2), 3);
	assert_int_equal(enter(f, STUDENT + 2), 3); /* again changes nothing */
	assert_counted(f, 1, 2);
	doors = fixture_item(f, STUDENT + 2, "doors:1", "doors", FAIR);
	assert_int_equal(int_of(doors, "waiting"), 2);
	assert_int_equal(json_array_size(json_object_get(doors, "runs")), 1);
	assert_null(json_object_get(doors, "pace_ms"));
	go(f, STUDENT);
	fixture_pass(f, GUEST_GONE_MS - SECOND);
	assert_outside(f, STUDENT + 1); /* a dropped phone costs nothing */
	fixture_pass(f, SECOND);
	assert_inside(f, STUDENT + 1);
	assert_outside(f, STUDENT + 2);
	assert_counted(f, 1, 1);
	/* The place is another's, and the number still theirs: they are the next, before who never was inside. */
	assert_int_equal(come(f, STUDENT), 1);
	fixture_ok(f, STUDENT + 1, "session.end_all", J("{}"));
	fixture_pass(f, SECOND);
	assert_inside(f, STUDENT);
	assert_outside(f, STUDENT + 2);
	assert_int_equal(come(f, STUDENT + 1), 4); /* went on purpose */
}

static void a_reload_or_a_dropped_phone_costs_no_place(void **state)
{
	struct fixture *f = *state;

	open_with(f, 1);
	come(f, STUDENT);
	come(f, STUDENT + 1);
	for (int i = 0; i < 5; i++) {
		go(f, STUDENT);
		go(f, STUDENT + 1);
		fixture_pass(f, 4 * MINUTE);
		assert_int_equal(come(f, STUDENT), 0);
		assert_int_equal(come(f, STUDENT + 1), 2);
	}
	/* Another tab. */
	fixture_connect(f, STUDENT, 1);
	go(f, STUDENT);
	fixture_pass(f, 20 * MINUTE);
	assert_inside(f, STUDENT);
}

static void who_waits_can_do_nothing_that_needs_the_fair(void **state)
{
	struct fixture *f = *state;

	open_with(f, 1);
	take_seat(f, RECRUITER);
	come(f, STUDENT);
	fixture_refused(f, STUDENT + 1, "queue.join", join_args(), "not_inside");
	come(f, STUDENT + 1);
	fixture_refused(f, STUDENT + 1, "queue.join", join_args(), "not_inside");
	fixture_refused(f, STUDENT + 1, "booth.visit", J("{\"booth\":21}"), "not_inside");
	fixture_refused(f, STUDENT + 1, "chat.post", J("{\"chat\":201,\"text\":\"x\"}"), "not_inside");
	fixture_ok(f, STUDENT + 1, "slot.book", J("{\"slot\":301}"));
	fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"x\"}"));
	fixture_ok(f, STUDENT, "booth.visit", J("{\"booth\":21}"));
	fixture_ok(f, RECRUITER, "chat.post", J("{\"chat\":201,\"text\":\"x\"}"));
	join(f, STUDENT);
}

static void who_is_expected_is_never_kept_outside(void **state)
{
	struct fixture *f = *state;

	open_with(f, 1);
	take_seat(f, RECRUITER);
	come(f, STUDENT);
	/* A booking an hour from T0, while they wait. */
	fixture_ok(f, STUDENT + 1, "slot.book", J("{\"slot\":301}"));
	assert_true(come(f, STUDENT + 1) != 0);
	fixture_pass(f, 44 * MINUTE);
	assert_outside(f, STUDENT + 1);
	fixture_pass(f, 2 * MINUTE);
	assert_inside(f, STUDENT + 1);
	assert_counted(f, 2, 0);
	/* And who comes just before it. */
	fixture_ok(f, STUDENT + 2, "slot.book", J("{\"slot\":302}"));
	fixture_pass(f, 10 * MINUTE);
	assert_int_equal(come(f, STUDENT + 2), 0);
	/* Two places that come free are none: there are two too many. */
	assert_true(come(f, STUDENT + 3) != 0);
	go(f, STUDENT + 1);
	fixture_pass(f, 6 * MINUTE);
	assert_outside(f, STUDENT + 3);
	/* A place in a line counts, whoever has it. */
	go(f, STUDENT);
	go(f, STUDENT + 2);
	fixture_pass(f, 6 * MINUTE);
	assert_inside(f, STUDENT + 3);
	join(f, STUDENT + 3);
	fixture_pass(f, SECOND);
	go(f, STUDENT + 3);
	fixture_pass(f, 6 * MINUTE);
	assert_int_equal(come(f, STUDENT), 0);
	assert_int_equal(come(f, STUDENT + 3), 0);
	assert_counted(f, 2, 0);
}

static void no_booking_is_a_way_past_who_waits(void **state)
{
	struct fixture *f = *state;

	open_with(f, 1);
	come(f, STUDENT);
	fixture_pass(f, 50 * MINUTE);
	assert_true(come(f, STUDENT + 1) != 0);
	/* It begins in ten minutes: who is inside may have it. */
	fixture_refused(f, STUDENT + 1, "slot.book", J("{\"slot\":301}"), "not_inside");
	assert_outside(f, STUDENT + 1);
	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	assert_counted(f, 1, 1);
}

static void a_coordinators_question_opens_no_door_and_a_place_in_line_does(void **state)
{
	struct fixture *f = *state;
	int64_t handover;

	open_with(f, 1);
	take_seat(f, RECRUITER);
	come(f, STUDENT + 1);
	come(f, STUDENT);
	handover = int_of(fixture_ok(f, COORDINATOR, "line.offer", J("{\"booth\":21,\"student\":601}")), "handover");
	fixture_refused(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)handover), "not_inside");
	assert_outside(f, STUDENT);
	/* A recruiter who offers a place in line wants to see them. */
	fixture_sql_write(f, "UPDATE handover SET until_ms = NULL");
	fixture_ok(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)handover));
	assert_inside(f, STUDENT);
	assert_counted(f, 2, 0);
}

static void who_was_away_when_their_turn_came_is_the_first_when_they_are_back(void **state)
{
	struct fixture *f = *state;

	open_with(f, 1);
	come(f, STUDENT);
	come(f, STUDENT + 1);
	come(f, STUDENT + 2);
	fixture_connect(f, STUDENT + 3, 9);
	go(f, STUDENT);
	fixture_pass(f, 4 * MINUTE);
	go(f, STUDENT + 1);
	fixture_pass(f, MINUTE + SECOND);
	/* The place is kept while they are gone for less than five minutes. */
	assert_inside(f, STUDENT + 1);
	assert_outside(f, STUDENT + 2);
	fixture_pass(f, 4 * MINUTE);
	assert_string_equal(state_of(f, STUDENT + 1), "none");
	assert_inside(f, STUDENT + 2);
	assert_true(enter(f, STUDENT + 3) != 0);
	/* They are back: before who came later. */
	fixture_connect(f, STUDENT + 1, 7);
	assert_outside(f, STUDENT + 1);
	fixture_ok(f, STUDENT + 2, "session.end_all", J("{}"));
	fixture_pass(f, SECOND);
	assert_inside(f, STUDENT + 1);
	assert_outside(f, STUDENT + 3);
	assert_counted(f, 1, 1);
}

static void no_place_is_kept_for_who_has_been_away_for_long(void **state)
{
	struct fixture *f = *state;

	open_with(f, 1);
	for (int64_t i = 0; i < 4; i++)
		come(f, STUDENT + i);
	go(f, STUDENT + 1);
	go(f, STUDENT + 2);
	fixture_pass(f, 3 * MINUTE);
	fixture_ok(f, STUDENT, "session.end_all", J("{}"));
	assert_inside(f, STUDENT + 3);
	assert_counted(f, 1, 0);
	fixture_connect(f, STUDENT + 2, 7);
	fixture_connect(f, STUDENT + 1, 8);
	assert_counted(f, 1, 2);
	fixture_ok(f, STUDENT + 3, "session.end_all", J("{}"));
	assert_inside(f, STUDENT + 1); /* in the order of their numbers */
	assert_outside(f, STUDENT + 2);
}

static void a_bound_is_raised_lowered_and_removed(void **state)
{
	struct fixture *f = *state;

	open_with(f, 4);
	for (int64_t i = 0; i < 8; i++)
		come(f, STUDENT + i);
	assert_counted(f, 4, 4);
	set_bound(f, 2); /* sends nobody out */
	assert_counted(f, 4, 4);
	/* So many more than there are, who are more than may be. */
	fixture_ok(f, ORGANISER, "fair.widen", J("{\"fair\":1,\"by\":1}"));
	assert_counted(f, 5, 3);
	assert_inside(f, STUDENT + 4);
	fixture_refused(f, ORGANISER, "fair.widen", J("{\"fair\":1,\"by\":0}"), "bad_value");
	fixture_refused(f, STUDENT, "fair.widen", J("{\"fair\":1,\"by\":1}"), "forbidden");
	/* Closed, all stays as it is; and goes on when the doors open again. */
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	set_bound(f, 6);
	fixture_pass(f, MINUTE);
	assert_counted(f, 5, 3);
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	assert_counted(f, 6, 2);
	fixture_ok(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":30}"));
	assert_counted(f, 6, 2);
	set_bound(f, 0);
	assert_counted(f, 8, 0);
	fixture_refused(f, ORGANISER, "fair.widen", J("{\"fair\":1,\"by\":1}"), "wrong_state");
	assert_int_equal(come(f, STUDENT + 8), 0);
}

static void a_copy_of_a_fair_has_its_bound(void **state)
{
	struct fixture *f = *state;
	int64_t copy;

	set_bound(f, 40);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "fair:1", "fair", FAIR), "inside_most"), 40);
	copy = int_of(fixture_ok(f, ORGANISER, "fair.copy",
				 J("{\"fair\":1,\"name\":\"Next\",\"opens_ms\":%lld}", T0 + 30 * 24 * 60 * MINUTE)),
		      "fair");
	assert_int_equal(fixture_sql(f, "SELECT max(inside_most) FROM fair WHERE id <> 1"), 40);
	assert_true(copy > 1);
	set_bound(f, 0);
	assert_null(json_object_get(fixture_item(f, STUDENT, "fair:1", "fair", FAIR), "inside_most"));
}

static void who_is_sent_away_or_signs_out_gives_the_place_up_at_once(void **state)
{
	struct fixture *f = *state;

	open_with(f, 1);
	for (int64_t i = 0; i < 4; i++)
		come(f, STUDENT + i);
	fixture_ok(f, ORGANISER, "student.ban", J("{\"fair\":1,\"student\":601,\"is_banned\":true}"));
	assert_inside(f, STUDENT + 1);
	fixture_refused(f, STUDENT, "fair.enter", J("{\"fair\":1}"), "sent_away");
	assert_string_equal(state_of(f, STUDENT), "sent_away");
	fixture_ok(f, ORGANISER, "student.ban", J("{\"fair\":1,\"student\":603,\"is_banned\":true}"));
	assert_counted(f, 1, 1);
	fixture_ok(f, STUDENT + 1, "session.end_all", J("{}"));
	assert_inside(f, STUDENT + 3);
	fixture_ok(f, ORGANISER, "student.ban", J("{\"fair\":1,\"student\":601,\"is_banned\":false}"));
	assert_string_equal(state_of(f, STUDENT), "none");
	assert_true(enter(f, STUDENT) != 0);
}

/* Students from 10001 on, as an import makes them. */
static void add_crowd(struct fixture *f, int n)
{
	char sql[400];

	snprintf(sql, sizeof(sql),
		 "WITH RECURSIVE n (i) AS (SELECT 10001 UNION ALL SELECT i + 1 FROM n WHERE i < 10000 + %d) "
		 "INSERT INTO account (id, email, name, locale, is_admin, created_ms) "
		 "SELECT i, 'c' || i || '@test.example', 'C', 'nl', 0, 0 FROM n", n);
	fixture_sql_write(f, sql);
	fixture_sql_write(f, "INSERT INTO participation (fair_id, account_id, role, org_id) "
			     "SELECT 1, id, 'student', (SELECT org_id FROM participation WHERE account_id = 601) "
			     "FROM account WHERE id > 10000");
}

static int64_t inside(struct fixture *f)
{
	return fixture_sql(f, "SELECT inside FROM doors");
}

static void a_crowd_comes_in_by_waves(void **state)
{
	struct fixture *f = *state;

	add_crowd(f, 350);
	fixture_restart(f, 0);
	open_with(f, 250);
	for (int64_t i = 10001; i <= 10350; i++)
		enter(f, i);
	assert_int_equal(inside(f), WAVE_MOST);
	fixture_pass(f, WAVE_MS - SECOND);
	assert_int_equal(inside(f), WAVE_MOST);
	fixture_pass(f, SECOND);
	assert_int_equal(inside(f), 2 * WAVE_MOST);
	/* Who was killed in between goes on where it was. */
	fixture_restart(f, 0);
	fixture_pass(f, WAVE_MS);
	assert_int_equal(inside(f), 250);
	fixture_pass(f, MINUTE);
	assert_int_equal(inside(f), 250);
	assert_int_equal(fixture_sql(f, "SELECT min(account_id) FROM guest WHERE state = 'waiting'"), 10251);
	/* Without a bound all are inside, a hundred a transaction. */
	set_bound(f, 0);
	fixture_pass(f, SECOND);
	assert_int_equal(inside(f), 350);
}

static void after_a_restart_who_does_not_come_back_gives_the_place_up(void **state)
{
	struct fixture *f = *state;

	open_with(f, 2);
	for (int64_t i = 0; i < 4; i++)
		come(f, STUDENT + i);
	assert_counted(f, 2, 2);
	fixture_restart(f, 10 * MINUTE);
	fixture_connect(f, STUDENT + 1, 1);
	fixture_connect(f, STUDENT + 3, 2);
	assert_counted(f, 2, 2);
	assert_inside(f, STUDENT + 1);
	fixture_pass(f, GUEST_GONE_MS);
	assert_counted(f, 2, 0);
	assert_inside(f, STUDENT + 3);
	/* 3 was away: their number goes before who comes now. */
	assert_true(enter(f, STUDENT + 4) > 4);
	fixture_connect(f, STUDENT + 2, 3);
	fixture_ok(f, STUDENT + 1, "session.end_all", J("{}"));
	assert_inside(f, STUDENT + 2);
	assert_outside(f, STUDENT + 4);
}

static void how_often_a_place_comes_free_is_told_once_it_is_known(void **state)
{
	struct fixture *f = *state;
	const json_t *doors;

	add_crowd(f, 60);
	fixture_restart(f, 0);
	open_with(f, 20);
	for (int64_t i = 10001; i <= 10060; i++)
		enter(f, i);
	for (int64_t i = 10001; i <= 10012; i++) {
		fixture_pass(f, 30 * SECOND);
		doors = fixture_item(f, 10060, "doors:1", "doors", FAIR);
		assert_true(!json_object_get(doors, "pace_ms") == (i <= 10010));
		fixture_ok(f, i, "session.end_all", J("{}"));
	}
	doors = fixture_item(f, 10060, "doors:1", "doors", FAIR);
	assert_int_equal(int_of(doors, "pace_ms"), 30 * SECOND);
	assert_int_equal(int_of(doors, "freed"), 12);
	assert_int_equal(int_of(doors, "waiting"), 28);
}

static void ten_thousand_who_wait_cost_nothing_while_nothing_changes(void **state)
{
	struct fixture *f = *state;
	int64_t seq;

	add_crowd(f, 10000);
	/* As they would stand there after coming one by one. */
	open_with(f, 1);
	enter(f, STUDENT);
	fixture_sql_write(f, "INSERT INTO guest (fair_id, account_id, state, number) SELECT 1, id, 'waiting', id FROM account "
			     "WHERE id > 10000");
	fixture_sql_write(f, "UPDATE doors SET waiting = 10000, next_number = 30000");
	fixture_restart(f, 0);
	seq = fixture_sql(f, "SELECT app_seq FROM meta");
	fixture_item(f, 10001, "doors:1", "doors", FAIR);
	fixture_pass(f, MINUTE);
	/* The fair's own tick and those who did not come back after the restart: a transaction for each moment. */
	assert_true(fixture_sql(f, "SELECT app_seq FROM meta") - seq < 400);
	fixture_item(f, 10001, "doors:1", "doors", FAIR);
	assert_int_equal(json_array_size(json_object_get(fixture_item(f, 10001, "doors:1", "doors", FAIR), "runs")), 1);
	fixture_ok(f, STUDENT, "session.end_all", J("{}"));
	assert_int_equal(fixture_sql(f, "SELECT inside FROM doors"), 1);
	assert_int_equal(fixture_sql(f, "SELECT waiting FROM doors"), 9999);
}

static void the_organiser_is_told_when_people_wait_outside_and_booths_are_idle(void **state)
{
	struct fixture *f = *state;
	const json_t *needs;

	open_with(f, 1);
	come(f, STUDENT);
	come(f, STUDENT + 1);
	needs = json_object_get(fixture_item(f, ORGANISER, "dashboard:1", "needs", FAIR), "needs");
	assert_int_equal(json_array_size(needs), 0);
	take_seat(f, RECRUITER);
	needs = json_object_get(fixture_item(f, ORGANISER, "dashboard:1", "needs", FAIR), "needs");
	assert_int_equal(json_array_size(needs), 1);
	assert_string_equal(text_of(json_array_get(needs, 0), "kind"), "outside");
	assert_int_equal(int_of(json_array_get(needs, 0), "count"), 1);
	fixture_ok(f, ORGANISER, "fair.widen", J("{\"fair\":1,\"by\":1}"));
	needs = json_object_get(fixture_item(f, ORGANISER, "dashboard:1", "needs", FAIR), "needs");
	assert_int_equal(json_array_size(needs), 0);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(a_fair_without_a_bound_lets_everybody_in),
		T(who_comes_to_a_full_fair_waits_in_the_order_of_coming),
		T(a_reload_or_a_dropped_phone_costs_no_place),
		T(who_waits_can_do_nothing_that_needs_the_fair),
		T(who_is_expected_is_never_kept_outside),
		T(no_booking_is_a_way_past_who_waits),
		T(a_coordinators_question_opens_no_door_and_a_place_in_line_does),
		T(who_was_away_when_their_turn_came_is_the_first_when_they_are_back),
		T(no_place_is_kept_for_who_has_been_away_for_long),
		T(a_bound_is_raised_lowered_and_removed),
		T(a_copy_of_a_fair_has_its_bound),
		T(who_is_sent_away_or_signs_out_gives_the_place_up_at_once),
		T(a_crowd_comes_in_by_waves),
		T(after_a_restart_who_does_not_come_back_gives_the_place_up),
		T(how_often_a_place_comes_free_is_told_once_it_is_known),
		T(ten_thousand_who_wait_cost_nothing_while_nothing_changes),
		T(the_organiser_is_told_when_people_wait_outside_and_booths_are_idle),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
