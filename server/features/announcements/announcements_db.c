/* See announcements_db.h. */
#include "features/announcements/announcements_db.h"

enum err announcement_db_add(struct db *db, int64_t id, const struct announcement_post_args *args,
			     int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO announcement (id, fair_id, audience, room_id, text, text_en, at_ms) "
		"VALUES (:id, :fair, :audience, :room, :text, :text_en, :now)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", args->fair);
	stmt_str(s, ":audience", str_of(audience_name(args->audience)));
	stmt_opt(s, ":room", args->has_room ? args->room : 0);
	stmt_str(s, ":text", args->text);
	stmt_str(s, ":text_en", args->text_en);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err announcement_db_take_back(struct db *db, int64_t fair, int64_t id)
{
	static const char SQL[] = "UPDATE announcement SET is_taken_back = 1 "
				  "WHERE id = :id AND fair_id = :fair AND NOT is_taken_back RETURNING id";
	struct stmt *s = db_stmt(db, SQL);
	int64_t taken;

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", fair);
	return stmt_one_i64(s, &taken) ? ERR_OK : ERR_NOT_FOUND;
}

enum err announcement_db_standing(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM announcement WHERE fair_id = :fair AND NOT is_taken_back ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err announcement_db_told(struct db *db, struct arena *a, int64_t fair, bool is_for_crew, struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM announcement WHERE fair_id = :fair AND NOT is_taken_back "
		"AND (audience IN ('exhibitors', 'coordinators')) = :is_for_crew ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":is_for_crew", is_for_crew);
	return stmt_ids(s, a, ret);
}

enum err announcement_db_get(struct db *db, struct arena *a, int64_t id, struct wire_announcement *ret,
			     bool *ret_found)
{
	static const char SQL[] = "SELECT audience, room_id, text, text_en, at_ms FROM announcement "
				  "WHERE id = :id AND NOT is_taken_back";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		*ret = (struct wire_announcement){
			.id = id,
			.has_room = !col_is_null(s, 1),
			.room = col_i64(s, 1),
			.text = col_str(s, 2, a),
			.text_en = col_str(s, 3, a),
			.at_ms = col_i64(s, 4),
		};
		*ret_found = audience_from(col_str(s, 0, a), &ret->audience);
	}
	return stmt_end(s);
}
