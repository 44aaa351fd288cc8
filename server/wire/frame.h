/*
 * Encoded bytes that many sockets share: a JSON text with its WebSocket header before it, framed
 * once whatever the number of readers (design §3.7). Immutable after creation; counted references,
 * any thread.
 */
#pragma once

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct frame {
	atomic_uint refs;
	/* Not 0: of the frames of this topic that wait for a slow reader, the newest is enough. Its
	 * `prev` tells the reader that some are missing, and to ask for what changed since. */
	uint64_t latest_of;
	size_t len;   /* of bytes: header and text */
	size_t start; /* where the text starts */
	unsigned char bytes[];
};

/* A text frame (RFC 6455 §5.2: FIN, opcode 1, unmasked) around `text`, which is copied. One
 * reference, the caller's, who may set latest_of before anybody else sees it. */
struct frame *frame_new(struct str text);

struct frame *frame_ref(struct frame *f);

/* Drops a reference, the last one frees. NULL is allowed. */
void frame_unref(struct frame *f);

static inline struct str frame_text(const struct frame *f)
{
	return (struct str){ (const char *)f->bytes + f->start, f->len - f->start };
}
