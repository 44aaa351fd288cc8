/* Wall displays, and the numbers that they show. See live_db.h. */
#include "features/live/live_db.h"

enum err wall_db_of_fair(struct db *db, int64_t fair, int64_t *ret)
{
	static const char SQL[] = "SELECT coalesce(wall_id, 0) FROM fair WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	*ret = 0;
	stmt_i64(s, ":fair", fair);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err wall_db_fair(struct db *db, int64_t id, int64_t *ret)
{
	static const char SQL[] = "SELECT coalesce(max(id), 0) FROM fair WHERE wall_id = :id";
	struct stmt *s = db_stmt(db, SQL);

	*ret = 0;
	stmt_i64(s, ":id", id);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
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
