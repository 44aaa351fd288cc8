/* See programmes_db.h. */
#include "features/programmes/programmes_db.h"

#include "features/programmes/programmes.h"

enum err programme_db_get(struct db *db, struct arena *a, int64_t id, struct programme *ret)
{
	struct stmt *s = db_stmt(db, "SELECT fair_id, school_id, level FROM programme WHERE id = :id");
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct programme){ .id = id, .fair = col_i64(s, 0), .school = col_i64(s, 1) };
		is_found = level_from(col_str(s, 2, a), &ret->level);
	}
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

#define PLACES_OF "(SELECT coalesce(sum(m.places), 0) FROM placement m WHERE m.programme_id = p.id)"

enum err programme_db_list(struct db *db, struct arena *a, int64_t fair, struct wire_programme_line **ret,
			   size_t *ret_n)
{
	static const char SQL[] =
		"SELECT p.id, p.school_id, o.name, p.name, p.level, p.code, " PLACES_OF " FROM programme p "
		"JOIN organisation o ON o.id = p.school_id WHERE p.fair_id = :fair ORDER BY p.name, p.level LIMIT 200";
	struct wire_programme_line *at = arena_array(a, PROGRAMMES_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (n < PROGRAMMES_MOST && stmt_row(s)) {
		at[n] = (struct wire_programme_line){ .id = col_i64(s, 0),
						      .school = col_i64(s, 1),
						      .school_name = col_str(s, 2, a),
						      .name = col_str(s, 3, a),
						      .has_code = !col_is_null(s, 5),
						      .code = col_str(s, 5, a),
						      .places = (uint32_t)col_i64(s, 6) };
		if (level_from(col_str(s, 4, a), &at[n].level))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

#define PROCESSES_MOST 60

static enum err read_processes(struct db *db, struct arena *a, int64_t programme, struct wire_programme_draft *ret)
{
	static const char SQL[] =
		"SELECT code, name FROM work_process WHERE programme_id = :programme ORDER BY code LIMIT 60";
	struct stmt *s = db_stmt(db, SQL);

	ret->processes = arena_array(a, PROCESSES_MOST, sizeof(*ret->processes));
	stmt_i64(s, ":programme", programme);
	while (ret->n_processes < PROCESSES_MOST && stmt_row(s))
		ret->processes[ret->n_processes++] =
			(struct wire_programme_process){ .code = col_str(s, 0, a), .name = col_str(s, 1, a) };
	return stmt_end(s);
}

enum err programme_db_page(struct db *db, struct arena *a, int64_t id, struct wire_programme *ret)
{
	static const char SQL[] =
		"SELECT p.fair_id, p.school_id, o.name, " PLACES_OF ", p.name, p.level, p.code, p.about, "
		"p.requirements, p.periods, p.contact_name, p.contact_email, p.contact_phone FROM programme p "
		"JOIN organisation o ON o.id = p.school_id WHERE p.id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct wire_programme){ .id = id,
						.fair = col_i64(s, 0),
						.school = col_i64(s, 1),
						.school_name = col_str(s, 2, a),
						.places = (uint32_t)col_i64(s, 3),
						.draft = { .name = col_str(s, 4, a),
							   .code = col_str(s, 6, a),
							   .about = col_str(s, 7, a),
							   .requirements = col_str(s, 8, a),
							   .periods = col_str(s, 9, a),
							   .contact_name = col_str(s, 10, a),
							   .contact_email = col_str(s, 11, a),
							   .contact_phone = col_str(s, 12, a) } };
		is_found = level_from(col_str(s, 5, a), &ret->draft.level);
	}
	e = stmt_end(s);
	if (!e && !is_found)
		return ERR_NOT_FOUND;
	return e ? e : read_processes(db, a, id, &ret->draft);
}

enum err programme_db_count(struct db *db, int64_t fair, int64_t *ret)
{
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM programme WHERE fair_id = :fair");

	stmt_i64(s, ":fair", fair);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

#define SCHOOLS_MOST 50

/* The schools of fair :fair for which :account may write. */
#define MINE                                                                                                   \
	"FROM participation p JOIN fair_school f ON f.fair_id = p.fair_id AND f.has_joined "                   \
	"AND (p.role = 'organiser' OR p.role = 'coordinator' AND p.org_id = f.org_id) "

enum err programme_db_schools(struct db *db, struct arena *a, int64_t fair, int64_t account,
			      struct wire_programme_school **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT DISTINCT o.id, o.name " MINE "JOIN organisation o ON o.id = f.org_id "
				  "WHERE p.account_id = :account AND p.fair_id = :fair ORDER BY o.name LIMIT 50";
	struct wire_programme_school *at = arena_array(a, SCHOOLS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	while (n < SCHOOLS_MOST && stmt_row(s))
		at[n++] = (struct wire_programme_school){ .id = col_i64(s, 0), .name = col_str(s, 1, a) };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err programme_db_is_mine(struct db *db, int64_t fair, int64_t school, int64_t account, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 " MINE "WHERE p.account_id = :account AND p.fair_id = :fair AND f.org_id = :school";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	stmt_i64(s, ":account", account);
	return stmt_exists(s, ret);
}

enum err programme_db_save(struct db *db, const struct programme *p, const struct wire_programme_draft *d)
{
	static const char SQL[] =
		"INSERT INTO programme (id, fair_id, slug, code, name, level, school_id, about, requirements, periods, "
		"contact_name, contact_email, contact_phone) VALUES (:id, :fair, :slug, nullif(:code, ''), :name, "
		":level, :school, :about, :requirements, :periods, :contact_name, :contact_email, :contact_phone) "
		"ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, level = excluded.level, "
		"about = excluded.about, requirements = excluded.requirements, periods = excluded.periods, "
		"contact_name = excluded.contact_name, contact_email = excluded.contact_email, "
		"contact_phone = excluded.contact_phone";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", p->id);
	stmt_i64(s, ":fair", p->fair);
	stmt_str(s, ":slug", p->slug);
	stmt_str(s, ":code", str_trim(d->code));
	stmt_str(s, ":name", str_trim(d->name));
	stmt_str(s, ":level", str_of(level_name(d->level)));
	stmt_i64(s, ":school", p->school);
	stmt_str(s, ":about", d->about);
	stmt_str(s, ":requirements", d->requirements);
	stmt_str(s, ":periods", d->periods);
	stmt_str(s, ":contact_name", d->contact_name);
	stmt_str(s, ":contact_email", d->contact_email);
	stmt_str(s, ":contact_phone", d->contact_phone);
	return stmt_run(s);
}

static enum err is_there(struct db *db, const char *sql, int64_t id, bool *ret)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":id", id);
	return stmt_exists(s, ret);
}

static enum err run(struct db *db, const char *sql, int64_t id)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err programme_db_is_in_use(struct db *db, int64_t id, bool *ret)
{
	return is_there(db,
			"SELECT 1 FROM card WHERE programme_id = :id UNION ALL "
			"SELECT 1 FROM student_group WHERE programme_id = :id UNION ALL "
			"SELECT 1 FROM placement WHERE programme_id = :id",
			id, ret);
}

enum err programme_db_remove(struct db *db, int64_t id)
{
	enum err e = run(db, "DELETE FROM work_process WHERE programme_id = :id", id);

	if (!e)
		e = run(db, "DELETE FROM certification WHERE programme_id = :id", id);
	return e ? e : run(db, "DELETE FROM programme WHERE id = :id", id);
}

enum err process_db_ids(struct db *db, struct arena *a, int64_t programme, struct ids *ret)
{
	struct stmt *s = db_stmt(db, "SELECT id FROM work_process WHERE programme_id = :programme ORDER BY code");

	stmt_i64(s, ":programme", programme);
	return stmt_ids(s, a, ret);
}

enum err process_db_count(struct db *db, int64_t programme, int64_t *ret)
{
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM work_process WHERE programme_id = :programme");

	stmt_i64(s, ":programme", programme);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err process_db_code(struct db *db, struct arena *a, int64_t id, struct str *ret)
{
	struct stmt *s = db_stmt(db, "SELECT code FROM work_process WHERE id = :id");

	stmt_i64(s, ":id", id);
	*ret = stmt_row(s) ? col_str(s, 0, a) : STR("");
	return stmt_end(s);
}

enum err process_db_is_in_use(struct db *db, int64_t id, bool *ret)
{
	return is_there(db,
			"SELECT 1 FROM card_process WHERE process_id = :id UNION ALL "
			"SELECT 1 FROM placement_process WHERE process_id = :id",
			id, ret);
}

enum err process_db_remove(struct db *db, int64_t id)
{
	return run(db, "DELETE FROM work_process WHERE id = :id", id);
}

enum err process_db_save(struct db *db, int64_t id, const struct programme *p,
			 const struct wire_programme_process *process)
{
	static const char SQL[] =
		"INSERT INTO work_process (id, fair_id, programme_id, code, name) "
		"VALUES (:id, :fair, :programme, :code, :name) "
		"ON CONFLICT (programme_id, code) DO UPDATE SET name = excluded.name";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", p->fair);
	stmt_i64(s, ":programme", p->id);
	stmt_str(s, ":code", process->code);
	stmt_str(s, ":name", process->name);
	return stmt_run(s);
}

enum err programme_db_placements(struct db *db, struct arena *a, int64_t programme, int64_t booth, struct ids *ret,
				 struct ids *ret_booths)
{
	static const char SQL[] = "SELECT id FROM placement WHERE programme_id = :programme "
				  "AND (:booth = 0 OR booth_id = :booth) ORDER BY id";
	static const char BOOTHS[] = "SELECT booth_id FROM placement WHERE programme_id = :programme "
				     "AND (:booth = 0 OR booth_id = :booth) ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":programme", programme);
	stmt_i64(s, ":booth", booth);
	e = stmt_ids(s, a, ret);
	if (e)
		return e;
	s = db_stmt(db, BOOTHS);
	stmt_i64(s, ":programme", programme);
	stmt_i64(s, ":booth", booth);
	return stmt_ids(s, a, ret_booths);
}

enum err programme_db_students(struct db *db, struct arena *a, int64_t programme, struct ids *ret)
{
	struct stmt *s = db_stmt(db, "SELECT account_id FROM card WHERE programme_id = :programme");

	stmt_i64(s, ":programme", programme);
	return stmt_ids(s, a, ret);
}

enum err certification_db_remove(struct db *db, int64_t programme, int64_t booth)
{
	struct stmt *s = db_stmt(db, "DELETE FROM certification WHERE booth_id = :booth "
				     "AND (:programme = 0 OR programme_id = :programme)");

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":programme", programme);
	return stmt_run(s);
}

enum err certification_db_set(struct db *db, const struct programme *p, int64_t booth,
			      enum certification_state state, int64_t by, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO certification (booth_id, programme_id, fair_id, state, checked_ms, checked_by) "
		"VALUES (:booth, :programme, :fair, :state, :now, :by) ON CONFLICT DO UPDATE "
		"SET state = excluded.state, checked_ms = excluded.checked_ms, checked_by = excluded.checked_by";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":programme", p->id);
	stmt_i64(s, ":fair", p->fair);
	stmt_str(s, ":state", str_of(certification_state_name(state)));
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":by", by);
	return stmt_run(s);
}
