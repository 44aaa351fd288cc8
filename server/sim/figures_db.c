/* The figures of an evening, as the database tells them. */
#include <stdlib.h>

#include "sim/internal.h"
#include "store/db.h"

/* One number; `sql` has the parameter :now. */
static int64_t ask_number(struct sim *s, const char *sql)
{
	struct stmt *q = db_stmt(s->db, sql);
	int64_t n = -1;

	stmt_i64(q, ":now", s->now_ms);
	if (!stmt_one_i64(q, &n))
		sim_fail(s, "the database cannot be read");
	return n;
}

static int by_size(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

double percentile_s(struct ids *values, double share)
{
	if (!values->n)
		return 0;
	qsort(values->at, values->n, sizeof(*values->at), by_size);
	return (double)values->at[(size_t)(share * (double)(values->n - 1))] / 1000.0;
}

static struct ids ask_numbers(struct sim *s, struct arena *a, const char *sql)
{
	struct ids values = { 0 };

	if (stmt_ids(db_stmt(s->db, sql), a, &values))
		sim_fail(s, "the database cannot be read");
	return values;
}

/* Of all waits that were told and ended in a ring: from then to that ring. */
#define TOLD                                                                                       \
	"FROM wait_estimate w JOIN queue_entry q ON q.id = w.entry_id JOIN booth b ON b.id = q.booth_id " \
	"JOIN call c ON c.entry_id = q.id AND c.rang_ms = (SELECT min(n.rang_ms) FROM call n "     \
	"WHERE n.entry_id = q.id AND n.rang_ms >= w.shown_ms) "
/* Of those that were told on taking the number. */
#define TOLD_FIRST TOLD "AND w.is_first "
#define WAITED "c.rang_ms - w.shown_ms"

/* The share of ones among zeroes and ones. */
static double share_of(const struct ids *values)
{
	double sum = 0;

	for (size_t i = 0; i < values->n; i++)
		sum += (double)values->at[i];
	return values->n ? sum / (double)values->n : 0;
}

static void fill_waits(struct sim *s, struct arena *a)
{
	static const char WAITS[] = "SELECT " WAITED " " TOLD_FIRST;
	static const char IN_P50[] = "SELECT " WAITED " <= w.p50_ms " TOLD_FIRST;
	static const char IN_P90[] = "SELECT " WAITED " <= w.p90_ms " TOLD_FIRST;
	static const char ERRORS[] = "SELECT abs(" WAITED " - w.p50_ms) " TOLD_FIRST;
	static const char NAIVE[] =
		"SELECT abs(" WAITED " - w.place * b.talk_ms / max(w.seats, 1)) " TOLD_FIRST;
	struct sim_report *r = s->report;
	struct ids values = ask_numbers(s, a, WAITS), p50 = ask_numbers(s, a, IN_P50),
		   p90 = ask_numbers(s, a, IN_P90);

	r->estimates = (unsigned)values.n;
	r->wait_p50_s = percentile_s(&values, 0.5);
	r->wait_p90_s = percentile_s(&values, 0.9);
	r->within_p50 = share_of(&p50);
	r->within_p90 = share_of(&p90);
	values = ask_numbers(s, a, ERRORS);
	r->error_s = percentile_s(&values, 0.5);
	values = ask_numbers(s, a, NAIVE);
	r->naive_error_s = percentile_s(&values, 0.5);
}

/* The same of all that was told while they waited. */
static void fill_live_waits(struct sim *s, struct arena *a)
{
	static const char IN_P50[] = "SELECT " WAITED " <= w.p50_ms " TOLD;
	static const char IN_P90[] = "SELECT " WAITED " <= w.p90_ms " TOLD;
	struct ids p50 = ask_numbers(s, a, IN_P50), p90 = ask_numbers(s, a, IN_P90);

	s->report->live_within_p50 = share_of(&p50);
	s->report->live_within_p90 = share_of(&p90);
}

static void fill_floor(struct sim *s, struct arena *a)
{
	static const char SQL[] = "SELECT q.id, " WAITED " " TOLD_FIRST;
	struct ids errors = { arena_array(a, s->report->estimates, sizeof(int64_t)), 0 };
	struct stmt *q = db_stmt(s->db, SQL);

	while (stmt_row(q) && errors.n < s->report->estimates) {
		int64_t floor_ms = (int64_t)(uintptr_t)map_get(&s->floors, (uint64_t)col_i64(q, 0));

		if (floor_ms)
			errors.at[errors.n++] = llabs(col_i64(q, 1) - floor_ms);
	}
	if (stmt_end(q))
		sim_fail(s, "the database cannot be read");
	s->report->floor_error_s = percentile_s(&errors, 0.5);
}

/* ---- what policies are compared by ---- */

void report_sample(struct sim *s)
{
	static const char SQL[] = "SELECT /* scan: all there are */ "
				  "coalesce(sum(state NOT IN ('offline', 'paused')), 0), "
				  "coalesce(sum(state IN ('free', 'ringing')), 0) FROM seat";
	struct stmt *q = db_stmt(s->db, SQL);

	if (stmt_row(q)) {
		s->report->seated_s += SAMPLE_S * (double)col_i64(q, 0);
		s->report->idle_s += SAMPLE_S * (double)col_i64(q, 1);
	}
	if (stmt_end(q))
		sim_fail(s, "the database cannot be read");
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* From coming in, or the end of the talk before, to the beginning of a talk that was waited for; who
 * had none waited all evening. */
static struct ids talk_waits(struct sim *s, struct arena *a)
{
	static const char SQL[] =
		"SELECT c.student_id, c.started_ms, c.ended_ms, q.booking_id IS NULL "
		"FROM call c JOIN queue_entry q ON q.id = c.entry_id "
		"WHERE c.started_ms IS NOT NULL ORDER BY c.started_ms";
	struct ids waits = { arena_array(a, s->n_people + s->report->talks, sizeof(int64_t)), 0 };
	struct stmt *q = db_stmt(s->db, SQL);

	while (stmt_row(q)) {
		struct person *p = map_get(&s->by_account, (uint64_t)col_i64(q, 0));

		if (col_i64(q, 3))
			waits.at[waits.n++] = col_i64(q, 1) - later(p->waits_from_ms, s->opens_ms);
		p->waits_from_ms = col_i64(q, 2);
	}
	if (stmt_end(q))
		sim_fail(s, "the database cannot be read");
	for (unsigned i = 0; i < s->n_people; i++) {
		const struct person *p = &s->people[i];

		if (p->kind == PERSON_STUDENT && p->waits_from_ms && !p->n_talks)
			waits.at[waits.n++] = s->closes_ms - later(p->waits_from_ms, s->opens_ms);
	}
	return waits;
}

static void fill_talk_waits(struct sim *s, struct arena *a)
{
	struct ids waits = talk_waits(s, a);

	s->report->talk_wait_p50_s = percentile_s(&waits, 0.5);
	s->report->talk_wait_p90_s = percentile_s(&waits, 0.9);
}

void report_fill(struct sim *s)
{
	struct sim_report *r = s->report;
	struct arena arena = { 0 };

	r->calls = (unsigned)ask_number(s, "SELECT count(*) FROM call WHERE :now > 0");
	r->talks = (unsigned)ask_number(
		s, "SELECT count(*) FROM call WHERE started_ms IS NOT NULL AND :now > 0");
	r->booked = (unsigned)ask_number(s, "SELECT count(*) FROM booking WHERE :now > 0");
	r->no_shows = (unsigned)ask_number(
		s, "SELECT count(*) FROM booking WHERE state = 'no_show' AND :now > 0");
	r->without_talk = (unsigned)ask_number(
		s, "SELECT count(*) FROM participation p WHERE p.role = 'student' AND :now > 0 "
		   "AND NOT EXISTS (SELECT 1 FROM call c WHERE c.student_id = p.account_id "
		   "AND c.started_ms IS NOT NULL)");
	r->talking_s = (double)ask_number(
			       s, "SELECT coalesce(sum(ended_ms - started_ms), 0) FROM call "
				  "WHERE started_ms IS NOT NULL AND :now > 0") /
		       1000.0;
	fill_waits(s, &arena);
	fill_live_waits(s, &arena);
	fill_floor(s, &arena);
	fill_talk_waits(s, &arena);
	arena_done(&arena);
}
