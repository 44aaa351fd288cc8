/* Slots and bookings. See meet_db.h. */
#include "features/meet/meet.h"
#include "features/meet/meet_db.h"

enum err slot_db_get(struct db *db, int64_t id, struct slot *ret)
{
	static const char SQL[] = "SELECT fair_id, booth_id, starts_ms, ends_ms, released_ms, "
				  "is_reserved, is_removed FROM slot WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct slot){
			.id = id,
			.fair = col_i64(s, 0),
			.booth = col_i64(s, 1),
			.starts_ms = col_i64(s, 2),
			.ends_ms = col_i64(s, 3),
			.is_reserved = col_i64(s, 5) != 0,
			.is_removed = col_i64(s, 6) != 0,
			.opens_ms = slot_opens_ms(col_i64(s, 4), col_i64(s, 5) != 0, col_i64(s, 2)),
		};
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err slot_db_at_booth(struct db *db, struct arena *a, int64_t booth, int64_t from_ms,
			  struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM slot WHERE booth_id = :booth AND starts_ms >= :from "
				  "AND is_removed = 0 ORDER BY starts_ms, column_no LIMIT 400";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":from", from_ms);
	return stmt_ids(s, a, ret);
}

/* As its index has it: of a slot only the one booking is looked at that takes it. */
#define TAKES "CASE WHEN state = 'cancelled' OR state = 'expired' THEN id ELSE 0 END = 0"

enum err slot_db_free_at_booth(struct db *db, struct arena *a, int64_t booth, int64_t from_ms,
			       struct ids *ret)
{
	static const char SQL[] =
		"SELECT s.id FROM slot s WHERE s.booth_id = :booth AND s.starts_ms >= :from "
		"AND s.is_removed = 0 AND NOT EXISTS (SELECT 1 FROM booking WHERE slot_id = s.id "
		"AND " TAKES ") ORDER BY s.starts_ms, s.column_no";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":from", from_ms);
	return stmt_ids(s, a, ret);
}

enum err slot_db_was_given_back(struct db *db, int64_t slot, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM booking WHERE slot_id = :slot "
				  "AND state IN ('cancelled', 'expired') LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":slot", slot);
	return stmt_exists(s, ret);
}

enum err slot_db_is_taken(struct db *db, int64_t slot, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM booking WHERE slot_id = :slot AND " TAKES;
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":slot", slot);
	return stmt_exists(s, ret);
}

enum err slot_db_plan(struct db *db, const struct slot *slot, const struct planned_slot *planned,
		      uint32_t column, bool *ret_made)
{
	static const char SQL[] =
		"INSERT INTO slot (id, fair_id, booth_id, column_no, starts_ms, ends_ms, released_ms, "
		"is_reserved) SELECT :id, :fair, :booth, :column, :starts, :ends, :released, :reserved "
		"WHERE NOT EXISTS (SELECT 1 FROM slot WHERE booth_id = :booth AND column_no = :column "
		"AND is_removed = 0 AND starts_ms < :ends AND ends_ms > :starts) "
		"ON CONFLICT (booth_id, starts_ms, column_no) DO UPDATE SET is_removed = 0, "
		"ends_ms = excluded.ends_ms, released_ms = excluded.released_ms, "
		"is_reserved = excluded.is_reserved RETURNING id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", slot->id);
	stmt_i64(s, ":fair", slot->fair);
	stmt_i64(s, ":booth", slot->booth);
	stmt_i64(s, ":column", column);
	stmt_i64(s, ":starts", planned->starts_ms);
	stmt_i64(s, ":ends", planned->ends_ms);
	stmt_i64(s, ":released", planned->released_ms);
	stmt_i64(s, ":reserved", planned->is_reserved);
	*ret_made = stmt_row(s);
	return stmt_end(s);
}

enum err slot_db_remove(struct db *db, int64_t id)
{
	static const char SQL[] = "UPDATE slot SET is_removed = 1 WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err meet_last_slot(struct db *db, int64_t fair, int64_t *ret_ms)
{
	static const char SQL[] = "SELECT coalesce(max(ends_ms), 0) FROM slot WHERE is_removed = 0 "
				  "AND booth_id IN (SELECT id FROM booth WHERE fair_id = :fair)";
	struct stmt *s = db_stmt(db, SQL);

	*ret_ms = 0;
	stmt_i64(s, ":fair", fair);
	return stmt_one_i64(s, ret_ms) ? ERR_OK : ERR_INTERNAL;
}

/* Row by row, a slot would meet the one that has not moved yet (UNIQUE): all go far away first. */
static enum err shift(struct db *db, int64_t fair, int64_t by_ms, int64_t now_ms)
{
	static const char SQL[] =
		"UPDATE slot SET starts_ms = starts_ms + :by, ends_ms = ends_ms + :by, "
		"released_ms = iif(released_ms > :now, released_ms + :by, released_ms) "
		"WHERE booth_id IN (SELECT id FROM booth WHERE fair_id = :fair)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":by", by_ms);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err slot_db_shift(struct db *db, int64_t fair, int64_t by_ms, int64_t now_ms)
{
	const int64_t far_ms = INT64_C(1) << 50;
	enum err e = shift(db, fair, far_ms, now_ms);

	/* What is released later than now is far away by now, and only that. */
	return e ? e : shift(db, fair, by_ms - far_ms, far_ms / 2);
}

enum err booking_db_get(struct db *db, struct arena *a, int64_t id, struct booking *ret)
{
	static const char SQL[] =
		"SELECT k.fair_id, k.booth_id, k.slot_id, k.account_id, k.state, s.starts_ms, s.ends_ms, "
		"k.offer, k.until_ms, k.recruiter_id, k.is_called_off, k.version "
		"FROM booking k JOIN slot s ON s.id = k.slot_id WHERE k.id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct booking){
			.id = id,
			.fair = col_i64(s, 0),
			.booth = col_i64(s, 1),
			.slot = col_i64(s, 2),
			.account = col_i64(s, 3),
			.starts_ms = col_i64(s, 5),
			.ends_ms = col_i64(s, 6),
			.has_offer = !col_is_null(s, 7),
			.until_ms = col_i64(s, 8),
			.recruiter = col_i64(s, 9),
			.is_called_off = col_i64(s, 10) != 0,
			.version = (uint32_t)col_i64(s, 11),
		};
		is_found = booking_state_from(col_str(s, 4, a), &ret->state) &&
			   (!ret->has_offer || offer_kind_from(col_str(s, 7, a), &ret->offer));
	}
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

/* What may change of a booking; 0 is NULL. */
static void bind_booking(struct stmt *s, const struct booking *b)
{
	stmt_i64(s, ":id", b->id);
	stmt_str(s, ":state", str_of(booking_state_name(b->state)));
	if (b->has_offer)
		stmt_str(s, ":offer", str_of(offer_kind_name(b->offer)));
	if (b->until_ms)
		stmt_i64(s, ":until", b->until_ms);
	if (b->recruiter)
		stmt_i64(s, ":recruiter", b->recruiter);
	stmt_i64(s, ":called_off", b->is_called_off);
	stmt_i64(s, ":version", b->version);
}

enum err booking_db_insert(struct db *db, const struct booking *b, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO booking (id, fair_id, booth_id, slot_id, account_id, state, booked_ms, "
		"offer, until_ms, recruiter_id, is_called_off, version) VALUES (:id, :fair, :booth, "
		":slot, :account, :state, :now, :offer, :until, :recruiter, :called_off, :version)";
	struct stmt *s = db_stmt(db, SQL);

	bind_booking(s, b);
	stmt_i64(s, ":fair", b->fair);
	stmt_i64(s, ":booth", b->booth);
	stmt_i64(s, ":slot", b->slot);
	stmt_i64(s, ":account", b->account);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err booking_db_update(struct db *db, const struct booking *b)
{
	static const char SQL[] =
		"UPDATE booking SET state = :state, offer = :offer, until_ms = :until, "
		"recruiter_id = :recruiter, is_called_off = :called_off, version = :version "
		"WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	bind_booking(s, b);
	return stmt_run(s);
}

enum err booking_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM booking WHERE account_id = :account ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err booking_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT k.id FROM slot s JOIN booking k ON k.slot_id = s.id "
				  "WHERE s.booth_id = :booth AND k.state NOT IN ('offered', 'cancelled', "
				  "'expired') ORDER BY s.starts_ms LIMIT 500";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err booking_db_given_back(struct db *db, struct arena *a, int64_t booth, int64_t from_ms,
			       struct ids *ret)
{
	static const char SQL[] =
		"SELECT k.id FROM slot s JOIN booking k ON k.slot_id = s.id WHERE s.booth_id = :booth "
		"AND s.starts_ms >= :from AND k.state IN ('cancelled', 'expired') ORDER BY k.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":from", from_ms);
	return stmt_ids(s, a, ret);
}

enum err booking_db_due(struct db *db, struct arena *a, const struct booth *booth, int64_t now_ms,
			int64_t before_ms, int64_t except, struct due_booking **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT s.starts_ms, s.ends_ms - s.starts_ms, w.id, iif(k.state = 'checked_in', ("
		"    SELECT e.id FROM queue_entry e JOIN account p ON p.id = e.account_id "
		"    WHERE e.booth_id = k.booth_id AND e.account_id = k.account_id AND e.ended_ms IS NULL "
		"    AND e.state = 'waiting' AND p.offline_since_ms IS NULL "
		"    AND NOT EXISTS (SELECT 1 FROM queue_entry h WHERE h.account_id = k.account_id "
		"                    AND h.state IN ('called', 'in_call'))), NULL) "
		"FROM slot s JOIN booking k ON k.slot_id = s.id "
		"LEFT JOIN seat w ON w.booth_id = k.booth_id AND w.account_id = k.recruiter_id "
		"AND w.state NOT IN ('offline', 'paused') "
		"WHERE s.booth_id = :booth AND s.starts_ms > :from AND s.starts_ms < :before "
		"AND k.state IN ('offered', 'booked', 'checked_in') AND k.account_id <> :except "
		"AND NOT EXISTS (SELECT 1 FROM queue_entry q WHERE q.booth_id = k.booth_id "
		"    AND q.account_id = k.account_id AND q.ended_ms IS NULL AND ("
		"    (q.state IN ('called', 'in_call') AND (q.booking_id = k.id "
		"     OR (q.state = 'called' AND s.starts_ms <= :check_in) "
		"     OR EXISTS (SELECT 1 FROM call c WHERE c.entry_id = q.id AND c.ended_ms IS NULL "
		"                AND c.ends_ms > s.starts_ms))) "
		"    OR (q.state <> 'waiting' AND s.starts_ms <= :missing))) "
		"AND NOT (s.starts_ms <= :missing AND EXISTS (SELECT 1 FROM queue_entry o "
		"    WHERE o.account_id = k.account_id AND o.state IN ('called', 'in_call'))) LIMIT 128";
	struct due_booking *at = arena_array(a, DUE_MOST + 1, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":booth", booth->id);
	stmt_i64(s, ":from", now_ms - EXPECTED_FOR_MS);
	stmt_i64(s, ":before", before_ms);
	stmt_i64(s, ":except", except);
	stmt_i64(s, ":missing", now_ms - booth->numbers.no_show_ms);
	stmt_i64(s, ":check_in", now_ms + CHECK_IN_BEFORE_MS);
	while (n < DUE_MOST && stmt_row(s))
		at[n++] = (struct due_booking){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2), col_i64(s, 3) };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err booking_db_is_elsewhere(struct db *db, int64_t account, int64_t booth, int64_t now_ms,
				 int64_t before_ms, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM booking k JOIN slot s ON s.id = k.slot_id WHERE k.account_id = :account "
		"AND k.booth_id <> :booth AND k.state IN ('booked', 'checked_in') "
		"AND s.starts_ms < :before AND s.ends_ms > :now";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":before", before_ms);
	return stmt_exists(s, ret);
}

enum err booking_db_open_at_fair(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] =
		"SELECT k.id FROM booth b CROSS JOIN booking k ON k.booth_id = b.id WHERE "
		"b.fair_id = :fair AND k.state IN ('offered', 'booked', 'checked_in') ORDER BY k.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err booking_db_of_recruiter(struct db *db, struct arena *a, int64_t booth, int64_t account,
				 struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM booking WHERE recruiter_id = :account AND booth_id = :booth "
		"AND state IN ('offered', 'booked', 'checked_in') ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err booking_db_overlaps_of(struct db *db, const struct booking *booking, int64_t recruiter, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM booking k JOIN slot s ON s.id = k.slot_id WHERE k.recruiter_id = :recruiter "
		"AND k.id <> :id AND k.state IN ('booked', 'checked_in', 'in_call') "
		"AND s.starts_ms < :ends AND s.ends_ms > :starts";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":recruiter", recruiter);
	stmt_i64(s, ":id", booking->id);
	stmt_i64(s, ":starts", booking->starts_ms);
	stmt_i64(s, ":ends", booking->ends_ms);
	return stmt_exists(s, ret);
}

enum err booking_db_offered(struct db *db, struct arena *a, struct ids *ret)
{
	static const char SQL[] = "SELECT /* scan: once, at a start */ id FROM booking "
				  "WHERE state = 'offered' ORDER BY id";

	return stmt_ids(db_stmt(db, SQL), a, ret);
}

#define IS_HELD "(k.state = 'booked' OR k.state = 'checked_in' OR k.state = 'in_call')"

enum err booking_db_conflicts(struct db *db, int64_t account, const struct slot *slot, int64_t except,
			      struct booking_conflicts *ret)
{
	/* One row of sums, and no list of states, of which SQLite makes a table: it is asked for every booking. */
	static const char SQL[] =
		"SELECT count(*) FILTER (WHERE k.booth_id = :booth AND (k.state = 'offered' OR " IS_HELD ")), "
		"count(*) FILTER (WHERE k.fair_id = :fair AND " IS_HELD "), "
		"count(*) FILTER (WHERE s.starts_ms < :ends AND s.ends_ms > :starts AND " IS_HELD ") + "
		"(SELECT count(*) FROM call WHERE student_id = :account AND ended_ms IS NULL AND ends_ms > :starts) "
		"FROM booking k JOIN slot s ON s.id = k.slot_id WHERE k.account_id = :account AND k.id <> :except";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct booking_conflicts){ 0 };
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", slot->booth);
	stmt_i64(s, ":fair", slot->fair);
	stmt_i64(s, ":starts", slot->starts_ms);
	stmt_i64(s, ":ends", slot->ends_ms);
	stmt_i64(s, ":except", except);
	if (stmt_row(s)) {
		ret->is_at_booth = col_i64(s, 0);
		ret->held = (uint32_t)col_i64(s, 1);
		ret->overlaps = col_i64(s, 2);
	}
	return stmt_end(s);
}

enum err booking_db_live(struct db *db, struct arena *a, int64_t booth, int64_t account,
			 struct booking *ret)
{
	static const char SQL[] =
		"SELECT id FROM booking WHERE booth_id = :booth AND account_id = :account "
		"AND (state = 'offered' OR state = 'booked' OR state = 'checked_in' OR state = 'in_call')";
	struct stmt *s = db_stmt(db, SQL);
	int64_t id;
	enum err e;

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":account", account);
	id = stmt_row(s) ? col_i64(s, 0) : 0;
	e = stmt_end(s);
	*ret = (struct booking){ 0 };
	return e || !id ? e : booking_db_get(db, a, id, ret);
}

enum err booking_db_had(struct db *db, int64_t account, int64_t slot, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM booking WHERE account_id = :account AND slot_id = :slot LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":slot", slot);
	return stmt_exists(s, ret);
}
