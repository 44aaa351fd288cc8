/* Offers to be handed over to another booth. See meet_db.h. */
#include "features/meet/meet_db.h"

enum err handover_db_get(struct db *db, struct arena *a, int64_t id, struct handover *ret)
{
	static const char SQL[] =
		"SELECT fair_id, student_id, recruiter_id, from_booth_id, to_booth_id, note, state, until_ms "
		"FROM handover WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct handover){
			.id = id,
			.fair = col_i64(s, 0),
			.student = col_i64(s, 1),
			.recruiter = col_i64(s, 2),
			.from = col_i64(s, 3),
			.to = col_i64(s, 4),
			.note = col_str(s, 5, a),
			.until_ms = col_i64(s, 7),
		};
		is_found = handover_state_from(col_str(s, 6, a), &ret->state);
	}
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err handover_db_insert(struct db *db, const struct handover *h, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO handover (id, fair_id, student_id, recruiter_id, from_booth_id, to_booth_id, "
		"note, state, offered_ms, until_ms) VALUES (:id, :fair, :student, :recruiter, :from, :to, "
		":note, :state, :now, :until)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", h->id);
	stmt_i64(s, ":fair", h->fair);
	stmt_i64(s, ":student", h->student);
	stmt_i64(s, ":recruiter", h->recruiter);
	stmt_i64(s, ":from", h->from);
	stmt_i64(s, ":to", h->to);
	stmt_str(s, ":note", h->note);
	stmt_str(s, ":state", str_of(handover_state_name(h->state)));
	stmt_i64(s, ":now", now_ms);
	stmt_opt(s, ":until", h->until_ms);
	return stmt_run(s);
}

enum err handover_db_set_state(struct db *db, int64_t id, enum handover_state state)
{
	static const char SQL[] = "UPDATE handover SET state = :state WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":state", str_of(handover_state_name(state)));
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err handover_db_set_until(struct db *db, int64_t id, int64_t until_ms)
{
	struct stmt *s = db_stmt(db, "UPDATE handover SET until_ms = :until WHERE id = :id");

	stmt_i64(s, ":until", until_ms);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err handover_db_back(struct db *db, int64_t booth, int64_t student, int64_t *ret_id,
			  enum handover_state *ret_state)
{
	static const char SQL[] =
		"SELECT id, state FROM handover WHERE student_id = :student "
		"AND from_booth_id = :booth AND to_booth_id = :booth AND until_ms IS NULL "
		"ORDER BY id DESC LIMIT 1";
	struct arena arena = { 0 };
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":booth", booth);
	*ret_id = 0;
	if (stmt_row(s) && handover_state_from(col_str(s, 1, &arena), ret_state))
		*ret_id = col_i64(s, 0);
	arena_done(&arena);
	return stmt_end(s);
}

enum err handover_db_was_asked(struct db *db, int64_t booth, int64_t student, int64_t now_ms, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM handover WHERE student_id = :student AND until_ms IS NOT NULL "
		"AND (state = 'offered' AND until_ms > :now OR state = 'declined' AND to_booth_id = :booth)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":now", now_ms);
	return stmt_exists(s, ret);
}

enum err handover_db_count_asked(struct db *db, int64_t student, int64_t since_ms, int64_t *ret)
{
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM handover WHERE student_id = :student "
				     "AND until_ms IS NOT NULL AND offered_ms > :since");

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":since", since_ms);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err handover_db_of_person(struct db *db, struct arena *a, int64_t account, int64_t now_ms, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM handover WHERE student_id = :account "
				  "AND state = 'offered' AND (until_ms IS NULL OR until_ms > :now) ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err handover_db_open_to(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM handover WHERE to_booth_id = :booth "
				  "AND state = 'offered' ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}
