/*
 * Who follows which topic on this I/O thread. A follower is any object with a `struct follows`
 * inside; topics without followers cost nothing. One thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "engine/command.h"

#define SUB_TOPICS_MOST 32

struct followed;

/* What one connection follows; zeroed is nothing. */
struct follows {
	struct follow *at;
	unsigned n, size;
};

struct subs {
	struct map topics; /* topic as a key → struct followed */
	size_t n;          /* of subscriptions */
};

/* True when it follows the topic. */
bool sub_has(const struct follows *f, struct topic topic);

/* True when it follows a topic of this kind. */
bool sub_has_kind(const struct follows *f, enum topic_kind kind);

/* From now on it follows the topic. True also when it did; false: SUB_TOPICS_MOST are reached. */
bool sub_add(struct subs *s, struct follows *f, struct topic topic);

void sub_remove(struct subs *s, struct follows *f, struct topic topic);

/* Ends all that it follows and frees the memory. */
void sub_remove_all(struct subs *s, struct follows *f);

/*
 * Calls `each` for every follower of the topic; how many. `each` must not add or remove followers
 * (a connection that is dropped leaves at the end of the turn).
 */
size_t sub_each(const struct subs *s, struct topic topic,
		void (*each)(void *arg, struct follows *f), void *arg);

void subs_done(struct subs *s);
