/* Calls. See meet_db.h. */
#include "features/meet/meet.h"
#include "features/meet/meet_db.h"

#define CALL_COLUMNS                                                                               \
	"id, fair_id, booth_id, entry_id, seat_id, student_id, recruiter_id, chat_id, state, "     \
	"rang_ms, deadline_ms, started_ms, ends_ms, left_ms, ended_ms, is_extra_minute_used, "     \
	"is_clock_stopped_once, extensions, asked_by, pages, student_page, recruiter_page, pair, " \
	"reason, version "

static void read_life(struct stmt *s, struct arena *a, struct call_life *ret)
{
	*ret = (struct call_life){
		.deadline_ms = col_i64(s, 10),
		.started_ms = col_i64(s, 11),
		.ends_ms = col_i64(s, 12),
		.left_ms = col_i64(s, 13),
		.ended_ms = col_i64(s, 14),
		.is_extra_minute_used = col_i64(s, 15) != 0,
		.is_clock_stopped_once = col_i64(s, 16) != 0,
		.extensions = (uint32_t)col_i64(s, 17),
	};
	ret->has_reason = end_reason_from(col_str(s, 23, a), &ret->reason);
}

enum err call_db_get(struct db *db, struct arena *a, int64_t id, struct call *ret)
{
	static const char SQL[] = "SELECT " CALL_COLUMNS "FROM call WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct call){
			.id = col_i64(s, 0),
			.fair = col_i64(s, 1),
			.booth = col_i64(s, 2),
			.entry = col_i64(s, 3),
			.seat = col_i64(s, 4),
			.student = col_i64(s, 5),
			.recruiter = col_i64(s, 6),
			.chat = col_i64(s, 7),
			.rang_ms = col_i64(s, 9),
			.asked_by = col_i64(s, 18),
			.pages = (uint32_t)col_i64(s, 19),
			.student_page = (uint32_t)col_i64(s, 20),
			.recruiter_page = (uint32_t)col_i64(s, 21),
			.pair = (uint32_t)col_i64(s, 22),
			.version = (uint32_t)col_i64(s, 24),
		};
		read_life(s, a, &ret->life);
		is_found = call_state_from(col_str(s, 8, a), &ret->life.state);
		ret->life.are_pages_there = ret->student_page && ret->recruiter_page;
	}
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

/* Binds all that changes during a call. */
static void bind_call(struct stmt *s, const struct call *c)
{
	stmt_i64(s, ":id", c->id);
	stmt_str(s, ":state", str_of(call_state_name(c->life.state)));
	stmt_opt(s, ":deadline", c->life.deadline_ms);
	stmt_opt(s, ":started", c->life.started_ms);
	stmt_opt(s, ":ends", c->life.ends_ms);
	stmt_opt(s, ":left", c->life.left_ms);
	stmt_opt(s, ":ended", c->life.ended_ms);
	stmt_i64(s, ":extra", c->life.is_extra_minute_used);
	stmt_i64(s, ":stopped", c->life.is_clock_stopped_once);
	stmt_i64(s, ":extensions", c->life.extensions);
	stmt_opt(s, ":asked_by", c->asked_by);
	stmt_i64(s, ":pages", c->pages);
	stmt_i64(s, ":student_page", c->student_page);
	stmt_i64(s, ":recruiter_page", c->recruiter_page);
	stmt_i64(s, ":pair", c->pair);
	if (c->life.has_reason)
		stmt_str(s, ":reason", str_of(end_reason_name(c->life.reason)));
	stmt_i64(s, ":version", c->version);
}

enum err call_db_insert(struct db *db, const struct call *c)
{
	static const char SQL[] =
		"INSERT INTO call (id, fair_id, booth_id, entry_id, seat_id, student_id, recruiter_id, "
		"chat_id, is_picked, state, rang_ms, deadline_ms, started_ms, ends_ms, left_ms, ended_ms, "
		"is_extra_minute_used, is_clock_stopped_once, extensions, asked_by, pages, student_page, "
		"recruiter_page, pair, reason, version) "
		"VALUES (:id, :fair, :booth, :entry, :seat, :student, :recruiter, :chat, :picked, :state, :rang, "
		":deadline, :started, :ends, :left, :ended, :extra, :stopped, :extensions, :asked_by, "
		":pages, :student_page, :recruiter_page, :pair, :reason, :version)";
	struct stmt *s = db_stmt(db, SQL);

	bind_call(s, c);
	stmt_i64(s, ":fair", c->fair);
	stmt_i64(s, ":booth", c->booth);
	stmt_i64(s, ":entry", c->entry);
	stmt_i64(s, ":seat", c->seat);
	stmt_i64(s, ":student", c->student);
	stmt_i64(s, ":recruiter", c->recruiter);
	stmt_i64(s, ":chat", c->chat);
	stmt_i64(s, ":picked", c->is_picked);
	stmt_i64(s, ":rang", c->rang_ms);
	return stmt_run(s);
}

enum err call_db_update(struct db *db, const struct call *c)
{
	static const char SQL[] =
		"UPDATE call SET state = :state, deadline_ms = :deadline, started_ms = :started, "
		"ends_ms = :ends, left_ms = :left, ended_ms = :ended, is_extra_minute_used = :extra, "
		"is_clock_stopped_once = :stopped, extensions = :extensions, asked_by = :asked_by, "
		"pages = :pages, student_page = :student_page, recruiter_page = :recruiter_page, "
		"pair = :pair, reason = :reason, version = :version WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	bind_call(s, c);
	return stmt_run(s);
}

enum err call_db_of_person_since(struct db *db, struct arena *a, int64_t account, int64_t since_ms,
				 struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM call WHERE student_id = :account AND ended_ms IS NULL "
		"UNION SELECT id FROM call WHERE recruiter_id = :account AND ended_ms IS NULL "
		"UNION SELECT id FROM call WHERE student_id = :account AND ended_ms > :since "
		"UNION SELECT id FROM call WHERE recruiter_id = :account AND ended_ms > :since";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":since", since_ms);
	return stmt_ids(s, a, ret);
}

enum err call_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM call WHERE booth_id = :booth AND ended_ms IS NULL ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err call_db_at_fair(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] = "SELECT c.id FROM booth b JOIN call c ON c.booth_id = b.id "
				  "WHERE b.fair_id = :fair AND c.ended_ms IS NULL ORDER BY c.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err call_db_all(struct db *db, struct arena *a, struct ids *ret)
{
	static const char SQL[] = "SELECT /* scan: once, at a start */ id FROM call "
				  "WHERE ended_ms IS NULL ORDER BY id";

	return stmt_ids(db_stmt(db, SQL), a, ret);
}

enum err call_db_of_seat(struct db *db, int64_t seat, int64_t *ret)
{
	static const char SQL[] = "SELECT id FROM call WHERE seat_id = :seat AND ended_ms IS NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":seat", seat);
	*ret = stmt_row(s) ? col_i64(s, 0) : 0;
	return stmt_end(s);
}

enum err call_db_is_busy(struct db *db, int64_t recruiter, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM call WHERE recruiter_id = :recruiter AND ended_ms IS NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":recruiter", recruiter);
	return stmt_exists(s, ret);
}

enum err call_db_talks(struct db *db, int64_t booth, int64_t student, uint32_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM call WHERE student_id = :student "
				  "AND booth_id = :booth AND started_ms IS NOT NULL";
	struct stmt *s = db_stmt(db, SQL);
	int64_t n = 0;

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":booth", booth);
	if (!stmt_one_i64(s, &n))
		return ERR_INTERNAL;
	*ret = (uint32_t)n;
	return ERR_OK;
}

enum err call_db_last_missed(struct db *db, int64_t entry, int64_t *ret)
{
	static const char SQL[] =
		"SELECT coalesce(max(ended_ms), 0) FROM call WHERE entry_id = :entry "
		"AND started_ms IS NULL AND (reason IN ('no_answer', 'declined') OR (reason = 'lost' "
		"AND coalesce(student_page, 0) = 0 AND coalesce(recruiter_page, 0) <> 0))";
	struct stmt *s = db_stmt(db, SQL);

	*ret = 0;
	stmt_i64(s, ":entry", entry);
	if (stmt_row(s))
		*ret = col_i64(s, 0);
	return stmt_end(s);
}

enum err call_db_last_ended(struct db *db, int64_t student, int64_t *ret)
{
	static const char SQL[] = "SELECT coalesce(max(ended_ms), 0) FROM call "
				  "WHERE student_id = :student AND ended_ms IS NOT NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", student);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

/* How a ring ends that nobody answered. */
#define UNANSWERED "('no_answer', 'declined', 'withdrawn')"

enum err meet_text_is_open(struct db *db, int64_t call, int64_t now_ms, bool *ret)
{
	/* Until either of the two is in a later call, or was, or the student takes their card back. */
	static const char SQL[] =
		"SELECT 1 FROM call l WHERE l.id = :call AND (l.ended_ms IS NULL "
		"OR (coalesce(l.reason, '') NOT IN " UNANSWERED " "
		"    AND l.ended_ms > :from AND NOT EXISTS "
		"    (SELECT 1 FROM lead d WHERE d.booth_id = l.booth_id "
		"     AND d.account_id = l.student_id AND d.state = 'withdrawn') AND NOT EXISTS "
		"    (SELECT 1 FROM call n WHERE n.id > l.id AND (n.student_id = l.student_id "
		"     OR n.recruiter_id = l.recruiter_id) AND n.state <> 'ringing' "
		"     AND coalesce(n.reason, '') NOT IN " UNANSWERED ")))";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":call", call);
	stmt_i64(s, ":from", now_ms - AFTER_TALK_MS);
	return stmt_exists(s, ret);
}

enum err call_db_last_talk(struct db *db, int64_t account, int64_t *ret)
{
	static const char SQL[] =
		"SELECT coalesce(max(id), 0) FROM ("
		"SELECT max(id) AS id FROM call WHERE student_id = :account AND ended_ms > 0 "
		"AND reason NOT IN " UNANSWERED " UNION ALL "
		"SELECT max(id) FROM call WHERE recruiter_id = :account AND ended_ms > 0 "
		"AND reason NOT IN " UNANSWERED ")";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}
