/*
 * A directory for what is not to last: in memory where the system has such a place. It goes with its
 * process; what a process that was killed left behind goes when the next one begins. Main thread.
 */
#pragma once

#include <signal.h>
#include <stdbool.h>

struct scratch {
	char path[64];
	int fd;		  /* of the directory; its lock says that somebody lives here */
	sigset_t signals; /* kept waiting until it is gone */
};

/* Makes one, and from then on keeps signals that would end the process waiting: who works in it asks
 * scratch_is_over(). False: it cannot be made; why is on stderr. */
bool scratch_open(struct scratch *ret);

/* Whether a signal waits, so that work in it is to end. */
bool scratch_is_over(void);

/* Removes all files in it; by its path. */
void scratch_empty(const char *path);

/* Removes it. Does not return where a signal waited: it ends the process as it would have. */
void scratch_close(struct scratch *s);
