/*
 * A bump allocator with one free. Everything made while serving one command lives in the command's
 * arena and dies with it. One thread at a time; an arena travels with its command between threads.
 */
#pragma once

#include "base/auto.h"
#include "base/str.h"

struct arena {
	struct arena_block *newest;
};

/* Zeroed memory of `size` bytes, aligned for anything. Never NULL: without memory we abort here. */
void *arena_alloc(struct arena *a, size_t size);

/* An array of n zeroed items; n * size is checked against overflow. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* A copy of s that lives as long as the arena, with a NUL behind it (not counted). */
struct str arena_str(struct arena *a, struct str s);

/* Formatted text that lives as long as the arena. */
struct str arena_printf(struct arena *a, const char *format, ...) PRINTF(2, 3);

/* Frees all that was allocated; the arena may be used again. */
void arena_done(struct arena *a);
