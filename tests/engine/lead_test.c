/*
 * What becomes of a conversation (design §2): who follows up and about what, by when an answer is
 * owed and who sees that it is late, who was missed and called back, and who may write to whom.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define PLACEMENT 1021 /* of booth 21; 1022 is booth 22's */

/* STUDENT talks with RECRUITER and they hang up; the lead. */
static int64_t talked(struct fixture *f, int64_t student)
{
	int64_t seat = take_seat(f, RECRUITER), call;
	char sql[96];

	join(f, student);
	call = ring(f, RECRUITER, seat);
	on_call(f, student, "call.accept", call);
	connect_call(f, student, RECRUITER, call);
	on_call(f, RECRUITER, "call.end", call);
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	snprintf(sql, sizeof(sql), "SELECT id FROM lead WHERE booth_id = 21 AND account_id = %lld",
		 (long long)student);
	return fixture_sql(f, sql);
}

/* STUDENT waited and left; the lead. */
static int64_t missed(struct fixture *f)
{
	int64_t entry;

	take_seat(f, RECRUITER);
	entry = join(f, STUDENT);
	fixture_ok(f, STUDENT, "queue.leave", J("{\"entry\":%lld}", (long long)entry));
	return fixture_sql(f, "SELECT id FROM lead");
}

static const json_t *at_desk(struct fixture *f, int64_t lead)
{
	return fixture_item(f, COLLEAGUE, "console:21", "lead", lead);
}

static const json_t *at_home(struct fixture *f, int64_t lead)
{
	return fixture_item(f, STUDENT, "me", "lead", lead);
}

static void share(struct fixture *f, int64_t who, int64_t lead, bool is_shared)
{
	fixture_ok(f, who, "lead.share_contact",
		   J("{\"lead\":%lld,\"is_shared\":%s}", (long long)lead,
		     is_shared ? "true" : "false"));
}

static void a_team_marks_a_lead_and_each_tag_once(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT);
	const json_t *tags;

	fixture_ok(f, RECRUITER, "lead.save",
		   J("{\"lead\":%lld,\"tags\":[\" zorg \",\"avond\",\"zorg\"]}", (long long)lead));
	tags = json_object_get(at_desk(f, lead), "tags");
	assert_int_equal(json_array_size(tags), 2);
	assert_string_equal(json_string_value(json_array_get(tags, 0)), "avond");
	assert_string_equal(json_string_value(json_array_get(tags, 1)), "zorg");
	fixture_refused(f, RECRUITER, "lead.save",
			J("{\"lead\":%lld,\"tags\":[\"ja\",\"  \"]}", (long long)lead), "bad_value");
	fixture_refused(f, RECRUITER, "lead.save",
			J("{\"lead\":%lld,\"rating\":6,\"tags\":[\"nee\"]}", (long long)lead),
			"bad_value");
	assert_int_equal(json_array_size(json_object_get(at_desk(f, lead), "tags")), 2);
	fixture_ok(f, RECRUITER, "lead.save", J("{\"lead\":%lld,\"tags\":[]}", (long long)lead));
	assert_int_equal(json_array_size(json_object_get(at_desk(f, lead), "tags")), 0);
	assert_null(json_object_get(at_home(f, lead), "tags"));
}

static void a_lead_is_about_a_placement_of_its_own_booth(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT);

	fixture_ok(f, RECRUITER, "lead.save",
		   J("{\"lead\":%lld,\"placement\":%d}", (long long)lead, PLACEMENT));
	assert_string_equal(text_of(at_desk(f, lead), "placement_title"), "Placement");
	/* The student is told which with the answer, not before. */
	assert_string_equal(text_of(at_home(f, lead), "placement"), "");
	fixture_ok(f, RECRUITER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"yes\",\"reason\":\"\"}", (long long)lead));
	assert_string_equal(text_of(at_home(f, lead), "placement"), "Placement");
	fixture_refused(f, RECRUITER, "lead.save",
			J("{\"lead\":%lld,\"placement\":1022}", (long long)lead), "bad_value");
	fixture_ok(f, RECRUITER, "lead.save", J("{\"lead\":%lld,\"placement\":0}", (long long)lead));
	assert_null(json_object_get(at_desk(f, lead), "placement"));
}

static void refuse(struct fixture *f, int64_t lead)
{
	fixture_ok(f, RECRUITER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"no\",\"reason\":\"Vol\"}", (long long)lead));
}

static void what_explained_a_no_is_gone_when_it_goes_on_after_all(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT);

	refuse(f, lead);
	fixture_ok(f, RECRUITER, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"placed\"}", (long long)lead));
	assert_null(json_object_get(at_home(f, lead), "answer"));
	assert_string_equal(text_of(at_home(f, lead), "reason"), "");
	fixture_sql_write(f, "UPDATE lead SET state = 'spoken'");
	refuse(f, lead);
	talked(f, STUDENT);
	assert_string_equal(text_of(at_home(f, lead), "reason"), "");
}

static void a_lead_is_owned_by_somebody_of_its_booth(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT);
	const json_t *people;

	assert_int_equal(int_of(at_desk(f, lead), "owner"), RECRUITER);
	fixture_ok(f, RECRUITER, "lead.save",
		   J("{\"lead\":%lld,\"owner\":%d}", (long long)lead, MANAGER));
	assert_int_equal(int_of(at_desk(f, lead), "owner"), MANAGER);
	fixture_refused(f, RECRUITER, "lead.save",
			J("{\"lead\":%lld,\"owner\":%d}", (long long)lead, OTHER_RECRUITER),
			"bad_value");
	fixture_refused(f, RECRUITER, "lead.save",
			J("{\"lead\":%lld,\"owner\":%lld}", (long long)lead, (long long)STUDENT),
			"bad_value");
	people = json_object_get(fixture_ok(f, RECRUITER, "lead.team", J("{\"booth\":21}")), "people");
	assert_int_equal(json_array_size(people), 3);
	fixture_refused(f, OTHER_RECRUITER, "lead.team", J("{\"booth\":21}"), "not_found");
}

static void the_fair_says_how_long_an_answer_may_take(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(int_of(at_home(f, talked(f, STUDENT)), "due_ms"), f->now_ms + 24 * HOUR);
	fixture_sql_write(f, "UPDATE fair SET answer_ms = 3600000");
	talked(f, STUDENT + 1);
	assert_int_equal(fixture_sql(f, "SELECT due_ms FROM lead WHERE account_id = 602"),
			 f->now_ms + 1 * HOUR);
}

static const json_t *owing(struct fixture *f)
{
	return json_object_get(fixture_ok(f, ORGANISER, "lead.overdue", J("{\"fair\":1}")), "booths");
}

static void the_organiser_sees_which_booth_owes_answers(void **state)
{
	struct fixture *f = *state;
	const json_t *one;
	int64_t lead;

	assert_int_equal(json_array_size(owing(f)), 0);
	lead = talked(f, STUDENT);
	talked(f, STUDENT + 1);
	one = json_array_get(owing(f), 0);
	assert_int_equal(int_of(one, "owed"), 2);
	assert_int_equal(int_of(one, "overdue"), 0);
	fixture_pass(f, 24 * HOUR);
	one = json_array_get(owing(f), 0);
	assert_int_equal(int_of(one, "id"), BOOTH);
	assert_int_equal(int_of(one, "overdue"), 2);
	assert_int_equal(int_of(one, "oldest_ms"), f->now_ms);
	fixture_ok(f, MANAGER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"maybe\",\"reason\":\"\"}", (long long)lead));
	assert_int_equal(int_of(json_array_get(owing(f), 0), "overdue"), 1);
	fixture_refused(f, COORDINATOR, "lead.overdue", J("{\"fair\":1}"), "forbidden");
}

/* How STUDENT fares, as their coordinator is told. */
static const json_t *progress(struct fixture *f)
{
	return json_array_get(json_object_get(fixture_ok(f, COORDINATOR, "lead.progress",
							 J("{\"fair\":1}")),
					      "students"),
			      0);
}

static void a_coordinator_sees_how_students_fare_and_nothing_that_is_said_of_them(void **state)
{
	struct fixture *f = *state;
	const json_t *one = progress(f);
	int64_t lead;

	assert_int_equal(int_of(one, "id"), STUDENT);
	assert_int_equal(int_of(one, "spoken"), 0);
	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":401}"));
	assert_int_equal(int_of(progress(f), "waiting"), 1);
	lead = talked(f, STUDENT);
	fixture_ok(f, RECRUITER, "lead.save",
		   J("{\"lead\":%lld,\"rating\":2,\"note\":\"Geheim\",\"tags\":[\"stil\"]}",
		     (long long)lead));
	fixture_pass(f, 25 * HOUR);
	one = progress(f);
	assert_int_equal(int_of(one, "spoken"), 1);
	assert_int_equal(int_of(one, "overdue"), 1);
	assert_int_equal(int_of(one, "overdue_ms"), f->now_ms - 1 * HOUR);
	assert_string_equal(json_string_value(json_array_get(json_object_get(one, "overdue_at"), 0)),
			    "Booth 21");
	fixture_ok(f, RECRUITER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"yes\",\"reason\":\"Welkom\"}", (long long)lead));
	assert_int_equal(int_of(progress(f), "forward"), 1);
	assert_string_equal(text_of(progress(f), "forward_at"), "Booth 21");
	fixture_ok(f, RECRUITER, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"placed\"}", (long long)lead));
	one = progress(f);
	assert_int_equal(int_of(one, "overdue"), 0);
	assert_string_equal(text_of(one, "placed_at"), "Booth 21");
	{
		char *text = json_dumps(one, 0);

		assert_null(strstr(text, "Geheim"));
		assert_null(strstr(text, "stil"));
		assert_null(strstr(text, "Welkom"));
		free(text);
	}
}

static void a_coordinator_sees_only_students_of_their_own_school(void **state)
{
	struct fixture *f = *state;
	const json_t *students;

	fixture_sql_write(f, "INSERT INTO organisation VALUES (109, 'other', 'school', 'Other', 'Leiden')");
	fixture_sql_write(f, "UPDATE card SET school_id = 109 WHERE account_id > 602");
	students = json_object_get(fixture_ok(f, COORDINATOR, "lead.progress", J("{\"fair\":1}")),
				   "students");
	assert_int_equal(json_array_size(students), 2);
	students = json_object_get(fixture_ok(f, COORDINATOR, "lead.progress",
					      J("{\"fair\":1,\"after\":601}")),
				   "students");
	assert_int_equal(json_array_size(students), 1);
	fixture_refused(f, ORGANISER, "lead.progress", J("{\"fair\":1}"), "forbidden");
}

static const char *why_missed(struct fixture *f, int64_t lead)
{
	const json_t *reason = json_object_get(at_desk(f, lead), "missed");

	return reason ? json_string_value(reason) : "not missed";
}

static void who_left_is_missed_until_they_are_back(void **state)
{
	struct fixture *f = *state;
	int64_t lead = missed(f);

	assert_string_equal(why_missed(f, lead), "left");
	assert_int_equal(int_of(at_desk(f, lead), "missed_ms"), f->now_ms);
	json_array_clear(f->frames);
	join(f, STUDENT);
	assert_string_equal(why_missed(f, lead), "not missed");
}

/* The board hears of it without asking again. */
static void the_desk_is_told_when_somebody_is_missed(void **state)
{
	struct fixture *f = *state;
	int64_t entry;
	size_t i, k;
	json_t *frame, *event;
	bool is_told = false;

	take_seat(f, RECRUITER);
	entry = join(f, STUDENT);
	fixture_ok(f, RECRUITER, "subscribe", J("{\"topic\":\"console:21\"}"));
	json_array_clear(f->frames);
	fixture_ok(f, STUDENT, "queue.leave", J("{\"entry\":%lld}", (long long)entry));
	json_array_foreach(f->frames, i, frame) {
		json_array_foreach(json_object_get(frame, "ev"), k, event) {
			const json_t *item = json_object_get(event, "item");

			is_told = is_told || (strcmp(text_of(event, "type"), "lead") == 0 &&
					      json_object_get(item, "missed"));
		}
	}
	assert_true(is_told);
}

static void who_never_came_to_a_booking_is_missed_as_such(void **state)
{
	struct fixture *f = *state;
	int64_t lead;

	take_seat(f, RECRUITER);
	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	lead = fixture_sql(f, "SELECT id FROM lead");
	assert_string_equal(why_missed(f, lead), "not missed");
	fixture_pass(f, 1 * HOUR + 4 * MINUTE);
	assert_string_equal(why_missed(f, lead), "no_show");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_string_equal(why_missed(f, lead), "no_show");
}

static void a_line_that_closed_too_early_missed_who_was_in_it(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	join(f, STUDENT);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_string_equal(why_missed(f, fixture_sql(f, "SELECT id FROM lead")), "closed");
}

/* Whose card came without a place in line or a booking. */
static void who_only_left_a_card_is_one_to_call_back(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "INSERT INTO lead (id, fair_id, booth_id, account_id, state, rating, note, "
			     "reason, created_ms) VALUES (9001, 1, 21, 601, 'queued', 0, '', '', 5)");
	assert_string_equal(why_missed(f, 9001), "card_left");
	assert_int_equal(int_of(at_desk(f, 9001), "missed_ms"), 5);
	take_seat(f, RECRUITER);
	fixture_ok(f, RECRUITER, "lead.call_back", J("{\"lead\":9001,\"note\":\"\"}"));
}

static json_t *back(int64_t lead)
{
	return J("{\"lead\":%lld,\"note\":\"Nog even praten?\"}", (long long)lead);
}

static void who_was_missed_is_called_back_before_everybody(void **state)
{
	struct fixture *f = *state;
	int64_t lead = missed(f), id;
	const json_t *offer;

	join(f, STUDENT + 1);
	id = int_of(fixture_ok(f, RECRUITER, "lead.call_back", back(lead)), "handover");
	assert_string_equal(text_of(at_desk(f, lead), "turn"), "offered");
	offer = fixture_item(f, STUDENT, "me", "handover", id);
	assert_int_equal(int_of(offer, "from"), BOOTH);
	assert_int_equal(int_of(offer, "booth"), BOOTH);
	assert_string_equal(text_of(offer, "note"), "Nog even praten?");
	/* An offer, no place: nobody waits who does not want to. */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry WHERE ended_ms IS NULL"), 1);
	fixture_ok(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)id));
	assert_string_equal(text_of(at_desk(f, lead), "turn"), "accepted");
	ring(f, RECRUITER, fixture_sql(f, "SELECT id FROM seat"));
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void nobody_is_called_back_who_is_here_or_was_asked(void **state)
{
	struct fixture *f = *state;
	int64_t lead = missed(f), seat = fixture_sql(f, "SELECT id FROM seat"), call, id;

	fixture_refused(f, OTHER_RECRUITER, "lead.call_back", back(lead), "not_found");
	id = int_of(fixture_ok(f, RECRUITER, "lead.call_back", back(lead)), "handover");
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "already_offered");
	fixture_ok(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)id));
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "student_waits");
	call = ring(f, RECRUITER, seat);
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "student_in_talk");
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "student_in_talk");
	on_call(f, RECRUITER, "call.end", call);
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "wrong_state");
}

static void who_would_rather_not_is_not_asked_again(void **state)
{
	struct fixture *f = *state;
	int64_t lead = missed(f), id;

	id = int_of(fixture_ok(f, RECRUITER, "lead.call_back", back(lead)), "handover");
	fixture_ok(f, STUDENT, "handover.decline", J("{\"handover\":%lld}", (long long)id));
	assert_string_equal(text_of(at_desk(f, lead), "turn"), "declined");
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "already_offered");
}

static void nobody_is_called_back_to_an_empty_desk_or_a_closed_fair(void **state)
{
	struct fixture *f = *state;
	int64_t lead = missed(f);

	fixture_ok(f, RECRUITER, "seat.leave",
		   J("{\"seat\":%lld}", (long long)fixture_sql(f, "SELECT id FROM seat")));
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "booth_unstaffed");
	take_seat(f, COLLEAGUE);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "fair_not_open");
}

static void a_card_that_was_taken_back_is_not_called_back(void **state)
{
	struct fixture *f = *state;
	int64_t lead = missed(f);

	fixture_ok(f, STUDENT, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"withdrawn\"}", (long long)lead));
	fixture_refused(f, RECRUITER, "lead.call_back", back(lead), "wrong_state");
	assert_string_equal(why_missed(f, lead), "not missed");
}

/* Who came by themselves and talked need not be asked to come. */
static void an_offer_to_come_back_ends_with_the_talk(void **state)
{
	struct fixture *f = *state;
	int64_t lead = missed(f), id;

	id = int_of(fixture_ok(f, RECRUITER, "lead.call_back", back(lead)), "handover");
	talked(f, STUDENT);
	assert_null(fixture_item(f, STUDENT, "me", "handover", id));
	fixture_refused(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)id),
			"wrong_state");
}

static void addresses_are_shown_once_both_share(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT);

	share(f, STUDENT, lead, true);
	assert_true(json_is_true(json_object_get(at_desk(f, lead), "is_shared_by_them")));
	assert_null(json_object_get(at_desk(f, lead), "email"));
	assert_null(json_object_get(at_home(f, lead), "contact"));
	share(f, MANAGER, lead, true);
	assert_string_equal(text_of(at_desk(f, lead), "email"), "student601@test.example");
	/* That of whoever follows up. */
	assert_string_equal(text_of(json_object_get(at_home(f, lead), "contact"), "email"),
			    "recruiter502@test.example");
	share(f, STUDENT, lead, false);
	assert_null(json_object_get(at_desk(f, lead), "email"));
	assert_null(json_object_get(at_home(f, lead), "contact"));
	share(f, STUDENT, lead, true);
	share(f, RECRUITER, lead, false);
	assert_null(json_object_get(at_desk(f, lead), "email"));
	fixture_refused(f, STUDENT + 1, "lead.share_contact",
			J("{\"lead\":%lld,\"is_shared\":true}", (long long)lead), "not_found");
	fixture_refused(f, OTHER_RECRUITER, "lead.share_contact",
			J("{\"lead\":%lld,\"is_shared\":true}", (long long)lead), "not_found");
}

static void who_is_placed_and_talks_again_is_owed_no_answer(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT);

	fixture_ok(f, RECRUITER, "lead.move", J("{\"lead\":%lld,\"state\":\"placed\"}", (long long)lead));
	talked(f, STUDENT);
	assert_string_equal(text_of(at_home(f, lead), "state"), "placed");
	assert_null(json_object_get(at_home(f, lead), "due_ms"));
}

static void a_card_that_is_shown_again_stands_where_it_stood(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT), due_ms = int_of(at_home(f, lead), "due_ms");

	for (int is_answered = 0; is_answered <= 1; is_answered++) {
		if (is_answered)
			fixture_ok(f, RECRUITER, "lead.answer",
				   J("{\"lead\":%lld,\"answer\":\"no\",\"reason\":\"Vol\"}", (long long)lead));
		fixture_ok(f, STUDENT, "lead.move",
			   J("{\"lead\":%lld,\"state\":\"withdrawn\"}", (long long)lead));
		fixture_ok(f, STUDENT, "card.leave", J("{\"booth\":21}"));
		assert_string_equal(text_of(at_home(f, lead), "state"),
				    is_answered ? "declined_by_employer" : "spoken");
		if (!is_answered)
			assert_int_equal(int_of(at_home(f, lead), "due_ms"), due_ms);
	}
}

static void a_card_that_is_taken_back_takes_the_address_along(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT);

	share(f, STUDENT, lead, true);
	share(f, RECRUITER, lead, true);
	fixture_ok(f, STUDENT, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"withdrawn\"}", (long long)lead));
	assert_null(json_object_get(at_desk(f, lead), "email"));
	fixture_refused(f, RECRUITER, "lead.share_contact",
			J("{\"lead\":%lld,\"is_shared\":true}", (long long)lead), "wrong_state");
	share(f, STUDENT, lead, false);
}

static void a_no_is_an_answer_with_its_reason_and_no_move(void **state)
{
	struct fixture *f = *state;
	int64_t lead = talked(f, STUDENT);

	fixture_refused(f, RECRUITER, "lead.move",
			J("{\"lead\":%lld,\"state\":\"declined_by_employer\"}", (long long)lead),
			"wrong_state");
	assert_true(int_of(at_desk(f, lead), "due_ms") > 0); /* and is owed still */
	fixture_ok(f, RECRUITER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"no\",\"reason\":\"Next year\"}", (long long)lead));
	assert_string_equal(text_of(at_home(f, lead), "answer"), "no");
	/* A place is found after all: then it is no longer a no. */
	fixture_ok(f, RECRUITER, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"placed\"}", (long long)lead));
	assert_null(json_object_get(at_home(f, lead), "answer"));
}

static void who_takes_the_card_back_stands_in_no_line_and_holds_no_time_there(void **state)
{
	struct fixture *f = *state;
	int64_t entry, booking, lead;

	take_seat(f, RECRUITER);
	entry = join(f, STUDENT);
	booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	lead = fixture_sql(f, "SELECT id FROM lead");
	fixture_ok(f, STUDENT, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"withdrawn\"}", (long long)lead));
	assert_string_equal(entry_state(f, STUDENT, entry), "none");
	assert_null(fixture_item(f, RECRUITER, "console:21", "entry", entry));
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "cancelled");
	assert_string_equal(text_of(at_home(f, lead), "state"), "withdrawn");
}

static void it_is_remembered_who_took_the_leads_out(void **state)
{
	struct fixture *f = *state;

	fixture_ok(f, RECRUITER, "lead.export",
		   J("{\"booth\":21,\"format\":\"xlsx\",\"leads\":7}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead_export WHERE account_id = 502 "
					"AND booth_id = 21 AND fair_id = 1 AND leads = 7"),
			 1);
	fixture_refused(f, OTHER_RECRUITER, "lead.export",
			J("{\"booth\":21,\"format\":\"csv\",\"leads\":7}"), "not_found");
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(a_team_marks_a_lead_and_each_tag_once),
		T(a_lead_is_about_a_placement_of_its_own_booth),
		T(what_explained_a_no_is_gone_when_it_goes_on_after_all),
		T(a_lead_is_owned_by_somebody_of_its_booth),
		T(the_fair_says_how_long_an_answer_may_take),
		T(the_organiser_sees_which_booth_owes_answers),
		T(a_coordinator_sees_how_students_fare_and_nothing_that_is_said_of_them),
		T(a_coordinator_sees_only_students_of_their_own_school),
		T(who_left_is_missed_until_they_are_back),
		T(the_desk_is_told_when_somebody_is_missed),
		T(who_never_came_to_a_booking_is_missed_as_such),
		T(a_line_that_closed_too_early_missed_who_was_in_it),
		T(who_only_left_a_card_is_one_to_call_back),
		T(who_was_missed_is_called_back_before_everybody),
		T(nobody_is_called_back_who_is_here_or_was_asked),
		T(who_would_rather_not_is_not_asked_again),
		T(nobody_is_called_back_to_an_empty_desk_or_a_closed_fair),
		T(a_card_that_was_taken_back_is_not_called_back),
		T(an_offer_to_come_back_ends_with_the_talk),
		T(addresses_are_shown_once_both_share),
		T(who_is_placed_and_talks_again_is_owed_no_answer),
		T(a_card_that_is_shown_again_stands_where_it_stood),
		T(a_card_that_is_taken_back_takes_the_address_along),
		T(a_no_is_an_answer_with_its_reason_and_no_move),
		T(who_takes_the_card_back_stands_in_no_line_and_holds_no_time_there),
		T(it_is_remembered_who_took_the_leads_out),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
