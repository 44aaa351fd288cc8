/* See header.h. */
#include "jobs/header.h"

#include <time.h>

#include "base/crypt.h"

/* An encoded word has at most 75 characters (RFC 2047 §2): 45 bytes become 60, and 12 stand around them. */
#define WORD_BYTES 45

static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < ' ' || text.at[i] > '~')
			return false;
	}
	/* What looks like an encoded word would be read as one; a longer line would have to be folded. */
	return text.len <= 60 && !memmem(text.at, text.len, "=?", 2);
}

/* Bytes of whole code points, WORD_BYTES at most. */
static size_t word_len(struct str text)
{
	size_t len = text.len < WORD_BYTES ? text.len : WORD_BYTES;

	while (len < text.len && len > 0 && ((unsigned char)text.at[len] & 0xc0) == 0x80)
		len--;
	return len ? len : text.len < WORD_BYTES ? text.len : WORD_BYTES;
}

void header_subject(struct buf *to, struct str subject)
{
	char word[CRYPT_BASE64_LEN(WORD_BYTES)];

	BUF_LIT(to, "Subject: ");
	if (is_plain(subject)) {
		buf_str(to, subject);
		return;
	}
	for (bool is_first = true; subject.len; is_first = false) {
		size_t len = word_len(subject);

		crypt_base64(subject.at, len, word);
		buf_printf(to, "%s=?UTF-8?B?%s?=", is_first ? "" : "\r\n ", word);
		subject = str_from(subject, len);
	}
}

void header_date(struct buf *to, int64_t utc_ms)
{
	static const char DAYS[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char MONTHS[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	time_t at = (time_t)(utc_ms / 1000);
	struct tm utc;

	gmtime_r(&at, &utc);
	buf_printf(to, "Date: %s, %d %s %d %02d:%02d:%02d +0000", DAYS[utc.tm_wday], utc.tm_mday,
		   MONTHS[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

bool header_is_address(struct str address)
{
	for (size_t i = 0; i < address.len; i++) {
		if (address.at[i] <= ' ' || address.at[i] > '~' || strchr("<>\"\\,;", address.at[i]))
			return false;
	}
	return address.len > 2;
}
