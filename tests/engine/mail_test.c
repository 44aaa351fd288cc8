/*
 * Who is told what by mail, and when, in virtual time, with a job that is the test. How mails go is in outbox_test.c;
 * tests/server/mail.test.mjs has the real mail server.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail_acts.h"

static void a_booking_is_confirmed_and_reminded_of(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, FAR_SLOT);
	json_t *mail = sent(f, "booked");
	char uid[64];

	snprintf(uid, sizeof(uid), "\r\nUID:booking-%lld@beurs.example\r\n", (long long)booking);
	holds(mail, "calendar", uid);
	holds(mail, "calendar", "\r\nMETHOD:REQUEST\r\n");
	holds(mail, "calendar", "\r\nDTSTART:20270118T080000Z\r\n");
	/* In the zone of the fair, and in Dutch. */
	holds(mail, "text", "maandag 18 januari om 09:00");
	json_decref(mail);
	fixture_pass(f, FAR_MS - DAY - f->now_ms - 1);
	assert_null(take(f));
	fixture_pass(f, 1);
	is_sent(f, "reminder_day");
	fixture_pass(f, FAR_MS - 10 * MINUTE - f->now_ms - 1);
	assert_null(take(f));
	fixture_pass(f, 1);
	is_sent(f, "reminder_soon");
	assert_int_equal(n_mails(f), 3);
}

static void a_mail_speaks_the_language_of_its_reader(void **state)
{
	struct fixture *f = *state;
	json_t *mail;

	fixture_ok(f, STUDENT, "account.set_locale", J("{\"locale\":\"en\"}"));
	book(f, FAR_SLOT);
	mail = sent(f, "booked");
	holds(mail, "subject", "Your booking with ");
	holds(mail, "text", "Monday 18 January at 09:00");
	holds(mail, "html", "<html lang=\"en\">");
	holds(mail, "calendar", "SUMMARY:Internship fair: conversation with ");
	json_decref(mail);
}

static void an_appointment_is_called_as_its_fair_is(void **state)
{
	struct fixture *f = *state;
	json_t *mail;

	fixture_sql_write(f, "UPDATE fair SET kind = 'work_experience'");
	book(f, FAR_SLOT);
	mail = sent(f, "booked");
	holds(mail, "calendar", "SUMMARY:Werkervaringsbeurs: gesprek met ");
	json_decref(mail);
}

/* The next mail, which takes this booking out of the calendar and says so. */
static void is_taken_out(struct fixture *f, int64_t booking, int sequence, const char *said)
{
	json_t *mail = sent(f, "cancelled");
	char uid[96];

	snprintf(uid, sizeof(uid), "\r\nUID:booking-%lld@beurs.example\r\nSEQUENCE:%d\r\n", (long long)booking,
		 sequence);
	holds(mail, "text", said);
	holds(mail, "calendar", uid);
	holds(mail, "calendar", "\r\nMETHOD:CANCEL\r\n");
	assert_string_equal(text_of(mail, "method"), "CANCEL");
	json_decref(mail);
}

static void cancel(struct fixture *f, int64_t account, int64_t booking)
{
	fixture_ok(f, account, "booking.cancel", J("{\"booking\":%lld}", (long long)booking));
}

static void a_booking_that_is_given_back_leaves_the_calendar_and_is_not_reminded_of(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, FAR_SLOT);

	is_sent(f, "booked");
	cancel(f, STUDENT, booking);
	is_taken_out(f, booking, 1, "Je hebt je afspraak met ");
	fixture_pass(f, 3 * DAY);
	assert_null(take(f));
}

static void a_booking_for_which_another_comes_leaves_the_calendar(void **state)
{
	struct fixture *f = *state;
	int64_t booking;

	fixture_sql_write(f, "INSERT INTO slot VALUES (902, 1, 21, 1, 1800262800000, 1800263400000, 0, 0, 0)");
	booking = book(f, FAR_SLOT);
	is_sent(f, "booked");
	fixture_ok(f, STUDENT, "booking.move", J("{\"booking\":%lld,\"slot\":902}", (long long)booking));
	is_taken_out(f, booking, 1, " vervalt: maandag 18 januari om 09:00");
	is_sent(f, "booked");
	assert_null(take(f));
}

static void a_time_that_was_only_offered_is_in_no_calendar(void **state)
{
	struct fixture *f = *state;
	int64_t booking = int_of(fixture_ok(f, COORDINATOR, "slot.offer",
					    J("{\"slot\":%lld,\"student\":%lld}", (long long)FAR_SLOT,
					      (long long)STUDENT)),
				 "booking");

	is_sent(f, "offered");
	cancel(f, STUDENT, booking);
	assert_null(take(f));
}

static void a_booking_that_is_called_off_leaves_the_students_calendar(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, FAR_SLOT);

	is_sent(f, "booked");
	cancel(f, MANAGER, booking);
	is_taken_out(f, booking, 1, "Dat ligt niet aan jou.");
}

/* A booking that its student is asked about, as the fair moved an hour. */
static int64_t asked_again(struct fixture *f)
{
	int64_t booking;

	fixture_sql_write(f, "UPDATE fair SET state = 'planned', opens_ms = 1800172800000, closes_ms = 1800201600000");
	booking = book(f, FAR_SLOT);
	is_sent(f, "booked");
	fixture_ok(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":1800176400000}"));
	json_decref(sent_to(f, "student601@test.example", "moved"));
	fixture_sql_write(f, "DELETE FROM mail WHERE kind = 'moved'"); /* to who works there */
	return booking;
}

static void who_lets_the_new_time_pass_hears_why_it_is_off(void **state)
{
	struct fixture *f = *state;
	int64_t booking = asked_again(f);

	fixture_pass(f, fixture_sql(f, "SELECT until_ms FROM booking") - f->now_ms);
	is_taken_out(f, booking, 2,
		     "Je hebt niet op tijd geantwoord, en daarom gaat je afspraak niet door.\n\n"
		     "Wil je nog met Booth 21 praten? Kies dan een andere tijd.\n\n"
		     "Kies een andere tijd:\nhttps://beurs.example/stand/21\n");
	assert_null(take(f));
}

static void who_says_no_to_the_new_time_has_it_in_no_calendar(void **state)
{
	struct fixture *f = *state;
	int64_t booking = asked_again(f);

	cancel(f, STUDENT, booking);
	is_taken_out(f, booking, 2, "Je hebt je afspraak met ");
	fixture_pass(f, 3 * DAY);
	assert_null(take(f));
}

static void a_new_time_that_does_not_come_leaves_the_calendar(void **state)
{
	struct fixture *f = *state;
	int64_t booking = asked_again(f);

	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_sql_write(f, "DELETE FROM mail WHERE address NOT LIKE 'student%'");
	is_taken_out(f, booking, 2, "Dat ligt niet aan jou.");
}

static void a_booking_that_moves_with_its_fair_moves_in_the_calendar(void **state)
{
	struct fixture *f = *state;
	int64_t booking;
	json_t *mail;

	fixture_sql_write(f, "UPDATE fair SET state = 'planned', opens_ms = 1800172800000, closes_ms = 1800201600000");
	booking = book(f, FAR_SLOT);
	is_sent(f, "booked");
	fixture_ok(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":1800176400000}")); /* an hour */
	mail = sent_to(f, "student601@test.example", "moved");
	holds(mail, "calendar", "\r\nSEQUENCE:1\r\n");
	holds(mail, "calendar", "\r\nDTSTART:20270118T090000Z\r\n");
	holds(mail, "calendar", "\r\nSTATUS:TENTATIVE\r\n");
	json_decref(mail);
	fixture_sql_write(f, "DELETE FROM mail WHERE kind = 'moved'"); /* to who works there */
	fixture_ok(f, STUDENT, "booking.accept", J("{\"booking\":%lld}", (long long)booking));
	mail = sent(f, "booked");
	holds(mail, "calendar", "\r\nSEQUENCE:2\r\n");
	json_decref(mail);
	/* Reminders are of the new time alone. */
	fixture_pass(f, FAR_MS - DAY - f->now_ms);
	assert_null(take(f));
	fixture_pass(f, HOUR);
	is_sent(f, "reminder_day");
}

static int64_t n_to(struct fixture *f, const char *who)
{
	char sql[128];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM mail WHERE kind = 'moved' AND address LIKE '%s'", who);
	return fixture_sql(f, sql);
}

static void who_works_at_a_fair_hears_when_it_moves(void **state)
{
	struct fixture *f = *state;
	json_t *mail;

	fixture_sql_write(f, "UPDATE fair SET state = 'planned', opens_ms = 1800172800000, closes_ms = 1800201600000");
	/* At two booths, and as both: one person. Another booth has no times, and one's manager was not asked yet. */
	fixture_sql_write(f, "INSERT INTO participation VALUES (1, 505, 'recruiter', 101)");
	fixture_sql_write(f, "INSERT INTO participation VALUES (1, 505, 'manager', 102)");
	fixture_sql_write(f, "INSERT INTO account (id, email, name, locale, is_admin, created_ms) VALUES "
			     "(520, 'idle@test.example', 'I', 'nl', 0, 1), (521, 'new@test.example', 'N', 'nl', 0, 1)");
	fixture_sql_write(f, "INSERT INTO participation VALUES (1, 520, 'recruiter', 103), (1, 521, 'manager', 103)");
	fixture_sql_write(f, "INSERT INTO exhibitor VALUES (23, 1, 521, NULL, NULL)");
	fixture_ok(f, COORDINATOR, "account.set_locale", J("{\"locale\":\"en\"}"));
	fixture_ok(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":1800172800000}")); /* where it is */
	assert_int_equal(n_to(f, "%"), 0);
	book(f, FAR_SLOT);
	is_sent(f, "booked");
	fixture_ok(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":1800176400000}"));
	assert_int_equal(n_to(f, "manager505@%"), 1);
	assert_int_equal(n_to(f, "recruiter50_@%"), 3);
	assert_int_equal(n_to(f, "coordinator50_@%"), 1);
	assert_int_equal(n_to(f, "student601@%"), 1);
	assert_int_equal(n_to(f, "%"), 6);
	mail = sent_to(f, "manager505@test.example", "moved");
	assert_string_equal(text_of(mail, "subject"), "Test fair is verplaatst");
	holds(mail, "text", "Eerst: zondag 17 januari om 09:00\nNu: zondag 17 januari om 10:00");
	assert_null(json_object_get(mail, "calendar"));
	json_decref(mail);
	/* Once asked they hear of it. */
	fixture_sql_write(f, "UPDATE exhibitor SET invited_ms = 1");
	fixture_ok(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":1800180000000}"));
	assert_int_equal(n_to(f, "new@%"), 1);
	assert_int_equal(n_to(f, "idle@%"), 0);
	assert_int_equal(n_to(f, "organiser%"), 0);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE subject = 'Test fair has moved'"), 2);
}

static size_t n_fairs(struct fixture *f, int64_t account)
{
	const json_t *reply = json_object_get(fixture_send(f, account, "fair.list", J("{}")), "ok");

	return json_array_size(json_object_get(reply, "fairs"));
}

static void who_works_at_a_fair_hears_when_it_does_not_come(void **state)
{
	struct fixture *f = *state;
	const size_t fairs = n_fairs(f, VISITOR);

	fixture_sql_write(f, "UPDATE fair SET state = 'planned', opens_ms = 1800172800000, closes_ms = 1800201600000");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE subject = 'Test fair gaat niet door'"), 5);
	/* A stranger need not read of it; who was to be there does, and that it never was. */
	assert_int_equal(n_fairs(f, VISITOR), fairs - 1);
	assert_int_equal(n_fairs(f, STUDENT), fairs);
	assert_true(json_is_true(json_object_get(fixture_item(f, STUDENT, "fair:1", "fair", 1), "is_called_off")));
	/* Doors that opened and closed are another thing. */
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_int_equal(n_fairs(f, VISITOR), fairs);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM mail WHERE subject = 'Test fair gaat niet door'"), 5);
}

static void a_talk(struct fixture *f, int64_t student, int64_t seat)
{
	int64_t call;

	join(f, student);
	call = ring(f, RECRUITER, seat);
	on_call(f, student, "call.accept", call);
	connect_call(f, student, RECRUITER, call);
	on_call(f, RECRUITER, "call.end", call);
	fixture_pass(f, 2 * MINUTE);
}

static void answer(struct fixture *f, int64_t student, const char *what, const char *reason)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "SELECT id FROM lead WHERE account_id = %lld", (long long)student);
	fixture_ok(f, RECRUITER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"%s\",\"reason\":\"%s\"}", (long long)fixture_sql(f, sql), what,
		     reason));
}

static void an_answer_is_mailed_once(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);
	json_t *mail;

	a_talk(f, STUDENT, seat);
	answer(f, STUDENT, "no", "We look for <b>welders</b>");
	mail = sent(f, "answer");
	holds(mail, "html", "We look for &lt;b&gt;welders&lt;/b&gt;");
	holds(mail, "text", "geantwoord: nee.");
	json_decref(mail);
	answer(f, STUDENT, "no", "We look for <b>welders</b>");
	assert_null(take(f));
	answer(f, STUDENT, "yes", "");
	is_sent(f, "answer");
}

static void managers_hear_each_week_which_answers_are_overdue(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);
	json_t *mail;

	a_talk(f, STUDENT, seat);
	a_talk(f, STUDENT + 1, seat);
	fixture_pass(f, 23 * HOUR);
	assert_null(take(f));
	fixture_pass(f, HOUR);
	mail = sent(f, "overdue");
	assert_string_equal(text_of(mail, "address"), "manager505@test.example");
	holds(mail, "text", "https://beurs.example/console/21/opvolgen");
	json_decref(mail);
	answer(f, STUDENT, "yes", "");
	is_sent(f, "answer");
	fixture_pass(f, 7 * DAY);
	mail = sent(f, "overdue");
	holds(mail, "subject", "1");
	json_decref(mail);
	answer(f, STUDENT + 1, "yes", "");
	is_sent(f, "answer");
	/* Nothing is owed: nobody is told so, week after week. */
	fixture_pass(f, 30 * DAY);
	assert_null(take(f));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM owing_watch"), 0);
}

static void nobody_is_told_to_answer_whom_they_see_no_longer(void **state)
{
	struct fixture *f = *state;

	a_talk(f, STUDENT, take_seat(f, RECRUITER));
	fixture_pass(f, DAY);
	is_sent(f, "overdue");
	fixture_sql_write(f, "UPDATE fair SET retention_ms = 86400000");
	fixture_pass(f, 8 * DAY);
	assert_null(take(f));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM owing_watch"), 0);
}

static void a_server_that_sends_no_mails_writes_none(void **state)
{
	struct fixture *f = *state;

	fixture_ok(f, 0, "mail.configure", J("{\"mode\":\"off\",\"origin\":\"\",\"sender\":\"\"}"));
	book(f, FAR_SLOT);
	a_talk(f, STUDENT + 1, take_seat(f, RECRUITER));
	fixture_pass(f, 3 * DAY);
	assert_int_equal(n_mails(f), 0);
}

static void configure(struct fixture *f, const char *mode)
{
	fixture_ok(f, 0, "mail.configure",
		   J("{\"mode\":\"%s\",\"origin\":\"https://beurs.example\",\"sender\":\"a@b.example\"}", mode));
}

static void what_was_booked_or_owed_before_there_were_mails_is_told_of_afterwards(void **state)
{
	struct fixture *f = *state;

	configure(f, "off");
	book(f, FAR_SLOT);
	a_talk(f, STUDENT + 1, take_seat(f, RECRUITER));
	configure(f, "sent");
	assert_null(take(f));
	fixture_pass(f, DAY);
	is_sent(f, "overdue");
	fixture_pass(f, FAR_MS - DAY - f->now_ms);
	is_sent(f, "reminder_day");
	fixture_pass(f, DAY - 10 * MINUTE);
	is_sent(f, "reminder_soon");
	assert_null(take(f));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, start, evening_stop)
		T(a_booking_is_confirmed_and_reminded_of),
		T(a_mail_speaks_the_language_of_its_reader),
		T(an_appointment_is_called_as_its_fair_is),
		T(a_booking_that_is_given_back_leaves_the_calendar_and_is_not_reminded_of),
		T(a_booking_for_which_another_comes_leaves_the_calendar),
		T(a_time_that_was_only_offered_is_in_no_calendar),
		T(a_booking_that_is_called_off_leaves_the_students_calendar),
		T(who_lets_the_new_time_pass_hears_why_it_is_off),
		T(who_says_no_to_the_new_time_has_it_in_no_calendar),
		T(a_new_time_that_does_not_come_leaves_the_calendar),
		T(a_booking_that_moves_with_its_fair_moves_in_the_calendar),
		T(who_works_at_a_fair_hears_when_it_moves),
		T(who_works_at_a_fair_hears_when_it_does_not_come),
		T(an_answer_is_mailed_once),
		T(managers_hear_each_week_which_answers_are_overdue),
		T(nobody_is_told_to_answer_whom_they_see_no_longer),
		T(a_server_that_sends_no_mails_writes_none),
		T(what_was_booked_or_owed_before_there_were_mails_is_told_of_afterwards),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
