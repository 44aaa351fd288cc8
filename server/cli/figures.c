/* See figures.h. */
#include "cli/figures.h"

#include <stdio.h>

#include "base/auto.h"
#include "base/str.h"

/* The most is what one import takes, and what a day has room for. */
static const struct {
	const char *name;
	long long least, most;
	const char *help;
} FIGURES[FIGURE_COUNT] = {
	[FIGURE_STUDENTS] = { "students", 1, 20000, "students who come" },
	[FIGURE_BOOTHS] = { "booths", 1, 1000, "booths" },
	[FIGURE_RECRUITERS] = { "recruiters", 1, 5000,
				"recruiters of all booths together, one each at least" },
	[FIGURE_MINUTES] = { "minutes", 30, 720, "how long the fair is open" },
	[FIGURE_TALK_MINUTES] = { "talk_minutes", 1, 50, "how long a talk is planned to be" },
	[FIGURE_BOOKED] = { "booked", 0, 100,
			    "students in a hundred who want to book a time; half of the booths have times" },
};

static bool refuse(enum figure f, struct str value, long long least)
{
	fprintf(stderr,
		"stagebeurs simulate: --%s: \"%.*s\" is not allowed; expected a whole number from %lld to "
		"%lld\n",
		FIGURES[f].name, STR_FMT(value), least, FIGURES[f].most);
	return false;
}

/* FIGURE_COUNT: the word is something else. */
static enum figure figure_of(struct str option)
{
	int f = 0;

	if (!str_starts(option, STR("--")))
		return FIGURE_COUNT;
	while (f < FIGURE_COUNT && !str_eq(str_from(option, 2), str_of(FIGURES[f].name)))
		f++;
	return (enum figure)f;
}

bool figures_take(int *argc, char **argv, struct figures *ret)
{
	int n_rest = 0;

	*ret = (struct figures){ 0 };
	for (int i = 0; i < *argc; i++) {
		struct str value = str_of(argv[i]), option;
		bool has_value = str_cut(&value, '=', &option);
		enum figure f = figure_of(option);

		if (f == FIGURE_COUNT) {
			argv[n_rest++] = argv[i];
			continue;
		}
		if (!has_value && i + 1 < *argc)
			value = str_of(argv[++i]);
		if (!str_to_i64(value, &ret->values[f]) || ret->values[f] < FIGURES[f].least ||
		    ret->values[f] > FIGURES[f].most)
			return refuse(f, value, FIGURES[f].least);
		ret->is_given[f] = true;
	}
	*argc = n_rest;
	return true;
}

static void put(const struct figures *f, enum figure which, unsigned *to)
{
	if (f->is_given[which])
		*to = (unsigned)f->values[which];
}

bool figures_apply(const struct figures *f, struct sim_scenario *scenario)
{
	long long recruiters = f->values[FIGURE_RECRUITERS];
	char given[24];

	put(f, FIGURE_STUDENTS, &scenario->students);
	put(f, FIGURE_BOOTHS, &scenario->booths);
	put(f, FIGURE_MINUTES, &scenario->minutes);
	put(f, FIGURE_TALK_MINUTES, &scenario->talk_minutes);
	if (f->is_given[FIGURE_BOOKED])
		scenario->bookers = (double)f->values[FIGURE_BOOKED] / 100;
	if (!f->is_given[FIGURE_RECRUITERS])
		return true;
	/* A booth without anybody is no booth; which figure is meant to be another is not ours to say. */
	if (recruiters < scenario->booths) {
		snprintf(given, sizeof(given), "%lld", recruiters);
		return refuse(FIGURE_RECRUITERS, str_of(given), scenario->booths);
	}
	scenario->recruiters = (double)recruiters / scenario->booths;
	return true;
}

void figures_print_help(void)
{
	for (size_t i = 0; i < ARRAY_LEN(FIGURES); i++) {
		char option[40];

		snprintf(option, sizeof(option), "--%s=N", FIGURES[i].name);
		printf("  %-17s %s (%lld..%lld)\n", option, FIGURES[i].help, FIGURES[i].least,
		       FIGURES[i].most);
	}
}
