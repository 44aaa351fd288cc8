/* See safety_db.h. */
#include "features/safety/safety_db.h"

static struct str wish_name(enum block_wish by)
{
	return by == BLOCK_BY_STUDENT ? STR("student") : STR("booth");
}

enum err block_db_add(struct db *db, const struct block *block, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO block (account_id, booth_id, fair_id, wished_by, since_ms) "
		"VALUES (:student, :booth, :fair, :by, :now) ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", block->student);
	stmt_i64(s, ":booth", block->booth);
	stmt_i64(s, ":fair", block->fair);
	stmt_str(s, ":by", wish_name(block->by));
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err block_db_remove(struct db *db, const struct block *block)
{
	static const char SQL[] = "DELETE FROM block WHERE account_id = :student "
				  "AND booth_id = :booth AND wished_by = :by";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", block->student);
	stmt_i64(s, ":booth", block->booth);
	stmt_str(s, ":by", wish_name(block->by));
	return stmt_run(s);
}

enum err block_db_is(struct db *db, int64_t booth, int64_t student, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM block WHERE account_id = :student AND booth_id = :booth LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":booth", booth);
	return stmt_exists(s, ret);
}

enum err block_db_of_person(struct db *db, struct arena *a, int64_t student, struct ids *ret)
{
	static const char SQL[] = "SELECT booth_id FROM block WHERE account_id = :student "
				  "AND wished_by = 'student' ORDER BY booth_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", student);
	return stmt_ids(s, a, ret);
}

enum err block_db_is_by(struct db *db, const struct block *block, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM block WHERE account_id = :student "
				  "AND booth_id = :booth AND wished_by = :by";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":student", block->student);
	stmt_i64(s, ":booth", block->booth);
	stmt_str(s, ":by", wish_name(block->by));
	return stmt_exists(s, ret);
}

/* Adds or removes the row of a student at a fair. */
static enum err restrain(struct db *db, const char *add, const char *remove, int64_t fair, int64_t student,
			 bool is_set, int64_t now_ms)
{
	struct stmt *s = db_stmt(db, is_set ? add : remove);

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":fair", fair);
	if (is_set)
		stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

static enum err is_restrained(struct db *db, const char *sql, int64_t fair, int64_t student, bool *ret)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":student", student);
	stmt_i64(s, ":fair", fair);
	return stmt_exists(s, ret);
}

enum err ban_db_set(struct db *db, int64_t fair, int64_t student, bool is_banned, int64_t now_ms)
{
	return restrain(db,
			"INSERT INTO ban (account_id, fair_id, since_ms) VALUES (:student, :fair, :now) "
			"ON CONFLICT DO NOTHING",
			"DELETE FROM ban WHERE account_id = :student AND fair_id = :fair", fair, student, is_banned,
			now_ms);
}

enum err mute_db_set(struct db *db, int64_t fair, int64_t student, bool is_muted, int64_t now_ms)
{
	return restrain(db,
			"INSERT INTO mute (account_id, fair_id, since_ms) VALUES (:student, :fair, :now) "
			"ON CONFLICT DO NOTHING",
			"DELETE FROM mute WHERE account_id = :student AND fair_id = :fair", fair, student, is_muted,
			now_ms);
}

enum err mute_db_is(struct db *db, int64_t fair, int64_t student, bool *ret)
{
	return is_restrained(db, "SELECT 1 FROM mute WHERE account_id = :student AND fair_id = :fair", fair, student,
			     ret);
}

enum err ban_db_is(struct db *db, int64_t fair, int64_t student, bool *ret)
{
	return is_restrained(db, "SELECT 1 FROM ban WHERE account_id = :student AND fair_id = :fair", fair, student,
			     ret);
}

#define RESTRAINTS_MOST 500

enum err restraint_db_list(struct db *db, struct arena *a, int64_t fair, struct wire_restraint **ret,
			   size_t *ret_n)
{
	static const char SQL[] =
		"SELECT id, name, EXISTS (SELECT 1 FROM mute m WHERE m.account_id = a.id AND m.fair_id = :fair), "
		"EXISTS (SELECT 1 FROM ban b WHERE b.account_id = a.id AND b.fair_id = :fair) FROM account a "
		"WHERE id IN (SELECT account_id FROM mute WHERE fair_id = :fair "
		"UNION SELECT account_id FROM ban WHERE fair_id = :fair) ORDER BY name LIMIT 500";
	struct wire_restraint *at = arena_array(a, RESTRAINTS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (n < RESTRAINTS_MOST && stmt_row(s))
		at[n++] = (struct wire_restraint){ .id = col_i64(s, 0),
						   .name = col_str(s, 1, a),
						   .is_muted = col_i64(s, 2) != 0,
						   .is_banned = col_i64(s, 3) != 0 };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err report_db_get(struct db *db, int64_t id, struct report *ret)
{
	static const char SQL[] =
		"SELECT fair_id, call_id, message_id, reporter_id, about_id FROM report WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct report){ .id = id,
					.fair = col_i64(s, 0),
					.call = col_i64(s, 1),
					.message = col_i64(s, 2),
					.reporter = col_i64(s, 3),
					.about = col_i64(s, 4) };
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err report_db_insert(struct db *db, const struct report *r, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO report (id, fair_id, call_id, message_id, reporter_id, about_id, reason, text, at_ms) "
		"VALUES (:id, :fair, :call, :message, :reporter, :about, :reason, :text, :now) "
		"ON CONFLICT DO UPDATE SET reason = excluded.reason, "
		"text = excluded.text, settled_ms = NULL, settled_by = NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", r->id);
	stmt_i64(s, ":fair", r->fair);
	stmt_opt(s, ":call", r->call);
	stmt_opt(s, ":message", r->message);
	stmt_i64(s, ":reporter", r->reporter);
	stmt_i64(s, ":about", r->about);
	stmt_str(s, ":reason", str_of(report_reason_name(r->reason)));
	stmt_str(s, ":text", r->text);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err report_db_count_open(struct db *db, const struct report *r, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM report WHERE fair_id = :fair AND reporter_id = :reporter "
				  "AND settled_ms IS NULL AND message_id <> :message";
	struct stmt *s = db_stmt(db, SQL);

	*ret = 0;
	stmt_i64(s, ":fair", r->fair);
	stmt_i64(s, ":reporter", r->reporter);
	stmt_i64(s, ":message", r->message);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err report_db_settle(struct db *db, int64_t id, int64_t by, int64_t now_ms)
{
	static const char SQL[] =
		"UPDATE report SET settled_ms = :now, settled_by = :by WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":by", by);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

#define REPORTS_MOST 200

enum err report_db_list(struct db *db, struct arena *a, int64_t fair, struct wire_report **ret,
			size_t *ret_n)
{
	static const char SQL[] =
		"SELECT r.id, f.name, r.about_id, t.name, EXISTS (SELECT 1 FROM participation p "
		"WHERE p.account_id = r.about_id AND p.fair_id = r.fair_id AND p.role = 'student'), "
		"b.name, r.reason, r.text, r.at_ms, r.settled_ms IS NOT NULL, r.message_id, m.text, m.hidden_by IS NOT NULL, "
		"h.call_id IS NOT NULL, b.id "
		"FROM report r JOIN account f ON f.id = r.reporter_id JOIN account t ON t.id = r.about_id "
		"LEFT JOIN call c ON c.id = r.call_id LEFT JOIN message m ON m.id = r.message_id "
		"LEFT JOIN chat h ON h.id = m.chat_id JOIN booth b ON b.id = coalesce(c.booth_id, h.booth_id) "
		"WHERE r.fair_id = :fair ORDER BY r.settled_ms IS NOT NULL, "
		"iif(r.settled_ms IS NULL, r.at_ms, -r.at_ms) LIMIT 200";
	struct wire_report *at = arena_array(a, REPORTS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (n < REPORTS_MOST && stmt_row(s)) {
		at[n] = (struct wire_report){
			.id = col_i64(s, 0),
			.reporter_name = col_str(s, 1, a),
			.about = col_i64(s, 2),
			.about_name = col_str(s, 3, a),
			.is_about_student = col_i64(s, 4) != 0,
			.booth = col_i64(s, 14),
			.booth_name = col_str(s, 5, a),
			.text = col_str(s, 7, a),
			.at_ms = col_i64(s, 8),
			.is_settled = col_i64(s, 9) != 0,
			.has_message = !col_is_null(s, 10),
			.message = col_i64(s, 10),
			.has_quote = !col_is_null(s, 11),
			.quote = col_str(s, 11, a),
			.is_hidden = col_i64(s, 12) != 0,
			.is_beside_talk = col_i64(s, 13) != 0,
		};
		if (report_reason_from(col_str(s, 6, a), &at[n].reason))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}
