/* See chat_db.h. */
#include "features/chat/chat_db.h"

enum err chat_db_resolve(struct db *db, int64_t id, struct object *ret)
{
	static const char SQL[] =
		"SELECT c.fair_id, b.org_id, c.call_id, k.student_id, k.recruiter_id "
		"FROM chat c JOIN booth b ON b.id = c.booth_id "
		"LEFT JOIN call k ON k.id = c.call_id WHERE c.id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct object){
			.fair = col_i64(s, 0),
			.org = col_i64(s, 1),
			.parties = { col_i64(s, 3), col_i64(s, 4) },
			.is_open_to_fair = col_is_null(s, 2),
		};
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err chat_db_insert(struct db *db, int64_t id, int64_t fair, int64_t booth, int64_t call)
{
	static const char SQL[] = "INSERT INTO chat (id, fair_id, booth_id, call_id) "
				  "VALUES (:id, :fair, :booth, :call)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":booth", booth);
	stmt_opt(s, ":call", call);
	return stmt_run(s);
}

enum err chat_db_remove(struct db *db, int64_t id)
{
	struct stmt *s = db_stmt(db, "DELETE FROM chat WHERE id = :id "
				     "/* scan: who hangs on it; a few times in the life of a fair */");

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err chat_db_facts(struct db *db, struct arena *a, int64_t chat, int64_t account,
		       struct chat_facts *ret)
{
	static const char SQL[] =
		"SELECT c.fair_id, f.state, "
		"       EXISTS (SELECT 1 FROM participation p WHERE p.account_id = :account "
		"               AND p.fair_id = c.fair_id AND p.org_id = b.org_id "
		"               AND p.role IN ('recruiter', 'manager')), c.booth_id, "
		"       c.call_id IS NULL AND EXISTS (SELECT 1 FROM participation p "
		"               WHERE p.account_id = :account AND p.fair_id = c.fair_id "
		"               AND p.role = 'student'), "
		"       l.student_id, l.id "
		"FROM chat c JOIN booth b ON b.id = c.booth_id JOIN fair f ON f.id = c.fair_id "
		"LEFT JOIN call l ON l.id = c.call_id WHERE c.id = :chat";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":chat", chat);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct chat_facts){ .fair = col_i64(s, 0),
					    .booth = col_i64(s, 3),
					    .is_staff = col_i64(s, 2) != 0,
					    .is_visit = col_i64(s, 4) != 0,
					    .student = col_i64(s, 5),
					    .call = col_i64(s, 6) };
		is_found = fair_state_from(col_str(s, 1, a), &ret->fair_state);
	}
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err chat_db_student(struct db *db, int64_t chat, int64_t account, struct chat_student *ret)
{
	static const char SQL[] =
		"SELECT c.booth_id, c.call_id IS NULL FROM chat c "
		"JOIN participation p ON p.account_id = :account AND p.fair_id = c.fair_id AND p.role = 'student' "
		"WHERE c.id = :chat";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct chat_student){ 0 };
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":chat", chat);
	if (stmt_row(s))
		*ret = (struct chat_student){ .booth = col_i64(s, 0), .is_open = col_i64(s, 1) != 0 };
	return stmt_end(s);
}

enum err chat_db_post(struct db *db, int64_t id, int64_t fair, int64_t chat, int64_t author,
		      bool is_staff, struct str text, int64_t at_ms)
{
	static const char SQL[] =
		"INSERT INTO message (id, fair_id, chat_id, author_id, is_staff, text, at_ms) "
		"VALUES (:id, :fair, :chat, :author, :is_staff, :text, :at)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":chat", chat);
	stmt_i64(s, ":author", author);
	stmt_i64(s, ":is_staff", is_staff);
	stmt_str(s, ":text", text);
	stmt_i64(s, ":at", at_ms);
	return stmt_run(s);
}

static enum err one_of_message(struct db *db, const char *sql, int64_t message, int64_t *ret)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":message", message);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_NOT_FOUND;
}

enum err chat_db_of(struct db *db, int64_t message, int64_t *ret)
{
	return one_of_message(db, "SELECT chat_id FROM message WHERE id = :message", message, ret);
}

enum err chat_db_author(struct db *db, int64_t message, int64_t *ret)
{
	return one_of_message(db, "SELECT author_id FROM message WHERE id = :message", message, ret);
}

enum err chat_db_hide(struct db *db, int64_t message, const char *by)
{
	struct stmt *s = db_stmt(db, "UPDATE message SET hidden_by = :by WHERE id = :message");

	stmt_i64(s, ":message", message);
	if (by)
		stmt_str(s, ":by", str_of(by));
	return stmt_run(s);
}

enum err chat_db_is_hidden_by_organiser(struct db *db, int64_t message, bool *ret)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM message WHERE id = :message AND hidden_by = 'organiser'");

	stmt_i64(s, ":message", message);
	return stmt_exists(s, ret);
}

enum err chat_db_newest(struct db *db, struct arena *a, int64_t chat, struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM (SELECT id FROM message WHERE chat_id = :chat "
		"                ORDER BY id DESC LIMIT 100) ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":chat", chat);
	return stmt_ids(s, a, ret);
}

enum err chat_db_message(struct db *db, struct arena *a, int64_t id, struct wire_message *ret,
			 bool *ret_found)
{
	static const char SQL[] = "SELECT m.author_id, a.name, m.is_staff, iif(m.hidden_by IS NULL, m.text, ''), "
				  "m.at_ms, m.hidden_by IS NOT NULL "
				  "FROM message m JOIN account a ON a.id = m.author_id "
				  "WHERE m.id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	*ret_found = stmt_row(s);
	if (*ret_found)
		*ret = (struct wire_message){
			.id = id,
			.author = col_i64(s, 0),
			.name = col_str(s, 1, a),
			.is_staff = col_i64(s, 2) != 0,
			.text = col_str(s, 3, a),
			.at_ms = col_i64(s, 4),
			.is_hidden = col_i64(s, 5) != 0,
		};
	return stmt_end(s);
}
