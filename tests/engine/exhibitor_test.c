/* Employers on their way to a fair: by hand or by asking, and what is asked of them (design §1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define HOUR_MS (3600 * INT64_C(1000))
#define DAY_MS (24 * HOUR_MS)

static json_t *draft_args(const char *employer, const char *email)
{
	return J("{\"fair\":1,\"draft\":{\"employer\":\"%s\",\"city\":\"Delft\",\"room\":11,\"contact\":\"Kim Bos\","
		 "\"email\":\"%s\",\"tagline\":\"We bouwen\"}}", employer, email);
}

static const json_t *seen(struct fixture *f, int64_t booth)
{
	return fixture_item(f, ORGANISER, "exhibitors:1", "exhibitor", booth);
}

static bool lacks(const json_t *item, const char *step)
{
	const json_t *list = json_object_get(item, "lacks"), *one;
	size_t i;

	json_array_foreach(list, i, one) {
		if (strcmp(json_string_value(one), step) == 0)
			return true;
	}
	return false;
}

static void with_mails(struct fixture *f)
{
	fixture_ok(f, 0, "mail.configure",
		   J("{\"mode\":\"shown\",\"origin\":\"https://beurs.example\",\"sender\":\"b@beurs.example\"}"));
}

/* ---- inviting ---- */

static int64_t add(struct fixture *f, const char *employer, const char *email)
{
	return int_of(fixture_ok(f, ORGANISER, "exhibitor.add", draft_args(employer, email)), "booth");
}

static void an_invitation_leads_to_the_booth_and_counts_for_two_weeks(void **state)
{
	struct fixture *f = *state;
	int64_t booth = add(f, "Firm", "Kim@Firm.example");
	const json_t *ok;
	char token[64];

	ok = fixture_ok(f, ORGANISER, "exhibitor.invite", J("{\"booth\":%lld}", (long long)booth));
	snprintf(token, sizeof(token), "%s", text_of(ok, "token"));
	with_mails(f);
	ok = fixture_ok(f, ORGANISER, "exhibitor.invite", J("{\"booth\":%lld}", (long long)booth));
	assert_true(json_is_true(json_object_get(ok, "is_mailed")));
	/* What is mailed is for its reader alone. */
	assert_null(json_object_get(ok, "token"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE address = 'kim@firm.example' "
					"AND text LIKE '%/inrichten/%' AND kind = 'invitation'"), 1);
	assert_string_equal(text_of(seen(f, booth), "mail"), "shown");
	assert_true(lacks(seen(f, booth), "come"));
	fixture_pass(f, 13 * DAY_MS);
	fixture_ok(f, -1, "session.redeem", J("{\"token\":\"%s\"}", token));
	assert_false(lacks(seen(f, booth), "come"));
	/* Who has been here signs in as before: nobody else gets a link of theirs. */
	ok = fixture_ok(f, ORGANISER, "exhibitor.invite", J("{\"booth\":%lld}", (long long)booth));
	assert_null(json_object_get(ok, "token"));
}

static void a_link_that_is_too_old_is_renewed_by_who_holds_it(void **state)
{
	struct fixture *f = *state;
	int64_t booth = add(f, "Firm", "kim@firm.example");
	char token[64];
	const json_t *ok = fixture_ok(f, ORGANISER, "exhibitor.invite", J("{\"booth\":%lld}", (long long)booth));

	snprintf(token, sizeof(token), "%s", text_of(ok, "token"));
	fixture_pass(f, 14 * DAY_MS);
	fixture_refused(f, -1, "session.redeem", J("{\"token\":\"%s\"}", token), "link_invalid");
	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_restart(f, 0);
	with_mails(f);
	fixture_refused(f, -1, "exhibitor.renew", J("{\"token\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}"), "link_invalid");
	ok = fixture_ok(f, -1, "exhibitor.renew", J("{\"token\":\"%s\"}", token));
	assert_true(json_is_true(json_object_get(ok, "is_mailed")));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE address = 'kim@firm.example' "
					"AND text LIKE '%/in#%/inrichten/%'"), 1);
	/* As often as anybody is written to, and not to who has come since. */
	for (int i = 0; i < 3; i++)
		ok = fixture_ok(f, -1, "exhibitor.renew", J("{\"token\":\"%s\"}", token));
	assert_false(json_is_true(json_object_get(ok, "is_mailed")));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE address = 'kim@firm.example'"), 3);
	fixture_pass(f, DAY_MS);
	fixture_sql_write(f, "INSERT INTO exhibitor_seen SELECT account_id, fair_id, 1, NULL FROM exhibitor");
	fixture_restart(f, 0);
	ok = fixture_ok(f, -1, "exhibitor.renew", J("{\"token\":\"%s\"}", token));
	assert_false(json_is_true(json_object_get(ok, "is_mailed")));
}

static void all_are_invited_and_reminded_once(void **state)
{
	struct fixture *f = *state;
	int64_t first = add(f, "Firm", "kim@firm.example"), other = add(f, "Other", "bo@other.example");

	fixture_refused(f, ORGANISER, "exhibitor.invite_all", J("{\"fair\":1}"), "wrong_state");
	with_mails(f);
	/* The fixture's three booths, too: two have people. */
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "exhibitor.invite_all", J("{\"fair\":1}")), "mailed"), 4);
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "exhibitor.invite_all", J("{\"fair\":1}")), "mailed"), 0);
	fixture_refused(f, ORGANISER, "exhibitor.remind", J("{\"booth\":%lld}", (long long)first), "reminded_today");
	fixture_pass(f, DAY_MS);
	fixture_ok(f, ORGANISER, "exhibitor.remind", J("{\"booth\":%lld}", (long long)first));
	assert_int_equal(int_of(seen(f, first), "reminded_ms"), f->now_ms);
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "exhibitor.remind_all", J("{\"fair\":1}")), "mailed"), 3);
	assert_int_equal(int_of(seen(f, other), "reminded_ms"), f->now_ms);
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "exhibitor.remind_all", J("{\"fair\":1}")), "mailed"), 0);
}

static void who_was_not_invited_is_not_reminded(void **state)
{
	struct fixture *f = *state;
	int64_t booth = add(f, "Firm", "kim@firm.example");

	with_mails(f);
	fixture_ok(f, ORGANISER, "exhibitor.invite", J("{\"booth\":%lld}", (long long)booth));
	fixture_pass(f, DAY_MS);
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "exhibitor.remind_all", J("{\"fair\":1}")), "mailed"), 1);
	assert_null(json_object_get(seen(f, BOOTH), "invited_ms"));
}

static void who_gets_no_more_mails_today_is_not_said_to_have_had_one(void **state)
{
	struct fixture *f = *state;
	int64_t booth = add(f, "Firm", "kim@firm.example");
	int64_t links;

	with_mails(f);
	/* Others wrote to this address as often as may be. */
	for (int i = 0; i < 3; i++)
		fixture_ok(f, MANAGER, "staff.invite",
			   J("{\"booth\":21,\"email\":\"kim@firm.example\",\"name\":\"Kim\",\"role\":\"recruiter\"}"));
	links = fixture_sql(f, "SELECT count(*) FROM login_link");
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "exhibitor.invite_all", J("{\"fair\":1}")), "mailed"), 2);
	assert_null(json_object_get(seen(f, booth), "invited_ms"));
	fixture_refused(f, ORGANISER, "exhibitor.invite", J("{\"booth\":%lld}", (long long)booth), "reminded_today");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM login_link"), links);
	fixture_pass(f, DAY_MS);
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "exhibitor.invite_all", J("{\"fair\":1}")), "mailed"), 1);
}

static void who_is_signed_in_still_comes_without_signing_in_anew(void **state)
{
	struct fixture *f = *state;

	fixture_connect(f, MANAGER, 9);
	/* Of another fair, when they signed in. */
	fixture_sql_write(f, "DELETE FROM exhibitor_seen");
	fixture_restart(f, 0);
	assert_true(lacks(seen(f, BOOTH), "come"));
	fixture_ok(f, 0, "person.online", J("{\"account\":%d}", MANAGER));
	assert_false(lacks(seen(f, BOOTH), "come"));
	fixture_ok(f, 0, "person.online", J("{\"account\":%lld}", (long long)STUDENT));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM exhibitor_seen"), 1);
}

static void the_list_follows_what_a_booth_does(void **state)
{
	struct fixture *f = *state;
	const json_t *lacking;

	assert_true(lacks(seen(f, BOOTH), "camera"));
	fixture_ok(f, RECRUITER, "exhibitor.camera_tried", J("{\"booth\":21}"));
	assert_false(lacks(seen(f, BOOTH), "camera"));
	fixture_refused(f, OTHER_RECRUITER, "exhibitor.camera_tried", J("{\"booth\":21}"), "not_found");
	lacking = fixture_ok(f, MANAGER, "exhibitor.progress", J("{\"booth\":21}"));
	assert_false(lacks(lacking, "camera") || lacks(lacking, "times"));
	fixture_ok(f, MANAGER, "booth.save",
		   J("{\"booth\":21,\"tagline\":\"We make things\",\"about\":\"\",\"city\":\"\","
		     "\"languages\":[\"nl\"],\"talk_minutes\":8}"));
	assert_false(lacks(seen(f, BOOTH), "texts"));
	fixture_refused(f, COORDINATOR, "subscribe", J("{\"topic\":\"exhibitors:1\"}"), "forbidden");
}

static void exhibitors_are_let_in_before_the_doors_open(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "UPDATE fair SET state = 'planned', opens_ms = opens_ms + 3600000");
	fixture_restart(f, 0);
	take_seat(f, RECRUITER);
	fixture_ok(f, COLLEAGUE, "chat.post", J("{\"chat\":201,\"text\":\"Goedemorgen\"}"));
	fixture_ok(f, RECRUITER, "subscribe", J("{\"topic\":\"console:21\"}"));
	fixture_ok(f, RECRUITER, "exhibitor.camera_tried", J("{\"booth\":21}"));
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "fair_not_open");
	/* Who sits there when the doors open is there. */
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	join(f, STUDENT);
}

/* ---- taking away ---- */

static void who_does_not_come_is_forgotten_as_long_as_no_student_knows_them(void **state)
{
	struct fixture *f = *state;
	int64_t booth;

	fixture_refused(f, ORGANISER, "exhibitor.remove", J("{\"booth\":22}"), "wrong_state");
	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_restart(f, 0);
	with_mails(f);
	booth = add(f, "Firm", "kim@firm.example");
	fixture_ok(f, ORGANISER, "exhibitor.invite", J("{\"booth\":%lld}", (long long)booth));
	fixture_sql_write(f, "INSERT INTO placement (id, fair_id, booth_id, programme_id, title, about, level, track, period, "
			     "hours, places) SELECT 990, 1, max(id), 900, 'Bouwer', '', 'mbo4', 'bol', '', 32, 2 FROM booth");
	fixture_ok(f, ORGANISER, "certification.set",
		   J("{\"booth\":%lld,\"programme\":900,\"state\":\"applied\"}", (long long)booth));
	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	fixture_refused(f, ORGANISER, "exhibitor.remove", J("{\"booth\":21}"), "in_use");
	fixture_refused(f, MANAGER, "exhibitor.remove", J("{\"booth\":21}"), "forbidden");
	fixture_ok(f, ORGANISER, "exhibitor.remove", J("{\"booth\":%lld}", (long long)booth));
	assert_null(seen(f, booth));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM participation p JOIN account a ON a.id = p.account_id "
					"WHERE a.email = 'kim@firm.example'"), 0);
	/* With its times and seats. */
	fixture_ok(f, ORGANISER, "exhibitor.remove", J("{\"booth\":22}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM slot WHERE booth_id = 22"), 0);
	/* And may be added anew, and invited. */
	booth = add(f, "Firm", "kim@firm.example");
	fixture_ok(f, 0, "mail.configure", J("{\"mode\":\"off\",\"origin\":\"\",\"sender\":\"\"}"));
	assert_non_null(json_object_get(fixture_ok(f, ORGANISER, "exhibitor.invite", J("{\"booth\":%lld}", (long long)booth)),
					"token"));
}

/* ---- asking ---- */

static void an_employer_asks_and_is_approved_or_refused(void **state)
{
	struct fixture *f = *state;
	int64_t request, booth;

	fixture_refused(f, -1, "exhibitor.ask", draft_args("Firm", "kim@firm.example"), "wrong_state");
	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_restart(f, 0);
	with_mails(f);
	fixture_refused(f, -1, "exhibitor.ask", draft_args("Firm", "kim"), "bad_value");
	fixture_ok(f, -1, "exhibitor.ask", draft_args("Firm", "kim@firm.example"));
	/* Again is the same. */
	fixture_ok(f, -1, "exhibitor.ask", draft_args("Firm", "KIM@firm.example"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM exhibitor_request"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE email = 'kim@firm.example'"), 0);
	request = fixture_sql(f, "SELECT id FROM exhibitor_request");
	assert_string_equal(text_of(fixture_item(f, ORGANISER, "exhibitors:1", "request", request), "employer"), "Firm");
	/* Its room stays as long as it waits. */
	fixture_sql_write(f, "UPDATE exhibitor_request SET room_id = 12");
	fixture_restart(f, 0);
	booth = int_of(fixture_ok(f, ORGANISER, "exhibitor.approve",
				  J("{\"fair\":1,\"request\":%lld}", (long long)request)), "booth");
	assert_int_equal(int_of(seen(f, booth), "room"), 12);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE address = 'kim@firm.example'"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE locale = 'nl' AND email = 'kim@firm.example'"), 1);
	assert_null(fixture_item(f, ORGANISER, "exhibitors:1", "request", request));
	/* Nobody counts as invited who was not mailed. */
	fixture_ok(f, 0, "mail.configure", J("{\"mode\":\"off\",\"origin\":\"\",\"sender\":\"\"}"));
	fixture_ok(f, -1, "exhibitor.ask", draft_args("Third", "li@third.example"));
	request = fixture_sql(f, "SELECT id FROM exhibitor_request");
	booth = int_of(fixture_ok(f, ORGANISER, "exhibitor.approve",
				  J("{\"fair\":1,\"request\":%lld}", (long long)request)), "booth");
	assert_null(json_object_get(seen(f, booth), "invited_ms"));
	fixture_ok(f, -1, "exhibitor.ask", draft_args("Other", "bo@other.example"));
	request = fixture_sql(f, "SELECT id FROM exhibitor_request");
	fixture_ok(f, ORGANISER, "exhibitor.refuse", J("{\"fair\":1,\"request\":%lld}", (long long)request));
	fixture_refused(f, ORGANISER, "exhibitor.approve", J("{\"fair\":1,\"request\":%lld}", (long long)request),
			"not_found");
}

static void who_asks_on_an_english_page_reads_english_unless_they_chose_before(void **state)
{
	static const char DRAFT[] = "{\"fair\":1,\"draft\":{\"employer\":\"%s\",\"city\":\"\",\"room\":11,"
				    "\"contact\":\"Kim\",\"email\":\"%s\",\"tagline\":\"\",\"locale\":\"en\"}}";
	struct fixture *f = *state;
	int64_t request;

	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_restart(f, 0);
	fixture_ok(f, 0, "account.create", J("{\"email\":\"bo@firm.example\",\"name\":\"Bo\",\"is_admin\":false}"));
	fixture_ok(f, -1, "exhibitor.ask", J(DRAFT, "New", "new@firm.example"));
	fixture_ok(f, -1, "exhibitor.ask", J(DRAFT, "Known", "bo@firm.example"));
	for (int i = 0; i < 2; i++) {
		request = fixture_sql(f, "SELECT min(id) FROM exhibitor_request");
		assert_string_equal(text_of(fixture_item(f, ORGANISER, "exhibitors:1", "request", request), "locale"), "en");
		fixture_ok(f, ORGANISER, "exhibitor.approve", J("{\"fair\":1,\"request\":%lld}", (long long)request));
	}
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE locale = 'en' AND email = 'new@firm.example'"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE locale = 'nl' AND email = 'bo@firm.example'"), 1);
}

static void who_asks_in_the_name_of_an_employer_that_is_here_gets_none_of_its_booths(void **state)
{
	struct fixture *f = *state;
	int64_t request;

	/* Its booth is called otherwise. */
	fixture_sql_write(f, "UPDATE organisation SET name = 'Firm' WHERE id = 101");
	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_restart(f, 0);
	fixture_ok(f, -1, "exhibitor.ask", draft_args("Firm", "kim@elsewhere.example"));
	request = fixture_sql(f, "SELECT id FROM exhibitor_request");
	fixture_refused(f, ORGANISER, "exhibitor.approve",
			J("{\"fair\":1,\"request\":%lld}", (long long)request), "employer_there");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE email LIKE '%@elsewhere%'"), 0);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM exhibitor_request"), 1);
}

static void nobody_floods_a_fair_with_requests(void **state)
{
	struct fixture *f = *state;
	char email[32];

	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_restart(f, 0);
	for (int i = 0; i < 40; i++) {
		snprintf(email, sizeof(email), "k%d@firm.example", i);
		fixture_ok(f, -1, "exhibitor.ask", draft_args("Firm", email));
	}
	fixture_refused(f, -1, "exhibitor.ask", draft_args("Firm", "more@firm.example"), "rate_limited");
	fixture_pass(f, HOUR_MS + 1);
	fixture_ok(f, -1, "exhibitor.ask", draft_args("Firm", "more@firm.example"));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(an_invitation_leads_to_the_booth_and_counts_for_two_weeks),
		T(a_link_that_is_too_old_is_renewed_by_who_holds_it),
		T(all_are_invited_and_reminded_once),
		T(who_was_not_invited_is_not_reminded),
		T(who_gets_no_more_mails_today_is_not_said_to_have_had_one),
		T(who_is_signed_in_still_comes_without_signing_in_anew),
		T(the_list_follows_what_a_booth_does),
		T(exhibitors_are_let_in_before_the_doors_open),
		T(who_does_not_come_is_forgotten_as_long_as_no_student_knows_them),
		T(an_employer_asks_and_is_approved_or_refused),
		T(who_asks_on_an_english_page_reads_english_unless_they_chose_before),
		T(who_asks_in_the_name_of_an_employer_that_is_here_gets_none_of_its_booths),
		T(nobody_floods_a_fair_with_requests),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
