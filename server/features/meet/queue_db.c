/* Queue entries. See meet_db.h. */
#include "features/meet/meet_db.h"

#define ENTRY_COLUMNS                                                                              \
	"id, fair_id, booth_id, account_id, number, precedence, rank, state, misses, "             \
	"is_stepped_away, question, joined_ms, until_ms, ended_ms, booking_id, version, "     \
	"wanted_seat_id, note, is_lost "

static enum err read_entry(struct stmt *s, struct arena *a, struct entry *ret)
{
	*ret = (struct entry){ 0 };
	if (stmt_row(s)) {
		*ret = (struct entry){
			.id = col_i64(s, 0),
			.fair = col_i64(s, 1),
			.booth = col_i64(s, 2),
			.account = col_i64(s, 3),
			.number = (uint32_t)col_i64(s, 4),
			.precedence = (uint32_t)col_i64(s, 5),
			.rank = col_i64(s, 6),
			.question = col_str(s, 10, a),
			.joined_ms = col_i64(s, 11),
			.booking = col_i64(s, 14),
			.version = (uint32_t)col_i64(s, 15),
			.wanted_seat = col_i64(s, 16),
			.note = col_str(s, 17, a),
		};
		ret->life = (struct entry_life){
			.misses = (uint32_t)col_i64(s, 8),
			.is_stepped_away = col_i64(s, 9) != 0,
			.until_ms = col_i64(s, 12),
			.ended_ms = col_i64(s, 13),
			.is_lost = col_i64(s, 18) != 0,
		};
		if (!entry_state_from(col_str(s, 7, a), &ret->life.state))
			ret->id = 0;
	}
	return stmt_end(s);
}

enum err entry_db_get(struct db *db, struct arena *a, int64_t id, struct entry *ret)
{
	static const char SQL[] = "SELECT " ENTRY_COLUMNS "FROM queue_entry WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":id", id);
	e = read_entry(s, a, ret);
	return e ? e : ret->id ? ERR_OK : ERR_NOT_FOUND;
}

enum err entry_db_of(struct db *db, struct arena *a, int64_t booth, int64_t account,
		     struct entry *ret)
{
	static const char SQL[] = "SELECT " ENTRY_COLUMNS
				  "FROM queue_entry WHERE booth_id = :booth "
				  "AND account_id = :account AND ended_ms IS NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":account", account);
	return read_entry(s, a, ret);
}

enum err entry_db_insert(struct db *db, const struct entry *entry)
{
	static const char SQL[] =
		"INSERT INTO queue_entry (id, fair_id, booth_id, account_id, number, precedence, rank, "
		"state, misses, is_stepped_away, question, joined_ms, until_ms, ended_ms, booking_id, "
		"version, wanted_seat_id, note) VALUES (:id, :fair, :booth, :account, :number, "
		":precedence, :rank, :state, :misses, 0, :question, :joined, NULL, NULL, :booking, "
		":version, :wanted, :note)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", entry->id);
	stmt_i64(s, ":fair", entry->fair);
	stmt_i64(s, ":booth", entry->booth);
	stmt_i64(s, ":account", entry->account);
	stmt_i64(s, ":number", entry->number);
	stmt_i64(s, ":precedence", entry->precedence);
	stmt_i64(s, ":rank", entry->rank);
	stmt_str(s, ":state", str_of(entry_state_name(entry->life.state)));
	stmt_i64(s, ":misses", entry->life.misses);
	stmt_str(s, ":question", entry->question);
	stmt_i64(s, ":joined", entry->joined_ms);
	stmt_opt(s, ":booking", entry->booking);
	stmt_i64(s, ":version", entry->version);
	stmt_opt(s, ":wanted", entry->wanted_seat);
	stmt_str(s, ":note", entry->note);
	return stmt_run(s);
}

enum err entry_db_update(struct db *db, const struct entry *entry)
{
	static const char SQL[] =
		"UPDATE queue_entry SET precedence = :precedence, rank = :rank, state = :state, "
		"misses = :misses, is_stepped_away = :stepped_away, until_ms = :until, "
		"ended_ms = :ended, booking_id = :booking, version = :version, "
		"wanted_seat_id = :wanted, note = :note, is_lost = :lost WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":precedence", entry->precedence);
	stmt_i64(s, ":rank", entry->rank);
	stmt_str(s, ":state", str_of(entry_state_name(entry->life.state)));
	stmt_i64(s, ":misses", entry->life.misses);
	stmt_i64(s, ":stepped_away", entry->life.is_stepped_away);
	stmt_opt(s, ":until", entry->life.until_ms);
	stmt_opt(s, ":ended", entry->life.ended_ms);
	stmt_opt(s, ":booking", entry->booking);
	stmt_i64(s, ":version", entry->version);
	stmt_opt(s, ":wanted", entry->wanted_seat);
	stmt_str(s, ":note", entry->note);
	stmt_i64(s, ":lost", entry->life.is_lost);
	stmt_i64(s, ":id", entry->id);
	return stmt_run(s);
}

enum err entry_db_line(struct db *db, struct arena *a, int64_t booth, int64_t now_ms, int64_t free_ms,
		       struct place **ret, size_t *ret_n)
{
	/* The reader's list is bounded (schema: Line.places); the turn of the 501st is hours away. */
	static const char SQL[] =
		"SELECT q.id, q.number, q.precedence, q.state, "
		"       EXISTS (SELECT 1 FROM queue_entry o WHERE o.account_id = q.account_id "
		"               AND o.state IN ('called', 'in_call') AND o.id <> q.id) "
		"       OR (coalesce(t.starts_ms > :now, TRUE) "
		"           AND EXISTS (SELECT 1 FROM booking k JOIN slot s ON s.id = k.slot_id "
		"                       WHERE k.account_id = q.account_id AND k.booth_id <> q.booth_id "
		"                       AND k.state IN ('booked', 'checked_in') AND s.starts_ms < :free "
		"                       AND s.ends_ms > :now)), "
		"       w.id, q.rank "
		"FROM queue_entry q "
		"LEFT JOIN booking m ON m.id = q.booking_id LEFT JOIN slot t ON t.id = m.slot_id "
		"LEFT JOIN seat w ON w.id = q.wanted_seat_id AND (w.state NOT IN ('offline', 'paused') "
		"                                  OR (w.state = 'paused' AND t.starts_ms > :now)) "
		"WHERE q.booth_id = :booth AND q.ended_ms IS NULL "
		"AND q.state <> 'in_call' ORDER BY q.precedence, q.rank, q.id LIMIT 500";
	struct place *at = arena_array(a, 500, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":free", free_ms);
	while (n < 500 && stmt_row(s)) {
		at[n] = (struct place){
			.entry = col_i64(s, 0),
			.number = (uint32_t)col_i64(s, 1),
			.precedence = (uint32_t)col_i64(s, 2),
			.is_busy = col_i64(s, 4) != 0,
			.wanted_seat = col_i64(s, 5),
			.rank = col_i64(s, 6),
		};
		if (entry_state_from(col_str(s, 3, a), &at[n].state))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err entry_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM queue_entry WHERE booth_id = :booth "
				  "AND ended_ms IS NULL ORDER BY precedence, rank, id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err entry_db_in_room_of(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT q.id FROM booth b JOIN booth o ON o.room_id = b.room_id "
				  "JOIN queue_entry q ON q.booth_id = o.id "
				  "WHERE b.id = :booth AND q.ended_ms IS NULL ORDER BY q.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err entry_db_of_person_since(struct db *db, struct arena *a, int64_t account,
				  int64_t since_ms, struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM queue_entry WHERE account_id = :account AND ended_ms IS NULL "
		"UNION SELECT id FROM queue_entry WHERE account_id = :account "
		"AND ended_ms > :since AND (is_lost OR state IN ('missed', 'closed', 'removed'))";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":since", since_ms);
	return stmt_ids(s, a, ret);
}

enum err entry_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM queue_entry WHERE account_id = :account "
				  "AND ended_ms IS NULL ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err entry_db_at_fair(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] = "SELECT q.id FROM booth b JOIN queue_entry q ON q.booth_id = b.id "
				  "WHERE b.fair_id = :fair AND q.ended_ms IS NULL ORDER BY q.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err entry_db_last_rank(struct db *db, int64_t booth, int64_t *ret)
{
	/* Of each precedence the last, found without walking the line. */
	static const char SQL[] =
		"SELECT coalesce(max(rank), 0) FROM ("
		"SELECT max(rank) AS rank FROM queue_entry "
		"WHERE booth_id = :booth AND precedence = 0 AND ended_ms IS NULL UNION ALL "
		"SELECT max(rank) FROM queue_entry "
		"WHERE booth_id = :booth AND precedence = 1 AND ended_ms IS NULL UNION ALL "
		"SELECT max(rank) FROM queue_entry "
		"WHERE booth_id = :booth AND precedence = 2 AND ended_ms IS NULL)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err entry_db_rank_before_later(struct db *db, const struct entry *entry, int64_t *ret)
{
	static const char SQL[] =
		"SELECT coalesce(max(rank), 0) FROM queue_entry WHERE booth_id = :booth "
		"AND precedence = :precedence AND ended_ms IS NULL AND id <> :id AND rank < coalesce("
		"(SELECT min(rank) FROM queue_entry WHERE booth_id = :booth AND precedence = :precedence "
		" AND ended_ms IS NULL AND number > :number), 9223372036854775807)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", entry->booth);
	stmt_i64(s, ":precedence", entry->precedence);
	stmt_i64(s, ":number", entry->number);
	stmt_i64(s, ":id", entry->id);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err entry_db_rank_behind(struct db *db, const struct entry *entry, int64_t rank, int64_t *ret)
{
	static const char SQL[] =
		"SELECT coalesce(min(rank), 0) FROM queue_entry WHERE booth_id = :booth "
		"AND precedence = :precedence AND ended_ms IS NULL AND rank > :rank AND id <> :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", entry->booth);
	stmt_i64(s, ":precedence", entry->precedence);
	stmt_i64(s, ":rank", rank);
	stmt_i64(s, ":id", entry->id);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err entry_db_wanting(struct db *db, struct arena *a, int64_t seat, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM queue_entry WHERE wanted_seat_id = :seat "
				  "AND ended_ms IS NULL ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":seat", seat);
	return stmt_ids(s, a, ret);
}

enum err entry_db_is_busy(struct db *db, int64_t account, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM queue_entry WHERE account_id = :account "
				  "AND state IN ('called', 'in_call')";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_exists(s, ret);
}
