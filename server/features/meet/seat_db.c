/* Seats, people and cards. See meet_db.h. */
#include "features/meet/meet_db.h"

#define SEAT_COLUMNS "id, fair_id, booth_id, account_id, state, since_ms, until_ms, version, is_auto "

/* Reads one seat and ends the statement; id 0 where there is no row. */
static enum err read_seat(struct stmt *s, struct arena *a, struct seat *ret)
{
	*ret = (struct seat){ 0 };
	if (stmt_row(s)) {
		*ret = (struct seat){
			.id = col_i64(s, 0),
			.fair = col_i64(s, 1),
			.booth = col_i64(s, 2),
			.account = col_i64(s, 3),
			.life = { .since_ms = col_i64(s, 5), .until_ms = col_i64(s, 6) },
			.version = (uint32_t)col_i64(s, 7),
			.is_auto = col_i64(s, 8) != 0,
		};
		if (!seat_state_from(col_str(s, 4, a), &ret->life.state))
			ret->id = 0;
	}
	return stmt_end(s);
}

enum err seat_db_get(struct db *db, struct arena *a, int64_t id, struct seat *ret)
{
	static const char SQL[] = "SELECT " SEAT_COLUMNS "FROM seat WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":id", id);
	e = read_seat(s, a, ret);
	return e ? e : ret->id ? ERR_OK : ERR_NOT_FOUND;
}

enum err seat_db_of(struct db *db, struct arena *a, int64_t booth, int64_t account,
		    struct seat *ret)
{
	static const char SQL[] = "SELECT " SEAT_COLUMNS
				  "FROM seat WHERE booth_id = :booth AND account_id = :account";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":account", account);
	return read_seat(s, a, ret);
}

enum err seat_db_held(struct db *db, struct arena *a, int64_t fair, int64_t account,
		      struct seat *ret)
{
	static const char SQL[] = "SELECT " SEAT_COLUMNS
				  "FROM seat WHERE account_id = :account AND fair_id = :fair "
				  "AND state <> 'offline'";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	return read_seat(s, a, ret);
}

enum err seat_db_insert(struct db *db, const struct seat *seat)
{
	static const char SQL[] =
		"INSERT INTO seat (id, fair_id, booth_id, account_id, state, since_ms, until_ms, version) "
		"VALUES (:id, :fair, :booth, :account, :state, :since, :until, :version)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", seat->id);
	stmt_i64(s, ":fair", seat->fair);
	stmt_i64(s, ":booth", seat->booth);
	stmt_i64(s, ":account", seat->account);
	stmt_str(s, ":state", str_of(seat_state_name(seat->life.state)));
	stmt_i64(s, ":since", seat->life.since_ms);
	stmt_opt(s, ":until", seat->life.until_ms);
	stmt_i64(s, ":version", seat->version);
	return stmt_run(s);
}

enum err seat_db_update(struct db *db, const struct seat *seat)
{
	static const char SQL[] = "UPDATE seat SET state = :state, since_ms = :since, "
				  "until_ms = :until, is_auto = :auto, version = :version "
				  "WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":state", str_of(seat_state_name(seat->life.state)));
	stmt_i64(s, ":since", seat->life.since_ms);
	stmt_opt(s, ":until", seat->life.until_ms);
	stmt_i64(s, ":auto", seat->is_auto);
	stmt_i64(s, ":version", seat->version);
	stmt_i64(s, ":id", seat->id);
	return stmt_run(s);
}

enum err seat_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM seat WHERE booth_id = :booth ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err seat_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM seat WHERE account_id = :account "
				  "AND state <> 'offline' ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err seat_db_staffed_booths(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] =
		"SELECT DISTINCT b.id FROM booth b JOIN seat s ON s.booth_id = b.id "
		"WHERE b.fair_id = :fair AND s.state <> 'offline' ORDER BY b.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err seat_db_callers(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] =
		"SELECT s.id FROM seat s JOIN account a ON a.id = s.account_id "
		"WHERE s.booth_id = :booth AND s.state = 'free' AND s.is_auto "
		"AND a.offline_since_ms IS NULL ORDER BY s.since_ms, s.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err seat_db_free(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM seat WHERE booth_id = :booth AND state = 'free' "
		"AND (SELECT offline_since_ms FROM account WHERE id = seat.account_id) IS NULL ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err seat_db_when_free(struct db *db, struct arena *a, const struct booth *booth, int64_t now_ms,
			   struct free_seat **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT s.id, c.state, c.deadline_ms, c.ends_ms, c.left_ms, c.is_extra_minute_used, "
		"coalesce(t.ends_ms - t.starts_ms, :talk), "
		"s.state = 'wrap_up' OR (s.state = 'free' AND (NOT s.is_auto OR r.offline_since_ms IS NOT NULL)) "
		"FROM seat s JOIN account r ON r.id = s.account_id LEFT JOIN call c ON c.seat_id = s.id AND c.ended_ms IS NULL "
		"LEFT JOIN queue_entry q ON q.id = c.entry_id LEFT JOIN booking k ON k.id = q.booking_id "
		"LEFT JOIN slot t ON t.id = k.slot_id "
		"WHERE s.booth_id = :booth AND s.state NOT IN ('offline', 'paused') ORDER BY s.id LIMIT 64";
	struct free_seat *at = arena_array(a, SEATS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":booth", booth->id);
	stmt_i64(s, ":talk", booth->talk_ms);
	while (n < SEATS_MOST && stmt_row(s)) {
		struct call_life life = { .deadline_ms = col_i64(s, 2),
					  .ends_ms = col_i64(s, 3),
					  .left_ms = col_i64(s, 4),
					  .is_extra_minute_used = col_i64(s, 5) != 0 };

		at[n].id = col_i64(s, 0);
		at[n].free_ms = now_ms;
		at[n].is_idle = col_i64(s, 7) != 0;
		if (call_state_from(col_str(s, 1, a), &life.state))
			at[n].free_ms = call_over_ms(&life, now_ms, col_i64(s, 6));
		n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err seat_db_count(struct db *db, int64_t booth, struct seat_counts *ret)
{
	static const char SQL[] =
		"SELECT count(*), coalesce(sum(state <> 'paused'), 0), coalesce(sum(state = 'free'), 0) "
		"FROM seat WHERE booth_id = :booth AND state <> 'offline'";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	if (stmt_row(s)) {
		ret->staffed = (uint32_t)col_i64(s, 0);
		ret->working = (uint32_t)col_i64(s, 1);
		ret->free = (uint32_t)col_i64(s, 2);
	}
	return stmt_end(s);
}

/* ---- people ---- */

enum err person_db_get(struct db *db, struct arena *a, int64_t account, struct person *ret)
{
	static const char SQL[] = "SELECT name, offline_since_ms FROM account WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", account);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct person){ .id = account,
					.name = col_str(s, 0, a),
					.offline_since_ms = col_i64(s, 1) };
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err person_db_present(struct db *db, struct arena *a, struct ids *ret)
{
	static const char SQL[] =
		"SELECT /* scan: once, at a start */ account_id FROM queue_entry WHERE ended_ms IS NULL "
		"UNION SELECT account_id FROM seat WHERE state <> 'offline' "
		"UNION SELECT student_id FROM call WHERE ended_ms IS NULL "
		"UNION SELECT recruiter_id FROM call WHERE ended_ms IS NULL "
		"UNION SELECT account_id FROM guest WHERE state <> 'passed' ORDER BY 1";

	return stmt_ids(db_stmt(db, SQL), a, ret);
}

enum err person_db_is_staff(struct db *db, int64_t booth, int64_t account, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM booth b JOIN participation p ON p.account_id = :account "
		"AND p.fair_id = b.fair_id AND p.role IN ('recruiter', 'manager') "
		"AND p.org_id = b.org_id WHERE b.id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	return stmt_exists(s, ret);
}

enum err coordinator_db_is_of(struct db *db, int64_t fair, int64_t coordinator, int64_t student,
			      bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM card c JOIN participation p ON p.account_id = :coordinator "
		"AND p.fair_id = c.fair_id AND p.role = 'coordinator' AND p.org_id = c.school_id "
		"WHERE c.account_id = :student AND c.fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":coordinator", coordinator);
	stmt_i64(s, ":student", student);
	stmt_i64(s, ":fair", fair);
	return stmt_exists(s, ret);
}

/* ---- cards ---- */

#define PROCESSES_MOST 20

static enum err read_processes(struct db *db, struct arena *a, int64_t fair, int64_t account,
			       struct str kind, struct str **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT w.code || ' ' || w.name FROM card_process c "
		"JOIN work_process w ON w.id = c.process_id "
		"WHERE c.account_id = :account AND c.fair_id = :fair AND c.kind = :kind "
		"ORDER BY w.code LIMIT 20";
	struct str *at = arena_array(a, PROCESSES_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":kind", kind);
	while (n < PROCESSES_MOST && stmt_row(s))
		at[n++] = col_str(s, 0, a);
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err card_db_get(struct db *db, struct arena *a, int64_t fair, int64_t account,
		     struct wire_card *ret)
{
	static const char SQL[] =
		"SELECT a.name, o.name, g.name, g.level, c.looking_for, c.area, c.period, c.about "
		"FROM account a "
		"LEFT JOIN card c ON c.account_id = a.id AND c.fair_id = :fair "
		"LEFT JOIN organisation o ON o.id = c.school_id "
		"LEFT JOIN programme g ON g.id = c.programme_id "
		"WHERE a.id = :account";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	*ret = (struct wire_card){ 0 };
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	if (stmt_row(s)) {
		ret->name = col_str(s, 0, a);
		ret->school = col_str(s, 1, a);
		ret->programme = col_str(s, 2, a);
		ret->has_level = level_from(col_str(s, 3, a), &ret->level);
		ret->looking_for = col_str(s, 4, a);
		ret->area = col_str(s, 5, a);
		ret->period = col_str(s, 6, a);
		ret->about = col_str(s, 7, a);
	}
	e = stmt_end(s);
	if (!e)
		e = read_processes(db, a, fair, account, STR("can"), &ret->can, &ret->n_can);
	if (!e)
		e = read_processes(db, a, fair, account, STR("learn"), &ret->learn, &ret->n_learn);
	return e;
}
