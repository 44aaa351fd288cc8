/* See rank.h. */
#include "features/search/rank.h"

/* Shorter ones are too like too many others to be forgiven an error; longer ones may have two. */
#define FORGIVEN_LETTERS 3
#define TWO_ERRORS_LETTERS 6
/* From how many letters on a word may stand inside another, be a mistaken beginning, one with two errors, and stand
 * inside with an error. */
#define INSIDE_LETTERS 4
#define START_LETTERS 5
#define START_TWO_LETTERS 7
#define INSIDE_ERROR_LETTERS 7

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One row of the table: what is typed up to letter i, against each beginning of the word. Its least value. */
static unsigned fill_row(const struct folded *typed, const struct folded *word, size_t i,
			 unsigned rows[3][FOLD_LETTERS + 1])
{
	unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *over = rows[(i + 1) % 3];
	unsigned lowest = (unsigned)i;

	row[0] = (unsigned)i;
	for (size_t j = 1; j <= word->n; j++) {
		bool is_same = typed->letters[i - 1] == word->letters[j - 1];
		bool is_swapped = i > 1 && j > 1 && typed->letters[i - 1] == word->letters[j - 2] &&
				  typed->letters[i - 2] == word->letters[j - 1];

		row[j] = least(above[j - 1] + !is_same, least(above[j], row[j - 1]) + 1);
		if (is_swapped)
			row[j] = least(row[j], over[j - 2] + 1);
		lowest = least(lowest, row[j]);
	}
	return lowest;
}

unsigned rank_errors(const struct folded *typed, const struct folded *word, unsigned most, enum rank_part part)
{
	unsigned rows[3][FOLD_LETTERS + 1], found;

	if (typed->n > word->n + most || (part == RANK_WHOLE && word->n > typed->n + most))
		return most + 1;
	for (size_t j = 0; j <= word->n; j++)
		rows[0][j] = part == RANK_ANYWHERE ? 0 : (unsigned)j;
	for (size_t i = 1; i <= typed->n; i++) {
		if (fill_row(typed, word, i, rows) > most)
			return most + 1; /* it never falls again */
	}
	found = rows[typed->n % 3][word->n];
	for (size_t j = 0; part != RANK_WHOLE && j < word->n; j++)
		found = least(found, rows[typed->n % 3][j]);
	return least(found, most + 1);
}

static bool stands_at(const struct folded *typed, const struct folded *word, size_t at)
{
	for (size_t i = 0; i < typed->n; i++) {
		if (typed->letters[i] != word->letters[at + i])
			return false;
	}
	return true;
}

static bool is_inside(const struct folded *typed, const struct folded *word)
{
	for (size_t at = 1; at + typed->n <= word->n; at++) {
		if (stands_at(typed, word, at))
			return true;
	}
	return false;
}

/* A number or a code is the one that it is. */
static bool has_digit(const struct folded *word)
{
	for (size_t i = 0; i < word->n; i++) {
		if (word->letters[i] >= '0' && word->letters[i] <= '9')
			return true;
	}
	return false;
}

/* Few letters are forgiven an error only where they begin alike. */
static bool begins_alike(const struct folded *typed, const struct folded *word)
{
	return typed->n >= START_LETTERS || typed->letters[0] == word->letters[0] ||
	       typed->letters[1] == word->letters[0];
}

/* Only a part of the word is typed, and that with an error. */
static enum rank_grade forgive_part(const struct folded *typed, const struct folded *word)
{
	unsigned most = typed->n < START_TWO_LETTERS ? 1 : 2, errors;

	if (typed->n < START_LETTERS)
		return RANK_NONE;
	errors = rank_errors(typed, word, most, RANK_BEGINNING);
	if (errors <= most)
		return errors == 1 ? RANK_TWO : RANK_FAR;
	if (typed->n < INSIDE_ERROR_LETTERS || rank_errors(typed, word, 1, RANK_ANYWHERE) > 1)
		return RANK_NONE;
	return RANK_FAR;
}

static enum rank_grade forgive(const struct folded *typed, const struct folded *word)
{
	unsigned most = typed->n < TWO_ERRORS_LETTERS ? 1 : 2, errors;

	if (typed->n < FORGIVEN_LETTERS || has_digit(typed) || has_digit(word) || !begins_alike(typed, word))
		return RANK_NONE;
	errors = rank_errors(typed, word, most, RANK_WHOLE);
	if (errors <= most)
		return errors == 1 ? RANK_ONE : RANK_TWO;
	return forgive_part(typed, word);
}

enum rank_grade rank_word(const struct folded *typed, const struct folded *word)
{
	if (typed->n <= word->n && stands_at(typed, word, 0))
		return typed->n == word->n ? RANK_EXACT : RANK_START;
	if (typed->n >= INSIDE_LETTERS && is_inside(typed, word))
		return RANK_INSIDE;
	return forgive(typed, word);
}

enum rank_grade rank_worst(enum rank_grade best)
{
	static const enum rank_grade WORST[] = {
		[RANK_EXACT] = RANK_INSIDE, [RANK_START] = RANK_INSIDE, [RANK_INSIDE] = RANK_ONE,
		[RANK_ONE] = RANK_ONE,	    [RANK_TWO] = RANK_FAR,	[RANK_FAR] = RANK_FAR,
		[RANK_NONE] = RANK_NONE,
	};

	return WORST[best];
}

unsigned rank_cost(enum rank_grade grade, enum rank_field field)
{
	/* A whole word and its beginning are worth the same but for where they stand. */
	if (grade <= RANK_START)
		return (unsigned)field * 2 + (unsigned)grade;
	return (unsigned)grade * 3 + (unsigned)field;
}
