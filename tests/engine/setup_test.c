/* A fair in the making: by whom, from nothing to open doors (design §1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define SCHOOL INT64_C(100)
#define HOUR_MS (3600 * INT64_C(1000))
#define DAY_MS (24 * HOUR_MS)

/* A fair of three hours that opens so long after T0. */
static json_t *fair_args(const char *object, int64_t id, const char *name, int64_t opens_in_ms)
{
	return J("{\"%s\":%lld,\"draft\":{\"name\":\"%s\",\"kind\":\"internship\",\"opens_ms\":%lld,"
		 "\"closes_ms\":%lld,\"target\":50,\"talk_minutes\":10}}",
		 object, (long long)id, name, T0 + (long long)opens_in_ms,
		 T0 + (long long)(opens_in_ms + 3 * HOUR_MS));
}

static int64_t make_fair(struct fixture *f, int64_t who, const char *name)
{
	return int_of(fixture_ok(f, who, "fair.create", fair_args("school", SCHOOL, name, 14 * DAY_MS)),
		      "fair");
}

static json_t *room_args(const char *object, int64_t id, const char *name, const char *name_en)
{
	return J("{\"%s\":%lld,\"draft\":{\"name\":\"%s\",\"name_en\":\"%s\",\"sector\":\"care\"}}",
		 object, (long long)id, name, name_en);
}

static int64_t add_room(struct fixture *f, int64_t fair, const char *name)
{
	return int_of(fixture_ok(f, ORGANISER, "room.add", room_args("fair", fair, name, "")), "room");
}

/* Refused, and it says of which field. */
static void refused_field(struct fixture *f, int64_t who, const char *cmd, json_t *args,
			  const char *code, const char *field)
{
	const json_t *err = json_object_get(fixture_send(f, who, cmd, args), "err");

	assert_non_null(err);
	assert_string_equal(text_of(err, "code"), code);
	assert_string_equal(text_of(err, "field"), field);
}

/* An item of a fair's lobby as anybody sees it. */
static const json_t *seen(struct fixture *f, int64_t fair, const char *item, int64_t id)
{
	char topic[40];

	snprintf(topic, sizeof(topic), "fair:%lld", (long long)fair);
	return fixture_item(f, STUDENT, topic, item, id);
}

static void an_organiser_makes_a_fair_and_runs_it(void **state)
{
	struct fixture *f = *state;
	int64_t fair = make_fair(f, ORGANISER, "Stagebeurs Leiden 2027");
	const json_t *item = seen(f, fair, "fair", fair);

	assert_string_equal(text_of(item, "slug"), "stagebeurs-leiden-2027");
	assert_string_equal(text_of(item, "state"), "planned");
	assert_string_equal(text_of(item, "timezone"), "Europe/Amsterdam");
	assert_int_equal(int_of(item, "talk_ms"), 600000);
	assert_string_equal(text_of(seen(f, fair, "school", SCHOOL), "name"), "School");
	/* It is theirs: they can change it. A second one of this name has an address of its own. */
	fixture_ok(f, ORGANISER, "fair.save", fair_args("fair", fair, "Leiden", 15 * DAY_MS));
	assert_string_equal(text_of(seen(f, fair, "fair", fair), "name"), "Leiden");
	fair = make_fair(f, ORGANISER, "Stagebeurs Leiden 2027");
	assert_string_equal(text_of(seen(f, fair, "fair", fair), "slug"), "stagebeurs-leiden-2027-2");
}

static int64_t first_in(const json_t *me, const char *what)
{
	return int_of(json_array_get(json_object_get(me, "participations"), 0), what);
}

/* Which of several comes first after choosing this one; booth 0: none in particular. */
static int64_t first_of(struct fixture *f, int64_t account, int64_t fair, int64_t booth, const char *what)
{
	json_t *args = booth ? J("{\"fair\":%lld,\"booth\":%lld}", (long long)fair, (long long)booth) :
			       J("{\"fair\":%lld}", (long long)fair);

	return first_in(json_object_get(fixture_ok(f, account, "account.go_to", args), "me"), what);
}

static void who_is_at_several_fairs_comes_to_the_one_that_is_open_chosen_or_nearest(void **state)
{
	struct fixture *f = *state;
	int64_t later = make_fair(f, ORGANISER, "Later");

	/* The doors of the first are open. */
	fixture_connect(f, ORGANISER, 4);
	assert_int_equal(first_in(json_object_get(json_object_get(f->hello, "hello"), "me"), "fair"), FAIR);
	assert_int_equal(first_of(f, ORGANISER, later, 0, "fair"), later);
	/* What opens after they chose goes first. */
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_pass(f, 1000);
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	fixture_connect(f, ORGANISER, 6);
	assert_int_equal(first_in(json_object_get(json_object_get(f->hello, "hello"), "me"), "fair"), FAIR);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_int_equal(first_of(f, ORGANISER, later, 0, "fair"), later);
	assert_int_equal(first_of(f, ORGANISER, FAIR, 0, "fair"), FAIR);
	fixture_sql_write(f, "UPDATE account SET at_fair_id = NULL");
	/* Just over is nearer than in a fortnight. */
	fixture_connect(f, ORGANISER, 5);
	assert_int_equal(first_in(json_object_get(json_object_get(f->hello, "hello"), "me"), "fair"), FAIR);
	fixture_refused(f, ORGANISER, "account.go_to", J("{\"fair\":77}"), "bad_value");
	fixture_refused(f, STUDENT, "account.go_to", J("{\"fair\":%lld}", (long long)later), "bad_value");
}

static void who_answers_for_a_second_booth_comes_to_that_one(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "INSERT INTO chat VALUES (299, 1, 29, NULL)");
	fixture_sql_write(f, "INSERT INTO booth SELECT 29, fair_id, room_id, org_id, 299, 'second', 'Second', tagline, about, "
			     "city, talk_ms, 1, 0, 'nl' FROM booth WHERE id = 21");
	assert_int_equal(first_of(f, MANAGER, FAIR, 0, "booth"), 21);
	fixture_sql_write(f, "INSERT INTO exhibitor (booth_id, fair_id, account_id, invited_ms, reminded_ms) "
			     "VALUES (29, 1, 505, NULL, NULL)");
	assert_int_equal(first_of(f, MANAGER, FAIR, 0, "booth"), 29);
	assert_int_equal(first_of(f, MANAGER, FAIR, 21, "booth"), 21);
	fixture_refused(f, MANAGER, "account.go_to", J("{\"fair\":1,\"booth\":22}"), "bad_value");
}

static void a_fair_is_made_by_who_organises_for_its_school_or_runs_the_server(void **state)
{
	struct fixture *f = *state;
	int64_t fair, school;

	fixture_refused(f, COORDINATOR, "fair.create", fair_args("school", SCHOOL, "X", DAY_MS), "forbidden");
	fixture_refused(f, STUDENT, "fair.create", fair_args("school", SCHOOL, "X", DAY_MS), "forbidden");
	/* An employer is no school, and another school is not theirs. */
	fixture_refused(f, ORGANISER, "fair.create", fair_args("school", 101, "X", DAY_MS), "not_found");
	fixture_refused(f, ORGANISER, "school.add", J("{\"name\":\"New\",\"city\":\"\"}"), "forbidden");
	school = int_of(fixture_ok(f, ADMIN, "school.add", J("{\"name\":\"ROC Nieuw\",\"city\":\"Delft\"}")),
			"school");
	refused_field(f, ADMIN, "school.add", J("{\"name\":\"roc nieuw\",\"city\":\"\"}"), "bad_value",
		      "args.name");
	fixture_refused(f, ORGANISER, "fair.create", fair_args("school", school, "X", DAY_MS), "not_found");
	/* The administrator organises it, and so do the school's own organisers. */
	fair = int_of(fixture_ok(f, ADMIN, "fair.create", fair_args("school", school, "Delft", DAY_MS)),
		      "fair");
	fixture_ok(f, ADMIN, "fair.save", fair_args("fair", fair, "Delft", DAY_MS));
	fixture_refused(f, ORGANISER, "fair.save", fair_args("fair", fair, "Mine", DAY_MS), "forbidden");
	fair = make_fair(f, ADMIN, "Ours");
	fixture_ok(f, ORGANISER, "fair.save", fair_args("fair", fair, "Ours", DAY_MS));
}

static void schools_say_for_which_one_may_make_a_fair(void **state)
{
	struct fixture *f = *state;
	const json_t *list;

	fixture_ok(f, ADMIN, "school.add", J("{\"name\":\"ROC Nieuw\",\"city\":\"Delft\"}"));
	list = json_object_get(fixture_ok(f, ORGANISER, "school.list", J("{}")), "schools");
	assert_int_equal(json_array_size(list), 2);
	assert_false(json_is_true(json_object_get(json_array_get(list, 0), "is_mine")));
	assert_true(json_is_true(json_object_get(json_array_get(list, 1), "is_mine")));
	list = json_object_get(fixture_ok(f, ADMIN, "school.list", J("{}")), "schools");
	assert_true(json_is_true(json_object_get(json_array_get(list, 0), "is_mine")));
	list = json_object_get(fixture_ok(f, STUDENT, "school.list", J("{}")), "schools");
	assert_false(json_is_true(json_object_get(json_array_get(list, 1), "is_mine")));
}

static void a_fair_that_cannot_be_names_its_field(void **state)
{
	struct fixture *f = *state;

	refused_field(f, ORGANISER, "fair.create", fair_args("school", SCHOOL, " ", DAY_MS), "bad_value",
		      "args.draft.name");
	refused_field(f, ORGANISER, "fair.create", fair_args("school", SCHOOL, "X", -DAY_MS), "bad_value",
		      "args.draft.opens_ms");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM fair"), 1);
}

static void once_the_doors_have_opened_only_words_change(void **state)
{
	struct fixture *f = *state;

	fixture_ok(f, ORGANISER, "fair.save",
		   J("{\"fair\":1,\"draft\":{\"name\":\"Renamed\",\"kind\":\"internship\",\"opens_ms\":%lld,"
		     "\"closes_ms\":%lld,\"target\":150,\"talk_minutes\":8}}",
		     T0, T0 + 8 * HOUR_MS));
	assert_int_equal(int_of(seen(f, FAIR, "fair", FAIR), "target"), 150);
	refused_field(f, ORGANISER, "fair.save", fair_args("fair", FAIR, "Renamed", DAY_MS), "wrong_state",
		      "args.draft.opens_ms");
	fixture_ok(f, ORGANISER, "fair.save_texts",
		   J("{\"fair\":1,\"welcome\":\" Welkom! \",\"welcome_en\":\"\",\"privacy\":\"Wij\\nbewaren\","
		     "\"privacy_en\":\"\"}"));
	assert_string_equal(text_of(seen(f, FAIR, "texts", FAIR), "welcome"), "Welkom!");
	assert_string_equal(text_of(seen(f, FAIR, "texts", FAIR), "privacy"), "Wij\nbewaren");
}

static void times_are_not_left_behind(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_restart(f, 0);
	/* It has times until two hours from T0: its opening is moved, which asks who booked. */
	refused_field(f, ORGANISER, "fair.save", fair_args("fair", FAIR, "Later", HOUR_MS), "has_times",
		      "args.draft.opens_ms");
	refused_field(f, ORGANISER, "fair.save",
		      J("{\"fair\":1,\"draft\":{\"name\":\"Short\",\"kind\":\"internship\",\"opens_ms\":%lld,"
			"\"closes_ms\":%lld,\"target\":1,\"talk_minutes\":8}}",
			T0, T0 + HOUR_MS),
		      "has_times", "args.draft.closes_ms");
	fixture_ok(f, ORGANISER, "fair.save", fair_args("fair", FAIR, "Three hours", 0));
	assert_int_equal(int_of(seen(f, FAIR, "fair", FAIR), "closes_ms"), T0 + 3 * HOUR_MS);
}

static void rooms_are_added_renamed_ordered_and_taken_away(void **state)
{
	struct fixture *f = *state;
	int64_t fair = make_fair(f, ORGANISER, "Rooms"), care = add_room(f, fair, "Zorg"),
		other = add_room(f, fair, "Zorg");

	assert_string_equal(text_of(seen(f, fair, "room", care), "name_en"), "Zorg");
	assert_int_equal(int_of(seen(f, fair, "room", other), "position"), 2);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM room WHERE slug IN ('zorg', 'zorg-2') "
					"AND fair_id <> 1"), 2);
	fixture_ok(f, ORGANISER, "room.save", room_args("room", other, "Welzijn", "Welfare"));
	assert_string_equal(text_of(seen(f, fair, "room", other), "name_en"), "Welfare");
	refused_field(f, ORGANISER, "room.add", room_args("fair", fair, " ", ""), "bad_value",
		      "args.draft.name");
	fixture_ok(f, ORGANISER, "room.order",
		   J("{\"fair\":%lld,\"rooms\":[%lld,%lld]}", (long long)fair, (long long)other, (long long)care));
	assert_int_equal(int_of(seen(f, fair, "room", care), "position"), 2);
	refused_field(f, ORGANISER, "room.order",
		      J("{\"fair\":%lld,\"rooms\":[%lld]}", (long long)fair, (long long)care), "bad_value",
		      "args.rooms");
	refused_field(f, ORGANISER, "room.order",
		      J("{\"fair\":%lld,\"rooms\":[%lld,11]}", (long long)fair, (long long)care),
		      "bad_value", "args.rooms");
	fixture_ok(f, ORGANISER, "room.remove", J("{\"room\":%lld}", (long long)care));
	assert_null(seen(f, fair, "room", care));
	/* Booths stand in this one. */
	fixture_refused(f, ORGANISER, "room.remove", J("{\"room\":11}"), "in_use");
	fixture_ok(f, ORGANISER, "room.save", room_args("room", ROOM, "Zorg", ""));
	assert_string_equal(text_of(fixture_item(f, STUDENT, "booth:21", "booth", BOOTH), "sector"), "care");
}

/* Whether a task is done, as the organiser sees it now. */
static bool is_done(struct fixture *f, int64_t fair, enum setup_task task)
{
	char topic[40];
	const json_t *item;

	snprintf(topic, sizeof(topic), "setup:%lld", (long long)fair);
	item = fixture_item(f, ORGANISER, topic, "task", task + 1);
	assert_non_null(item);
	return json_is_true(json_object_get(item, "is_done"));
}

static void the_doors_open_when_nothing_is_missing_that_a_fair_needs(void **state)
{
	struct fixture *f = *state;
	int64_t fair = make_fair(f, ORGANISER, "Empty"), room;

	refused_field(f, ORGANISER, "fair.open", J("{\"fair\":%lld}", (long long)fair), "not_ready", "rooms");
	room = add_room(f, fair, "Zorg");
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":%lld}", (long long)fair));
	/* Closed too early, and its rooms gone: nobody is kept from opening again. */
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":%lld}", (long long)fair));
	fixture_ok(f, ORGANISER, "room.remove", J("{\"room\":%lld}", (long long)room));
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":%lld}", (long long)fair));
	/* One that is over before it began. Open ones tick every quarter of a minute, which is long in two weeks. */
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":%lld}", (long long)fair));
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":%lld}", (long long)FAIR));
	fair = make_fair(f, ORGANISER, "Late");
	add_room(f, fair, "Zorg");
	fixture_pass(f, 15 * DAY_MS);
	refused_field(f, ORGANISER, "fair.open", J("{\"fair\":%lld}", (long long)fair), "not_ready", "dates");
}

static void what_is_missing_follows_what_is_made(void **state)
{
	struct fixture *f = *state;
	int64_t fair = make_fair(f, ORGANISER, "List");
	char topic[40];

	snprintf(topic, sizeof(topic), "setup:%lld", (long long)fair);
	fixture_refused(f, COORDINATOR, "subscribe", J("{\"topic\":\"%s\"}", topic), "forbidden");
	assert_false(is_done(f, fair, SETUP_TASK_ROOMS));
	assert_false(is_done(f, fair, SETUP_TASK_BOOTHS));
	assert_false(is_done(f, fair, SETUP_TASK_STUDENTS));
	assert_true(is_done(f, fair, SETUP_TASK_DATES));
	/* Whoever follows hears of it. */
	fixture_ok(f, ORGANISER, "subscribe", J("{\"topic\":\"%s\"}", topic));
	json_array_clear(f->frames);
	add_room(f, fair, "Zorg");
	fixture_pass(f, 1000);
	assert_int_equal(frames_of(f, topic), 1);
	assert_true(is_done(f, fair, SETUP_TASK_ROOMS));
	fixture_ok(f, ORGANISER, "fair.save_texts",
		   J("{\"fair\":%lld,\"welcome\":\"Welkom\",\"welcome_en\":\"\",\"privacy\":\"\","
		     "\"privacy_en\":\"\"}",
		     (long long)fair));
	assert_true(is_done(f, fair, SETUP_TASK_WELCOME));
	assert_false(is_done(f, fair, SETUP_TASK_PRIVACY));
	/* The fixture's own fair: two booths have people, one has not. */
	assert_true(is_done(f, FAIR, SETUP_TASK_PLACEMENTS));
	/* Where no mails are sent, who is on a list has no way in yet. */
	assert_false(is_done(f, FAIR, SETUP_TASK_STUDENTS));
	fixture_sql_write(f, "UPDATE mail_server SET mode = 'shown'");
	assert_false(is_done(f, FAIR, SETUP_TASK_STAFF));
	fixture_ok(f, ORGANISER, "staff.invite",
		   J("{\"booth\":23,\"email\":\"x@y.example\",\"name\":\"X\",\"role\":\"recruiter\"}"));
	assert_true(is_done(f, FAIR, SETUP_TASK_STUDENTS));
	assert_true(is_done(f, FAIR, SETUP_TASK_STAFF));
}

/* How many of a table's rows are of this fair. */
static int64_t rows(struct fixture *f, const char *table, const char *where, int64_t fair)
{
	char sql[256];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE %s AND fair_id = %lld", table, where,
		 (long long)fair);
	return fixture_sql(f, sql);
}

static void an_earlier_fair_comes_anew_without_what_happened_at_it(void **state)
{
	static const char *const MADE[] = { "room", "programme", "work_process", "booth", "placement",
					    "placement_process", "fair_school" };
	static const char *const HAPPENED[] = { "slot", "booking", "queue_entry", "lead", "card", "call",
						"message", "seat", "visit", "report", "ban" };
	struct fixture *f = *state;
	int64_t fair, seat;
	const json_t *was, *is;

	fixture_sql_write(f, "INSERT INTO work_process VALUES (910, 1, 900, 'W1', 'Builds')");
	fixture_sql_write(f, "INSERT INTO placement_process VALUES (1021, 910, 1)");
	fixture_sql_write(f, "UPDATE fair SET put_back = 4, is_blind = 1, kind = 'work_experience', "
			     "welcome = 'Welkom'");
	fixture_sql_write(f, "UPDATE booth SET talk_ms = 720000, languages = 'nl en' WHERE id = 21");
	fixture_restart(f, 0);
	seat = take_seat(f, RECRUITER);
	join(f, STUDENT);
	ring(f, RECRUITER, seat);
	fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"hoi\"}"));
	fair = int_of(fixture_ok(f, ORGANISER, "fair.copy",
				 J("{\"fair\":1,\"name\":\"Next year\",\"opens_ms\":%lld}", T0 + 300 * DAY_MS)),
		      "fair");
	for (size_t i = 0; i < ARRAY_LEN(MADE); i++) {
		assert_true(rows(f, MADE[i], "1", FAIR) > 0);
		assert_int_equal(rows(f, MADE[i], "1", fair), rows(f, MADE[i], "1", FAIR));
	}
	for (size_t i = 0; i < ARRAY_LEN(HAPPENED); i++)
		assert_int_equal(rows(f, HAPPENED[i], "1", fair), 0);
	assert_int_equal(rows(f, "participation", "role = 'student'", fair), 0);
	assert_int_equal(rows(f, "participation", "role <> 'student'", fair),
			 rows(f, "participation", "role <> 'student'", FAIR));
	/* Each hangs on the new row, not on the old one. */
	assert_int_equal(rows(f, "booth", "room_id IN (SELECT id FROM room WHERE fair_id = 1)", fair), 0);
	assert_int_equal(rows(f, "placement", "programme_id = 900", fair), 0);
	assert_int_equal(rows(f, "placement_process", "process_id = 910", fair), 0);
	assert_int_equal(rows(f, "booth", "talk_ms = 720000 AND languages = 'nl en'", fair), 1);
	assert_int_equal(rows(f, "chat", "booth_id IN (SELECT id FROM booth WHERE fair_id <> 1)", fair), 3);
	was = json_deep_copy(seen(f, FAIR, "fair", FAIR));
	is = seen(f, fair, "fair", fair);
	assert_string_equal(text_of(is, "state"), "planned");
	assert_int_equal(int_of(is, "closes_ms") - int_of(is, "opens_ms"),
			 int_of(was, "closes_ms") - int_of(was, "opens_ms"));
	for (size_t i = 0; i < 7; i++) {
		static const char *const RULES[] = { "kind", "is_blind", "put_back", "ring_s", "max_queues",
						     "retention_days", "target" };

		assert_true(json_equal(json_object_get(is, RULES[i]), json_object_get(was, RULES[i])));
	}
	json_decref((json_t *)was);
	assert_string_equal(text_of(seen(f, fair, "texts", fair), "welcome"), "Welkom");
	/* Its manager finds it, and the fair that goes on is untouched. */
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":%lld}", (long long)fair));
	assert_int_equal(rows(f, "queue_entry", "state = 'called'", FAIR), 1);
	refused_field(f, ORGANISER, "fair.copy", J("{\"fair\":1,\"name\":\"X\",\"opens_ms\":1}"), "bad_value",
		      "args.opens_ms");
	fixture_refused(f, COORDINATOR, "fair.copy", J("{\"fair\":1,\"name\":\"X\",\"opens_ms\":1}"),
			"forbidden");
}

/* What a school of theirs is asked to share. */
static const json_t *request_of(struct fixture *f, int64_t who, size_t i)
{
	const json_t *ok = fixture_ok(f, who, "school.requests", json_object());

	return json_array_get(json_object_get(ok, "requests"), i);
}

static json_t *answer_args(int64_t school, int64_t fair, bool is_yes)
{
	return J("{\"school\":%lld,\"fair\":%lld,\"is_yes\":%s}", (long long)school, (long long)fair,
		 is_yes ? "true" : "false");
}

static void two_schools_share_a_fair(void **state)
{
	struct fixture *f = *state;
	int64_t fair = make_fair(f, ORGANISER, "Shared"), school, copy;
	char topic[40];

	snprintf(topic, sizeof(topic), "fair:%lld", (long long)fair);
	school = int_of(fixture_ok(f, ADMIN, "school.add", J("{\"name\":\"ROC Nieuw\",\"city\":\"\"}")),
			"school");
	/* Who made a fair for the other school organises for it from then on. */
	fixture_ok(f, ADMIN, "fair.create", fair_args("school", school, "Of theirs", DAY_MS));
	fixture_refused(f, ADMIN, "fair.save", fair_args("fair", fair, "Mine", 14 * DAY_MS), "forbidden");
	fixture_ok(f, ORGANISER, "fair.add_school",
		   J("{\"fair\":%lld,\"school\":%lld}", (long long)fair, (long long)school));
	assert_string_equal(text_of(seen(f, fair, "school", school), "name"), "ROC Nieuw");
	/* It is asked, and runs the fair once it says yes. */
	assert_true(json_is_false(json_object_get(seen(f, fair, "school", school), "has_joined")));
	fixture_refused(f, ADMIN, "fair.save", fair_args("fair", fair, "Mine", 14 * DAY_MS), "forbidden");
	assert_int_equal(int_of(request_of(f, ADMIN, 0), "fair"), fair);
	assert_null(request_of(f, ORGANISER, 0));
	refused_field(f, ADMIN, "school.answer", answer_args(school, FAIR, true), "bad_value", "args.fair");
	fixture_refused(f, ORGANISER, "school.answer", answer_args(school, fair, true), "not_found");
	fixture_ok(f, ADMIN, "school.answer", answer_args(school, fair, true));
	assert_null(request_of(f, ADMIN, 0));
	assert_true(json_is_true(json_object_get(seen(f, fair, "school", school), "has_joined")));
	fixture_ok(f, ADMIN, "fair.save", fair_args("fair", fair, "Ours", 14 * DAY_MS));
	refused_field(f, ORGANISER, "fair.add_school", J("{\"fair\":%lld,\"school\":101}", (long long)fair),
		      "bad_value", "args.school");
	/* Whoever looks hears of it. */
	fixture_ok(f, STUDENT, "subscribe", J("{\"topic\":\"%s\"}", topic));
	fixture_pass(f, 2000);
	json_array_clear(f->frames);
	fixture_ok(f, ORGANISER, "fair.remove_school",
		   J("{\"fair\":%lld,\"school\":%lld}", (long long)fair, (long long)school));
	fixture_pass(f, 1000);
	assert_int_equal(frames_of(f, topic), 1);
	assert_null(seen(f, fair, "school", school));
	fixture_refused(f, ADMIN, "fair.save", fair_args("fair", fair, "Mine", 14 * DAY_MS), "forbidden");
	/* Its coordinators come and go with it. */
	fixture_sql_write(f, "INSERT INTO membership SELECT 601, id, 'coordinator' FROM organisation "
			     "WHERE name = 'ROC Nieuw'");
	fixture_ok(f, ORGANISER, "fair.add_school",
		   J("{\"fair\":%lld,\"school\":%lld}", (long long)fair, (long long)school));
	fixture_ok(f, ADMIN, "school.answer", answer_args(school, fair, true));
	assert_int_equal(rows(f, "participation", "account_id = 601 AND role = 'coordinator'", fair), 1);
	copy = int_of(fixture_ok(f, ORGANISER, "fair.copy",
				 J("{\"fair\":%lld,\"name\":\"Again\",\"opens_ms\":%lld}", (long long)fair,
				   T0 + (long long)(30 * DAY_MS))),
		      "fair");
	assert_int_equal(rows(f, "participation", "org_id <> 100", copy), 0);
	assert_true(json_is_false(json_object_get(seen(f, copy, "school", school), "has_joined")));
	fixture_ok(f, ORGANISER, "fair.remove_school",
		   J("{\"fair\":%lld,\"school\":%lld}", (long long)fair, (long long)school));
	assert_int_equal(rows(f, "participation", "account_id = 601 AND role = 'coordinator'", fair), 0);
	/* Whoever says no, shares nothing. */
	fixture_ok(f, ORGANISER, "fair.add_school",
		   J("{\"fair\":%lld,\"school\":%lld}", (long long)fair, (long long)school));
	fixture_ok(f, ADMIN, "school.answer", answer_args(school, fair, false));
	assert_null(seen(f, fair, "school", school));
	/* A guest does not put out whose fair it is; and whose programmes are there cannot leave. */
	fixture_ok(f, ORGANISER, "fair.add_school", J("{\"fair\":1,\"school\":%lld}", (long long)school));
	fixture_ok(f, ADMIN, "school.answer", answer_args(school, FAIR, true));
	refused_field(f, ADMIN, "fair.remove_school", J("{\"fair\":1,\"school\":100}"), "bad_value",
		      "args.school");
	fixture_ok(f, 0, "import.load",
		   J("{\"files\":[{\"kind\":\"programmes\",\"name\":\"programmes.csv\",\"csv\":\"fair,slug,code,name,"
		     "level,school\\ntest,kok,25180,Kok,mbo2,roc-nieuw\\n\"}]}"));
	fixture_refused(f, ORGANISER, "fair.remove_school",
			J("{\"fair\":1,\"school\":%lld}", (long long)school), "in_use");
}

static void a_school_has_so_many_fairs_in_the_making(void **state)
{
	struct fixture *f = *state;
	const json_t *fairs;
	int64_t fair = 0;

	for (int i = 0; i < 20; i++)
		fair = make_fair(f, ORGANISER, "Mistake");
	refused_field(f, ORGANISER, "fair.create", fair_args("school", SCHOOL, "One more", 14 * DAY_MS),
		      "bad_value", "args.school");
	refused_field(f, ORGANISER, "fair.copy",
		      J("{\"fair\":1,\"name\":\"X\",\"opens_ms\":%lld}", T0 + (long long)DAY_MS), "bad_value",
		      "args.fair");
	/* What is called off makes room, and does not hide the fair that is open. */
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":%lld}", (long long)fair));
	make_fair(f, ORGANISER, "Next year");
	fairs = json_object_get(fixture_ok(f, STUDENT, "fair.list", json_object()), "fairs");
	assert_int_equal(int_of(json_array_get(fairs, 0), "id"), FAIR);
}

/* Whether this person finds a fair in the list. */
static bool finds(struct fixture *f, int64_t who, int64_t fair)
{
	const json_t *fairs = json_object_get(fixture_ok(f, who, "fair.list", json_object()), "fairs"), *one;
	size_t i;

	json_array_foreach(fairs, i, one) {
		if (int_of(one, "id") == fair)
			return true;
	}
	return false;
}

static json_t *publish_args(int64_t fair, bool is_listed)
{
	return J("{\"fair\":%lld,\"is_listed\":%s}", (long long)fair, is_listed ? "true" : "false");
}

static void strangers_find_a_fair_once_its_organisers_say_so(void **state)
{
	struct fixture *f = *state;
	int64_t fair = make_fair(f, ORGANISER, "Next year"), copy;

	assert_false(finds(f, -1, fair));
	assert_false(finds(f, STUDENT, fair));
	assert_true(finds(f, ORGANISER, fair));
	assert_true(finds(f, -1, FAIR));
	/* Whoever has its address sees it. */
	assert_string_equal(text_of(seen(f, fair, "fair", fair), "name"), "Next year");
	fixture_refused(f, STUDENT, "fair.publish", publish_args(fair, true), "forbidden");
	fixture_ok(f, ORGANISER, "fair.publish", publish_args(fair, true));
	assert_true(finds(f, -1, fair));
	assert_true(json_is_true(json_object_get(seen(f, fair, "fair", fair), "is_listed")));
	/* One that was copied from it is nobody's to see yet. */
	copy = int_of(fixture_ok(f, ORGANISER, "fair.copy",
				 J("{\"fair\":%lld,\"name\":\"Copy\",\"opens_ms\":%lld}", (long long)fair,
				   T0 + 300 * DAY_MS)), "fair");
	assert_false(finds(f, -1, copy));
	assert_true(finds(f, ORGANISER, copy));
	fixture_ok(f, ORGANISER, "fair.publish", publish_args(fair, false));
	assert_false(finds(f, -1, fair));
	/* Doors that open are no secret; not even afterwards. */
	add_room(f, fair, "Zorg");
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":%lld}", (long long)fair));
	assert_true(finds(f, -1, fair));
	fixture_refused(f, ORGANISER, "fair.publish", publish_args(fair, false), "wrong_state");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":%lld}", (long long)fair));
	assert_true(finds(f, -1, fair));
	/* What is called off is told to who was to come, not to strangers. */
	fixture_ok(f, ORGANISER, "fair.publish", publish_args(copy, true));
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":%lld}", (long long)copy));
	assert_false(finds(f, -1, copy));
	assert_true(finds(f, ORGANISER, copy));
}

static void who_organises_a_new_fair_still_works_at_the_one_that_is_open(void **state)
{
	struct fixture *f = *state;
	int64_t fair = make_fair(f, ORGANISER, "Next year");
	const json_t *me;

	fixture_connect(f, ORGANISER, 1);
	me = json_object_get(json_object_get(f->hello, "hello"), "me");
	me = json_object_get(me, "participations");
	assert_int_equal(json_array_size(me), 2);
	assert_int_equal(int_of(json_array_get(me, 0), "fair"), FAIR);
	assert_int_equal(int_of(json_array_get(me, 1), "fair"), fair);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(an_organiser_makes_a_fair_and_runs_it),
		T(who_is_at_several_fairs_comes_to_the_one_that_is_open_chosen_or_nearest),
		T(who_answers_for_a_second_booth_comes_to_that_one),
		T(a_fair_is_made_by_who_organises_for_its_school_or_runs_the_server),
		T(schools_say_for_which_one_may_make_a_fair),
		T(a_fair_that_cannot_be_names_its_field),
		T(once_the_doors_have_opened_only_words_change),
		T(times_are_not_left_behind),
		T(the_doors_open_when_nothing_is_missing_that_a_fair_needs),
		T(what_is_missing_follows_what_is_made),
		T(an_earlier_fair_comes_anew_without_what_happened_at_it),
		T(two_schools_share_a_fair),
		T(a_school_has_so_many_fairs_in_the_making),
		T(rooms_are_added_renamed_ordered_and_taken_away),
		T(strangers_find_a_fair_once_its_organisers_say_so),
		T(who_organises_a_new_fair_still_works_at_the_one_that_is_open),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
