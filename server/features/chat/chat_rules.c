/* See chat_rules.h. */
#include "features/chat/chat_rules.h"

#include "base/auto.h"
#include "base/utf8.h"

/* Unicode's White_Space, and the marks without width that come along in a paste. */
static bool is_blank(int32_t point)
{
	static const int32_t OTHERS[] = { ' ',    0x85,   0xa0,   0x1680, 0x2028, 0x2029,
					  0x202f, 0x205f, 0x2060, 0x3000, 0xfeff };

	if ((point >= '\t' && point <= '\r') || (point >= 0x2000 && point <= 0x200f))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(OTHERS); i++) {
		if (point == OTHERS[i])
			return true;
	}
	return false;
}

bool chat_says_something(struct str text)
{
	for (size_t i = 0; i < text.len;) {
		if (!is_blank(utf8_next(text, &i)))
			return true;
	}
	return false;
}
