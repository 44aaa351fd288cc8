/* See add_db.h. */
#include "features/fair/add_db.h"

/* One number, 0 where there is no row. */
static enum err one(struct stmt *s, int64_t *ret)
{
	*ret = stmt_row(s) ? col_i64(s, 0) : 0;
	return stmt_end(s);
}

enum err add_db_room_called(struct db *db, int64_t fair, struct str name, int64_t *ret)
{
	static const char SQL[] =
		"SELECT id FROM room WHERE fair_id = :fair AND lower(:name) IN (lower(name), lower(name_en), slug) "
		"ORDER BY position, id LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":name", name);
	return one(s, ret);
}

enum err add_db_employer(struct db *db, const struct booth_draft *draft, int64_t account, int64_t *ret)
{
	static const char SQL[] =
		"SELECT o.id FROM organisation o WHERE lower(o.name) = lower(:name) AND o.kind = 'employer' "
		"AND (:account = 0 OR EXISTS (SELECT 1 FROM booth b JOIN participation p ON p.fair_id = b.fair_id "
		"WHERE b.org_id = o.id AND p.account_id = :account AND p.role = 'organiser')) "
		"ORDER BY NOT EXISTS (SELECT 1 FROM booth b WHERE b.org_id = o.id AND b.fair_id = :fair), o.id "
		"LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":name", draft->employer);
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", draft->fair);
	return one(s, ret);
}

enum err add_db_booth_called(struct db *db, const struct booth_draft *draft, int64_t org, int64_t *ret)
{
	static const char SQL[] = "SELECT id FROM booth WHERE org_id = :org AND fair_id = :fair "
				  "AND lower(name) = lower(:name) ORDER BY id LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":org", org);
	stmt_i64(s, ":fair", draft->fair);
	stmt_str(s, ":name", draft->name);
	return one(s, ret);
}

enum err add_db_is_booth_slug(struct db *db, int64_t fair, struct str slug, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM booth WHERE fair_id = :fair AND slug = :slug";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":slug", slug);
	return stmt_exists(s, ret);
}

enum err add_db_add_employer(struct db *db, int64_t id, struct str slug, const struct booth_draft *draft)
{
	static const char SQL[] = "INSERT INTO organisation (id, slug, kind, name, city) "
				  "VALUES (:id, :slug, 'employer', :name, :city)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_str(s, ":slug", slug);
	stmt_str(s, ":name", draft->employer);
	stmt_str(s, ":city", draft->city);
	return stmt_run(s);
}

enum err add_db_add_booth(struct db *db, const struct booth *booth, struct str slug,
			  const struct booth_draft *draft)
{
	static const char SQL[] =
		"INSERT INTO booth (id, fair_id, room_id, org_id, chat_id, slug, name, tagline, about, city, "
		"talk_ms, next_number) SELECT :id, :fair, :room, :org, :chat, :slug, :name, :tagline, :about, "
		":city, talk_ms, 1 FROM fair WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", booth->id);
	stmt_i64(s, ":fair", booth->fair);
	stmt_i64(s, ":room", booth->room);
	stmt_i64(s, ":org", booth->org);
	stmt_i64(s, ":chat", booth->chat);
	stmt_str(s, ":slug", slug);
	stmt_str(s, ":name", draft->name);
	stmt_str(s, ":tagline", draft->tagline);
	stmt_str(s, ":about", draft->about);
	stmt_str(s, ":city", draft->city);
	return stmt_run(s);
}
