/* See evening_db.h. */
#include "features/fair/evening_db.h"

enum err evening_db_set_close(struct db *db, int64_t fair, int64_t closes_ms)
{
	static const char SQL[] = "UPDATE fair SET closes_ms = :closes WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":closes", closes_ms);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err evening_db_set_quiet(struct db *db, int64_t fair, int64_t until_ms)
{
	static const char SQL[] = "UPDATE fair SET quiet_until_ms = :until WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":until", until_ms);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err evening_db_set_inside(struct db *db, int64_t fair, uint32_t most)
{
	static const char SQL[] = "UPDATE fair SET inside_most = :most WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":most", most);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err evening_db_set_wall(struct db *db, int64_t fair, int64_t wall)
{
	static const char SQL[] = "UPDATE fair SET wall_id = :wall WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":wall", wall);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}
