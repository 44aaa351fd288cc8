/* What is asked about many leads at once. See meet_db.h. */
#include "features/meet/meet_db.h"

#define TEAM_MOST 200
#define BOOTHS_MOST 500
#define MISSED_MOST 100
#define STUDENTS_MOST 200
#define LEADS_MOST 8000 /* forty talks a student */
#define OFFERS_MOST 1000

enum err overview_db_team(struct db *db, struct arena *a, int64_t booth,
			  struct wire_team_member **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT DISTINCT a.id, a.name FROM booth b "
		"JOIN participation p ON p.fair_id = b.fair_id AND p.role IN ('recruiter', 'manager') "
		"AND p.org_id = b.org_id "
		"JOIN account a ON a.id = p.account_id "
		"WHERE b.id = :booth ORDER BY a.name, a.id LIMIT 200";
	struct wire_team_member *at = arena_array(a, TEAM_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":booth", booth);
	for (; n < TEAM_MOST && stmt_row(s); n++) {
		at[n].id = col_i64(s, 0);
		at[n].name = col_str(s, 1, a);
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err overview_db_add_export(struct db *db, const struct export *x, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO lead_export (id, fair_id, booth_id, account_id, format, leads, at_ms) "
		"VALUES (:id, :fair, :booth, :account, :format, :leads, :now)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", x->id);
	stmt_i64(s, ":fair", x->fair);
	stmt_i64(s, ":booth", x->booth);
	stmt_i64(s, ":account", x->account);
	stmt_str(s, ":format", str_of(export_format_name(x->format)));
	stmt_i64(s, ":leads", x->leads);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err overview_db_missed(struct db *db, struct arena *a, int64_t fair,
			    struct wire_missed_booking **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT k.id, b.id, b.name, y.name, s.starts_ms "
		"FROM booth b CROSS JOIN booking k ON k.booth_id = b.id "
		"JOIN slot s ON s.id = k.slot_id JOIN account y ON y.id = k.account_id "
		"WHERE b.fair_id = :fair AND k.state = 'missed_by_employer' "
		"ORDER BY s.starts_ms DESC, k.id LIMIT 100";
	struct wire_missed_booking *at = arena_array(a, MISSED_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	while (n < MISSED_MOST && stmt_row(s))
		at[n++] = (struct wire_missed_booking){ .id = col_i64(s, 0),
							.booth = col_i64(s, 1),
							.booth_name = col_str(s, 2, a),
							.student_name = col_str(s, 3, a),
							.starts_ms = col_i64(s, 4) };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

/* Also of whom the booth no longer sees the card: they never answered. */
enum err overview_db_owing(struct db *db, struct arena *a, int64_t fair, int64_t now_ms,
			   struct wire_booth_owing **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT b.id, b.name, count(*), sum(l.due_ms <= :now), min(l.due_ms) "
		"FROM lead l INDEXED BY lead_owed JOIN booth b ON b.id = l.booth_id "
		"WHERE l.fair_id = :fair AND l.due_ms IS NOT NULL "
		"GROUP BY b.id ORDER BY 4 DESC, 5, b.id LIMIT 500";
	struct wire_booth_owing *at = arena_array(a, BOOTHS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	for (; n < BOOTHS_MOST && stmt_row(s); n++) {
		at[n] = (struct wire_booth_owing){
			.id = col_i64(s, 0),
			.name = col_str(s, 1, a),
			.owed = (uint32_t)col_i64(s, 2),
			.overdue = (uint32_t)col_i64(s, 3),
			.oldest_ms = col_i64(s, 4),
		};
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

/* The students of a coordinator's schools: p is the coordinator's role, c the student's card. */
#define SCHOOL                                                                                     \
	"FROM participation p JOIN card c ON c.school_id = p.org_id AND c.fair_id = p.fair_id "    \
	"AND c.account_id > :after "
#define OF_COORDINATOR                                                                             \
	"WHERE p.account_id = :coordinator AND p.fair_id = :fair AND p.role = 'coordinator' "

static void bind_page(struct stmt *s, const struct school_page *page)
{
	stmt_i64(s, ":fair", page->fair);
	stmt_i64(s, ":coordinator", page->coordinator);
	stmt_i64(s, ":after", page->after);
}

enum err overview_db_students(struct db *db, struct arena *a, const struct school_page *page,
			      struct wire_student_progress **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT c.account_id, a.name, g.name, g.level, c.study_group, "
		"       (SELECT count(*) FROM ("
		"          SELECT booth_id FROM queue_entry WHERE account_id = c.account_id "
		"          AND ended_ms IS NULL AND state <> 'in_call' AND fair_id = c.fair_id "
		"          UNION SELECT booth_id FROM booking WHERE account_id = c.account_id "
		"          AND state IN ('booked', 'checked_in') AND fair_id = c.fair_id)), "
		"       (SELECT min(joined_ms) FROM queue_entry WHERE account_id = c.account_id "
		"        AND ended_ms IS NULL AND state <> 'in_call' AND fair_id = c.fair_id), "
		"       (SELECT count(*) FROM queue_entry WHERE account_id = c.account_id "
		"        AND state IN ('suspended', 'missed') AND fair_id = c.fair_id) "
		"       + (SELECT count(*) FROM booking WHERE account_id = c.account_id "
		"          AND state = 'no_show' AND fair_id = c.fair_id), "
		"       a.email IS NOT NULL, "
		"       c.joined_ms IS NOT NULL OR coalesce(a.seen_ms >= f.made_ms, 0), "
		"       (SELECT max(at_ms) FROM student_mail WHERE account_id = a.id AND fair_id = c.fair_id) " SCHOOL
		"JOIN account a ON a.id = c.account_id JOIN fair f ON f.id = c.fair_id "
		"LEFT JOIN programme g ON g.id = c.programme_id " OF_COORDINATOR
		"ORDER BY c.account_id LIMIT 200";
	struct wire_student_progress *at = arena_array(a, STUDENTS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	bind_page(s, page);
	while (n < STUDENTS_MOST && stmt_row(s)) {
		at[n] = (struct wire_student_progress){
			.id = col_i64(s, 0),
			.name = col_str(s, 1, a),
			.programme = col_str(s, 2, a),
			.group = col_str(s, 4, a),
			.waiting = (uint32_t)col_i64(s, 5),
			.has_waits_ms = !col_is_null(s, 6),
			.waits_ms = col_i64(s, 6),
			.missed = (uint32_t)col_i64(s, 7),
			.has_address = col_i64(s, 8) != 0,
			.has_come = col_i64(s, 9) != 0,
			.has_mailed_ms = !col_is_null(s, 10),
			.mailed_ms = col_i64(s, 10),
		};
		at[n].has_level = level_from(col_str(s, 3, a), &at[n].level);
		n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err overview_db_leads(struct db *db, struct arena *a, const struct school_page *page,
			   struct school_lead **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT l.account_id, l.due_ms, l.state, l.spoken_ms IS NOT NULL, b.name " SCHOOL
		"JOIN lead l ON l.account_id = c.account_id AND l.fair_id = c.fair_id "
		"JOIN booth b ON b.id = l.booth_id " OF_COORDINATOR
		"AND c.account_id <= :until "
		"ORDER BY l.account_id, l.due_ms IS NULL, l.due_ms, l.id LIMIT 8000";
	struct school_lead *at = arena_array(a, LEADS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	bind_page(s, page);
	stmt_i64(s, ":until", page->until);
	while (n < LEADS_MOST && stmt_row(s)) {
		at[n] = (struct school_lead){
			.account = col_i64(s, 0),
			.due_ms = col_i64(s, 1),
			.is_spoken = col_i64(s, 3) != 0,
			.booth_name = col_str(s, 4, a),
		};
		if (lead_state_from(col_str(s, 2, a), &at[n].state))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

static enum line_offer_state offer_state(enum handover_state state, int64_t until_ms, int64_t now_ms)
{
	switch (state) {
	case HANDOVER_STATE_OFFERED:
		return until_ms > now_ms ? LINE_OFFER_STATE_OPEN : LINE_OFFER_STATE_EXPIRED;
	case HANDOVER_STATE_ACCEPTED:
		return LINE_OFFER_STATE_YES;
	case HANDOVER_STATE_DECLINED:
		break;
	}
	return LINE_OFFER_STATE_NO;
}

enum err overview_db_offers(struct db *db, struct arena *a, const struct school_page *page, int64_t now_ms,
			    struct school_offer **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT h.student_id, h.to_booth_id, b.name, h.state, h.until_ms " SCHOOL
		"JOIN handover h ON h.student_id = c.account_id AND h.fair_id = c.fair_id "
		"AND h.until_ms IS NOT NULL "
		"JOIN booth b ON b.id = h.to_booth_id " OF_COORDINATOR "AND c.account_id <= :until "
		"ORDER BY h.student_id, h.id DESC LIMIT 1000";
	struct school_offer *at = arena_array(a, OFFERS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	enum handover_state state;
	size_t n = 0;

	bind_page(s, page);
	stmt_i64(s, ":until", page->until);
	while (n < OFFERS_MOST && stmt_row(s)) {
		at[n].account = col_i64(s, 0);
		at[n].offer = (struct wire_line_offer){ .booth = col_i64(s, 1),
							.booth_name = col_str(s, 2, a),
							.until_ms = col_i64(s, 4) };
		if (!handover_state_from(col_str(s, 3, a), &state))
			continue;
		at[n].offer.state = offer_state(state, at[n].offer.until_ms, now_ms);
		n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}
