/* See words.h. */
#include "cli/words.h"

#include <stdio.h>
#include <string.h>

bool words_take(int *argc, char **argv, const char *flag)
{
	for (int i = 0; i < *argc; i++) {
		if (strcmp(argv[i], flag) != 0)
			continue;
		memmove(argv + i, argv + i + 1, sizeof(*argv) * (size_t)(*argc - i - 1));
		(*argc)--;
		return true;
	}
	return false;
}

bool words_fit(const char *subcommand, int argc, char **argv, int lo, int hi, const char *expected)
{
	for (int i = 0; i < argc; i++) {
		if (argv[i][0] != '-')
			continue;
		fprintf(stderr, "stagebeurs %s: there is no %s here; expected %s\n", subcommand,
			argv[i], expected);
		return false;
	}
	if (argc >= lo && argc <= hi)
		return true;
	fprintf(stderr, "stagebeurs %s: expected %s\n", subcommand, expected);
	return false;
}
