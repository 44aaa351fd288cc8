/* See results_rules.h. */
#include "features/results/results_rules.h"

#include <stdlib.h>

/* What is hidden, together. */
struct hidden {
	size_t groups;
	uint32_t people;
};

static struct hidden hidden_of(const struct result_group *groups, size_t n, bool overlaps)
{
	struct hidden all = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct result_group *g = &groups[i];

		if (!g->is_hidden)
			continue;
		all.groups++;
		/* Where people may be in several, they are at least as many as the largest has. */
		all.people = !overlaps ? all.people + g->people :
			     g->people > all.people ? g->people : all.people;
	}
	return all;
}

/* The smallest group that is told; NULL: none is. */
static struct result_group *smallest(struct result_group *groups, size_t n)
{
	struct result_group *found = NULL;

	for (size_t i = 0; i < n; i++) {
		struct result_group *g = &groups[i];

		if (g->people && !g->is_hidden && (!found || g->people < found->people))
			found = g;
	}
	return found;
}

void results_hide(struct result_group *groups, size_t n, bool overlaps)
{
	struct result_group *next;
	struct hidden hidden;

	for (size_t i = 0; i < n; i++)
		groups[i].is_hidden = groups[i].is_hidden ||
				      (groups[i].people && groups[i].people < RESULTS_LEAST);
	for (;;) {
		hidden = hidden_of(groups, n, overlaps);
		if (!hidden.groups || (hidden.groups > 1 && hidden.people >= RESULTS_LEAST))
			return;
		next = smallest(groups, n);
		if (!next)
			return; /* nothing is told: only all of them together are */
		next->is_hidden = true;
	}
}

/* ---- two breakdowns of the same people ---- */

/* Columns as they are told: those that are hidden are one, the last. */
static unsigned told_column(const struct result_group *columns, size_t column)
{
	return columns[column].is_hidden ? RESULT_COLUMNS_MOST : (unsigned)column;
}

static uint32_t in_row(const struct result_table *t, const struct result_group *columns, size_t row,
		       unsigned chosen, bool is_chosen)
{
	uint32_t people = 0;

	for (size_t c = 0; c < t->n_columns; c++) {
		if (((chosen >> told_column(columns, c)) & 1) == is_chosen)
			people += t->people[row * t->n_columns + c];
	}
	return people;
}

/*
 * Takes the columns that are chosen from all the rows that have anybody in them. What is left, those rows' people of
 * other columns, can be worked out, and so can its like for every other choice; whatever else can be found from the
 * sums of rows and columns is made up of such remainders, and not smaller.
 */
static bool tells_of_few(const struct result_table *t, const struct result_group *rows,
			 const struct result_group *columns, unsigned chosen)
{
	uint32_t left = 0, left_hidden = 0;
	bool has_hidden = false;

	for (size_t r = 0; r < t->n_rows; r++) {
		uint32_t chosen_here = in_row(t, columns, r, chosen, true);
		uint32_t others_here = in_row(t, columns, r, chosen, false);

		if (rows[r].is_hidden) {
			left_hidden += others_here;
			has_hidden = has_hidden || chosen_here;
		} else if (chosen_here) {
			left += others_here;
		}
	}
	left += has_hidden ? left_hidden : 0;
	return left && left < RESULTS_LEAST;
}

static bool tell_of_few(const struct result_table *t, const struct result_group *rows,
			const struct result_group *columns)
{
	unsigned told = 0;

	for (size_t c = 0; c < t->n_columns; c++)
		told |= columns[c].people ? 1u << told_column(columns, c) : 0;
	for (unsigned chosen = 0; chosen <= told; chosen++) {
		if (!(chosen & ~told) && tells_of_few(t, rows, columns, chosen))
			return true;
	}
	return false;
}

void results_hide_between(const struct result_table *table, const struct result_group *rows,
			  struct result_group *columns)
{
	struct result_group *next;

	while (tell_of_few(table, rows, columns) && (next = smallest(columns, table->n_columns))) {
		next->is_hidden = true;
		results_hide(columns, table->n_columns, false);
	}
}

/* ---- middles ---- */

static int by_size(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

int64_t results_percentile(int64_t *values, size_t n, double share)
{
	if (!n)
		return 0;
	qsort(values, n, sizeof(*values), by_size);
	return values[(size_t)(share * (double)(n - 1))];
}
