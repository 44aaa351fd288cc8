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
		cmocka_unit_test(a_name_becomes_a_part_of_an_address),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
