/*
 * Encoded bytes that many sockets share: a JSON text, packed or not, with its WebSocket header before
 * it, made once whatever the number of readers (design §3.7). Immutable after creation; counted
 * references, any thread.
 */
#pragma once

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "wire/pack.h"

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

/* A binary frame around a raw deflate stream, for readers that inflate. */
struct frame *frame_new_binary(struct str bytes);

/* The same for readers that inflate: packed, where that is shorter, or itself. Takes the reference, and
 * returns one; latest_of is to be set after it. */
struct frame *frame_packed(struct frame *f, struct packer *p);

struct frame *frame_ref(struct frame *f);

/* Drops a reference, the last one frees. NULL is allowed. */
void frame_unref(struct frame *f);

/* The text of a text frame. */
static inline struct str frame_text(const struct frame *f)
{
	return (struct str){ (const char *)f->bytes + f->start, f->len - f->start };
}
