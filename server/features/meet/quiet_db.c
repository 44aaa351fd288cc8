/* Placements of booths where nobody waits and somebody is free. See meet_db.h. */
#include "features/meet/meet_db.h"

#define PLACES_MOST 500

enum err quiet_db_places(struct db *db, struct arena *a, int64_t fair, int64_t student,
			 struct quiet_place **ret, size_t *ret_n)
{
	/* Not where the student has talked, or waits. Few seats are free when a fair is busy, so that is
	 * where the search begins (CROSS JOIN: in this order). */
	static const char SQL[] =
		"SELECT b.id, b.room_id, b.name, b.tagline, p.title, p.programme_id IS NULL, "
		"       p.programme_id IS k.programme_id, p.level = g.level, "
		"       (SELECT count(*) FROM placement_process o "
		"        JOIN card_process w ON w.process_id = o.process_id AND w.kind = 'learn' "
		"        AND w.account_id = k.account_id AND w.fair_id = k.fair_id "
		"        WHERE o.placement_id = p.id), "
		"       b.city, k.area, p.period, k.period, "
		"       y.locale <> 'nl' AND instr(b.languages, y.locale) > 0, "
		"       EXISTS (SELECT 1 FROM placement n WHERE n.programme_id = k.programme_id "
		"               AND n.booth_id IN (SELECT id FROM booth r WHERE r.room_id = b.room_id)) "
		"FROM card k JOIN programme g ON g.id = k.programme_id "
		"JOIN account y ON y.id = k.account_id "
		"JOIN fair f ON f.id = k.fair_id AND f.state = 'open' "
		"CROSS JOIN (SELECT DISTINCT s.booth_id FROM seat s JOIN account r ON r.id = s.account_id "
		"            WHERE s.fair_id = :fair AND s.state = 'free' "
		"            AND r.offline_since_ms IS NULL) FREE "
		"CROSS JOIN booth b ON b.id = FREE.booth_id AND NOT b.is_line_closed "
		"JOIN placement p ON p.booth_id = b.id AND p.places > 0 "
		"WHERE k.account_id = :account AND k.fair_id = :fair "
		"AND NOT EXISTS (SELECT 1 FROM queue_entry q WHERE q.booth_id = b.id "
		"                AND q.ended_ms IS NULL "
		"                AND (q.state = 'waiting' OR q.account_id = k.account_id)) "
		"AND NOT EXISTS (SELECT 1 FROM call c WHERE c.booth_id = b.id "
		"                AND c.student_id = k.account_id AND c.started_ms IS NOT NULL) "
		"AND NOT EXISTS (SELECT 1 FROM block x WHERE x.booth_id = b.id "
		"                AND x.account_id = k.account_id) "
		"AND NOT EXISTS (SELECT 1 FROM ban n WHERE n.account_id = k.account_id "
		"                AND n.fair_id = k.fair_id) "
		"ORDER BY b.id, p.id LIMIT 500";
	struct quiet_place *at = arena_array(a, PLACES_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":account", student);
	stmt_i64(s, ":fair", fair);
	while (n < PLACES_MOST && stmt_row(s)) {
		at[n++] = (struct quiet_place){
			.booth = col_i64(s, 0),
			.room = col_i64(s, 1),
			.booth_name = col_str(s, 2, a),
			.tagline = col_str(s, 3, a),
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
