/* The dashboard's reading of what others write. See live_db.h. */
#include "features/live/live_db.h"

static enum err read_fair(struct db *db, int64_t fair, int64_t now_ms, struct live_fair *ret)
{
	static const char SQL[] = "SELECT f.state = 'open', f.closes_ms, f.quiet_until_ms, coalesce(d.waiting, 0) "
				  "FROM fair f LEFT JOIN doors d ON d.fair_id = f.id WHERE f.id = :fair";
	static const char REPORTS[] =
		"SELECT count(*), min(at_ms) FROM report WHERE fair_id = :fair AND settled_ms IS NULL";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":fair", fair);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct live_fair){ .is_open = col_i64(s, 0) != 0,
					   .now_ms = now_ms,
					   .closes_ms = col_i64(s, 1),
					   .quiet_until_ms = col_i64(s, 2),
					   .outside = (uint32_t)col_i64(s, 3) };
	e = stmt_end(s);
	if (e || !is_found)
		return e ? e : ERR_NOT_FOUND;
	s = db_stmt(db, REPORTS);
	stmt_i64(s, ":fair", fair);
	if (stmt_row(s)) {
		ret->reports = (uint32_t)col_i64(s, 0);
		ret->report_ms = col_i64(s, 1);
	}
	return stmt_end(s);
}

static enum err read_booths(struct db *db, struct arena *a, int64_t fair, struct live_state *ret)
{
	static const char COUNT[] = "SELECT count(*) FROM booth WHERE fair_id = :fair";
	static const char SQL[] = "SELECT id, room_id, name, is_line_closed FROM booth WHERE fair_id = :fair ORDER BY id";
	struct stmt *s = db_stmt(db, COUNT);
	int64_t n = 0;

	stmt_i64(s, ":fair", fair);
	if (!stmt_one_i64(s, &n))
		return ERR_INTERNAL;
	ret->booths = arena_array(a, (size_t)n, sizeof(*ret->booths));
	s = db_stmt(db, SQL);
	stmt_i64(s, ":fair", fair);
	for (ret->n = 0; ret->n < (size_t)n && stmt_row(s); ret->n++)
		ret->booths[ret->n] = (struct live_booth){ .id = col_i64(s, 0),
							   .room = col_i64(s, 1),
							   .name = col_str(s, 2, a),
							   .is_line_closed = col_i64(s, 3) != 0 };
	return stmt_end(s);
}

/* Both lists are by id: the booth of a row is at or behind the last one's. */
static struct live_booth *next_booth(const struct live_state *state, size_t *at, int64_t id)
{
	while (*at < state->n && state->booths[*at].id < id)
		++*at;
	return *at < state->n && state->booths[*at].id == id ? &state->booths[*at] : NULL;
}

static enum err read_seats(struct db *db, int64_t fair, const struct live_state *state)
{
	static const char SQL[] =
		"SELECT b.id, count(*), sum(s.state = 'free'), sum(s.state = 'in_call'), "
		"       min(iif(s.state = 'free', s.since_ms, NULL)) "
		"FROM booth b CROSS JOIN seat s ON s.booth_id = b.id AND s.state <> 'offline' "
		"WHERE b.fair_id = :fair GROUP BY b.id ORDER BY b.id";
	struct stmt *s = db_stmt(db, SQL);
	size_t at = 0;

	stmt_i64(s, ":fair", fair);
	while (stmt_row(s)) {
		struct live_booth *b = next_booth(state, &at, col_i64(s, 0));

		if (!b)
			continue;
		b->staffed = (uint32_t)col_i64(s, 1);
		b->free = (uint32_t)col_i64(s, 2);
		b->talking = (uint32_t)col_i64(s, 3);
		b->free_ms = col_i64(s, 4);
	}
	return stmt_end(s);
}

/* Ids are ordered by time, so that the index alone says who waits longest. */
static enum err read_lines(struct db *db, int64_t fair, const struct live_state *state)
{
	static const char SQL[] =
		"WITH LINES AS (SELECT b.id AS booth, count(*) AS waiting, "
		"    min(iif(q.state = 'waiting', q.id, NULL)) AS first "
		"  FROM booth b CROSS JOIN queue_entry q ON q.booth_id = b.id AND q.ended_ms IS NULL "
		"    AND q.state IN ('waiting', 'away', 'called', 'suspended') "
		"  WHERE b.fair_id = :fair GROUP BY b.id ORDER BY b.id) "
		"SELECT booth, waiting, (SELECT q.joined_ms FROM queue_entry q WHERE q.id = first) FROM LINES";
	struct stmt *s = db_stmt(db, SQL);
	size_t at = 0;

	stmt_i64(s, ":fair", fair);
	while (stmt_row(s)) {
		struct live_booth *b = next_booth(state, &at, col_i64(s, 0));

		if (!b)
			continue;
		b->waiting = (uint32_t)col_i64(s, 1);
		b->oldest_ms = col_i64(s, 2);
	}
	return stmt_end(s);
}

static enum err read_bookings(struct db *db, int64_t fair, int64_t now_ms, const struct live_state *state)
{
	static const char SQL[] =
		"SELECT b.id, min(iif(k.state IN ('booked', 'checked_in'), s.starts_ms, NULL)), "
		"       max(iif(k.state = 'missed_by_employer', s.starts_ms, NULL)) "
		"FROM booth b CROSS JOIN slot s ON s.booth_id = b.id AND s.starts_ms BETWEEN :from AND :until "
		"CROSS JOIN booking k ON k.slot_id = s.id "
		"WHERE b.fair_id = :fair GROUP BY b.id ORDER BY b.id";
	struct stmt *s = db_stmt(db, SQL);
	size_t at = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":from", now_ms - LIVE_MISSED_MS);
	stmt_i64(s, ":until", now_ms + LIVE_SOON_MS);
	while (stmt_row(s)) {
		struct live_booth *b = next_booth(state, &at, col_i64(s, 0));

		if (!b)
			continue;
		b->booking_ms = col_i64(s, 1);
		b->missed_ms = col_i64(s, 2);
	}
	return stmt_end(s);
}

static enum err read_notes(struct db *db, int64_t fair, int64_t now_ms, const struct live_state *state)
{
	static const char SQL[] =
		"SELECT b.id, max(n.at_ms) FROM booth b "
		"CROSS JOIN booth_note n ON n.booth_id = b.id AND n.at_ms > :from "
		"WHERE b.fair_id = :fair GROUP BY b.id ORDER BY b.id";
	struct stmt *s = db_stmt(db, SQL);
	size_t at = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":from", now_ms - LIVE_MISSED_MS);
	while (stmt_row(s)) {
		struct live_booth *b = next_booth(state, &at, col_i64(s, 0));

		if (b)
			b->told_ms = col_i64(s, 1);
	}
	return stmt_end(s);
}

enum err live_db_state(struct db *db, struct arena *a, int64_t fair, int64_t now_ms, struct live_state *ret)
{
	enum err e = read_fair(db, fair, now_ms, &ret->fair);

	if (!e)
		e = read_booths(db, a, fair, ret);
	if (!e)
		e = read_seats(db, fair, ret);
	if (!e)
		e = read_lines(db, fair, ret);
	if (!e)
		e = read_bookings(db, fair, now_ms, ret);
	return e ? e : read_notes(db, fair, now_ms, ret);
}

enum err live_db_room(struct db *db, int64_t fair, int64_t room, bool *ret_is_there)
{
	static const char SQL[] = "SELECT 1 FROM room WHERE id = :room AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":room", room);
	stmt_i64(s, ":fair", fair);
	return stmt_exists(s, ret_is_there);
}

enum err live_db_rooms(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM room WHERE fair_id = :fair ORDER BY position, id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

#define ROOMS_MOST 60

enum err live_db_places(struct db *db, struct arena *a, int64_t fair, struct wire_room_places **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT b.room_id, count(*) FROM lead l INDEXED BY lead_placed CROSS JOIN booth b ON b.id = l.booth_id "
		"WHERE l.fair_id = :fair AND l.state = 'placed' GROUP BY b.room_id ORDER BY b.room_id LIMIT 60";
	struct wire_room_places *at = arena_array(a, ROOMS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	for (; n < ROOMS_MOST && stmt_row(s); n++)
		at[n] = (struct wire_room_places){ col_i64(s, 0), (uint32_t)col_i64(s, 1) };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

/* ---- points ---- */

enum err point_db_newest(struct db *db, int64_t fair, int64_t *ret_ms)
{
	static const char SQL[] = "SELECT max(at_ms) FROM live_point WHERE fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	*ret_ms = 0;
	stmt_i64(s, ":fair", fair);
	return stmt_one_i64(s, ret_ms) ? ERR_OK : ERR_INTERNAL;
}

enum err point_db_add(struct db *db, int64_t fair, const struct wire_live_point *point)
{
	static const char SQL[] = "INSERT INTO live_point (fair_id, at_ms, waiting, talking, placed) "
				  "VALUES (:fair, :at, :waiting, :talking, :placed)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":at", point->id);
	stmt_i64(s, ":waiting", point->waiting);
	stmt_i64(s, ":talking", point->talking);
	stmt_i64(s, ":placed", point->placed);
	return stmt_run(s);
}

enum err point_db_before(struct db *db, struct arena *a, int64_t fair, int64_t before_ms, struct ids *ret)
{
	static const char SQL[] = "SELECT at_ms FROM live_point WHERE fair_id = :fair AND at_ms < :before";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":before", before_ms);
	return stmt_ids(s, a, ret);
}

enum err point_db_forget(struct db *db, int64_t fair, int64_t before_ms)
{
	static const char SQL[] = "DELETE FROM live_point WHERE fair_id = :fair AND at_ms < :before";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":before", before_ms);
	return stmt_run(s);
}

enum err point_db_list(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] = "SELECT at_ms FROM live_point WHERE fair_id = :fair ORDER BY at_ms";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err point_db_get(struct db *db, int64_t fair, int64_t at_ms, struct wire_live_point *ret, bool *ret_found)
{
	static const char SQL[] =
		"SELECT waiting, talking, placed FROM live_point WHERE fair_id = :fair AND at_ms = :at";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":at", at_ms);
	*ret_found = stmt_row(s);
	if (*ret_found)
		*ret = (struct wire_live_point){ at_ms, (uint32_t)col_i64(s, 0), (uint32_t)col_i64(s, 1),
						 (uint32_t)col_i64(s, 2) };
	return stmt_end(s);
}
