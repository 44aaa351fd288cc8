/* What the estimate of a wait is made of, and what was shown. See meet_db.h. */
#include "features/meet/meet_db.h"

static enum err read_seats(struct db *db, int64_t booth, int64_t now_ms, struct wait_facts *ret)
{
	/* Wrapping up counts as free: the next call may come at any moment. Who pauses comes back. */
	static const char SQL[] =
		"SELECT c.rang_ms, CASE s.state WHEN 'paused' THEN s.until_ms ELSE 0 END FROM seat s "
		"LEFT JOIN call c ON c.seat_id = s.id AND c.ended_ms IS NULL "
		"WHERE s.booth_id = :booth AND s.state <> 'offline' ORDER BY s.id LIMIT 64";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	while (ret->n_seats < WAIT_SEATS_MOST && stmt_row(s)) {
		ret->busy_ms[ret->n_seats] = col_is_null(s, 0) ? -1 : now_ms - col_i64(s, 0);
		if (col_i64(s, 1) > now_ms)
			ret->paused_ms[ret->n_seats] = col_i64(s, 1) - now_ms;
		ret->n_seats++;
	}
	return stmt_end(s);
}

static enum err read_turns(struct db *db, int64_t booth, struct wait_facts *ret)
{
	static const char SQL[] =
		"SELECT seat_id, entry_id, rang_ms, ended_ms FROM call "
		"WHERE booth_id = :booth AND ended_ms IS NOT NULL ORDER BY ended_ms DESC LIMIT 32";
	struct stmt *s = db_stmt(db, SQL);
	struct past_call calls[CALLS_MOST];
	size_t n = 0;

	stmt_i64(s, ":booth", booth);
	while (n < CALLS_MOST && stmt_row(s))
		calls[n++] = (struct past_call){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2),
						 col_i64(s, 3) };
	ret->n_turns = wait_turns(calls, n, ret->turns_ms);
	return stmt_end(s);
}

static enum err read_bookings(struct db *db, int64_t booth, int64_t now_ms, struct wait_facts *ret)
{
	static const char SQL[] =
		"SELECT s.starts_ms FROM slot s JOIN booking k ON k.slot_id = s.id "
		"WHERE s.booth_id = :booth AND s.starts_ms >= :from "
		"AND k.state IN ('offered', 'booked') ORDER BY s.starts_ms LIMIT 64";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":from", now_ms - EXPECTED_FOR_MS);
	while (ret->n_bookings < WAIT_BOOKINGS_MOST && stmt_row(s))
		ret->bookings_ms[ret->n_bookings++] = col_i64(s, 0) - now_ms;
	return stmt_end(s);
}

enum err learned_db_get(struct db *db, int64_t fair, struct wait_learned *ret)
{
	static const char SQL[] = "SELECT scale, reach, left_milli, waited_ms, counted_ms "
				  "FROM wait_calibration WHERE fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct wait_learned){ .calibration = wait_calibrate(NULL, 0) };
	stmt_i64(s, ":fair", fair);
	if (stmt_row(s)) {
		ret->calibration = (struct wait_calibration){ (double)col_i64(s, 0) / 1000.0,
							      (double)col_i64(s, 1) / 1000.0 };
		ret->patience = (struct wait_patience){ (double)col_i64(s, 2) / 1000.0, col_i64(s, 3) };
		ret->counted_ms = col_i64(s, 4);
	}
	return stmt_end(s);
}

enum err learned_db_set(struct db *db, int64_t fair, const struct wait_learned *learned)
{
	static const char SQL[] =
		"INSERT INTO wait_calibration (fair_id, scale, reach, left_milli, waited_ms, counted_ms) "
		"VALUES (:fair, :scale, :reach, :left, :waited, :counted) "
		"ON CONFLICT DO UPDATE SET scale = excluded.scale, reach = excluded.reach, "
		"left_milli = excluded.left_milli, waited_ms = excluded.waited_ms, "
		"counted_ms = excluded.counted_ms";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":scale", (int64_t)(learned->calibration.scale * 1000.0));
	stmt_i64(s, ":reach", (int64_t)(learned->calibration.reach * 1000.0));
	stmt_i64(s, ":left", (int64_t)(learned->patience.left * 1000.0));
	stmt_i64(s, ":waited", learned->patience.waited_ms);
	stmt_i64(s, ":counted", learned->counted_ms);
	return stmt_run(s);
}

enum err learned_db_resume(struct db *db, int64_t down_ms)
{
	static const char SQL[] = "UPDATE /* scan: a row for each fair */ wait_calibration "
				  "SET counted_ms = counted_ms + :down";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":down", down_ms);
	return stmt_run(s);
}

enum err waiters_db_count(struct db *db, int64_t fair, int64_t from_ms, int64_t now_ms,
			  uint32_t *ret_waiting, uint32_t *ret_left)
{
	static const char SQL[] =
		"SELECT (SELECT count(*) FROM booth b JOIN queue_entry q ON q.booth_id = b.id "
		"        WHERE b.fair_id = :fair AND q.ended_ms IS NULL "
		"        AND q.state IN ('waiting', 'away', 'suspended')), "
		"(SELECT count(*) FROM queue_entry q WHERE fair_id = :fair AND state = 'left' "
		" AND ended_ms >= :from AND ended_ms < :now AND NOT EXISTS (SELECT 1 FROM queue_entry o "
		"  WHERE o.account_id = q.account_id AND o.state = 'left' "
		"  AND o.ended_ms < q.ended_ms AND o.ended_ms > q.ended_ms - 600000))";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":from", from_ms);
	stmt_i64(s, ":now", now_ms);
	if (stmt_row(s)) {
		*ret_waiting = (uint32_t)col_i64(s, 0);
		*ret_left = (uint32_t)col_i64(s, 1);
	}
	return stmt_end(s);
}

enum err outcomes_db_newest(struct db *db, int64_t fair, int64_t now_ms,
			    struct wait_outcome ret[WAIT_OUTCOMES_MOST], size_t *ret_n)
{
	static const char SQL[] =
		"SELECT raw_ms, spread_ms, coalesce(rang_ms, :now) - shown_ms FROM ("
		"  SELECT w.raw_ms, w.spread_ms, w.shown_ms, q.ended_ms, "
		"         (SELECT min(c.rang_ms) FROM call c WHERE c.entry_id = w.entry_id) AS rang_ms "
		"  FROM wait_estimate w JOIN queue_entry q ON q.id = w.entry_id "
		"  WHERE w.fair_id = :fair AND w.raw_ms >= 60000 AND w.spread_ms > 0 "
		"  AND w.is_first AND w.shown_ms + 2 * w.raw_ms <= :now ORDER BY w.shown_ms DESC LIMIT 140) "
		"WHERE rang_ms IS NOT NULL OR ended_ms IS NULL LIMIT 100";
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	while (n < WAIT_OUTCOMES_MOST && stmt_row(s))
		ret[n++] = (struct wait_outcome){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2) };
	*ret_n = n;
	return stmt_end(s);
}

enum err wait_db_facts(struct db *db, int64_t fair, int64_t booth, int64_t now_ms,
		       struct wait_facts *ret)
{
	struct wait_learned learned;
	enum err e = read_seats(db, booth, now_ms, ret);

	if (!e)
		e = learned_db_get(db, fair, &learned);
	if (!e)
		e = read_turns(db, booth, ret);
	if (!e)
		e = read_bookings(db, booth, now_ms, ret);
	if (e)
		return e;
	ret->calibration = learned.calibration;
	ret->patience = learned.patience;
	return ERR_OK;
}

enum err estimate_db_keep(struct db *db, const struct estimate *estimate)
{
	static const char SQL[] = "INSERT INTO wait_estimate "
				  "(entry_id, fair_id, shown_ms, place, seats, raw_ms, spread_ms, "
				  "p50_ms, p90_ms, is_first) VALUES (:entry, :fair, :now, :place, "
				  ":seats, :raw, :spread, :p50, :p90, :first) ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":entry", estimate->entry);
	stmt_i64(s, ":fair", estimate->fair);
	stmt_i64(s, ":now", estimate->shown_ms);
	stmt_i64(s, ":place", estimate->place);
	stmt_i64(s, ":seats", estimate->seats);
	stmt_i64(s, ":raw", estimate->guess.raw_ms);
	stmt_i64(s, ":spread", estimate->guess.spread_ms);
	stmt_i64(s, ":p50", estimate->guess.wait.p50_ms);
	stmt_i64(s, ":p90", estimate->guess.wait.p90_ms);
	stmt_i64(s, ":first", estimate->is_first);
	return stmt_run(s);
}
