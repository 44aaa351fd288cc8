/*
 * How one comes in, follows and posts at a server: at ours, and at those that loadtest/compare measures
 * beside it. Whatever the dialect, a message carries the mark of its command (load.h), and that is how
 * a delivery is known.
 */
#pragma once

#include <stdbool.h>

#include "base/buf.h"

struct load;
struct news;
struct peer;

struct dialect {
	const char *name;
	const char *subprotocol; /* NULL: none */
	const char *read_path, *write_path;
	bool is_binary;
	/* Signs in, answers each command and chains its frames: all of it is verified. */
	bool is_ours;
	/* The WebSocket is open: says who it is and what it follows. NULL: it follows already. */
	void (*enter)(struct load *l, struct peer *p, bool reads);
	/* True: it is news, which all who follow the same hear; of a chain, *ret_news says which. NULL: all
	 * is news. */
	bool (*hear)(struct load *l, struct peer *p, bool reads, struct str message,
		     struct news *ret_news);
	/* Appends command k as one message; `text` carries its mark. NULL: the text alone. */
	void (*post)(struct load *l, unsigned k, struct str text, struct buf *to);
};

extern const struct dialect OURS;

/* NULL after saying on stderr which there are. */
const struct dialect *dialect_find(const char *name);
