/* The evening as its organisers see and steer it, and as it is seen on a wall. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)

/* As an organiser opens it, so that it ticks. */
static void open_doors(struct fixture *f)
{
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
}

static const json_t *room_now(struct fixture *f)
{
	return fixture_item(f, ORGANISER, "dashboard:1", "room", ROOM);
}

/* The first need of this kind; NULL: there is none. */
static const json_t *need(struct fixture *f, const char *kind)
{
	const json_t *item = fixture_item(f, ORGANISER, "dashboard:1", "needs", FAIR);
	size_t i;
	json_t *one;

	json_array_foreach(json_object_get(item, "needs"), i, one) {
		if (strcmp(text_of(one, "kind"), kind) == 0)
			return one;
	}
	return NULL;
}

static void rooms_are_counted_as_they_are(void **state)
{
	struct fixture *f = *state;
	int64_t seat, call;

	assert_int_equal(int_of(room_now(f), "booths"), 2);
	assert_int_equal(int_of(room_now(f), "staffed"), 0);
	seat = take_seat(f, RECRUITER);
	assert_int_equal(int_of(room_now(f), "idle"), 1);
	fixture_pass(f, MINUTE);
	join(f, STUDENT);
	fixture_pass(f, MINUTE);
	join(f, STUDENT + 1);
	assert_int_equal(int_of(room_now(f), "waiting"), 2);
	assert_int_equal(int_of(room_now(f), "oldest_ms"), T0 + MINUTE);
	assert_int_equal(int_of(room_now(f), "idle"), 0);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	assert_int_equal(int_of(room_now(f), "talking"), 1);
	assert_int_equal(int_of(room_now(f), "waiting"), 1);
	assert_true(int_of(room_now(f), "oldest_ms") > T0 + MINUTE);
	fixture_sql_write(f, "UPDATE lead SET state = 'placed' WHERE account_id = 601");
	fixture_restart(f, 0);
	assert_int_equal(int_of(json_array_get(json_object_get(fixture_item(f, ORGANISER, "dashboard:1", "places", FAIR),
							       "rooms"),
						0),
				"placed"),
			 1);
}

static void only_organisers_of_the_fair_see_it(void **state)
{
	struct fixture *f = *state;

	fixture_refused(f, STUDENT, "subscribe", J("{\"topic\":\"dashboard:1\"}"), "forbidden");
	fixture_refused(f, COORDINATOR, "subscribe", J("{\"topic\":\"dashboard:1\"}"), "forbidden");
	fixture_refused(f, -1, "subscribe", J("{\"topic\":\"dashboard:1\"}"), "not_signed_in");
	fixture_refused(f, OTHER_RECRUITER, "subscribe", J("{\"topic\":\"notes:21\"}"), "not_found");
	fixture_refused(f, ORGANISER, "subscribe", J("{\"topic\":\"notes:21\"}"), "forbidden");
}

static void once_a_minute_how_it_is_is_kept(void **state)
{
	struct fixture *f = *state;

	open_doors(f);
	take_seat(f, RECRUITER);
	join(f, STUDENT);
	fixture_pass(f, 5 * MINUTE);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM live_point"), 6);
	assert_int_equal(fixture_sql(f, "SELECT max(waiting) FROM live_point"), 1);
	assert_non_null(fixture_item(f, ORGANISER, "dashboard:1", "point",
				     fixture_sql(f, "SELECT min(at_ms) FROM live_point")));
	/* What is older than the evening goes. */
	fixture_sql_write(f, "INSERT INTO live_point VALUES (1, 60000, 1, 1, 1)");
	fixture_pass(f, MINUTE);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM live_point WHERE at_ms = 60000"), 0);
}

static void a_booth_that_is_left_alone_is_told(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), note;

	join(f, STUDENT);
	assert_null(need(f, "line_alone"));
	fixture_ok(f, RECRUITER, "seat.leave", J("{\"seat\":%lld}", (long long)seat));
	assert_int_equal(int_of(need(f, "line_alone"), "booth"), BOOTH);
	assert_null(json_object_get(need(f, "line_alone"), "told_ms"));
	fixture_refused(f, ORGANISER, "booth.tell", J("{\"booth\":21,\"text\":\" \"}"), "bad_value");
	note = int_of(fixture_ok(f, ORGANISER, "booth.tell", J("{\"booth\":21,\"text\":\" Er wacht iemand \"}")), "note");
	assert_string_equal(text_of(fixture_item(f, RECRUITER, "notes:21", "note", note), "text"), "Er wacht iemand");
	assert_non_null(json_object_get(need(f, "line_alone"), "told_ms"));
	fixture_refused(f, OTHER_RECRUITER, "note.dismiss",
			J("{\"booth\":21,\"note\":%lld}", (long long)note), "not_found");
	/* By way of one's own booth it is not reached either. */
	fixture_refused(f, OTHER_RECRUITER, "note.dismiss", J("{\"booth\":22,\"note\":%lld}", (long long)note),
			"not_found");
	assert_non_null(fixture_item(f, RECRUITER, "notes:21", "note", note));
	fixture_ok(f, COLLEAGUE, "note.dismiss", J("{\"booth\":21,\"note\":%lld}", (long long)note));
	assert_null(fixture_item(f, RECRUITER, "notes:21", "note", note));
	assert_int_equal(fixture_sql(f, "SELECT read_by FROM booth_note"), COLLEAGUE);
	/* Not more than somebody reads. */
	for (int i = 0; i < 10; i++)
		fixture_ok(f, ORGANISER, "booth.tell", J("{\"booth\":21,\"text\":\"%d\"}", i));
	fixture_refused(f, ORGANISER, "booth.tell", J("{\"booth\":21,\"text\":\"x\"}"), "bad_value");
}

/* What is written to the booth is mailed as well; to how many so far. */
static int64_t mailed(struct fixture *f, bool is_expected)
{
	const json_t *reply = fixture_ok(f, ORGANISER, "booth.tell", J("{\"booth\":21,\"text\":\"Kom <b>je</b>?\"}"));

	assert_int_equal(json_is_true(json_object_get(reply, "is_mailed")), is_expected);
	return fixture_sql(f, "SELECT count(*) FROM mail WHERE kind = 'note'");
}

static void a_booth_of_which_nobody_is_here_is_mailed(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(mailed(f, false), 0); /* no mails are written */
	fixture_ok(f, 0, "mail.configure",
		   J("{\"mode\":\"sent\",\"origin\":\"https://beurs.example\",\"sender\":\"a@b.example\"}"));
	fixture_ok(f, 0, "person.offline", J("{\"account\":%d}", COLLEAGUE));
	fixture_ok(f, 0, "person.online", J("{\"account\":%d}", COLLEAGUE));
	assert_int_equal(mailed(f, false), 0);
	fixture_ok(f, 0, "person.offline", J("{\"account\":%d}", COLLEAGUE));
	/* Who has two roles is one person. */
	fixture_sql_write(f, "INSERT INTO participation VALUES (1, 505, 'recruiter', 101)");
	assert_int_equal(mailed(f, true), 3);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE text LIKE '%Kom <b>je</b>?%' "
					"AND text LIKE '%/console/21%' AND html LIKE '%Kom &lt;b&gt;je%'"), 3);
	assert_int_equal(fixture_sql(f, "SELECT count(DISTINCT account_id) FROM mail "
					"WHERE account_id IN (502, 503, 505)"), 3);
	fixture_pass(f, 10 * MINUTE - 1);
	assert_int_equal(mailed(f, false), 3);
	fixture_pass(f, 1);
	assert_int_equal(mailed(f, true), 6);
}

static void what_is_wrong_in_a_talk_is_needed_until_it_is_settled(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	fixture_ok(f, STUDENT, "call.report",
		   J("{\"call\":%lld,\"reason\":\"rude\",\"text\":\"\",\"is_blocked\":false}", (long long)call));
	assert_int_equal(int_of(need(f, "report"), "count"), 1);
	fixture_ok(f, ORGANISER, "report.settle",
		   J("{\"report\":%lld}", (long long)fixture_sql(f, "SELECT id FROM report")));
	assert_null(need(f, "report"));
}

static void what_is_wrong_with_a_message_is_needed_at_once(void **state)
{
	struct fixture *f = *state;
	int64_t message = int_of(fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"Rude\"}")), "message");

	fixture_connect(f, ORGANISER, 1);
	fixture_ok(f, ORGANISER, "subscribe", J("{\"topic\":\"dashboard:1\"}"));
	fixture_pass(f, 2 * SECOND);
	json_array_clear(f->frames);
	fixture_ok(f, STUDENT + 1, "message.report",
		   J("{\"message\":%lld,\"reason\":\"rude\",\"text\":\"\"}", (long long)message));
	fixture_pass(f, 2 * SECOND);
	assert_int_equal(frames_of(f, "dashboard:1"), 1);
	assert_int_equal(int_of(need(f, "report"), "count"), 1);
}

static void a_fair_that_is_extended_takes_people_in_for_longer(void **state)
{
	struct fixture *f = *state;
	int64_t closes;

	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_refused(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":15}"), "wrong_state");
	fixture_sql_write(f, "UPDATE fair SET closes_ms = opens_ms + 60000");
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	take_seat(f, RECRUITER);
	join(f, STUDENT);
	fixture_refused(f, STUDENT + 1, "queue.join", J("{\"booth\":21}"), "queue_full");
	fixture_refused(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":4}"), "bad_value");
	fixture_refused(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":121}"), "bad_value");
	fixture_refused(f, COORDINATOR, "fair.extend", J("{\"fair\":1,\"minutes\":30}"), "forbidden");
	fixture_connect(f, STUDENT + 1, 1);
	fixture_ok(f, STUDENT + 1, "subscribe", J("{\"topic\":\"booth:21\"}"));
	closes = int_of(fixture_ok(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":30}")), "closes_ms");
	assert_int_equal(closes, T0 + 31 * MINUTE);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "fair:1", "fair", FAIR), "closes_ms"), closes);
	assert_string_equal(text_of(fixture_item(f, STUDENT + 1, "booth:21", "booth", BOOTH), "line"), "open");
	fixture_ok(f, STUDENT + 1, "queue.join", J("{\"booth\":21}"));
	/* Past its planned closing it is later than now. */
	fixture_pass(f, 60 * MINUTE);
	closes = int_of(fixture_ok(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":15}")), "closes_ms");
	assert_int_equal(closes, f->now_ms + 15 * MINUTE);
	/* Booths see cards as long after the closing as was said. */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM timer WHERE command = 'fair.hide_cards' AND due_ms = "
					"(SELECT closes_ms + retention_ms FROM fair)"),
			 1);
}

static void a_fair_is_not_extended_for_ever_nor_over_what_students_were_told(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "UPDATE fair SET closes_ms = opens_ms + 7 * 86400000 - 600000");
	fixture_ok(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":10}"));
	fixture_refused(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":5}"), "wrong_state");
	/* Booths see cards no more; they would again. */
	fixture_sql_write(f, "UPDATE fair SET closes_ms = opens_ms + 60000, retention_ms = 86400000");
	fixture_pass(f, 24 * 60 * MINUTE + MINUTE);
	fixture_refused(f, ORGANISER, "fair.extend", J("{\"fair\":1,\"minutes\":15}"), "wrong_state");
}

static void students_are_pointed_to_quiet_booths_for_a_while(void **state)
{
	struct fixture *f = *state;
	int64_t until = int_of(fixture_ok(f, ORGANISER, "fair.point_quiet", J("{\"fair\":1}")), "until_ms");

	assert_int_equal(until, f->now_ms + 10 * MINUTE);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "fair:1", "fair", FAIR), "quiet_until_ms"), until);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_refused(f, ORGANISER, "fair.point_quiet", J("{\"fair\":1}"), "wrong_state");
}

static int64_t wall_of(struct fixture *f, const char *is_new)
{
	return int_of(fixture_ok(f, ORGANISER, "wall.show", J("{\"fair\":1,\"is_new\":%s}", is_new)), "wall");
}

static void a_wall_shows_numbers_to_who_has_its_address(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), wall = wall_of(f, "false");
	char topic[40];
	const json_t *call;

	assert_true(wall > 1000000000);
	assert_int_equal(wall_of(f, "false"), wall);
	snprintf(topic, sizeof(topic), "wall:%lld", (long long)wall);
	assert_int_equal(int_of(fixture_item(f, -1, topic, "wall", wall), "fair"), FAIR);
	join(f, STUDENT);
	ring(f, RECRUITER, seat);
	call = fixture_item(f, -1, topic, "call", BOOTH);
	assert_int_equal(json_integer_value(json_array_get(json_object_get(call, "numbers"), 0)), 1);
	/* And nothing that says who it is: these are all its fields. */
	assert_int_equal(json_object_size(call), 4);
	assert_string_equal(text_of(call, "booth_name"), "Booth 21");
	assert_int_equal(int_of(call, "room"), ROOM);
	on_call(f, STUDENT, "call.decline", fixture_sql(f, "SELECT id FROM call"));
	assert_null(fixture_item(f, -1, topic, "call", BOOTH));
	/* Replaced, the old address shows nothing; nor does a number that nobody was told. */
	assert_true(wall_of(f, "true") != wall);
	fixture_refused(f, -1, "subscribe", J("{\"topic\":\"%s\"}", topic), "not_found");
	fixture_refused(f, -1, "subscribe", J("{\"topic\":\"wall:1\"}"), "not_found");
	fixture_refused(f, STUDENT, "wall.show", J("{\"fair\":1,\"is_new\":false}"), "forbidden");
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(rooms_are_counted_as_they_are),
		T(only_organisers_of_the_fair_see_it),
		T(once_a_minute_how_it_is_is_kept),
		T(a_booth_that_is_left_alone_is_told),
		T(a_booth_of_which_nobody_is_here_is_mailed),
		T(what_is_wrong_in_a_talk_is_needed_until_it_is_settled),
		T(what_is_wrong_with_a_message_is_needed_at_once),
		T(a_fair_that_is_extended_takes_people_in_for_longer),
		T(a_fair_is_not_extended_for_ever_nor_over_what_students_were_told),
		T(students_are_pointed_to_quiet_booths_for_a_while),
		T(a_wall_shows_numbers_to_who_has_its_address),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
