/*
 * What all who follow the same hear: the bytes of every frame, as the first who got it did. Whoever comes
 * after is compared with it, byte by byte, which proves more than decoding it again and takes a twentieth of
 * the time: a generator on one core must keep up with ten million frames a second. One thread.
 */
#pragma once

#include "base/buf.h"

struct load;

/* One frame, and what is in it. */
struct news {
	size_t begin, end;	      /* of the stream's bytes */
	unsigned topic;		      /* which of the scenario's */
	int64_t prev, seq;	      /* of its topic's chain; 0: it has none */
	uint64_t hash;		      /* of its text */
	unsigned first_mark, n_marks; /* the commands it tells of */
};

struct stream {
	struct buf bytes;
	struct news *news;
	unsigned *marks;
	unsigned n_news, size_news, n_marks, size_marks;
	unsigned *n_told; /* of each writer: how many commands, where an event tells no more than whose it is */
};

/* How many of these bytes, whole frames all, are what comes next for this reader; they count as heard. */
size_t stream_match(struct load *l, unsigned reader, struct str bytes);

/* A frame that did not match, with its text: counts as heard, and stands in the stream when nobody had it
 * before. `news` has its topic and chain. */
void stream_take(struct load *l, unsigned reader, struct str frame, struct str text,
		 const struct news *news);

/* How many commands a text tells of. */
unsigned count_marks(struct str text);

/* Before commands are sent, and behind the answers to all that were: forgets what everybody heard. */
void streams_trim(struct load *l);
