/* What may stand in a column: both edges of each bound, and the words of docs/import.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "features/imports/imports_rules.h"
#include "features/imports/zone.h"

static struct arena arena;
static char expected[IMPORT_EXPECTED_BYTES];

static int forget(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static bool fits(const struct import_column *c, struct str s)
{
	struct import_cell cell;

	expected[0] = '\0';
	if (import_cell(c, s, &arena, &cell, expected))
		return true;
	/* What is refused is explained, in full. */
	assert_true(expected[0] && strlen(expected) < sizeof(expected) - 1);
	return false;
}

static void check(const struct import_column *c, struct str s, bool is_good)
{
	if (fits(c, s) != is_good)
		fail_msg("%s %s \"%.*s\"", c->name, is_good ? "refuses" : "takes", STR_FMT(s));
}

/* n characters of two bytes each: bounds count characters. */
static struct str letters(size_t n)
{
	struct buf text = { 0 };
	struct str s;

	for (size_t i = 0; i < n; i++)
		buf_raw(&text, "é", 2);
	s = arena_str(&arena, buf_view(&text));
	buf_done(&text);
	return s;
}

static void check_length(const struct import_column *c)
{
	check(c, letters(c->lo), true);
	check(c, letters(c->hi), true);
	check(c, letters(c->hi + 1), false);
	if (c->lo)
		check(c, letters(c->lo - 1), false);
	check(c, STR("a\x1B[0mb"), false);
	check(c, STR("a\nb"), c->type == IMPORT_TEXT);
	check(c, STR("a\xC3"), false);
}

static void check_number(const struct import_column *c)
{
	check(c, arena_printf(&arena, "%u", c->lo), true);
	check(c, arena_printf(&arena, "%u", c->hi), true);
	check(c, arena_printf(&arena, "%u", c->hi + 1), false);
	check(c, arena_printf(&arena, "%d", (int)c->lo - 1), false);
	check(c, STR(""), c->may_be_empty);
	check(c, STR("+5"), false);
	check(c, STR("5.0"), false);
	check(c, STR(" 5"), false);
	check(c, STR("5\n"), false);
	check(c, STR("99999999999999999999"), false);
}

static void check_words(const struct import_column *c)
{
	struct str rest = str_of(c->choices), word;

	while (rest.len) {
		str_cut(&rest, ' ', &word);
		check(c, word, true);
		check(c, arena_printf(&arena, "%.*ss", STR_FMT(word)), false);
	}
	check(c, STR(""), c->may_be_empty);
	check(c, str_of(c->choices), false);
}

#define LONGEST "a123456789b123456789c123456789d123456789e123456789f12345678-"

static void check_slug(const struct import_column *c)
{
	check(c, STR("x"), true);
	check(c, STR(LONGEST), true);
	check(c, STR("g" LONGEST), false);
	check(c, STR(""), c->may_be_empty);
	check(c, STR("Room"), false);
	check(c, STR("a b"), false);
	check(c, STR("caf\xC3\xA9"), false);
}

static void check_email(const struct import_column *c)
{
	static const char *const BAD[] = {
		"", "a@", "@b", "ab", "a@b@c", "a b@c.nl", "a@b.nl,c@d.nl", "<a@b.nl>", "a@b\n"
	};

	check(c, STR("a@b"), true);
	check(c, STR("O'Neil.x+y@Example.EXAMPLE"), true);
	check(c, arena_printf(&arena, "%s@b", letters(126).at), true);
	check(c, arena_printf(&arena, "%s@bb", letters(252).at), false);
	for (size_t i = 0; i < ARRAY_LEN(BAD); i++)
		check(c, str_of(BAD[i]), false);
}

static void check_time(const struct import_column *c)
{
	static const char *const GOOD[] = { "2026-12-01 18:00", "2028-02-29 00:00",
					    "2199-12-31 23:59", "2000-01-01 00:00",
					    "now+0m",           "now-1h",
					    "now+99999m" };
	static const char *const BAD[] = {
		"",		    "2026-12-01",	"2026-12-01T18:00", "2026-12-01 18:00:00",
		"2027-02-29 00:00", "2026-11-31 18:00", "2026-13-01 18:00", "2026-00-01 18:00",
		"2026-12-00 18:00", "2026-12-01 24:00", "2026-12-01 18:60", "1999-12-31 18:00",
		"2200-01-01 18:00", "26-12-01 18:00",	"2026-12-1 18:00",  "2026-12-01 18:0",
		"now",		    "now+",		"now+m",	    "now+1",
		"now 1h",	    "now+1d",		"now+-1h",	    "now+100000m",
		"now+1h ",	    "Now+1h",		"18:00",	    "2026-12-01 -8:00",
	};

	for (size_t i = 0; i < ARRAY_LEN(GOOD); i++)
		check(c, str_of(GOOD[i]), true);
	for (size_t i = 0; i < ARRAY_LEN(BAD); i++)
		check(c, str_of(BAD[i]), false);
}

static void check_codes(const struct import_column *c)
{
	struct buf text = { 0 };

	check(c, STR(""), true);
	check(c, STR("B1-K1-W1"), true);
	check(c, STR("|"), false);
	check(c, STR("a|"), false);
	check(c, STR("a|b|a"), false);
	check(c, STR("123456789012345678901"), false);
	for (int i = 0; i < 20; i++)
		buf_printf(&text, "%s%d", i ? "|" : "", i);
	check(c, buf_view(&text), true);
	buf_printf(&text, "|more");
	check(c, buf_view(&text), false);
	buf_done(&text);
}

static void (*const CHECKS[])(const struct import_column *c) = {
	[IMPORT_SLUG] = check_slug,   [IMPORT_LINE] = check_length,  [IMPORT_TEXT] = check_length,
	[IMPORT_NUMBER] = check_number, [IMPORT_CHOICE] = check_words, [IMPORT_EMAIL] = check_email,
	[IMPORT_TIME] = check_time,   [IMPORT_REFERENCE] = check_slug, [IMPORT_CODES] = check_codes,
};

static void every_column_takes_its_bounds_and_nothing_beyond(void **state)
{
	(void)state;
	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++) {
		const struct import_columns *columns = &import_columns[kind];

		assert_true(columns->n && columns->n <= IMPORT_COLUMNS_MOST);
		for (size_t i = 0; i < columns->n; i++)
			CHECKS[columns->at[i].type](&columns->at[i]);
	}
}

/* ---- the page that people read says the same ---- */

static const char *type_in_words(const struct import_column *c)
{
	switch (c->type) {
	case IMPORT_SLUG:
		return "slug";
	case IMPORT_LINE:
		return arena_printf(&arena, "line %u–%u", c->lo, c->hi).at;
	case IMPORT_TEXT:
		return arena_printf(&arena, "text %u–%u", c->lo, c->hi).at;
	case IMPORT_NUMBER:
		return arena_printf(&arena, "number %u–%u", c->lo, c->hi).at;
	case IMPORT_EMAIL:
		return "e-mail";
	case IMPORT_TIME:
		return "time";
	case IMPORT_REFERENCE:
		return arena_printf(&arena, "→ %s", import_kind_name(c->to)).at;
	case IMPORT_CODES:
		return "up to 20 codes";
	case IMPORT_CHOICE:
		return ""; /* words of the column's own */
	}
	return NULL;
}

static const char *read_page(void)
{
	static char page[65536];
	FILE *file = fopen("docs/import.md", "r");
	size_t n;

	assert_non_null(file); /* tests run at the top of the checkout */
	n = fread(page, 1, sizeof(page) - 1, file);
	fclose(file);
	page[n] = '\0';
	return page;
}

static void the_page_about_imports_has_the_same_columns(void **state)
{
	const char *page = read_page();

	(void)state;
	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++) {
		const char *name = import_kind_name((enum import_kind)kind);
		const char *at = strstr(page, arena_printf(&arena, "\n### %s.csv\n", name).at);

		if (!at)
			fail_msg("docs/import.md has no section of %s.csv", name);
		at = strstr(at, "| --- |");
		for (size_t i = 0; at && i < import_columns[kind].n; i++) {
			const struct import_column *c = &import_columns[kind].at[i];
			const char *row = arena_printf(&arena, "\n| `%s` | %s", c->name,
						       type_in_words(c)).at;

			at = strchr(at + 1, '\n');
			if (!at || strncmp(at, row, strlen(row)) != 0)
				fail_msg("docs/import.md, %s.csv: expected%s", name, row);
		}
		assert_non_null(at);
		at = strchr(at + 1, '\n');
		assert_true(at && strncmp(at, "\n| `", 4) != 0);
	}
}

static void the_words_are_those_of_the_protocol(void **state)
{
	const struct {
		const char *words;
		int n;
	} choices[] = {
		{ import_columns[IMPORT_KIND_ROOMS].at[ROOMS_SECTOR].choices, SECTOR_COUNT },
		{ import_columns[IMPORT_KIND_PROGRAMMES].at[PROGRAMMES_LEVEL].choices,
		  LEVEL_COUNT },
		{ import_columns[IMPORT_KIND_PLACEMENTS].at[PLACEMENTS_TRACK].choices,
		  TRACK_COUNT },
		{ import_columns[IMPORT_KIND_PEOPLE].at[PEOPLE_ROLE].choices, FAIR_ROLE_COUNT - 1 },
		{ import_columns[IMPORT_KIND_STUDENTS].at[STUDENTS_LOCALE].choices, LOCALE_COUNT },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
		struct str rest = str_of(choices[i].words), word;
		int n = 0;

		for (; rest.len; n++) {
			enum sector sector;
			enum level level;
			enum track track;
			enum fair_role role;
			enum locale locale;

			str_cut(&rest, ' ', &word);
			assert_true(sector_from(word, &sector) || level_from(word, &level) ||
				    track_from(word, &track) || fair_role_from(word, &role) ||
				    locale_from(word, &locale));
		}
		assert_int_equal(n, choices[i].n);
	}
}

/* ---- meanings ---- */

static void times_mean_what_they_say(void **state)
{
	struct import_when when;

	(void)state;
	assert_true(import_when(STR("now-90m"), &when));
	assert_true(when.is_relative);
	assert_int_equal(when.relative_ms, -90 * 60000);
	assert_true(import_when(STR("now+3h"), &when));
	assert_int_equal(when.relative_ms, 3 * 3600000);
	assert_true(import_when(STR("2028-02-29 18:05"), &when));
	assert_false(when.is_relative);
	assert_int_equal(when.local_s, zone_days(2028, 2, 29) * 86400 + 18 * 3600 + 5 * 60);
}

static void addresses_are_lower_case(void **state)
{
	const struct import_column *c = &import_columns[IMPORT_KIND_PEOPLE].at[PEOPLE_EMAIL];
	struct import_cell cell;

	(void)state;
	assert_true(import_cell(c, STR("Sanne@Roggebloem.EXAMPLE"), &arena, &cell, expected));
	assert_true(str_eq(cell.text, STR("sanne@roggebloem.example")));
}

static void a_window_holds_the_slots_that_end_in_it(void **state)
{
	static const struct {
		int window, slot, pause, n;
	} CASES[] = {
		{ 60, 10, 2, 5 }, { 58, 10, 2, 5 }, { 57, 10, 2, 4 }, { 10, 10, 5, 1 },
		{ 9, 10, 0, 0 },  { 60, 60, 0, 1 }, { 60, 10, 0, 6 }, { 0, 1, 0, 0 },
		{ -60, 10, 2, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
		assert_int_equal(import_slots(1000, 1000 + CASES[i].window, CASES[i].slot,
					      CASES[i].pause),
				 CASES[i].n);
}

static void what_is_expected_is_said_in_words(void **state)
{
	static const struct {
		int kind, column;
		const char *words;
	} SAID[] = {
		{ IMPORT_KIND_ROOMS, ROOMS_SECTOR,
		  "one of care, engineering, hospitality, green, ict, retail, construction, "
		  "childcare" },
		{ IMPORT_KIND_BOOTHS, BOOTHS_TALK_MINUTES,
		  "a whole number from 1 to 60, or nothing" },
		{ IMPORT_KIND_PLACEMENTS, PLACEMENTS_PROGRAMME,
		  "the slug of a programme, or nothing" },
		{ IMPORT_KIND_BOOTHS, BOOTHS_NAME,
		  "one line of 1 to 120 characters, no control characters" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(SAID); i++) {
		assert_false(fits(&import_columns[SAID[i].kind].at[SAID[i].column], STR("\x01")));
		assert_string_equal(expected, SAID[i].words);
	}
}

#define TEST(name) cmocka_unit_test_teardown(name, forget)

static void a_value_that_is_refused_has_a_reason(void **state)
{
	const struct import_column *employers = import_columns[IMPORT_KIND_EMPLOYERS].at;
	const struct import_column *city = &employers[EMPLOYERS_CITY];
	uint32_t most;

	(void)state;
	assert_int_equal(import_problem(&employers[EMPLOYERS_CONTACT], STR(""), &most), IMPORT_PROBLEM_MISSING);
	assert_int_equal(import_problem(city, letters(81), &most), IMPORT_PROBLEM_TOO_LONG);
	assert_int_equal(most, 80);
	assert_int_equal(import_problem(city, STR("a\nb"), &most), IMPORT_PROBLEM_NOT_A_LINE);
	assert_int_equal(most, 0);
	assert_int_equal(import_problem(&employers[EMPLOYERS_ABOUT], letters(2001), &most),
			 IMPORT_PROBLEM_TOO_LONG);
	assert_int_equal(import_problem(&employers[EMPLOYERS_EMAIL], STR("x"), &most),
			 IMPORT_PROBLEM_NOT_AN_ADDRESS);
	assert_int_equal(import_problem(&employers[EMPLOYERS_LOCALE], STR("x"), &most),
			 IMPORT_PROBLEM_NOT_A_CHOICE);
	assert_int_equal(import_problem(&employers[EMPLOYERS_FAIR], STR("No Slug"), &most), IMPORT_PROBLEM_OTHER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_column_takes_its_bounds_and_nothing_beyond),
		TEST(the_page_about_imports_has_the_same_columns),
		TEST(a_value_that_is_refused_has_a_reason),
		TEST(the_words_are_those_of_the_protocol),
		TEST(times_mean_what_they_say),
		TEST(addresses_are_lower_case),
		TEST(a_window_holds_the_slots_that_end_in_it),
		TEST(what_is_expected_is_said_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
