/* Students come by the link of their group, and write their own cards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define SCHOOL 100
#define VISITOR INT64_C(-1)
#define DAY (24 * 3600 * INT64_C(1000))
#define DRAFT(most) "{\"name\":\"LD-ICT4A\",\"until_ms\":1800086400000,\"most\":" #most "}"

/* Nobody is signed in there. The whole reply. */
static const json_t *as_visitor(struct fixture *f, const char *cmd, json_t *args)
{
	return fixture_send(f, VISITOR, cmd, args);
}

static void is_refused(const json_t *reply, const char *code)
{
	assert_string_equal(text_of(json_object_get(reply, "err"), "code"), code);
}

static int64_t make_group(struct fixture *f, const char *draft)
{
	return int_of(fixture_ok(f, ORGANISER, "group.add",
				 J("{\"fair\":1,\"school\":100,\"draft\":%s}", draft)),
		      "group");
}

static const json_t *group_as(struct fixture *f, int64_t account, int64_t id)
{
	json_t *group;
	size_t i;

	json_array_foreach(json_object_get(fixture_ok(f, account, "group.list", J("{\"fair\":1}")), "groups"), i,
			   group) {
		if (int_of(group, "id") == id)
			return group;
	}
	return NULL;
}

static void code_of(struct fixture *f, int64_t id, char ret[64])
{
	snprintf(ret, 64, "%s", text_of(group_as(f, ORGANISER, id), "code"));
}

static const json_t *come(struct fixture *f, const char *code, const char *name)
{
	return as_visitor(f, "group.join", J("{\"code\":\"%s\",\"name\":\"%s\",\"locale\":\"nl\"}", code, name));
}

static int64_t newest_student(struct fixture *f)
{
	return fixture_sql(f, "SELECT max(account_id) FROM participation WHERE role = 'student'");
}

static void a_student_comes_by_the_link_of_their_group(void **state)
{
	struct fixture *f = *state;
	char code[64], token[64];
	int64_t account, group = make_group(f, DRAFT(2));
	const json_t *reply, *card;

	code_of(f, group, code);
	reply = json_object_get(as_visitor(f, "group.look", J("{\"code\":\"%s\"}", code)), "ok");
	reply = json_object_get(reply, "invitation");
	assert_string_equal(text_of(reply, "group"), "LD-ICT4A");
	assert_true(json_is_true(json_object_get(reply, "is_open")));
	reply = json_object_get(come(f, code, "  Emma de Wit "), "ok");
	assert_int_equal(int_of(reply, "fair"), FAIR);
	snprintf(token, sizeof(token), "%s", text_of(reply, "way_back"));
	assert_int_equal(strlen(f->session), 43);
	account = newest_student(f);
	card = fixture_item(f, account, "me", "card", FAIR);
	assert_string_equal(text_of(card, "group"), "LD-ICT4A");
	assert_null(json_object_get(card, "programme"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE email IS NULL AND name = 'Emma de Wit'"), 1);
	/* Their session outlives the day: until the fair has been over for two. */
	assert_int_equal(fixture_sql(f, "SELECT max(expires_ms) FROM session"), T0 + 8 * 3600 * 1000 + 2 * DAY);
	assert_int_equal(int_of(group_as(f, ORGANISER, group), "joined"), 1);
	/* They do what every student does. */
	take_seat(f, RECRUITER);
	join(f, account);
	/* The way back works on any device, and again. */
	for (int i = 0; i < 2; i++) {
		reply = json_object_get(as_visitor(f, "session.redeem", J("{\"token\":\"%s\"}", token)), "ok");
		assert_int_equal(int_of(json_object_get(reply, "me"), "account"), account);
	}
}

static void who_presses_again_after_a_lost_answer_is_one_student(void **state)
{
	static const char TOKEN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP-";
	struct fixture *f = *state;
	char code[64], other[64];
	const json_t *reply;

	code_of(f, make_group(f, DRAFT(2)), code);
	code_of(f, make_group(f, DRAFT(2)), other);
	for (int i = 0; i < 2; i++) {
		f->session[0] = '\0';
		reply = json_object_get(as_visitor(f, "group.join", J("{\"code\":\"%s\",\"name\":\"Emma de Wit\",\"locale\":\"nl\","
									"\"way_back\":\"%s\"}", i ? other : code, TOKEN)), "ok");
		assert_string_equal(text_of(reply, "way_back"), TOKEN);
		assert_int_equal(strlen(f->session), 43);
	}
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE name = 'Emma de Wit'"), 1);
	reply = json_object_get(as_visitor(f, "session.redeem", J("{\"token\":\"%s\"}", TOKEN)), "ok");
	assert_int_equal(int_of(json_object_get(reply, "me"), "account"), newest_student(f));
}

static void a_link_lets_in_as_many_as_it_may(void **state)
{
	struct fixture *f = *state;
	char code[64];
	int64_t group = make_group(f, DRAFT(1));

	code_of(f, group, code);
	assert_non_null(json_object_get(come(f, code, "Een"), "ok"));
	is_refused(come(f, code, "Twee"), "group_full");
	/* Who is there already comes again. */
	fixture_ok(f, newest_student(f), "group.join", J("{\"code\":\"%s\",\"locale\":\"nl\"}", code));
	fixture_ok(f, STUDENT, "group.join", J("{\"code\":\"%s\",\"locale\":\"nl\"}", code));
	fixture_refused(f, RECRUITER, "group.join", J("{\"code\":\"%s\",\"locale\":\"nl\"}", code), "forbidden");
	assert_int_equal(int_of(group_as(f, ORGANISER, group), "joined"), 1);
}

static void a_withdrawn_link_lets_nobody_in_and_a_new_one_does(void **state)
{
	struct fixture *f = *state;
	char old_code[64], code[64];
	int64_t group = make_group(f, DRAFT(9));

	code_of(f, group, old_code);
	fixture_ok(f, ORGANISER, "group.withdraw", J("{\"group\":%lld}", (long long)group));
	is_refused(come(f, old_code, "Een"), "link_invalid");
	is_refused(as_visitor(f, "group.look", J("{\"code\":\"%s\"}", old_code)), "link_invalid");
	fixture_ok(f, ORGANISER, "group.replace", J("{\"group\":%lld}", (long long)group));
	code_of(f, group, code);
	is_refused(come(f, old_code, "Een"), "link_invalid");
	is_refused(come(f, "nonsense", "Een"), "link_invalid");
	is_refused(come(f, code, " "), "bad_value");
	assert_non_null(json_object_get(come(f, code, "Een"), "ok"));
	fixture_pass(f, 2 * DAY);
	is_refused(come(f, code, "Twee"), "link_invalid");
}

static void a_coordinator_makes_links_for_their_own_school(void **state)
{
	struct fixture *f = *state;
	int64_t group, other;

	fixture_sql_write(f, "INSERT INTO organisation VALUES (200, 'other', 'school', 'Other', '')");
	fixture_sql_write(f, "INSERT INTO fair_school (fair_id, org_id) VALUES (1, 200)");
	group = int_of(fixture_ok(f, COORDINATOR, "group.add",
				  J("{\"fair\":1,\"school\":100,\"draft\":%s}", DRAFT(3))),
		       "group");
	fixture_refused(f, COORDINATOR, "group.add", J("{\"fair\":1,\"school\":200,\"draft\":%s}", DRAFT(3)),
			"bad_value");
	other = int_of(fixture_ok(f, ORGANISER, "group.add",
				  J("{\"fair\":1,\"school\":200,\"draft\":%s}", DRAFT(3))),
		       "group");
	assert_non_null(group_as(f, COORDINATOR, group));
	assert_null(group_as(f, COORDINATOR, other));
	fixture_refused(f, COORDINATOR, "group.withdraw", J("{\"group\":%lld}", (long long)other), "not_found");
	fixture_ok(f, COORDINATOR, "group.save",
		   J("{\"group\":%lld,\"draft\":{\"name\":\"B\",\"programme\":900,\"until_ms\":1800086400000,"
		     "\"most\":3}}",
		     (long long)group));
	assert_int_equal(int_of(group_as(f, COORDINATOR, group), "programme"), 900);
	/* A programme of another school. */
	fixture_refused(f, ORGANISER, "group.save",
			J("{\"group\":%lld,\"draft\":{\"name\":\"B\",\"programme\":900,\"until_ms\":1800086400000,"
			  "\"most\":3}}",
			  (long long)other),
			"bad_value");
}

static void only_who_is_nothing_but_a_student_has_a_way_back(void **state)
{
	struct fixture *f = *state;
	char token[64];

	snprintf(token, sizeof(token), "%s",
		 text_of(fixture_ok(f, STUDENT, "student.way_back", J("{\"fair\":1}")), "token"));
	assert_non_null(json_object_get(as_visitor(f, "session.redeem", J("{\"token\":\"%s\"}", token)), "ok"));
	/* Whoever becomes more than a student is not opened by a link on a photo. */
	fixture_sql_write(f, "INSERT INTO membership VALUES (601, 101, 'recruiter')");
	is_refused(as_visitor(f, "session.redeem", J("{\"token\":\"%s\"}", token)), "link_invalid");
	fixture_refused(f, STUDENT, "student.way_back", J("{\"fair\":1}"), "wrong_state");
	/* Of many the newest five work. */
	for (int i = 0; i < 7; i++)
		fixture_ok(f, STUDENT + 1, "student.way_back", J("{\"fair\":1}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM way_back WHERE account_id = 602"), 5);
	/* Who was signed in by one is signed out when they get a role that is no student's. */
	fixture_sql_write(f, "DELETE FROM session");
	fixture_pass(f, 1000);
	snprintf(token, sizeof(token), "%s",
		 text_of(fixture_ok(f, STUDENT + 1, "student.way_back", J("{\"fair\":1}")), "token"));
	assert_non_null(json_object_get(as_visitor(f, "session.redeem", J("{\"token\":\"%s\"}", token)), "ok"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM session"), 1);
	fixture_sql_write(f, "DELETE FROM participation WHERE account_id = 602");
	fixture_ok(f, MANAGER, "staff.invite",
		   J("{\"booth\":21,\"email\":\"student602@test.example\",\"name\":\"B\",\"role\":\"recruiter\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM session"), 0);
}

static void save(struct fixture *f, const char *what)
{
	fixture_ok(f, STUDENT, "card.save", J("{\"fair\":1,%s}", what));
}

static void a_card_is_written_a_part_at_a_time(void **state)
{
	struct fixture *f = *state;
	const json_t *card;

	fixture_sql_write(f, "INSERT INTO programme (id, fair_id, slug, code, name, level, school_id) "
			     "VALUES (901, 1, 'zorg', NULL, 'Zorg', 'mbo3', 100)");
	fixture_sql_write(f, "INSERT INTO work_process VALUES (31, 1, 900, 'W1', 'een'), (32, 1, 900, 'W2', 'twee'), "
			     "(33, 1, 901, 'W1', 'drie')");
	save(f, "\"can\":[31],\"learn\":[32]");
	save(f, "\"about\":\" Ik bouw graag. \",\"area\":\"Delft\"");
	card = fixture_item(f, STUDENT, "me", "card", FAIR);
	assert_string_equal(text_of(card, "about"), "Ik bouw graag.");
	assert_string_equal(text_of(card, "looking_for"), "A placement");
	assert_int_equal(json_array_size(json_object_get(card, "can")), 1);
	/* What I can do by now, I need not learn any more. */
	save(f, "\"can\":[31,32]");
	card = fixture_item(f, STUDENT, "me", "card", FAIR);
	assert_int_equal(json_array_size(json_object_get(card, "can")), 2);
	assert_int_equal(json_array_size(json_object_get(card, "learn")), 0);
	fixture_refused(f, STUDENT, "card.save", J("{\"fair\":1,\"can\":[33]}"), "bad_value");
	fixture_refused(f, STUDENT, "card.save", J("{\"fair\":1,\"can\":[31,31]}"), "bad_value");
	fixture_refused(f, STUDENT, "card.save", J("{\"fair\":1,\"can\":[31],\"learn\":[31]}"), "bad_value");
	fixture_refused(f, STUDENT, "card.save", J("{\"fair\":1,\"programme\":99}"), "bad_value");
	/* Another programme has other work processes. */
	save(f, "\"programme\":901,\"learn\":[33]");
	card = fixture_item(f, STUDENT, "me", "card", FAIR);
	assert_string_equal(text_of(card, "level"), "mbo3");
	assert_int_equal(json_array_size(json_object_get(card, "can")), 0);
	assert_int_equal(json_array_size(json_object_get(card, "learn")), 1);
}

static void a_booth_that_was_shown_a_card_sees_what_it_says_now(void **state)
{
	struct fixture *f = *state;
	int64_t lead, entry;
	const json_t *card;

	take_seat(f, RECRUITER);
	fixture_ok(f, RECRUITER, "subscribe", J("{\"topic\":\"console:21\"}"));
	entry = join(f, STUDENT);
	lead = fixture_sql(f, "SELECT id FROM lead");
	json_array_clear(f->frames);
	save(f, "\"about\":\"Nieuw\"");
	card = json_object_get(desk_heard(f, "entry", entry), "card");
	assert_string_equal(text_of(card, "about"), "Nieuw");
	card = json_object_get(desk_heard(f, "lead", lead), "card");
	assert_string_equal(text_of(card, "about"), "Nieuw");
	card = json_object_get(fixture_ok(f, STUDENT, "card.preview", J("{\"fair\":1}")), "card");
	assert_true(json_equal(card, json_object_get(desk_heard(f, "lead", lead), "card")));
}

static bool is_confirmed(struct fixture *f, int64_t account, const char *code)
{
	const json_t *ok = fixture_ok(f, account, "student.confirm_address",
				      J("{\"fair\":1,\"code\":\"%s\"}", code));

	return json_boolean_value(json_object_get(ok, "is_right"));
}

static void a_student_gives_an_address_that_they_read(void **state)
{
	struct fixture *f = *state;
	char code[64], typed[16];
	int64_t account;

	fixture_ok(f, 0, "mail.configure", J("{\"mode\":\"shown\",\"origin\":\"\",\"sender\":\"a@b.example\"}"));
	code_of(f, make_group(f, DRAFT(2)), code);
	come(f, code, "Emma");
	account = newest_student(f);
	/* Nobody hears whose address that is, and its owner gets no mail of a stranger. */
	fixture_ok(f, account, "student.ask_address", J("{\"fair\":1,\"email\":\"student601@test.example\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail"), 0);
	fixture_ok(f, account, "student.ask_address", J("{\"fair\":1,\"email\":\"Emma@Home.example\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE address = 'emma@home.example'"), 1);
	snprintf(typed, sizeof(typed), "%08lld",
		 (long long)fixture_sql(f, "SELECT code FROM address_proof WHERE code IS NOT NULL"));
	assert_false(is_confirmed(f, account, "99999999"));
	/* Not somebody else's to use. */
	assert_false(is_confirmed(f, STUDENT, typed));
	assert_true(is_confirmed(f, account, typed));
	assert_string_equal(text_of(fixture_item(f, account, "me", "card", FAIR), "email"), "emma@home.example");
	fixture_refused(f, account, "student.ask_address", J("{\"fair\":1,\"email\":\"b@c.example\"}"), "wrong_state");
}

static void a_code_is_tried_five_times(void **state)
{
	struct fixture *f = *state;
	char code[64], typed[16];
	int64_t account;

	fixture_ok(f, 0, "mail.configure", J("{\"mode\":\"shown\",\"origin\":\"\",\"sender\":\"a@b.example\"}"));
	code_of(f, make_group(f, DRAFT(2)), code);
	come(f, code, "Emma");
	account = newest_student(f);
	fixture_ok(f, account, "student.ask_address", J("{\"fair\":1,\"email\":\"emma@home.example\"}"));
	snprintf(typed, sizeof(typed), "%08lld", (long long)fixture_sql(f, "SELECT code FROM address_proof"));
	for (int i = 0; i < 5; i++)
		fixture_ok(f, account, "student.confirm_address", J("{\"fair\":1,\"code\":\"nonsense\"}"));
	assert_false(is_confirmed(f, account, typed));
	/* A mailbox gets three in an hour, whoever asks. */
	for (int i = 0; i < 4; i++)
		fixture_ok(f, account, "student.ask_address", J("{\"fair\":1,\"email\":\"emma@home.example\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail"), 3);
}

static void a_student_writes_to_few_addresses(void **state)
{
	struct fixture *f = *state;

	fixture_ok(f, 0, "mail.configure", J("{\"mode\":\"shown\",\"origin\":\"\",\"sender\":\"a@b.example\"}"));
	fixture_sql_write(f, "UPDATE account SET email = NULL WHERE id IN (601, 602)");
	for (int i = 0; i < 10; i++)
		fixture_ok(f, STUDENT, "student.ask_address", J("{\"fair\":1,\"email\":\"n%d@home.example\"}", i));
	fixture_refused(f, STUDENT, "student.ask_address", J("{\"fair\":1,\"email\":\"n@home.example\"}"),
			"rate_limited");
	fixture_ok(f, STUDENT + 1, "student.ask_address", J("{\"fair\":1,\"email\":\"n@home.example\"}"));
	fixture_pass(f, 3600 * 1000 + 1);
	fixture_ok(f, STUDENT, "student.ask_address", J("{\"fair\":1,\"email\":\"n@home.example\"}"));
}

static void a_link_works_until_a_fair_that_is_held_later(void **state)
{
	struct fixture *f = *state;
	char code[64];

	fixture_sql_write(f, "UPDATE fair SET state = 'planned', opens_ms = opens_ms + 3600000, "
			     "closes_ms = closes_ms + 3600000");
	code_of(f, make_group(f, DRAFT(9)), code);
	assert_non_null(json_object_get(come(f, code, "Nul"), "ok"));
	fixture_ok(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":%lld}", T0 + 3600000 + 7 * DAY));
	/* And who came in stays signed in as much longer. */
	assert_int_equal(fixture_sql(f, "SELECT max(expires_ms) FROM session"),
			 T0 + 9 * 3600 * 1000 + 9 * DAY);
	fixture_pass(f, 7 * DAY);
	assert_non_null(json_object_get(come(f, code, "Een"), "ok"));
	fixture_pass(f, DAY);
	is_refused(come(f, code, "Twee"), "link_invalid");
}

static void a_school_that_leaves_a_fair_takes_its_links_along(void **state)
{
	struct fixture *f = *state;
	char code[64], other[64];

	fixture_sql_write(f, "INSERT INTO organisation VALUES (200, 'other', 'school', 'Other', '')");
	fixture_sql_write(f, "INSERT INTO fair_school (fair_id, org_id) VALUES (1, 200)");
	code_of(f, make_group(f, DRAFT(9)), code);
	code_of(f,
		int_of(fixture_ok(f, ORGANISER, "group.add",
				  J("{\"fair\":1,\"school\":200,\"draft\":%s}", DRAFT(9))),
		       "group"),
		other);
	assert_non_null(json_object_get(come(f, other, "Een"), "ok"));
	fixture_ok(f, ORGANISER, "fair.remove_school", J("{\"fair\":1,\"school\":200}"));
	is_refused(come(f, other, "Twee"), "link_invalid");
	assert_non_null(json_object_get(come(f, code, "Drie"), "ok"));
}

static size_t n_schools(struct fixture *f, const char *cmd)
{
	return json_array_size(json_object_get(fixture_ok(f, ORGANISER, cmd, J("{\"fair\":1}")), "schools"));
}

static void a_school_that_was_only_asked_brings_nobody(void **state)
{
	struct fixture *f = *state;

	/* A copied fair has the programmes of all who shared the one before. */
	fixture_sql_write(f, "INSERT INTO organisation VALUES (200, 'other', 'school', 'Other', '')");
	fixture_sql_write(f, "INSERT INTO fair_school (fair_id, org_id, has_joined) VALUES (1, 200, 0)");
	fixture_sql_write(f, "INSERT INTO programme (id, fair_id, slug, code, name, level, school_id) "
			     "VALUES (902, 1, 'bouw', NULL, 'Bouw', 'mbo3', 200)");
	fixture_sql_write(f, "INSERT INTO school_domain VALUES (200, 'student.other.example')");
	assert_int_equal(n_schools(f, "group.list"), 1);
	assert_int_equal(n_schools(f, "student.schools"), 0);
	fixture_refused(f, ORGANISER, "group.add", J("{\"fair\":1,\"school\":200,\"draft\":%s}", DRAFT(9)),
			"bad_value");
	fixture_sql_write(f, "UPDATE fair_school SET has_joined = 1");
	assert_int_equal(n_schools(f, "group.list"), 2);
	assert_int_equal(n_schools(f, "student.schools"), 1);
}

/* Posters with its code hang in classrooms. */
static void a_link_is_good_for_as_much_longer_as_the_fair_is_later(void **state)
{
	struct fixture *f = *state;
	int64_t group = make_group(f, DRAFT(2)), until_ms = int_of(group_as(f, ORGANISER, group), "until_ms");

	fixture_sql_write(f, "UPDATE fair SET state = 'planned' WHERE id = 1");
	fixture_sql_write(f, "DELETE FROM slot");
	fixture_restart(f, 0);
	fixture_ok(f, ORGANISER, "fair.save",
		   J("{\"fair\":1,\"draft\":{\"kind\":\"internship\",\"name\":\"Later\",\"opens_ms\":%lld,\"closes_ms\":%lld,"
		     "\"target\":100,\"talk_minutes\":8}}", T0 + (long long)(21 * DAY), T0 + (long long)(21 * DAY) + 8 * 3600000LL));
	assert_int_equal(int_of(group_as(f, ORGANISER, group), "until_ms") - until_ms, 21 * DAY);
}

static void a_coordinator_sees_who_has_no_card_yet(void **state)
{
	struct fixture *f = *state;
	char code[64];
	const json_t *students;

	code_of(f, make_group(f, DRAFT(2)), code);
	come(f, code, "Emma");
	students = json_object_get(fixture_ok(f, COORDINATOR, "lead.progress", J("{\"fair\":1}")), "students");
	assert_int_equal(json_array_size(students), 11);
	assert_null(json_object_get(json_array_get(students, 10), "level"));
	assert_string_equal(text_of(json_array_get(students, 10), "group"), "LD-ICT4A");
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(a_student_comes_by_the_link_of_their_group),
		T(who_presses_again_after_a_lost_answer_is_one_student),
		T(a_link_lets_in_as_many_as_it_may),
		T(a_withdrawn_link_lets_nobody_in_and_a_new_one_does),
		T(a_coordinator_makes_links_for_their_own_school),
		T(only_who_is_nothing_but_a_student_has_a_way_back),
		T(a_card_is_written_a_part_at_a_time),
		T(a_booth_that_was_shown_a_card_sees_what_it_says_now),
		T(a_student_gives_an_address_that_they_read),
		T(a_code_is_tried_five_times),
		T(a_student_writes_to_few_addresses),
		T(a_link_works_until_a_fair_that_is_held_later),
		T(a_school_that_leaves_a_fair_takes_its_links_along),
		T(a_school_that_was_only_asked_brings_nobody),
		T(a_link_is_good_for_as_much_longer_as_the_fair_is_later),
		T(a_coordinator_sees_who_has_no_card_yet),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
