/* Placements beside a student's card: of quiet booths, of booths with times to give, of one booth. See
 * meet_db.h. */
#include "features/meet/meet_db.h"

#define PLACES_MOST 500

/* What a fit is made of: booth b, its placement p, card k of programme g and account y. */
#define FACTS                                                                                      \
	"SELECT b.id, b.room_id, b.name, b.tagline, p.title, p.programme_id IS NULL, "             \
	"       p.programme_id IS k.programme_id, p.level = g.level, "                             \
	"       (SELECT count(*) FROM placement_process o "                                        \
	"        JOIN card_process w ON w.process_id = o.process_id AND w.kind = 'learn' "         \
	"        AND w.account_id = k.account_id AND w.fair_id = k.fair_id "                       \
	"        WHERE o.placement_id = p.id), "                                                   \
	"       b.city, k.area, p.period, k.period, "                                              \
	"       y.locale <> 'nl' AND instr(b.languages, y.locale) > 0, "                           \
	"       EXISTS (SELECT 1 FROM placement n WHERE n.programme_id = k.programme_id "          \
	"               AND n.booth_id IN (SELECT id FROM booth r WHERE r.room_id = b.room_id)), " \
	"       p.id "                                                                             \
	"FROM card k JOIN programme g ON g.id = k.programme_id "                                   \
	"JOIN account y ON y.id = k.account_id "

/* Not where the student waits or has talked, and not where one does not want to meet the other. */
#define NEW_TO_EACH_OTHER                                                                          \
	"AND NOT EXISTS (SELECT 1 FROM queue_entry q WHERE q.booth_id = b.id "                     \
	"                AND q.ended_ms IS NULL AND q.account_id = k.account_id) "                 \
	"AND NOT EXISTS (SELECT 1 FROM call c WHERE c.booth_id = b.id "                            \
	"                AND c.student_id = k.account_id AND c.started_ms IS NOT NULL) "           \
	"AND NOT EXISTS (SELECT 1 FROM block x WHERE x.booth_id = b.id "                           \
	"                AND x.account_id = k.account_id) "                                        \
	"AND NOT EXISTS (SELECT 1 FROM ban n WHERE n.account_id = k.account_id "                   \
	"                AND n.fair_id = k.fair_id) "

#define IN_ORDER "ORDER BY b.id, p.id LIMIT 500"

static enum err read_places(struct stmt *s, struct arena *a, struct fit_place **ret, size_t *ret_n)
{
	struct fit_place *at = arena_array(a, PLACES_MOST, sizeof(*at));
	size_t n = 0;

	while (n < PLACES_MOST && stmt_row(s)) {
		at[n++] = (struct fit_place){
			.booth = col_i64(s, 0),
			.room = col_i64(s, 1),
			.booth_name = col_str(s, 2, a),
			.tagline = col_str(s, 3, a),
			.placement = col_i64(s, 15),
			.title = col_str(s, 4, a),
			.facts = { .is_for_all = col_i64(s, 5) != 0,
				   .is_same_programme = col_i64(s, 6) != 0,
				   .is_same_level = col_i64(s, 7) != 0,
				   .learn = (uint32_t)col_i64(s, 8),
				   .is_near = fit_is_near(col_str(s, 10, a), col_str(s, 9, a)),
				   .is_in_period =
					   fit_is_in_period(col_str(s, 12, a), col_str(s, 11, a)),
				   .speaks = col_i64(s, 13) != 0,
				   .is_same_sector = col_i64(s, 14) != 0 },
		};
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err fit_db_quiet(struct db *db, struct arena *a, int64_t fair, int64_t student,
		      struct fit_place **ret, size_t *ret_n)
{
	/* Few seats are free when a fair is busy, so that is where the search begins (CROSS JOIN: in this
	 * order). */
	static const char SQL[] =
		FACTS
		"JOIN fair f ON f.id = k.fair_id AND f.state = 'open' "
		"CROSS JOIN (SELECT DISTINCT s.booth_id FROM seat s JOIN account r ON r.id = s.account_id "
		"            WHERE s.fair_id = :fair AND s.state = 'free' "
		"            AND r.offline_since_ms IS NULL) FREE "
		"CROSS JOIN booth b ON b.id = FREE.booth_id AND NOT b.is_line_closed "
		"JOIN placement p ON p.booth_id = b.id AND p.places > 0 "
		"WHERE k.account_id = :account AND k.fair_id = :fair "
		"AND NOT EXISTS (SELECT 1 FROM queue_entry w WHERE w.booth_id = b.id "
		"                AND w.ended_ms IS NULL AND w.state = 'waiting' AND NOT EXISTS ("
		"                SELECT 1 FROM queue_entry o WHERE o.account_id = w.account_id "
		"                AND o.state IN ('called', 'in_call'))) " NEW_TO_EACH_OTHER IN_ORDER;
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", student);
	stmt_i64(s, ":fair", fair);
	return read_places(s, a, ret, ret_n);
}

enum err fit_db_with_times(struct db *db, struct arena *a, int64_t fair, int64_t student,
			   int64_t now_ms, struct fit_place **ret, size_t *ret_n)
{
	static const char SQL[] =
		FACTS
		"JOIN booth b ON b.fair_id = k.fair_id "
		"JOIN placement p ON p.booth_id = b.id AND p.places > 0 "
		"WHERE k.account_id = :account AND k.fair_id = :fair "
		"AND EXISTS (SELECT 1 FROM slot t WHERE t.booth_id = b.id AND t.starts_ms > :now "
		"            AND t.is_removed = 0 AND NOT EXISTS (SELECT 1 FROM booking h "
		"            WHERE h.slot_id = t.id AND h.state NOT IN ('cancelled', 'expired'))) "
		"AND NOT EXISTS (SELECT 1 FROM booking l WHERE l.booth_id = b.id "
		"                AND l.account_id = k.account_id "
		"                AND (l.state = 'offered' OR l.state = 'booked' OR l.state = 'checked_in' "
		"                     OR l.state = 'in_call')) "
		NEW_TO_EACH_OTHER IN_ORDER;
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", student);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	return read_places(s, a, ret, ret_n);
}

enum err fit_db_at_booth(struct db *db, struct arena *a, int64_t booth, int64_t student,
			 struct fit_place **ret, size_t *ret_n)
{
	static const char SQL[] = FACTS "JOIN booth b ON b.id = :booth "
					"JOIN placement p ON p.booth_id = b.id AND p.places > 0 "
					"WHERE k.account_id = :account AND k.fair_id = b.fair_id " IN_ORDER;
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", student);
	stmt_i64(s, ":booth", booth);
	return read_places(s, a, ret, ret_n);
}
