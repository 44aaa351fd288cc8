/* Allocation that never fails: without memory the process ends, and the store is as it was. */
#pragma once

#include <stddef.h>
#include <stdnoreturn.h>

/* Zeroed memory, to be freed with free(). Aborts when there is none. */
void *mem_alloc(size_t size);

/* realloc() that aborts when there is no memory. */
void *mem_resize(void *old, size_t size);

noreturn void mem_exhausted(void);
