/* What organisers write to booths. See live_db.h. */
#include "features/live/live_db.h"

enum err note_db_add(struct db *db, const struct note *note)
{
	static const char SQL[] = "INSERT INTO booth_note (id, fair_id, booth_id, author_id, text, at_ms) "
				  "VALUES (:id, :fair, :booth, :author, :text, :at)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", note->id);
	stmt_i64(s, ":fair", note->fair);
	stmt_i64(s, ":booth", note->booth);
	stmt_i64(s, ":author", note->author);
	stmt_str(s, ":text", note->text);
	stmt_i64(s, ":at", note->at_ms);
	return stmt_run(s);
}

/* Who works at the booth :booth, as accounts; who never came is not connected either. */
#define STAFF                                                                              \
	"FROM booth b JOIN participation p ON p.fair_id = b.fair_id AND p.org_id = b.org_id "      \
	"AND p.role IN ('recruiter', 'manager') JOIN account a ON a.id = p.account_id "            \
	"WHERE b.id = :booth "

enum err note_db_away(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] = "SELECT DISTINCT a.id " STAFF "AND a.email IS NOT NULL AND NOT EXISTS (SELECT 1 "
				  STAFF "AND a.offline_since_ms IS NULL AND a.seen_ms IS NOT NULL) ORDER BY a.id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err note_db_is_there(struct db *db, const struct note *note, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM booth_note WHERE id = :id AND booth_id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", note->id);
	stmt_i64(s, ":booth", note->booth);
	return stmt_exists(s, ret);
}

enum err note_db_read(struct db *db, const struct note *note, int64_t by, int64_t now_ms)
{
	static const char SQL[] = "UPDATE booth_note SET read_ms = :now, read_by = :by "
				  "WHERE id = :id AND booth_id = :booth AND read_ms IS NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":by", by);
	stmt_i64(s, ":id", note->id);
	stmt_i64(s, ":booth", note->booth);
	return stmt_run(s);
}

enum err note_db_count(struct db *db, int64_t booth, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM booth_note WHERE booth_id = :booth AND read_ms IS NULL";
	struct stmt *s = db_stmt(db, SQL);

	*ret = 0;
	stmt_i64(s, ":booth", booth);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err note_db_unread(struct db *db, struct arena *a, int64_t booth, struct ids *ret)
{
	static const char SQL[] =
		"SELECT id FROM booth_note WHERE booth_id = :booth AND read_ms IS NULL ORDER BY at_ms, id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret);
}

enum err note_db_get(struct db *db, struct arena *a, int64_t booth, int64_t id, struct wire_booth_note *ret,
		     bool *ret_found)
{
	static const char SQL[] =
		"SELECT text, at_ms FROM booth_note WHERE id = :id AND booth_id = :booth AND read_ms IS NULL";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":booth", booth);
	*ret_found = stmt_row(s);
	if (*ret_found)
		*ret = (struct wire_booth_note){ id, col_str(s, 0, a), col_i64(s, 1) };
	return stmt_end(s);
}
