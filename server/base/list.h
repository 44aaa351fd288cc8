/* An intrusive doubly linked list: a ring through its head. Not for sharing between threads. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/auto.h"

struct list {
	struct list *next, *prev;
};

static inline void list_init(struct list *l)
{
	l->next = l->prev = l;
}

static inline bool list_is_empty(const struct list *l)
{
	return l->next == l;
}

/* Puts item last; it must not be in a list. */
static inline void list_push(struct list *l, struct list *item)
{
	item->prev = l->prev;
	item->next = l;
	l->prev->next = item;
	l->prev = item;
}

/* Takes item out and leaves it as a list of its own, so that removing twice is harmless. */
static inline void list_remove(struct list *item)
{
	item->prev->next = item->next;
	item->next->prev = item->prev;
	list_init(item);
}
