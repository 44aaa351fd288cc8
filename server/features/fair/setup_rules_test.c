/* The rules of fairs in the making: every branch of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/auto.h"
#include "features/fair/setup_rules.h"

#define NOW INT64_C(1800000000000)
#define HOUR (3600 * INT64_C(1000))
#define YEAR (366 * 24 * HOUR)

static struct wire_fair_draft draft(void)
{
	return (struct wire_fair_draft){ .name = STR("Beurs"),
					 .opens_ms = NOW + HOUR,
					 .closes_ms = NOW + 4 * HOUR,
					 .target = 1000000,
					 .talk_minutes = 60 };
}

static void is_about(struct setup_fault fault, const char *field)
{
	assert_int_equal(fault.code == ERR_OK, field == NULL);
	if (!field)
		return;
	assert_string_equal(fault.field, field);
	assert_non_null(fault.expected);
}

static void a_draft_that_cannot_be_names_its_field(void **state)
{
	struct wire_fair_draft good = draft(), d;

	(void)state;
	is_about(setup_check_fair(&good, NOW), NULL);
	d = good, d.name = STR(" \t");
	is_about(setup_check_fair(&d, NOW), "args.draft.name");
	d = good, d.opens_ms = NOW + 2 * YEAR + 1, d.closes_ms = d.opens_ms + 1;
	is_about(setup_check_fair(&d, NOW), "args.draft.opens_ms");
	d = good, d.closes_ms = d.opens_ms;
	is_about(setup_check_fair(&d, NOW), "args.draft.closes_ms");
	d = good, d.closes_ms = d.opens_ms + 7 * 24 * HOUR + 1;
	is_about(setup_check_fair(&d, NOW), "args.draft.closes_ms");
	d = good, d.opens_ms = NOW - HOUR, d.closes_ms = NOW;
	is_about(setup_check_fair(&d, NOW), "args.draft.opens_ms");
	d.closes_ms = NOW + 1; /* has begun, and goes on */
	is_about(setup_check_fair(&d, NOW), NULL);
	d = good, d.target++;
	is_about(setup_check_fair(&d, NOW), "args.draft.target");
	d = good, d.talk_minutes = 0;
	is_about(setup_check_fair(&d, NOW), "args.draft.talk_minutes");
	d.talk_minutes = 61;
	is_about(setup_check_fair(&d, NOW), "args.draft.talk_minutes");
}

static void what_may_no_longer_change_is_named(void **state)
{
	struct wire_fair_draft was = draft(), d = was;

	(void)state;
	d.name = STR("Another"), d.target = 1, d.talk_minutes = 5;
	is_about(setup_check_change(&was, &d, false, NOW + 2 * HOUR), NULL);
	d.kind = FAIR_KIND_WORK_EXPERIENCE;
	is_about(setup_check_change(&was, &d, false, 0), "args.draft.kind");
	is_about(setup_check_change(&was, &d, true, NOW + 2 * HOUR), NULL);
	d = was, d.closes_ms++;
	is_about(setup_check_change(&was, &d, false, 0), "args.draft.closes_ms");
	is_about(setup_check_change(&was, &d, true, 0), NULL);
	d = was, d.opens_ms++;
	is_about(setup_check_change(&was, &d, false, 0), "args.draft.opens_ms");
	is_about(setup_check_change(&was, &d, true, NOW + 2 * HOUR), "args.draft.opens_ms");
	assert_int_equal(setup_check_change(&was, &d, true, NOW + 2 * HOUR).code, ERR_HAS_TIMES);
	assert_int_equal(setup_check_change(&was, &d, false, 0).code, ERR_WRONG_STATE);
	is_about(setup_check_change(&was, &d, true, 0), NULL);
	d = was, d.closes_ms = NOW + 2 * HOUR - 1;
	is_about(setup_check_change(&was, &d, true, NOW + 2 * HOUR), "args.draft.closes_ms");
}

static void a_copy_has_a_name_and_is_to_come(void **state)
{
	(void)state;
	is_about(setup_check_copy(STR("Beurs"), NOW + 1, NOW), NULL);
	is_about(setup_check_copy(STR(" "), NOW + 1, NOW), "args.name");
	is_about(setup_check_copy(STR("Beurs"), NOW, NOW), "args.opens_ms");
	is_about(setup_check_copy(STR("Beurs"), NOW + 2 * YEAR + 1, NOW), "args.opens_ms");
}

static struct setup_facts all_there(void)
{
	return (struct setup_facts){ .kind = FAIR_KIND_WORK_EXPERIENCE,
				     .closes_ms = NOW + 1,
				     .has_welcome = true,
				     .has_privacy = true,
				     .has_english = true,
				     .rooms = 2,
				     .booths = 3,
				     .has_programme = true,
				     .has_student = true };
}

static bool is_done(const struct setup_facts *facts, enum setup_task task)
{
	struct wire_setup_item item;

	assert_true(setup_task(facts, task, NOW, &item));
	assert_int_equal(item.task, task);
	assert_int_equal(item.id, task + 1);
	return item.is_done;
}

static void each_task_says_what_it_misses(void **state)
{
	static const struct {
		struct setup_facts but;
		enum setup_task task;
	} ROWS[] = {
		{ { .rooms = 1 }, SETUP_TASK_ROOMS },
		{ { .closes_ms = 1 }, SETUP_TASK_DATES },
		{ { .booths = 1 }, SETUP_TASK_BOOTHS },
		{ { .empty_rooms = 1 }, SETUP_TASK_FULL_ROOMS },
		{ { .booths_without_placement = 2, .without_placement = 21 }, SETUP_TASK_PLACEMENTS },
		{ { .booths_without_staff = 1, .without_staff = 22 }, SETUP_TASK_STAFF },
		{ { .has_programme = true }, SETUP_TASK_PROGRAMMES },
		{ { .has_student = true }, SETUP_TASK_STUDENTS },
		{ { .has_welcome = true }, SETUP_TASK_WELCOME },
		{ { .has_privacy = true }, SETUP_TASK_PRIVACY },
		{ { .has_english = true }, SETUP_TASK_ENGLISH },
	};

	(void)state;
	assert_int_equal(ARRAY_LEN(ROWS), SETUP_TASK_COUNT);
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		struct setup_facts facts = all_there();
		const struct setup_facts *but = &ROWS[i].but;

		assert_true(is_done(&facts, ROWS[i].task));
		/* Without the one thing that this row names. */
		facts.rooms = but->rooms ? 0 : facts.rooms;
		facts.closes_ms = but->closes_ms ? NOW : facts.closes_ms;
		facts.booths = but->booths ? 0 : facts.booths;
		facts.empty_rooms = but->empty_rooms;
		facts.booths_without_placement = but->booths_without_placement;
		facts.without_placement = but->without_placement;
		facts.booths_without_staff = but->booths_without_staff;
		facts.without_staff = but->without_staff;
		facts.has_programme = !but->has_programme;
		facts.has_student = !but->has_student;
		facts.has_welcome = !but->has_welcome;
		facts.has_privacy = !but->has_privacy;
		facts.has_english = !but->has_english;
		for (int task = 0; task < SETUP_TASK_COUNT; task++) {
			struct wire_setup_item item;

			/* Of booths nothing is asked before there are any. */
			if (setup_task(&facts, (enum setup_task)task, NOW, &item))
				assert_int_equal(item.is_done, (enum setup_task)task != ROWS[i].task);
			else
				assert_int_equal(facts.booths, 0);
		}
	}
}

static void a_task_names_a_booth_and_how_many(void **state)
{
	struct setup_facts facts = all_there();
	struct wire_setup_item item;

	(void)state;
	facts.booths_without_staff = 2, facts.without_staff = 22;
	assert_true(setup_task(&facts, SETUP_TASK_STAFF, NOW, &item));
	assert_int_equal(item.count, 2);
	assert_true(item.has_booth && item.booth == 22 && !item.is_needed);
	assert_true(setup_task(&facts, SETUP_TASK_PLACEMENTS, NOW, &item));
	assert_false(item.has_booth);
	assert_true(setup_task(&facts, SETUP_TASK_ROOMS, NOW, &item));
	assert_true(item.is_needed && !item.has_booth);
	/* English is asked of one kind of fair only. */
	facts.kind = FAIR_KIND_INTERNSHIP;
	assert_false(setup_task(&facts, SETUP_TASK_ENGLISH, NOW, &item));
}

static void doors_stay_closed_without_rooms_or_after_the_end(void **state)
{
	struct setup_facts facts = { .closes_ms = NOW + 1, .rooms = 1 };
	enum setup_task missing;

	(void)state;
	assert_false(setup_missing(&facts, NOW, &missing));
	assert_true(setup_missing(&facts, NOW + 1, &missing));
	assert_int_equal(missing, SETUP_TASK_DATES);
	facts.rooms = 0;
	assert_true(setup_missing(&facts, NOW, &missing));
	assert_int_equal(missing, SETUP_TASK_ROOMS);
}

static void a_room_has_a_name(void **state)
{
	struct wire_room_draft room = { .name = STR("Zorg") };

	(void)state;
	is_about(setup_check_room(&room), NULL);
	room.name = STR("  ");
	is_about(setup_check_room(&room), "args.draft.name");
}

static void a_name_becomes_a_part_of_an_address(void **state)
{
	static const struct {
		const char *name, *slug;
		unsigned attempt;
	} ROWS[] = {
		{ "Stagebeurs Leiden 2027", "stagebeurs-leiden-2027", 1 },
		{ "  Zorg & Welzijn! ", "zorg-welzijn", 1 },
		{ "Zorg", "zorg-2", 2 },
		{ "{[~`@", "beurs", 1 },
		{ "…", "beurs-3", 3 },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbb",
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 1 },
	};
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		struct str slug = setup_slug(&arena, str_of(ROWS[i].name), "beurs", ROWS[i].attempt);

		assert_int_equal(slug.len, strlen(ROWS[i].slug));
		assert_memory_equal(slug.at, ROWS[i].slug, slug.len);
	}
	arena_done(&arena);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(a_draft_that_cannot_be_names_its_field),
		cmocka_unit_test(what_may_no_longer_change_is_named),
		cmocka_unit_test(a_room_has_a_name),
		cmocka_unit_test(a_copy_has_a_name_and_is_to_come),
		cmocka_unit_test(each_task_says_what_it_misses),
		cmocka_unit_test(a_task_names_a_booth_and_how_many),
		cmocka_unit_test(doors_stay_closed_without_rooms_or_after_the_end),
		cmocka_unit_test(a_name_becomes_a_part_of_an_address),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
