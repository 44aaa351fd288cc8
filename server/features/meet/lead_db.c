/* Leads. See meet_db.h. */
#include "features/meet/meet_db.h"

#define LEAD_COLUMNS                                                                               \
	"id, fair_id, booth_id, account_id, owner_id, state, rating, note, answer, reason, "       \
	"next_step, next_on_ms, spoken_ms, due_ms, created_ms "

static enum err read_lead(struct stmt *s, struct arena *a, struct lead *ret)
{
	*ret = (struct lead){ 0 };
	if (stmt_row(s)) {
		*ret = (struct lead){
			.id = col_i64(s, 0),
			.fair = col_i64(s, 1),
			.booth = col_i64(s, 2),
			.account = col_i64(s, 3),
			.owner = col_i64(s, 4),
			.rating = (uint32_t)col_i64(s, 6),
			.note = col_str(s, 7, a),
			.reason = col_str(s, 9, a),
			.next_on_ms = col_i64(s, 11),
			.spoken_ms = col_i64(s, 12),
			.due_ms = col_i64(s, 13),
			.created_ms = col_i64(s, 14),
		};
		ret->has_answer = answer_from(col_str(s, 8, a), &ret->answer);
		ret->has_next_step = next_step_from(col_str(s, 10, a), &ret->next_step);
		if (!lead_state_from(col_str(s, 5, a), &ret->state))
			ret->id = 0;
	}
	return stmt_end(s);
}

enum err lead_db_get(struct db *db, struct arena *a, int64_t id, struct lead *ret)
{
	static const char SQL[] = "SELECT " LEAD_COLUMNS "FROM lead WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":id", id);
	e = read_lead(s, a, ret);
	return e ? e : ret->id ? ERR_OK : ERR_NOT_FOUND;
}

enum err lead_db_of(struct db *db, struct arena *a, int64_t booth, int64_t account,
		    struct lead *ret)
{
	static const char SQL[] = "SELECT " LEAD_COLUMNS
				  "FROM lead WHERE booth_id = :booth AND account_id = :account";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":account", account);
	return read_lead(s, a, ret);
}

static void bind_lead(struct stmt *s, const struct lead *l)
{
	stmt_i64(s, ":id", l->id);
	stmt_opt(s, ":owner", l->owner);
	stmt_str(s, ":state", str_of(lead_state_name(l->state)));
	stmt_i64(s, ":rating", l->rating);
	stmt_str(s, ":note", l->note);
	if (l->has_answer)
		stmt_str(s, ":answer", str_of(answer_name(l->answer)));
	stmt_str(s, ":reason", l->reason);
	if (l->has_next_step)
		stmt_str(s, ":next_step", str_of(next_step_name(l->next_step)));
	stmt_opt(s, ":next_on", l->next_on_ms);
	stmt_opt(s, ":spoken", l->spoken_ms);
	stmt_opt(s, ":due", l->due_ms);
}

enum err lead_db_insert(struct db *db, const struct lead *l)
{
	static const char SQL[] =
		"INSERT INTO lead (id, fair_id, booth_id, account_id, owner_id, state, rating, note, "
		"answer, reason, next_step, next_on_ms, spoken_ms, due_ms, created_ms) "
		"VALUES (:id, :fair, :booth, :account, :owner, :state, :rating, :note, :answer, :reason, "
		":next_step, :next_on, :spoken, :due, :created)";
	struct stmt *s = db_stmt(db, SQL);

	bind_lead(s, l);
	stmt_i64(s, ":fair", l->fair);
	stmt_i64(s, ":booth", l->booth);
	stmt_i64(s, ":account", l->account);
	stmt_i64(s, ":created", l->created_ms);
	return stmt_run(s);
}

enum err lead_db_update(struct db *db, const struct lead *l)
{
	static const char SQL[] =
		"UPDATE lead SET owner_id = :owner, state = :state, rating = :rating, note = :note, "
		"answer = :answer, reason = :reason, next_step = :next_step, next_on_ms = :next_on, "
		"spoken_ms = :spoken, due_ms = :due WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	bind_lead(s, l);
	return stmt_run(s);
}

enum err lead_db_of_person(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM lead WHERE account_id = :account ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

enum err lead_db_at_booth(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM lead WHERE booth_id = :booth ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}
