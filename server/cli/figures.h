/* An organiser's own figures, in place of a scenario's. What is wrong with them is said on stderr. */
#pragma once

#include <stdbool.h>

#include "sim/sim.h"

enum figure {
	FIGURE_STUDENTS,
	FIGURE_BOOTHS,
	FIGURE_RECRUITERS, /* all together */
	FIGURE_MINUTES,
	FIGURE_TALK_MINUTES,
	FIGURE_BOOKED, /* per cent */
	FIGURE_COUNT,
};

struct figures {
	bool is_given[FIGURE_COUNT];
	long long values[FIGURE_COUNT];
};

/* Takes them out of the words (--students=400, --students 400; the last one counts). */
bool figures_take(int *argc, char **argv, struct figures *ret);

/* Puts what was given into the scenario. False: it does not go together. */
bool figures_apply(const struct figures *f, struct sim_scenario *scenario);

/* What there is to say, a line each, on stdout. */
void figures_print_help(void);
