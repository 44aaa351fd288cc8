/* What is needed now: every branch of the rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/auto.h"
#include "features/live/live_rules.h"

#define NOW INT64_C(1800000000000)
#define MINUTE (60 * INT64_C(1000))

static struct arena arena;
static struct wire_need needs[LIVE_NEEDS_MOST];

static struct live_fair evening(void)
{
	return (struct live_fair){ .is_open = true, .now_ms = NOW, .closes_ms = NOW + 120 * MINUTE };
}

/* Somebody talks there, and nobody waits. */
static struct live_booth busy(int64_t id)
{
	return (struct live_booth){ .id = id, .name = STR("Booth"), .staffed = 1, .talking = 1 };
}

static size_t needed(const struct live_fair *fair, const struct live_booth *booths, size_t n)
{
	size_t found = live_needs(fair, booths, n, &arena, needs);

	arena_done(&arena);
	return found;
}

/* At an ordinary moment of the evening. */
static size_t needed_at(struct live_booth booth)
{
	struct live_fair fair = evening();

	return needed(&fair, &booth, 1);
}

static void is_alone(struct live_booth booth, enum need_kind kind, uint32_t count, int64_t since_ms)
{
	assert_int_equal(needed_at(booth), 1);
	assert_int_equal(needs[0].kind, kind);
	assert_true(needs[0].has_booth && needs[0].booth == booth.id);
	assert_int_equal(needs[0].count, count);
	assert_int_equal(needs[0].since_ms, since_ms);
}

static void a_booth_that_works_needs_nothing(void **state)
{
	struct live_booth b = busy(1);

	(void)state;
	assert_int_equal(needed_at(b), 0);
	b.waiting = 3, b.oldest_ms = NOW - 24 * MINUTE;
	assert_int_equal(needed_at(b), 0);
	b = (struct live_booth){ .id = 1, .staffed = 1, .free = 1, .free_ms = NOW - 60 * MINUTE };
	assert_int_equal(needed_at(b), 0); /* its line is open */
	b = (struct live_booth){ .id = 1 };
	assert_int_equal(needed_at(b), 0); /* nobody is there, and nobody wants them */
}

static void who_waits_at_a_booth_without_people_is_seen(void **state)
{
	struct live_booth b = { .id = 4, .waiting = 2, .oldest_ms = NOW - MINUTE };

	(void)state;
	is_alone(b, NEED_KIND_LINE_ALONE, 2, NOW - MINUTE);
	b.booking_ms = NOW + MINUTE;
	is_alone(b, NEED_KIND_BOOKING_ALONE, 1, NOW + MINUTE);
	b.staffed = 1;
	assert_int_equal(needed_at(b), 0);
}

static void a_missed_booking_is_seen_until_somebody_wrote_about_it(void **state)
{
	struct live_booth b = busy(5);

	(void)state;
	b.missed_ms = NOW - 6 * MINUTE;
	is_alone(b, NEED_KIND_MISSED, 1, NOW - 6 * MINUTE);
	assert_false(needs[0].has_told_ms);
	b.told_ms = NOW - 20 * MINUTE; /* of something before it */
	is_alone(b, NEED_KIND_MISSED, 1, NOW - 6 * MINUTE);
	assert_int_equal(needs[0].told_ms, NOW - 20 * MINUTE);
	b.told_ms = NOW;
	assert_int_equal(needed_at(b), 0);
}

static void a_long_line_is_closed_and_an_idle_one_opened(void **state)
{
	struct live_booth b = busy(6);
	struct live_fair late = evening();

	(void)state;
	b.waiting = 4, b.oldest_ms = NOW - 25 * MINUTE;
	is_alone(b, NEED_KIND_LINE_LONG, 4, NOW - 25 * MINUTE);
	b.is_line_closed = true;
	assert_int_equal(needed_at(b), 0);
	b = (struct live_booth){ .id = 7, .staffed = 1, .free = 1, .free_ms = NOW - 3 * MINUTE, .is_line_closed = true };
	is_alone(b, NEED_KIND_CLOSED_IDLE, 1, NOW - 3 * MINUTE);
	b.free_ms = NOW - 2 * MINUTE; /* a breath */
	assert_int_equal(needed_at(b), 0);
	b.free_ms = NOW - 30 * MINUTE;
	late.closes_ms = NOW + 20 * MINUTE; /* not worth it any more */
	assert_int_equal(needed(&late, &b, 1), 0);
	b.free_ms = 0, b.free = 1;
	assert_int_equal(needed_at(b), 0);
}

static void students_are_pointed_to_quiet_booths_while_others_are_crowded(void **state)
{
	struct live_fair fair = evening();
	struct live_booth booths[] = {
		busy(1),
		{ .id = 2, .staffed = 1, .free = 1, .free_ms = NOW - 5 * MINUTE },
		{ .id = 3, .staffed = 1, .free = 1, .free_ms = NOW - 9 * MINUTE },
		{ .id = 4, .staffed = 1, .free = 1, .free_ms = NOW - 4 * MINUTE },
	};

	(void)state;
	assert_int_equal(needed(&fair, booths, 4), 0);
	booths[0].waiting = 4, booths[0].oldest_ms = NOW - 10 * MINUTE;
	assert_int_equal(needed(&fair, booths, 4), 1);
	assert_int_equal(needs[0].kind, NEED_KIND_UNEVEN);
	assert_int_equal(needs[0].count, 3);
	assert_int_equal(needs[0].since_ms, NOW - 9 * MINUTE);
	assert_false(needs[0].has_booth);
	booths[0].oldest_ms = NOW - 9 * MINUTE;
	assert_int_equal(needed(&fair, booths, 4), 0);
	booths[0].oldest_ms = NOW - 10 * MINUTE;
	fair.quiet_until_ms = NOW + 1; /* they are */
	assert_int_equal(needed(&fair, booths, 4), 0);
	fair.quiet_until_ms = 0;
	booths[0].waiting = 3;
	assert_int_equal(needed(&fair, booths, 4), 0);
	/* Who is pointed to a closed line comes for nothing. */
	booths[0].waiting = 4;
	booths[1].is_line_closed = booths[2].is_line_closed = booths[3].is_line_closed = true;
	booths[1].free_ms = booths[2].free_ms = booths[3].free_ms = NOW;
	assert_int_equal(needed(&fair, booths, 4), 0);
}

static void near_the_end_who_still_waits_is_seen(void **state)
{
	struct live_fair fair = evening();
	struct live_booth booths[] = { busy(1), busy(2) };

	(void)state;
	booths[0].waiting = 2, booths[1].waiting = 1;
	booths[0].oldest_ms = booths[1].oldest_ms = NOW - MINUTE;
	assert_int_equal(needed(&fair, booths, 2), 0);
	fair.closes_ms = NOW + 20 * MINUTE;
	assert_int_equal(needed(&fair, booths, 2), 1);
	assert_int_equal(needs[0].kind, NEED_KIND_CLOSING);
	assert_int_equal(needs[0].count, 3);
	booths[1].waiting = 0;
	assert_int_equal(needed(&fair, booths, 2), 0);
}

static void the_most_urgent_comes_first(void **state)
{
	struct live_fair fair = evening();
	struct live_booth booths[] = {
		{ .id = 1, .waiting = 1, .oldest_ms = NOW - 2 * MINUTE },
		{ .id = 2, .waiting = 1, .oldest_ms = NOW - 5 * MINUTE },
		{ .id = 3, .waiting = 1, .oldest_ms = NOW - 2 * MINUTE },
		{ .id = 4, .booking_ms = NOW },
	};
	static const int64_t ORDER[] = { 0, 4, 2, 1, 3 };

	(void)state;
	fair.reports = 2, fair.report_ms = NOW - MINUTE;
	assert_int_equal(needed(&fair, booths, 4), 5);
	assert_int_equal(needs[0].kind, NEED_KIND_REPORT);
	for (size_t i = 0; i < ARRAY_LEN(ORDER); i++)
		assert_int_equal(needs[i].booth, ORDER[i]);
	/* Two alike are told by their booths, whichever comes first. */
	booths[0].id = 3, booths[2].id = 1;
	assert_int_equal(needed(&fair, booths, 4), 5);
	assert_int_equal(needs[3].booth, 1);
	/* After the evening what went wrong is left. */
	fair.is_open = false;
	assert_int_equal(needed(&fair, booths, 4), 1);
}

static void no_more_is_said_than_can_be_done(void **state)
{
	struct live_booth booths[LIVE_NEEDS_MOST + 5] = { 0 };
	struct live_fair fair = evening();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(booths); i++)
		booths[i] = (struct live_booth){ .id = (int64_t)i + 1, .waiting = 1, .oldest_ms = NOW - (int64_t)i };
	assert_int_equal(needed(&fair, booths, ARRAY_LEN(booths)), LIVE_NEEDS_MOST);
	assert_int_equal(needs[0].booth, ARRAY_LEN(booths));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(a_booth_that_works_needs_nothing),
		cmocka_unit_test(who_waits_at_a_booth_without_people_is_seen),
		cmocka_unit_test(a_missed_booking_is_seen_until_somebody_wrote_about_it),
		cmocka_unit_test(a_long_line_is_closed_and_an_idle_one_opened),
		cmocka_unit_test(students_are_pointed_to_quiet_booths_while_others_are_crowded),
		cmocka_unit_test(near_the_end_who_still_waits_is_seen),
		cmocka_unit_test(the_most_urgent_comes_first),
		cmocka_unit_test(no_more_is_said_than_can_be_done),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
