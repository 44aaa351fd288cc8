/* See fair_db.h. */
#include "features/fair/fair_db.h"

#include "features/fair/fair.h"

struct numbers numbers_of_row(struct stmt *s, int column)
{
	return (struct numbers){
		.ring_ms = col_i64(s, column),
		.wrap_up_ms = col_i64(s, column + 1),
		.suspension_ms = col_i64(s, column + 2),
		.no_show_ms = col_i64(s, column + 3),
		.employer_missed_ms = col_i64(s, column + 4),
		.put_back = (uint32_t)col_i64(s, column + 5),
		.extensions = (uint32_t)col_i64(s, column + 6),
	};
}

enum err fair_db_get(struct db *db, struct arena *a, int64_t id, struct fair_row *ret)
{
	static const char SQL[] =
		"SELECT slug, name, state, opens_ms, closes_ms, timezone, target, max_queues, talk_ms, "
		"version, max_bookings, max_talks, answer_ms, is_blind, retention_ms, kind, quiet_until_ms, "
		"coalesce(inside_most, 0), state = 'closed' AND opened_ms IS NULL, is_listed, " NUMBERS_OF("")
		" FROM fair WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool is_found;
	enum err e;

	stmt_i64(s, ":id", id);
	is_found = stmt_row(s);
	if (is_found) {
		*ret = (struct fair_row){
			.id = id,
			.slug = col_str(s, 0, a),
			.name = col_str(s, 1, a),
			.opens_ms = col_i64(s, 3),
			.closes_ms = col_i64(s, 4),
			.timezone = col_str(s, 5, a),
			.target = (uint32_t)col_i64(s, 6),
			.max_queues = (uint32_t)col_i64(s, 7),
			.talk_ms = col_i64(s, 8),
			.version = (uint32_t)col_i64(s, 9),
			.max_bookings = (uint32_t)col_i64(s, 10),
			.max_talks = (uint32_t)col_i64(s, 11),
			.answer_ms = col_i64(s, 12),
			.is_blind = col_i64(s, 13) != 0,
			.retention_ms = col_i64(s, 14),
			.quiet_until_ms = col_i64(s, 16),
			.inside_most = (uint32_t)col_i64(s, 17),
			.is_called_off = col_i64(s, 18) != 0,
			.is_listed = col_i64(s, 19) != 0,
			.numbers = numbers_of_row(s, 20),
		};
		is_found = fair_state_from(col_str(s, 2, a), &ret->state) &&
			   fair_kind_from(col_str(s, 15, a), &ret->kind);
	}
	e = stmt_end(s);
	return e ? e : is_found ? ERR_OK : ERR_NOT_FOUND;
}

#define FAIRS_MOST 200

enum err fair_db_list(struct db *db, struct arena *a, int64_t account, struct wire_fair_line **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT /* scan: the list is of all fairs, open ones first */ "
				  "id, slug, name, state, opens_ms, closes_ms, timezone, kind, "
				  "state = 'closed' AND opened_ms IS NULL FROM fair "
				  "WHERE state = 'open' OR opened_ms IS NOT NULL OR (state = 'planned' AND is_listed) "
				  "OR EXISTS (SELECT 1 FROM participation p WHERE p.account_id = :account "
				  "AND p.fair_id = fair.id) "
				  "ORDER BY state <> 'open', id DESC LIMIT 200";
	struct wire_fair_line *at = arena_array(a, FAIRS_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":account", account);
	while (n < FAIRS_MOST && stmt_row(s)) {
		at[n] = (struct wire_fair_line){
			.id = col_i64(s, 0),
			.slug = col_str(s, 1, a),
			.name = col_str(s, 2, a),
			.opens_ms = col_i64(s, 4),
			.closes_ms = col_i64(s, 5),
			.timezone = col_str(s, 6, a),
			.is_called_off = col_i64(s, 8) != 0,
		};
		if (fair_state_from(col_str(s, 3, a), &at[n].state) && fair_kind_from(col_str(s, 7, a), &at[n].kind))
			n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err fair_db_set_state(struct db *db, int64_t id, enum fair_state state, uint32_t version,
			   int64_t now_ms)
{
	/* Who could not come in before the doors opened was not late. */
	static const char SQL[] = "UPDATE fair SET state = :state, version = :version, resumed_ms = "
				  "iif(:state = 'open', :now, resumed_ms), opened_ms = iif(:state = 'open', :now, opened_ms) "
				  "WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":now", now_ms);

	stmt_str(s, ":state", str_of(fair_state_name(state)));
	stmt_i64(s, ":version", version);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err fair_db_publish(struct db *db, int64_t id, bool is_listed)
{
	static const char SQL[] = "UPDATE fair SET is_listed = :listed WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":listed", is_listed);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err fair_db_set_rules(struct db *db, const struct fair_set_rules_args *rules)
{
	static const char SQL[] =
		"UPDATE fair SET max_queues = :queues, max_bookings = :bookings, max_talks = :talks, "
		"answer_ms = :hours * 3600000, ring_ms = :ring * 1000, wrap_up_ms = :wrap_up * 1000, "
		"suspension_ms = :suspension * 60000, no_show_ms = :no_show * 60000, "
		"employer_missed_ms = :employer * 60000, put_back = :put_back, extensions = :extensions, "
		"is_blind = :blind, retention_ms = :retention * 86400000, "
		"inside_most = nullif(:inside, 0) WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":queues", rules->max_queues);
	stmt_i64(s, ":bookings", rules->max_bookings);
	stmt_i64(s, ":talks", rules->max_talks);
	stmt_i64(s, ":hours", rules->answer_hours);
	stmt_i64(s, ":ring", rules->ring_s);
	stmt_i64(s, ":wrap_up", rules->wrap_up_s);
	stmt_i64(s, ":suspension", rules->suspension_minutes);
	stmt_i64(s, ":no_show", rules->no_show_minutes);
	stmt_i64(s, ":employer", rules->employer_minutes);
	stmt_i64(s, ":put_back", rules->put_back);
	stmt_i64(s, ":extensions", rules->extensions);
	stmt_i64(s, ":blind", rules->is_blind);
	stmt_i64(s, ":retention", rules->retention_days);
	stmt_i64(s, ":inside", rules->has_inside_most ? rules->inside_most : 0);
	stmt_i64(s, ":id", rules->fair);
	return stmt_run(s);
}

enum err fair_db_move(struct db *db, int64_t id, int64_t by_ms)
{
	static const char SQL[] = "UPDATE fair SET opens_ms = opens_ms + :by, "
				  "closes_ms = closes_ms + :by WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":by", by_ms);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err fair_db_expected(struct db *db, struct arena *a, int64_t id, struct ids *ret)
{
	static const char SQL[] =
		"SELECT p.account_id FROM participation p WHERE p.fair_id = :fair AND p.role = 'coordinator' "
		"UNION SELECT p.account_id FROM participation p "
		"JOIN booth b ON b.fair_id = p.fair_id AND b.org_id = p.org_id "
		"LEFT JOIN exhibitor x ON x.booth_id = b.id AND x.account_id = p.account_id "
		"WHERE p.fair_id = :fair AND (p.role = 'manager' OR (p.role = 'recruiter' AND EXISTS "
		"(SELECT 1 FROM slot s WHERE s.booth_id = b.id AND NOT s.is_removed))) "
		"AND (x.booth_id IS NULL OR x.invited_ms IS NOT NULL OR EXISTS (SELECT 1 FROM exhibitor_seen e "
		"WHERE e.account_id = p.account_id AND e.fair_id = p.fair_id)) ORDER BY 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", id);
	return stmt_ids(s, a, ret);
}

/* Asked for every second of an evening: left to choose, SQLite reads all leads from a wider index. */
enum err fair_db_placed(struct db *db, int64_t id, uint32_t *ret)
{
	static const char SQL[] =
		"SELECT count(*) FROM lead INDEXED BY lead_placed WHERE fair_id = :fair AND state = 'placed'";
	struct stmt *s = db_stmt(db, SQL);
	int64_t n = 0;

	stmt_i64(s, ":fair", id);
	if (!stmt_one_i64(s, &n))
		return ERR_INTERNAL;
	*ret = (uint32_t)n;
	return ERR_OK;
}

enum err fairs_resumed(struct db *db, int64_t now_ms)
{
	static const char SQL[] = "UPDATE /* scan: fairs are few */ fair SET resumed_ms = :now "
				  "WHERE state <> 'closed'";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err fair_is_over(struct db *db, int64_t fair, bool *ret)
{
	struct stmt *s = db_stmt(db, "SELECT state = 'closed' FROM fair WHERE id = :fair");
	int64_t is_over = 0;

	stmt_i64(s, ":fair", fair);
	if (!stmt_one_i64(s, &is_over))
		return ERR_NOT_FOUND;
	*ret = is_over != 0;
	return ERR_OK;
}
