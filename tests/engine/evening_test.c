/*
 * One evening through the real engine, as its people live it: from opening the doors to a lead.
 * Each test tells a part of the story of design §2.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "evening.h"

static void a_talk_leaves_a_lead_that_the_student_sees_without_the_notes(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT), call, lead;
	const json_t *item;

	call = ring(f, RECRUITER, seat);
	assert_string_equal(entry_state(f, STUDENT, entry), "called");
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	item = fixture_item(f, STUDENT, "me", "call", call);
	assert_string_equal(text_of(item, "state"), "live");
	assert_int_equal(int_of(item, "ends_ms"), f->now_ms + 480000);
	lead = int_of(item, "lead");
	on_call(f, RECRUITER, "call.end", call);
	fixture_ok(f, RECRUITER, "lead.save",
		   J("{\"lead\":%lld,\"rating\":4,\"note\":\"secret thought\",\"next_step\":\"visit\"}",
		     (long long)lead));
	item = fixture_item(f, RECRUITER, "console:21", "lead", lead);
	assert_string_equal(text_of(item, "note"), "secret thought");
	assert_string_equal(text_of(json_object_get(item, "card"), "name"), "Person s.");
	item = fixture_item(f, STUDENT, "me", "lead", lead);
	assert_string_equal(text_of(item, "state"), "spoken");
	assert_null(json_object_get(item, "note"));
	assert_null(json_object_get(item, "next_step"));
	fixture_refused(f, RECRUITER, "lead.answer",
			J("{\"lead\":%lld,\"answer\":\"no\",\"reason\":\" \"}", (long long)lead),
			"bad_value");
	fixture_ok(f, RECRUITER, "lead.answer",
		   J("{\"lead\":%lld,\"answer\":\"yes\",\"reason\":\"\"}", (long long)lead));
	item = fixture_item(f, STUDENT, "me", "lead", lead);
	assert_string_equal(text_of(item, "state"), "invited");
	assert_string_equal(text_of(item, "next_step"), "visit");
}

static void first_miss_costs_two_places_and_the_second_sits_out(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT);
	const json_t *line;

	for (int i = 1; i <= 3; i++)
		join(f, STUDENT + i);
	ring(f, RECRUITER, seat);
	fixture_pass(f, 45 * 1000);
	line = json_object_get(fixture_item(f, STUDENT, "queue:21", "line", 21), "places");
	assert_int_equal(int_of(json_array_get(line, 2), "number"), 1);
	assert_int_equal(int_of(json_array_get(line, 0), "number"), 2);
	/* 2 and 3 step away, so 1 is next again, and misses again. */
	for (int i = 1; i <= 2; i++) {
		int64_t theirs = fixture_sql(f, i == 1 ? "SELECT id FROM queue_entry WHERE number = 2" :
							 "SELECT id FROM queue_entry WHERE number = 3");

		fixture_ok(f, STUDENT + i, "queue.step_away",
			   J("{\"entry\":%lld}", (long long)theirs));
	}
	ring(f, RECRUITER, seat);
	fixture_pass(f, 45 * 1000);
	assert_string_equal(entry_state(f, STUDENT, entry), "suspended");
	fixture_pass(f, 5 * 60 * 1000);
	assert_string_equal(entry_state(f, STUDENT, entry), "missed");
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":21}"));
}

static void a_place_elsewhere_is_held_while_somebody_talks(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other, call, waiting;

	other = int_of(fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}")), "seat");
	join(f, STUDENT);
	waiting = int_of(fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}")), "entry");
	fixture_ok(f, STUDENT + 1, "queue.join", J("{\"booth\":22}"));
	call = ring(f, RECRUITER, seat);
	assert_true(is_held(f, STUDENT, waiting));
	/* Passed over, not missed: the other booth calls who is behind. */
	other = ring(f, OTHER_RECRUITER, other);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call WHERE booth_id = 22"),
			 STUDENT + 1);
	on_call(f, STUDENT, "call.decline", call);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "me", "entry", waiting), "misses"), 0);
	assert_false(is_held(f, STUDENT, waiting));
}

static void two_students_never_hold_one_slot(void **state)
{
	struct fixture *f = *state;
	const json_t *ok = fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	int64_t booking = int_of(ok, "booking");

	fixture_refused(f, STUDENT + 1, "slot.book", J("{\"slot\":301}"), "slot_taken");
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":302}"), "already_booked");
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":401}"), "slot_overlaps");
	fixture_refused(f, STUDENT + 1, "booking.cancel",
			J("{\"booking\":%lld}", (long long)booking), "not_found");
	fixture_ok(f, STUDENT, "booking.cancel", J("{\"booking\":%lld}", (long long)booking));
	fixture_ok(f, STUDENT + 1, "slot.book", J("{\"slot\":301}"));
}

static void a_booking_goes_before_walk_ins_and_is_never_delayed_by_one(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking;

	join(f, STUDENT + 1);
	booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	fixture_refused(f, STUDENT, "booking.check_in", J("{\"booking\":%lld}", (long long)booking),
			"wrong_state");
	fixture_pass(f, 52 * 60 * 1000);
	/* Eight minutes before the booking: a walk-in of eight minutes would delay it. */
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat),
			"next_is_booked");
	fixture_ok(f, STUDENT, "booking.check_in", J("{\"booking\":%lld}", (long long)booking));
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void who_does_not_come_frees_the_seat_and_an_employer_who_does_not_owes_precedence(void **state)
{
	struct fixture *f = *state;
	int64_t late, present;

	late = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	present = int_of(fixture_ok(f, STUDENT + 1, "slot.book", J("{\"slot\":302}")), "booking");
	fixture_pass(f, 63 * 60 * 1000);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", late), "state"),
			    "no_show");
	fixture_ok(f, STUDENT + 1, "booking.check_in", J("{\"booking\":%lld}", (long long)present));
	fixture_pass(f, 12 * 60 * 1000);
	assert_int_equal(json_array_size(json_object_get(
				 fixture_ok(f, ORGANISER, "booking.missed", J("{\"fair\":1}")), "bookings")),
			 1); /* the organiser is warned */
	assert_string_equal(text_of(fixture_item(f, STUDENT + 1, "me", "booking", present), "state"),
			    "missed_by_employer");
	assert_int_equal(fixture_sql(f, "SELECT precedence FROM queue_entry"), 0);
}

static void time_ends_softly_and_is_extended_when_both_agree(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;
	const json_t *ok;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	ok = fixture_ok(f, RECRUITER, "call.extend", J("{\"call\":%lld}", (long long)call));
	assert_true(json_is_false(json_object_get(ok, "is_extended")));
	ok = fixture_ok(f, STUDENT, "call.extend", J("{\"call\":%lld}", (long long)call));
	assert_true(json_is_true(json_object_get(ok, "is_extended")));
	fixture_pass(f, 600 * 1000);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "call", call), "state"),
			    "rounding_off");
	fixture_pass(f, 30 * 1000);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "call", call), "reason"), "time");
	assert_string_equal(text_of(fixture_item(f, RECRUITER, "me", "seat", seat), "state"),
			    "wrap_up");
	fixture_pass(f, 60 * 1000);
	assert_string_equal(text_of(fixture_item(f, RECRUITER, "me", "seat", seat), "state"), "free");
}

static void a_reload_gets_a_new_pair_and_a_lost_side_has_ninety_seconds(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call, pair;
	const json_t *item;

	fixture_connect(f, STUDENT, 1);
	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	fixture_send_from(f, STUDENT, 1, "call.join", J("{\"call\":%lld}", (long long)call));
	on_call(f, RECRUITER, "call.join", call);
	pair = int_of(fixture_item(f, STUDENT, "me", "call", call), "pair");
	fixture_ok(f, STUDENT, "call.connected",
		   J("{\"call\":%lld,\"pair\":%lld}", (long long)call, (long long)pair));
	fixture_pass(f, 60 * 1000);
	fixture_disconnect(f, STUDENT, 1);
	item = fixture_item(f, RECRUITER, "me", "call", call);
	assert_string_equal(text_of(item, "state"), "interrupted");
	assert_int_equal(int_of(item, "left_ms"), 420 * 1000);
	assert_int_equal(int_of(item, "pair"), 0);
	fixture_pass(f, 30 * 1000);
	fixture_connect(f, STUDENT, 2);
	fixture_send_from(f, STUDENT, 2, "call.join", J("{\"call\":%lld}", (long long)call));
	item = fixture_item(f, RECRUITER, "me", "call", call);
	assert_string_equal(text_of(item, "state"), "live");
	assert_int_not_equal(int_of(item, "pair"), pair);
	assert_int_equal(int_of(item, "ends_ms"), f->now_ms + 420 * 1000);
	fixture_refused(f, RECRUITER, "call.signal",
			J("{\"call\":%lld,\"pair\":%lld,\"kind\":\"offer\",\"data\":\"\"}",
			  (long long)call, (long long)pair),
			"stale_pair");
	fixture_disconnect(f, STUDENT, 2);
	fixture_pass(f, 90 * 1000);
	assert_string_equal(text_of(fixture_item(f, RECRUITER, "me", "call", call), "reason"), "lost");
}

static void losing_the_line_is_forgiven_for_fifteen_minutes(void **state)
{
	struct fixture *f = *state;
	int64_t entry;

	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 1);
	entry = join(f, STUDENT);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 119 * 1000);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
	fixture_pass(f, 2 * 1000);
	assert_string_equal(entry_state(f, STUDENT, entry), "away");
	fixture_connect(f, STUDENT, 2);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
	fixture_disconnect(f, STUDENT, 2);
	fixture_pass(f, 15 * 60 * 1000 + 1);
	assert_string_equal(entry_state(f, STUDENT, entry), "left");
}

static void two_tabs_are_one_person(void **state)
{
	struct fixture *f = *state;
	int64_t entry;

	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 1);
	fixture_connect(f, STUDENT, 2);
	entry = join(f, STUDENT);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 20 * 60 * 1000);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "already_waiting");
}

static void a_recruiter_who_is_gone_a_minute_leaves_the_seat(void **state)
{
	struct fixture *f = *state;

	fixture_connect(f, RECRUITER, 7);
	take_seat(f, RECRUITER);
	fixture_disconnect(f, RECRUITER, 7);
	fixture_pass(f, 61 * 1000);
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "booth_unstaffed");
}

static void a_restart_shifts_clocks_and_keeps_everything(void **state)
{
	struct fixture *f = *state;
	int64_t seat, call, entry;
	const json_t *item;

	fixture_connect(f, STUDENT, 1);
	fixture_connect(f, RECRUITER, 2);
	seat = take_seat(f, RECRUITER);
	entry = join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	fixture_restart(f, 40 * 1000);
	item = fixture_item(f, STUDENT, "me", "call", call);
	assert_string_equal(text_of(item, "state"), "ringing");
	assert_int_equal(int_of(item, "deadline_ms"), f->now_ms + 45 * 1000);
	fixture_connect(f, STUDENT, 3);
	fixture_connect(f, RECRUITER, 4);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	fixture_restart(f, 10 * 1000);
	item = fixture_item(f, STUDENT, "me", "call", call);
	assert_string_equal(text_of(item, "state"), "interrupted");
	assert_int_equal(int_of(item, "left_ms"), 480 * 1000);
	fixture_ok(f, STUDENT, "call.join", J("{\"call\":%lld}", (long long)call));
	fixture_ok(f, RECRUITER, "call.join", J("{\"call\":%lld}", (long long)call));
	item = fixture_item(f, STUDENT, "me", "call", call);
	assert_string_equal(text_of(item, "state"), "live");
	assert_int_equal(int_of(item, "ends_ms"), f->now_ms + 480 * 1000);
	assert_string_equal(entry_state(f, STUDENT, entry), "in_call");
}

static void closing_the_doors_empties_the_lines_and_lets_talks_finish(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), colleague = take_seat(f, COLLEAGUE), live, rung;
	int64_t waiting;

	join(f, STUDENT);
	join(f, STUDENT + 1);
	waiting = join(f, STUDENT + 2);
	live = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", live);
	connect_call(f, STUDENT, RECRUITER, live);
	rung = ring(f, COLLEAGUE, colleague);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_string_equal(entry_state(f, STUDENT + 2, waiting), "closed");
	assert_string_equal(text_of(fixture_item(f, COLLEAGUE, "me", "call", rung), "reason"),
			    "withdrawn");
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "call", live), "state"), "live");
	fixture_refused(f, STUDENT + 3, "queue.join", J("{\"booth\":21}"), "fair_not_open");
}

static void a_call_in_text_goes_on_when_the_doors_close(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call, chat;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	chat = fixture_sql(f, "SELECT chat_id FROM call");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_ok(f, STUDENT, "chat.post",
		   J("{\"chat\":%lld,\"text\":\"Still here\"}", (long long)chat));
	fixture_refused(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"Hello?\"}"),
			"fair_not_open");
	/* Nor does closing take the last word from those who talked last. */
	on_call(f, RECRUITER, "call.end", call);
	fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":%lld,\"text\":\"Bye\"}", (long long)chat));
}

static void says(struct fixture *f, int64_t who, int64_t chat, const char *refusal)
{
	json_t *args = J("{\"chat\":%lld,\"text\":\"Nog iets\"}", (long long)chat);

	if (refusal)
		fixture_refused(f, who, "chat.post", args, refusal);
	else
		fixture_ok(f, who, "chat.post", args);
}

static void the_text_stays_open_until_one_of_the_two_talks_again(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call, next, chat;

	join(f, STUDENT);
	join(f, STUDENT + 1);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	chat = fixture_sql(f, "SELECT chat_id FROM call");
	on_call(f, RECRUITER, "call.end", call);
	says(f, STUDENT, chat, NULL);
	says(f, RECRUITER, chat, NULL);
	says(f, ORGANISER, chat, "not_found");
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	/* A ring is no talk yet, nor one that was let pass. */
	next = ring(f, RECRUITER, seat);
	says(f, STUDENT, chat, NULL);
	on_call(f, STUDENT + 1, "call.decline", next);
	says(f, STUDENT, chat, NULL);
	next = ring(f, RECRUITER, seat);
	on_call(f, STUDENT + 1, "call.accept", next);
	assert_false(json_is_true(json_object_get(fixture_item(f, STUDENT, "me", "call", call), "is_text_open")));
	says(f, STUDENT, chat, "chat_closed");
	says(f, RECRUITER, chat, "chat_closed");
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM message WHERE text = 'Nog iets'"), 4);
	on_call(f, RECRUITER, "call.end", next);
	says(f, STUDENT, chat, "chat_closed");
	fixture_ok(f, STUDENT, "subscribe", J("{\"topic\":\"chat:%lld\"}", (long long)chat));
}

/* A talk at BOOTH that is over; its chat. */
static int64_t talked(struct fixture *f, int64_t *ret_call)
{
	int64_t seat = take_seat(f, RECRUITER);

	join(f, STUDENT);
	*ret_call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", *ret_call);
	connect_call(f, STUDENT, RECRUITER, *ret_call);
	on_call(f, RECRUITER, "call.end", *ret_call);
	return fixture_sql(f, "SELECT chat_id FROM call");
}

static void the_text_is_open_as_long_as_both_still_see_it(void **state)
{
	struct fixture *f = *state;
	int64_t call, chat = talked(f, &call);

	fixture_pass(f, 60 * 60 * 1000 - 1);
	says(f, STUDENT, chat, NULL);
	assert_non_null(fixture_item(f, STUDENT, "me", "call", call));
	assert_non_null(fixture_item(f, RECRUITER, "me", "call", call));
	fixture_pass(f, 1);
	says(f, STUDENT, chat, "chat_closed");
	says(f, RECRUITER, chat, "chat_closed");
	assert_null(fixture_item(f, STUDENT, "me", "call", call));
	assert_null(fixture_item(f, RECRUITER, "me", "call", call));
}

static void who_never_got_through_may_say_so(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call, chat;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	chat = fixture_sql(f, "SELECT chat_id FROM call");
	on_call(f, RECRUITER, "call.end", call); /* no clock had started */
	says(f, STUDENT, chat, NULL);
	/* A ring that was let pass leaves nothing to write beside. */
	call = ring(f, RECRUITER, seat);
	chat = fixture_sql(f, "SELECT max(chat_id) FROM call");
	on_call(f, STUDENT, "call.decline", call);
	says(f, RECRUITER, chat, "chat_closed");
}

static void nobody_writes_to_who_took_their_card_back(void **state)
{
	struct fixture *f = *state;
	int64_t call, chat = talked(f, &call);

	fixture_ok(f, STUDENT, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"withdrawn\"}",
		     (long long)fixture_sql(f, "SELECT id FROM lead")));
	says(f, RECRUITER, chat, "chat_closed");
	assert_false(json_is_true(json_object_get(fixture_item(f, STUDENT, "me", "call", call), "is_text_open")));
	/* Whoever is shown there again can be written to again. */
	fixture_ok(f, STUDENT, "card.leave", J("{\"booth\":21}"));
	says(f, RECRUITER, chat, NULL);
}

static void leaving_the_line_after_check_in_gives_the_booking_back(void **state)
{
	struct fixture *f = *state;
	int64_t booking, entry;

	take_seat(f, RECRUITER);
	booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	fixture_pass(f, 55 * 60 * 1000);
	entry = int_of(fixture_ok(f, STUDENT, "booking.check_in",
				  J("{\"booking\":%lld}", (long long)booking)),
		       "entry");
	fixture_ok(f, STUDENT, "queue.leave", J("{\"entry\":%lld}", (long long)entry));
	fixture_pass(f, 20 * 60 * 1000);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "cancelled");
}

static void closing_the_doors_gives_bookings_back(void **state)
{
	struct fixture *f = *state;
	int64_t booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");

	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking), "state"),
			    "cancelled");
}

static void checking_in_ends_a_suspension(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT), booking;

	booking = int_of(fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}")), "booking");
	fixture_pass(f, 45 * 60 * 1000);
	for (int i = 0; i < 2; i++) {
		ring(f, RECRUITER, seat);
		fixture_pass(f, 45 * 1000);
	}
	assert_string_equal(entry_state(f, STUDENT, entry), "suspended");
	fixture_pass(f, 4 * 60 * 1000);
	fixture_ok(f, STUDENT, "booking.check_in", J("{\"booking\":%lld}", (long long)booking));
	fixture_pass(f, 5 * 60 * 1000);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
}

static void a_quiet_server_knows_how_long_it_was_away(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	for (int s = 0; s < 60; s++)
		fixture_pass(f, 1000); /* nothing is said or done */
	fixture_restart(f, 10 * 1000);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "me", "call", call), "left_ms"), 420 * 1000);
}

static void a_page_that_joins_again_with_its_key_is_in_the_call(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call, first, second;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	first = int_of(json_object_get(fixture_send_key(f, STUDENT, "call.join",
							J("{\"call\":%lld}", (long long)call),
							"join-key-1"),
				       "ok"),
		       "page");
	second = int_of(json_object_get(fixture_send_key(f, STUDENT, "call.join",
							 J("{\"call\":%lld}", (long long)call),
							 "join-key-1"),
					"ok"),
			"page");
	assert_true(second > first);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "me", "call", call), "student_pair"), second);
}

static void a_student_who_withdraws_is_owed_no_answer(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call, lead;

	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	on_call(f, RECRUITER, "call.end", call);
	lead = fixture_sql(f, "SELECT id FROM lead");
	assert_int_not_equal(int_of(fixture_item(f, STUDENT, "me", "lead", lead), "due_ms"), 0);
	fixture_ok(f, STUDENT, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"withdrawn\"}", (long long)lead));
	assert_null(json_object_get(fixture_item(f, STUDENT, "me", "lead", lead), "due_ms"));
}

static void ones_own_booking_does_not_block_ones_own_call(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	fixture_ok(f, STUDENT, "slot.book", J("{\"slot\":301}"));
	fixture_pass(f, 52 * 60 * 1000);
	join(f, STUDENT);
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void a_timer_that_nobody_can_read_stops_nobody(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "INSERT INTO timer VALUES (5, 1, 'gone.command', '{}')");
	fixture_restart(f, 1000);
	fixture_pass(f, 1000);
	assert_true(engine_step(f->engine) > f->now_ms);
	take_seat(f, RECRUITER);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, evening_start, evening_stop)
		T(a_talk_leaves_a_lead_that_the_student_sees_without_the_notes),
		T(first_miss_costs_two_places_and_the_second_sits_out),
		T(a_place_elsewhere_is_held_while_somebody_talks),
		T(two_students_never_hold_one_slot),
		T(a_booking_goes_before_walk_ins_and_is_never_delayed_by_one),
		T(who_does_not_come_frees_the_seat_and_an_employer_who_does_not_owes_precedence),
		T(time_ends_softly_and_is_extended_when_both_agree),
		T(a_reload_gets_a_new_pair_and_a_lost_side_has_ninety_seconds),
		T(losing_the_line_is_forgiven_for_fifteen_minutes),
		T(two_tabs_are_one_person),
		T(a_recruiter_who_is_gone_a_minute_leaves_the_seat),
		T(a_restart_shifts_clocks_and_keeps_everything),
		T(closing_the_doors_empties_the_lines_and_lets_talks_finish),
		T(a_call_in_text_goes_on_when_the_doors_close),
		T(the_text_stays_open_until_one_of_the_two_talks_again),
		T(the_text_is_open_as_long_as_both_still_see_it),
		T(who_never_got_through_may_say_so),
		T(nobody_writes_to_who_took_their_card_back),
		T(leaving_the_line_after_check_in_gives_the_booking_back),
		T(closing_the_doors_gives_bookings_back),
		T(checking_in_ends_a_suspension),
		T(a_quiet_server_knows_how_long_it_was_away),
		T(a_page_that_joins_again_with_its_key_is_in_the_call),
		T(a_student_who_withdraws_is_owed_no_answer),
		T(ones_own_booking_does_not_block_ones_own_call),
		T(a_timer_that_nobody_can_read_stops_nobody),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
