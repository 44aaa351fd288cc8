/*
 * The coordinator's desk: who needs something, a mail that tells how to come in, a place in a line that the student
 * says yes or no to; of their own students only, and never what employers wrote.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define MINUTE (60 * 1000)
#define HOUR (60 * MINUTE)
#define FOREIGN (STUDENT + 1) /* of another school */

static int start(void **state)
{
	int code = evening_start(state);

	fixture_sql_write(*state, "INSERT INTO organisation VALUES (110, 'other', 'school', 'Other', '')");
	fixture_sql_write(*state, "UPDATE card SET school_id = 110 WHERE account_id = 602");
	return code;
}

static void mails_are_sent(struct fixture *f)
{
	fixture_ok(f, 0, "mail.configure",
		   J("{\"mode\":\"sent\",\"origin\":\"https://beurs.example\",\"sender\":\"a@b.example\"}"));
}

/* How STUDENT fares, as their coordinator is told; borrowed until the next command. */
static const json_t *progress(struct fixture *f)
{
	return json_array_get(json_object_get(fixture_ok(f, COORDINATOR, "lead.progress", J("{\"fair\":1}")),
					      "students"),
			      0);
}

static const char *offer_state(struct fixture *f)
{
	return text_of(json_array_get(json_object_get(progress(f), "offers"), 0), "state");
}

static int64_t ask(struct fixture *f, int64_t booth)
{
	return int_of(fixture_ok(f, COORDINATOR, "line.offer",
				 J("{\"booth\":%lld,\"student\":601}", (long long)booth)),
		      "handover");
}

static void is_not_asked(struct fixture *f, int64_t booth, int64_t student, const char *code)
{
	fixture_refused(f, COORDINATOR, "line.offer",
			J("{\"booth\":%lld,\"student\":%lld}", (long long)booth, (long long)student), code);
}

static void answers(struct fixture *f, const char *cmd, int64_t handover)
{
	fixture_ok(f, STUDENT, cmd, J("{\"handover\":%lld}", (long long)handover));
}

static const json_t *asked(struct fixture *f, int64_t handover)
{
	return fixture_item(f, STUDENT, "me", "handover", handover);
}

static void a_student_who_says_yes_stands_in_the_line_as_everybody(void **state)
{
	struct fixture *f = *state;
	int64_t handover, other;

	take_seat(f, RECRUITER);
	other = join(f, STUDENT + 2);
	handover = ask(f, BOOTH);
	assert_string_equal(offer_state(f), "open");
	assert_int_equal(int_of(asked(f, handover), "until_ms"), f->now_ms + 10 * MINUTE);
	/* Before they said so nobody of the booth sees them. */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE account_id = 601"), 0);
	answers(f, "handover.accept", handover);
	assert_null(asked(f, handover));
	assert_string_equal(offer_state(f), "yes");
	assert_int_equal(int_of(progress(f), "waiting"), 1);
	assert_int_equal(int_of(progress(f), "waits_ms"), f->now_ms);
	assert_int_equal(fixture_sql(f, "SELECT precedence FROM queue_entry WHERE account_id = 601"), 2);
	assert_true(fixture_sql(f, "SELECT rank FROM queue_entry WHERE account_id = 601") >
		    fixture_sql(f, "SELECT rank FROM queue_entry WHERE account_id = 603"));
	assert_true(other != 0);
	is_not_asked(f, BOOTH, STUDENT, "student_waits");
}

static void a_no_is_told_and_not_asked_again(void **state)
{
	struct fixture *f = *state;
	int64_t handover;

	take_seat(f, RECRUITER);
	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	handover = ask(f, BOOTH);
	is_not_asked(f, OTHER_BOOTH, STUDENT, "already_offered"); /* one question at a time */
	answers(f, "handover.decline", handover);
	assert_string_equal(offer_state(f), "no");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry"), 0);
	is_not_asked(f, BOOTH, STUDENT, "already_offered");
	fixture_refused(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)handover), "wrong_state");
	/* A recruiter may still call back who said no to their coordinator. */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM handover WHERE until_ms IS NULL"), 0);
	assert_true(ask(f, OTHER_BOOTH) != handover);
}

static void a_question_is_over_after_a_while_or_by_itself(void **state)
{
	struct fixture *f = *state;
	int64_t handover;

	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 31);
	handover = ask(f, BOOTH);
	fixture_pass(f, 10 * MINUTE);
	assert_null(asked(f, handover));
	assert_string_equal(offer_state(f), "expired");
	fixture_refused(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)handover), "wrong_state");
	/* Who takes a number themselves has said yes. */
	handover = ask(f, BOOTH);
	join(f, STUDENT);
	assert_null(asked(f, handover));
	assert_string_equal(offer_state(f), "yes");
}

static void a_block_ends_a_question_as_if_its_time_had_passed(void **state)
{
	struct fixture *f = *state;
	int64_t handover;

	take_seat(f, RECRUITER);
	handover = ask(f, BOOTH);
	fixture_ok(f, STUDENT, "booth.block", J("{\"booth\":21}"));
	assert_null(asked(f, handover));
	assert_string_equal(offer_state(f), "expired");
	fixture_refused(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)handover), "wrong_state");
}

static void silence_stays_silence_when_they_come_by_themselves(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	ask(f, BOOTH);
	fixture_pass(f, 10 * MINUTE);
	join(f, STUDENT);
	assert_string_equal(offer_state(f), "expired");
}

static void nobody_is_asked_all_evening(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	for (int i = 0; i < 6; i++) {
		ask(f, BOOTH);
		fixture_pass(f, 10 * MINUTE);
	}
	is_not_asked(f, BOOTH, STUDENT, "already_offered");
}

static void who_talks_does_not_wait(void **state)
{
	struct fixture *f = *state;
	int64_t call, seat = take_seat(f, RECRUITER);

	join(f, STUDENT);
	assert_int_equal(int_of(progress(f), "waiting"), 1);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	assert_int_equal(int_of(progress(f), "waiting"), 0);
	assert_null(json_object_get(progress(f), "waits_ms"));
}

static void all_rules_of_a_line_hold_when_the_yes_comes(void **state)
{
	struct fixture *f = *state;
	int64_t handover;

	is_not_asked(f, BOOTH, STUDENT, "booth_unstaffed");
	take_seat(f, RECRUITER);
	handover = ask(f, BOOTH);
	fixture_ok(f, RECRUITER, "line.close", J("{\"booth\":21}"));
	fixture_refused(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)handover), "line_closed");
	assert_string_equal(offer_state(f), "open"); /* a refusal changes nothing */
	fixture_ok(f, RECRUITER, "line.open", J("{\"booth\":21}"));
	fixture_refused(f, STUDENT + 2, "handover.accept", J("{\"handover\":%lld}", (long long)handover), "not_found");
	fixture_refused(f, COORDINATOR, "handover.accept", J("{\"handover\":%lld}", (long long)handover), "forbidden");
	answers(f, "handover.accept", handover);
}

static void a_coordinator_is_not_told_who_does_not_want_to_meet_whom(void **state)
{
	struct fixture *f = *state;
	const json_t *booths;

	take_seat(f, RECRUITER);
	booths = json_object_get(fixture_ok(f, COORDINATOR, "line.choices", J("{\"fair\":1,\"student\":601}")),
				 "booths");
	assert_int_equal(json_array_size(booths), 1);
	assert_int_equal(int_of(json_array_get(booths, 0), "id"), BOOTH);
	fixture_ok(f, STUDENT, "booth.block", J("{\"booth\":21}"));
	is_not_asked(f, BOOTH, STUDENT, "wrong_state");
	booths = json_object_get(fixture_ok(f, COORDINATOR, "line.choices", J("{\"fair\":1,\"student\":601}")),
				 "booths");
	assert_int_equal(json_array_size(booths), 0);
}

static void only_their_own_students_are_theirs(void **state)
{
	struct fixture *f = *state;

	mails_are_sent(f);
	take_seat(f, RECRUITER);
	is_not_asked(f, BOOTH, FOREIGN, "not_found");
	is_not_asked(f, BOOTH, RECRUITER, "not_found");
	fixture_refused(f, COORDINATOR, "line.choices", J("{\"fair\":1,\"student\":602}"), "not_found");
	fixture_refused(f, COORDINATOR, "student.resend", J("{\"fair\":1,\"student\":602}"), "not_found");
	fixture_refused(f, COORDINATOR, "student.resend", J("{\"fair\":1,\"student\":99999}"), "not_found");
	fixture_refused(f, ORGANISER, "student.resend", J("{\"fair\":1,\"student\":601}"), "forbidden");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail"), 0);
}

static const json_t *resend(struct fixture *f)
{
	return fixture_ok(f, COORDINATOR, "student.resend", J("{\"fair\":1,\"student\":601}"));
}

static bool mail_holds(struct fixture *f, const char *what)
{
	char sql[160];

	snprintf(sql, sizeof(sql), "SELECT instr(text, '%s') FROM mail ORDER BY id DESC LIMIT 1", what);
	return fixture_sql(f, sql) != 0;
}

static void who_was_never_here_is_mailed_a_link_that_signs_in_once(void **state)
{
	struct fixture *f = *state;
	const json_t *reply;

	mails_are_sent(f);
	assert_false(json_is_true(json_object_get(progress(f), "has_come")));
	assert_true(json_is_true(json_object_get(progress(f), "has_address")));
	reply = resend(f);
	assert_true(json_is_true(json_object_get(reply, "is_mailed")));
	assert_int_equal(fixture_sql(f, "SELECT account_id FROM mail"), STUDENT);
	assert_true(mail_holds(f, "https://beurs.example/in#"));
	assert_int_equal(int_of(progress(f), "mailed_ms"), f->now_ms);
	/* Who was here asks for a link as everybody: no such mail opens their account. */
	fixture_sql_write(f, "UPDATE account SET seen_ms = 1 WHERE id = 601");
	assert_true(json_is_true(json_object_get(progress(f), "has_come")));
	fixture_pass(f, MINUTE);
	resend(f);
	assert_true(mail_holds(f, "https://beurs.example/in"));
	assert_false(mail_holds(f, "/in#"));
	fixture_pass(f, MINUTE);
	/* At the same moment too. */
	resend(f);
	fixture_refused(f, COORDINATOR, "student.resend", J("{\"fair\":1,\"student\":601}"), "reminded_today");
	fixture_pass(f, 24 * HOUR);
	resend(f);
	fixture_ok(f, ORGANISER, "student.ban", J("{\"fair\":1,\"student\":601,\"is_banned\":true}"));
	fixture_refused(f, COORDINATOR, "student.resend", J("{\"fair\":1,\"student\":601}"), "wrong_state");
}

static void who_was_here_before_the_fair_was_made_has_yet_to_come(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "UPDATE account SET seen_ms = 1000 WHERE id = 601");
	fixture_sql_write(f, "UPDATE fair SET made_ms = 2000 WHERE id = 1");
	assert_false(json_is_true(json_object_get(progress(f), "has_come")));
	fixture_connect(f, STUDENT, 1);
	fixture_disconnect(f, STUDENT, 1);
	assert_true(json_is_true(json_object_get(progress(f), "has_come")));
	/* Signed out everywhere they were here all the same. */
	fixture_ok(f, STUDENT, "session.end_all", J("{}"));
	assert_true(json_is_true(json_object_get(progress(f), "has_come")));
}

static void an_account_that_can_do_more_is_opened_by_no_such_mail(void **state)
{
	struct fixture *f = *state;

	mails_are_sent(f);
	fixture_sql_write(f, "UPDATE account SET is_admin = 1 WHERE id = 601");
	resend(f);
	assert_false(mail_holds(f, "/in#"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM login_link WHERE account_id = 601"), 0);
}

static void who_cannot_be_mailed_is_given_the_link_of_their_group(void **state)
{
	struct fixture *f = *state;
	const json_t *reply = resend(f); /* this server sends no mails yet */

	assert_false(json_is_true(json_object_get(reply, "is_mailed")));
	assert_null(json_object_get(reply, "code"));
	fixture_sql_write(f, "INSERT INTO student_group VALUES (7003, 1, 100, NULL, 'A', 'aaaabbbbccccddddeeee', "
			     "9000000000000, 20, 0, 1)");
	fixture_sql_write(f, "INSERT INTO student_group VALUES (7004, 1, 110, NULL, 'B', 'bbbbbbbbccccddddeeee', "
			     "9000000000000, 20, 0, 1)");
	assert_string_equal(text_of(resend(f), "code"), "aaaabbbbccccddddeeee");
	fixture_sql_write(f, "UPDATE student_group SET is_withdrawn = 1 WHERE id = 7003");
	assert_null(json_object_get(resend(f), "code"));
	mails_are_sent(f);
	fixture_sql_write(f, "UPDATE account SET email = NULL WHERE id = 601");
	fixture_sql_write(f, "UPDATE student_group SET is_withdrawn = 0 WHERE id = 7003");
	assert_string_equal(text_of(resend(f), "code"), "aaaabbbbccccddddeeee");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail"), 0);
}

static void who_does_not_come_to_a_turn_is_seen_to_have_missed_it(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	fixture_connect(f, STUDENT, 31);
	join(f, STUDENT);
	for (int i = 0; i < 2; i++) {
		on_call(f, STUDENT, "call.decline", ring(f, RECRUITER, seat));
		fixture_pass(f, 2 * MINUTE);
	}
	assert_int_equal(int_of(progress(f), "missed"), 1);
}

/* STUDENT talked, and their employer wrote whatever they could. */
static void write_secrets(struct fixture *f)
{
	int64_t seat = take_seat(f, RECRUITER), call, lead;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	fixture_ok(f, RECRUITER, "chat.post",
		   J("{\"chat\":%lld,\"text\":\"Geheim-woord\"}",
		     (long long)fixture_sql(f, "SELECT id FROM chat WHERE call_id IS NOT NULL")));
	on_call(f, RECRUITER, "call.end", call);
	lead = fixture_sql(f, "SELECT id FROM lead WHERE account_id = 601");
	fixture_ok(f, RECRUITER, "lead.save",
		   J("{\"lead\":%lld,\"rating\":1,\"note\":\"Geheim-notitie\",\"tags\":[\"Geheim-tag\"]}", (long long)lead));
	fixture_ok(f, RECRUITER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"no\",\"reason\":\"Geheim-reden\"}", (long long)lead));
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
}

/* Everything that is answered to a coordinator, and all that they may follow, of a student of their own. */
static void no_word_of_an_employer_reaches_the_desk(void **state)
{
	static const char *const READS[][2] = {
		{ "lead.progress", "{\"fair\":1}" },
		{ "line.choices", "{\"fair\":1,\"student\":601}" },
		{ "slot.choices", "{\"fair\":1,\"student\":601}" },
		{ "line.offer", "{\"booth\":22,\"student\":601}" },
		{ "student.resend", "{\"fair\":1,\"student\":601}" },
		{ "group.list", "{\"fair\":1}" },
	};
	static const char *const FOLLOWED[] = { "me", "fair:1", "booth:21", "queue:21", "room:11" };
	static const char *const CLOSED[] = { "console:21", "dashboard:1", NULL /* the call */ };
	struct fixture *f = *state;
	char topic[48];

	write_secrets(f);
	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	for (size_t i = 0; i < ARRAY_LEN(READS); i++) {
		char *text = json_dumps(fixture_ok(f, COORDINATOR, READS[i][0], J("%s", READS[i][1])), 0);

		assert_null(strstr(text, "Geheim"));
		assert_null(strstr(text, "rating"));
		free(text);
	}
	snprintf(topic, sizeof(topic), "call:%lld", (long long)fixture_sql(f, "SELECT id FROM call"));
	fixture_connect(f, COORDINATOR, 41);
	for (size_t i = 0; i < ARRAY_LEN(FOLLOWED); i++)
		fixture_send_from(f, COORDINATOR, 41, "subscribe", J("{\"topic\":\"%s\"}", FOLLOWED[i]));
	for (size_t i = 0; i < ARRAY_LEN(CLOSED); i++) {
		char *text;

		text = json_dumps(fixture_send_from(f, COORDINATOR, 41, "subscribe",
						    J("{\"topic\":\"%s\"}", CLOSED[i] ? CLOSED[i] : topic)),
				  0);
		assert_non_null(strstr(text, "\"err\""));
		free(text);
	}
	fixture_pass(f, 2 * MINUTE);
	for (size_t i = 0; i < json_array_size(f->frames); i++) {
		const json_t *frame = json_array_get(f->frames, i);
		char *text = json_dumps(frame, 0);

		if (int_of(frame, "of") == COORDINATOR)
			assert_null(strstr(text, "Geheim"));
		free(text);
	}
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, start, evening_stop)
		T(a_student_who_says_yes_stands_in_the_line_as_everybody),
		T(a_no_is_told_and_not_asked_again),
		T(a_question_is_over_after_a_while_or_by_itself),
		T(a_block_ends_a_question_as_if_its_time_had_passed),
		T(silence_stays_silence_when_they_come_by_themselves),
		T(nobody_is_asked_all_evening),
		T(who_talks_does_not_wait),
		T(all_rules_of_a_line_hold_when_the_yes_comes),
		T(a_coordinator_is_not_told_who_does_not_want_to_meet_whom),
		T(only_their_own_students_are_theirs),
		T(who_was_never_here_is_mailed_a_link_that_signs_in_once),
		T(who_was_here_before_the_fair_was_made_has_yet_to_come),
		T(an_account_that_can_do_more_is_opened_by_no_such_mail),
		T(who_cannot_be_mailed_is_given_the_link_of_their_group),
		T(who_does_not_come_to_a_turn_is_seen_to_have_missed_it),
		T(no_word_of_an_employer_reaches_the_desk),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
