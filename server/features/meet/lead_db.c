/* Leads. See meet_db.h. */
#include "features/meet/meet_db.h"

#define LEAD_COLUMNS                                                                               \
	"id, fair_id, booth_id, account_id, owner_id, state, rating, note, answer, reason, "       \
	"next_step, next_on_ms, spoken_ms, due_ms, created_ms, placement_id, "                     \
	"is_shared_by_student, is_shared_by_employer, is_answered_late "

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
			.placement = col_i64(s, 15),
			.is_shared_by_student = col_i64(s, 16) != 0,
			.is_shared_by_employer = col_i64(s, 17) != 0,
			.was_owed = !col_is_null(s, 18),
			.is_answered_late = col_i64(s, 18) != 0,
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
	stmt_opt(s, ":placement", l->placement);
	stmt_i64(s, ":by_student", l->is_shared_by_student);
	stmt_i64(s, ":by_employer", l->is_shared_by_employer);
	if (l->was_owed)
		stmt_i64(s, ":late", l->is_answered_late);
}

enum err lead_db_insert(struct db *db, const struct lead *l)
{
	static const char SQL[] =
		"INSERT INTO lead (id, fair_id, booth_id, account_id, owner_id, state, rating, note, "
		"answer, reason, next_step, next_on_ms, spoken_ms, due_ms, created_ms, placement_id, "
		"is_shared_by_student, is_shared_by_employer, is_answered_late) "
		"VALUES (:id, :fair, :booth, :account, :owner, :state, :rating, :note, :answer, :reason, "
		":next_step, :next_on, :spoken, :due, :created, :placement, :by_student, :by_employer, "
		":late)";
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
		"spoken_ms = :spoken, due_ms = :due, placement_id = :placement, "
		"is_shared_by_student = :by_student, is_shared_by_employer = :by_employer, "
		"is_answered_late = :late WHERE id = :id";
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

enum err lead_db_has_shown(struct db *db, int64_t fair, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM booth b WHERE b.fair_id = :fair "
		"AND (EXISTS (SELECT 1 FROM lead l WHERE l.booth_id = b.id) "
		"     OR EXISTS (SELECT 1 FROM message m WHERE m.chat_id = b.chat_id AND NOT m.is_staff))";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_exists(s, ret);
}

enum err lead_db_of_owner(struct db *db, struct arena *a, int64_t booth, int64_t account,
			  struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM lead WHERE booth_id = :booth "
				  "AND owner_id = :account ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
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

/* ---- tags, placement, owner, address ---- */

#define TAGS_MOST 8

enum err lead_db_about(struct db *db, struct arena *a, int64_t placement, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM lead WHERE placement_id = :placement ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":placement", placement);
	return stmt_ids(s, a, ret);
}

enum err lead_db_tags(struct db *db, struct arena *a, int64_t lead, struct str **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT tag FROM lead_tag WHERE lead_id = :lead ORDER BY tag";
	struct str *at = arena_array(a, TAGS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":lead", lead);
	while (n < TAGS_MOST && stmt_row(s))
		at[n++] = col_str(s, 0, a);
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

static enum err add_tag(struct db *db, const struct lead *l, struct str tag)
{
	static const char SQL[] =
		"INSERT INTO lead_tag (lead_id, tag, fair_id) VALUES (:lead, :tag, :fair)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":lead", l->id);
	stmt_str(s, ":tag", tag);
	stmt_i64(s, ":fair", l->fair);
	return stmt_run(s);
}

enum err lead_db_set_tags(struct db *db, const struct lead *l, const struct str *tags, size_t n)
{
	static const char SQL[] = "DELETE FROM lead_tag WHERE lead_id = :lead";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":lead", l->id);
	e = stmt_run(s);
	for (size_t i = 0; !e && i < n; i++)
		e = add_tag(db, l, tags[i]);
	return e;
}

enum err lead_db_placement(struct db *db, struct arena *a, int64_t booth, int64_t placement,
			   struct str *ret_title)
{
	static const char SQL[] = "SELECT title FROM placement WHERE id = :id AND booth_id = :booth";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", placement);
	stmt_i64(s, ":booth", booth);
	is_found = stmt_row(s);
	if (is_found)
		*ret_title = col_str(s, 0, a);
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err lead_db_email(struct db *db, struct arena *a, int64_t account, struct str *ret)
{
	static const char SQL[] = "SELECT email FROM account WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", account);
	is_found = stmt_row(s);
	if (is_found)
		*ret = col_str(s, 0, a);
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

/* ---- who was missed ---- */

static enum err newest_entry(struct db *db, int64_t booth, int64_t account,
			     struct missed_facts *ret)
{
	static const char SQL[] = "SELECT state, ended_ms FROM queue_entry "
				  "WHERE account_id = :account AND booth_id = :booth "
				  "ORDER BY ended_ms IS NOT NULL, ended_ms DESC LIMIT 1";
	struct arena arena = { 0 };
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	if (stmt_row(s)) {
		ret->has_entry = entry_state_from(col_str(s, 0, &arena), &ret->entry);
		ret->entry_ended_ms = col_i64(s, 1);
	}
	arena_done(&arena);
	return stmt_end(s);
}

static enum err newest_booking(struct db *db, int64_t booth, int64_t account,
			       struct missed_facts *ret)
{
	static const char SQL[] =
		"SELECT k.state, iif(k.state = 'cancelled', k.booked_ms, s.starts_ms), k.is_called_off "
		"FROM booking k JOIN slot s ON s.id = k.slot_id "
		"WHERE k.account_id = :account AND k.booth_id = :booth "
		/* An offer that was not taken is no appointment. */
		"AND (k.offer IS NULL OR k.state NOT IN ('cancelled', 'expired')) "
		"ORDER BY k.state IN ('offered', 'booked', 'checked_in', 'in_call') DESC, k.id DESC LIMIT 1";
	struct arena arena = { 0 };
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":booth", booth);
	if (stmt_row(s)) {
		ret->has_booking = booking_state_from(col_str(s, 0, &arena), &ret->booking);
		ret->booking_ms = col_i64(s, 1);
		ret->is_called_off = col_i64(s, 2) != 0;
	}
	arena_done(&arena);
	return stmt_end(s);
}

enum err lead_db_tries(struct db *db, int64_t booth, int64_t account, struct missed_facts *ret)
{
	enum err e;

	*ret = (struct missed_facts){ 0 };
	e = newest_entry(db, booth, account, ret);
	return e ? e : newest_booking(db, booth, account, ret);
}
