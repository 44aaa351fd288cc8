/*
 * stagebeurs-loadtest SCENARIO PORT PID [DATA]: lives a scenario on the server that listens on PORT of
 * loopback, is process PID and has its data in DATA; prints what came of it as JSON. Exit status 0: all
 * that was acknowledged is in the database, no topic has a gap and everybody heard the same. Use
 * loadtest/run, which makes the fair and starts the server, and loadtest/compare/run for others.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/mem.h"
#include "loadtest/load.h"

static bool read_whole(const char *text, long most, long *ret)
{
	char *end;

	*ret = strtol(text, &end, 10);
	return *text && !*end && *ret > 0 && *ret <= most;
}

int main(int argc, char **argv)
{
	static struct load l;
	char path[4096];
	long port, pid;
	bool is_sound;

	if (argc < 4 || argc > 5 || !read_whole(argv[2], 65535, &port) || !read_whole(argv[3], 1 << 30, &pid)) {
		fprintf(stderr, "stagebeurs-loadtest: expected SCENARIO PORT PID [DATA]\n");
		return EX_USAGE;
	}
	if (!scenario_read(argv[1], &l.scenario))
		return EX_DATAERR;
	l.port = (uint16_t)port;
	l.server = (pid_t)pid;
	l.data = argc > 4 ? argv[4] : "";
	l.dialect = l.scenario.dialect;
	l.n_peers = l.scenario.readers + l.scenario.writers;
	l.peers = mem_alloc(l.n_peers * sizeof(*l.peers));
	snprintf(path, sizeof(path), "%s/stagebeurs.db", l.data);
	if ((l.dialect->is_ours && (!scenario_find_targets(&l.scenario, path) || !people_invite(&l))) ||
	    !run_all(&l))
		return EX_UNAVAILABLE;
	is_sound = verify(&l);
	report(&l, is_sound);
	return is_sound ? EX_OK : EX_SOFTWARE;
}
