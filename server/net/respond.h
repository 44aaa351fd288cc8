/* HTTP responses: one place for the headers that every answer carries. I/O thread of c. */
#pragma once

#include "net/conn.h"

struct response {
	int status;
	struct str type;        /* Content-Type; empty: no body, no type */
	struct str fixed;       /* a body that lives as long as the server */
	struct buf *body;       /* or one that is taken */
	const struct buf *more; /* further header lines, each ended by CRLF; may be NULL */
	bool is_stored;         /* may be kept by caches; `more` says how. Otherwise no-store */
};

/* Queues the response and makes the connection ready for the next request, or leaves it. */
void respond(struct conn *c, const struct response *r);

/* A short text as the whole answer. */
void respond_text(struct conn *c, int status, const char *text, const struct buf *more);

/* The gate refused: answers and closes, because what follows cannot be told apart any more. */
void respond_refusal(struct conn *c, enum refusal r);
