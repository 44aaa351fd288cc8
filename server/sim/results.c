/* The report of a fair, as its organiser gets it, beside what is counted here in other ways. */
#include <math.h>
#include <string.h>

#include "sim/internal.h"

void results_ask(struct sim *s)
{
	struct person *organiser = &s->people[0];

	ask(s, organiser, "results.show", id_args("fair", s->fair), 0);
	ask(s, organiser, "results.lines", id_args("fair", s->fair), 0);
	ask(s, organiser, "results.waits", id_args("fair", s->fair), 0);
	engine_step(s->engine);
	if (!s->results || !s->result_lines || !s->result_waits)
		sim_fail(s, "the report is not there");
}

void results_answered(struct sim *s, const char *cmd, const json_t *ok)
{
	json_t **to = !strcmp(cmd, "results.show")  ? &s->results :
		      !strcmp(cmd, "results.lines") ? &s->result_lines :
						      &s->result_waits;

	json_decref(*to);
	*to = json_deep_copy(ok);
}

/* What is said of these, if it is told. */
static void check_figure(struct sim *s, const json_t *of, const char *name, double counted)
{
	double said = json_number_value(json_object_get(of, name));

	if (of && fabs(said - counted) > 0.5)
		sim_fail(s, "the report says %s %.0f, and it was %.0f", name, said, counted);
}

/* Places that were acknowledged are in it, and none that nobody asked for. */
static void check_placed(struct sim *s, const json_t *leads)
{
	double said = json_number_value(json_object_get(leads, "placed"));

	if (leads && (said < s->placed.acked || said > s->placed.asked))
		sim_fail(s, "the report says placed %.0f, of %u that were acknowledged and %u that were asked for", said,
			 s->placed.acked, s->placed.asked);
}

static double seconds(double s)
{
	return s * (double)SECOND_MS;
}

/* By school and level everybody is one of theirs, and in the rooms nobody is missing either. */
static double sum_of(const json_t *groups, const char *of, const char *name)
{
	const json_t *group;
	size_t i;
	double sum = 0;

	json_array_foreach(groups, i, group)
		sum += json_number_value(json_object_get(json_object_get(group, of), name));
	return sum;
}

static void check_people(struct sim *s)
{
	const struct sim_report *r = s->report;
	const json_t *total = json_object_get(s->results, "total"), *leads = json_object_get(s->results, "leads");
	double spoken = (double)r->students - r->without_talk;

	if (!total != (r->students < 10))
		sim_fail(s, "the report tells of %u students, or does not", r->students);
	check_figure(s, total, "students", r->students);
	check_figure(s, total, "spoken", spoken);
	check_placed(s, leads);
	if (total && (sum_of(json_object_get(s->results, "schools"), "counts", "spoken") != spoken ||
		      sum_of(json_object_get(s->results, "levels"), "counts", "spoken") != spoken))
		sim_fail(s, "the report's groups are not everybody");
	if (json_array_size(json_object_get(s->results, "rooms")) &&
	    sum_of(json_object_get(s->results, "rooms"), "leads", "leads") !=
		    json_number_value(json_object_get(leads, "leads")))
		sim_fail(s, "the report's rooms are not the fair");
}

void results_check(struct sim *s)
{
	const struct sim_report *r = s->report;
	const json_t *talks = json_object_get(s->result_lines, "talks");
	const json_t *waits = json_object_get(s->result_waits, "waits");

	check_people(s);
	check_figure(s, talks, "talks", r->talks);
	check_figure(s, waits, "waits", r->estimates);
	check_figure(s, waits, "p50_ms", seconds(r->wait_p50_s));
	check_figure(s, waits, "p90_ms", seconds(r->wait_p90_s));
	check_figure(s, waits, "within_p50", r->within_p50 * r->estimates);
	check_figure(s, waits, "within_p90", r->within_p90 * r->estimates);
	check_figure(s, json_object_get(s->result_lines, "bookings"), "no_show", r->no_shows);
}
