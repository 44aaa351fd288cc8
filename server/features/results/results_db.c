/* See results_db.h. */
#include "features/results/results_db.h"

#include "base/mem.h"
#include "features/results/results_rules.h"

/* Doubles an array of the arena when it is full: how much there is nobody knows before. */
static void *room_for(struct arena *a, void *at, size_t n, size_t size)
{
	void *more;

	if (n && (n < 64 || (n & (n - 1))))
		return at;
	more = arena_array(a, n ? n * 2 : 64, size);
	if (n)
		memcpy(more, at, n * size);
	return more;
}

static enum level_group level_group_of(struct str level)
{
	enum level_group group;

	return level_group_from(level, &group) ? group : LEVEL_GROUP_UNSAID;
}

enum err results_db_students(struct db *db, struct arena *a, int64_t fair, struct result_student **ret,
			     size_t *ret_n)
{
	static const char SQL[] =
		"SELECT p.account_id, coalesce(c.school_id, p.org_id), g.level FROM participation p "
		"LEFT JOIN card c ON c.account_id = p.account_id AND c.fair_id = p.fair_id "
		"LEFT JOIN programme g ON g.id = c.programme_id "
		"WHERE p.fair_id = :fair AND p.role = 'student' ORDER BY p.account_id";
	struct result_student *at = NULL;
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (stmt_row(s)) {
		int64_t account = col_i64(s, 0);

		if (n && at[n - 1].account == account)
			continue; /* of two schools */
		at = room_for(a, at, n, sizeof(*at));
		at[n++] = (struct result_student){ account, col_i64(s, 1),
						   level_group_of(col_str(s, 2, a)) };
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err results_db_leads(struct db *db, struct arena *a, int64_t fair, struct result_lead **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT l.account_id, l.booth_id, l.state, l.spoken_ms IS NOT NULL, "
		"l.due_ms, l.is_answered_late FROM lead l WHERE l.fair_id = :fair ORDER BY l.account_id";
	struct result_lead *at = NULL;
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (stmt_row(s)) {
		at = room_for(a, at, n, sizeof(*at));
		at[n] = (struct result_lead){ .account = col_i64(s, 0),
					      .booth = col_i64(s, 1),
					      .is_spoken = col_i64(s, 3) != 0,
					      .due_ms = col_i64(s, 4),
					      .was_owed = !col_is_null(s, 5),
					      .is_answered_late = col_i64(s, 5) != 0 };
		n += lead_state_from(col_str(s, 2, a), &at[n].state);
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err results_db_rooms(struct db *db, struct arena *a, int64_t fair, struct result_room **ret,
			  size_t *ret_n)
{
	/* Rooms of one sector are one, under the names of all. */
	static const char SQL[] =
		"SELECT min(id), substr(group_concat(name, ', '), 1, 120), "
		"substr(group_concat(nullif(name_en, ''), ', '), 1, 120), sector "
		"FROM (SELECT id, name, name_en, sector, position FROM room WHERE fair_id = :fair ORDER BY position, id) "
		"GROUP BY sector ORDER BY min(position), min(id)";
	struct result_room *at = NULL;
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	for (; stmt_row(s); n++) {
		at = room_for(a, at, n, sizeof(*at));
		at[n] = (struct result_room){ col_i64(s, 0), col_str(s, 1, a), col_str(s, 2, a), false, 0 };
		at[n].has_sector = sector_from(col_str(s, 3, a), &at[n].sector);
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err results_db_booths(struct db *db, struct arena *a, int64_t fair, struct result_booth **ret,
			   size_t *ret_n)
{
	static const char SQL[] =
		"SELECT b.id, (SELECT min(s.id) FROM room s WHERE s.fair_id = b.fair_id AND s.sector = r.sector) "
		"FROM booth b JOIN room r ON r.id = b.room_id WHERE b.fair_id = :fair";
	struct result_booth *at = NULL;
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (stmt_row(s)) {
		at = room_for(a, at, n, sizeof(*at));
		at[n++] = (struct result_booth){ col_i64(s, 0), col_i64(s, 1) };
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err results_db_school(struct db *db, struct arena *a, int64_t school, struct str *ret)
{
	static const char SQL[] = "SELECT name FROM organisation WHERE id = :school";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":school", school);
	if (stmt_row(s))
		*ret = col_str(s, 0, a);
	return stmt_end(s);
}

enum err results_db_target(struct db *db, int64_t fair, uint32_t *ret)
{
	static const char SQL[] = "SELECT target FROM fair WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	if (stmt_row(s))
		*ret = (uint32_t)col_i64(s, 0);
	return stmt_end(s);
}

enum err results_db_talks(struct db *db, struct arena *a, int64_t fair, struct result_talk **ret,
			  size_t *ret_n)
{
	static const char SQL[] = "SELECT student_id, ended_ms - started_ms, reason FROM call "
				  "WHERE fair_id = :fair AND ended_ms IS NOT NULL AND started_ms IS NOT NULL";
	struct result_talk *at = NULL;
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (stmt_row(s)) {
		at = room_for(a, at, n, sizeof(*at));
		at[n] = (struct result_talk){ .student = col_i64(s, 0), .ms = col_i64(s, 1) };
		n += end_reason_from(col_str(s, 2, a), &at[n].reason);
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err results_db_rings(struct db *db, struct arena *a, int64_t fair, struct result_ring **ret,
			  size_t *ret_n)
{
	static const char SQL[] = "SELECT entry_id, rang_ms, student_id FROM call WHERE fair_id = :fair "
				  "AND ended_ms IS NOT NULL ORDER BY entry_id, rang_ms";
	struct result_ring *at = NULL;
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (stmt_row(s)) {
		at = room_for(a, at, n, sizeof(*at));
		at[n++] = (struct result_ring){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2) };
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err results_db_told(struct db *db, struct arena *a, int64_t fair, struct result_told **ret,
			 size_t *ret_n)
{
	static const char SQL[] = "SELECT entry_id, shown_ms, p50_ms, p90_ms FROM wait_estimate "
				  "WHERE fair_id = :fair AND is_first";
	struct result_told *at = NULL;
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (stmt_row(s)) {
		at = room_for(a, at, n, sizeof(*at));
		at[n++] = (struct result_told){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2), col_i64(s, 3) };
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

/* One number; :fair is the fair. */
static enum err count(struct stmt *s, int64_t fair, uint32_t *ret)
{
	int64_t n = 0;

	stmt_i64(s, ":fair", fair);
	if (!stmt_one_i64(s, &n))
		return ERR_INTERNAL;
	*ret = (uint32_t)n;
	return ERR_OK;
}

static void put_entries(struct wire_entry_result *to, struct str state, uint32_t n)
{
	uint32_t *const by_state[] = {
		[ENTRY_STATE_DONE] = &to->done,	      [ENTRY_STATE_LEFT] = &to->left,
		[ENTRY_STATE_MISSED] = &to->missed,   [ENTRY_STATE_REMOVED] = &to->removed,
		[ENTRY_STATE_CLOSED] = &to->closed,
	};
	enum entry_state s;

	if (entry_state_from(state, &s) && s < ARRAY_LEN(by_state) && by_state[s])
		*by_state[s] = n;
}

enum err results_db_entries(struct db *db, struct arena *a, int64_t fair, struct wire_entry_result *ret,
			    uint32_t *ret_people)
{
	static const char PEOPLE[] =
		"SELECT count(*) FROM (SELECT DISTINCT account_id FROM queue_entry WHERE fair_id = :fair "
		"AND ended_ms IS NOT NULL LIMIT 10)";
	static const char SQL[] = "SELECT state, count(*) FROM queue_entry WHERE fair_id = :fair "
				  "AND ended_ms IS NOT NULL GROUP BY state";
	enum err e = count(db_stmt(db, PEOPLE), fair, ret_people);
	struct stmt *s;

	if (e)
		return e;
	s = db_stmt(db, SQL);
	stmt_i64(s, ":fair", fair);
	while (stmt_row(s))
		put_entries(ret, col_str(s, 0, a), (uint32_t)col_i64(s, 1));
	return stmt_end(s);
}

#define BOOKINGS                                                                                   \
	"FROM booth b CROSS JOIN booking k ON k.booth_id = b.id WHERE b.fair_id = :fair "          \
	"AND k.state IN ('done', 'no_show', 'missed_by_employer', 'cancelled') "

enum err results_db_bookings(struct db *db, int64_t fair, struct wire_booking_result *ret,
			     uint32_t *ret_people)
{
	static const char PEOPLE[] =
		"SELECT count(*) FROM (SELECT DISTINCT k.account_id " BOOKINGS "LIMIT 10)";
	static const char SQL[] =
		"SELECT count(*) FILTER (WHERE k.state = 'done'), "
		"count(*) FILTER (WHERE k.state = 'no_show'), "
		"count(*) FILTER (WHERE k.state = 'missed_by_employer'), "
		"count(*) FILTER (WHERE k.state = 'cancelled') " BOOKINGS;
	enum err e = count(db_stmt(db, PEOPLE), fair, ret_people);
	struct stmt *s;

	if (e)
		return e;
	s = db_stmt(db, SQL);
	stmt_i64(s, ":fair", fair);
	if (stmt_row(s))
		*ret = (struct wire_booking_result){ (uint32_t)col_i64(s, 0), (uint32_t)col_i64(s, 1),
						     (uint32_t)col_i64(s, 2), (uint32_t)col_i64(s, 3) };
	return stmt_end(s);
}
