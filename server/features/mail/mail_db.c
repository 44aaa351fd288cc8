/* See mail_db.h. */
#include "features/mail/mail_db.h"

enum err mail_db_server(struct db *db, struct arena *a, struct mail_server *ret)
{
	static const char SQL[] = "SELECT mode, origin, sender, failures, until_ms, detail FROM mail_server "
				  "WHERE id = 1";
	struct stmt *s = db_stmt(db, SQL);

	*ret = (struct mail_server){ .mode = MAIL_MODE_OFF };
	if (stmt_row(s)) {
		if (!mail_mode_from(col_str(s, 0, a), &ret->mode))
			ret->mode = MAIL_MODE_OFF;
		ret->origin = col_str(s, 1, a);
		ret->sender = col_str(s, 2, a);
		ret->failures = (uint32_t)col_i64(s, 3);
		ret->until_ms = col_i64(s, 4);
		ret->detail = col_str(s, 5, a);
	}
	return stmt_end(s);
}

enum err mail_db_configure(struct db *db, enum mail_mode mode, struct str origin, struct str sender)
{
	/* A server that was just started asks at once: the operator may have mended what was wrong. */
	static const char SQL[] = "UPDATE mail_server SET mode = :mode, origin = :origin, sender = :sender, "
				  "failures = 0, until_ms = 0, detail = '' WHERE id = 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":mode", str_of(mail_mode_name(mode)));
	stmt_str(s, ":origin", origin);
	stmt_str(s, ":sender", sender);
	return stmt_run(s);
}

enum err mail_db_was_restored(struct db *db, bool *ret)
{
	static const char SQL[] = "UPDATE mail_server SET incarnation = (SELECT incarnation FROM meta WHERE id = 1) "
				  "WHERE id = 1 AND incarnation <> (SELECT incarnation FROM meta WHERE id = 1)";
	enum err e = stmt_run(db_stmt(db, SQL));

	*ret = !e && db_changes(db) == 1;
	return e;
}

enum err mail_db_doubt_all(struct db *db, int64_t now_ms, struct str detail)
{
	static const char SQL[] =
		"UPDATE mail SET /* scan: once after a restore */ state = 'unknown', settled_ms = :now, "
		"detail = :detail, text = NULL, html = NULL, calendar = NULL, method = NULL "
		"WHERE state IN ('waiting', 'sending', 'handing')";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":now", now_ms);
	stmt_str(s, ":detail", detail);
	return stmt_run(s);
}

enum err mail_db_set_server(struct db *db, uint32_t failures, int64_t until_ms, struct str detail)
{
	static const char SQL[] = "UPDATE mail_server SET failures = :failures, until_ms = :until, "
				  "detail = :detail WHERE id = 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":failures", failures);
	stmt_i64(s, ":until", until_ms);
	stmt_str(s, ":detail", detail);
	return stmt_run(s);
}

enum err mail_db_reader(struct db *db, struct arena *a, int64_t account, struct mail_reader *ret)
{
	static const char SQL[] = "SELECT email, name, locale FROM account WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);
	bool exists;
	enum err e;

	stmt_i64(s, ":id", account);
	exists = stmt_row(s);
	if (exists) {
		ret->address = col_str(s, 0, a);
		ret->name = col_str(s, 1, a);
		if (!locale_from(col_str(s, 2, a), &ret->locale))
			ret->locale = LOCALE_NL;
	}
	e = stmt_end(s);
	return e ? e : exists ? ERR_OK : ERR_NOT_FOUND;
}

enum err mail_db_zone(struct db *db, struct arena *a, int64_t fair, struct str *ret)
{
	static const char SQL[] = "SELECT timezone FROM fair WHERE id = :fair";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	*ret = stmt_row(s) ? col_str(s, 0, a) : STR("Europe/Amsterdam");
	return stmt_end(s);
}

enum err mail_db_kind(struct db *db, int64_t fair, enum fair_kind *ret)
{
	static const char SQL[] = "SELECT kind FROM fair WHERE id = :fair";
	struct arena arena = { 0 };
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":fair", fair);
	if (!stmt_row(s) || !fair_kind_from(col_str(s, 0, &arena), ret))
		*ret = FAIR_KIND_INTERNSHIP;
	arena_done(&arena);
	return stmt_end(s);
}

enum err mail_db_insert(struct db *db, const struct mail_insert *mail)
{
	static const char SQL[] =
		"INSERT INTO mail (id, account_id, fair_id, kind, state, address, message_id, subject, text, "
		"html, calendar, method, written_ms, due_ms, until_ms, attempts, settled_ms, detail) "
		"VALUES (:id, :account, :fair, :kind, :state, :address, :message_id, :subject, :text, "
		":html, :calendar, :method, :now, :now, :until, 0, NULL, '')";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", mail->id);
	stmt_opt(s, ":account", mail->draft->account);
	stmt_opt(s, ":fair", mail->draft->fair);
	stmt_str(s, ":kind", str_of(mail_kind_name(mail->draft->kind)));
	stmt_str(s, ":state",
		 str_of(mail_state_name(mail->is_shown ? MAIL_STATE_SHOWN : MAIL_STATE_WAITING)));
	stmt_str(s, ":address", mail->address);
	stmt_str(s, ":message_id", mail->message_id);
	stmt_str(s, ":subject", mail->letter->subject);
	stmt_str(s, ":text", mail->letter->text);
	stmt_str(s, ":html", mail->letter->html);
	if (mail->calendar.len) {
		stmt_str(s, ":calendar", mail->calendar);
		stmt_str(s, ":method", str_of(mail->method));
	}
	stmt_i64(s, ":now", mail->now_ms);
	stmt_i64(s, ":until", mail->draft->until_ms);
	return stmt_run(s);
}

/* id, state, attempts, until_ms */
static enum err read_row(struct stmt *s, struct mail_row *ret)
{
	struct arena arena = { 0 };

	*ret = (struct mail_row){ 0 };
	if (stmt_row(s)) {
		ret->id = col_i64(s, 0);
		if (!mail_state_from(col_str(s, 1, &arena), &ret->state))
			ret->state = MAIL_STATE_UNKNOWN;
		ret->attempts = (uint32_t)col_i64(s, 2);
		ret->until_ms = col_i64(s, 3);
	}
	arena_done(&arena);
	return stmt_end(s);
}

enum err mail_db_get(struct db *db, int64_t id, struct mail_row *ret)
{
	static const char SQL[] = "SELECT id, state, attempts, until_ms FROM mail WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return read_row(s, ret);
}

enum err mail_db_in_hand(struct db *db, struct mail_row *ret)
{
	static const char SQL[] = "SELECT id, state, attempts, until_ms FROM mail "
				  "WHERE state IN ('sending', 'handing')";

	return read_row(db_stmt(db, SQL), ret);
}

enum err mail_db_next(struct db *db, int64_t now_ms, struct mail_row *ret)
{
	static const char SQL[] = "SELECT id, state, attempts, until_ms FROM mail "
				  "WHERE state = 'waiting' AND due_ms <= :now AND until_ms > :now "
				  "ORDER BY until_ms, id LIMIT 1";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":now", now_ms);
	return read_row(s, ret);
}

enum err mail_db_outgoing(struct db *db, struct arena *a, int64_t id, struct wire_outgoing_mail *ret)
{
	static const char SQL[] = "SELECT id, attempts, kind, address, message_id, subject, text, html, "
				  "written_ms, calendar, method FROM mail WHERE id = :id AND text IS NOT NULL";
	struct stmt *s = db_stmt(db, SQL);
	bool exists;
	enum err e;

	stmt_i64(s, ":id", id);
	exists = stmt_row(s);
	if (exists) {
		*ret = (struct wire_outgoing_mail){
			.id = col_i64(s, 0),
			.attempt = (uint32_t)col_i64(s, 1),
			.address = col_str(s, 3, a),
			.message_id = col_str(s, 4, a),
			.subject = col_str(s, 5, a),
			.text = col_str(s, 6, a),
			.html = col_str(s, 7, a),
			.written_ms = col_i64(s, 8),
			.has_calendar = !col_is_null(s, 9),
			.calendar = col_str(s, 9, a),
			.has_method = !col_is_null(s, 10),
			.method = col_str(s, 10, a),
		};
		exists = mail_kind_from(col_str(s, 2, a), &ret->kind);
	}
	e = stmt_end(s);
	return e ? e : exists ? ERR_OK : ERR_NOT_FOUND;
}

#define LISTED_MOST 50

enum err mail_db_list(struct db *db, struct arena *a, int64_t before, struct wire_mail_line **ret, size_t *ret_n)
{
	static const char SQL[] =
		"SELECT id, kind, state, address, subject, written_ms, "
		"attempts, detail, due_ms, "
		"CASE state WHEN 'shown' THEN text END FROM mail WHERE id < :before ORDER BY id DESC LIMIT 50";
	struct wire_mail_line *at = arena_array(a, LISTED_MOST, sizeof(*at));
	struct stmt *s = db_stmt(db, SQL);
	size_t n = 0;

	stmt_i64(s, ":before", before ? before : INT64_MAX);
	while (n < LISTED_MOST && stmt_row(s)) {
		at[n] = (struct wire_mail_line){ .id = col_i64(s, 0),
						 .address = col_str(s, 3, a),
						 .subject = col_str(s, 4, a),
						 .written_ms = col_i64(s, 5),
						 .attempts = (uint32_t)col_i64(s, 6),
						 .detail = col_str(s, 7, a),
						 .due_ms = col_i64(s, 8),
						 .has_text = !col_is_null(s, 9),
						 .text = col_str(s, 9, a) };
		if (!mail_kind_from(col_str(s, 1, a), &at[n].kind) ||
		    !mail_state_from(col_str(s, 2, a), &at[n].state))
			continue;
		at[n].has_due_ms = at[n].state == MAIL_STATE_WAITING;
		n++;
	}
	*ret = at;
	*ret_n = n;
	return stmt_end(s);
}

enum err mail_db_count(struct db *db, int64_t *ret)
{
	static const char SQL[] = "SELECT /* scan: by who runs the server alone */ count(*) FROM mail";

	return stmt_one_i64(db_stmt(db, SQL), ret) ? ERR_OK : ERR_INTERNAL;
}

enum err mail_db_count_waiting(struct db *db, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM mail WHERE state = 'waiting'";

	return stmt_one_i64(db_stmt(db, SQL), ret) ? ERR_OK : ERR_INTERNAL;
}

enum err mail_db_take(struct db *db, int64_t id)
{
	static const char SQL[] = "UPDATE mail SET state = 'sending', attempts = attempts + 1 WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err mail_db_hand_over(struct db *db, int64_t id)
{
	static const char SQL[] = "UPDATE mail SET state = 'handing' WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err mail_db_put_back(struct db *db, int64_t id, int64_t due_ms, struct str detail)
{
	static const char SQL[] = "UPDATE mail SET state = 'waiting', due_ms = :due, detail = :detail "
				  "WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":due", due_ms);
	stmt_str(s, ":detail", detail);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err mail_count(struct db *db, int64_t account, enum mail_kind kind, int64_t since_ms, int64_t *ret)
{
	static const char SQL[] = "SELECT count(*) FROM mail WHERE account_id = :account AND kind = :kind "
				  "AND written_ms > :since";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":account", account);
	stmt_str(s, ":kind", str_of(mail_kind_name(kind)));
	stmt_i64(s, ":since", since_ms);
	return stmt_one_i64(s, ret) ? ERR_OK : ERR_INTERNAL;
}

enum err mail_db_settle(struct db *db, int64_t id, enum mail_state state, int64_t now_ms, struct str detail)
{
	static const char SQL[] = "UPDATE mail SET state = :state, settled_ms = :now, detail = :detail, "
				  "text = NULL, html = NULL, calendar = NULL, method = NULL WHERE id = :id";
	struct stmt *s = db_stmt(db, SQL);

	stmt_str(s, ":state", str_of(mail_state_name(state)));
	stmt_i64(s, ":now", now_ms);
	stmt_str(s, ":detail", detail);
	stmt_i64(s, ":id", id);
	return stmt_run(s);
}

enum err mail_db_expire(struct db *db, int64_t now_ms)
{
	static const char SQL[] =
		"UPDATE mail SET state = 'expired', settled_ms = :now, text = NULL, html = NULL, "
		"calendar = NULL, method = NULL WHERE state = 'waiting' AND until_ms <= :now";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":now", now_ms);
	return stmt_run(s);
}

enum err mail_db_forget(struct db *db, int64_t before_ms)
{
	static const char SQL[] = "DELETE FROM mail WHERE id IN (SELECT id FROM mail "
				  "WHERE settled_ms < :before ORDER BY settled_ms LIMIT 20)";
	struct stmt *s = db_stmt(db, SQL);

	stmt_i64(s, ":before", before_ms);
	return stmt_run(s);
}

enum err mail_db_forget_shown(struct db *db)
{
	static const char SQL[] = "DELETE FROM mail WHERE state = 'shown' AND id <= (SELECT id FROM mail "
				  "WHERE state = 'shown' ORDER BY id DESC LIMIT 1 OFFSET 200)";

	return stmt_run(db_stmt(db, SQL));
}
