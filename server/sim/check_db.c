/*
 * What must hold after every step, whoever was killed when. All of it is asked of the database,
 * through a connection of its own.
 */
#include "sim/internal.h"
#include "store/db.h"

/* Each finds rows that must not be: their number must be 0. :now is engine time at most. */
static const struct {
	const char *what;
	const char *sql;
} NEVER[] = {
	{ "a slot is held twice",
	  "SELECT count(*) FROM (SELECT 1 FROM booking WHERE state NOT IN ('cancelled', 'expired') "
	  "GROUP BY slot_id HAVING count(*) > 1) WHERE :now > 0" },
	{ "a student holds two bookings that overlap",
	  "SELECT count(*) FROM booking a JOIN slot s ON s.id = a.slot_id "
	  "JOIN booking b ON b.account_id = a.account_id AND b.id > a.id JOIN slot t ON t.id = b.slot_id "
	  "WHERE a.state IN ('booked', 'checked_in', 'in_call') AND b.state IN ('booked', 'checked_in', "
	  "'in_call') AND s.starts_ms < t.ends_ms AND t.starts_ms < s.ends_ms AND :now > 0" },
	{ "somebody is in two calls",
	  "SELECT count(*) FROM call a JOIN call b ON b.id > a.id AND b.ended_ms IS NULL "
	  "AND (b.student_id = a.student_id OR b.recruiter_id = a.recruiter_id OR b.seat_id = a.seat_id) "
	  "WHERE a.ended_ms IS NULL AND :now > 0" },
	{ "an entry rings or talks without a call, or the other way round",
	  "SELECT count(*) FROM queue_entry q LEFT JOIN call c ON c.entry_id = q.id AND c.ended_ms IS NULL "
	  "WHERE ((q.state IN ('called', 'in_call')) <> (c.id IS NOT NULL) "
	  "OR (q.state = 'called' AND c.state <> 'ringing') "
	  "OR (q.state = 'in_call' AND c.state = 'ringing')) AND :now > 0" },
	{ "a seat rings or talks without a call, or the other way round",
	  "SELECT count(*) FROM seat s LEFT JOIN call c ON c.seat_id = s.id AND c.ended_ms IS NULL "
	  "WHERE (s.state IN ('ringing', 'in_call')) <> (c.id IS NOT NULL) AND :now > 0" },
	{ "an entry has ended and has not",
	  "SELECT count(*) FROM queue_entry WHERE (ended_ms IS NOT NULL) <> (state IN ('done', 'left', "
	  "'missed', 'removed', 'closed')) AND :now > 0" },
	{ "a call's clocks run back",
	  "SELECT count(*) FROM call WHERE (started_ms < rang_ms OR ends_ms < started_ms "
	  "OR ended_ms < rang_ms OR ended_ms < started_ms OR ended_ms > :now OR started_ms > :now)" },
	{ "a call waits for ever",
	  "SELECT count(*) FROM call c WHERE ended_ms IS NULL AND :now > 0 "
	  "AND '{\"call\":' || c.id || ',\"version\":' || c.version || '}' NOT IN ("
	  "SELECT args FROM timer WHERE command = 'call.timeout')" },
	{ "a call waits longer than its deadline",
	  "SELECT count(*) FROM call WHERE ended_ms IS NULL "
	  "AND coalesce(deadline_ms, ends_ms) < :now - 60000" },
	{ "a suspended entry waits for ever",
	  "SELECT count(*) FROM queue_entry q WHERE ended_ms IS NULL AND state = 'suspended' AND :now > 0 "
	  "AND '{\"entry\":' || q.id || ',\"version\":' || q.version || '}' NOT IN ("
	  "SELECT args FROM timer WHERE command = 'queue.timeout')" },
	{ "a seat pauses or wraps up for ever",
	  "SELECT count(*) FROM seat s WHERE state IN ('wrap_up', 'paused') AND :now > 0 "
	  "AND '{\"seat\":' || s.id || ',\"version\":' || s.version || '}' NOT IN ("
	  "SELECT args FROM timer WHERE command = 'seat.timeout')" },
	{ "a booking is never looked at again",
	  "SELECT count(*) FROM booking k WHERE state IN ('booked', 'checked_in', 'in_call') AND :now > 0 "
	  "AND '{\"booking\":' || k.id || '}' NOT IN ("
	  "SELECT args FROM timer WHERE command = 'booking.timeout')" },
	{ "a time is offered for ever",
	  "SELECT count(*) FROM booking k WHERE state = 'offered' AND :now > 0 "
	  "AND '{\"booking\":' || k.id || ',\"version\":' || k.version || '}' NOT IN ("
	  "SELECT args FROM timer WHERE command = 'booking.expire')" },
	{ "a timer that is due is not run",
	  "SELECT count(*) FROM timer WHERE due_ms < :now - 60000" },
	{ "somebody waits at a fair that is closed",
	  "SELECT count(*) FROM queue_entry q JOIN fair f ON f.id = q.fair_id WHERE f.state = 'closed' "
	  "AND q.state IN ('waiting', 'away', 'suspended', 'called') AND :now > 0" },
	{ "a talk left no lead behind that owes an answer or has one",
	  "SELECT count(*) FROM call c LEFT JOIN lead l ON l.booth_id = c.booth_id "
	  "AND l.account_id = c.student_id WHERE c.ended_ms IS NOT NULL AND c.started_ms IS NOT NULL "
	  "AND (l.id IS NULL OR (l.state = 'spoken' AND l.due_ms IS NULL AND l.answer IS NULL)) "
	  "AND :now > 0" },
	{ "a student waits or booked and has no lead there",
	  "SELECT count(*) FROM queue_entry q WHERE :now > 0 AND NOT EXISTS (SELECT 1 FROM lead l "
	  "WHERE l.booth_id = q.booth_id AND l.account_id = q.account_id)" },
	{ "two places in a line are one",
	  "SELECT count(*) FROM (SELECT 1 FROM queue_entry WHERE ended_ms IS NULL "
	  "GROUP BY booth_id, precedence, rank HAVING count(*) > 1) WHERE :now > 0" },
	{ "somebody waits in more lines than the fair allows",
	  "SELECT count(*) FROM (SELECT q.account_id FROM queue_entry q JOIN fair f ON f.id = q.fair_id "
	  "WHERE q.ended_ms IS NULL AND q.precedence = 2 GROUP BY q.account_id "
	  "HAVING count(*) > max(f.max_queues)) WHERE :now > 0" },
};

int64_t ask_number(struct sim *s, const char *sql)
{
	struct stmt *q = db_stmt(s->db, sql);
	int64_t n = -1;

	stmt_i64(q, ":now", s->now_ms);
	if (!stmt_one_i64(q, &n))
		sim_fail(s, "the database cannot be read");
	return n;
}

void check_all(struct sim *s)
{
	s->report->checks++;
	for (size_t i = 0; i < ARRAY_LEN(NEVER) && !s->failure[0]; i++) {
		int64_t n = ask_number(s, NEVER[i].sql);

		if (n)
			sim_fail(s, "%s (%lld)", NEVER[i].what, (long long)n);
	}
}
