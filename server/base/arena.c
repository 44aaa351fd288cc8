/* The arena, and the one place where running out of memory ends the process. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

/* Small enough that a command costs little, large enough that most need one block. */
#define BLOCK_BYTES ((size_t)2048)

struct arena_block {
	struct arena_block *older;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

void *arena_alloc(struct arena *a, size_t size)
{
	size_t rounded;
	struct arena_block *b = a->newest;

	if (__builtin_add_overflow(size, alignof(max_align_t) - 1, &rounded))
		mem_exhausted();
	rounded &= ~(alignof(max_align_t) - 1);
	if (!b || b->size - b->used < rounded) {
		size_t room = rounded > BLOCK_BYTES ? rounded : BLOCK_BYTES, all;

		if (__builtin_add_overflow(sizeof(*b), room, &all))
			mem_exhausted();
		b = mem_alloc(all);
		b->size = room;
		b->older = a->newest;
		a->newest = b;
	}
	b->used += rounded;
	return b->bytes + b->used - rounded;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(n, size, &all))
		mem_exhausted();
	return arena_alloc(a, all);
}

struct str arena_str(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.len + 1);

	if (s.len)
		memcpy(copy, s.at, s.len);
	return (struct str){ copy, s.len };
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;
	int len;
	char *text;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = arena_alloc(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return (struct str){ text, (size_t)len };
}

void arena_done(struct arena *a)
{
	while (a->newest) {
		struct arena_block *b = a->newest;

		a->newest = b->older;
		free(b);
	}
}
