/*
 * Times: waves, the coordinators' reserve, the limit per student, moving a booking, its recruiter and the
 * whole fair (design §2). The waiting list is in slot_offer_test.c, who is there when the time has come in
 * slot_due_test.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "slot_acts.h"

#define HOUR (60 * MINUTE)

static void a_student_holds_as_many_as_the_fair_allows(void **state)
{
	struct fixture *f = *state;

	const char *rules = "{\"fair\":1,\"max_queues\":3,\"max_bookings\":1,\"max_talks\":2,"
			    "\"answer_hours\":48,\"ring_s\":45,\"wrap_up_s\":60,\"suspension_minutes\":5,"
		     "\"no_show_minutes\":3,\"employer_minutes\":5,\"put_back\":2,\"extensions\":2,"
		     "\"is_blind\":false,\"retention_days\":28}";

	fixture_ok(f, ORGANISER, "fair.set_rules", json_loads(rules, 0, NULL));
	assert_int_equal(int_of(fixture_item(f, STUDENT, "fair:1", "fair", FAIR), "answer_ms"),
			 48 * HOUR);
	fixture_refused(f, ORGANISER, "fair.set_rules",
			J("{\"fair\":1,\"max_queues\":11,\"max_bookings\":1,\"max_talks\":2,"
			  "\"answer_hours\":24,\"ring_s\":45,\"wrap_up_s\":60,\"suspension_minutes\":5,"
		     "\"no_show_minutes\":3,\"employer_minutes\":5,\"put_back\":2,\"extensions\":2,"
		     "\"is_blind\":false,\"retention_days\":28}"),
			"bad_value");
	book(f, STUDENT, FIRST_SLOT + 4);
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":401}"), "too_many_bookings");
	on_booking(f, STUDENT, "booking.cancel", booking_at(f, STUDENT));
	book(f, STUDENT, 401);
}

static void who_talks_books_no_time_before_the_talk_is_over(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), call;

	fixture_pass(f, 60 * MINUTE); /* it starts in five minutes, and a talk lasts eight */
	join(f, STUDENT);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	fixture_refused(f, STUDENT, "slot.book", J("{\"slot\":401}"), "slot_overlaps");
	on_call(f, RECRUITER, "call.end", call);
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
	/* What has begun is neither promised nor made. */
	fixture_pass(f, PLAN_FROM - f->now_ms + 15 * MINUTE);
	assert_int_equal(json_array_size(json_object_get(
				 fixture_ok(f, MANAGER, "slot.preview", plan(two)), "slots")),
			 2);
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

static void a_fair_that_moves_nearer_opens_what_would_have_been_open(void **state)
{
	struct fixture *f = *state;
	const int64_t day = 24 * (int64_t)HOUR;

	fixture_sql_write(f, "UPDATE fair SET state = 'planned', opens_ms = opens_ms + 864000000, "
			     "closes_ms = closes_ms + 864000000");
	fixture_sql_write(f, "DELETE FROM slot");
	fixture_ok(f, MANAGER, "slot.plan",
		   J("{\"booth\":21,\"plan\":{\"from_ms\":%lld,\"until_ms\":%lld,\"talk_minutes\":10,"
		     "\"pause_minutes\":0,\"seats\":1,\"reserve_percent\":0,\"second_ms\":%lld}}",
		     (long long)(T0 + 10 * day), (long long)(T0 + 10 * day + 20 * MINUTE),
		     (long long)(T0 + 2 * day)));
	book(f, STUDENT, fixture_sql(f, "SELECT min(id) FROM slot WHERE booth_id = 21"));
	wait_for_a_time(f, STUDENT + 1);
	fixture_ok(f, ORGANISER, "fair.move", J("{\"fair\":1,\"opens_ms\":%lld}", (long long)(T0 + day)));
	assert_true(booking_at(f, STUDENT + 1) != 0);
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

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(a_student_holds_as_many_as_the_fair_allows),
		T(who_talks_books_no_time_before_the_talk_is_over),
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
		T(what_ends_with_the_fair_was_called_off),
		T(a_booking_can_be_given_to_a_colleague),
		T(a_fair_that_moves_asks_everybody_who_booked),
		T(a_fair_that_moves_nearer_opens_what_would_have_been_open),
		T(closing_the_doors_ends_offers_and_lists),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
