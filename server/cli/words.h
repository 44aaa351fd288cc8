/* The words behind a subcommand. What is wrong with them is said on stderr. */
#pragma once

#include <stdbool.h>

/* Takes a flag out of the words; true when it was there. */
bool words_take(int *argc, char **argv, const char *flag);

/* True when from lo to hi words are left and none of them looks like an option; otherwise says what
 * was expected ("EMAIL [--json]"). */
bool words_fit(const char *subcommand, int argc, char **argv, int lo, int hi, const char *expected);
