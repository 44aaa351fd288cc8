/* See exhibitor_db.h. */
#include "features/exhibitor/exhibitor_db.h"

#define WORK_MOST 64

static bool read_row(struct stmt *s, struct arena *a, struct exhibitor_row *ret)
{
	*ret = (struct exhibitor_row){
		.id = col_i64(s, 0),
		.fair = col_i64(s, 1),
		.org = col_i64(s, 2),
		.room = col_i64(s, 3),
		.name = col_str(s, 4, a),
		.fair_name = col_str(s, 5, a),
		.account = col_i64(s, 7),
		.invited_ms = col_i64(s, 8),
		.reminded_ms = col_i64(s, 9),
		.facts = { .has_texts = col_i64(s, 10) != 0,
			   .placements = (uint32_t)col_i64(s, 11),
			   .times = (uint32_t)col_i64(s, 12) },
	};
	return fair_state_from(col_str(s, 6, a), &ret->fair_state);
}

static enum err read_people(struct db *db, struct exhibitor_row *ret)
{
	static const char SQL[] =
		"SELECT count(DISTINCT p.account_id), count(e.came_ms), count(e.camera_ms) FROM participation p "
		"LEFT JOIN exhibitor_seen e ON e.account_id = p.account_id AND e.fair_id = p.fair_id "
		"WHERE p.org_id = :org AND p.fair_id = :fair AND p.role IN ('recruiter', 'manager')";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":org", ret->org);
	stmt_i64(s, ":fair", ret->fair);
	if (stmt_row(s)) {
		ret->facts.staff = (uint32_t)col_i64(s, 0);
		ret->facts.has_come = col_i64(s, 1) > 0;
		ret->facts.has_camera = col_i64(s, 2) > 0;
	}
	return stmt_end(s);
}

static enum err read_contact(struct db *db, struct arena *a, struct exhibitor_row *ret)
{
	/* What is on its way is not told apart: it passes by within a second. */
	static const char SQL[] =
		"SELECT a.name, a.email, (SELECT iif(m.state IN ('sending', 'handing'), 'waiting', m.state) "
		"FROM mail m WHERE m.account_id = a.id AND m.kind = 'invitation' AND m.fair_id = :fair "
		"ORDER BY m.written_ms DESC, m.id DESC LIMIT 1) FROM account a WHERE a.id = :account";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", ret->fair);
	stmt_i64(s, ":account", ret->account);
	if (stmt_row(s)) {
		ret->contact = col_str(s, 0, a);
		ret->email = col_str(s, 1, a);
		ret->has_mail = !col_is_null(s, 2) && mail_state_from(col_str(s, 2, a), &ret->mail);
	}
	return stmt_end(s);
}

enum err exhibitor_db_get(struct db *db, struct arena *a, int64_t booth, struct exhibitor_row *ret)
{
	static const char SQL[] =
		"SELECT b.id, b.fair_id, b.org_id, b.room_id, b.name, f.name, f.state, "
		"coalesce((SELECT p.account_id FROM participation p WHERE p.account_id = x.account_id "
		"AND p.fair_id = b.fair_id AND p.org_id = b.org_id LIMIT 1), (SELECT p.account_id "
		"FROM participation p WHERE p.org_id = b.org_id AND p.fair_id = b.fair_id "
		"AND p.role IN ('recruiter', 'manager') ORDER BY p.role <> 'manager', p.account_id LIMIT 1)), "
		"x.invited_ms, x.reminded_ms, b.tagline <> '', "
		"(SELECT count(*) FROM placement l WHERE l.booth_id = b.id), "
		"(SELECT count(*) FROM slot s WHERE s.booth_id = b.id AND NOT s.is_removed) "
		"FROM booth b JOIN fair f ON f.id = b.fair_id LEFT JOIN exhibitor x ON x.booth_id = b.id "
		"WHERE b.id = :booth";
	struct stmt *s = db_stmt(db, SQL);
	enum err e;

	*ret = (struct exhibitor_row){ 0 };
	stmt_i64(s, ":booth", booth);
	if (stmt_row(s) && !read_row(s, a, ret))
		ret->id = 0;
	e = stmt_end(s);
	if (!e && ret->id)
		e = read_people(db, ret);
	return e || !ret->account ? e : read_contact(db, a, ret);
}

enum err exhibitor_db_of_org(struct db *db, struct arena *a, int64_t fair, int64_t org, struct ids *ret)
{
	static const char SQL[] = "SELECT id FROM booth WHERE org_id = :org AND fair_id = :fair ORDER BY id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":org", org);
	stmt_i64(s, ":fair", fair);
	return stmt_ids(s, a, ret);
}

enum err exhibitor_db_answers(struct db *db, int64_t fair, int64_t booth, int64_t account)
{
	static const char SQL[] = "INSERT INTO exhibitor (booth_id, fair_id, account_id, invited_ms, reminded_ms) "
				  "VALUES (:booth, :fair, :account, NULL, NULL) ON CONFLICT DO NOTHING";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", booth);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":account", account);
	return stmt_run(s);
}

enum err exhibitor_db_written(struct db *db, const struct exhibitor_row *row, bool is_reminder, int64_t now_ms)
{
	static const char SQL[] =
		"INSERT INTO exhibitor (booth_id, fair_id, account_id, invited_ms, reminded_ms) "
		"VALUES (:booth, :fair, :account, iif(:is_reminder, NULL, :now), iif(:is_reminder, :now, NULL)) "
		"ON CONFLICT (booth_id) DO UPDATE SET account_id = excluded.account_id, "
		"invited_ms = coalesce(excluded.invited_ms, invited_ms), "
		"reminded_ms = coalesce(excluded.reminded_ms, reminded_ms)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":booth", row->id);
	stmt_i64(s, ":fair", row->fair);
	stmt_i64(s, ":account", row->account);
	stmt_i64(s, ":is_reminder", is_reminder);
	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err exhibitor_db_add_link(struct db *db, const struct exhibitor_link *link)
{
	static const char SQL[] = "INSERT INTO exhibitor_link (token_hash, account_id, booth_id, fair_id) "
				  "VALUES (:hash, :account, :booth, :fair)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_blob(s, ":hash", link->token_hash.at, link->token_hash.len);
	stmt_i64(s, ":account", link->account);
	stmt_i64(s, ":booth", link->booth);
	stmt_i64(s, ":fair", link->fair);
	return stmt_run(s);
}

enum err exhibitor_db_link(struct db *db, struct str token_hash, struct exhibitor_link *ret)
{
	static const char SQL[] = "SELECT account_id, booth_id, fair_id FROM exhibitor_link "
				  "WHERE token_hash = :hash";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct exhibitor_link){ .token_hash = token_hash };
	stmt_blob(s, ":hash", token_hash.at, token_hash.len);
	if (stmt_row(s)) {
		ret->account = col_i64(s, 0);
		ret->booth = col_i64(s, 1);
		ret->fair = col_i64(s, 2);
	}
	return stmt_end(s);
}

enum err exhibitor_db_work(struct db *db, struct arena *a, int64_t account, bool is_unseen,
			   struct exhibitor_work **ret, size_t *ret_n)
{
	static const char SQL[] = "SELECT DISTINCT p.fair_id, p.org_id FROM participation p "
				  "WHERE p.account_id = :account AND p.role IN ('recruiter', 'manager') "
				  "AND NOT (:is_unseen AND EXISTS (SELECT 1 FROM exhibitor_seen e "
				  "WHERE e.account_id = p.account_id AND e.fair_id = p.fair_id)) "
				  "ORDER BY p.fair_id DESC, p.org_id LIMIT 64";
	struct exhibitor_work *at = arena_array(a, WORK_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":is_unseen", is_unseen);
	while (n < WORK_MOST && stmt_row(s))
		at[n++] = (struct exhibitor_work){ col_i64(s, 0), col_i64(s, 1) };
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err exhibitor_db_see(struct db *db, int64_t account, int64_t fair, int64_t now_ms, bool has_camera)
{
	static const char SQL[] =
		"INSERT INTO exhibitor_seen (account_id, fair_id, came_ms, camera_ms) "
		"VALUES (:account, :fair, :now, iif(:has_camera, :now, NULL)) ON CONFLICT DO UPDATE "
		"SET camera_ms = excluded.camera_ms WHERE :has_camera";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_i64(s, ":fair", fair);
	stmt_i64(s, ":now", now_ms);
	stmt_i64(s, ":has_camera", has_camera);
	return stmt_run(s);
}

enum err exhibitor_db_reader(struct db *db, int64_t mail, int64_t *ret)
{
	static const char SQL[] = "SELECT account_id FROM mail WHERE id = :mail AND kind = 'invitation'";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":mail", mail);
	*ret = stmt_row(s) ? col_i64(s, 0) : 0;
	return stmt_end(s);
}

enum err exhibitor_db_forget(struct db *db, int64_t booth)
{
	struct stmt *s = db_stmt(db, "DELETE FROM exhibitor_link WHERE booth_id = :booth");
	enum err e;

	stmt_i64(s, ":booth", booth);
	e = stmt_run(s);
	if (e)
		return e;
	s = db_stmt(db, "DELETE FROM exhibitor WHERE booth_id = :booth");
	stmt_i64(s, ":booth", booth);
	return stmt_run(s);
}
