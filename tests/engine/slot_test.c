/*
 * Times: the waiting list, offers with a deadline, waves, the coordinators' reserve, the limit per
 * student, moving a booking, its recruiter and the whole fair (design §2).
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

static int64_t book(struct fixture *f, int64_t student, int64_t slot)
{
	return int_of(fixture_ok(f, student, "slot.book", J("{\"slot\":%lld}", (long long)slot)),
		      "booking");
}

static void on_booking(struct fixture *f, int64_t account, const char *cmd, int64_t booking)
{
	fixture_ok(f, account, cmd, J("{\"booking\":%lld}", (long long)booking));
}

static int64_t wait_for_a_time(struct fixture *f, int64_t student)
{
	return int_of(fixture_ok(f, student, "slot.wait", J("{\"booth\":21}")), "place");
}

static const char *state_of(struct fixture *f, int64_t student, int64_t booking)
{
	return text_of(fixture_item(f, student, "me", "booking", booking), "state");
}

/* The live booking of a student at BOOTH. */
static int64_t booking_at(struct fixture *f, int64_t student)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "SELECT coalesce(max(id), 0) FROM booking WHERE booth_id = 21 AND account_id = %lld "
		 "AND state IN ('offered', 'booked')",
		 (long long)student);
	return fixture_sql(f, sql);
}

static bool is_free(struct fixture *f, int64_t slot)
{
	const json_t *item = fixture_item(f, STUDENT, "booth:21", "slot", slot);

	return json_is_true(json_object_get(item, "is_free"));
}

static void a_freed_time_is_offered_to_one_at_a_time(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), first, second;

	assert_int_equal(wait_for_a_time(f, STUDENT + 1), 1);
	assert_int_equal(wait_for_a_time(f, STUDENT + 2), 2);
	assert_int_equal(wait_for_a_time(f, STUDENT + 2), 2); /* asking twice is waiting once */
	on_booking(f, STUDENT, "booking.cancel", booking);
	first = booking_at(f, STUDENT + 1);
	assert_string_equal(state_of(f, STUDENT + 1, first), "offered");
	assert_int_equal(booking_at(f, STUDENT + 2), 0);
	assert_false(is_free(f, FIRST_SLOT));
	fixture_refused(f, STUDENT + 3, "slot.book", J("{\"slot\":301}"), "slot_taken");

	/* An hour ahead it is kept for five minutes, and then it is the next one's. */
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT + 1, first), "offered");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT + 1, first), "expired");
	fixture_refused(f, STUDENT + 1, "booking.accept", J("{\"booking\":%lld}", (long long)first),
			"wrong_state");
	second = booking_at(f, STUDENT + 2);
	on_booking(f, STUDENT + 2, "booking.accept", second);
	assert_string_equal(state_of(f, STUDENT + 2, second), "booked");
	assert_null(fixture_item(f, STUDENT + 2, "me", "slot_wait", BOOTH));
	assert_null(fixture_item(f, STUDENT + 1, "me", "slot_wait", BOOTH));
}

static void who_turns_a_time_down_stays_on_the_list_for_another(void **state)
{
	struct fixture *f = *state;
	int64_t early = book(f, STUDENT, FIRST_SLOT), late = book(f, STUDENT + 1, FIRST_SLOT + 2);
	int64_t offer;

	wait_for_a_time(f, STUDENT + 2);
	on_booking(f, STUDENT, "booking.cancel", early);
	on_booking(f, STUDENT + 2, "booking.cancel", booking_at(f, STUDENT + 2));
	assert_true(is_free(f, FIRST_SLOT)); /* nobody else waits: it is everybody's */
	assert_int_equal(int_of(fixture_item(f, STUDENT + 2, "me", "slot_wait", BOOTH), "place"), 1);
	on_booking(f, STUDENT + 1, "booking.cancel", late);
	offer = booking_at(f, STUDENT + 2);
	assert_int_equal(int_of(fixture_item(f, STUDENT + 2, "me", "booking", offer), "slot"),
			 FIRST_SLOT + 2);
}

static void who_cannot_have_the_time_is_passed_over(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT + 1);

	/* Slot 401 of another booth overlaps 302. */
	book(f, STUDENT + 1, 401);
	wait_for_a_time(f, STUDENT + 1);
	wait_for_a_time(f, STUDENT + 2);
	on_booking(f, STUDENT, "booking.cancel", booking);
	assert_int_equal(booking_at(f, STUDENT + 1), 0);
	assert_true(booking_at(f, STUDENT + 2) != 0);
}

static void who_was_passed_over_gets_it_when_nothing_stands_in_the_way_any_more(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT + 1), other = book(f, STUDENT + 1, 401), offer;

	book(f, STUDENT + 2, FIRST_SLOT); /* overlaps 401 as well */
	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	assert_int_equal(booking_at(f, STUDENT + 1), 0); /* 401 overlaps */
	on_booking(f, STUDENT + 1, "booking.cancel", other);
	offer = booking_at(f, STUDENT + 1);
	/* Just a time that it stood in the way of: others were free before, and not waited for. */
	assert_int_equal(int_of(fixture_item(f, STUDENT + 1, "me", "booking", offer), "slot"),
			 FIRST_SLOT + 1);
	assert_true(is_free(f, FIRST_SLOT + 2));
}

static void what_is_booked_in_between_counts_when_the_offer_is_taken(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT + 1), offer;

	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	offer = booking_at(f, STUDENT + 1);
	book(f, STUDENT + 1, 401);
	fixture_refused(f, STUDENT + 1, "booking.accept", J("{\"booking\":%lld}", (long long)offer),
			"slot_overlaps");
	assert_string_equal(state_of(f, STUDENT + 1, offer), "offered");
}

static void the_employer_sees_a_card_only_once_the_time_is_taken(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), offer;

	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	offer = booking_at(f, STUDENT + 1);
	assert_null(fixture_item(f, RECRUITER, "console:21", "booking", offer));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE account_id = 602"), 0);
	on_booking(f, STUDENT + 1, "booking.accept", offer);
	assert_non_null(fixture_item(f, RECRUITER, "console:21", "booking", offer));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead WHERE account_id = 602"), 1);
}

static void a_student_holds_as_many_as_the_fair_allows(void **state)
{
	struct fixture *f = *state;

	const char *rules = "{\"fair\":1,\"max_queues\":3,\"max_bookings\":1,\"max_talks\":2,"
			    "\"answer_hours\":48}";

	fixture_ok(f, ORGANISER, "fair.set_rules", json_loads(rules, 0, NULL));
	assert_int_equal(int_of(fixture_item(f, STUDENT, "fair:1", "fair", FAIR), "answer_ms"),
			 48 * HOUR);
	fixture_refused(f, ORGANISER, "fair.set_rules",
			J("{\"fair\":1,\"max_queues\":11,\"max_bookings\":1,\"max_talks\":2,"
			  "\"answer_hours\":24}"),
			"bad_value");
	book(f, STUDENT, FIRST_SLOT + 4);
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":401}"), "too_many_bookings");
	on_booking(f, STUDENT, "booking.cancel", booking_at(f, STUDENT));
	book(f, STUDENT, 401);
}

static void another_time_is_held_before_the_old_one_is_given_back(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), moved;

	book(f, STUDENT + 1, FIRST_SLOT + 1);
	fixture_refused(f, STUDENT, "booking.move",
			J("{\"booking\":%lld,\"slot\":302}", (long long)booking), "slot_taken");
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_refused(f, STUDENT, "booking.move",
			J("{\"booking\":%lld,\"slot\":401}", (long long)booking), "bad_value");
	moved = int_of(fixture_ok(f, STUDENT, "booking.move",
				  J("{\"booking\":%lld,\"slot\":303}", (long long)booking)),
		       "booking");
	assert_string_equal(state_of(f, STUDENT, booking), "cancelled");
	assert_string_equal(state_of(f, STUDENT, moved), "booked");
	assert_true(is_free(f, FIRST_SLOT));
}

static void what_the_booth_calls_off_is_told_apart(void **state)
{
	struct fixture *f = *state;
	int64_t mine = book(f, STUDENT, FIRST_SLOT), theirs = book(f, STUDENT + 1, FIRST_SLOT + 1);
	const json_t *item;

	on_booking(f, STUDENT, "booking.cancel", mine);
	on_booking(f, MANAGER, "booking.cancel", theirs);
	item = fixture_item(f, STUDENT, "me", "booking", mine);
	assert_true(json_is_false(json_object_get(item, "is_called_off")));
	item = fixture_item(f, STUDENT + 1, "me", "booking", theirs);
	assert_true(json_is_true(json_object_get(item, "is_called_off")));
}

/* ---- plans ---- */

/* Four hours after T0, for an hour: talks of ten minutes, five between, so four moments. */
#define PLAN_FROM (T0 + 4 * HOUR)

static json_t *plan(const char *more)
{
	return J("{\"booth\":21,\"plan\":{\"from_ms\":%lld,\"until_ms\":%lld,\"talk_minutes\":10,"
		 "\"pause_minutes\":5%s}}",
		 (long long)PLAN_FROM, (long long)(PLAN_FROM + HOUR), more);
}

static int64_t slot_at(struct fixture *f, int64_t minutes)
{
	char sql[160];

	snprintf(sql, sizeof(sql),
		 "SELECT coalesce(max(id), 0) FROM slot WHERE booth_id = 21 AND starts_ms = %lld "
		 "AND is_removed = 0",
		 (long long)(PLAN_FROM + minutes * MINUTE));
	return fixture_sql(f, sql);
}

static void a_plan_is_seen_before_it_is_made(void **state)
{
	struct fixture *f = *state;
	const char *two = ",\"seats\":2,\"reserve_percent\":0";
	const json_t *slots = json_object_get(fixture_ok(f, MANAGER, "slot.preview", plan(two)),
					      "slots");

	assert_int_equal(json_array_size(slots), 4);
	assert_int_equal(int_of(json_array_get(slots, 1), "starts_ms"), PLAN_FROM + 15 * MINUTE);
	assert_int_equal(slot_at(f, 15), 0);
	assert_int_equal(int_of(fixture_ok(f, MANAGER, "slot.plan", plan(two)), "made"), 8);
	assert_true(is_free(f, slot_at(f, 15)));
	/* The same plan again makes nothing; what would overlap what is there is left out too. */
	assert_int_equal(int_of(fixture_ok(f, MANAGER, "slot.plan", plan(two)), "made"), 0);
	fixture_refused(f, RECRUITER, "slot.plan", plan(two), "forbidden");
}

static void a_slot_that_nobody_holds_can_be_taken_out_and_planned_again(void **state)
{
	struct fixture *f = *state;
	const char *one = ",\"seats\":1,\"reserve_percent\":0";
	int64_t slot;

	fixture_ok(f, MANAGER, "slot.plan", plan(one));
	slot = slot_at(f, 0);
	book(f, STUDENT, slot);
	fixture_refused(f, MANAGER, "slot.remove", J("{\"slot\":%lld}", (long long)slot),
			"slot_taken");
	on_booking(f, STUDENT, "booking.cancel", booking_at(f, STUDENT));
	fixture_ok(f, MANAGER, "slot.remove", J("{\"slot\":%lld}", (long long)slot));
	assert_null(fixture_item(f, STUDENT, "booth:21", "slot", slot));
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":%lld}", (long long)slot), "slot_past");
	assert_int_equal(int_of(fixture_ok(f, MANAGER, "slot.plan", plan(one)), "made"), 1);
	book(f, STUDENT, slot_at(f, 0));
}

static void the_second_wave_opens_at_its_time_and_to_who_waits_first(void **state)
{
	struct fixture *f = *state;
	char more[96];
	int64_t second;

	snprintf(more, sizeof(more), ",\"seats\":1,\"reserve_percent\":0,\"second_ms\":%lld",
		 (long long)(T0 + 2 * HOUR));
	fixture_ok(f, MANAGER, "slot.plan", plan(more));
	second = slot_at(f, 15);
	assert_true(is_free(f, slot_at(f, 0)));
	assert_false(is_free(f, second));
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":%lld}", (long long)second),
			"slot_not_open");
	wait_for_a_time(f, STUDENT + 1);
	fixture_pass(f, 2 * HOUR);
	/* One waits: they are offered one of what opened; the rest is everybody's. */
	assert_true(booking_at(f, STUDENT + 1) != 0);
	assert_true(is_free(f, slot_at(f, 45)));
}

static void a_reserved_time_is_the_coordinators_to_give(void **state)
{
	struct fixture *f = *state;
	int64_t reserved, offer;

	fixture_ok(f, MANAGER, "slot.plan", plan(",\"seats\":1,\"reserve_percent\":50"));
	reserved = slot_at(f, 15);
	fixture_ok(f, STUDENT, "card.leave", J("{\"booth\":21}"));
	fixture_refused(f, RECRUITER, "slot.offer",
			J("{\"slot\":%lld,\"student\":601}", (long long)reserved), "slot_not_open");
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":%lld}", (long long)reserved),
			"slot_not_open");
	offer = int_of(fixture_ok(f, COORDINATOR, "slot.offer",
				  J("{\"slot\":%lld,\"student\":601}", (long long)reserved)),
		       "booking");
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", offer), "offer"),
			    "invited");
	on_booking(f, STUDENT, "booking.accept", offer);
	/* What was not given is everybody's half an hour before. */
	fixture_pass(f, PLAN_FROM + 15 * MINUTE - T0);
	assert_true(is_free(f, slot_at(f, 45)));
}

static void a_coordinator_offers_to_students_of_their_own_school_only(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "INSERT INTO organisation VALUES (110, 'other', 'school', 'Other', '')");
	fixture_sql_write(f, "UPDATE card SET school_id = 110 WHERE account_id = 602");
	fixture_refused(f, COORDINATOR, "slot.offer", J("{\"slot\":301,\"student\":602}"),
			"not_found");
	/* A booth offers to whom it knows: not before they left their card. */
	fixture_refused(f, RECRUITER, "slot.offer", J("{\"slot\":301,\"student\":602}"), "not_found");
	fixture_ok(f, STUDENT + 1, "card.leave", J("{\"booth\":21}"));
	fixture_ok(f, RECRUITER, "slot.offer", J("{\"slot\":301,\"student\":602}"));
	/* Once is asking; the same time again is nagging. */
	on_booking(f, STUDENT + 1, "booking.cancel", booking_at(f, STUDENT + 1));
	fixture_refused(f, RECRUITER, "slot.offer", J("{\"slot\":301,\"student\":602}"),
			"already_offered");
	fixture_refused(f, OTHER_RECRUITER, "slot.offer", J("{\"slot\":302,\"student\":603}"),
			"not_found");
}

static void a_coordinator_gives_no_times_of_an_employer_they_do_not_work_for(void **state)
{
	struct fixture *f = *state;

	fixture_sql_write(f, "INSERT INTO organisation VALUES (110, 'other', 'school', 'Other', '')");
	fixture_sql_write(f, "UPDATE card SET school_id = 110 WHERE account_id = 602");
	fixture_sql_write(f, "INSERT INTO participation VALUES (1, 506, 'recruiter', 102)");
	for (int booth = 21; booth <= 22; booth++)
		fixture_ok(f, STUDENT + 1, "card.leave", J("{\"booth\":%d}", booth));
	fixture_refused(f, COORDINATOR, "slot.offer", J("{\"slot\":301,\"student\":602}"),
			"not_found");
	fixture_ok(f, COORDINATOR, "slot.offer", J("{\"slot\":401,\"student\":602}"));
}

static void a_coordinator_sees_where_times_fit_a_student(void **state)
{
	struct fixture *f = *state;
	const json_t *choices, *first;

	choices = json_object_get(fixture_ok(f, COORDINATOR, "slot.choices",
					     J("{\"fair\":1,\"student\":601}")),
				  "choices");
	assert_int_equal(json_array_size(choices), 2); /* booth 23 has no slots */
	first = json_array_get(choices, 0);
	assert_int_equal(int_of(json_object_get(first, "booth"), "id"), BOOTH);
	assert_int_equal(json_array_size(json_object_get(first, "times")), 6);
	/* Not where they hold a time already. */
	book(f, STUDENT, FIRST_SLOT);
	choices = json_object_get(fixture_ok(f, COORDINATOR, "slot.choices",
					     J("{\"fair\":1,\"student\":601}")),
				  "choices");
	assert_int_equal(json_array_size(choices), 1);
	fixture_sql_write(f, "INSERT INTO organisation VALUES (110, 'other', 'school', 'Other', '')");
	fixture_sql_write(f, "UPDATE card SET school_id = 110 WHERE account_id = 602");
	fixture_refused(f, COORDINATOR, "slot.choices", J("{\"fair\":1,\"student\":602}"),
			"not_found");
}

static void a_recruiter_sees_how_who_waits_fits(void **state)
{
	struct fixture *f = *state;
	const json_t *item;
	int64_t entry;

	take_seat(f, RECRUITER);
	entry = join(f, STUDENT);
	item = fixture_item(f, RECRUITER, "console:21", "entry", entry);
	assert_string_equal(text_of(item, "placement"), "Placement");
	assert_string_equal(json_string_value(json_array_get(json_object_get(item, "reasons"), 0)),
			    "programme");
}

static void a_card_that_was_taken_back_can_be_left_again(void **state)
{
	struct fixture *f = *state;
	int64_t lead;

	fixture_ok(f, STUDENT, "card.leave", J("{\"booth\":21}"));
	lead = fixture_sql(f, "SELECT id FROM lead");
	assert_non_null(fixture_item(f, RECRUITER, "console:21", "lead", lead));
	fixture_ok(f, STUDENT, "lead.move",
		   J("{\"lead\":%lld,\"state\":\"withdrawn\"}", (long long)lead));
	assert_null(fixture_item(f, RECRUITER, "console:21", "lead", lead));
	fixture_ok(f, STUDENT, "card.leave", J("{\"booth\":21}"));
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "lead", lead), "state"), "queued");
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_refused(f, STUDENT + 1, "card.leave", J("{\"booth\":21}"), "wrong_state");
}

static void where_a_student_was_is_their_own_to_see(void **state)
{
	struct fixture *f = *state;
	const json_t *visit;

	fixture_ok(f, STUDENT, "booth.visit", J("{\"booth\":21}"));
	visit = fixture_item(f, STUDENT, "me", "visit", BOOTH);
	assert_int_equal(int_of(visit, "last_ms"), T0);
	assert_true(json_is_false(json_object_get(visit, "has_chatted")));
	fixture_ok(f, STUDENT, "chat.post", J("{\"chat\":201,\"text\":\"Hallo\"}"));
	fixture_pass(f, MINUTE);
	fixture_ok(f, STUDENT, "booth.visit", J("{\"booth\":21}"));
	visit = fixture_item(f, STUDENT, "me", "visit", BOOTH);
	assert_int_equal(int_of(visit, "last_ms"), T0 + MINUTE);
	assert_true(json_is_true(json_object_get(visit, "has_chatted")));
	/* No employer has a lead of it. */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM lead"), 0);
	fixture_ok(f, RECRUITER, "chat.post", J("{\"chat\":201,\"text\":\"Hallo\"}"));
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM visit"), 1);
}

/* ---- in the order of their times ---- */

static void who_comes_early_does_not_take_the_turn_of_an_earlier_time(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);
	int64_t first = book(f, STUDENT, FIRST_SLOT), second = book(f, STUDENT + 1, FIRST_SLOT + 1);

	fixture_pass(f, HOUR); /* the first one's time, and nobody else's yet */
	on_booking(f, STUDENT + 1, "booking.check_in", second);
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat),
			"next_is_booked");
	on_booking(f, STUDENT, "booking.check_in", first);
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void before_the_doors_open_nobody_is_missing(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_sql_write(f, "UPDATE fair SET state = 'planned'");
	fixture_pass(f, HOUR + 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_sql_write(f, "UPDATE fair SET state = 'open'");
	fixture_pass(f, 3 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

/* ---- when the time has come ---- */

static json_t *booking_to(int64_t booking, int recruiter)
{
	return J("{\"booking\":%lld,\"recruiter\":%d}", (long long)booking, recruiter);
}

/* The student is rung, answers, and the clock runs. */
static int64_t talk(struct fixture *f, int64_t student, int64_t recruiter, int64_t seat)
{
	int64_t call = ring(f, recruiter, seat);

	on_call(f, student, "call.accept", call);
	connect_call(f, student, recruiter, call);
	return call;
}

static int64_t sit_at_the_other_booth(struct fixture *f)
{
	return int_of(fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}")), "seat");
}

static void a_talk_across_the_booked_time_is_the_one_that_was_booked(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), call;

	fixture_pass(f, 50 * MINUTE);
	join(f, STUDENT);
	call = talk(f, STUDENT, RECRUITER, seat);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "done");
	fixture_pass(f, 20 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "done");
}

static void a_talk_that_began_earlier_and_lasts_is_it_too(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), call;

	fixture_pass(f, 49 * MINUTE);
	join(f, STUDENT);
	call = talk(f, STUDENT, RECRUITER, seat);
	for (int side = 0; side < 2; side++) {
		on_call(f, RECRUITER, "call.extend", call);
		on_call(f, STUDENT, "call.extend", call);
	}
	fixture_pass(f, 11 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "done");
}

static void a_booked_talk_that_fails_leaves_its_student_first(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT), call;

	join(f, STUDENT);
	join(f, STUDENT + 1);
	fixture_pass(f, 58 * MINUTE);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	assert_int_equal(fixture_sql(f, "SELECT precedence FROM queue_entry WHERE account_id = 601"),
			 1);
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	talk(f, STUDENT, RECRUITER, seat);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
}

static void who_waits_in_that_line_is_there(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking = book(f, STUDENT, FIRST_SLOT);

	fixture_pass(f, 55 * MINUTE);
	join(f, STUDENT + 1);
	join(f, STUDENT);
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT);
}

static void who_stepped_away_from_that_line_is_not(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), entry;

	take_seat(f, RECRUITER);
	entry = join(f, STUDENT);
	fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
	fixture_pass(f, HOUR + 3 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

/* The student of a booking at BOOTH talks elsewhere from two minutes before its start. */
static int64_t talk_elsewhere(struct fixture *f)
{
	int64_t seat = sit_at_the_other_booth(f);

	fixture_pass(f, 58 * MINUTE);
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	return talk(f, STUDENT, OTHER_RECRUITER, seat);
}

static void who_talks_elsewhere_may_come_when_that_is_over(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), call = talk_elsewhere(f);

	take_seat(f, RECRUITER);
	fixture_pass(f, 7 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	on_call(f, OTHER_RECRUITER, "call.end", call);
	fixture_pass(f, 2 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
}

static void who_does_not_come_then_is_missing(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), call = talk_elsewhere(f);

	fixture_pass(f, 7 * MINUTE);
	on_call(f, OTHER_RECRUITER, "call.end", call);
	fixture_pass(f, 3 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

/* A fair where one talks so often at a booth. */
static void allow_talks(struct fixture *f, int n)
{
	fixture_ok(f, ORGANISER, "fair.set_rules",
		   J("{\"fair\":1,\"max_queues\":3,\"max_bookings\":3,\"max_talks\":%d,"
		     "\"answer_hours\":24}",
		     n));
}

static void who_talked_as_often_as_allowed_leaves_the_booked_time_to_others(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking, call;

	allow_talks(f, 1);
	booking = book(f, STUDENT, FIRST_SLOT);
	wait_for_a_time(f, STUDENT + 1);
	join(f, STUDENT);
	fixture_pass(f, 30 * MINUTE);
	call = talk(f, STUDENT, RECRUITER, seat);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "cancelled");
	assert_string_equal(state_of(f, STUDENT + 1, booking_at(f, STUDENT + 1)), "offered");
	fixture_pass(f, 25 * MINUTE);
	fixture_refused(f, STUDENT, "booking.check_in", J("{\"booking\":%lld}", (long long)booking),
			"wrong_state");
}

static void who_may_talk_again_keeps_it(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking, call;

	allow_talks(f, 2);
	booking = book(f, STUDENT, FIRST_SLOT);
	join(f, STUDENT);
	call = talk(f, STUDENT, RECRUITER, seat);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "booked");
	fixture_pass(f, 55 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	call = talk(f, STUDENT, RECRUITER, seat);
	on_call(f, RECRUITER, "call.end", call);
	assert_string_equal(state_of(f, STUDENT, booking), "done");
}

/* Books and checks in, five minutes before the start. */
static int64_t check_in_early(struct fixture *f, int64_t student)
{
	int64_t booking = book(f, student, FIRST_SLOT);

	fixture_pass(f, 55 * MINUTE);
	on_booking(f, student, "booking.check_in", booking);
	return booking;
}

static int64_t entry_of(struct fixture *f, int64_t booking)
{
	char sql[100];

	snprintf(sql, sizeof(sql), "SELECT id FROM queue_entry WHERE booking_id = %lld",
		 (long long)booking);
	return fixture_sql(f, sql);
}

static void who_checked_in_and_closed_the_phone_did_not_come(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	take_seat(f, RECRUITER);
	fixture_pass(f, 51 * MINUTE);
	fixture_connect(f, STUDENT, 1);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 14 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

static void who_checked_in_without_a_connection_did_not_come(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 1);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 55 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_pass(f, 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
}

static void who_loses_the_connection_for_a_moment_is_still_there(void **state)
{
	struct fixture *f = *state;
	int64_t booking;

	take_seat(f, RECRUITER);
	fixture_connect(f, STUDENT, 1);
	booking = check_in_early(f, STUDENT);
	fixture_pass(f, 9 * MINUTE + 50 * 1000);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 20 * 1000);
	fixture_connect(f, STUDENT, 2);
	fixture_pass(f, 4 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
}

static void who_stepped_away_after_checking_in_is_missing_and_comes_last(void **state)
{
	struct fixture *f = *state;
	int64_t booking, entry, seat = take_seat(f, RECRUITER);

	booking = check_in_early(f, STUDENT);
	join(f, STUDENT + 1);
	entry = entry_of(f, booking);
	fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
	fixture_pass(f, 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
	fixture_ok(f, STUDENT, "queue.come_back", J("{\"entry\":%lld}", (long long)entry));
	ring(f, RECRUITER, seat);
	assert_int_equal(fixture_sql(f, "SELECT student_id FROM call"), STUDENT + 1);
}

static void a_lost_time_leaves_no_more_places_than_others_have(void **state)
{
	struct fixture *f = *state;
	int64_t booking, entry;

	fixture_sql_write(f, "UPDATE fair SET max_queues = 1");
	take_seat(f, RECRUITER);
	sit_at_the_other_booth(f);
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	booking = check_in_early(f, STUDENT);
	entry = entry_of(f, booking);
	fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
	fixture_pass(f, 15 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "no_show");
	assert_string_equal(entry_state(f, STUDENT, entry), "left"); /* and is told so */
	assert_int_equal(fixture_sql(f, "SELECT count(*) FROM queue_entry WHERE ended_ms IS NULL"), 1);
}

static void an_employer_is_not_missing_while_the_student_talks_elsewhere(void **state)
{
	struct fixture *f = *state;
	int64_t other = sit_at_the_other_booth(f), booking, call;

	booking = check_in_early(f, STUDENT);
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	fixture_pass(f, 4 * MINUTE);
	call = talk(f, STUDENT, OTHER_RECRUITER, other);
	fixture_pass(f, 8 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	on_call(f, OTHER_RECRUITER, "call.end", call);
	fixture_pass(f, 4 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	fixture_pass(f, 2 * MINUTE); /* nobody sits there at all */
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
}

static void an_employer_who_talks_with_somebody_else_is_late_until_the_time_is_over(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking, call;

	join(f, STUDENT + 1);
	fixture_sql_write(f, "UPDATE queue_entry SET precedence = 0"); /* handed over */
	booking = check_in_early(f, STUDENT);
	fixture_pass(f, 4 * MINUTE + 30 * 1000);
	call = talk(f, STUDENT + 1, RECRUITER, seat);
	fixture_pass(f, 5 * MINUTE + 30 * 1000);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	on_call(f, RECRUITER, "call.end", call);
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT, booking), "checked_in");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
}

/* From a talk at the other booth. */
static void hand_over(struct fixture *f, int64_t student)
{
	int64_t seat = sit_at_the_other_booth(f), call;

	fixture_ok(f, student, "queue.join", J("{\"booth\":22}"));
	call = talk(f, student, OTHER_RECRUITER, seat);
	fixture_ok(f, OTHER_RECRUITER, "call.transfer",
		   J("{\"call\":%lld,\"booth\":21,\"note\":\"\"}", (long long)call));
	fixture_ok(f, student, "handover.accept",
		   J("{\"handover\":%lld}", (long long)fixture_sql(f, "SELECT id FROM handover")));
}

static void who_was_missed_goes_before_who_is_handed_over_later(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking;

	join(f, STUDENT + 1);
	fixture_ok(f, RECRUITER, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":120}", (long long)seat));
	booking = check_in_early(f, STUDENT);
	fixture_pass(f, 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
	hand_over(f, STUDENT + 1);
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	talk(f, STUDENT, RECRUITER, seat);
}

static void who_was_handed_over_goes_before_who_is_missed_later(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), booking;

	fixture_ok(f, RECRUITER, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":120}", (long long)seat));
	booking = check_in_early(f, STUDENT);
	hand_over(f, STUDENT + 1);
	fixture_pass(f, 10 * MINUTE);
	assert_string_equal(state_of(f, STUDENT, booking), "missed_by_employer");
	fixture_ok(f, RECRUITER, "seat.resume", J("{\"seat\":%lld}", (long long)seat));
	talk(f, STUDENT + 1, RECRUITER, seat);
}

static void past_the_time_nobody_waits_for_a_colleague_who_pauses(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE), booking;

	booking = check_in_early(f, STUDENT);
	fixture_ok(f, RECRUITER, "booking.assign", booking_to(booking, COLLEAGUE));
	fixture_ok(f, COLLEAGUE, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":120}", (long long)other));
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat),
			"nobody_waiting");
	fixture_pass(f, 5 * MINUTE);
	talk(f, STUDENT, RECRUITER, seat);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
}

static void nor_does_who_is_found_in_the_line(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE);
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_ok(f, RECRUITER, "booking.assign", booking_to(booking, COLLEAGUE));
	fixture_ok(f, COLLEAGUE, "seat.pause",
		   J("{\"seat\":%lld,\"minutes\":120}", (long long)other));
	join(f, STUDENT);
	fixture_pass(f, HOUR);
	talk(f, STUDENT, RECRUITER, seat);
	assert_string_equal(state_of(f, STUDENT, booking), "in_call");
}

static void what_ends_with_the_fair_was_called_off(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT);
	const json_t *item;

	take_seat(f, RECRUITER);
	fixture_pass(f, HOUR - MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	item = fixture_item(f, STUDENT, "me", "booking", booking);
	assert_string_equal(text_of(item, "state"), "cancelled");
	assert_true(json_is_true(json_object_get(item, "is_called_off")));
}

/* ---- whose it is, and when ---- */

static void a_booking_can_be_given_to_a_colleague(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), other = take_seat(f, COLLEAGUE);
	int64_t booking = book(f, STUDENT, FIRST_SLOT);

	fixture_refused(f, RECRUITER, "booking.assign", booking_to(booking, OTHER_RECRUITER),
			"bad_value");
	fixture_ok(f, RECRUITER, "booking.assign", booking_to(booking, COLLEAGUE));
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", booking),
				    "recruiter_name"),
			    "Person van recruiter503");
	fixture_pass(f, 55 * MINUTE);
	on_booking(f, STUDENT, "booking.check_in", booking);
	/* Not the colleague's to call, as long as it is theirs. */
	fixture_refused(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat),
			"nobody_waiting");
	fixture_ok(f, RECRUITER, "booking.assign", J("{\"booking\":%lld}", (long long)booking));
	fixture_ok(f, RECRUITER, "booking.assign", booking_to(booking, COLLEAGUE));
	ring(f, COLLEAGUE, other);
}

static void a_fair_that_moves_asks_everybody_who_booked(void **state)
{
	struct fixture *f = *state;
	int64_t yes, no, silent;

	fixture_sql_write(f, "UPDATE fair SET state = 'planned', opens_ms = 1800086400000, "
			     "closes_ms = 1800115200000");
	fixture_sql_write(f, "UPDATE slot SET starts_ms = starts_ms + 86400000, "
			     "ends_ms = ends_ms + 86400000");
	yes = book(f, STUDENT, FIRST_SLOT);
	no = book(f, STUDENT + 1, FIRST_SLOT + 1);
	silent = book(f, STUDENT + 2, FIRST_SLOT + 2);
	wait_for_a_time(f, STUDENT + 3);
	fixture_refused(f, MANAGER, "fair.move", J("{\"fair\":1,\"opens_ms\":1800700000000}"),
			"forbidden");
	fixture_refused(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":1700000000000}"),
			"bad_value");
	/* A week later. */
	assert_int_equal(int_of(fixture_ok(f, ORGANISER, "fair.move",
					   J("{\"fair\":1,\"opens_ms\":1800691200000}")),
				"moved"),
			 3);
	assert_int_equal(int_of(fixture_item(f, STUDENT, "me", "booking", yes), "starts_ms"),
			 T0 + 8 * 24 * (int64_t)HOUR + HOUR);
	assert_string_equal(text_of(fixture_item(f, STUDENT, "me", "booking", yes), "offer"), "moved");
	assert_int_equal(int_of(fixture_item(f, STUDENT, "fair:1", "fair", FAIR), "closes_ms"),
			 1800115200000 + 7 * 24 * (int64_t)HOUR);
	on_booking(f, STUDENT, "booking.accept", yes);
	on_booking(f, STUDENT + 1, "booking.cancel", no);
	/* What one gave up is offered to who waits. */
	assert_true(booking_at(f, STUDENT + 3) != 0);
	fixture_pass(f, 48 * (int64_t)HOUR);
	assert_string_equal(state_of(f, STUDENT + 2, silent), "expired");
	/* The old start passes, and nobody is called a no-show. */
	assert_string_equal(state_of(f, STUDENT, yes), "booked");
	fixture_sql_write(f, "UPDATE fair SET state = 'open'");
	fixture_refused(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":1900000000000}"),
			"wrong_state");
}

static void closing_the_doors_ends_offers_and_lists(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), offer;

	wait_for_a_time(f, STUDENT + 1);
	wait_for_a_time(f, STUDENT + 2);
	on_booking(f, STUDENT, "booking.cancel", booking);
	offer = booking_at(f, STUDENT + 1);
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	assert_string_equal(state_of(f, STUDENT + 1, offer), "cancelled");
	assert_null(fixture_item(f, STUDENT + 2, "me", "slot_wait", BOOTH));
	fixture_refused(f, STUDENT + 3, "slot.wait", J("{\"booth\":21}"), "wrong_state");
}

static void while_the_server_is_away_no_offer_runs_out(void **state)
{
	struct fixture *f = *state;
	int64_t booking = book(f, STUDENT, FIRST_SLOT), offer;

	wait_for_a_time(f, STUDENT + 1);
	on_booking(f, STUDENT, "booking.cancel", booking);
	offer = booking_at(f, STUDENT + 1);
	fixture_restart(f, 30 * MINUTE); /* longer than it was kept */
	assert_string_equal(state_of(f, STUDENT + 1, offer), "offered");
	fixture_pass(f, 5 * MINUTE - 1);
	assert_string_equal(state_of(f, STUDENT + 1, offer), "offered");
	fixture_pass(f, 1);
	assert_string_equal(state_of(f, STUDENT + 1, offer), "expired");
	assert_true(is_free(f, FIRST_SLOT));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(a_freed_time_is_offered_to_one_at_a_time),
		T(who_turns_a_time_down_stays_on_the_list_for_another),
		T(who_cannot_have_the_time_is_passed_over),
		T(who_was_passed_over_gets_it_when_nothing_stands_in_the_way_any_more),
		T(what_is_booked_in_between_counts_when_the_offer_is_taken),
		T(the_employer_sees_a_card_only_once_the_time_is_taken),
		T(a_student_holds_as_many_as_the_fair_allows),
		T(another_time_is_held_before_the_old_one_is_given_back),
		T(what_the_booth_calls_off_is_told_apart),
		T(a_plan_is_seen_before_it_is_made),
		T(a_slot_that_nobody_holds_can_be_taken_out_and_planned_again),
		T(the_second_wave_opens_at_its_time_and_to_who_waits_first),
		T(a_reserved_time_is_the_coordinators_to_give),
		T(a_coordinator_offers_to_students_of_their_own_school_only),
		T(a_coordinator_gives_no_times_of_an_employer_they_do_not_work_for),
		T(a_coordinator_sees_where_times_fit_a_student),
		T(a_recruiter_sees_how_who_waits_fits),
		T(a_card_that_was_taken_back_can_be_left_again),
		T(where_a_student_was_is_their_own_to_see),
		T(who_comes_early_does_not_take_the_turn_of_an_earlier_time),
		T(before_the_doors_open_nobody_is_missing),
		T(a_talk_across_the_booked_time_is_the_one_that_was_booked),
		T(a_talk_that_began_earlier_and_lasts_is_it_too),
		T(a_booked_talk_that_fails_leaves_its_student_first),
		T(who_waits_in_that_line_is_there),
		T(who_stepped_away_from_that_line_is_not),
		T(who_talks_elsewhere_may_come_when_that_is_over),
		T(who_does_not_come_then_is_missing),
		T(who_talked_as_often_as_allowed_leaves_the_booked_time_to_others),
		T(who_may_talk_again_keeps_it),
		T(who_checked_in_and_closed_the_phone_did_not_come),
		T(who_checked_in_without_a_connection_did_not_come),
		T(who_loses_the_connection_for_a_moment_is_still_there),
		T(a_lost_time_leaves_no_more_places_than_others_have),
		T(who_stepped_away_after_checking_in_is_missing_and_comes_last),
		T(an_employer_is_not_missing_while_the_student_talks_elsewhere),
		T(an_employer_who_talks_with_somebody_else_is_late_until_the_time_is_over),
		T(who_was_missed_goes_before_who_is_handed_over_later),
		T(who_was_handed_over_goes_before_who_is_missed_later),
		T(past_the_time_nobody_waits_for_a_colleague_who_pauses),
		T(nor_does_who_is_found_in_the_line),
		T(what_ends_with_the_fair_was_called_off),
		T(a_booking_can_be_given_to_a_colleague),
		T(a_fair_that_moves_asks_everybody_who_booked),
		T(closing_the_doors_ends_offers_and_lists),
		T(while_the_server_is_away_no_offer_runs_out),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
