/* A placement fits a student for reasons that can be said (design §2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "features/meet/rules.h"

static void a_placement_fits_for_reasons_that_can_be_said(void **state)
{
	static const struct {
		struct fit_facts facts;
		size_t n;
		enum fit_reason reasons[FIT_REASONS_MOST];
	} ROWS[] = {
		{ { .is_same_level = true, .learn = 3, .is_near = true }, 0, { 0 } },
		{ { .is_for_all = true, .learn = 3, .is_near = true }, 0, { 0 } },
		{ { .is_for_all = true, .is_same_level = true }, 1, { FIT_REASON_LEVEL } },
		{ { .is_for_all = true, .is_same_level = true, .learn = 2 },
		  2,
		  { FIT_REASON_LEARN, FIT_REASON_LEVEL } },
		{ { .is_for_all = true, .is_same_level = true, .is_same_sector = true },
		  2,
		  { FIT_REASON_LEVEL, FIT_REASON_SECTOR } },
		{ { .is_for_all = true, .is_same_level = true, .is_near = true },
		  2,
		  { FIT_REASON_NEAR, FIT_REASON_LEVEL } },
		{ { .is_for_all = true, .is_same_level = true, .speaks = true },
		  2,
		  { FIT_REASON_LANGUAGE, FIT_REASON_LEVEL } },
		{ { .is_same_programme = true, .is_same_level = true },
		  2,
		  { FIT_REASON_PROGRAMME, FIT_REASON_LEVEL } },
		{ { .is_same_programme = true, .is_same_level = true, .is_in_period = true },
		  3,
		  { FIT_REASON_PROGRAMME, FIT_REASON_PERIOD, FIT_REASON_LEVEL } },
		/* More reasons than are said. */
		{ { .is_same_programme = true,
		    .is_same_level = true,
		    .is_in_period = true,
		    .is_near = true,
		    .learn = 99 },
		  4,
		  { FIT_REASON_PROGRAMME, FIT_REASON_LEARN, FIT_REASON_NEAR, FIT_REASON_PERIOD } },
	};
	uint32_t last = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		enum fit_reason reasons[FIT_REASONS_MOST];
		size_t n;
		uint32_t score = fit_score(&ROWS[i].facts, reasons, &n);

		assert_int_equal(n, ROWS[i].n);
		assert_int_equal(score == 0, n == 0);
		for (size_t r = 0; r < n; r++)
			assert_int_equal(reasons[r], ROWS[i].reasons[r]);
		assert_true(score >= last); /* the rows stand from worst to best */
		last = score;
	}
}

static void a_place_is_near_when_its_student_names_it(void **state)
{
	static const struct {
		const char *area, *city;
		bool is_near;
	} ROWS[] = {
		{ "Katwijk of Leiden", "Leiden", true },
		{ "leiden en omgeving, op de fiets", "Leiden", true },
		{ "Maximaal 15 km van Alphen aan den Rijn", "Alphen aan den Rijn", true },
		{ "Leiderdorp", "Leiden", false },
		{ "Voorschoten", "Schoten", false }, /* not part of another word */
		{ "Bij Capelle of \xc3\xa9Leiden", "Leiden", false },
		{ "Leiden", "", false },
		{ "", "Leiden", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		if (fit_is_near(str_of(ROWS[i].area), str_of(ROWS[i].city)) != ROWS[i].is_near)
			fail_msg("%s in %s", ROWS[i].city, ROWS[i].area);
	}
}

static void periods_are_read_as_people_write_them(void **state)
{
	static const struct {
		const char *a, *b;
		bool is_common;
	} ROWS[] = {
		{ "Februari t/m juli 2027, 32 uur", "februari t/m juli 2027", true },
		{ "February to June 2027, 3 days a week", "februari t/m juli 2027", true },
		{ "September 2027 t/m januari 2028", "februari t/m juli 2027", false },
		{ "september 2027 t/m januari 2028", "November 2027 to March 2028", true },
		{ "Vanaf 8 februari 2027, 20 weken", "juni t/m augustus 2027", true }, /* a term of five */
		{ "Vanaf 8 februari 2027, 20 weken", "juli t/m augustus 2027", false },
		{ "Februari t/m juli 2027, maandag vrij, dus niet in mei", "juli 2027", true },
		{ "in overleg", "februari t/m juli 2027", false },
		{ "februari t/m juli", "februari t/m juli 2027", false }, /* of which year? */
		{ "2027", "februari t/m juli 2027", false },
		{ "februari t/m juli 2207", "februari t/m juli 2207", false }, /* no year of ours */
		{ "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
		struct str a = str_of(ROWS[i].a), b = str_of(ROWS[i].b);

		if (fit_is_in_period(a, b) != ROWS[i].is_common ||
		    fit_is_in_period(b, a) != ROWS[i].is_common)
			fail_msg("%s | %s", ROWS[i].a, ROWS[i].b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_placement_fits_for_reasons_that_can_be_said),
		cmocka_unit_test(a_place_is_near_when_its_student_names_it),
		cmocka_unit_test(periods_are_read_as_people_write_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
