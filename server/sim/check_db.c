/*
 * What must hold after every step, whoever was killed when. All of it is asked of the database,
 * through a connection of its own.
 */
#include <stdio.h>
#include <string.h>

#include "sim/internal.h"
#include "store/db.h"

/* Each finds rows that must not be: their number must be 0. :now is engine time at most. Of one person,
 * :who, the second is asked: what they have a part in. */
struct never {
	const char *what, *of_all, *of_one;
};

#define BOTH(sql, who) sql, sql " AND " who " = :who AND :now > 0"
#define TIMERS(command) "NOT IN (SELECT args FROM timer WHERE command = '" command "')"

static const struct never NEVER[] = {
	{ "a timer that is due is not run",
	  "SELECT count(*) FROM timer WHERE due_ms < :now - 60000", NULL },
	{ "a slot is held twice",
	  "SELECT count(*) FROM (SELECT 1 FROM booking WHERE state NOT IN ('cancelled', 'expired') "
	  "GROUP BY slot_id HAVING count(*) > 1)", NULL },
	{ "two places in a line are one",
	  "SELECT count(*) FROM (SELECT 1 FROM queue_entry WHERE ended_ms IS NULL "
	  "GROUP BY booth_id, precedence, rank HAVING count(*) > 1)",
	  "SELECT count(*) FROM queue_entry q JOIN queue_entry o ON o.booth_id = q.booth_id "
	  "AND o.precedence = q.precedence AND o.rank = q.rank AND o.id <> q.id AND o.ended_ms IS NULL "
	  "WHERE q.account_id = :who AND q.ended_ms IS NULL AND :now > 0" },
	{ "somebody waits in more lines than the fair allows",
	  "SELECT count(*) FROM (SELECT q.account_id FROM queue_entry q JOIN fair f ON f.id = q.fair_id "
	  "WHERE q.ended_ms IS NULL AND q.precedence = 2 GROUP BY q.account_id "
	  "HAVING count(*) > max(f.max_queues))",
	  "SELECT count(*) > max(f.max_queues) FROM queue_entry q JOIN fair f ON f.id = q.fair_id "
	  "WHERE q.account_id = :who AND q.ended_ms IS NULL AND q.precedence = 2 AND :now > 0" },
	{ "a student holds two bookings that overlap",
	  BOTH("SELECT count(*) FROM booking a JOIN slot s ON s.id = a.slot_id "
	       "JOIN booking b ON b.account_id = a.account_id AND b.id > a.id "
	       "JOIN slot t ON t.id = b.slot_id "
	       "WHERE a.state IN ('booked', 'checked_in', 'in_call') "
	       "AND b.state IN ('booked', 'checked_in', 'in_call') "
	       "AND s.starts_ms < t.ends_ms AND t.starts_ms < s.ends_ms", "a.account_id") },
	{ "somebody is in two calls",
	  BOTH("SELECT count(*) FROM call a JOIN call b ON b.id <> a.id AND b.ended_ms IS NULL "
	       "AND (b.student_id = a.student_id OR b.recruiter_id = a.recruiter_id "
	       "OR b.seat_id = a.seat_id) WHERE a.ended_ms IS NULL", "a.student_id") },
	/* All that may lie around a talk is 45 s to answer, a minute more, and half a minute at both ends. */
	{ "somebody is rung whose booked time elsewhere comes before that talk is over",
	  BOTH("SELECT count(*) FROM call c JOIN booth b ON b.id = c.booth_id "
	       "JOIN booking k ON k.account_id = c.student_id AND k.booth_id <> c.booth_id "
	       "AND k.state IN ('booked', 'checked_in') AND k.offer IS NULL AND k.booked_ms < c.rang_ms "
	       "JOIN slot s ON s.id = k.slot_id AND s.starts_ms < c.rang_ms + b.talk_ms + 165000 "
	       "AND s.ends_ms > c.rang_ms "
	       "JOIN queue_entry q ON q.id = c.entry_id LEFT JOIN booking m ON m.id = q.booking_id "
	       "LEFT JOIN slot t ON t.id = m.slot_id "
	       "WHERE c.state = 'ringing' AND coalesce(t.starts_ms > c.rang_ms, TRUE)", "c.student_id") },
	{ "an entry rings or talks without a call, or the other way round",
	  BOTH("SELECT count(*) FROM queue_entry q "
	       "LEFT JOIN call c ON c.entry_id = q.id AND c.ended_ms IS NULL "
	       "WHERE ((q.state IN ('called', 'in_call')) <> (c.id IS NOT NULL) "
	       "OR (q.state = 'called' AND c.state <> 'ringing') "
	       "OR (q.state = 'in_call' AND c.state = 'ringing'))", "q.account_id") },
	{ "a seat rings or talks without a call, or the other way round",
	  "SELECT count(*) FROM seat s LEFT JOIN call c ON c.seat_id = s.id AND c.ended_ms IS NULL "
	  "WHERE (s.state IN ('ringing', 'in_call')) <> (c.id IS NOT NULL)",
	  "SELECT count(*) FROM seat s LEFT JOIN call c ON c.seat_id = s.id AND c.ended_ms IS NULL "
	  "WHERE (s.state IN ('ringing', 'in_call')) <> (c.id IS NOT NULL) "
	  "AND s.account_id = :who AND s.state <> 'offline' AND :now > 0" },
	{ "an entry has ended and has not",
	  BOTH("SELECT count(*) FROM queue_entry WHERE (ended_ms IS NOT NULL) <> (state IN ('done', 'left', "
	       "'missed', 'removed', 'closed'))", "account_id") },
	{ "a call's clocks run back",
	  BOTH("SELECT count(*) FROM call WHERE (started_ms < rang_ms OR ends_ms < started_ms "
	       "OR ended_ms < rang_ms OR ended_ms < started_ms OR ended_ms > :now OR started_ms > :now)",
	       "student_id") },
	{ "a call waits for ever",
	  BOTH("SELECT count(*) FROM call c WHERE ended_ms IS NULL "
	       "AND '{\"call\":' || c.id || ',\"version\":' || c.version || '}' " TIMERS("call.timeout"),
	       "student_id") },
	{ "a call waits longer than its deadline",
	  BOTH("SELECT count(*) FROM call WHERE ended_ms IS NULL "
	       "AND coalesce(deadline_ms, ends_ms) < :now - 60000", "student_id") },
	{ "a suspended entry waits for ever",
	  BOTH("SELECT count(*) FROM queue_entry q WHERE ended_ms IS NULL AND state = 'suspended' "
	       "AND '{\"entry\":' || q.id || ',\"version\":' || q.version || '}' "
	       TIMERS("queue.timeout"), "account_id") },
	{ "a seat pauses or wraps up for ever",
	  BOTH("SELECT count(*) FROM seat s WHERE state <> 'offline' AND state IN ('wrap_up', 'paused') "
	       "AND '{\"seat\":' || s.id || ',\"version\":' || s.version || '}' " TIMERS("seat.timeout"),
	       "account_id") },
	{ "a booking is never looked at again",
	  BOTH("SELECT count(*) FROM booking k WHERE state IN ('booked', 'checked_in', 'in_call') "
	       "AND '{\"booking\":' || k.id || '}' " TIMERS("booking.timeout"), "account_id") },
	{ "a time is offered for ever",
	  BOTH("SELECT count(*) FROM booking k WHERE state = 'offered' AND '{\"booking\":' || k.id || "
	       "',\"version\":' || k.version || '}' " TIMERS("booking.expire"), "account_id") },
	{ "somebody waits at a fair that is closed",
	  BOTH("SELECT count(*) FROM queue_entry q JOIN fair f ON f.id = q.fair_id "
	       "WHERE f.state = 'closed' AND q.state IN ('waiting', 'away', 'suspended', 'called')",
	       "q.account_id") },
	{ "a talk left no lead behind that owes an answer or has one",
	  BOTH("SELECT count(*) FROM call c LEFT JOIN lead l ON l.booth_id = c.booth_id "
	       "AND l.account_id = c.student_id WHERE c.ended_ms IS NOT NULL AND c.started_ms IS NOT NULL "
	       "AND (l.id IS NULL OR (l.state = 'spoken' AND l.due_ms IS NULL AND l.answer IS NULL))",
	       "c.student_id") },
	{ "a student waits or waited and has no lead there",
	  BOTH("SELECT count(*) FROM queue_entry q WHERE NOT EXISTS (SELECT 1 FROM lead l "
	       "WHERE l.booth_id = q.booth_id AND l.account_id = q.account_id)", "q.account_id") },
	/* Who takes the card back gives the booking back with it. */
	{ "a student booked and has no lead there, or took the card back",
	  BOTH("SELECT count(*) FROM booking k WHERE k.state IN ('booked', 'checked_in', 'in_call') "
	       "AND NOT EXISTS (SELECT 1 FROM lead l WHERE l.booth_id = k.booth_id "
	       "AND l.account_id = k.account_id AND l.state <> 'withdrawn')", "k.account_id") },
};

static int64_t count(struct sim *s, const char *sql, const struct person *who)
{
	struct stmt *q = db_stmt(s->db, sql);
	int64_t n = -1;

	if (who)
		stmt_i64(q, ":who", who->account);
	if (who || strstr(sql, ":now"))
		stmt_i64(q, ":now", s->now_ms);
	if (!stmt_one_i64(q, &n))
		sim_fail(s, "the database cannot be read");
	return n;
}

static void check(struct sim *s, const struct person *who)
{
	for (size_t i = 0; i < ARRAY_LEN(NEVER) && !s->failure[0]; i++) {
		const char *sql = who ? NEVER[i].of_one : NEVER[i].of_all;
		int64_t n = sql ? count(s, sql, who) : 0;

		if (n)
			sim_fail(s, "%s (%lld)", NEVER[i].what, (long long)n);
	}
}

/* What they hold as far as they know: a place ends only when they are told. */
static void check_places(struct sim *s, const struct person *p)
{
	static const char SQL[] =
		"SELECT count(*) FROM queue_entry WHERE id = :id AND ended_ms IS NULL";

	for (int i = 0; i < LINES_MOST && p->conn && p->told_visit == p->visit; i++) {
		struct stmt *q;
		int64_t n = 1;

		if (!p->entries[i])
			continue;
		q = db_stmt(s->db, SQL);
		stmt_i64(q, ":id", p->entries[i]);
		if (!stmt_one_i64(q, &n) || n != 1)
			sim_fail(s, "a place is lost and its student was not told (%lld)",
				 (long long)p->entries[i]);
	}
}

void check_acked(struct sim *s)
{
	static const char SQL[] =
		"SELECT count(*) FROM idempotency WHERE account_id = :account AND key = :key";

	for (size_t i = 0; i < s->n_acked; i++) {
		struct stmt *q = db_stmt(s->db, SQL);
		char key[32];
		int64_t n = 0;

		snprintf(key, sizeof(key), QUESTION_KEY, (long long)s->acked[i].question);
		stmt_i64(q, ":account", s->acked[i].account);
		stmt_str(q, ":key", str_of(key));
		if (!stmt_one_i64(q, &n) || n != 1)
			sim_fail(s, "an acknowledged command is not there (%s)", key);
	}
	s->n_acked = 0;
}

void check_all(struct sim *s)
{
	s->report->checks++;
	check(s, NULL);
	door_check_gone(s);
}

void check_touched(struct sim *s)
{
	if (!s->n_touched)
		return;
	if (db_read_begin(s->db))
		sim_fail(s, "the database cannot be read");
	door_check(s);
	while (s->n_touched) {
		struct person *p = s->touched[--s->n_touched];

		p->is_touched = false;
		check(s, p);
		check_places(s, p);
		door_check_told(s, p);
	}
	db_read_end(s->db);
}
