/*
 * A growing buffer of bytes, and JSON written straight into it. One owner, one thread.
 * `struct buf b = { 0 };` is an empty one; buf_done() frees it.
 */
#pragma once

#include <stdint.h>

#include "base/auto.h"
#include "base/str.h"

struct buf {
	char *at;
	size_t len, size;
};

void buf_raw(struct buf *b, const char *at, size_t len);
void buf_str(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
/* Room for `more` bytes behind what was written, for a library to fill; the caller adds to `len` what
 * it did. */
char *buf_room(struct buf *b, size_t more);
void buf_i64(struct buf *b, int64_t n);
void buf_printf(struct buf *b, const char *format, ...) PRINTF(2, 3);

/* s as a JSON string, quoted and escaped. s must be UTF-8. */
void buf_json(struct buf *b, struct str s);

#define BUF_LIT(b, literal) buf_raw((b), (literal), sizeof(literal) - 1)

/* What was written; borrowed until the next write. */
static inline struct str buf_view(const struct buf *b)
{
	return (struct str){ b->at ? b->at : "", b->len };
}

/* Forgets what was written and keeps the memory. */
static inline void buf_clear(struct buf *b)
{
	b->len = 0;
}

/* Frees the memory; the buffer is empty and may be used again. For AUTO too. */
void buf_done(struct buf *b);
