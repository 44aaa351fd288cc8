/* Wall displays, and the numbers that they show. See live_db.h. */
#include "features/live/live_db.h"

enum err wall_db_of_fair(struct db *db, struct arena *a, int64_t fair, struct wall *ret)
{
	static const char SQL[] = "SELECT id, token FROM wall WHERE fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct wall){ 0 };
	stmt_i64(s, ":fair", fair);
	if (stmt_row(s))
		*ret = (struct wall){ col_i64(s, 0), fair, col_str(s, 1, a) };
	return stmt_end(s);
}

enum err wall_db_by_token(struct db *db, struct str token, struct wall *ret)
{
	static const char SQL[] = "SELECT id, fair_id FROM wall WHERE token = :token";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct wall){ 0 };
	stmt_str(s, ":token", token);
	if (stmt_row(s))
		*ret = (struct wall){ .id = col_i64(s, 0), .fair = col_i64(s, 1) };
	return stmt_end(s);
}

enum err wall_db_by_id(struct db *db, int64_t id, struct wall *ret)
{
	static const char SQL[] = "SELECT fair_id FROM wall WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct wall){ 0 };
	stmt_i64(s, ":id", id);
	if (stmt_row(s))
		*ret = (struct wall){ .id = id, .fair = col_i64(s, 0) };
	return stmt_end(s);
}

enum err wall_db_set(struct db *db, const struct wall *wall)
{
	static const char SQL[] = "INSERT INTO wall (fair_id, id, token) VALUES (:fair, :id, :token) "
				  "ON CONFLICT (fair_id) DO UPDATE SET id = excluded.id, token = excluded.token";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", wall->fair);
	stmt_i64(s, ":id", wall->id);
	stmt_str(s, ":token", wall->token);
	return stmt_run(s);
}

enum err wall_db_calling(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] =
		"SELECT DISTINCT b.id FROM booth b CROSS JOIN call c ON c.booth_id = b.id AND c.ended_ms IS NULL "
		"AND c.state = 'ringing' WHERE b.fair_id = :fair ORDER BY b.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

#define NUMBERS_MOST 20

enum err wall_db_numbers(struct db *db, struct arena *a, int64_t booth, uint32_t **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT q.number FROM call c JOIN queue_entry q ON q.id = c.entry_id "
		"WHERE c.booth_id = :booth AND c.ended_ms IS NULL AND c.state = 'ringing' ORDER BY c.id DESC LIMIT 20";
	uint32_t *at = arena_array(a, NUMBERS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":booth", booth);
	while (n < NUMBERS_MOST && stmt_row(s))
		at[n++] = (uint32_t)col_i64(s, 0);
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}
