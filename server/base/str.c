/* Text helpers without allocation. Locale-independent on purpose: wire and files are ASCII there. */
#include "base/str.h"

#include <limits.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	while (s.len && is_space(s.at[0]))
		s = str_from(s, 1);
	while (s.len && is_space(s.at[s.len - 1]))
		s.len--;
	return s;
}

bool str_cut(struct str *s, char by, struct str *ret_head)
{
	const char *hit = s->len ? memchr(s->at, by, s->len) : NULL;

	if (!hit) {
		*ret_head = *s;
		if (s->len)
			*s = str_from(*s, s->len);
		return false;
	}
	*ret_head = (struct str){ s->at, (size_t)(hit - s->at) };
	*s = str_from(*s, ret_head->len + 1);
	return true;
}

bool str_to_i64(struct str s, long long *ret)
{
	bool is_negative = s.len && s.at[0] == '-';
	long long n = 0;
	size_t i = is_negative ? 1 : 0;

	if (i == s.len)
		return false;
	for (; i < s.len; i++) {
		int digit = s.at[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, is_negative ? -digit : digit, &n))
			return false;
	}
	*ret = n;
	return true;
}
