/* See mem.h. A server that cannot allocate a few bytes cannot promise anything; SQLite keeps what
 * was acknowledged, and a restart serves again. */
#include "base/mem.h"

#include <stdlib.h>
#include <unistd.h>

noreturn void mem_exhausted(void)
{
	static const char TEXT[] = "level=error event=out_of_memory\n";

	if (write(STDERR_FILENO, TEXT, sizeof(TEXT) - 1) < 0)
		_exit(71);
	abort();
}

void *mem_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

void *mem_resize(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}
