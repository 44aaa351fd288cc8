/*
 * Nobody has to meet whom they do not want to meet: blocks by either side, reports, sending a student
 * away, and how often two may talk (design §2, §7).
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

static void at_booth(struct fixture *f, int64_t account, const char *cmd)
{
	fixture_ok(f, account, cmd, J("{\"booth\":21}"));
}

/* A talk that runs; the call. */
static int64_t talk(struct fixture *f, int64_t seat)
{
	int64_t call;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	return call;
}

static json_t *report(int64_t call, bool is_blocked)
{
	return J("{\"call\":%lld,\"reason\":\"unsafe\",\"text\":\"Asked for my number\",\"is_blocked\":%s}",
		 (long long)call, is_blocked ? "true" : "false");
}

/* By the organiser; NULL: it goes well. */
static void ban(struct fixture *f, int64_t account, const char *refused)
{
	json_t *args = J("{\"fair\":1,\"student\":%lld,\"is_banned\":true}", (long long)account);

	if (refused)
		fixture_refused(f, ORGANISER, "student.ban", args, refused);
	else
		fixture_ok(f, ORGANISER, "student.ban", args);
}

static void a_student_who_blocks_a_booth_is_not_called_there(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT);
	int64_t booking =
	    int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");

	at_booth(f, STUDENT, "booth.block");
	assert_string_equal(entry_state(f, STUDENT, entry), "none"); /* left, as they wished */
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "cancelled");
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat),
			"nobody_waiting");
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "blocked");
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":302}"), "blocked");
	fixture_refused(f, STUDENT, "slot.wait", J("{\"booth\":21}"), "blocked");
	fixture_refused(f, STUDENT, "card.leave", J("{\"booth\":21}"), "blocked");
	fixture_refused(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"hallo\"}"), "blocked");
	assert_non_null(fixture_item(f, STUDENT, "me", "block", BOOTH));
	/* Others are as they were, and it can be taken back. */
	join(f, STUDENT + 1);
	at_booth(f, STUDENT, "booth.unblock");
	join(f, STUDENT);
}

static void the_text_after_a_talk_says_at_once_that_it_is_closed(void **state)
{
	struct fixture *f = *state;
	int64_t call = talk(f, take_seat(f, RECRUITER));
	char topic[32];

	on_call(f, RECRUITER, "call.end", call);
	snprintf(topic, sizeof(topic), "call:%lld", (long long)call);
	for (int is_blocked = 1; is_blocked >= 0; is_blocked--) {
		fixture_ok(f, RECRUITER, "subscribe", J("{\"topic\":\"%s\"}", topic));
		json_array_clear(f->frames);
		at_booth(f, STUDENT, is_blocked ? "booth.block" : "booth.unblock");
		fixture_pass(f, 0);
		assert_true(frames_of(f, topic) > 0);
		assert_int_equal(json_is_true(json_object_get(fixture_item(f, RECRUITER, topic, "call", call),
							      "is_text_open")),
				 !is_blocked);
	}
}

static void a_booth_that_blocks_a_student_says_so_to_nobody(void **state)
{
	struct fixture *f = *state;
	int64_t lead;

	take_seat(f, RECRUITER);
	join(f, STUDENT);
	lead = fixture_sql(f, "SELECT id FROM lead");
	fixture_ok(f, RECRUITER, "lead.block", J("{\"lead\":%lld}", (long long)lead));
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "blocked");
	assert_true(json_is_true(json_object_get(fixture_item(f, RECRUITER, "console:21", "lead", lead),
						 "is_blocked")));
	fixture_refused(f, RECRUITER, "lead.call_back",
			J("{\"lead\":%lld,\"note\":\"\"}", (long long)lead), "blocked");
	assert_null(fixture_item(f, STUDENT, "me", "block", BOOTH));
	/* Taking back one's own block does not take back theirs. */
	at_booth(f, STUDENT, "booth.block");
	at_booth(f, STUDENT, "booth.unblock");
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "blocked");
	fixture_ok(f, RECRUITER, "lead.unblock", J("{\"lead\":%lld}", (long long)lead));
	join(f, STUDENT);
}

static void who_is_rung_while_blocking_is_rung_no_more(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT);

	ring(f, RECRUITER, seat);
	at_booth(f, STUDENT, "booth.block");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call WHERE ended_ms IS NULL"), 0);
	assert_string_equal(entry_state(f, STUDENT, entry), "none");
	assert_string_equal(text_of(fixture_item(f, RECRUITER, "me", "seat", seat), "state"), "free");
}

static void a_report_with_a_block_ends_the_talk_and_reaches_the_organiser(void **state)
{
	struct fixture *f = *state;
	int64_t call = talk(f, take_seat(f, RECRUITER));
	const json_t *item;

	fixture_ok(f, STUDENT, "call.report", report(call, true));
	/* Told again it is the same report; and nobody writes any more beside the talk. */
	fixture_ok(f, STUDENT, "call.report", report(call, true));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM report"), 1);
	fixture_refused(f, RECRUITER, "chat.post",
			J("{\"chat\":%lld,\"text\":\"Hallo?\"}",
			  (long long)fixture_sql(f, "SELECT chat_id FROM call")),
			"blocked");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call WHERE ended_ms IS NULL"), 0);
	item = json_array_get(json_object_get(fixture_ok(f, ORGANISER, "report.list",
							 J("{\"fair\":1}")),
					      "reports"),
			      0);
	assert_string_equal(text_of(item, "text"), "Asked for my number");
	assert_string_equal(text_of(item, "about_name"), "Person van recruiter502");
	assert_true(json_is_false(json_object_get(item, "is_about_student")));
	assert_int_equal(int_of(item, "booth"), BOOTH);
	/* Staff cannot be sent away: that is their employer's, and the organiser's by staff.remove. */
	ban(f, RECRUITER, "bad_value");
	fixture_ok(f, ORGANISER, "report.settle", J("{\"report\":%lld}", (long long)int_of(item, "id")));
	fixture_refused(f, STUDENT + 1, "call.report", report(call, false), "not_found");
}

static void a_student_who_is_sent_away_has_nothing_left_at_the_fair(void **state)
{
	struct fixture *f = *state;
	int64_t call = talk(f, take_seat(f, RECRUITER)), entry, booking;

	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	entry = int_of(fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}")), "entry");
	booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":401}")), "booking");
	fixture_ok(f, RECRUITER, "call.report", report(call, false));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call WHERE ended_ms IS NULL"), 1);
	ban(f, STUDENT, NULL);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM call WHERE ended_ms IS NULL"), 0);
	assert_string_equal(entry_state(f, STUDENT, entry), "removed"); /* and told so */
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "cancelled");
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":22}"), "sent_away");
	fixture_refused(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"hallo\"}"), "sent_away");
	/* A report about them that is settled lets nobody in. */
	fixture_ok(f, ORGANISER, "report.settle",
		   J("{\"report\":%lld}", (long long)fixture_sql(f, "SELECT id FROM report")));
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":22}"), "sent_away");
	fixture_ok(f, ORGANISER, "student.ban", J("{\"fair\":1,\"student\":601,\"is_banned\":false}"));
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
}

static int64_t post(struct fixture *f, int64_t account, const char *text)
{
	return int_of(fixture_ok(f, account, "chat.post", J("{\"chat\":201,\"text\":\"%s\"}", text)), "message");
}

static const json_t *newest_report(struct fixture *f)
{
	return json_array_get(json_object_get(fixture_ok(f, ORGANISER, "report.list", J("{\"fair\":1}")), "reports"), 0);
}

static void a_message_that_is_not_fit_to_be_read_is_hidden_from_everybody(void **state)
{
	struct fixture *f = *state;
	int64_t message = post(f, STUDENT, "something rude");
	const json_t *shown;

	fixture_ok(f, STUDENT + 1, "message.report",
		   J("{\"message\":%lld,\"reason\":\"rude\",\"text\":\"Not nice\"}", (long long)message));
	fixture_refused(f, STUDENT, "message.report",
			J("{\"message\":%lld,\"reason\":\"rude\",\"text\":\"\"}", (long long)message), "bad_value");
	shown = newest_report(f);
	assert_true(json_is_false(json_object_get(shown, "is_beside_talk")));
	assert_string_equal(text_of(shown, "quote"), "something rude");
	assert_int_equal(int_of(shown, "about"), STUDENT);
	assert_true(json_is_true(json_object_get(shown, "is_about_student")));
	/* Only who stands there, or runs the fair. */
	fixture_refused(f, OTHER_RECRUITER, "message.hide",
			J("{\"message\":%lld,\"is_hidden\":true}", (long long)message), "not_found");
	fixture_refused(f, STUDENT + 1, "message.hide",
			J("{\"message\":%lld,\"is_hidden\":true}", (long long)message), "forbidden");
	fixture_ok(f, RECRUITER, "message.hide", J("{\"message\":%lld,\"is_hidden\":true}", (long long)message));
	shown = fixture_item(f, STUDENT + 1, "chat:201", "message", message);
	assert_string_equal(text_of(shown, "text"), "");
	assert_true(json_is_true(json_object_get(shown, "is_hidden")));
	fixture_ok(f, RECRUITER, "message.hide", J("{\"message\":%lld,\"is_hidden\":false}", (long long)message));
	/* What the organiser hid, the booth does not show again. */
	fixture_ok(f, ORGANISER, "message.hide", J("{\"message\":%lld,\"is_hidden\":true}", (long long)message));
	fixture_refused(f, RECRUITER, "message.hide", J("{\"message\":%lld,\"is_hidden\":false}", (long long)message),
			"wrong_state");
	fixture_ok(f, ORGANISER, "message.hide", J("{\"message\":%lld,\"is_hidden\":false}", (long long)message));
	assert_string_equal(text_of(fixture_item(f, STUDENT + 1, "chat:201", "message", message), "text"),
			    "something rude");
}

static void nobody_buries_what_others_told_under_reports(void **state)
{
	struct fixture *f = *state;
	long long last = 0;

	for (int i = 0; i < 21; i++) {
		last = post(f, STUDENT + 1, "Hallo");
		if (i < 20)
			fixture_ok(f, STUDENT, "message.report",
				   J("{\"message\":%lld,\"reason\":\"other\",\"text\":\"\"}", last));
		fixture_pass(f, 10000);
	}
	fixture_refused(f, STUDENT, "message.report",
			J("{\"message\":%lld,\"reason\":\"other\",\"text\":\"\"}", last), "bad_value");
	/* Others are heard still, and so are they once some of it was dealt with. */
	fixture_ok(f, RECRUITER, "message.report", J("{\"message\":%lld,\"reason\":\"other\",\"text\":\"\"}", last));
	fixture_ok(f, ORGANISER, "report.settle",
		   J("{\"report\":%lld}", (long long)fixture_sql(f, "SELECT min(id) FROM report")));
	fixture_ok(f, STUDENT, "message.report", J("{\"message\":%lld,\"reason\":\"other\",\"text\":\"\"}", last));
}

static void an_organiser_who_writes_is_no_student(void **state)
{
	struct fixture *f = *state;
	int64_t message = post(f, ORGANISER, "Welkom");

	fixture_ok(f, STUDENT, "message.report",
		   J("{\"message\":%lld,\"reason\":\"other\",\"text\":\"\"}", (long long)message));
	assert_true(json_is_false(json_object_get(newest_report(f), "is_about_student")));
}

static void what_two_write_beside_a_talk_is_not_hidden_by_others(void **state)
{
	struct fixture *f = *state;
	int64_t message;

	talk(f, take_seat(f, RECRUITER));
	message = int_of(fixture_ok(f, STUDENT, "chat.post",
				    J("{\"chat\":%lld,\"text\":\"Hallo\"}",
				      (long long)fixture_sql(f, "SELECT chat_id FROM call"))),
			 "message");
	fixture_refused(f, RECRUITER, "message.hide",
			J("{\"message\":%lld,\"is_hidden\":true}", (long long)message), "wrong_state");
	/* But each of the two can tell the organiser. */
	fixture_ok(f, RECRUITER, "message.report",
		   J("{\"message\":%lld,\"reason\":\"rude\",\"text\":\"\"}", (long long)message));
	fixture_refused(f, STUDENT + 1, "message.report",
			J("{\"message\":%lld,\"reason\":\"rude\",\"text\":\"\"}", (long long)message), "not_found");
	/* Who cannot hide it either, and is told so. */
	assert_true(json_is_true(json_object_get(newest_report(f), "is_beside_talk")));
}

static void who_is_muted_writes_in_no_booths_chat_and_talks_on(void **state)
{
	struct fixture *f = *state;
	const json_t *list;

	talk(f, take_seat(f, RECRUITER));
	fixture_ok(f, ORGANISER, "student.mute", J("{\"fair\":1,\"student\":601,\"is_muted\":true}"));
	fixture_refused(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"hallo\"}"), "muted");
	fixture_ok(f, STUDENT, "chat.post",
		   J("{\"chat\":%lld,\"text\":\"Hallo\"}", (long long)fixture_sql(f, "SELECT chat_id FROM call")));
	post(f, STUDENT + 1, "hallo");
	list = json_object_get(fixture_ok(f, ORGANISER, "report.list", J("{\"fair\":1}")), "restraints");
	assert_int_equal(json_array_size(list), 1);
	assert_true(json_is_true(json_object_get(json_array_get(list, 0), "is_muted")));
	assert_true(json_is_false(json_object_get(json_array_get(list, 0), "is_banned")));
	fixture_ok(f, ORGANISER, "student.mute", J("{\"fair\":1,\"student\":601,\"is_muted\":false}"));
	post(f, STUDENT, "hallo");
}

static void a_blocked_student_is_offered_no_time(void **state)
{
	struct fixture *f = *state;
	int64_t booking =
	    int_of(fixture_ok(f, STUDENT + 1, "slot.book", J("{\"slot\":301}")), "booking");

	fixture_ok(f, STUDENT, "card.leave", J("{\"booth\":21}"));
	at_booth(f, STUDENT, "slot.wait");
	at_booth(f, STUDENT, "booth.block");
	fixture_ok(f, STUDENT + 1, "booking.cancel", J("{\"booking\":%lld}", (long long)booking));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM booking WHERE state = 'offered'"), 0);
	fixture_refused(f, RECRUITER, "slot.offer", J("{\"slot\":301,\"student\":601}"), "blocked");
}

static void two_talk_as_often_as_the_fair_allows(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	for (int i = 0; i < 2; i++) {
		on_call(f, RECRUITER, "call.end", talk(f, seat));
		fixture_pass(f, 2 * MINUTE);
	}
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "spoken_enough");
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":301}"), "spoken_enough");
	fixture_refused(f, STUDENT, "slot.wait", J("{\"booth\":21}"), "spoken_enough");
	/* The booth may want more of it. */
	fixture_ok(f, RECRUITER, "slot.offer", J("{\"slot\":301,\"student\":601}"));
}

static const char *name_seen(struct fixture *f, const char *item, int64_t id)
{
	return text_of(json_object_get(fixture_item(f, RECRUITER, "console:21", item, id), "card"), "name");
}

/* Whoever looks at the desk already: nobody has to load it again. */
static void the_desk_hears_who_it_is_as_soon_as_the_talk_begins(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), lead, call;
	const json_t *card;

	fixture_sql_write(f, "UPDATE fair SET is_blind = 1");
	fixture_ok(f, RECRUITER, "subscribe", J("{\"topic\":\"console:21\"}"));
	join(f, STUDENT);
	lead = fixture_sql(f, "SELECT max(id) FROM lead");
	card = json_object_get(desk_heard(f, "lead", lead), "card");
	assert_non_null(card);
	assert_string_equal(text_of(card, "name"), "Student");
	assert_null(json_object_get(card, "level"));
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	json_array_clear(f->frames);
	connect_call(f, STUDENT, RECRUITER, call);
	card = json_object_get(desk_heard(f, "lead", lead), "card"); /* no time has passed */
	assert_non_null(card);
	assert_string_equal(text_of(card, "name"), "Person s.");
	assert_string_equal(text_of(card, "level"), "mbo4");
}

static json_t *blind_rules(void)
{
	return J("{\"fair\":1,\"max_queues\":3,\"max_bookings\":3,\"max_talks\":2,\"answer_hours\":24,"
		 "\"ring_s\":45,\"wrap_up_s\":60,\"suspension_minutes\":5,\"no_show_minutes\":3,"
		 "\"employer_minutes\":5,\"put_back\":2,\"extensions\":2,\"is_blind\":true,\"retention_days\":28}");
}

static void a_fair_can_hide_who_a_student_is_until_they_talk(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry, call, lead;
	long long chat = fixture_sql(f, "SELECT chat_id FROM booth WHERE id = 21"), message;
	const json_t *card, *reasons, *reason;
	char topic[40];
	size_t i;

	fixture_refused(f, ORGANISER, "fair.set_rules", blind_rules(), "wrong_state"); /* the doors are open */
	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_ok(f, ORGANISER, "fair.set_rules", blind_rules());
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	entry = join(f, STUDENT);
	lead = fixture_sql(f, "SELECT max(id) FROM lead");
	assert_string_equal(name_seen(f, "entry", entry), "Student");
	card = json_object_get(fixture_item(f, RECRUITER, "console:21", "lead", lead), "card");
	assert_string_equal(text_of(card, "name"), "Student");
	assert_null(json_object_get(card, "level"));
	assert_non_null(json_object_get(card, "programme"));
	/* Nor do the reasons why they fit tell it, nor what they write. */
	reasons = json_object_get(fixture_item(f, RECRUITER, "console:21", "entry", entry), "reasons");
	json_array_foreach(reasons, i, reason)
		assert_string_not_equal(json_string_value(reason), "level");
	message = int_of(fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":%lld,\"text\":\"Hoi\"}", chat)), "message");
	snprintf(topic, sizeof(topic), "chat:%lld", chat);
	assert_string_equal(text_of(fixture_item(f, RECRUITER, topic, "message", message), "name"), "Student");
	call = ring(f, RECRUITER, seat);
	assert_string_equal(text_of(fixture_item(f, RECRUITER, "me", "call", call), "student_name"), "Student");
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	/* They see each other now. */
	assert_string_not_equal(text_of(fixture_item(f, RECRUITER, "me", "call", call), "student_name"), "Student");
	assert_string_not_equal(name_seen(f, "lead", lead), "Student");
	card = json_object_get(fixture_item(f, RECRUITER, "console:21", "lead", lead), "card");
	assert_non_null(json_object_get(card, "level"));
	/* Another booth has not met them. */
	on_call(f, RECRUITER, "call.end", call);
	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	entry = int_of(fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}")), "entry");
	card = json_object_get(fixture_item(f, OTHER_RECRUITER, "console:22", "entry", entry), "card");
	assert_string_equal(text_of(card, "name"), "Student");
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(a_student_who_blocks_a_booth_is_not_called_there),
		T(the_text_after_a_talk_says_at_once_that_it_is_closed),
		T(a_booth_that_blocks_a_student_says_so_to_nobody),
		T(who_is_rung_while_blocking_is_rung_no_more),
		T(a_report_with_a_block_ends_the_talk_and_reaches_the_organiser),
		T(a_student_who_is_sent_away_has_nothing_left_at_the_fair),
		T(a_message_that_is_not_fit_to_be_read_is_hidden_from_everybody),
		T(nobody_buries_what_others_told_under_reports),
		T(an_organiser_who_writes_is_no_student),
		T(what_two_write_beside_a_talk_is_not_hidden_by_others),
		T(who_is_muted_writes_in_no_booths_chat_and_talks_on),
		T(a_blocked_student_is_offered_no_time),
		T(two_talk_as_often_as_the_fair_allows),
		T(a_fair_can_hide_who_a_student_is_until_they_talk),
		T(the_desk_hears_who_it_is_as_soon_as_the_talk_begins),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
