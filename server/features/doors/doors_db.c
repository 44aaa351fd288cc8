/* See doors_db.h. */
#include "features/doors/doors_db.h"

#include "store/db.h"

enum err doors_db_get(struct db *db, int64_t fair, struct doors *ret)
{
	static const char SQL[] =
		"SELECT f.state = 'open', coalesce(f.inside_most, 0), coalesce(d.inside, 0), coalesce(d.waiting, 0), "
		"coalesce(d.next_number, 1), coalesce(d.wave_ms, 0), coalesce(d.wave_n, 0), coalesce(d.timer_ms, 0), "
		"coalesce(d.counting_ms, 0), coalesce(d.freed, 0), coalesce(d.freed_ms, 0) "
		"FROM fair f LEFT JOIN doors d ON d.fair_id = f.id WHERE f.id = :fair";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":fair", fair);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct doors){
			.fair = fair,
			.is_open = col_i64(s, 0) != 0,
			.most = (uint32_t)col_i64(s, 1),
			.inside = (uint32_t)col_i64(s, 2),
			.waiting = (uint32_t)col_i64(s, 3),
			.next_number = (uint32_t)col_i64(s, 4),
			.wave_ms = col_i64(s, 5),
			.wave_n = (uint32_t)col_i64(s, 6),
			.timer_ms = col_i64(s, 7),
			.counting_ms = col_i64(s, 8),
			.freed = (uint32_t)col_i64(s, 9),
			.freed_ms = col_i64(s, 10),
		};
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err doors_db_save(struct db *db, const struct doors *d)
{
	static const char SQL[] =
		"INSERT INTO doors (fair_id, inside, waiting, next_number, wave_ms, wave_n, timer_ms, counting_ms, "
		"freed, freed_ms) VALUES (:fair, :inside, :waiting, :number, :wave, :n, :timer, :counting, :freed, "
		":freed_ms) ON CONFLICT DO UPDATE SET inside = excluded.inside, waiting = excluded.waiting, "
		"next_number = excluded.next_number, wave_ms = excluded.wave_ms, wave_n = excluded.wave_n, "
		"timer_ms = excluded.timer_ms, counting_ms = excluded.counting_ms, freed = excluded.freed, "
		"freed_ms = excluded.freed_ms";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", d->fair);
	stmt_i64(s, ":inside", d->inside);
	stmt_i64(s, ":waiting", d->waiting);
	stmt_i64(s, ":number", d->next_number);
	stmt_i64(s, ":wave", d->wave_ms);
	stmt_i64(s, ":n", d->wave_n);
	stmt_i64(s, ":timer", d->timer_ms);
	stmt_i64(s, ":counting", d->counting_ms);
	stmt_i64(s, ":freed", d->freed);
	stmt_i64(s, ":freed_ms", d->freed_ms);
	return stmt_run(s);
}

enum err guest_db_get(struct db *db, int64_t fair, int64_t account, struct guest *ret)
{
	static const char SQL[] =
		"SELECT g.state, g.number, coalesce(a.offline_since_ms, 0) FROM guest g "
		"JOIN account a ON a.id = g.account_id WHERE g.account_id = :account AND g.fair_id = :fair";
	struct arena arena = { 0 };
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	*ret = (struct guest){ .fair = fair, .account = account };
	is_found = stmt_row(s) && guest_state_from(col_str(s, 0, &arena), &ret->state);
	if (is_found) {
		ret->number = (uint32_t)col_i64(s, 1);
		ret->away_ms = col_i64(s, 2);
	}
	e = stmt_end(s);
	arena_done(&arena);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err guest_db_save(struct db *db, const struct guest *guest)
{
	static const char SQL[] =
		"INSERT INTO guest (fair_id, account_id, state, number) VALUES (:fair, :account, :state, "
		":number) ON CONFLICT DO UPDATE SET state = excluded.state, number = excluded.number";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", guest->fair);
	stmt_i64(s, ":account", guest->account);
	stmt_str(s, ":state", str_of(guest_state_name(guest->state)));
	stmt_i64(s, ":number", guest->number);
	return stmt_run(s);
}

enum err guest_db_remove(struct db *db, const struct guest *guest)
{
	static const char SQL[] = "DELETE FROM guest WHERE account_id = :account AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", guest->account);
	stmt_i64(s, ":fair", guest->fair);
	return stmt_run(s);
}

static enum err first(struct db *db, struct arena *a, const char *sql, int64_t fair, uint32_t most, struct ids *ret)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":most", most);
	return stmt_ids(s, a, ret);
}

enum err guest_db_first(struct db *db, struct arena *a, int64_t fair, uint32_t most, struct ids *ret)
{
	return first(db, a,
		     "SELECT account_id FROM guest WHERE fair_id = :fair AND state = 'waiting' ORDER BY number LIMIT :most",
		     fair, most, ret);
}

enum err guest_db_numbers(struct db *db, struct arena *a, int64_t fair, uint32_t most, struct ids *ret)
{
	return first(db, a,
		     "SELECT number FROM guest WHERE fair_id = :fair AND state = 'waiting' ORDER BY number LIMIT :most",
		     fair, most, ret);
}

enum err guest_db_fairs(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	static const char SQL[] = "SELECT fair_id FROM guest WHERE account_id = :account ORDER BY fair_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err guest_db_told(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	static const char SQL[] = "SELECT fair_id FROM guest WHERE account_id = :account "
				  "UNION SELECT fair_id FROM ban WHERE account_id = :account ORDER BY fair_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err guest_db_is_expected(struct db *db, int64_t fair, int64_t account, int64_t before_ms, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM participation WHERE account_id = :account AND fair_id = :fair AND role <> 'student' "
		"UNION ALL SELECT 1 FROM queue_entry WHERE account_id = :account AND ended_ms IS NULL AND fair_id = :fair "
		"UNION ALL SELECT 1 FROM booking k CROSS JOIN slot s ON s.id = k.slot_id WHERE k.account_id = :account "
		"AND k.state IN ('booked', 'checked_in', 'in_call') AND k.fair_id = :fair AND s.starts_ms <= :before";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":before", before_ms);
	return stmt_exists(s, ret);
}

enum err guest_db_booked(struct db *db, struct arena *a, int64_t fair, int64_t now_ms, int64_t before_ms,
			 struct ids *ret)
{
	/* What began longer ago than this was missed by one of the two. */
	static const char SQL[] =
		"SELECT DISTINCT g.account_id FROM booth b CROSS JOIN slot s ON s.booth_id = b.id "
		"AND s.starts_ms BETWEEN :now - 1800000 AND :before "
		"CROSS JOIN booking k ON k.slot_id = s.id AND k.state IN ('booked', 'checked_in', 'in_call') "
		"CROSS JOIN guest g ON g.account_id = k.account_id AND g.fair_id = :fair AND g.state = 'waiting' "
		"WHERE b.fair_id = :fair ORDER BY 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":before", before_ms);
	return stmt_ids(s, a, ret);
}
