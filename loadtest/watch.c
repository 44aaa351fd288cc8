/* See watch.h. */
#include "loadtest/watch.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void read_cpu(pid_t pid, struct usage *ret)
{
	char path[64];
	unsigned long user, system;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	f = fopen(path, "r");
	if (!f)
		return;
	/* The name in parentheses has no blanks here: it is our own server's. */
	if (fscanf(f, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) == 2)
		ret->cpu_s = (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
	fclose(f);
}

/* Adds up the numbers behind a name in a file of "name: number" lines. */
static uint64_t sum_of(const char *path, const char *name)
{
	char line[256];
	uint64_t sum = 0;
	FILE *f = fopen(path, "r");

	while (f && fgets(line, sizeof(line), f)) {
		if (!strncmp(line, name, strlen(name)))
			sum += strtoull(line + strlen(name), NULL, 10);
	}
	if (f)
		fclose(f);
	return sum;
}

static void read_switches(pid_t pid, struct usage *ret)
{
	char path[300];
	const struct dirent *thread;
	DIR *threads;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	threads = opendir(path);
	while (threads && (thread = readdir(threads))) {
		if (thread->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "/proc/%d/task/%s/status", (int)pid, thread->d_name);
		ret->switches += sum_of(path, "voluntary_ctxt_switches:");
		ret->preempted += sum_of(path, "nonvoluntary_ctxt_switches:");
	}
	if (threads)
		closedir(threads);
}

void usage_read(pid_t pid, struct usage *ret)
{
	char path[64];

	*ret = (struct usage){ 0 };
	snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
	ret->pss_kib = sum_of(path, "Pss:");
	read_cpu(pid, ret);
	read_switches(pid, ret);
}
