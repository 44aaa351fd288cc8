/* See copy_db.h. */
#include "features/fair/copy_db.h"

/* In the plan of an INSERT from a SELECT SQLite looks for rows that hang on the new ones; it never does, as
 * long as none that is missing is waited for. */
#define NO_SCAN "/* scan: nothing hangs on a new row */ "

static enum err list(struct db *db, const char *sql, struct arena *a, int64_t fair, struct ids *ret)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

static enum err copy(struct db *db, const char *sql, int64_t from, int64_t id, int64_t fair)
{
	struct stmt *s = db_stmt(db, sql);

	stmt_i64(s, ":from", from);
	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}

enum err copy_db_fair(struct db *db, const struct fair_copy_args *args, int64_t fair, struct str slug,
		      int64_t closes_ms, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO fair (id, slug, name, state, opens_ms, closes_ms, timezone, target, max_queues, "
		"talk_ms, max_bookings, max_talks, answer_ms, is_blind, ring_ms, wrap_up_ms, suspension_ms, "
		"no_show_ms, employer_missed_ms, put_back, extensions, retention_ms, kind, welcome, "
		"welcome_en, privacy, privacy_en, inside_most, made_ms) "
		"SELECT " NO_SCAN ":id, :slug, :name, 'planned', :opens, :closes, timezone, target, max_queues, "
		"talk_ms, max_bookings, max_talks, answer_ms, is_blind, ring_ms, wrap_up_ms, suspension_ms, "
		"no_show_ms, employer_missed_ms, put_back, extensions, retention_ms, kind, welcome, "
		"welcome_en, privacy, privacy_en, inside_most, :now FROM fair WHERE id = :from";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":from", args->fair);
	stmt_i64(s, ":id", fair);
	stmt_str(s, ":slug", slug);
	stmt_str(s, ":name", str_trim(args->name));
	stmt_i64(s, ":opens", args->opens_ms);
	stmt_i64(s, ":closes", closes_ms);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err copy_db_own_school(struct db *db, int64_t account, int64_t fair, int64_t *ret)
{
	static const char SQL[] =
		"SELECT coalesce((SELECT p.org_id FROM participation p JOIN membership m ON m.account_id = p.account_id "
		"AND m.org_id = p.org_id AND m.role = p.role LEFT JOIN fair_school s ON s.fair_id = p.fair_id "
		"AND s.org_id = p.org_id WHERE p.account_id = :account AND p.fair_id = :fair "
		"AND p.role = 'organiser' ORDER BY coalesce(s.is_founder, 0) DESC, p.org_id LIMIT 1), 0)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err copy_db_other_schools(struct db *db, struct arena *a, int64_t fair, int64_t school, struct ids *ret)
{
	static const char SQL[] = "SELECT org_id FROM fair_school WHERE fair_id = :fair AND has_joined "
				  "AND org_id <> :school ORDER BY org_id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":school", school);
	return stmt_ids(s, a, ret);
}

enum err copy_db_rooms(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	return list(db, "SELECT id FROM room WHERE fair_id = :fair ORDER BY id", a, fair, ret);
}

enum err copy_db_room(struct db *db, int64_t from, int64_t id, int64_t fair)
{
	return copy(db,
		    "INSERT INTO room (id, fair_id, slug, name, name_en, sector, position) "
		    "SELECT " NO_SCAN ":id, :fair, slug, name, name_en, sector, position FROM room WHERE id = :from",
		    from, id, fair);
}

enum err copy_db_programmes(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	return list(db, "SELECT id FROM programme WHERE fair_id = :fair ORDER BY id", a, fair, ret);
}

enum err copy_db_programme(struct db *db, int64_t from, int64_t id, int64_t fair)
{
	return copy(db,
		    "INSERT INTO programme (id, fair_id, slug, code, name, level, school_id, about, requirements, "
		    "periods, contact_name, contact_email, contact_phone) "
		    "SELECT " NO_SCAN ":id, :fair, slug, code, name, level, school_id, about, requirements, "
		    "periods, contact_name, contact_email, contact_phone FROM programme WHERE id = :from",
		    from, id, fair);
}

/* The new programme of an earlier one, of a row that names it `p.programme_id`; NULL for none. */
#define NEW_PROGRAMME                                                                                \
	"(SELECT n.id FROM programme o JOIN programme n ON n.fair_id = :fair AND n.slug = o.slug "        \
	"WHERE o.id = p.programme_id)"

enum err copy_db_processes(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	return list(db,
		    "SELECT w.id FROM programme g JOIN work_process w ON w.programme_id = g.id "
		    "WHERE g.fair_id = :fair ORDER BY w.id",
		    a, fair, ret);
}

enum err copy_db_process(struct db *db, int64_t from, int64_t id, int64_t fair)
{
	return copy(db,
		    "INSERT INTO work_process (id, fair_id, programme_id, code, name) "
		    "SELECT " NO_SCAN ":id, :fair, " NEW_PROGRAMME ", code, name FROM work_process p WHERE id = :from",
		    from, id, fair);
}

enum err copy_db_booth(struct db *db, int64_t from, int64_t id, int64_t fair, int64_t chat)
{
	static const char SQL[] =
		"INSERT INTO booth (id, fair_id, room_id, org_id, chat_id, slug, name, tagline, about, city, "
		"talk_ms, next_number, languages) "
		"SELECT " NO_SCAN ":id, :fair, n.id, b.org_id, :chat, b.slug, b.name, b.tagline, b.about, b.city, "
		"b.talk_ms, 1, b.languages FROM booth b JOIN room o ON o.id = b.room_id "
		"JOIN room n ON n.fair_id = :fair AND n.slug = o.slug WHERE b.id = :from";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":from", from);
	stmt_i64(s, ":id", id);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":chat", chat);
	return stmt_run(s);
}

enum err copy_db_placements(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
{
	return list(db,
		    "SELECT p.id FROM booth b JOIN placement p ON p.booth_id = b.id "
		    "WHERE b.fair_id = :fair ORDER BY p.id",
		    a, fair, ret);
}

enum err copy_db_placement(struct db *db, int64_t from, int64_t id, int64_t fair)
{
	return copy(db,
		    "INSERT INTO placement (id, fair_id, booth_id, programme_id, title, about, level, track, "
		    "period, hours, places) "
		    "SELECT " NO_SCAN ":id, :fair, n.id, " NEW_PROGRAMME ", p.title, p.about, p.level, p.track, "
		    "p.period, p.hours, p.places FROM placement p JOIN booth o ON o.id = p.booth_id "
		    "JOIN booth n ON n.fair_id = :fair AND n.slug = o.slug WHERE p.id = :from",
		    from, id, fair);
}

enum err copy_db_placement_processes(struct db *db, int64_t from, int64_t fair)
{
	/* From each earlier placement to the new one, and from each process to the new one of its code. */
	static const char SQL[] =
		"INSERT INTO placement_process (placement_id, process_id, fair_id) "
		"SELECT np.id, nw.id, :fair FROM booth b JOIN placement p ON p.booth_id = b.id "
		"JOIN booth nb ON nb.fair_id = :fair AND nb.slug = b.slug "
		"JOIN placement np ON np.booth_id = nb.id AND np.title = p.title "
		"JOIN placement_process x ON x.placement_id = p.id "
		"JOIN work_process w ON w.id = x.process_id "
		"JOIN work_process nw ON nw.programme_id = np.programme_id AND nw.code = w.code "
		"WHERE b.fair_id = :from";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":from", from);
	stmt_i64(s, ":fair", fair);
	return stmt_run(s);
}
