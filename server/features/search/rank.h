/* How well a typed word fits one that stands in a text. Pure, any thread. */
#pragma once

#include "features/search/fold.h"

/* The best first. */
enum rank_grade {
	RANK_EXACT,
	RANK_START,  /* somebody is still typing, or does not care how it ends */
	RANK_INSIDE, /* "zorg" in "thuiszorg" */
	RANK_ONE,    /* one typing error */
	RANK_TWO,    /* two, or one in the beginning of a longer word */
	RANK_FAR,    /* two in the beginning of a longer word, or one inside it */
	RANK_NONE,
};

/* Where it stands, the best first. */
enum rank_field { RANK_TITLE, RANK_PLACE, RANK_TEXT };

/* With how much of a word something typed is compared. */
enum rank_part { RANK_WHOLE, RANK_BEGINNING, RANK_ANYWHERE };

/*
 * Typing errors between what is typed and the best such part of a word: a letter missing, too many or wrong, or two
 * neighbours swapped, each letter changed once at most (optimal string alignment). More than `most` is most + 1.
 */
unsigned rank_errors(const struct folded *typed, const struct folded *word, unsigned most, enum rank_part part);

enum rank_grade rank_word(const struct folded *typed, const struct folded *word);

/* The least good grade that is worth showing beside this one: who typed a word that is there did not mean another. */
enum rank_grade rank_worst(enum rank_grade best);

/* What a word costs; the hit with the lowest sum is shown first. */
unsigned rank_cost(enum rank_grade grade, enum rank_field field);
