/*
 * What a booth's people can do beyond "next": call somebody by hand, close the line, hand over; and students
 * who want to know when they are back, or where it is quiet (design §2). Seats that call by themselves are in
 * auto_test.c.
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

static void one_of_the_first_five_can_be_picked_and_it_is_remembered(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entries[6], other;

	for (int i = 0; i < 6; i++)
		entries[i] = join(f, STUDENT + i);
	fixture_refused(f, RECRUITER, "call.pick",
			J("{\"seat\":%lld,\"entry\":%lld}", (long long)seat, (long long)entries[5]),
			"not_among_first");
	/* One before steps away: the sixth is the fifth who can be called. */
	fixture_ok(f, STUDENT + 1, "queue.step_away", J("{\"entry\":%lld}", (long long)entries[1]));
	fixture_refused(f, RECRUITER, "call.pick",
			J("{\"seat\":%lld,\"entry\":%lld}", (long long)seat, (long long)entries[1]),
			"not_among_first");
	/* Who has lost their connection would not hear it, and would pay for it. */
	fixture_connect(f, STUDENT, 1);
	fixture_disconnect(f, STUDENT, 1);
	fixture_refused(f, RECRUITER, "call.pick",
			J("{\"seat\":%lld,\"entry\":%lld}", (long long)seat, (long long)entries[0]),
			"student_offline");
	fixture_ok(f, RECRUITER, "call.pick",
		   J("{\"seat\":%lld,\"entry\":%lld}", (long long)seat, (long long)entries[5]));
	assert_int_equal(rung_by(f, RECRUITER), STUDENT + 5);
	assert_int_equal(fixture_sql(f, "SELECT is_picked FROM call"), 1);
	/* Another booth's line is none of ours. */
	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	other = int_of(fixture_ok(f, STUDENT + 7, "queue.join", J("{\"booth\":22}")), "entry");
	fixture_refused(f, RECRUITER, "call.pick",
			J("{\"seat\":%lld,\"entry\":%lld}", (long long)seat, (long long)other),
			"wrong_state");
	fixture_refused(f, COLLEAGUE, "call.pick",
			J("{\"seat\":%lld,\"entry\":%lld}", (long long)take_seat(f, COLLEAGUE),
			  (long long)other),
			"not_found");
}

static void who_sits_at_one_booth_sits_at_another_only_after_leaving_it(void **state)
{
	struct fixture *f = *state;
	int64_t seat;

	/* The same employer, in a second room. */
	fixture_sql_write(f, "INSERT INTO chat VALUES (252, 1, 42, NULL)");
	fixture_sql_write(f, "INSERT INTO booth VALUES (42, 1, 12, 101, 252, 'two', 'Two', '', '', 'Leiden', "
			     "480000, 1, 0, 'nl')");
	seat = take_seat(f, RECRUITER);
	fixture_refused(f, RECRUITER, "seat.take", J("{\"booth\":42}"), "seat_elsewhere");
	assert_string_equal(text_of(fixture_item(f, RECRUITER, "me", "seat", seat), "state"), "free");
	fixture_ok(f, COLLEAGUE, "seat.take", J("{\"booth\":42}")); /* it is about one person */
	fixture_ok(f, RECRUITER, "seat.leave", J("{\"seat\":%lld}", (long long)seat));
	fixture_ok(f, RECRUITER, "seat.take", J("{\"booth\":42}"));
	fixture_refused(f, RECRUITER, "seat.take", J("{\"booth\":21}"), "seat_elsewhere");
}

static const char *line_of(struct fixture *f)
{
	return text_of(fixture_item(f, STUDENT + 9, "booth:21", "booth", BOOTH), "line");
}

static void a_closed_line_serves_who_is_in_it(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	join(f, STUDENT);
	fixture_ok(f, RECRUITER, "line.close", J("{\"booth\":21}"));
	assert_string_equal(line_of(f), "closed");
	fixture_refused(f, STUDENT + 1, "queue.join", J("{\"booth\":21}"), "line_closed");
	fixture_refused(f, OTHER_RECRUITER, "line.open", J("{\"booth\":21}"), "not_found");
	ring(f, RECRUITER, seat);
	fixture_ok(f, ORGANISER, "line.open", J("{\"booth\":21}"));
	assert_string_equal(line_of(f), "open");
	join(f, STUDENT + 1);
}

static void a_line_says_why_it_takes_nobody(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(line_of(f), "unstaffed");
	take_seat(f, RECRUITER);
	assert_string_equal(line_of(f), "open");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_string_equal(line_of(f), "fair_closed");
}

static const char *watched(struct fixture *f)
{
	const json_t *item = fixture_item(f, STUDENT, "me", "watch", BOOTH);

	return item ? text_of(item, "line") : "not watched";
}

static void who_wants_to_know_is_told_when_somebody_is_there_again(void **state)
{
	struct fixture *f = *state;
	size_t i;
	json_t *frame;
	bool is_told = false;

	fixture_ok(f, STUDENT, "booth.watch", J("{\"booth\":21}"));
	fixture_ok(f, STUDENT, "booth.watch", J("{\"booth\":21}"));
	assert_string_equal(watched(f), "unstaffed");
	json_array_clear(f->frames);
	take_seat(f, RECRUITER);
	json_array_foreach(f->frames, i, frame) {
		const json_t *event = json_array_get(json_object_get(frame, "ev"), 0);

		is_told = is_told || (strcmp(text_of(frame, "t"), "me") == 0 &&
				      strcmp(text_of(event, "type"), "watch") == 0);
	}
	assert_true(is_told);
	assert_string_equal(watched(f), "open");
	join(f, STUDENT);
	assert_string_equal(watched(f), "not watched");
	fixture_ok(f, STUDENT, "booth.watch", J("{\"booth\":21}"));
	fixture_ok(f, STUDENT, "booth.unwatch", J("{\"booth\":21}"));
	assert_string_equal(watched(f), "not watched");
}

/* STUDENT talks with RECRUITER at booth 21; the call. */
static int64_t talk(struct fixture *f, int64_t *ret_seat)
{
	int64_t call;

	*ret_seat = take_seat(f, RECRUITER);
	join(f, STUDENT);
	call = ring(f, RECRUITER, *ret_seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	return call;
}

static void who_is_handed_to_a_colleague_goes_first_and_to_nobody_else(void **state)
{
	struct fixture *f = *state;
	int64_t seat, call = talk(f, &seat), colleague;
	const json_t *entry;

	fixture_refused(f, RECRUITER, "call.transfer",
			J("{\"call\":%lld,\"booth\":21,\"seat\":%lld,\"note\":\"\"}", (long long)call,
			  (long long)seat),
			"bad_value");
	colleague = take_seat(f, COLLEAGUE);
	join(f, STUDENT + 1);
	fixture_refused(f, STUDENT, "call.transfer",
			J("{\"call\":%lld,\"booth\":21,\"note\":\"\"}", (long long)call), "forbidden");
	fixture_ok(f, RECRUITER, "call.transfer",
		   J("{\"call\":%lld,\"booth\":21,\"seat\":%lld,\"note\":\"Kent C\"}", (long long)call,
		     (long long)colleague));
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "call", call), "reason"), "hung_up");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry WHERE note = 'Kent C' "
					"AND precedence = 0 AND ended_ms IS NULL"),
			 1);
	/* The student reads what is said of them, and who will call. */
	entry = fixture_item(f, STUDENT, "me", "entry",
			     fixture_sql(f, "SELECT max(id) FROM queue_entry WHERE note = 'Kent C'"));
	assert_string_equal(text_of(entry, "note"), "Kent C");
	assert_string_equal(text_of(entry, "recruiter_name"), "Person van recruiter503");
	/* The one who handed them over calls whoever is next after them. */
	ring(f, RECRUITER, seat);
	assert_int_equal(rung_by(f, RECRUITER), STUDENT + 1);
	ring(f, COLLEAGUE, colleague);
	assert_int_equal(rung_by(f, COLLEAGUE), STUDENT);
}

static void pause_seat(struct fixture *f, int64_t colleague, int minutes)
{
	fixture_ok(f, COLLEAGUE, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":%d}", (long long)colleague, minutes));
}

/* By whom the student's newest place says that they are called; empty: by whoever is free. */
static const char *called_by(struct fixture *f)
{
	return text_of(fixture_item(f, STUDENT, "me", "entry",
				    fixture_sql(f, "SELECT max(id) FROM queue_entry")),
		       "recruiter_name");
}

static void a_colleague_who_leaves_or_pauses_leaves_them_to_the_others(void **state)
{
	struct fixture *f = *state;
	int64_t seat, call = talk(f, &seat), colleague = take_seat(f, COLLEAGUE);

	fixture_ok(f, RECRUITER, "call.transfer",
		   J("{\"call\":%lld,\"booth\":21,\"seat\":%lld,\"note\":\"\"}", (long long)call,
		     (long long)colleague));
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat),
			"nobody_waiting");
	pause_seat(f, colleague, 60);
	assert_string_equal(called_by(f), "");
	fixture_ok(f, COLLEAGUE, "seat.resume", J("{\"seat\":%lld}", (long long)colleague));
	assert_string_equal(called_by(f), "Person van recruiter503");
	fixture_ok(f, COLLEAGUE, "seat.leave", J("{\"seat\":%lld}", (long long)colleague));
	assert_string_equal(called_by(f), "");
	ring(f, RECRUITER, seat);
	assert_int_equal(rung_by(f, RECRUITER), STUDENT);
}

static void nobody_is_handed_to_a_colleague_who_pauses(void **state)
{
	struct fixture *f = *state;
	int64_t seat, call = talk(f, &seat), colleague = take_seat(f, COLLEAGUE);

	pause_seat(f, colleague, 60);
	fixture_refused(f, RECRUITER, "call.transfer",
			J("{\"call\":%lld,\"booth\":21,\"seat\":%lld,\"note\":\"\"}", (long long)call,
			  (long long)colleague),
			"bad_value");
}

static void a_seat_with_nobody_to_call_does_not_keep_the_others_from_calling(void **state)
{
	struct fixture *f = *state;
	int64_t seat, call = talk(f, &seat), colleague = take_seat(f, COLLEAGUE);

	fixture_ok(f, RECRUITER, "call.transfer",
		   J("{\"call\":%lld,\"booth\":21,\"seat\":%lld,\"note\":\"\"}", (long long)call,
		     (long long)colleague));
	fixture_pass(f, 2 * MINUTE);
	pause_seat(f, colleague, 10);
	fixture_ok(f, COLLEAGUE, "seat.resume", J("{\"seat\":%lld}", (long long)colleague));
	by_itself(f, RECRUITER, seat, true); /* free for longer, and they wait for the other one */
	fixture_pass(f, 1 * SECOND);
	assert_int_equal(rung_by(f, RECRUITER), 0);
	by_itself(f, COLLEAGUE, colleague, true);
	fixture_pass(f, 1 * SECOND);
	assert_int_equal(rung_by(f, COLLEAGUE), STUDENT);
	assert_int_equal(rung_by(f, RECRUITER), 0);
}

static int64_t offer_other_booth(struct fixture *f)
{
	int64_t seat, call = talk(f, &seat);

	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	fixture_ok(f, RECRUITER, "call.transfer",
		   J("{\"call\":%lld,\"booth\":22,\"note\":\"Zoekt zorg\"}", (long long)call));
	return fixture_sql(f, "SELECT id FROM handover");
}

static void another_booth_sees_nothing_before_the_student_agrees(void **state)
{
	struct fixture *f = *state;
	int64_t id = offer_other_booth(f), entry;
	const json_t *item = fixture_item(f, STUDENT, "me", "handover", id);

	assert_string_equal(text_of(item, "note"), "Zoekt zorg");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry WHERE booth_id = 22"), 0);
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE booth_id = 22"), 0);
	fixture_ok(f, STUDENT + 1, "queue.join", J("{\"booth\":22}"));
	fixture_refused(f, STUDENT + 1, "handover.accept", J("{\"handover\":%lld}", (long long)id),
			"not_found");
	entry = int_of(fixture_ok(f, STUDENT, "handover.accept",
				  J("{\"handover\":%lld}", (long long)id)),
		       "entry");
	assert_null(fixture_item(f, STUDENT, "me", "handover", id));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE booth_id = 22"), 2);
	item = fixture_item(f, STUDENT, "me", "entry", entry);
	assert_string_equal(text_of(item, "note"), "Zoekt zorg");
	assert_string_equal(text_of(item, "recruiter_name"), "");
	item = fixture_item(f, OTHER_RECRUITER, "console:22", "entry", entry);
	assert_string_equal(text_of(item, "note"), "Zoekt zorg");
	fixture_ok(f, OTHER_RECRUITER, "call.next",
		   J("{\"seat\":%lld}",
		     (long long)fixture_sql(f, "SELECT id FROM seat WHERE booth_id = 22")));
	assert_int_equal(rung_by(f, OTHER_RECRUITER), STUDENT);
	fixture_refused(f, STUDENT, "handover.accept", J("{\"handover\":%lld}", (long long)id),
			"wrong_state");
}

static void a_student_who_would_rather_not_is_left_alone(void **state)
{
	struct fixture *f = *state;
	int64_t id = offer_other_booth(f);

	fixture_ok(f, STUDENT, "handover.decline", J("{\"handover\":%lld}", (long long)id));
	assert_null(fixture_item(f, STUDENT, "me", "handover", id));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry WHERE booth_id = 22"), 0);
}

static size_t n_quiet(struct fixture *f, int64_t student)
{
	return json_array_size(json_object_get(
		fixture_ok(f, student, "booth.quiet", J("{\"fair\":1}")), "booths"));
}

static void a_quiet_booth_that_fits_is_offered_until_somebody_waits(void **state)
{
	struct fixture *f = *state;
	const json_t *booths, *first;
	int64_t seat, call;

	assert_int_equal(n_quiet(f, STUDENT), 0);
	seat = take_seat(f, RECRUITER);
	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	/* Another programme's placement is none; one for all of the level is a lesser one. */
	fixture_sql_write(f, "UPDATE placement SET programme_id = NULL WHERE booth_id = 22");
	booths = json_object_get(fixture_ok(f, STUDENT, "booth.quiet", J("{\"fair\":1}")), "booths");
	assert_int_equal(json_array_size(booths), 2);
	first = json_array_get(booths, 0);
	assert_int_equal(int_of(first, "id"), BOOTH);
	assert_string_equal(json_string_value(json_array_get(json_object_get(first, "reasons"), 0)),
			    "programme");
	/* The booth's own page says why, too. */
	first = fixture_ok(f, STUDENT, "booth.fit", J("{\"booth\":21}"));
	assert_string_equal(json_string_value(json_array_get(json_object_get(first, "reasons"), 0)), "programme");
	assert_non_null(json_object_get(first, "placement"));
	join(f, STUDENT + 1);
	assert_int_equal(n_quiet(f, STUDENT), 1);
	call = ring(f, RECRUITER, seat);
	assert_int_equal(n_quiet(f, STUDENT), 1);
	on_call(f, STUDENT + 1, "call.accept", call);
	connect_call(f, STUDENT + 1, RECRUITER, call);
	on_call(f, RECRUITER, "call.end", call);
	fixture_pass(f, 61 * SECOND);
	assert_int_equal(n_quiet(f, STUDENT), 2);
	/* Who has talked there is sent elsewhere. */
	assert_int_equal(n_quiet(f, STUDENT + 1), 1);
	fixture_sql_write(f, "UPDATE placement SET level = 'hbo' WHERE booth_id = 22");
	assert_int_equal(n_quiet(f, STUDENT), 1);
	assert_null(json_object_get(fixture_ok(f, STUDENT, "booth.fit", J("{\"booth\":22}")), "placement"));
}

static void who_is_expected_elsewhere_is_shown_no_quiet_booth(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":401}"));
	assert_int_equal(n_quiet(f, STUDENT), 1);
	fixture_pass(f, 60 * MINUTE);
	assert_int_equal(n_quiet(f, STUDENT), 0);
}

static void a_booth_where_only_somebody_waits_who_talks_elsewhere_is_quiet(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	fixture_sql_write(f, "UPDATE placement SET programme_id = NULL WHERE booth_id = 22");
	join(f, STUDENT + 1);
	fixture_ok(f, STUDENT + 1, "queue.join", J("{\"booth\":22}"));
	assert_int_equal(n_quiet(f, STUDENT), 0);
	ring(f, RECRUITER, seat);
	assert_int_equal(n_quiet(f, STUDENT), 1);
}

static void nor_is_anybody_past_closing_time(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	fixture_pass(f, 8 * 60 * (int64_t)MINUTE);
	assert_int_equal(n_quiet(f, STUDENT), 0);
}

static void a_seat_that_is_kept_for_a_booking_makes_no_booth_quiet(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	fixture_ok(f, STUDENT + 1, "slot.book", J("{\"slot\":301}")); /* in an hour */
	assert_int_equal(n_quiet(f, STUDENT), 1);
	fixture_pass(f, 55 * MINUTE);
	assert_int_equal(n_quiet(f, STUDENT), 0);
	assert_int_equal(n_quiet(f, STUDENT + 1), 1); /* it is theirs */
	take_seat(f, COLLEAGUE);
	assert_int_equal(n_quiet(f, STUDENT), 1);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(one_of_the_first_five_can_be_picked_and_it_is_remembered),
		T(who_sits_at_one_booth_sits_at_another_only_after_leaving_it),
		T(a_closed_line_serves_who_is_in_it),
		T(a_line_says_why_it_takes_nobody),
		T(who_is_handed_to_a_colleague_goes_first_and_to_nobody_else),
		T(a_seat_with_nobody_to_call_does_not_keep_the_others_from_calling),
		T(a_colleague_who_leaves_or_pauses_leaves_them_to_the_others),
		T(nobody_is_handed_to_a_colleague_who_pauses),
		T(another_booth_sees_nothing_before_the_student_agrees),
		T(a_student_who_would_rather_not_is_left_alone),
		T(a_quiet_booth_that_fits_is_offered_until_somebody_waits),
		T(a_booth_where_only_somebody_waits_who_talks_elsewhere_is_quiet),
		T(who_is_expected_elsewhere_is_shown_no_quiet_booth),
		T(nor_is_anybody_past_closing_time),
		T(a_seat_that_is_kept_for_a_booking_makes_no_booth_quiet),
		T(who_wants_to_know_is_told_when_somebody_is_there_again),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
