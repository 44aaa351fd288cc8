/* See chat_rules.h. */
#include "features/chat/chat_rules.h"

#include "base/auto.h"

/* UTF-8 of white space beyond ASCII: U+00A0, U+2000 to U+200F, U+2028, U+2029, U+3000, U+FEFF. */
static size_t space_at(struct str s)
{
	static const struct str WIDE[] = {
		{ "\xc2\xa0", 2 },     { "\xe2\x80\xa8", 3 }, { "\xe2\x80\xa9", 3 },
		{ "\xe3\x80\x80", 3 }, { "\xef\xbb\xbf", 3 },
	};
	unsigned char c = (unsigned char)s.at[0];

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	for (size_t i = 0; i < ARRAY_LEN(WIDE); i++) {
		if (str_starts(s, WIDE[i]))
			return WIDE[i].len;
	}
	if (str_starts(s, STR("\xe2\x80")) && s.len >= 3 && (unsigned char)s.at[2] >= 0x80 &&
	    (unsigned char)s.at[2] <= 0x8f)
		return 3;
	return 0;
}

bool chat_says_something(struct str text)
{
	while (text.len) {
		size_t n = space_at(text);

		if (!n)
			return true;
		text = str_from(text, n);
	}
	return false;
}
