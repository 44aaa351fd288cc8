/* See utf8.h. */
#include "base/utf8.h"

int32_t utf8_next(struct str s, size_t *i)
{
	static const int32_t LEAST[] = { 0, 0x80, 0x800, 0x10000 };
	unsigned char c = (unsigned char)s.at[(*i)++];
	size_t more = c < 0x80 ? 0 : c < 0xC0 ? 4 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : c < 0xF8 ? 3 : 4;
	int32_t point = more ? c & (0x3F >> more) : c;

	if (more == 4 || s.len - *i < more)
		return -1;
	for (size_t k = 0; k < more; k++) {
		c = (unsigned char)s.at[(*i)++];
		if ((c & 0xC0) != 0x80)
			return -1;
		point = point << 6 | (c & 0x3F);
	}
	return point < LEAST[more] || point > 0x10FFFF ? -1 : point;
}

bool utf8_is_allowed(int32_t point, bool is_line)
{
	if (point < 0x20)
		return !is_line && (point == '\t' || point == '\n' || point == '\r');
	if (point >= 0x7F && point < 0xA0)
		return false;
	if (is_line && (point == 0x2028 || point == 0x2029))
		return false;
	if (point >= 0xD800 && point < 0xE000)
		return false;
	return (point & 0xFFFE) != 0xFFFE && !(point >= 0xFDD0 && point <= 0xFDEF);
}

bool utf8_is_text(struct str s, size_t lo, size_t hi, bool is_line)
{
	size_t points = 0, i = 0;

	/* No code point takes more than four bytes: what is far too long is not walked. */
	if (s.len / 4 > hi)
		return false;
	for (; i < s.len; points++) {
		if (!utf8_is_allowed(utf8_next(s, &i), is_line))
			return false;
	}
	return points >= lo && points <= hi;
}

struct str utf8_cut(struct str s, size_t most)
{
	size_t len = s.len < most ? s.len : most;

	while (len < s.len && len > 0 && ((unsigned char)s.at[len] & 0xC0) == 0x80)
		len--;
	return (struct str){ s.at, len };
}
