/* What a booth's manager changes: its page, its placements and its people (design §1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define PROGRAMME INT64_C(900)

static json_t *page(const char *tagline, int minutes)
{
	return J("{\"booth\":21,\"tagline\":\"%s\",\"about\":\"Two\\nlines\",\"city\":\"Leiden\","
		 "\"languages\":[\"en\",\"nl\"],\"talk_minutes\":%d}",
		 tagline, minutes);
}

static json_t *draft(const char *object, int64_t id, const char *title, const char *more)
{
	return J("{\"%s\":%lld,\"draft\":{\"title\":\"%s\",\"about\":\"\",\"level\":\"mbo4\","
		 "\"track\":\"bol\",\"period\":\"\",%s}}",
		 object, (long long)id, title, more);
}

static void what_a_booth_says_of_itself_is_seen_at_once(void **state)
{
	struct fixture *f = *state;

	fixture_ok(f, MANAGER, "booth.save", page("Bread for the town", 12));
	assert_string_equal(text_of(fixture_item(f, STUDENT, "booth:21", "booth", BOOTH), "tagline"),
			    "Bread for the town");
	assert_string_equal(text_of(fixture_item(f, STUDENT, "room:11", "booth", BOOTH), "tagline"),
			    "Bread for the town");
	assert_int_equal(int_of(fixture_item(f, STUDENT, "booth:21", "booth", BOOTH), "talk_ms"),
			 12 * 60 * 1000);
	assert_int_equal(json_array_size(json_object_get(
				 fixture_item(f, STUDENT, "booth:21", "booth", BOOTH), "languages")),
			 2);
	fixture_refused(f, MANAGER, "booth.save", page("Bread", 61), "bad_value");
	fixture_refused(f, RECRUITER, "booth.save", page("Bread", 8), "forbidden");
}

static void a_placement_is_written_changed_and_taken_away(void **state)
{
	struct fixture *f = *state;
	const char *good = "\"hours\":32,\"places\":2,\"programme\":900,\"processes\":[910,911]";
	const json_t *item, *ok;
	int64_t id, lead;

	fixture_sql_write(f, "INSERT INTO work_process VALUES (910, 1, 900, 'W1', 'Builds')");
	fixture_sql_write(f, "INSERT INTO work_process VALUES (911, 1, 900, 'W2', 'Tests')");
	ok = fixture_ok(f, MANAGER, "booth.programmes", J("{\"booth\":21}"));
	ok = json_array_get(json_object_get(ok, "programmes"), 0);
	assert_int_equal(int_of(ok, "id"), PROGRAMME);
	assert_int_equal(json_array_size(json_object_get(ok, "processes")), 2);

	id = int_of(fixture_ok(f, MANAGER, "placement.add", draft("booth", BOOTH, "Baker", good)),
		    "placement");
	item = fixture_item(f, STUDENT, "booth:21", "placement", id);
	assert_string_equal(text_of(item, "programme"), "Software developer");
	assert_int_equal(json_array_size(json_object_get(item, "processes")), 2);
	fixture_refused(f, MANAGER, "placement.add", draft("booth", BOOTH, "Baker", good), "bad_value");

	fixture_ok(f, MANAGER, "placement.save",
		   draft("placement", id, "Baker", "\"hours\":16,\"places\":1,\"processes\":[]"));
	item = fixture_item(f, STUDENT, "booth:21", "placement", id);
	assert_null(json_object_get(item, "programme"));
	assert_int_equal(int_of(item, "hours"), 16);
	ok = json_object_get(fixture_ok(f, MANAGER, "placement.draft",
					J("{\"placement\":%lld}", (long long)id)),
			     "draft");
	assert_int_equal(int_of(ok, "places"), 1);

	/* What a lead is about stays, as long as it is. */
	fixture_ok(f, STUDENT, "card.leave", J("{\"booth\":21}"));
	lead = fixture_sql(f, "SELECT id FROM lead");
	fixture_ok(f, MANAGER, "lead.save",
		   J("{\"lead\":%lld,\"placement\":%lld}", (long long)lead, (long long)id));
	fixture_refused(f, MANAGER, "placement.remove", J("{\"placement\":%lld}", (long long)id),
			"in_use");
	fixture_ok(f, MANAGER, "lead.save",
		   J("{\"lead\":%lld,\"placement\":0}", (long long)lead));
	fixture_ok(f, MANAGER, "placement.remove", J("{\"placement\":%lld}", (long long)id));
	assert_null(fixture_item(f, STUDENT, "booth:21", "placement", id));
}

static void a_placement_that_cannot_be_names_its_field(void **state)
{
	static const char *const MORE[] = {
		"\"hours\":61,\"places\":1,\"processes\":[]",
		"\"hours\":32,\"places\":1001,\"processes\":[]",
		"\"hours\":32,\"places\":1,\"programme\":901,\"processes\":[]",
		"\"hours\":32,\"places\":1,\"programme\":900,\"processes\":[999]",
		"\"hours\":32,\"places\":1,\"processes\":[910]", /* of no programme */
	};
	struct fixture *f = *state;

	fixture_sql_write(f, "INSERT INTO work_process VALUES (910, 1, 900, 'W1', 'Builds')");
	for (size_t i = 0; i < ARRAY_LEN(MORE); i++)
		fixture_refused(f, MANAGER, "placement.add", draft("booth", BOOTH, "Baker", MORE[i]),
				"bad_value");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM placement WHERE title = 'Baker'"), 0);
	fixture_refused(f, MANAGER, "placement.remove", J("{\"placement\":1022}"), "not_found");
}

static const json_t *invite(struct fixture *f, const char *email)
{
	return fixture_ok(f, MANAGER, "staff.invite",
			  J("{\"booth\":21,\"email\":\"%s\",\"name\":\"Mo Amrani\",\"role\":\"recruiter\"}",
			    email));
}

static void an_invited_colleague_signs_in_and_sits_down(void **state)
{
	struct fixture *f = *state;
	const json_t *token = json_object_get(invite(f, "Mo@Bakery.Example"), "token");
	char *text = strdup(json_string_value(token));
	int64_t account = fixture_sql(f, "SELECT id FROM account WHERE email = 'mo@bakery.example'");

	fixture_ok(f, 0, "session.redeem", J("{\"token\":\"%s\"}", text));
	free(text);
	fixture_ok(f, account, "seat.take", J("{\"booth\":21}"));
	/* They have come: from now on nobody gets a link to their account by inviting them. */
	assert_null(json_object_get(invite(f, "mo@bakery.example"), "token"));
}

static void inviting_opens_nobodys_account(void **state)
{
	struct fixture *f = *state;

	/* A recruiter elsewhere and an administrator: none has signed in yet. */
	assert_null(json_object_get(invite(f, "recruiter504@test.example"), "token"));
	assert_null(json_object_get(invite(f, "admin507@test.example"), "token"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM login_link"), 0);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM account WHERE name = 'Mo Amrani'"), 0);
	/* Who is here for something else reads no cards. */
	fixture_refused(f, MANAGER, "staff.invite",
			J("{\"booth\":21,\"email\":\"student601@test.example\",\"name\":\"Mo\",\"role\":\"recruiter\"}"),
			"bad_value");
	fixture_refused(f, MANAGER, "staff.invite",
			J("{\"booth\":21,\"email\":\"no address\",\"name\":\"Mo\",\"role\":\"manager\"}"),
			"bad_value");
}

static void who_works_there_no_longer_leaves_their_seat(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);
	const json_t *staff = fixture_ok(f, MANAGER, "staff.list", J("{\"booth\":21}"));
	int64_t booking;

	assert_int_equal(json_array_size(json_object_get(staff, "staff")), 3);
	join(f, STUDENT);
	ring(f, RECRUITER, seat);
	fixture_refused(f, MANAGER, "staff.remove", J("{\"booth\":21,\"account\":%d}", RECRUITER),
			"colleague_busy");
	fixture_pass(f, 2 * 60 * 1000);
	booking = int_of(fixture_ok(f, STUDENT + 1, "slot.book", J("{\"slot\":301}")), "booking");
	fixture_ok(f, MANAGER, "booking.assign",
		   J("{\"booking\":%lld,\"recruiter\":%d}", (long long)booking, RECRUITER));
	fixture_ok(f, RECRUITER, "lead.save",
		   J("{\"lead\":%lld,\"rating\":4}", (long long)fixture_sql(f, "SELECT min(id) FROM lead")));
	fixture_refused(f, MANAGER, "staff.remove", J("{\"booth\":21,\"account\":%d}", MANAGER),
			"bad_value"); /* nobody would run the booth */
	fixture_refused(f, MANAGER, "staff.remove", J("{\"booth\":21,\"account\":%d}", OTHER_RECRUITER),
			"bad_value"); /* works for another employer, and stays connected */
	fixture_ok(f, MANAGER, "staff.remove", J("{\"booth\":21,\"account\":%d}", RECRUITER));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM seat WHERE state <> 'offline'"), 0);
	fixture_refused(f, RECRUITER, "seat.take", J("{\"booth\":21}"), "forbidden");
	assert_string_equal(text_of(fixture_item(f, STUDENT + 1, "me", "booking", booking),
				    "recruiter_name"),
			    "");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE owner_id IS NOT NULL"), 0);
}

static void takes_away(struct fixture *f, int64_t account)
{
	fixture_ok(f, ORGANISER, "staff.remove", J("{\"booth\":21,\"account\":%lld}", (long long)account));
}

static void an_organiser_takes_away_who_talks_and_the_talk_is_over(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT), call = ring(f, RECRUITER, seat);

	join(f, STUDENT + 1);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	takes_away(f, RECRUITER);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call WHERE ended_ms IS NOT NULL "
					"AND reason = 'hung_up'"), 1);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM seat WHERE state <> 'offline'"), 0);
	/* They talked: an answer is owed, by whoever takes it up. */
	assert_string_equal(entry_state(f, STUDENT, entry), "none");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE state = 'spoken' "
					"AND owner_id IS NULL"), 1);
	fixture_refused(f, RECRUITER, "chat.post",
			J("{\"chat\":%lld,\"text\":\"Wacht\"}",
			  (long long)fixture_sql(f, "SELECT chat_id FROM call")),
			"forbidden");
	/* Nobody is rung from where nobody sits. */
	fixture_pass(f, 5 * 60 * 1000);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call"), 1);
}

static void whom_a_recruiter_rang_who_is_taken_away_keeps_their_place(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT);

	by_itself(f, RECRUITER, seat, true);
	assert_int_not_equal(rung_by(f, RECRUITER), 0);
	takes_away(f, RECRUITER);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call WHERE reason = 'withdrawn'"), 1);
	fixture_pass(f, 5 * 60 * 1000);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call"), 1);
}

static void who_is_taken_away_sits_at_no_other_booth_of_their_employer(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "UPDATE booth SET org_id = 101 WHERE id = 22");
	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":22}"));
	takes_away(f, RECRUITER);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM seat WHERE state <> 'offline'"), 0);
}

static void an_organiser_takes_away_the_last_manager_too(void **state)
{
	struct fixture *f = *state;

	fixture_refused(f, MANAGER, "staff.remove", J("{\"booth\":21,\"account\":%d}", MANAGER), "bad_value");
	takes_away(f, MANAGER);
	fixture_refused(f, MANAGER, "staff.list", J("{\"booth\":21}"), "forbidden");
	/* And lets somebody else run the booth. */
	fixture_ok(f, ORGANISER, "staff.invite",
		   J("{\"booth\":21,\"email\":\"mo@bakery.example\",\"name\":\"Mo\",\"role\":\"manager\"}"));
}

/* Whoever has the link uses it; whose account that opens. */
static int64_t come_by_invitation(struct fixture *f, const char *email)
{
	char *token = strdup(json_string_value(json_object_get(invite(f, email), "token"))), sql[96];

	fixture_ok(f, 0, "session.redeem", J("{\"token\":\"%s\"}", token));
	free(token);
	snprintf(sql, sizeof(sql), "SELECT id FROM account WHERE email = '%s'", email);
	return fixture_sql(f, sql);
}

static const json_t *renew(struct fixture *f, int64_t account)
{
	return fixture_send(f, ORGANISER, "staff.renew", J("{\"booth\":21,\"account\":%lld}", (long long)account));
}

static const char *refused_renewal(struct fixture *f, int64_t account)
{
	return text_of(json_object_get(renew(f, account), "err"), "code");
}

static void who_is_out_gets_a_new_link_of_an_organiser_where_no_mails_are_sent(void **state)
{
	static const char MODE[] = "{\"mode\":\"%s\",\"origin\":\"https://beurs.example\",\"sender\":\"b@beurs.example\"}";
	struct fixture *f = *state;
	int64_t account = come_by_invitation(f, "mo@bakery.example");
	char *token;

	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM session"), 1);
	fixture_refused(f, MANAGER, "staff.renew", J("{\"booth\":21,\"account\":%lld}", (long long)account), "forbidden");
	token = strdup(text_of(json_object_get(renew(f, account), "ok"), "token"));
	/* Whoever still sat there is out, and sees it. */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM session"), 0);
	fixture_ok(f, 0, "session.redeem", J("{\"token\":\"%s\"}", token));
	fixture_refused(f, 0, "session.redeem", J("{\"token\":\"%s\"}", token), "link_invalid");
	free(token);
	/* Not for who works elsewhere, nor for who has more to lose than this booth. */
	assert_string_equal(refused_renewal(f, OTHER_RECRUITER), "bad_value");
	assert_string_equal(refused_renewal(f, STUDENT), "bad_value");
	assert_string_equal(refused_renewal(f, RECRUITER), "forbidden"); /* came by no invitation of this employer */
	fixture_sql_write(f, "UPDATE account SET is_admin = 1 WHERE email = 'mo@bakery.example'");
	fixture_restart(f, 0);
	assert_string_equal(refused_renewal(f, account), "forbidden");
	fixture_sql_write(f, "UPDATE account SET is_admin = 0 WHERE email = 'mo@bakery.example'");
	fixture_sql_write(f, "INSERT INTO membership (account_id, org_id, role) SELECT id, 100, 'organiser' FROM account "
			     "WHERE email = 'mo@bakery.example'");
	fixture_restart(f, 0);
	assert_string_equal(refused_renewal(f, account), "forbidden");
	fixture_sql_write(f, "DELETE FROM membership WHERE org_id = 100 AND account_id = (SELECT id FROM account "
			     "WHERE email = 'mo@bakery.example')");
	fixture_restart(f, 0);
	assert_non_null(json_object_get(renew(f, account), "ok"));
	/* Who can be mailed asks for a link as everybody. */
	fixture_ok(f, 0, "mail.configure", J(MODE, "shown"));
	assert_string_equal(refused_renewal(f, account), "wrong_state");
}

static void a_role_elsewhere_signs_out_who_came_in_by_an_invitation(void **state)
{
	struct fixture *f = *state;
	/* The manager keeps the link. */
	int64_t account = come_by_invitation(f, "eva@school.example");

	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM session"), 1);
	/* The same employer again changes nothing; the server's own list of people does. */
	invite(f, "eva@school.example");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM session"), 1);
	fixture_ok(f, 0, "account.create",
		   J("{\"email\":\"eva@school.example\",\"name\":\"Eva\",\"is_admin\":true}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM session"), 0);
	assert_true(account != 0);
}

static void who_was_here_and_signed_out_everywhere_is_opened_by_no_invitation(void **state)
{
	struct fixture *f = *state;
	int64_t account = come_by_invitation(f, "eva@bakery.example");

	fixture_ok(f, account, "session.end_all", J("{}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM session"), 0);
	assert_null(json_object_get(invite(f, "eva@bakery.example"), "token"));
	assert_true(json_is_true(json_object_get(
		json_array_get(json_object_get(fixture_ok(f, MANAGER, "staff.list", J("{\"booth\":21}")), "staff"), 0),
		"has_come")));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(what_a_booth_says_of_itself_is_seen_at_once),
		T(a_placement_is_written_changed_and_taken_away),
		T(a_placement_that_cannot_be_names_its_field),
		T(an_invited_colleague_signs_in_and_sits_down),
		T(inviting_opens_nobodys_account),
		T(who_works_there_no_longer_leaves_their_seat),
		T(an_organiser_takes_away_who_talks_and_the_talk_is_over),
		T(whom_a_recruiter_rang_who_is_taken_away_keeps_their_place),
		T(who_is_taken_away_sits_at_no_other_booth_of_their_employer),
		T(an_organiser_takes_away_the_last_manager_too),
		T(who_is_out_gets_a_new_link_of_an_organiser_where_no_mails_are_sent),
		T(a_role_elsewhere_signs_out_who_came_in_by_an_invitation),
		T(who_was_here_and_signed_out_everywhere_is_opened_by_no_invitation),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
