/* See group_db.h. */
#include "features/students/group_db.h"

#include "features/students/proof_db.h"

#define SCHOOLS_MOST 50
#define PROGRAMMES_MOST 200

#define GROUP                                                                                          \
	"SELECT g.id, g.fair_id, g.school_id, g.programme_id, g.name, g.code, g.until_ms, g.most, "   \
	"g.is_withdrawn, f.closes_ms, f.state = 'closed' "                                            \
	"FROM student_group g JOIN fair f ON f.id = g.fair_id "

static enum err read_group(struct stmt *s, struct arena *a, enum err missing, struct group *ret)
{
	bool is_found = stmt_row(s);
	enum err e;

	*ret = (struct group){ 0 };
	if (is_found)
		*ret = (struct group){ .id = col_i64(s, 0),
				       .fair = col_i64(s, 1),
				       .school = col_i64(s, 2),
				       .programme = col_i64(s, 3),
				       .name = col_str(s, 4, a),
				       .code = col_str(s, 5, a),
				       .until_ms = col_i64(s, 6),
				       .most = (uint32_t)col_i64(s, 7),
				       .is_withdrawn = col_i64(s, 8) != 0,
				       .closes_ms = col_i64(s, 9),
				       .is_fair_over = col_i64(s, 10) != 0 };
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : missing;
}

enum err group_db_get(struct db *db, struct arena *a, int64_t id, struct group *ret)
{
	struct stmt *s = db_stmt(db, GROUP "WHERE g.id = :id");

	stmt_i64(s, ":id", id);
	return read_group(s, a, ERR_NOT_FOUND, ret);
}

enum err group_db_by_code(struct db *db, struct arena *a, struct str code, struct group *ret)
{
	struct stmt *s = db_stmt(db, GROUP "WHERE g.code = :code");

	stmt_str(s, ":code", code);
	return read_group(s, a, ERR_LINK_INVALID, ret);
}

static void bind_group(struct stmt *s, const struct group *group)
{
	stmt_i64(s, ":id", group->id);
	stmt_opt(s, ":programme", group->programme);
	stmt_str(s, ":name", group->name);
	stmt_str(s, ":code", group->code);
	stmt_i64(s, ":until", group->until_ms);
	stmt_i64(s, ":most", group->most);
}

enum err group_db_insert(struct db *db, const struct group *group, int64_t now_ms)
{
	static const char SQL[] = "INSERT INTO student_group (id, fair_id, school_id, programme_id, name, code, "
				  "until_ms, most, made_ms) "
				  "VALUES (:id, :fair, :school, :programme, :name, :code, :until, :most, :now)";
	struct stmt *s = db_stmt(db, SQL);

	bind_group(s, group);
	stmt_i64(s, ":fair", group->fair);
	stmt_i64(s, ":school", group->school);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err group_db_update(struct db *db, const struct group *group)
{
	static const char SQL[] = "UPDATE student_group SET programme_id = :programme, name = :name, code = :code, "
				  "until_ms = :until, most = :most, is_withdrawn = :withdrawn WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	bind_group(s, group);
	stmt_i64(s, ":withdrawn", group->is_withdrawn);
	return stmt_run(s);
}

enum err group_db_extend(struct db *db, int64_t fair, int64_t by_ms)
{
	struct stmt *s = db_stmt(db, "UPDATE student_group SET until_ms = until_ms + :by WHERE fair_id = :fair");

	stmt_i64(s, ":by", by_ms);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err group_db_withdraw_all(struct db *db, int64_t fair, int64_t school)
{
	static const char SQL[] = "UPDATE student_group SET is_withdrawn = 1 WHERE fair_id = :fair "
				  "AND school_id = :school";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	return stmt_run(s);
}

enum err group_db_programmes(struct db *db, struct arena *a, int64_t fair, int64_t school,
			     struct wire_study_option **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT id, name, level FROM programme WHERE fair_id = :fair "
				  "AND school_id = :school ORDER BY name, level, id LIMIT 200";
	struct wire_study_option *at = arena_array(a, PROGRAMMES_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	while (n < PROGRAMMES_MOST && stmt_row(s)) {
		at[n] = (struct wire_study_option){ .id = col_i64(s, 0), .name = col_str(s, 1, a) };
		if (level_from(col_str(s, 2, a), &at[n].level))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err group_db_count_all(struct db *db, int64_t fair, int64_t *ret)
{
	struct stmt *s = db_stmt(db, "SELECT count(*) FROM student_group WHERE fair_id = :fair");

	stmt_i64(s, ":fair", fair);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err group_db_is_programme(struct db *db, int64_t fair, int64_t school, int64_t programme, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM programme WHERE id = :programme AND fair_id = :fair "
				  "AND school_id = :school";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":programme", programme);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	return stmt_exists(s, ret);
}

enum err group_db_schools(struct db *db, struct arena *a, int64_t fair, int64_t account, bool is_organiser,
			  struct wire_group_school **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT o.id, o.name, EXISTS (SELECT 1 FROM membership m WHERE m.account_id = :account "
		"AND m.org_id = o.id AND m.role = 'organiser') FROM organisation o WHERE o.id IN ("
		"SELECT org_id FROM fair_school WHERE fair_id = :fair AND has_joined AND :is_organiser "
		"UNION SELECT school_id FROM programme WHERE fair_id = :fair AND :is_organiser "
		"AND school_id NOT IN (SELECT org_id FROM fair_school WHERE fair_id = :fair AND NOT has_joined) "
		"UNION SELECT org_id FROM participation WHERE account_id = :account AND fair_id = :fair "
		"AND role = 'coordinator') ORDER BY o.name, o.id LIMIT 50";
	struct wire_group_school *at = arena_array(a, SCHOOLS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;
	enum err e;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":is_organiser", is_organiser);
	for (; n < SCHOOLS_MOST && stmt_row(s); n++)
		at[n] = (struct wire_group_school){ .id = col_i64(s, 0),
						    .name = col_str(s, 1, a),
						    .is_mine = col_i64(s, 2) != 0 };
	e = stmt_end(s);
	for (size_t i = 0; !e && i < n; i++) {
		e = group_db_programmes(db, a, fair, at[i].id, &at[i].programmes, &at[i].n_programmes);
		if (!e)
			e = domain_db_of_school(db, a, at[i].id, &at[i].domains, &at[i].n_domains);
	}
	*ret = at;
	*ret_n = n;
	return e;
}

enum err group_db_list(struct db *db, struct arena *a, int64_t fair, int64_t school, struct wire_group **at,
		       size_t *n)
{
	static const char SQL[] =
		"SELECT g.id, g.school_id, o.name, g.name, g.programme_id, p.name, g.code, g.until_ms, g.most, "
		"(SELECT count(*) FROM card c WHERE c.group_id = g.id), g.is_withdrawn "
		"FROM student_group g JOIN organisation o ON o.id = g.school_id "
		"LEFT JOIN programme p ON p.id = g.programme_id "
		"WHERE g.fair_id = :fair AND g.school_id = :school ORDER BY g.name, g.id LIMIT 500";
	struct stmt *s = db_stmt(db, SQL);

	if (!*at)
		*at = arena_array(a, GROUPS_MOST, sizeof(**at));
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	for (; *n < GROUPS_MOST && stmt_row(s); ++*n)
		(*at)[*n] = (struct wire_group){ .id = col_i64(s, 0),
						 .school = col_i64(s, 1),
						 .school_name = col_str(s, 2, a),
						 .name = col_str(s, 3, a),
						 .has_programme = !col_is_null(s, 4),
						 .programme = col_i64(s, 4),
						 .programme_name = col_str(s, 5, a),
						 .code = col_str(s, 6, a),
						 .until_ms = col_i64(s, 7),
						 .most = (uint32_t)col_i64(s, 8),
						 .joined = (uint32_t)col_i64(s, 9),
						 .is_withdrawn = col_i64(s, 10) != 0 };
	return stmt_end(s);
}

enum err group_db_invitation(struct db *db, struct arena *a, int64_t id, struct wire_invitation *ret)
{
	static const char SQL[] = "SELECT f.id, f.name, f.opens_ms, f.closes_ms, f.timezone, o.name, g.name "
				  "FROM student_group g JOIN fair f ON f.id = g.fair_id "
				  "JOIN organisation o ON o.id = g.school_id WHERE g.id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	if (stmt_row(s))
		*ret = (struct wire_invitation){ .fair = col_i64(s, 0),
						 .fair_name = col_str(s, 1, a),
						 .opens_ms = col_i64(s, 2),
						 .closes_ms = col_i64(s, 3),
						 .timezone = col_str(s, 4, a),
						 .school = col_str(s, 5, a),
						 .group = col_str(s, 6, a) };
	return stmt_end(s);
}

enum err group_db_count(struct db *db, int64_t group, int64_t since_ms, struct group_counts *ret)
{
	static const char SQL[] = "SELECT (SELECT count(*) FROM card WHERE group_id = :group), "
				  "(SELECT count(*) FROM card WHERE group_id = :group AND joined_ms > :since), "
				  "(SELECT count(*) FROM card WHERE joined_ms > :since)";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct group_counts){ 0 };
	stmt_i64(s, ":group", group);
	stmt_i64(s, ":since", since_ms);
	if (stmt_row(s))
		*ret = (struct group_counts){ col_i64(s, 0), col_i64(s, 1), col_i64(s, 2) };
	return stmt_end(s);
}

enum err group_db_role(struct db *db, int64_t fair, int64_t account, bool *ret_is_student, bool *ret_is_staff)
{
	static const char SQL[] = "SELECT count(*) FILTER (WHERE role = 'student'), "
				  "count(*) FILTER (WHERE role <> 'student') FROM participation "
				  "WHERE account_id = :account AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	*ret_is_student = *ret_is_staff = false;
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	if (stmt_row(s)) {
		*ret_is_student = col_i64(s, 0) != 0;
		*ret_is_staff = col_i64(s, 1) != 0;
	}
	return stmt_end(s);
}

enum err group_db_add_card(struct db *db, const struct group *group, int64_t account, int64_t now_ms)
{
	static const char SQL[] = "INSERT INTO card (fair_id, account_id, school_id, programme_id, study_group, "
				  "looking_for, area, period, about, group_id, joined_ms) "
				  "VALUES (:fair, :account, :school, :programme, :name, '', '', '', '', :group, :now)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", group->fair);
	stmt_i64(s, ":account", account);
	stmt_i64(s, ":school", group->school);
	stmt_opt(s, ":programme", group->programme);
	stmt_str(s, ":name", group->name);
	stmt_opt(s, ":group", group->id);
	stmt_opt(s, ":now", group->id ? now_ms : 0);
	return stmt_run(s);
}
