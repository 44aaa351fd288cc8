/*
 * Text as pointer and length. A struct str borrows its bytes: whoever made them says how long they
 * live. It is not terminated; bytes are UTF-8 unless said otherwise.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *at;
	size_t len;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
/* For printf's %.*s. */
#define STR_FMT(s) (int)(s).len, (s).at

/* A terminated C string as struct str; NULL gives the empty text. */
static inline struct str str_of(const char *c)
{
	return (struct str){ c ? c : "", c ? strlen(c) : 0 };
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.at, prefix.at, prefix.len) == 0);
}

static inline struct str str_from(struct str s, size_t start)
{
	return (struct str){ s.at + start, s.len - start };
}

/* s without spaces, tabs, CR and LF at both ends. */
struct str str_trim(struct str s);

/*
 * Splits off what stands before the first `by`: true and ret_head set, *s moved behind it; false
 * when *s holds no `by` (ret_head is then all of *s and *s becomes empty).
 */
bool str_cut(struct str *s, char by, struct str *ret_head);

/* A whole decimal number, a minus allowed, nothing else around it, within int64_t. */
bool str_to_i64(struct str s, long long *ret);
