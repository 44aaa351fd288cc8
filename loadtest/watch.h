/* What a server process used, read from /proc. */
#pragma once

#include <stdint.h>
#include <sys/types.h>

struct usage {
	double cpu_s;		/* user and system */
	uint64_t pss_kib;	/* its share of memory */
	uint64_t switches, preempted; /* of all threads: voluntary, and not */
};

/* Zeros for a process that is gone. */
void usage_read(pid_t pid, struct usage *ret);
