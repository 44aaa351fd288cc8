/* See booth_db.h and fair.h. */
#include "features/fair/booth_db.h"

#include "features/fair/fair.h"
#include "features/fair/fair_db.h"

enum err booth_db_resolve(struct db *db, int64_t id, struct object *ret)
{
	static const char SQL[] = "SELECT fair_id, org_id FROM booth WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct object){ .fair = col_i64(s, 0), .org = col_i64(s, 1) };
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err booth_get(struct db *db, struct arena *a, int64_t id, struct booth *ret)
{
	static const char SQL[] =
		"SELECT b.fair_id, b.room_id, b.org_id, b.chat_id, b.talk_ms, b.name, f.state, "
		"       f.closes_ms, f.max_queues, b.is_line_closed, f.opens_ms, f.max_bookings, f.max_talks, "
		"       f.answer_ms, f.resumed_ms, f.is_blind, f.retention_ms, f.wall_id, " NUMBERS_OF("f.") " "
		"FROM booth b JOIN fair f ON f.id = b.fair_id WHERE b.id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct booth){
			.id = id,
			.fair = col_i64(s, 0),
			.room = col_i64(s, 1),
			.org = col_i64(s, 2),
			.chat = col_i64(s, 3),
			.talk_ms = col_i64(s, 4),
			.name = col_str(s, 5, a),
			.closes_ms = col_i64(s, 7),
			.max_queues = (uint32_t)col_i64(s, 8),
			.is_line_closed = col_i64(s, 9) != 0,
			.opens_ms = col_i64(s, 10),
			.max_bookings = (uint32_t)col_i64(s, 11),
			.max_talks = (uint32_t)col_i64(s, 12),
			.answer_ms = col_i64(s, 13),
			.resumed_ms = col_i64(s, 14),
			.is_blind = col_i64(s, 15) != 0,
			.cards_until_ms = col_i64(s, 7) + col_i64(s, 16),
			.wall = col_i64(s, 17),
			.numbers = numbers_of_row(s, 18),
		};
		is_found = fair_state_from(col_str(s, 6, a), &ret->fair_state);
	}
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err booth_ids(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM booth WHERE fair_id = :fair ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err booth_set_line_closed(struct db *db, int64_t id, bool is_closed)
{
	static const char SQL[] = "UPDATE booth SET is_line_closed = :closed WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":closed", is_closed);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err booth_take_number(struct db *db, int64_t id, uint32_t *ret)
{
	static const char SQL[] = "UPDATE booth SET next_number = next_number + 1 "
				  "WHERE id = :id RETURNING next_number - 1";
	struct stmt *s = db_stmt(db, SQL);
	int64_t number = 0;

	stmt_i64(s, ":id", id);
	while (stmt_row(s))
		number = col_i64(s, 0);
	*ret = (uint32_t)number;
	return stmt_end(s);
}

enum err booth_db_resolve_room(struct db *db, int64_t id, struct object *ret)
{
	static const char SQL[] = "SELECT fair_id FROM room WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct object){ 0 };
	stmt_i64(s, ":id", id);
	return stmt_one_i64(s, &ret->fair) ? ERR_OK : ERR_NOT_FOUND;
}

enum err booth_db_rooms(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM room WHERE fair_id = :fair ORDER BY position, id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err booth_db_room_sums(struct db *db, struct arena *a, int64_t room,
			    struct wire_room_sums *ret, bool *ret_found)
{
	static const char ROOM[] =
		"SELECT name, name_en, sector, position FROM room WHERE id = :room";
	/* One pass over the room's booths; each count walks an index of its booth. */
	static const char SUMS[] =
		"SELECT count(*), sum(staffed > 0), sum(free > 0 AND waiting = 0), sum(waiting) "
		"FROM (SELECT "
		"  (SELECT count(*) FROM seat s WHERE s.booth_id = b.id AND s.state <> 'offline') AS staffed, "
		"  (SELECT count(*) FROM seat s WHERE s.booth_id = b.id AND s.state = 'free') AS free, "
		"  (SELECT count(*) FROM queue_entry q WHERE q.booth_id = b.id AND q.ended_ms IS NULL "
		"     AND q.state IN ('waiting', 'away', 'called', 'suspended')) AS waiting "
		"  FROM booth b WHERE b.room_id = :room)";
	struct stmt *s = db_stmt(db, ROOM);
	enum err e;

	stmt_i64(s, ":room", room);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		ret->id = room;
		ret->name = col_str(s, 0, a);
		ret->name_en = col_str(s, 1, a);
		*ret_found = sector_from(col_str(s, 2, a), &ret->sector);
		ret->position = (uint32_t)col_i64(s, 3);
	}
	e = stmt_end(s);
	if (e || !*ret_found)
		return e;
	s = db_stmt(db, SUMS);
	stmt_i64(s, ":room", room);
	if (stmt_row(s)) {
		ret->booths = (uint32_t)col_i64(s, 0);
		ret->staffed = (uint32_t)col_i64(s, 1);
		ret->free = (uint32_t)col_i64(s, 2);
		ret->waiting = (uint32_t)col_i64(s, 3);
	}
	return stmt_end(s);
}

enum err booth_db_booths(struct db *db, struct arena *a, int64_t room, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM booth WHERE room_id = :room ORDER BY name, id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":room", room);
	return stmt_ids(s, a, ret);
}

#define LEVELS_MOST 6

static enum err read_levels(struct db *db, struct arena *a, int64_t booth, enum level **ret,
			    size_t *ret_n)
{
	static const char SQL[] = "SELECT DISTINCT level FROM placement WHERE booth_id = :booth "
				  "ORDER BY level";
	enum level *at = arena_array(a, LEVELS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":booth", booth);
	while (n < LEVELS_MOST && stmt_row(s)) {
		if (level_from(col_str(s, 0, a), &at[n]))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err booth_db_live(struct db *db, struct arena *a, int64_t booth, struct wire_booth_live *ret,
		       bool *ret_found)
{
	static const char SQL[] =
		"SELECT b.room_id, b.name, b.tagline, b.city, "
		"       (SELECT coalesce(sum(p.places), 0) FROM placement p WHERE p.booth_id = b.id), b.fair_id "
		"FROM booth b WHERE b.id = :booth";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":booth", booth);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		ret->id = booth;
		ret->fair = col_i64(s, 5);
		ret->room = col_i64(s, 0);
		ret->name = col_str(s, 1, a);
		ret->tagline = col_str(s, 2, a);
		ret->city = col_str(s, 3, a);
		ret->places = (uint32_t)col_i64(s, 4);
	}
	e = stmt_end(s);
	if (e || !*ret_found)
		return e;
	return read_levels(db, a, booth, &ret->levels, &ret->n_levels);
}

static void read_languages(struct arena *a, struct str words, struct wire_booth *ret)
{
	struct str word;

	ret->languages = arena_array(a, LOCALE_COUNT, sizeof(*ret->languages));
	while (words.len && ret->n_languages < LOCALE_COUNT) {
		str_cut(&words, ' ', &word);
		if (locale_from(word, &ret->languages[ret->n_languages]))
			ret->n_languages++;
	}
}

enum err booth_db_page(struct db *db, struct arena *a, int64_t booth, struct wire_booth *ret,
		       bool *ret_found)
{
	static const char SQL[] =
		"SELECT b.fair_id, b.room_id, b.chat_id, b.name, b.tagline, b.about, b.city, "
		"       b.talk_ms, r.sector, b.languages "
		"FROM booth b JOIN room r ON r.id = b.room_id WHERE b.id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		ret->id = booth;
		ret->fair = col_i64(s, 0);
		ret->room = col_i64(s, 1);
		ret->chat = col_i64(s, 2);
		ret->name = col_str(s, 3, a);
		ret->tagline = col_str(s, 4, a);
		ret->about = col_str(s, 5, a);
		ret->city = col_str(s, 6, a);
		ret->talk_ms = col_i64(s, 7);
		*ret_found = sector_from(col_str(s, 8, a), &ret->sector);
		read_languages(a, col_str(s, 9, a), ret);
	}
	return stmt_end(s);
}

enum err booth_db_placements(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM placement WHERE booth_id = :booth ORDER BY level, title, id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

#define PROCESSES_MOST 20

static enum err read_processes(struct db *db, struct arena *a, int64_t placement, struct str **ret,
			       size_t *ret_n)
{
	static const char SQL[] = "SELECT w.code || ' ' || w.name FROM placement_process pp "
				  "JOIN work_process w ON w.id = pp.process_id "
				  "WHERE pp.placement_id = :placement ORDER BY w.code LIMIT 20";
	struct str *at = arena_array(a, PROCESSES_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":placement", placement);
	while (n < PROCESSES_MOST && stmt_row(s))
		at[n++] = col_str(s, 0, a);
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err booth_db_placement(struct db *db, struct arena *a, int64_t placement,
			    struct wire_placement *ret, bool *ret_found)
{
	static const char SQL[] =
		"SELECT p.title, p.about, p.level, p.track, p.period, p.hours, p.places, g.name, g.code, "
		"p.programme_id, c.state, c.checked_ms, o.name, (SELECT w.name FROM participation q "
		"JOIN organisation w ON w.id = q.org_id WHERE q.account_id = c.checked_by AND q.fair_id = p.fair_id "
		"AND q.role IN ('organiser', 'coordinator') ORDER BY q.org_id LIMIT 1) "
		"FROM placement p "
		"LEFT JOIN programme g ON g.id = p.programme_id LEFT JOIN organisation o ON o.id = g.school_id "
		"LEFT JOIN certification c ON c.booth_id = p.booth_id AND c.programme_id = p.programme_id "
		"WHERE p.id = :placement";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":placement", placement);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		ret->id = placement;
		ret->title = col_str(s, 0, a);
		ret->about = col_str(s, 1, a);
		*ret_found = level_from(col_str(s, 2, a), &ret->level) &&
			     track_from(col_str(s, 3, a), &ret->track);
		ret->period = col_str(s, 4, a);
		ret->hours = (uint32_t)col_i64(s, 5);
		ret->places = (uint32_t)col_i64(s, 6);
		ret->has_programme = !col_is_null(s, 7);
		ret->programme = col_str(s, 7, a);
		ret->has_code = !col_is_null(s, 8);
		ret->code = col_str(s, 8, a);
		ret->has_programme_id = !col_is_null(s, 9);
		ret->programme_id = col_i64(s, 9);
		ret->has_certification = certification_state_from(col_str(s, 10, a), &ret->certification);
		ret->has_checked_ms = ret->has_certification;
		ret->checked_ms = col_i64(s, 11);
		ret->has_programme_school = !col_is_null(s, 12);
		ret->programme_school = col_str(s, 12, a);
		ret->has_checked_by = !col_is_null(s, 13);
		ret->checked_by = col_str(s, 13, a);
	}
	e = stmt_end(s);
	if (e || !*ret_found)
		return e;
	return read_processes(db, a, placement, &ret->processes, &ret->n_processes);
}
