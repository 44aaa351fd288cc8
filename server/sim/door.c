/*
 * The door of a fair that has a bound: students come in or wait, and what must hold for it after each step. Whoever is
 * let in beyond the bound must be expected inside: a place in a line, or a booking that begins soon.
 */
#include "sim/internal.h"
#include "store/db.h"

/* What people are told of the doors: a wave is due within this, and who is gone for so long gives their place up. */
#define WAVE_MS (5 * SECOND_MS)
#define GUEST_GONE_MS (5 * MINUTE_MS)
/* Bookings are looked at by the tick of the fair. */
#define SOON_MS (15 * MINUTE_MS)
/* What a batch and a timer that is late may take. */
#define LATE_MS MINUTE_MS

static bool is_bounded(const struct sim *s)
{
	return s->options.scenario->inside != 0;
}

bool door_may_join(struct sim *s, struct person *p)
{
	if (!is_bounded(s) || p->is_inside)
		return true;
	if (!p->door_number)
		ask(s, p, "fair.enter", id_args("fair", s->fair), 0);
	return false;
}

void door_heard(struct sim *s, struct person *p, const json_t *item)
{
	bool was_inside = p->is_inside;

	if (!is_bounded(s))
		return;
	p->let_in_as = item ? p->door_number : 0;
	p->door_number = item ? (unsigned)json_integer_value(json_object_get(item, "number")) : 0;
	p->is_inside = item && !p->door_number;
	if (p->door_number && p->door_number != p->let_in_as)
		p->outside_ms = s->now_ms;
	if (!p->is_inside || was_inside)
		return;
	p->is_let_in = true;
	plan(s, p, chance_between(&p->chance, 1, 30 * SECOND_MS), student_looks_around, 0);
}

/* ---- what must hold ---- */

static int64_t number(struct sim *s, const char *sql, int64_t who, int64_t what)
{
	struct stmt *q = db_stmt(s->db, sql);
	int64_t n = -1;

	stmt_i64(q, ":who", who);
	stmt_i64(q, ":what", what);
	if (!stmt_one_i64(q, &n))
		sim_fail(s, "the database cannot be read");
	return n;
}

/*
 * By whoever waited already: who is back with a number that they had before is only the next. Who was without a line
 * hears of their turn later than it came.
 */
static bool is_overtaken(struct sim *s, const struct person *p)
{
	int64_t let_in_ms = p->lost_ms > p->outside_ms ? p->lost_ms : s->now_ms;

	for (unsigned i = 0; i < s->n_people; i++) {
		const struct person *other = &s->people[i];

		if (other->door_number && other->door_number < p->let_in_as && other->outside_ms < let_in_ms &&
		    number(s, "SELECT count(*) FROM guest WHERE account_id = :who AND state = 'waiting' AND number < :what",
			   other->account, p->let_in_as))
			return true;
	}
	return false;
}

static bool is_expected(struct sim *s, const struct person *p)
{
	return number(s,
		      "SELECT (SELECT count(*) FROM queue_entry WHERE account_id = :who AND ended_ms IS NULL) "
		      "+ (SELECT count(*) FROM booking k JOIN slot s ON s.id = k.slot_id WHERE k.account_id = :who "
		      "AND k.state IN ('booked', 'checked_in', 'in_call') AND s.starts_ms <= :what)",
		      p->account, s->now_ms + SOON_MS) > 0;
}

static void check_counts(struct sim *s)
{
	static const char COUNTS[] =
		"SELECT count(*) FROM doors d WHERE (d.inside, d.waiting) <> "
		"(SELECT coalesce(sum(g.state = 'inside'), 0), coalesce(sum(g.state = 'waiting'), 0) FROM guest g) "
		"OR :who + :what < 0";
	static const char ROOM[] =
		"SELECT count(*) FROM doors d JOIN fair f ON f.id = d.fair_id WHERE f.state = 'open' AND d.waiting > 0 "
		"AND d.inside < f.inside_most AND (d.timer_ms NOT BETWEEN :who AND :what "
		"OR NOT EXISTS (SELECT 1 FROM timer t WHERE t.command = 'doors.wave' AND t.due_ms = d.timer_ms))";

	if (number(s, COUNTS, 0, 0))
		sim_fail(s, "what is counted at the door is not what is there");
	if (number(s, ROOM, s->now_ms - LATE_MS, s->now_ms + WAVE_MS))
		sim_fail(s, "people wait at the door though there is room");
}

void door_check(struct sim *s)
{
	int64_t inside, expected = 0, others = 0;

	if (!is_bounded(s))
		return;
	check_counts(s);
	inside = number(s, "SELECT coalesce(max(inside), 0) FROM doors WHERE :who + :what >= 0", 0, 0);
	for (unsigned i = 0; i < s->n_people; i++) {
		struct person *p = &s->people[i];

		if (!p->is_let_in)
			continue;
		p->is_let_in = false;
		if (is_expected(s, p)) {
			expected++;
			continue;
		}
		others++;
		if (is_overtaken(s, p))
			sim_fail(s, "somebody came in before who waited longer (%u)", p->let_in_as);
	}
	if (others && inside > (int64_t)s->options.scenario->inside + expected)
		sim_fail(s, "more are inside than the bound (%lld)", (long long)inside);
}

/* A server that was away grants the grace anew. */
void door_check_gone(struct sim *s)
{
	for (unsigned i = 0; is_bounded(s) && i < s->n_people; i++) {
		const struct person *p = &s->people[i];
		int64_t since_ms = p->lost_ms > s->crashed_ms ? p->lost_ms : s->crashed_ms;

		if (!p->conn && s->now_ms - since_ms > GUEST_GONE_MS + LATE_MS &&
		    number(s, "SELECT count(*) FROM guest WHERE account_id = :who AND state <> 'passed' AND :what = 0",
			   p->account, 0))
			sim_fail(s, "somebody who is gone keeps a place at the door");
	}
}

void door_check_told(struct sim *s, const struct person *p)
{
	if (!is_bounded(s) || !p->conn || p->told_visit != p->visit)
		return;
	if (p->door_number && !number(s, "SELECT count(*) FROM guest WHERE account_id = :who AND state = 'waiting' "
					 "AND number = :what", p->account, p->door_number))
		sim_fail(s, "a place at the door is lost and its student was not told (%u)", p->door_number);
	if (p->is_inside && !number(s, "SELECT count(*) FROM guest WHERE account_id = :who AND state = 'inside' "
				       "AND :what = 0", p->account, 0))
		sim_fail(s, "a place inside is lost and its student was not told");
}
