/* Words as they are compared: without case, accents and everything that is no letter or digit. Pure, any thread. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Letters of a word that count; what is longer is compared by its beginning. */
#define FOLD_LETTERS 32

/* A word, and where it stands in the text that it is of. */
struct folded {
	int32_t letters[FOLD_LETTERS];
	size_t n;
	size_t start, end; /* bytes */
};

/* The next word of a text from byte *i on, which moves behind it; false at the end. */
bool fold_next(struct str text, size_t *i, struct folded *ret);

/* The same from what fold_text() wrote. */
void fold_from(struct str word, struct folded *ret);

/* A folded word as UTF-8: at most FOLD_BYTES. */
#define FOLD_BYTES (FOLD_LETTERS * 4)
struct str fold_text(const struct folded *word, char to[FOLD_BYTES]);
