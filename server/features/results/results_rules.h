/*
 * What a report may tell: nothing of fewer than ten people, nor what could be worked out of them by taking one
 * number from another. Pure: no SQL, no clock, no I/O.
 *
 * Told are the figures of groups, the rows of a breakdown. What is told of everybody and of all groups but one
 * tells of that one too; so groups are hidden until what is hidden is, taken together, several groups and enough
 * people. Two breakdowns of the same people, such as schools and levels, tell more together than each for itself.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"

/* Of fewer people nothing is told. */
#define RESULTS_LEAST 10

struct result_group {
	uint32_t people;
	bool is_hidden;
};

/* Hides groups until nothing of too few people is left to be found; those that are hidden already stay so, and of
 * those who are nobody there is nothing to hide. `overlaps`: somebody may be in several groups. */
void results_hide(struct result_group *groups, size_t n, bool overlaps);

/* People by two breakdowns: rows × columns, row by row. */
struct result_table {
	const uint32_t *people;
	size_t n_rows, n_columns;
};

#define RESULT_COLUMNS_MOST 8

/*
 * Hides columns until rows and columns together tell of nobody: hidden rows are told as one, and so are hidden
 * columns. Both were given to results_hide().
 */
void results_hide_between(const struct result_table *table, const struct result_group *rows,
			  struct result_group *columns);

/* The value below which this share lies; sorts. 0: there are none. */
int64_t results_percentile(int64_t *values, size_t n, double share);
