/* What a report may tell of few people: nothing, neither at once nor by reckoning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "features/results/results_rules.h"

#define MOST 8

/* Hides; which are, as a text of 1 and 0. */
static void hides(const uint32_t *people, size_t n, bool overlaps, const char *expected)
{
	struct result_group groups[MOST] = { 0 };
	char found[MOST + 1] = "";

	for (size_t i = 0; i < n; i++)
		groups[i].people = people[i];
	results_hide(groups, n, overlaps);
	for (size_t i = 0; i < n; i++)
		found[i] = groups[i].is_hidden ? '1' : '0';
	assert_string_equal(found, expected);
}

#define HIDES(overlaps, expected, ...)                                                             \
	hides((const uint32_t[]){ __VA_ARGS__ }, strlen(expected), overlaps, expected)

static void of_ten_people_is_told_and_of_nine_is_not(void **state)
{
	(void)state;
	HIDES(false, "0", 10);
	HIDES(false, "1", 9);
	HIDES(false, "000", 10, 200, 0); /* of nobody there is nothing to hide */
	HIDES(false, "", 0);
}

static void what_is_hidden_cannot_be_found_by_subtraction(void **state)
{
	(void)state;
	HIDES(false, "0110", 30, 9, 10, 11);   /* one alone takes the next along */
	HIDES(false, "0101", 30, 9, 10, 1);    /* two are enough people */
	HIDES(false, "1101", 3, 4, 30, 12);    /* seven together are as few as one */
	HIDES(false, "11", 30, 9);	       /* there is nothing to hide behind */
	HIDES(false, "01110", 40, 2, 3, 4 + 1, 10);
	HIDES(false, "011110", 40, 2, 3, 4, 10, 11); /* nine are not ten */
}

static void who_may_be_in_several_rooms_may_be_the_same_few(void **state)
{
	(void)state;
	HIDES(false, "0110", 30, 9, 9, 40);
	HIDES(true, "1110", 30, 9, 9, 40); /* the same nine, perhaps */
	HIDES(true, "0010010", 30, 40, 9, 50, 60, 12, 13);
}

/* ---- schools and levels ---- */

static void hides_between(const uint32_t *table, size_t n_rows, size_t n_columns, const char *rows,
			  const char *columns)
{
	struct result_group row[MOST] = { 0 }, column[MOST] = { 0 };
	struct result_table t = { table, n_rows, n_columns };
	char found_rows[MOST + 1] = "", found_columns[MOST + 1] = "";

	for (size_t i = 0; i < n_rows * n_columns; i++) {
		row[i / n_columns].people += table[i];
		column[i % n_columns].people += table[i];
	}
	results_hide(row, n_rows, false);
	results_hide(column, n_columns, false);
	results_hide_between(&t, row, column);
	for (size_t i = 0; i < n_rows; i++)
		found_rows[i] = row[i].is_hidden ? '1' : '0';
	for (size_t i = 0; i < n_columns; i++)
		found_columns[i] = column[i].is_hidden ? '1' : '0';
	assert_string_equal(found_rows, rows);
	assert_string_equal(found_columns, columns);
}

#define BETWEEN(n_rows, n_columns, rows, columns, ...)                                             \
	hides_between((const uint32_t[]){ __VA_ARGS__ }, n_rows, n_columns, rows, columns)

static void schools_and_levels_together_tell_of_nobody_either(void **state)
{
	(void)state;
	/* A school of one level each, and schools that have all levels. */
	BETWEEN(2, 2, "00", "00", 30, 0, 0, 40);
	BETWEEN(2, 2, "00", "00", 30, 20, 20, 30);
	BETWEEN(2, 2, "00", "00", 30, 1, 1, 30); /* no way to tell those two apart from the others */
	/* All of one level but one student: the school less the level is that one. */
	BETWEEN(2, 2, "00", "11", 50, 0, 1, 11);
	BETWEEN(3, 3, "000", "101", 30, 0, 1, 0, 40, 0, 0, 0, 20);
	BETWEEN(3, 3, "000", "000", 30, 0, 10, 0, 40, 0, 0, 0, 20);
	/* What is hidden of each is told as one, and the same holds for those. */
	BETWEEN(4, 3, "0110", "000", 30, 30, 30, 5, 0, 0, 0, 6, 0, 30, 30, 30);
	BETWEEN(3, 2, "011", "11", 50, 0, 5, 0, 2, 11);
}

/* Every sum of shown rows and columns that is a number of people, tried: none of them is of few. */
static uint64_t dice;

static uint32_t roll(uint32_t most)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(dice >> 33) % most;
}

#define R 3
#define C 3

/* Of each cell, how often it is counted when rows and columns are taken with these factors. */
static bool is_few(const uint32_t *table, const unsigned *row_of, const unsigned *column_of, const int *of_row,
		   const int *of_column)
{
	uint32_t people = 0;

	for (int i = 0; i < R * C; i++) {
		int times = of_row[row_of[i / C]] + of_column[column_of[i % C]];

		if (table[i] && times != 0 && times != 1)
			return false;
		people += times ? table[i] : 0;
	}
	return people && people < RESULTS_LEAST;
}

static void combine(const uint32_t *table, const struct result_group *row, const struct result_group *column)
{
	unsigned row_of[R], column_of[C];
	int factors[R + C + 2];

	for (unsigned i = 0; i < R; i++)
		row_of[i] = row[i].is_hidden ? R : i;
	for (unsigned i = 0; i < C; i++)
		column_of[i] = column[i].is_hidden ? C : i;
	for (int code = 0; code < 390625; code++) { /* 5 to the power of 8: factors from -2 to 2 */
		for (int k = 0, rest = code; k < R + C + 2; k++, rest /= 5)
			factors[k] = rest % 5 - 2;
		if (is_few(table, row_of, column_of, factors, factors + R + 1))
			fail_msg("of few people: %d", code);
	}
}

static void no_reckoning_with_what_is_told_finds_a_few(void **state)
{
	(void)state;
	for (int round = 0; round < 24; round++) {
		uint32_t table[R * C];
		struct result_group row[R] = { 0 }, column[C] = { 0 };
		struct result_table t = { table, R, C };

		for (int i = 0; i < R * C; i++) {
			table[i] = roll(3) ? roll(3) * roll(14) : 0;
			row[i / C].people += table[i];
			column[i % C].people += table[i];
		}
		results_hide(row, R, false);
		results_hide(column, C, false);
		results_hide_between(&t, row, column);
		if (row[0].people + row[1].people + row[2].people >= RESULTS_LEAST)
			combine(table, row, column);
	}
}

static void a_middle_is_one_of_the_values(void **state)
{
	int64_t values[] = { 5, 1, 4, 2, 3 };

	(void)state;
	assert_int_equal(results_percentile(values, 5, 0.5), 3);
	assert_int_equal(results_percentile(values, 5, 0.9), 4);
	assert_int_equal(results_percentile(values, 1, 0.9), 1);
	assert_int_equal(results_percentile(values, 0, 0.5), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_ten_people_is_told_and_of_nine_is_not),
		cmocka_unit_test(what_is_hidden_cannot_be_found_by_subtraction),
		cmocka_unit_test(who_may_be_in_several_rooms_may_be_the_same_few),
		cmocka_unit_test(schools_and_levels_together_tell_of_nobody_either),
		cmocka_unit_test(no_reckoning_with_what_is_told_finds_a_few),
		cmocka_unit_test(a_middle_is_one_of_the_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
