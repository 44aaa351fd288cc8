/* See buf.h. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

char *buf_room(struct buf *b, size_t more)
{
	size_t need;

	if (__builtin_add_overflow(b->len, more, &need))
		mem_exhausted();
	if (need > b->size) {
		size_t size = b->size ? b->size : 256;

		while (size < need) {
			if (__builtin_mul_overflow(size, 2, &size))
				mem_exhausted();
		}
		b->at = mem_resize(b->at, size);
		b->size = size;
	}
	return b->at + b->len;
}

void buf_raw(struct buf *b, const char *at, size_t len)
{
	if (!len)
		return;
	memcpy(buf_room(b, len), at, len);
	b->len += len;
}

void buf_str(struct buf *b, struct str s)
{
	buf_raw(b, s.at, s.len);
}

void buf_char(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->len++;
}

void buf_i64(struct buf *b, int64_t n)
{
	char digits[20];
	size_t i = sizeof(digits);
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do {
		digits[--i] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		buf_char(b, '-');
	buf_raw(b, digits + i, sizeof(digits) - i);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	vsnprintf(buf_room(b, (size_t)len + 1), (size_t)len + 1, format, again);
	va_end(again);
	b->len += (size_t)len;
}

/* What stands for a byte inside a JSON string; 0 where the byte stands for itself. */
static char short_escape(unsigned char c)
{
	switch (c) {
	case '"':
		return '"';
	case '\\':
		return '\\';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return 0;
	}
}

void buf_json(struct buf *b, struct str s)
{
	size_t start = 0;

	buf_char(b, '"');
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];
		char escape = short_escape(c);

		if (c >= 0x20 && !escape)
			continue;
		buf_raw(b, s.at + start, i - start);
		start = i + 1;
		if (escape) {
			buf_char(b, '\\');
			buf_char(b, escape);
		} else {
			buf_printf(b, "\\u%04x", c);
		}
	}
	if (start < s.len)
		buf_raw(b, s.at + start, s.len - start);
	buf_char(b, '"');
}

void buf_done(struct buf *b)
{
	free(b->at);
	*b = (struct buf){ 0 };
}
