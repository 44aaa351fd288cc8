/* See search_db.h. A programme's contact is a person, and not searched for. */
#include "features/search/search_db.h"

/* ---- one document ---- */

static struct str lines(struct arena *a, struct str one, struct str more)
{
	if (!one.len || !more.len)
		return one.len ? one : more;
	return arena_printf(a, "%.*s\n%.*s", STR_FMT(one), STR_FMT(more));
}

static struct str columns(struct arena *a, struct stmt *s, int from, int to)
{
	struct str text = STR("");

	for (int i = from; i <= to; i++)
		text = lines(a, text, col_str(s, i, a));
	return text;
}

/* "mbo4" is typed as "mbo 4", too. */
static struct str level_words(struct arena *a, struct str level)
{
	return level.len == 4 ? arena_printf(a, "%.*s (mbo %c)", STR_FMT(level), level.at[3]) : level;
}

static enum err add_processes(struct stmt *s, struct arena *a, int64_t id, struct search_doc *ret)
{
	stmt_i64(s, ":id", id);
	while (stmt_row(s))
		ret->fields[RANK_TEXT] = lines(a, ret->fields[RANK_TEXT],
					       arena_printf(a, "%.*s %.*s", STR_FMT(col_str(s, 0, a)),
							    STR_FMT(col_str(s, 1, a))));
	return stmt_end(s);
}

static enum err read_booth(struct db *db, struct arena *a, int64_t id, struct search_doc *ret, bool *ret_found)
{
	static const char SQL[] = "SELECT b.fair_id, b.name, r.name, r.name_en, r.sector, b.city, o.name, b.tagline, "
				  "b.about FROM booth b JOIN room r ON r.id = b.room_id "
				  "JOIN organisation o ON o.id = b.org_id WHERE b.id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	*ret_found = stmt_row(s);
	if (*ret_found)
		*ret = (struct search_doc){
			.fair = col_i64(s, 0),
			.fields = { col_str(s, 1, a), columns(a, s, 2, 6), columns(a, s, 7, 8) },
			.room = col_str(s, 2, a),
			.room_en = col_str(s, 3, a),
		};
	return stmt_end(s);
}

static enum err read_placement(struct db *db, struct arena *a, int64_t id, struct search_doc *ret, bool *ret_found)
{
	static const char SQL[] =
		"SELECT p.fair_id, p.title, b.name, b.city, r.name, r.name_en, r.sector, g.name, p.about, p.period, "
		"p.level, CASE WHEN p.level NOT LIKE 'mbo%' THEN '' WHEN p.track = 'any' THEN 'bol bbl' ELSE p.track END, "
		"p.booth_id FROM placement p JOIN booth b ON b.id = p.booth_id "
		"JOIN room r ON r.id = b.room_id LEFT JOIN programme g ON g.id = p.programme_id WHERE p.id = :id";
	static const char PROCESSES[] = "SELECT w.code, w.name FROM placement_process p "
					"JOIN work_process w ON w.id = p.process_id WHERE p.placement_id = :id";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":id", id);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		struct str level = col_str(s, 10, a);

		*ret = (struct search_doc){
			.fair = col_i64(s, 0),
			.fields = { col_str(s, 1, a), columns(a, s, 2, 7),
				    lines(a, columns(a, s, 8, 9), lines(a, level_words(a, level), col_str(s, 11, a))) },
			.booth = col_i64(s, 12),
			.booth_name = col_str(s, 2, a),
			.room = col_str(s, 4, a),
			.room_en = col_str(s, 5, a),
		};
		ret->has_level = level_from(level, &ret->level);
	}
	e = stmt_end(s);
	return e || !*ret_found ? e : add_processes(db_stmt(db, PROCESSES), a, id, ret);
}

static enum err read_programme(struct db *db, struct arena *a, int64_t id, struct search_doc *ret, bool *ret_found)
{
	static const char SQL[] = "SELECT p.fair_id, p.name, p.code, o.name, p.level, p.about, p.requirements, p.periods "
				  "FROM programme p JOIN organisation o ON o.id = p.school_id WHERE p.id = :id";
	static const char PROCESSES[] = "SELECT code, name FROM work_process WHERE programme_id = :id ORDER BY code";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	stmt_i64(s, ":id", id);
	*ret_found = stmt_row(s);
	if (*ret_found) {
		struct str level = col_str(s, 4, a);

		*ret = (struct search_doc){
			.fair = col_i64(s, 0),
			.fields = { col_str(s, 1, a),
				    lines(a, columns(a, s, 2, 3), level_words(a, level)), columns(a, s, 5, 7) },
			.school = col_str(s, 3, a),
		};
		ret->has_level = level_from(level, &ret->level);
	}
	e = stmt_end(s);
	return e || !*ret_found ? e : add_processes(db_stmt(db, PROCESSES), a, id, ret);
}

enum err search_db_doc(struct db *db, struct arena *a, int64_t doc, struct search_doc *ret, bool *ret_found)
{
	switch (DOC_KIND(doc)) {
	case SEARCH_KIND_BOOTH:
		return read_booth(db, a, DOC_ID(doc), ret, ret_found);
	case SEARCH_KIND_PLACEMENT:
		return read_placement(db, a, DOC_ID(doc), ret, ret_found);
	case SEARCH_KIND_PROGRAMME:
		return read_programme(db, a, DOC_ID(doc), ret, ret_found);
	}
	*ret_found = false;
	return ERR_OK;
}

/* ---- which there are ---- */

enum err search_db_docs(struct db *db, struct arena *a, enum search_kind kind, struct ids *ret)
{
	/* scan: an index is made of all there is */
	static const char *const SQL[] = {
		[SEARCH_KIND_BOOTH] = "SELECT id * 4 FROM booth -- scan: for the index",
		[SEARCH_KIND_PLACEMENT] = "SELECT id * 4 + 1 FROM placement -- scan: for the index",
		[SEARCH_KIND_PROGRAMME] = "SELECT id * 4 + 2 FROM programme -- scan: for the index",
	};

	return stmt_ids(db_stmt(db, SQL[kind]), a, ret);
}

const char *const search_db_tables[SEARCH_DB_TABLES] = { "booth",	 "placement", "programme",
							 "work_process", "room",      "organisation" };

/* In the order of search_db_tables. The processes of a placement are written with it. */
static const char *const DOCS_OF[SEARCH_DB_TABLES] = {
	"SELECT :id * 4 UNION ALL SELECT id * 4 + 1 FROM placement WHERE booth_id = :id",
	"SELECT :id * 4 + 1",
	"SELECT :id * 4 + 2 UNION ALL SELECT id * 4 + 1 FROM placement WHERE programme_id = :id",
	"SELECT programme_id * 4 + 2 FROM work_process WHERE id = :id UNION ALL "
	"SELECT placement_id * 4 + 1 FROM placement_process WHERE process_id = :id",
	"SELECT id * 4 FROM booth WHERE room_id = :id UNION ALL "
	"SELECT p.id * 4 + 1 FROM booth b JOIN placement p ON p.booth_id = b.id WHERE b.room_id = :id",
	"SELECT id * 4 FROM booth WHERE org_id = :id UNION ALL "
	"SELECT p.id * 4 + 2 FROM fair_school f JOIN programme p ON p.fair_id = f.fair_id AND p.school_id = f.org_id "
	"WHERE f.org_id = :id",
};

enum err search_db_docs_of_row(struct db *db, struct arena *a, size_t table, int64_t id, struct ids *ret)
{
	struct stmt *s = db_stmt(db, DOCS_OF[table]);

	stmt_i64(s, ":id", id);
	return stmt_ids(s, a, ret);
}

enum err search_db_moment(struct db *db, struct search_moment *ret)
{
	struct stmt *s = db_stmt(db, "SELECT app_seq, incarnation FROM meta WHERE id = 1");

	*ret = (struct search_moment){ .schema = db_schema_version(db) };
	if (stmt_row(s)) {
		ret->seq = col_i64(s, 0);
		ret->incarnation = col_i64(s, 1);
	}
	return stmt_end(s);
}
