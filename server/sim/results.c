/*
 * The report of a fair, as its organiser gets it, beside what is counted here in other ways: of the waits from the
 * tables (figures_db.c), and of all else, without them, from what everybody did and was told (ledger.h).
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "sim/ledger.h"

/* Of fewer nothing is told. */
#define LEAST 10
/* So many that something is told of groups too. */
#define MANY 100
#define CONNECTS_MOST 200 /* at once */

/* Everybody who came looks at their page once more: what became of the last of it they have not all heard. */
static void all_look(struct sim *s)
{
	for (unsigned i = 0; i < s->n_people; i++) {
		struct person *p = &s->people[i];

		p->is_gone = false;
		if (p->waits_from_ms)
			person_connect(s, p);
		if (i % CONNECTS_MOST == 0)
			engine_step(s->engine);
	}
	engine_step(s->engine); /* they are connected, and ask for what is theirs */
	for (unsigned i = 0; i < s->n_people && s->questions.n; i++)
		engine_step(s->engine);
	if (s->questions.n)
		sim_fail(s, "%zu questions were not answered", s->questions.n);
}

void results_ask(struct sim *s)
{
	struct person *organiser = &s->people[0];

	all_look(s);
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

static void check_between(struct sim *s, const json_t *of, const char *name, size_t least, size_t most)
{
	double said = json_number_value(json_object_get(of, name));

	if (of && (said < (double)least || said > (double)most))
		sim_fail(s, "the report says %s %.0f, and it was %zu to %zu", name, said, least, most);
}

static double seconds(double s)
{
	return s * (double)SECOND_MS;
}

/* ---- students and leads: of everybody, or of a group ---- */

/* As the report has them, by their names in it. */
enum figure {
	FIGURE_STUDENTS, FIGURE_ACTIVE, FIGURE_HAS_SPOKEN, FIGURE_OFFERS, FIGURE_PLACEMENTS,
	FIGURE_LEADS,
	FIGURE_OWED = FIGURE_LEADS + 1 + LEAD_STATE_WITHDRAWN + 1, FIGURE_OVERDUE, FIGURE_IN_TIME, FIGURE_LATE,
	FIGURE_N
};

struct group {
	const char *name;
	unsigned n[FIGURE_N];
	bool is_told;
};

/* One kind of groups; what is not told of them is told of the others together. */
struct breakdown {
	const char *of, *name_in, *counts_in, *others;
	struct group *groups;
	size_t n;
	enum figure from, until; /* what is told of each */
};

static const char *figure_name(enum figure f)
{
	static const char *const NAMES[FIGURE_N] = { "students", "active", "spoken", "offers",
						     "placements", "leads", [FIGURE_OWED] = "owed", "overdue",
						     "in_time", "late" };

	return NAMES[f] ? NAMES[f] : lead_state_name((enum lead_state)(f - FIGURE_LEADS - 1));
}

static void check_all_figures(struct sim *s, const json_t *of, const struct group *g, enum figure from,
			      enum figure until)
{
	for (int f = (int)from; f <= (int)until; f++)
		check_figure(s, of, figure_name((enum figure)f), g->n[f]);
}

static struct group *group_called(const struct breakdown *b, const char *name)
{
	for (size_t i = 0; i < b->n; i++) {
		if (!strcmp(b->groups[i].name, name))
			return &b->groups[i];
	}
	return NULL;
}

static void check_others(struct sim *s, const struct breakdown *b, const json_t *others)
{
	struct group rest = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		for (int f = 0; f < FIGURE_N && !b->groups[i].is_told; f++)
			rest.n[f] += b->groups[i].n[f];
	}
	if (!others && rest.n[b->from])
		sim_fail(s, "the report's %s are not everybody", b->of);
	check_all_figures(s, others, &rest, b->from, b->until);
}

static void check_groups(struct sim *s, const struct breakdown *b)
{
	const json_t *said = json_object_get(s->results, b->of), *one, *others = NULL;
	size_t i;

	if (!json_array_size(said)) {
		if (s->report->students >= MANY)
			sim_fail(s, "the report tells of no %s", b->of);
		return;
	}
	json_array_foreach(said, i, one) {
		const char *name = json_string_value(json_object_get(one, b->name_in));
		const json_t *counts = json_object_get(one, b->counts_in);
		struct group *g = group_called(b, name);

		/* Of nobody there is nothing to hide. */
		if (g && g->n[FIGURE_STUDENTS] && g->n[FIGURE_STUDENTS] < LEAST)
			sim_fail(s, "the report tells of %u students (%s)", g->n[FIGURE_STUDENTS], name);
		if (g) {
			g->is_told = true;
			check_all_figures(s, counts, g, b->from, b->until);
		} else if (!strcmp(name, b->others)) {
			others = counts;
		} else {
			sim_fail(s, "the report has %s called %s", b->of, name);
		}
		if (g && json_object_get(one, "students"))
			check_figure(s, one, "students", g->n[FIGURE_STUDENTS]);
	}
	check_others(s, b, others);
}

/* Everybody, and everybody of a group. */
struct everybody {
	struct group all, schools[SCHOOLS], levels[LEVELS], sectors[SECTORS];
};

static void add_deal(struct group *g, const struct deal *d, int64_t now_ms)
{
	g->n[FIGURE_LEADS]++;
	g->n[FIGURE_LEADS + 1 + (int)d->state]++;
	g->n[FIGURE_OFFERS] += d->state == LEAD_STATE_OFFERED;
	g->n[FIGURE_PLACEMENTS] += d->state == LEAD_STATE_PLACED;
	g->n[FIGURE_OWED] += d->due_ms > now_ms;
	g->n[FIGURE_OVERDUE] += d->due_ms && d->due_ms <= now_ms;
	g->n[FIGURE_IN_TIME] += !d->due_ms && d->was_owed && !d->is_late;
	g->n[FIGURE_LATE] += !d->due_ms && d->was_owed && d->is_late;
}

/* What somebody had to do with whoever is in this sector; SECTORS: in any. */
static void add_student(struct sim *s, struct group *g, const struct person *p, unsigned sector)
{
	bool is_active = false, has_spoken = false;

	for (unsigned b = 0; b < s->options.scenario->booths; b++) {
		const struct deal *d = ledger_deal(s, p, b);

		if (!d || (sector < SECTORS && world_sector(b) != sector))
			continue;
		is_active = true;
		has_spoken = has_spoken || d->spoken_ms;
		add_deal(g, d, s->now_ms);
	}
	g->n[FIGURE_STUDENTS] += is_active || sector == SECTORS;
	g->n[FIGURE_ACTIVE] += is_active;
	g->n[FIGURE_HAS_SPOKEN] += has_spoken;
}

static void count_everybody(struct sim *s, struct everybody *ret)
{
	for (unsigned i = 0; i < s->n_people; i++) {
		const struct person *p = &s->people[i];

		if (p->kind != PERSON_STUDENT)
			continue;
		add_student(s, &ret->all, p, SECTORS);
		add_student(s, &ret->schools[world_school(s, p)], p, SECTORS);
		add_student(s, &ret->levels[world_level(s, p)], p, SECTORS);
		for (unsigned k = 0; k < SECTORS; k++)
			add_student(s, &ret->sectors[k], p, k);
	}
	for (size_t i = 0; i < SCHOOLS; i++)
		ret->schools[i].name = WORLD_SCHOOLS[i];
	for (size_t i = 0; i < LEVELS; i++)
		ret->levels[i].name = WORLD_LEVELS[i];
	for (size_t i = 0; i < SECTORS; i++)
		ret->sectors[i].name = WORLD_SECTORS[i];
}

static void check_people(struct sim *s)
{
	const json_t *total = json_object_get(s->results, "total"), *leads = json_object_get(s->results, "leads");
	struct everybody e = { 0 };
	const struct breakdown breakdowns[] = {
		{ "schools", "name", "counts", "", e.schools, SCHOOLS, FIGURE_STUDENTS, FIGURE_PLACEMENTS },
		{ "levels", "group", "counts", "others", e.levels, LEVELS, FIGURE_STUDENTS, FIGURE_PLACEMENTS },
		{ "rooms", "name", "leads", "", e.sectors, SECTORS, FIGURE_LEADS, FIGURE_LATE },
	};

	count_everybody(s, &e);
	if (!total != (s->report->students < LEAST) || !leads != (e.all.n[FIGURE_ACTIVE] < LEAST))
		sim_fail(s, "the report tells of %u students, or does not", s->report->students);
	check_figure(s, total, "students", s->report->students);
	check_figure(s, total, "spoken", (double)s->report->students - s->report->without_talk);
	check_figure(s, s->results, "target", WORLD_TARGET);
	check_figure(s, s->results, "placements", e.all.n[FIGURE_PLACEMENTS]);
	check_all_figures(s, total, &e.all, FIGURE_STUDENTS, FIGURE_PLACEMENTS);
	check_all_figures(s, leads, &e.all, FIGURE_LEADS, FIGURE_LATE);
	for (size_t i = 0; i < ARRAY_LEN(breakdowns) && total && leads; i++)
		check_groups(s, &breakdowns[i]);
}

/* ---- how talks, places in line and bookings ended ---- */

static void check_talks(struct sim *s)
{
	const struct map *heard = &s->ledger->talks;
	const json_t *talks = json_object_get(s->result_lines, "talks");
	struct arena arena = { 0 };
	struct ids lengths = { arena_array(&arena, heard->n + 1, sizeof(int64_t)), 0 };
	unsigned hung_up = 0, time = 0, lost = 0;
	size_t pos = 0;
	uint64_t key;
	void *value;

	while (map_next(heard, &pos, &key, &value)) {
		const struct talk *t = value;

		lengths.at[lengths.n++] = t->ms;
		hung_up += t->reason == END_REASON_HUNG_UP;
		time += t->reason == END_REASON_TIME;
		lost += t->reason == END_REASON_LOST;
	}
	check_figure(s, talks, "talks", s->report->talks);
	check_figure(s, talks, "talks", (double)heard->n);
	check_figure(s, talks, "p50_ms", seconds(percentile_s(&lengths, 0.5)));
	check_figure(s, talks, "p90_ms", seconds(percentile_s(&lengths, 0.9)));
	check_figure(s, talks, "hung_up", hung_up);
	check_figure(s, talks, "time", time);
	check_figure(s, talks, "lost", lost);
	check_figure(s, talks, "other", (double)heard->n - hung_up - time - lost);
	arena_done(&arena);
}

/* How many of these are in this state; states are kept one higher. */
static size_t in_state(const struct map *of, unsigned state)
{
	size_t pos = 0, n = 0;
	uint64_t key;
	void *value;

	while (map_next(of, &pos, &key, &value))
		n += (uintptr_t)value == state + 1;
	return n;
}

/* A place is done with a talk. Not of all others is told how they ended: to who is away, or gave a booking back. */
static void check_entries(struct sim *s)
{
	static const enum entry_state ENDS[] = { ENTRY_STATE_LEFT, ENTRY_STATE_MISSED, ENTRY_STATE_REMOVED,
						 ENTRY_STATE_CLOSED };
	const struct map *heard = &s->ledger->entries;
	const json_t *entries = json_object_get(s->result_lines, "entries");
	size_t talks = s->ledger->talks.n, untold = in_state(heard, ENTRY_STATE_WAITING) - talks;
	double all = json_number_value(json_object_get(entries, "done"));

	check_figure(s, entries, "done", (double)talks);
	for (size_t i = 0; i < ARRAY_LEN(ENDS); i++) {
		size_t told = in_state(heard, ENDS[i]);

		check_between(s, entries, entry_state_name(ENDS[i]), told, told + untold);
		all += json_number_value(json_object_get(entries, entry_state_name(ENDS[i])));
	}
	if (entries && fabs(all - (double)heard->n) > 0.5)
		sim_fail(s, "the report says of %.0f places in line how they ended, and there were %zu", all,
			 heard->n);
}

static void check_bookings(struct sim *s)
{
	static const enum booking_state ENDS[] = { BOOKING_STATE_DONE, BOOKING_STATE_NO_SHOW,
						   BOOKING_STATE_MISSED_BY_EMPLOYER, BOOKING_STATE_CANCELLED };
	const json_t *bookings = json_object_get(s->result_lines, "bookings");

	for (size_t i = 0; i < ARRAY_LEN(ENDS); i++)
		check_figure(s, bookings, booking_state_name(ENDS[i]),
			     (double)in_state(&s->ledger->bookings, ENDS[i]));
	check_figure(s, bookings, "no_show", s->report->no_shows);
}

void results_check(struct sim *s)
{
	const struct sim_report *r = s->report;
	const json_t *waits = json_object_get(s->result_waits, "waits");

	ledger_close(s);
	check_people(s);
	check_talks(s);
	check_entries(s);
	check_bookings(s);
	check_figure(s, waits, "waits", r->estimates);
	check_figure(s, waits, "p50_ms", seconds(r->wait_p50_s));
	check_figure(s, waits, "p90_ms", seconds(r->wait_p90_s));
	check_figure(s, waits, "within_p50", r->within_p50 * r->estimates);
	check_figure(s, waits, "within_p90", r->within_p90 * r->estimates);
}
