/* See edit_db.h. */
#include "features/fair/edit_db.h"

enum err edit_db_booth_of(struct db *db, int64_t placement, int64_t *ret)
{
	static const char SQL[] = "SELECT booth_id FROM placement WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	*ret = 0;
	stmt_i64(s, ":id", placement);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_NOT_FOUND;
}

enum err edit_db_save_booth(struct db *db, const struct booth_save_args *args, int64_t talk_ms,
			     struct str languages)
{
	static const char SQL[] = "UPDATE booth SET tagline = :tagline, about = :about, city = :city, "
				  "talk_ms = :talk, languages = :languages WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":tagline", args->tagline);
	stmt_str(s, ":about", args->about);
	stmt_str(s, ":city", args->city);
	stmt_str(s, ":languages", languages);
	stmt_i64(s, ":talk", talk_ms);
	stmt_i64(s, ":id", args->booth);
	return stmt_run(s);
}

#define PROGRAMMES_MOST 200
#define PROCESSES_MOST 60
#define DRAFT_PROCESSES_MOST 20

static enum err read_processes(struct db *db, struct arena *a, int64_t programme,
			       struct wire_programme_option *ret)
{
	static const char SQL[] = "SELECT id, code || ' ' || name FROM work_process "
				  "WHERE programme_id = :programme ORDER BY code LIMIT 60";
	struct stmt *s = db_stmt(db, SQL);

	ret->processes = arena_array(a, PROCESSES_MOST, sizeof(*ret->processes));
	stmt_i64(s, ":programme", programme);
	while (ret->n_processes < PROCESSES_MOST && stmt_row(s))
		ret->processes[ret->n_processes++] =
			(struct wire_work_process){ col_i64(s, 0), col_str(s, 1, a) };
	return stmt_end(s);
}

enum err edit_db_programmes(struct db *db, struct arena *a, int64_t fair,
			    struct wire_programme_option **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT id, name, level FROM programme WHERE fair_id = :fair "
				  "ORDER BY level, name, id LIMIT 200";
	struct wire_programme_option *at = arena_array(a, PROGRAMMES_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;
	enum err e;

	stmt_i64(s, ":fair", fair);
	while (n < PROGRAMMES_MOST && stmt_row(s)) {
		at[n] = (struct wire_programme_option){ .id = col_i64(s, 0),
							.name = col_str(s, 1, a) };
		if (level_from(col_str(s, 2, a), &at[n].level))
			n++;
	}
	e = stmt_end(s);
	for (size_t i = 0; !e && i < n; i++)
		e = read_processes(db, a, at[i].id, &at[i]);
	*ret = at;
	*ret_n = n;
	return e;
}

enum err edit_db_draft(struct db *db, struct arena *a, int64_t placement,
		       struct wire_placement_draft *ret)
{
	static const char SQL[] = "SELECT title, about, level, track, programme_id, period, hours, "
				  "places FROM placement WHERE id = :id";
	static const char PROCESSES[] = "SELECT process_id FROM placement_process "
					"WHERE placement_id = :id ORDER BY process_id LIMIT 20";
	struct stmt *s = db_stmt(db, SQL);
	struct ids processes;
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", placement);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct wire_placement_draft){
			.title = col_str(s, 0, a),
			.about = col_str(s, 1, a),
			.has_programme = !col_is_null(s, 4),
			.programme = col_i64(s, 4),
			.period = col_str(s, 5, a),
			.hours = (uint32_t)col_i64(s, 6),
			.places = (uint32_t)col_i64(s, 7),
		};
		is_found = level_from(col_str(s, 2, a), &ret->level) &&
			   track_from(col_str(s, 3, a), &ret->track);
	}
	e = stmt_end(s);
	if (e || !is_found)
		return e ? e : ERR_NOT_FOUND;
	s = db_stmt(db, PROCESSES);
	stmt_i64(s, ":id", placement);
	e = stmt_ids(s, a, &processes);
	ret->processes = processes.at;
	ret->n_processes = processes.n;
	return e;
}

enum err edit_db_is_title_taken(struct db *db, int64_t booth, int64_t except, struct str title,
				bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM placement WHERE booth_id = :booth "
				  "AND title = :title AND id <> :except";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_str(s, ":title", title);
	stmt_i64(s, ":except", except);
	return stmt_exists(s, ret);
}

enum err edit_db_is_programme(struct db *db, int64_t fair, int64_t programme, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM programme WHERE id = :id AND fair_id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", programme);
	stmt_i64(s, ":fair", fair);
	return stmt_exists(s, ret);
}

enum err edit_db_is_process(struct db *db, int64_t programme, int64_t process, bool *ret)
{
	static const char SQL[] =
		"SELECT 1 FROM work_process WHERE id = :id AND programme_id = :programme";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", process);
	stmt_i64(s, ":programme", programme);
	return stmt_exists(s, ret);
}

enum err edit_db_save_placement(struct db *db, int64_t fair, int64_t booth, int64_t placement,
				const struct wire_placement_draft *draft)
{
	static const char SQL[] =
		"INSERT INTO placement (id, fair_id, booth_id, programme_id, title, about, level, track, "
		"period, hours, places) VALUES (:id, :fair, :booth, :programme, :title, :about, :level, "
		":track, :period, :hours, :places) ON CONFLICT (id) DO UPDATE SET "
		"programme_id = excluded.programme_id, title = excluded.title, about = excluded.about, "
		"level = excluded.level, track = excluded.track, period = excluded.period, "
		"hours = excluded.hours, places = excluded.places";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", placement);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":booth", booth);
	if (draft->has_programme)
		stmt_i64(s, ":programme", draft->programme);
	stmt_str(s, ":title", draft->title);
	stmt_str(s, ":about", draft->about);
	stmt_str(s, ":level", str_of(level_name(draft->level)));
	stmt_str(s, ":track", str_of(track_name(draft->track)));
	stmt_str(s, ":period", draft->period);
	stmt_i64(s, ":hours", draft->hours);
	stmt_i64(s, ":places", draft->places);
	return stmt_run(s);
}

static enum err clear_processes(struct db *db, int64_t placement)
{
	static const char SQL[] = "DELETE FROM placement_process WHERE placement_id = :placement";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":placement", placement);
	return stmt_run(s);
}

enum err edit_db_set_processes(struct db *db, int64_t fair, int64_t placement,
			       const struct wire_placement_draft *draft)
{
	static const char SQL[] =
		"INSERT INTO placement_process (placement_id, process_id, fair_id) "
		"VALUES (:placement, :process, :fair) ON CONFLICT DO NOTHING";
	enum err e = clear_processes(db, placement);

	for (size_t i = 0; !e && i < draft->n_processes; i++) {
		struct stmt *s = db_stmt(db, SQL);

		stmt_i64(s, ":placement", placement);
		stmt_i64(s, ":process", draft->processes[i]);
		stmt_i64(s, ":fair", fair);
		e = stmt_run(s);
	}
	return e;
}

enum err edit_db_is_in_use(struct db *db, int64_t placement, bool *ret)
{
	static const char SQL[] = "SELECT 1 FROM lead WHERE placement_id = :id LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", placement);
	return stmt_exists(s, ret);
}

enum err edit_db_remove_placement(struct db *db, int64_t placement)
{
	static const char SQL[] = "DELETE FROM placement WHERE id = :id";
	enum err e = clear_processes(db, placement);
	struct stmt *s;

	if (e)
		return e;
	s = db_stmt(db, SQL);
	stmt_i64(s, ":id", placement);
	return stmt_run(s);
}

enum err edit_db_remove_booth(struct db *db, int64_t booth)
{
	struct stmt *s = db_stmt(db, "DELETE FROM booth WHERE id = :id");

	stmt_i64(s, ":id", booth);
	return stmt_run(s);
}
