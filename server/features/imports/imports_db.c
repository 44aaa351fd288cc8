/* See imports_db.h. */
#include "features/imports/imports_db.h"

/* Runs a save: its upsert touches no row when all is as it was. */
static enum err save(struct db *db, struct stmt *s, bool *ret_changed)
{
	enum err e = stmt_run(s);

	if (!e)
		*ret_changed = db_changes(db) > 0;
	return e;
}

/* One number, 0 where there is no row. */
static enum err one(struct stmt *s, int64_t *ret)
{
	*ret = stmt_row(s) ? col_i64(s, 0) : 0;
	return stmt_end(s);
}

enum err imports_db_find(struct db *db, enum import_kind kind, int64_t fair, struct str slug,
			 int64_t *ret)
{
	/* :fair is bound in all of them, so it stands in all of them. */
	static const char *const SQL[IMPORT_KIND_COUNT] = {
		[IMPORT_KIND_FAIRS] =
			"SELECT id FROM fair WHERE slug = :slug AND :fair IS NOT NULL",
		[IMPORT_KIND_ORGANISATIONS] =
			"SELECT id FROM organisation WHERE slug = :slug AND :fair IS NOT NULL",
		[IMPORT_KIND_ROOMS] = "SELECT id FROM room WHERE fair_id = :fair AND slug = :slug",
		[IMPORT_KIND_PROGRAMMES] =
			"SELECT id FROM programme WHERE fair_id = :fair AND slug = :slug",
		[IMPORT_KIND_BOOTHS] =
			"SELECT id FROM booth WHERE fair_id = :fair AND slug = :slug",
	};
	struct stmt *s = db_stmt(db, SQL[kind]);

	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":slug", slug);
	return one(s, ret);
}

enum err imports_db_fair(struct db *db, struct arena *a, struct str slug, struct imports_fair *ret)
{
	static const char SQL[] = "SELECT id, timezone, talk_ms FROM fair WHERE slug = :slug";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct imports_fair){ .slug = slug };
	stmt_str(s, ":slug", slug);
	if (stmt_row(s)) {
		ret->id = col_i64(s, 0);
		ret->timezone = col_str(s, 1, a);
		ret->talk_ms = col_i64(s, 2);
	}
	return stmt_end(s);
}

enum err imports_db_slug(struct db *db, struct arena *a, int64_t fair, struct str *ret)
{
	static const char SQL[] = "SELECT slug FROM fair WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	*ret = stmt_row(s) ? col_str(s, 0, a) : STR("");
	return stmt_end(s);
}

enum err imports_db_kind(struct db *db, struct arena *a, int64_t org, struct str *ret)
{
	static const char SQL[] = "SELECT kind FROM organisation WHERE id = :org";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":org", org);
	*ret = stmt_row(s) ? col_str(s, 0, a) : STR("");
	return stmt_end(s);
}

enum err imports_db_programme(struct db *db, struct arena *a, int64_t id,
			      struct imports_programme *ret)
{
	static const char SQL[] = "SELECT school_id, level FROM programme WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct imports_programme){ .id = id };
	stmt_i64(s, ":id", id);
	if (stmt_row(s)) {
		ret->school = col_i64(s, 0);
		ret->level = col_str(s, 1, a);
	}
	return stmt_end(s);
}

enum err imports_db_find_process(struct db *db, int64_t programme, struct str code, int64_t *ret)
{
	static const char SQL[] =
		"SELECT id FROM work_process WHERE programme_id = :programme AND code = :code";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":programme", programme);
	stmt_str(s, ":code", code);
	return one(s, ret);
}

enum err imports_db_find_placement(struct db *db, int64_t booth, struct str title, int64_t *ret)
{
	static const char SQL[] =
		"SELECT id FROM placement WHERE booth_id = :booth AND title = :title";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_str(s, ":title", title);
	return one(s, ret);
}

enum err imports_db_room_of(struct db *db, int64_t booth, int64_t *ret)
{
	static const char SQL[] = "SELECT room_id FROM booth WHERE id = :booth";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	return one(s, ret);
}

/* The least id and how many there are. */
static enum err least(struct stmt *s, int64_t *ret, int64_t *ret_n)
{
	*ret = *ret_n = 0;
	if (stmt_row(s)) {
		*ret = col_i64(s, 0);
		*ret_n = col_i64(s, 1);
	}
	return stmt_end(s);
}

enum err imports_db_school_called(struct db *db, int64_t fair, struct str name, int64_t *ret, int64_t *ret_n)
{
	static const char SQL[] =
		"SELECT min(o.id), count(*) FROM fair_school f JOIN organisation o ON o.id = f.org_id "
		"WHERE f.fair_id = :fair AND f.has_joined AND (:name = '' OR lower(:name) IN (lower(o.name), o.slug))";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_str(s, ":name", name);
	return least(s, ret, ret_n);
}

enum err imports_db_programme_called(struct db *db, int64_t fair, int64_t school, struct str name,
				     int64_t *ret, int64_t *ret_n)
{
	static const char SQL[] =
		"SELECT min(id), count(*) FROM programme WHERE fair_id = :fair AND school_id = :school "
		"AND lower(:name) IN (lower(name), lower(coalesce(code, '')), slug)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	stmt_str(s, ":name", name);
	return least(s, ret, ret_n);
}

enum err imports_db_booths_in(struct db *db, struct arena *a, int64_t room, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM booth WHERE room_id = :room ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":room", room);
	return stmt_ids(s, a, ret);
}

enum err imports_db_save_fair(struct db *db, const struct imports_fair *f, bool *ret_changed)
{
	static const char SQL[] =
		"INSERT INTO fair (id, slug, name, state, opens_ms, closes_ms, timezone, target, "
		"                  max_queues, talk_ms, made_ms, is_listed) "
		"VALUES (:id, :slug, :name, 'planned', :opens, :closes, :timezone, :target, "
		"        :max_queues, :talk, :made, 1) "
		"ON CONFLICT (slug) DO UPDATE SET "
		"  name = excluded.name, opens_ms = excluded.opens_ms, "
		"  closes_ms = excluded.closes_ms, timezone = excluded.timezone, "
		"  target = excluded.target, max_queues = excluded.max_queues, "
		"  talk_ms = excluded.talk_ms "
		"WHERE (name, opens_ms, closes_ms, timezone, target, max_queues, talk_ms) IS NOT "
		"  (excluded.name, excluded.opens_ms, excluded.closes_ms, excluded.timezone, "
		"   excluded.target, excluded.max_queues, excluded.talk_ms)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", f->id);
	stmt_str(s, ":slug", f->slug);
	stmt_str(s, ":name", f->name);
	stmt_i64(s, ":opens", f->opens_ms);
	stmt_i64(s, ":closes", f->closes_ms);
	stmt_str(s, ":timezone", f->timezone);
	stmt_i64(s, ":target", f->target);
	stmt_i64(s, ":max_queues", f->max_queues);
	stmt_i64(s, ":talk", f->talk_ms);
	stmt_i64(s, ":made", f->made_ms);
	return save(db, s, ret_changed);
}

enum err imports_db_save_organisation(struct db *db, const struct imports_organisation *o,
				      bool *ret_changed)
{
	static const char SQL[] =
		"INSERT INTO organisation (id, slug, kind, name, city) "
		"VALUES (:id, :slug, :kind, :name, :city) "
		"ON CONFLICT (slug) DO UPDATE SET "
		"  kind = excluded.kind, name = excluded.name, city = excluded.city "
		"WHERE (kind, name, city) IS NOT (excluded.kind, excluded.name, excluded.city)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", o->id);
	stmt_str(s, ":slug", o->slug);
	stmt_str(s, ":kind", o->kind);
	stmt_str(s, ":name", o->name);
	stmt_str(s, ":city", o->city);
	return save(db, s, ret_changed);
}

enum err imports_db_save_room(struct db *db, const struct imports_room *r, bool *ret_changed)
{
	static const char SQL[] =
		"INSERT INTO room (id, fair_id, slug, name, name_en, sector, position) "
		"VALUES (:id, :fair, :slug, :name, :name_en, :sector, :position) "
		"ON CONFLICT (fair_id, slug) DO UPDATE SET "
		"  name = excluded.name, name_en = excluded.name_en, sector = excluded.sector, "
		"  position = excluded.position "
		"WHERE (name, name_en, sector, position) IS NOT "
		"  (excluded.name, excluded.name_en, excluded.sector, excluded.position)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", r->id);
	stmt_i64(s, ":fair", r->fair);
	stmt_str(s, ":slug", r->slug);
	stmt_str(s, ":name", r->name);
	stmt_str(s, ":name_en", r->name_en);
	stmt_str(s, ":sector", r->sector);
	stmt_i64(s, ":position", r->position);
	return save(db, s, ret_changed);
}

enum err imports_db_save_programme(struct db *db, const struct imports_programme *p,
				   bool *ret_changed)
{
	static const char SQL[] =
		"INSERT INTO programme (id, fair_id, slug, code, name, level, school_id) "
		"VALUES (:id, :fair, :slug, nullif(:code, ''), :name, :level, :school) "
		"ON CONFLICT (fair_id, slug) DO UPDATE SET "
		"  code = excluded.code, name = excluded.name, level = excluded.level, "
		"  school_id = excluded.school_id "
		"WHERE (code, name, level, school_id) IS NOT "
		"  (excluded.code, excluded.name, excluded.level, excluded.school_id)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", p->id);
	stmt_i64(s, ":fair", p->fair);
	stmt_str(s, ":slug", p->slug);
	stmt_str(s, ":code", p->code);
	stmt_str(s, ":name", p->name);
	stmt_str(s, ":level", p->level);
	stmt_i64(s, ":school", p->school);
	return save(db, s, ret_changed);
}

enum err imports_db_save_process(struct db *db, const struct imports_process *p, bool *ret_changed)
{
	static const char SQL[] =
		"INSERT INTO work_process (id, fair_id, programme_id, code, name) "
		"VALUES (:id, :fair, :programme, :code, :name) "
		"ON CONFLICT (programme_id, code) DO UPDATE SET name = excluded.name "
		"WHERE name IS NOT excluded.name";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", p->id);
	stmt_i64(s, ":fair", p->fair);
	stmt_i64(s, ":programme", p->programme);
	stmt_str(s, ":code", p->code);
	stmt_str(s, ":name", p->name);
	return save(db, s, ret_changed);
}

enum err imports_db_save_booth(struct db *db, const struct imports_booth *b, bool *ret_changed)
{
	static const char SQL[] =
		"INSERT INTO booth (id, fair_id, room_id, org_id, chat_id, slug, name, tagline, "
		"                   about, city, talk_ms, next_number) "
		"VALUES (:id, :fair, :room, :org, :chat, :slug, :name, :tagline, :about, :city, "
		"        :talk, 1) "
		"ON CONFLICT (fair_id, slug) DO UPDATE SET "
		"  room_id = excluded.room_id, org_id = excluded.org_id, name = excluded.name, "
		"  tagline = excluded.tagline, about = excluded.about, city = excluded.city, "
		"  talk_ms = excluded.talk_ms "
		"WHERE (room_id, org_id, name, tagline, about, city, talk_ms) IS NOT "
		"  (excluded.room_id, excluded.org_id, excluded.name, excluded.tagline, "
		"   excluded.about, excluded.city, excluded.talk_ms)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", b->id);
	stmt_i64(s, ":fair", b->fair);
	stmt_i64(s, ":room", b->room);
	stmt_i64(s, ":org", b->org);
	stmt_i64(s, ":chat", b->chat);
	stmt_str(s, ":slug", b->slug);
	stmt_str(s, ":name", b->name);
	stmt_str(s, ":tagline", b->tagline);
	stmt_str(s, ":about", b->about);
	stmt_str(s, ":city", b->city);
	stmt_i64(s, ":talk", b->talk_ms);
	return save(db, s, ret_changed);
}

enum err imports_db_save_placement(struct db *db, const struct imports_placement *p,
				   bool *ret_changed)
{
	static const char SQL[] =
		"INSERT INTO placement (id, fair_id, booth_id, programme_id, title, about, level, "
		"                       track, period, hours, places) "
		"VALUES (:id, :fair, :booth, :programme, :title, :about, :level, :track, :period, "
		"        :hours, :places) "
		"ON CONFLICT (booth_id, title) DO UPDATE SET "
		"  programme_id = excluded.programme_id, about = excluded.about, "
		"  level = excluded.level, track = excluded.track, period = excluded.period, "
		"  hours = excluded.hours, places = excluded.places "
		"WHERE (programme_id, about, level, track, period, hours, places) IS NOT "
		"  (excluded.programme_id, excluded.about, excluded.level, excluded.track, "
		"   excluded.period, excluded.hours, excluded.places)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", p->id);
	stmt_i64(s, ":fair", p->fair);
	stmt_i64(s, ":booth", p->booth);
	stmt_opt(s, ":programme", p->programme);
	stmt_str(s, ":title", p->title);
	stmt_str(s, ":about", p->about);
	stmt_str(s, ":level", p->level);
	stmt_str(s, ":track", p->track);
	stmt_str(s, ":period", p->period);
	stmt_i64(s, ":hours", p->hours);
	stmt_i64(s, ":places", p->places);
	return save(db, s, ret_changed);
}

enum err imports_db_save_card(struct db *db, const struct imports_card *c)
{
	static const char SQL[] =
		"INSERT INTO card (fair_id, account_id, school_id, programme_id, study_group, "
		"                  looking_for, area, period, about) "
		"VALUES (:fair, :account, :school, :programme, :study_group, :looking_for, :area, "
		"        :period, :about) "
		"ON CONFLICT (account_id, fair_id) DO UPDATE SET "
		"  school_id = excluded.school_id, programme_id = excluded.programme_id, "
		"  study_group = excluded.study_group, looking_for = excluded.looking_for, "
		"  area = excluded.area, period = excluded.period, about = excluded.about";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", c->fair);
	stmt_i64(s, ":account", c->account);
	stmt_i64(s, ":school", c->school);
	stmt_i64(s, ":programme", c->programme);
	stmt_str(s, ":study_group", c->study_group);
	stmt_str(s, ":looking_for", c->looking_for);
	stmt_str(s, ":area", c->area);
	stmt_str(s, ":period", c->period);
	stmt_str(s, ":about", c->about);
	return stmt_run(s);
}

enum err imports_db_add_slot(struct db *db, const struct imports_slot *slot, bool *ret_added)
{
	static const char SQL[] =
		"INSERT INTO slot (id, fair_id, booth_id, column_no, starts_ms, ends_ms) "
		"VALUES (:id, :fair, :booth, :column_no, :starts, :ends) "
		"ON CONFLICT (booth_id, starts_ms, column_no) DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", slot->id);
	stmt_i64(s, ":fair", slot->fair);
	stmt_i64(s, ":booth", slot->booth);
	stmt_i64(s, ":column_no", slot->column_no);
	stmt_i64(s, ":starts", slot->starts_ms);
	stmt_i64(s, ":ends", slot->ends_ms);
	return save(db, s, ret_added);
}

static bool holds(const struct ids *ids, int64_t id)
{
	for (size_t i = 0; i < ids->n; i++) {
		if (ids->at[i] == id)
			return true;
	}
	return false;
}

static enum err remove_process(struct db *db, int64_t placement, int64_t process)
{
	static const char SQL[] = "DELETE FROM placement_process "
				  "WHERE placement_id = :placement AND process_id = :process";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":placement", placement);
	stmt_i64(s, ":process", process);
	return stmt_run(s);
}

static enum err add_process(struct db *db, int64_t fair, int64_t placement, int64_t process)
{
	static const char SQL[] =
		"INSERT INTO placement_process (placement_id, process_id, fair_id) "
		"VALUES (:placement, :process, :fair)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":placement", placement);
	stmt_i64(s, ":process", process);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err imports_db_set_processes(struct db *db, struct arena *a, int64_t fair, int64_t placement,
				  const struct ids *want, bool *ret_changed)
{
	static const char SQL[] = "SELECT process_id FROM placement_process "
				  "WHERE placement_id = :placement ORDER BY process_id";
	struct stmt *s = db_stmt(db, SQL);
	struct ids have;
	bool is_changed = false;
	enum err e;

	stmt_i64(s, ":placement", placement);
	e = stmt_ids(s, a, &have);
	for (size_t i = 0; !e && i < have.n; i++) {
		if (holds(want, have.at[i]))
			continue;
		is_changed = true;
		e = remove_process(db, placement, have.at[i]);
	}
	for (size_t i = 0; !e && i < want->n; i++) {
		if (holds(&have, want->at[i]))
			continue;
		is_changed = true;
		e = add_process(db, fair, placement, want->at[i]);
	}
	if (!e)
		*ret_changed = is_changed;
	return e;
}

enum err imports_db_card_text(struct db *db, struct arena *a, int64_t fair, int64_t account, struct str *ret)
{
	static const char SQL[] =
		"SELECT json_array(school_id, programme_id, study_group, looking_for, area, period, about, "
		"(SELECT json_group_array(process_id || kind) FROM (SELECT process_id, kind FROM card_process "
		"WHERE account_id = :account AND fair_id = :fair ORDER BY process_id))) "
		"FROM card WHERE account_id = :account AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	*ret = stmt_row(s) ? col_str(s, 0, a) : STR("");
	return stmt_end(s);
}

enum err imports_db_clear_card(struct db *db, int64_t fair, int64_t account)
{
	static const char SQL[] =
		"DELETE FROM card_process WHERE account_id = :account AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err imports_db_fill_card(struct db *db, const struct imports_card *card, const char *kind,
			      const struct ids *processes)
{
	static const char SQL[] =
		"INSERT INTO card_process (fair_id, account_id, process_id, kind) "
		"VALUES (:fair, :account, :process, :kind)";

	for (size_t i = 0; i < processes->n; i++) {
		struct stmt *s = db_stmt(db, SQL);
		enum err e;

		stmt_i64(s, ":fair", card->fair);
		stmt_i64(s, ":account", card->account);
		stmt_i64(s, ":process", processes->at[i]);
		stmt_str(s, ":kind", str_of(kind));
		e = stmt_run(s);
		if (e)
			return e;
	}
	return ERR_OK;
}

enum err imports_db_add_membership(struct db *db, int64_t account, int64_t org, struct str role)
{
	static const char SQL[] = "INSERT INTO membership (account_id, org_id, role) "
				  "VALUES (:account, :org, :role) "
				  "ON CONFLICT (account_id, org_id, role) DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":org", org);
	stmt_str(s, ":role", role);
	return stmt_run(s);
}

enum err imports_db_add_participation(struct db *db, int64_t fair, int64_t account, struct str role,
				      int64_t org)
{
	static const char SQL[] =
		"INSERT INTO participation (fair_id, account_id, role, org_id) "
		"VALUES (:fair, :account, :role, :org) "
		"ON CONFLICT (account_id, fair_id, role, org_id) DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	stmt_str(s, ":role", role);
	stmt_i64(s, ":org", org);
	return stmt_run(s);
}

enum err imports_db_leave_other_schools(struct db *db, int64_t fair, int64_t account,
					int64_t school)
{
	static const char SQL[] =
		"DELETE FROM participation WHERE account_id = :account AND fair_id = :fair "
		"AND role = 'student' AND org_id <> :school";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	return stmt_run(s);
}
