/* Employers who ask to come: see exhibitor_db.h. */
#include "features/exhibitor/exhibitor_db.h"

enum err request_db_fair(struct db *db, int64_t fair, enum fair_state *ret)
{
	static const char SQL[] = "SELECT state FROM fair WHERE id = :fair";
	struct arena arena = { 0 };
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":fair", fair);
	is_found = stmt_row(s) && fair_state_from(col_str(s, 0, &arena), ret);
	arena_done(&arena);
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err request_db_is_room(struct db *db, int64_t fair, int64_t room, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM room WHERE id = :room AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":room", room);
	stmt_i64(s, ":fair", fair);
	return stmt_exists(s, ret);
}

enum err request_db_count(struct db *db, int64_t fair, int64_t since_ms, int64_t network,
			  struct request_counts *ret)
{
	static const char SQL[] = "SELECT count(*), count(*) FILTER (WHERE asked_ms > :since), "
				  "count(*) FILTER (WHERE network = :network AND network <> 0) "
				  "FROM exhibitor_request WHERE fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct request_counts){ 0 };
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":since", since_ms);
	stmt_i64(s, ":network", network);
	if (stmt_row(s))
		*ret = (struct request_counts){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2) };
	return stmt_end(s);
}

enum err request_db_add(struct db *db, int64_t fair, int64_t network,
			const struct wire_exhibitor_request *request)
{
	static const char SQL[] =
		"INSERT INTO exhibitor_request (id, fair_id, room_id, employer, city, contact, email, text, "
		"network, asked_ms, locale) VALUES (:id, :fair, :room, :employer, :city, :contact, :email, "
		":text, :network, :now, :locale) ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", request->id);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":room", request->room);
	stmt_str(s, ":employer", request->employer);
	stmt_str(s, ":city", request->city);
	stmt_str(s, ":contact", request->contact);
	stmt_str(s, ":email", request->email);
	stmt_str(s, ":text", request->tagline);
	stmt_i64(s, ":network", network);
	stmt_i64(s, ":now", request->asked_ms);
	stmt_str(s, ":locale", str_of(locale_name(request->locale)));
	return stmt_run(s);
}

enum err request_db_list(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM exhibitor_request WHERE fair_id = :fair ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err request_db_get(struct db *db, struct arena *a, int64_t fair, int64_t id,
			struct wire_exhibitor_request *ret, bool *ret_found)
{
	static const char SQL[] = "SELECT employer, city, room_id, contact, email, text, asked_ms, locale "
				  "FROM exhibitor_request WHERE id = :id AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", fair);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		*ret = (struct wire_exhibitor_request){
			.id = id,
			.employer = col_str(s, 0, a),
			.city = col_str(s, 1, a),
			.room = col_i64(s, 2),
			.contact = col_str(s, 3, a),
			.email = col_str(s, 4, a),
			.tagline = col_str(s, 5, a),
			.asked_ms = col_i64(s, 6),
		};
		if (!locale_from(col_str(s, 7, a), &ret->locale))
			ret->locale = LOCALE_NL;
	}
	return stmt_end(s);
}

enum err request_db_remove(struct db *db, int64_t id)
{
	static const char SQL[] = "DELETE FROM exhibitor_request WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}
