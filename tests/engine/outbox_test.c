/*
 * The outbox in virtual time, with a job that is the test: what is taken first, what becomes of what failed, and what
 * the administrator sees of it. tests/server/mail.test.mjs has the real mail server.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail_acts.h"

static void what_is_useless_soonest_goes_first(void **state)
{
	struct fixture *f = *state;

	book(f, FAR_SLOT);
	fixture_ok(f, 0, "session.ask", J("{\"email\":\"student601@test.example\"}"));
	is_sent(f, "sign_in");
	is_sent(f, "booked");
}

static void a_mail_that_was_in_hand_when_the_server_died_is_sent_or_in_doubt(void **state)
{
	struct fixture *f = *state;

	book(f, FAR_SLOT);
	assert_non_null(take(f));
	fixture_restart(f, MINUTE);
	hand_over(f, take(f)); /* the same again */
	assert_int_equal(fixture_sql(f, "SELECT attempts FROM mail"), 2);
	fixture_restart(f, MINUTE);
	assert_null(take(f));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE state = 'unknown' AND text IS NULL"), 1);
	fixture_pass(f, 2 * DAY); /* a reminder, and nothing else */
	is_sent(f, "reminder_day");
	assert_null(take(f));
}

static bool invite(struct fixture *f)
{
	const json_t *reply = fixture_ok(f, MANAGER, "staff.invite",
					 J("{\"booth\":21,\"email\":\"mo@bakery.example\",\"name\":\"Mo\","
					   "\"role\":\"recruiter\"}"));

	return json_is_true(json_object_get(reply, "is_mailed"));
}

static void who_is_invited_again_and_again_gets_three_mails_a_day(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 3; i++) {
		assert_true(invite(f));
		is_sent(f, "invitation");
	}
	assert_false(invite(f));
	assert_null(take(f));
	fixture_pass(f, DAY);
	assert_true(invite(f));
	is_sent(f, "invitation");
}

static void mails_of_a_restored_backup_are_in_doubt(void **state)
{
	struct fixture *f = *state;

	book(f, FAR_SLOT);
	fixture_ok(f, 0, "mail.configure",
		   J("{\"mode\":\"sent\",\"origin\":\"https://beurs.example\",\"sender\":\"a@b.example\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE state = 'waiting'"), 1);
	fixture_sql_write(f, "UPDATE meta SET incarnation = incarnation + 1");
	fixture_ok(f, 0, "mail.configure",
		   J("{\"mode\":\"sent\",\"origin\":\"https://beurs.example\",\"sender\":\"a@b.example\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE state = 'unknown'"), 1);
	assert_null(take(f));
}

static void an_answer_of_an_attempt_that_is_over_changes_nothing(void **state)
{
	struct fixture *f = *state;
	int64_t id;

	book(f, FAR_SLOT);
	id = int_of(take(f), "id");
	assert_non_null(take(f));
	fixture_refused(f, 0, "mail.hand_over", J("{\"mail\":%lld,\"attempt\":1}", (long long)id), "wrong_state");
	fixture_refused(f, 0, "mail.settle",
			J("{\"mail\":%lld,\"attempt\":1,\"outcome\":\"sent\",\"detail\":\"\"}", (long long)id),
			"wrong_state");
}

static void a_mail_server_that_is_not_there_is_left_alone_for_longer_each_time(void **state)
{
	struct fixture *f = *state;
	int64_t waits[3];

	book(f, FAR_SLOT);
	for (int i = 0; i < 3; i++) {
		const json_t *mail = take(f);

		assert_non_null(mail);
		settle(f, mail, "unreachable");
		assert_null(take(f));
		waits[i] = fixture_sql(f, "SELECT max(s.until_ms, m.due_ms) FROM mail_server s, mail m") - f->now_ms;
		assert_int_equal(fixture_sql(f, "SELECT failures FROM mail_server"), i + 1);
		fixture_pass(f, waits[i]);
	}
	assert_true(waits[1] > waits[0] && waits[2] > waits[1]);
	is_sent(f, "booked");
	assert_int_equal(fixture_sql(f, "SELECT failures FROM mail_server"), 0);
}

static void a_demo_shows_its_mails_to_the_administrator(void **state)
{
	struct fixture *f = *state;
	const json_t *reply;

	fixture_ok(f, 0, "mail.configure",
		   J("{\"mode\":\"shown\",\"origin\":\"https://beurs.example\",\"sender\":\"\"}"));
	book(f, FAR_SLOT);
	assert_null(take(f));
	reply = fixture_ok(f, ADMIN, "mail.list", json_object());
	assert_string_equal(text_of(reply, "mode"), "shown");
	holds(json_array_get(json_object_get(reply, "mails"), 0), "text", "maandag 18 januari");
	/* What was sent is not kept for them. */
	fixture_ok(f, 0, "mail.configure",
		   J("{\"mode\":\"sent\",\"origin\":\"https://beurs.example\",\"sender\":\"a@b.example\"}"));
	fixture_ok(f, 0, "session.ask", J("{\"email\":\"student601@test.example\"}"));
	reply = fixture_ok(f, ADMIN, "mail.list", json_object());
	assert_null(json_object_get(json_array_get(json_object_get(reply, "mails"), 0), "text"));
	fixture_refused(f, MANAGER, "mail.list", json_object(), "forbidden");
}

static void an_administrator_looks_back_as_far_as_there_are_mails(void **state)
{
	struct fixture *f = *state;
	const json_t *reply, *mails;
	int64_t last;

	fixture_sql_write(f, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) "
			     "INSERT INTO mail (id, kind, state, address, message_id, subject, text, html, written_ms, "
			     "due_ms, until_ms, attempts, detail) SELECT i, 'invitation', 'shown', 'a' || i || "
			     "'@test.example', 'm' || i, 's', 't', 'h', 1, 1, 1, 0, '' FROM n");
	last = 121;
	for (size_t n = 50; last > 1; n = last > 50 ? 50 : (size_t)last - 1) {
		reply = last > 120 ? fixture_ok(f, ADMIN, "mail.list", json_object()) :
				     fixture_ok(f, ADMIN, "mail.list", J("{\"before\":%lld}", (long long)last));
		mails = json_object_get(reply, "mails");
		assert_int_equal(int_of(reply, "total"), 120);
		assert_int_equal(json_array_size(mails), n);
		assert_int_equal(int_of(json_array_get(mails, 0), "id"), last - 1);
		last -= (int64_t)n;
	}
	reply = fixture_ok(f, ADMIN, "mail.list", J("{\"before\":1}"));
	assert_int_equal(json_array_size(json_object_get(reply, "mails")), 0);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, start, evening_stop)
		T(what_is_useless_soonest_goes_first),
		T(a_mail_that_was_in_hand_when_the_server_died_is_sent_or_in_doubt),
		T(who_is_invited_again_and_again_gets_three_mails_a_day),
		T(mails_of_a_restored_backup_are_in_doubt),
		T(an_answer_of_an_attempt_that_is_over_changes_nothing),
		T(a_mail_server_that_is_not_there_is_left_alone_for_longer_each_time),
		T(a_demo_shows_its_mails_to_the_administrator),
		T(an_administrator_looks_back_as_far_as_there_are_mails),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
