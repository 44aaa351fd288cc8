/* UTF-8: code points, and which of them a text from outside may hold. Pure, any thread. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The code point at s.at[*i], moving *i behind it (at least one byte); -1 when it is not UTF-8. */
int32_t utf8_next(struct str s, size_t *i);

/* Neither control character, surrogate nor non-character. A line holds no tab, CR, LF, U+2028 and
 * U+2029; a text that is no line may. */
bool utf8_is_allowed(int32_t point, bool is_line);

/* UTF-8 of lo to hi code points, all of them allowed. */
bool utf8_is_text(struct str s, size_t lo, size_t hi, bool is_line);

/* The longest start of s of at most `most` bytes that ends at a whole character. */
struct str utf8_cut(struct str s, size_t most);
