/* `stagebeurs simulate`: whole fairs in virtual time, for whoever plans one and for the tests. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "cli/cli.h"
#include "cli/figures.h"
#include "cli/scratch.h"
#include "cli/words.h"
#include "engine/tables.h"
#include "sim/sim.h"

static const char EXPECTED[] =
	"SCENARIO [FAIRS [FIRST-SEED]] [figures] [--compare] [--floor] [--crash] [--check]";

int cli_simulate_help(void)
{
	size_t n;
	const struct sim_scenario *all = sim_scenarios(&n);

	printf("stagebeurs simulate %s\n\n", EXPECTED);
	for (size_t i = 0; i < n; i++)
		printf("  %-8s %5u students, %3u booths, %3u recruiters, %u minutes: %s\n", all[i].name,
		       all[i].students, all[i].booths, sim_recruiters(&all[i]), all[i].minutes,
		       all[i].about);
	printf("\nFigures of a fair of your own, in place of the scenario's:\n\n");
	figures_print_help();
	printf("\n  --compare  with two other ways to let people wait, by their means over the fairs\n"
	       "  --floor    also how far off an estimate would be that knows the habits of everybody: slow\n"
	       "  --crash    kills the server at random moments\n"
	       "  --check    looks after every step at whatever it changed\n");
	return EX_OK;
}

static const struct sim_scenario *find(const char *name)
{
	size_t n;
	const struct sim_scenario *all = sim_scenarios(&n);

	for (size_t i = 0; i < n; i++) {
		if (!strcmp(all[i].name, name))
			return &all[i];
	}
	return NULL;
}

static void print_head(void)
{
	printf("%10s %6s %6s %6s %6s %8s %8s %6s %6s %8s %8s %8s %7s %7s %7s %8s\n", "seed", "talks", "none",
	       "booked", "noshow", "wait50", "wait90", "<=p50", "<=p90", "error", "naive", "floor",
	       "live50", "live90", "steps", "crashes");
}

static void print_report(unsigned long long seed, const struct sim_report *r)
{
	printf("%10llu %6u %6u %6u %6u %7.1fm %7.1fm %5.0f%% %5.0f%% %7.1fm %7.1fm %7.1fm %6.0f%% %6.0f%% "
	       "%7llu %8llu\n",
	       seed, r->talks, r->without_talk, r->booked, r->no_shows, r->wait_p50_s / 60,
	       r->wait_p90_s / 60, r->within_p50 * 100, r->within_p90 * 100, r->error_s / 60,
	       r->naive_error_s / 60, r->floor_error_s / 60, r->live_within_p50 * 100,
	       r->live_within_p90 * 100, (unsigned long long)r->steps, (unsigned long long)r->crashes);
	fflush(stdout);
}

static bool run_one(const struct sim_options *options, struct sim_report *ret)
{
	char failure[512];
	bool is_sound = sim_run(options, ret, failure);

	scratch_empty(options->dir);
	if (!is_sound)
		fprintf(stderr, "stagebeurs simulate: %s\n", failure);
	return is_sound;
}

/* Runs the fairs one by one; the exit code. */
static int run(struct sim_options *options, unsigned fairs, uint64_t first_seed)
{
	struct sim_report report;

	print_head();
	for (unsigned i = 0; i < fairs; i++) {
		options->seed = first_seed + i;
		if (!run_one(options, &report))
			return EX_SOFTWARE;
		print_report(options->seed, &report);
	}
	return EX_OK;
}

/* ---- policies side by side ---- */

#define FIGURES 6

static const char *const FIGURE_NAMES[FIGURES] = { "talks/h", "idle %", "none %",
						   "wait50", "wait90", "lost" };

static void figures_of(const struct sim_report *r, double ret[FIGURES])
{
	ret[0] = r->talks / (r->seated_s / 3600);
	ret[1] = r->idle_s / r->seated_s * 100;
	ret[2] = 100.0 * r->without_talk / r->students;
	ret[3] = r->talk_wait_p50_s / 60;
	ret[4] = r->talk_wait_p90_s / 60;
	ret[5] = r->places_lost;
}

static void print_compare_head(const char *scenario, unsigned fairs, uint64_t first_seed)
{
	static const char POLICIES[] =
		"  one line  one line at a time, first come first served\n"
		"  not held  three lines at once; who is first while they ring or talk elsewhere is rung\n"
		"            45 s in vain and goes to the end of that line\n"
		"  ours      three lines at once, places are held, quiet booths are shown\n";
	static const char FIGURE_WORDS[] =
		"  talks/h  in an hour of a recruiter who is there and does not pause\n"
		"  idle     of that time, free or ringing\n"
		"  none     students without a talk\n"
		"  wait     minutes from coming in, or the talk before, to a talk that was not booked;\n"
		"           all evening for who had none\n"
		"  lost     turns lost for ringing or talking elsewhere\n";

	printf("%s: means over %u fairs, seeds %llu to %llu, and their standard errors\n\n%s\n%s\n",
	       scenario, fairs, (unsigned long long)first_seed,
	       (unsigned long long)(first_seed + fairs - 1), POLICIES, FIGURE_WORDS);
	printf("%10s", "");
	for (int k = 0; k < FIGURES; k++)
		printf(" %15s", FIGURE_NAMES[k]);
	printf("\n");
}

static int compare_one(struct sim_options *options, const char *name, unsigned fairs)
{
	double sum[FIGURES] = { 0 }, squares[FIGURES] = { 0 };
	uint64_t first_seed = options->seed;

	for (unsigned i = 0; i < fairs; i++) {
		struct sim_report report;
		double at[FIGURES];

		options->seed = first_seed + i;
		if (!run_one(options, &report))
			return EX_SOFTWARE;
		figures_of(&report, at);
		for (int k = 0; k < FIGURES; k++) {
			sum[k] += at[k];
			squares[k] += at[k] * at[k];
		}
	}
	options->seed = first_seed;
	printf("%10s", name);
	for (int k = 0; k < FIGURES; k++) {
		double mean = sum[k] / fairs, variance = squares[k] / fairs - mean * mean;

		printf(" %8.2f ±%5.2f", mean, sqrt((variance > 0 ? variance : 0) / fairs));
	}
	printf("\n");
	fflush(stdout);
	return EX_OK;
}

static int compare(struct sim_options *options, unsigned fairs, uint64_t first_seed)
{
	static const struct {
		const char *name;
		enum sim_policy policy;
	} POLICIES[] = { { "one line", SIM_ONE_LINE },
			 { "not held", SIM_NOT_HELD },
			 { "ours", SIM_OURS } };
	int code = EX_OK;

	print_compare_head(options->scenario->name, fairs, first_seed);
	options->seed = first_seed;
	for (size_t i = 0; i < ARRAY_LEN(POLICIES) && !code; i++) {
		options->policy = POLICIES[i].policy;
		code = compare_one(options, POLICIES[i].name, fairs);
	}
	return code;
}

static bool number_from(const char *text, long long *ret)
{
	return str_to_i64(str_of(text), ret) && *ret >= 1;
}

int cli_simulate(const struct conf *conf, int argc, char **argv)
{
	struct sim_options options = { .tables = { command_table, topic_table, resolver_table } };
	const struct sim_scenario *found;
	struct sim_scenario scenario;
	struct figures figures;
	long long fairs = 1, seed = 1;
	bool compares = words_take(&argc, argv, "--compare");
	struct scratch scratch;
	int code;

	(void)conf; /* a simulated fair is nobody's */
	options.crash_every = words_take(&argc, argv, "--crash") ? 1000 : 0;
	options.has_floor = words_take(&argc, argv, "--floor");
	options.checks_steps = words_take(&argc, argv, "--check");
	if (!argc)
		return cli_simulate_help();
	if (!figures_take(&argc, argv, &figures) || !words_fit("simulate", argc, argv, 1, 3, EXPECTED))
		return EX_USAGE;
	found = find(argv[0]);
	if (!found || (argc > 1 && !number_from(argv[1], &fairs)) ||
	    (argc > 2 && !number_from(argv[2], &seed))) {
		fprintf(stderr, "stagebeurs simulate: expected %s; without words it lists the scenarios\n",
			EXPECTED);
		return EX_USAGE;
	}
	scenario = *found;
	if (!figures_apply(&figures, &scenario))
		return EX_USAGE;
	options.scenario = &scenario;
	/* The larger the fair, the longer a look at all of it: about as much time goes into each. */
	options.check_every = scenario.students * 2;
	if (!scratch_open(&scratch))
		return EX_CANTCREAT;
	log_set_level(LOG_LEVEL_WARN);
	options.dir = scratch.path;
	options.is_over = scratch_is_over;
	code = (compares ? compare : run)(&options, (unsigned)fairs, (uint64_t)seed);
	scratch_close(&scratch);
	return code;
}
