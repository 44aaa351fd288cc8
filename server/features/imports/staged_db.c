/* See staged_db.h. */
#include "features/imports/staged_db.h"

#define STAGED_MOST 20

enum err staged_db_get(struct db *db, struct arena *a, int64_t id, struct staged *ret)
{
	static const char SQL[] = "SELECT id, fair_id, account_id, kind, name, n_rows, n_parts, "
				  "is_whole FROM import_draft WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct staged){ 0 };
	stmt_i64(s, ":id", id);
	if (stmt_row(s)) {
		*ret = (struct staged){
			.id = col_i64(s, 0),
			.fair = col_i64(s, 1),
			.account = col_i64(s, 2),
			.name = col_str(s, 4, a),
			.n_rows = col_i64(s, 5),
			.n_parts = col_i64(s, 6),
			.is_whole = col_i64(s, 7) != 0,
		};
		if (!import_kind_from(col_str(s, 3, a), &ret->kind))
			ret->id = 0;
	}
	return stmt_end(s);
}

enum err staged_db_of(struct db *db, const struct staged *like, struct staged *ret)
{
	static const char SQL[] = "SELECT id, n_rows, n_parts, is_whole FROM import_draft "
				  "WHERE fair_id = :fair AND account_id = :account AND kind = :kind";
	struct stmt *s = db_stmt(db, SQL);

	*ret = *like;
	ret->id = ret->n_rows = ret->n_parts = 0;
	stmt_i64(s, ":fair", like->fair);
	stmt_i64(s, ":account", like->account);
	stmt_str(s, ":kind", str_of(import_kind_name(like->kind)));
	if (stmt_row(s)) {
		ret->id = col_i64(s, 0);
		ret->n_rows = col_i64(s, 1);
		ret->n_parts = col_i64(s, 2);
		ret->is_whole = col_i64(s, 3) != 0;
	}
	return stmt_end(s);
}

enum err staged_db_list(struct db *db, struct arena *a, int64_t fair, int64_t account,
			struct wire_staged_import **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT id, kind, name, n_rows, staged_ms FROM import_draft "
				  "WHERE fair_id = :fair AND account_id = :account AND is_whole "
				  "ORDER BY id DESC LIMIT 20";
	struct wire_staged_import *at = arena_array(a, STAGED_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	while (n < STAGED_MOST && stmt_row(s)) {
		at[n] = (struct wire_staged_import){
			.id = col_i64(s, 0),
			.name = col_str(s, 2, a),
			.rows = (uint32_t)col_i64(s, 3),
			.staged_ms = col_i64(s, 4),
		};
		if (import_kind_from(col_str(s, 1, a), &at[n].kind))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err staged_db_add(struct db *db, const struct staged *staged, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO import_draft (id, fair_id, account_id, kind, name, n_rows, n_parts, is_whole, "
		"staged_ms) VALUES (:id, :fair, :account, :kind, :name, 0, 0, 0, :now)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", staged->id);
	stmt_i64(s, ":fair", staged->fair);
	stmt_i64(s, ":account", staged->account);
	stmt_str(s, ":kind", str_of(import_kind_name(staged->kind)));
	stmt_str(s, ":name", staged->name);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

static enum err count_part(struct db *db, int64_t id, size_t rows, bool is_last)
{
	static const char SQL[] = "UPDATE import_draft SET n_parts = n_parts + 1, n_rows = n_rows + :rows, "
				  "is_whole = :is_last WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":rows", (int64_t)rows);
	stmt_i64(s, ":is_last", is_last);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err staged_db_add_part(struct db *db, const struct staged *staged, struct str csv, size_t rows,
			    bool is_last)
{
	static const char SQL[] = "INSERT INTO import_part (draft_id, part, fair_id, csv) "
				  "VALUES (:id, :part, :fair, :csv)";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":id", staged->id);
	stmt_i64(s, ":part", staged->n_parts);
	stmt_i64(s, ":fair", staged->fair);
	stmt_str(s, ":csv", csv);
	e = stmt_run(s);
	return e ? e : count_part(db, staged->id, rows, is_last);
}

enum err staged_db_part(struct db *db, struct arena *a, int64_t id, int64_t part, struct str *ret)
{
	static const char SQL[] = "SELECT csv FROM import_part WHERE draft_id = :id AND part = :part";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":part", part);
	is_found = stmt_row(s);
	if (is_found)
		*ret = col_str(s, 0, a);
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

enum err staged_db_forget(struct db *db, int64_t id)
{
	struct stmt *s = db_stmt(db, "DELETE FROM import_part WHERE draft_id = :id");
	enum err e;

	stmt_i64(s, ":id", id);
	e = stmt_run(s);
	if (e)
		return e;
	s = db_stmt(db, "DELETE FROM import_draft WHERE id = :id");
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}
