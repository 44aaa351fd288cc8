/*
 * Raw deflate (RFC 1951) in pieces that can be put one behind another: what many are told is packed
 * once, and an answer to one of them is a few plain bytes before and after it. One packer belongs to
 * one thread.
 */
#pragma once

#include "base/buf.h"

/* Up to this many bytes packing saves less than a TCP segment, and the reader waits for inflating. */
#define PACK_FROM 1024
/* The most that pack_plain() takes (RFC 1951 §3.2.4). */
#define PACK_PLAIN_MOST 65535

struct packer;

struct packer *packer_new(void);
/* NULL is allowed. */
void packer_free(struct packer *p);

/* Appends blocks that inflate to `text`, whatever is before and after them. A stream must end with
 * pack_plain(). */
void pack(struct packer *p, struct str text, struct buf *to);

/* Appends `text` as it is, in a block of its own; the last one of a stream is final. */
void pack_plain(struct str text, bool is_final, struct buf *to);
