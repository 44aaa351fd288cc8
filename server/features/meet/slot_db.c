/* Slots and bookings. See meet_db.h. */
#include "features/meet/meet_db.h"

enum err slot_db_get(struct db *db, int64_t id, struct slot *ret)
{
	static const char SQL[] =
		"SELECT fair_id, booth_id, starts_ms, ends_ms FROM slot WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct slot){ id, col_i64(s, 0), col_i64(s, 1), col_i64(s, 2),
				      col_i64(s, 3) };
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err slot_db_at_booth(struct db *db, struct arena *a, int64_t booth, int64_t from_ms,
			  struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM slot WHERE booth_id = :booth AND starts_ms >= :from "
				  "ORDER BY starts_ms, column_no LIMIT 200";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":from", from_ms);
	return stmt_ids(s, a, ret);
}

enum err slot_db_is_taken(struct db *db, int64_t slot, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM booking WHERE slot_id = :slot AND state <> 'cancelled'";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":slot", slot);
	*ret = stmt_row(s);
	return stmt_end(s);
}

enum err booking_db_get(struct db *db, struct arena *a, int64_t id, struct booking *ret)
{
	static const char SQL[] =
		"SELECT k.fair_id, k.booth_id, k.slot_id, k.account_id, k.state, s.starts_ms, s.ends_ms "
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
		};
		is_found = booking_state_from(col_str(s, 4, a), &ret->state);
	}
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err booking_db_insert(struct db *db, const struct booking *b, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO booking (id, fair_id, booth_id, slot_id, account_id, state, booked_ms) "
		"VALUES (:id, :fair, :booth, :slot, :account, :state, :now)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", b->id);
	stmt_i64(s, ":fair", b->fair);
	stmt_i64(s, ":booth", b->booth);
	stmt_i64(s, ":slot", b->slot);
	stmt_i64(s, ":account", b->account);
	stmt_str(s, ":state", str_of(booking_state_name(b->state)));
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err booking_db_set_state(struct db *db, int64_t id, enum booking_state state)
{
	static const char SQL[] = "UPDATE booking SET state = :state WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":state", str_of(booking_state_name(state)));
	stmt_i64(s, ":id", id);
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
				  "WHERE s.booth_id = :booth AND k.state <> 'cancelled' "
				  "ORDER BY s.starts_ms LIMIT 500";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err booking_db_starts(struct db *db, struct arena *a, int64_t booth, int64_t from_ms,
			   int64_t until_ms, int64_t except, struct ids *ret)
{
	/* `<> 'cancelled'` says nothing new, and lets the partial index booking_of_slot be used. */
	static const char SQL[] =
		"SELECT s.starts_ms FROM slot s JOIN booking k ON k.slot_id = s.id "
		"WHERE s.booth_id = :booth AND s.starts_ms BETWEEN :from AND :until "
		"AND k.state IN ('booked', 'checked_in') AND k.state <> 'cancelled' "
		"AND k.account_id <> :except";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":from", from_ms);
	stmt_i64(s, ":until", until_ms);
	stmt_i64(s, ":except", except);
	return stmt_ids(s, a, ret);
}

enum err booking_db_open_at_fair(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] =
		"SELECT k.id FROM booth b CROSS JOIN booking k ON k.booth_id = b.id "
		"WHERE b.fair_id = :fair AND k.state IN ('booked', 'checked_in') ORDER BY k.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err booking_db_conflicts(struct db *db, int64_t account, int64_t booth, int64_t starts_ms,
			      int64_t ends_ms, bool *ret_at_booth, bool *ret_overlaps)
{
	static const char SQL[] =
		"SELECT k.booth_id = :booth, s.starts_ms < :ends AND s.ends_ms > :starts "
		"FROM booking k JOIN slot s ON s.id = k.slot_id "
		"WHERE k.account_id = :account AND k.state IN ('booked', 'checked_in', 'in_call')";
	struct stmt *s = db_stmt(db, SQL);

	*ret_at_booth = *ret_overlaps = false;
	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":starts", starts_ms);
	stmt_i64(s, ":ends", ends_ms);
	stmt_i64(s, ":account", account);
	while (stmt_row(s)) {
		*ret_at_booth = *ret_at_booth || col_i64(s, 0);
		*ret_overlaps = *ret_overlaps || col_i64(s, 1);
	}
	return stmt_end(s);
}
