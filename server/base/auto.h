/*
 * The only GNU extensions of this code base: owners that free themselves, results that must be
 * looked at, and checked formats. gcc and clang both have them.
 */
#pragma once

/* `AUTO(x_freep) struct x *p` is freed at the end of its scope; x_freep takes a pointer to p. */
#define AUTO(freep) __attribute__((cleanup(freep)))

/* Gives p away: its value, leaving NULL behind so that AUTO frees nothing. */
#define TAKE(p)                                                                                    \
	__extension__({                                                                            \
		__auto_type take_ = (p);                                                           \
		(p) = NULL;                                                                        \
		take_;                                                                             \
	})

/* The caller must look at the result. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* Arguments like printf's: the format is argument f, the first value argument a. */
#define PRINTF(f, a) __attribute__((format(printf, f, a)))

/* Deliberately drops a MUST_CHECK result; say why beside it. */
#define IGNORE(call)                                                                               \
	do {                                                                                       \
		if (call) {                                                                        \
		}                                                                                  \
	} while (0)

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* The struct that holds `member` at `ptr`. */
#define CONTAINER_OF(ptr, type, member) ((type *)((char *)(ptr) - offsetof(type, member)))
