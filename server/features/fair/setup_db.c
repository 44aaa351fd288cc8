/* See setup_db.h. */
#include "features/fair/setup_db.h"

/* ---- slugs ---- */

enum err setup_db_is_fair_slug(struct db *db, struct str slug, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM fair WHERE slug = :slug";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":slug", slug);
	return stmt_exists(s, ret);
}

enum err setup_db_is_room_slug(struct db *db, int64_t fair, struct str slug, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM room WHERE fair_id = :fair AND slug = :slug";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":slug", slug);
	return stmt_exists(s, ret);
}

enum err setup_db_is_programme_slug(struct db *db, int64_t fair, struct str slug, bool *ret)
{
	struct stmt *s = db_stmt(db, "SELECT 1 FROM programme WHERE fair_id = :fair AND slug = :slug");

	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":slug", slug);
	return stmt_exists(s, ret);
}

enum err setup_db_is_organisation_slug(struct db *db, struct str slug, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM organisation WHERE slug = :slug";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":slug", slug);
	return stmt_exists(s, ret);
}

/* ---- fairs ---- */

static void bind_draft(struct stmt *s, const struct wire_fair_draft *draft)
{
	stmt_str(s, ":name", str_trim(draft->name));
	stmt_str(s, ":kind", str_of(fair_kind_name(draft->kind)));
	stmt_i64(s, ":opens", draft->opens_ms);
	stmt_i64(s, ":closes", draft->closes_ms);
	stmt_i64(s, ":target", draft->target);
	stmt_i64(s, ":talk", draft->talk_minutes);
}

enum err setup_db_add_fair(struct db *db, int64_t id, struct str slug,
			   const struct wire_fair_draft *draft, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO fair (id, slug, name, kind, state, opens_ms, closes_ms, timezone, target, "
		"max_queues, talk_ms, made_ms) VALUES (:id, :slug, :name, :kind, 'planned', :opens, :closes, "
		"'Europe/Amsterdam', :target, 3, :talk * 60000, :now)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_str(s, ":slug", slug);
	bind_draft(s, draft);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err setup_db_save_fair(struct db *db, int64_t id, const struct wire_fair_draft *draft)
{
	static const char SQL[] = "UPDATE fair SET name = :name, kind = :kind, opens_ms = :opens, "
				  "closes_ms = :closes, target = :target, talk_ms = :talk * 60000 "
				  "WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	bind_draft(s, draft);
	return stmt_run(s);
}

enum err setup_db_save_texts(struct db *db, const struct fair_save_texts_args *texts)
{
	static const char SQL[] = "UPDATE fair SET welcome = :welcome, welcome_en = :welcome_en, "
				  "privacy = :privacy, privacy_en = :privacy_en WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":welcome", str_trim(texts->welcome));
	stmt_str(s, ":welcome_en", str_trim(texts->welcome_en));
	stmt_str(s, ":privacy", str_trim(texts->privacy));
	stmt_str(s, ":privacy_en", str_trim(texts->privacy_en));
	stmt_i64(s, ":id", texts->fair);
	return stmt_run(s);
}

enum err setup_db_texts(struct db *db, struct arena *a, int64_t fair, struct wire_fair_texts *ret,
			bool *ret_found)
{
	static const char SQL[] =
		"SELECT welcome, welcome_en, privacy, privacy_en FROM fair WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", fair);
	*ret_found = stmt_row(s);
	if (*ret_found)
		*ret = (struct wire_fair_texts){
			.id = fair,
			.welcome = col_str(s, 0, a),
			.welcome_en = col_str(s, 1, a),
			.privacy = col_str(s, 2, a),
			.privacy_en = col_str(s, 3, a),
		};
	return stmt_end(s);
}

/* ---- schools ---- */

enum err setup_db_is_school(struct db *db, int64_t org)
{
	static const char SQL[] = "SELECT 1 FROM organisation WHERE id = :id AND kind = 'school'";
	struct stmt *s = db_stmt(db, SQL);
	bool is_there;
	enum err e;

	stmt_i64(s, ":id", org);
	e = stmt_exists(s, &is_there);
	return e ? e : is_there ? ERR_OK : ERR_NOT_FOUND;
}

#define SCHOOLS_MOST 500

enum err setup_db_schools(struct db *db, struct arena *a, int64_t account, struct wire_school **ret,
			  size_t *ret_n)
{
	static const char SQL[] =
		"SELECT /* scan: organisations are few, and asked for by who makes a fair */ "
		"o.id, o.name, o.city, EXISTS (SELECT 1 FROM account a WHERE a.id = :account "
		"AND a.is_admin) OR EXISTS (SELECT 1 FROM membership m WHERE m.account_id = :account "
		"AND m.org_id = o.id AND m.role = 'organiser') "
		"FROM organisation o WHERE o.kind = 'school' ORDER BY o.name, o.id LIMIT 500";
	struct wire_school *at = arena_array(a, SCHOOLS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":account", account);
	while (n < SCHOOLS_MOST && stmt_row(s))
		at[n++] = (struct wire_school){ .id = col_i64(s, 0),
						.name = col_str(s, 1, a),
						.city = col_str(s, 2, a),
						.is_mine = col_i64(s, 3) != 0 };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err setup_db_add_school(struct db *db, int64_t id, struct str slug, struct str name,
			     struct str city)
{
	static const char SQL[] = "INSERT INTO organisation (id, slug, kind, name, city) "
				  "VALUES (:id, :slug, 'school', :name, :city)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_str(s, ":slug", slug);
	stmt_str(s, ":name", name);
	stmt_str(s, ":city", city);
	return stmt_run(s);
}

enum err setup_db_fair_schools(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	static const char SQL[] = "SELECT org_id FROM fair_school WHERE fair_id = :fair ORDER BY org_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err setup_db_fair_school(struct db *db, struct arena *a, int64_t fair, int64_t school,
			      struct wire_fair_school *ret, bool *ret_found)
{
	static const char SQL[] = "SELECT o.name, f.is_founder, f.has_joined FROM fair_school f JOIN organisation o "
				  "ON o.id = f.org_id WHERE f.fair_id = :fair AND f.org_id = :school";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	*ret_found = stmt_row(s);
	if (*ret_found)
		*ret = (struct wire_fair_school){ .id = school,
						  .name = col_str(s, 0, a),
						  .is_founder = col_i64(s, 1) != 0,
						  .has_joined = col_i64(s, 2) != 0 };
	return stmt_end(s);
}

enum err setup_db_join_school(struct db *db, int64_t fair, int64_t school, bool has_joined)
{
	static const char SQL[] =
		"INSERT INTO fair_school (fair_id, org_id, is_founder, has_joined) VALUES (:fair, :school, "
		"NOT EXISTS (SELECT 1 FROM fair_school WHERE fair_id = :fair), :has_joined) "
		"ON CONFLICT DO UPDATE SET has_joined = max(has_joined, excluded.has_joined)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	stmt_i64(s, ":has_joined", has_joined);
	return stmt_run(s);
}

/* Whether there is a row of this school at this fair that `sql` finds. */
static enum err stands(struct db *db, int64_t fair, int64_t school, const char *sql, bool *ret)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	return stmt_exists(s, ret);
}

enum err setup_db_is_asked(struct db *db, int64_t fair, int64_t school, bool *ret)
{
	return stands(db, fair, school,
		      "SELECT 1 FROM fair_school WHERE fair_id = :fair AND org_id = :school "
		      "AND NOT has_joined",
		      ret);
}

enum err setup_db_is_guest(struct db *db, int64_t fair, int64_t school, bool *ret)
{
	return stands(db, fair, school,
		      "SELECT 1 FROM fair_school WHERE fair_id = :fair AND org_id = :school "
		      "AND NOT is_founder",
		      ret);
}

enum err setup_db_founder(struct db *db, struct arena *a, int64_t fair, struct str *ret)
{
	static const char SQL[] = "SELECT o.name FROM fair_school f JOIN organisation o ON o.id = f.org_id "
				  "WHERE f.fair_id = :fair AND f.is_founder";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	if (stmt_row(s))
		*ret = col_str(s, 0, a);
	return stmt_end(s);
}

enum err setup_db_runs_school(struct db *db, int64_t account, int64_t school, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM membership WHERE account_id = :account AND org_id = :school "
				  "AND role = 'organiser'";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":school", school);
	return stmt_exists(s, ret);
}

#define REQUESTS_MOST 100

enum err setup_db_requests(struct db *db, struct arena *a, int64_t account,
			   struct wire_school_request **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT f.id, f.name, coalesce(w.name, ''), f.opens_ms, f.timezone, o.id, o.name "
		"FROM membership m JOIN fair_school q ON q.org_id = m.org_id AND NOT q.has_joined "
		"JOIN fair f ON f.id = q.fair_id JOIN organisation o ON o.id = q.org_id "
		"LEFT JOIN fair_school p ON p.fair_id = f.id AND p.is_founder "
		"LEFT JOIN organisation w ON w.id = p.org_id "
		"WHERE m.account_id = :account AND m.role = 'organiser' ORDER BY f.opens_ms, f.id LIMIT 100";
	struct wire_school_request *at = arena_array(a, REQUESTS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":account", account);
	while (n < REQUESTS_MOST && stmt_row(s))
		at[n++] = (struct wire_school_request){ .fair = col_i64(s, 0),
							.fair_name = col_str(s, 1, a),
							.founder = col_str(s, 2, a),
							.opens_ms = col_i64(s, 3),
							.timezone = col_str(s, 4, a),
							.school = col_i64(s, 5),
							.school_name = col_str(s, 6, a) };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err setup_db_count_planned(struct db *db, int64_t school, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM fair_school s JOIN fair f ON f.id = s.fair_id "
				  "WHERE s.org_id = :school AND s.is_founder AND f.state = 'planned'";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":school", school);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err setup_db_leave_school(struct db *db, int64_t fair, int64_t school)
{
	static const char SQL[] = "DELETE FROM fair_school WHERE fair_id = :fair AND org_id = :school";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	return stmt_run(s);
}

enum err setup_db_has_programmes(struct db *db, int64_t fair, int64_t school, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM programme WHERE fair_id = :fair AND school_id = :school LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	return stmt_exists(s, ret);
}

/* ---- rooms ---- */

static void bind_room(struct stmt *s, const struct wire_room_draft *draft)
{
	struct str name = str_trim(draft->name), name_en = str_trim(draft->name_en);

	stmt_str(s, ":name", name);
	stmt_str(s, ":name_en", name_en.len ? name_en : name);
	stmt_str(s, ":sector", str_of(sector_name(draft->sector)));
}

enum err setup_db_add_room(struct db *db, int64_t id, int64_t fair, struct str slug,
			   const struct wire_room_draft *draft)
{
	static const char SQL[] =
		"INSERT INTO room (id, fair_id, slug, name, name_en, sector, position) "
		"SELECT :id, :fair, :slug, :name, :name_en, :sector, coalesce(max(position), 0) + 1 "
		"FROM room WHERE fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":slug", slug);
	bind_room(s, draft);
	return stmt_run(s);
}

enum err setup_db_save_room(struct db *db, int64_t id, const struct wire_room_draft *draft)
{
	static const char SQL[] = "UPDATE room SET name = :name, name_en = :name_en, sector = :sector "
				  "WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	bind_room(s, draft);
	return stmt_run(s);
}

enum err setup_db_is_asked_for(struct db *db, int64_t room, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM exhibitor_request WHERE room_id = :room LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":room", room);
	return stmt_exists(s, ret);
}

enum err setup_db_remove_room(struct db *db, int64_t id)
{
	static const char SQL[] = "DELETE FROM room WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err setup_db_place_room(struct db *db, int64_t id, int64_t fair, int64_t position)
{
	static const char SQL[] =
		"UPDATE room SET position = :position WHERE id = :id AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":position", position);
	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

/* ---- what is missing ---- */

static enum err read_booths(struct db *db, int64_t fair, struct setup_facts *ret)
{
	/* Whether a booth's employer sent somebody is asked once for all booths. */
	static const char SQL[] =
		"SELECT count(*), coalesce(sum(no_placement), 0), coalesce(sum(no_staff), 0), "
		"min(iif(no_placement, id, NULL)), min(iif(no_staff, id, NULL)) FROM (SELECT b.id, "
		"NOT EXISTS (SELECT 1 FROM placement p WHERE p.booth_id = b.id) AS no_placement, "
		"b.org_id NOT IN (SELECT s.org_id FROM participation s WHERE s.fair_id = :fair "
		"AND s.role IN ('recruiter', 'manager')) AS no_staff FROM booth b WHERE b.fair_id = :fair)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	if (stmt_row(s)) {
		ret->booths = (uint32_t)col_i64(s, 0);
		ret->booths_without_placement = (uint32_t)col_i64(s, 1);
		ret->booths_without_staff = (uint32_t)col_i64(s, 2);
		ret->without_placement = col_i64(s, 3);
		ret->without_staff = col_i64(s, 4);
	}
	return stmt_end(s);
}

enum err setup_db_facts(struct db *db, int64_t fair, struct setup_facts *ret)
{
	/* Who is only on a list comes in by a mail, or by a group's link. */
	static const char SQL[] =
		"SELECT f.kind, f.closes_ms, f.welcome <> '', f.privacy <> '', "
		"f.welcome_en <> '' AND f.privacy_en <> '', "
		"(SELECT count(*) FROM room r WHERE r.fair_id = f.id), "
		"(SELECT count(*) FROM room r WHERE r.fair_id = f.id "
		"AND NOT EXISTS (SELECT 1 FROM booth b WHERE b.room_id = r.id)), "
		"EXISTS (SELECT 1 FROM programme g WHERE g.fair_id = f.id), "
		"(EXISTS (SELECT 1 FROM participation p WHERE p.fair_id = f.id AND p.role = 'student') "
		"AND EXISTS (SELECT 1 FROM mail_server m WHERE m.id = 1 AND m.mode <> 'off')) "
		"OR EXISTS (SELECT 1 FROM student_group s WHERE s.fair_id = f.id AND NOT s.is_withdrawn) "
		"FROM fair f WHERE f.id = :fair";
	struct arena arena = { 0 };
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":fair", fair);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct setup_facts){
			.closes_ms = col_i64(s, 1),
			.has_welcome = col_i64(s, 2) != 0,
			.has_privacy = col_i64(s, 3) != 0,
			.has_english = col_i64(s, 4) != 0,
			.rooms = (uint32_t)col_i64(s, 5),
			.empty_rooms = (uint32_t)col_i64(s, 6),
			.has_programme = col_i64(s, 7) != 0,
			.has_student = col_i64(s, 8) != 0,
		};
		is_found = fair_kind_from(col_str(s, 0, &arena), &ret->kind);
	}
	arena_done(&arena);
	e = stmt_end(s);
	if (e || !is_found)
		return e ? e : ERR_NOT_FOUND;
	return read_booths(db, fair, ret);
}
