/* See card_db.h. */
#include "features/students/card_db.h"

#define PROCESSES_MOST 20
#define TAUGHT_MOST 60
#define TOWNS_MOST 60

enum err own_card_db_get(struct db *db, struct arena *a, int64_t fair, int64_t account, struct own_card *ret)
{
	static const char SQL[] = "SELECT school_id, programme_id, looking_for, area, period, about FROM card "
				  "WHERE account_id = :account AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	*ret = (struct own_card){ 0 };
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	is_found = stmt_row(s);
	if (is_found)
		*ret = (struct own_card){ .fair = fair,
					  .account = account,
					  .school = col_i64(s, 0),
					  .programme = col_i64(s, 1),
					  .looking_for = col_str(s, 2, a),
					  .area = col_str(s, 3, a),
					  .period = col_str(s, 4, a),
					  .about = col_str(s, 5, a) };
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

static void bind_card(struct stmt *s, const struct own_card *card)
{
	stmt_i64(s, ":fair", card->fair);
	stmt_i64(s, ":account", card->account);
}

enum err own_card_db_save(struct db *db, const struct own_card *card)
{
	static const char SQL[] = "UPDATE card SET programme_id = :programme, looking_for = :looking_for, area = :area, "
				  "period = :period, about = :about "
				  "WHERE account_id = :account AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	bind_card(s, card);
	stmt_opt(s, ":programme", card->programme);
	stmt_str(s, ":looking_for", card->looking_for);
	stmt_str(s, ":area", card->area);
	stmt_str(s, ":period", card->period);
	stmt_str(s, ":about", card->about);
	return stmt_run(s);
}

enum err own_card_db_fairs(struct db *db, struct arena *a, int64_t account, struct ids *ret)
{
	struct stmt *s = db_stmt(db, "SELECT fair_id FROM card WHERE account_id = :account ORDER BY fair_id");

	stmt_i64(s, ":account", account);
	return stmt_ids(s, a, ret);
}

static enum err view_processes(struct db *db, struct arena *a, const struct own_card *card, struct wire_my_card *ret)
{
	struct ids can = { 0 }, learn = { 0 };
	enum err e = own_card_db_processes(db, a, card, STR("can"), &can);

	if (!e)
		e = own_card_db_processes(db, a, card, STR("learn"), &learn);
	ret->can = can.at;
	ret->n_can = can.n;
	ret->learn = learn.at;
	ret->n_learn = learn.n;
	return e;
}

enum err own_card_db_view(struct db *db, struct arena *a, int64_t fair, int64_t account, struct wire_my_card *ret,
			  bool *ret_found)
{
	static const char SQL[] =
		"SELECT o.name, c.study_group, c.programme_id, g.name, g.level, c.looking_for, c.area, c.period, "
		"c.about, a.email FROM card c JOIN organisation o ON o.id = c.school_id "
		"JOIN account a ON a.id = c.account_id "
		"LEFT JOIN programme g ON g.id = c.programme_id WHERE c.account_id = :account AND c.fair_id = :fair";
	struct own_card key = { .fair = fair, .account = account };
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	bind_card(s, &key);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		*ret = (struct wire_my_card){ .id = fair,
					      .school = col_str(s, 0, a),
					      .group = col_str(s, 1, a),
					      .has_programme = !col_is_null(s, 2),
					      .programme = col_i64(s, 2),
					      .programme_name = col_str(s, 3, a),
					      .looking_for = col_str(s, 5, a),
					      .area = col_str(s, 6, a),
					      .period = col_str(s, 7, a),
					      .about = col_str(s, 8, a),
					      .has_email = !col_is_null(s, 9),
					      .email = col_str(s, 9, a) };
		ret->has_level = level_from(col_str(s, 4, a), &ret->level);
	}
	e = stmt_end(s);
	return e || !*ret_found ? e : view_processes(db, a, &key, ret);
}

enum err own_card_db_processes(struct db *db, struct arena *a, const struct own_card *card, struct str kind,
			       struct ids *ret)
{
	static const char SQL[] = "SELECT p.process_id FROM card_process p JOIN work_process w ON w.id = p.process_id "
				  "WHERE p.account_id = :account AND p.fair_id = :fair AND p.kind = :kind "
				  "ORDER BY w.code LIMIT 20";
	struct stmt *s = db_stmt(db, SQL);

	bind_card(s, card);
	stmt_str(s, ":kind", kind);
	return stmt_ids(s, a, ret);
}

enum err own_card_db_add_process(struct db *db, const struct own_card *card, struct str kind, int64_t process)
{
	/* What was chosen as the other moves over. */
	static const char SQL[] = "INSERT INTO card_process (fair_id, account_id, process_id, kind) "
				  "VALUES (:fair, :account, :process, :kind) "
				  "ON CONFLICT DO UPDATE SET kind = excluded.kind";
	struct stmt *s = db_stmt(db, SQL);

	bind_card(s, card);
	stmt_i64(s, ":process", process);
	stmt_str(s, ":kind", kind);
	return stmt_run(s);
}

enum err own_card_db_remove_process(struct db *db, const struct own_card *card, int64_t process)
{
	static const char SQL[] = "DELETE FROM card_process WHERE account_id = :account AND fair_id = :fair "
				  "AND process_id = :process";
	struct stmt *s = db_stmt(db, SQL);

	bind_card(s, card);
	stmt_i64(s, ":process", process);
	return stmt_run(s);
}

enum err own_card_db_teaches(struct db *db, struct arena *a, int64_t programme, struct wire_work_process **ret,
			     size_t *ret_n)
{
	static const char SQL[] = "SELECT id, code || ' ' || name FROM work_process WHERE programme_id = :programme "
				  "ORDER BY code LIMIT 60";
	struct wire_work_process *at = arena_array(a, TAUGHT_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":programme", programme);
	for (; n < TAUGHT_MOST && stmt_row(s); n++)
		at[n] = (struct wire_work_process){ .id = col_i64(s, 0), .name = col_str(s, 1, a) };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err own_card_db_is_taught(struct db *db, int64_t programme, int64_t process, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM work_process WHERE id = :process AND programme_id = :programme";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":process", process);
	stmt_i64(s, ":programme", programme);
	return stmt_exists(s, ret);
}

enum err own_card_db_towns(struct db *db, struct arena *a, int64_t fair, struct str **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT city FROM booth WHERE fair_id = :fair AND city <> '' GROUP BY city "
				  "ORDER BY count(*) DESC, city LIMIT 60";
	struct str *at = arena_array(a, TOWNS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (n < TOWNS_MOST && stmt_row(s))
		at[n++] = col_str(s, 0, a);
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}
