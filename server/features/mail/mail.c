/*
 * The outbox (design §3): mails are rows of the transaction that wants them, and the job that sends them takes
 * one at a time and says what came of it. Never twice: from the moment that the end of a mail is about to be
 * handed over, only the mail server's answer tells whether it was sent, and without one it is left and
 * shown. Engine thread.
 */
#include "features/mail/mail.h"

#include "features/exhibitor/exhibitor.h"
#include "features/handlers.h"
#include "features/mail/calendar.h"
#include "features/mail/letter.h"
#include "features/mail/mail_db.h"
#include "features/mail/mail_rules.h"
#include "features/mail/moment.h"

#define DAY_MS (24 * 60 * 60 * INT64_C(1000))
/* How long what became of a mail can be looked up. */
#define KEPT_MS (30 * DAY_MS)
#define MESSAGE_ID_BYTES 16

enum err mail_mode_get(struct db *db, enum mail_mode *ret)
{
	struct arena arena = { 0 };
	struct mail_server server;
	enum err e = mail_db_server(db, &arena, &server);

	*ret = server.mode;
	arena_done(&arena);
	return e;
}

/* The given name, for a greeting: without what would make it an address, because others may have typed it. */
static struct str given_name(struct arena *a, struct str name)
{
	struct str given, rest = str_trim(name);
	char *at;
	size_t n = 0;

	str_cut(&rest, ' ', &given);
	at = arena_alloc(a, given.len + 1);
	for (size_t i = 0; i < given.len; i++) {
		if (!memchr(".:@", given.at[i], 3))
			at[n++] = given.at[i];
	}
	return (struct str){ at, n };
}

static struct str domain_of(struct str address)
{
	struct str local;

	return str_cut(&address, '@', &local) ? address : STR("localhost");
}

/* Moments as the reader's clocks and language have them. A zone that the system does not have is told as UTC. */
static enum err put_moments(struct cmd *cmd, struct mail_draft *draft, enum locale locale)
{
	static const unsigned char NO_OFFSET[6];
	struct zone zone;
	struct str name;
	bool is_loaded = false;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < MAIL_VALUES_MOST; i++) {
		struct mail_value *value = &draft->values[i];

		if (!value->at_ms)
			continue;
		if (!is_loaded)
			e = mail_db_zone(cmd->db, cmd->arena, draft->fair, &name);
		if (!e && !is_loaded && !zone_load(cmd->arena, name, &zone))
			zone = (struct zone){ .types = NO_OFFSET, .n_types = 1 };
		is_loaded = true;
		if (!e)
			value->value = moment_in_words(cmd->arena, &zone, value->at_ms, locale);
	}
	return e;
}

static enum err put_event(struct cmd *cmd, const struct mail_draft *draft, const struct mail_server *server,
			  const struct mail_reader *reader, struct mail_insert *mail)
{
	struct calendar_people people = { server->origin, server->sender, reader->address };
	struct mail_event event;
	enum err e;

	if (!draft->event)
		return ERR_OK;
	event = *draft->event;
	e = mail_db_kind(cmd->db, draft->fair, &event.kind);
	mail->calendar = calendar_of(cmd->arena, &event, &people, reader->locale, cmd->now_ms);
	mail->method = calendar_method(&event);
	return e;
}

enum err mail_write(struct cmd *cmd, const struct mail_draft *written)
{
	struct mail_server server;
	struct mail_reader reader;
	struct letter letter;
	struct mail_draft copy = *written, *draft = &copy;
	struct mail_insert mail = { .draft = draft, .letter = &letter, .now_ms = cmd->now_ms };
	enum err e = mail_db_server(cmd->db, cmd->arena, &server);

	if (e || server.mode == MAIL_MODE_OFF)
		return e;
	if (draft->stranger)
		reader = (struct mail_reader){ draft->stranger->address, STR("student"),
					       draft->stranger->locale };
	else
		e = mail_db_reader(cmd->db, cmd->arena, draft->account, &reader);
	if (!e && !reader.address.len)
		return ERR_OK; /* a student who gave none */
	if (!e)
		e = put_moments(cmd, draft, reader.locale);
	if (e)
		return e;
	letter_write(cmd->arena, draft, reader.locale, given_name(cmd->arena, reader.name), server.origin, &letter);
	mail.id = cmd_id(cmd);
	mail.address = reader.address;
	mail.message_id = arena_printf(cmd->arena, "%.*s@%.*s", STR_FMT(cmd_token(cmd, MESSAGE_ID_BYTES)),
				       STR_FMT(domain_of(server.sender)));
	mail.is_shown = server.mode == MAIL_MODE_SHOWN;
	e = put_event(cmd, draft, &server, &reader, &mail);
	if (!e)
		e = mail_db_insert(cmd->db, &mail);
	if (!e && mail.is_shown)
		e = mail_db_forget_shown(cmd->db);
	cmd_wake_jobs(cmd);
	return e;
}

enum err on_mail_mode(struct cmd *cmd, const struct mail_mode_args *args, struct mail_mode_reply *ret_reply)
{
	(void)args;
	return mail_mode_get(cmd->db, &ret_reply->mode);
}

enum err on_mail_list(struct cmd *cmd, const struct mail_list_args *args, struct mail_list_reply *ret_reply)
{
	struct mail_server server;
	int64_t n_waiting = 0, n = 0;
	enum err e = mail_db_server(cmd->db, cmd->arena, &server);

	if (!e)
		e = mail_db_count_waiting(cmd->db, &n_waiting);
	if (!e)
		e = mail_db_count(cmd->db, &n);
	if (e)
		return e;
	ret_reply->mode = server.mode;
	ret_reply->has_held_until_ms = server.until_ms > cmd->now_ms;
	ret_reply->held_until_ms = server.until_ms;
	ret_reply->trouble = server.detail;
	ret_reply->waiting = (uint32_t)n_waiting;
	ret_reply->total = (uint32_t)n;
	return mail_db_list(cmd->db, cmd->arena, args->has_before ? args->before : 0, &ret_reply->mails, &ret_reply->n_mails);
}

/* ---- what the job sends ---- */

enum err on_mail_configure(struct cmd *cmd, const struct mail_configure_args *args,
			   struct mail_configure_reply *ret_reply)
{
	bool was_restored;
	enum err e = mail_db_was_restored(cmd->db, &was_restored);

	(void)ret_reply;
	/* What waited when the backup was made has been sent since, as far as anybody knows. */
	if (!e && was_restored)
		e = mail_db_doubt_all(cmd->db, cmd->now_ms, STR("the database was restored from a backup"));
	return e ? e : mail_db_configure(cmd->db, args->mode, args->origin, args->sender);
}

/* The job has nothing in hand when it takes: what is said to be in its hand was there when it died. */
static enum err recover(struct cmd *cmd)
{
	struct mail_row mail;
	enum err e = mail_db_in_hand(cmd->db, &mail);

	if (e || !mail.id)
		return e;
	if (mail.state == MAIL_STATE_HANDING)
		return mail_db_settle(cmd->db, mail.id, MAIL_STATE_UNKNOWN, cmd->now_ms,
				      STR("the server stopped before the answer came"));
	return mail_db_put_back(cmd->db, mail.id, cmd->now_ms, STR("the server stopped"));
}

enum err on_mail_take(struct cmd *cmd, const struct mail_take_args *args, struct mail_take_reply *ret_reply)
{
	struct mail_server server;
	struct mail_row mail = { 0 };
	enum err e = recover(cmd);

	(void)args;
	if (!e)
		e = mail_db_expire(cmd->db, cmd->now_ms);
	if (!e)
		e = mail_db_forget(cmd->db, cmd->now_ms - KEPT_MS);
	if (!e)
		e = mail_db_server(cmd->db, cmd->arena, &server);
	if (!e && server.mode == MAIL_MODE_SENT && server.until_ms <= cmd->now_ms)
		e = mail_db_next(cmd->db, cmd->now_ms, &mail);
	if (e || !mail.id)
		return e;
	e = mail_db_take(cmd->db, mail.id);
	ret_reply->has_mail = !e;
	return e ? e : mail_db_outgoing(cmd->db, cmd->arena, mail.id, &ret_reply->mail);
}

/* A mail that is in hand, of this attempt. */
static enum err in_hand(struct cmd *cmd, int64_t id, uint32_t attempt, struct mail_row *ret)
{
	enum err e = mail_db_in_hand(cmd->db, ret);

	return e ? e : ret->id == id && ret->attempts == attempt ? ERR_OK : ERR_WRONG_STATE;
}

enum err on_mail_hand_over(struct cmd *cmd, const struct mail_hand_over_args *args,
			   struct mail_hand_over_reply *ret_reply)
{
	struct mail_row mail;
	enum err e = in_hand(cmd, args->mail, args->attempt, &mail);

	(void)ret_reply;
	return e ? e : mail_db_hand_over(cmd->db, mail.id);
}

static enum err look_again(struct cmd *cmd, int64_t due_ms)
{
	return cmd_timer(cmd, due_ms, CMD_MAIL_DUE, STR("{}"));
}

/* The mail server is left alone for a while, as it would take no other mail either. */
static enum err hold(struct cmd *cmd, struct str detail, uint8_t chance)
{
	struct mail_server server;
	enum err e = mail_db_server(cmd->db, cmd->arena, &server);
	int64_t until_ms;

	if (e)
		return e;
	until_ms = cmd->now_ms + mail_hold_ms(server.failures + 1, chance);
	e = mail_db_set_server(cmd->db, server.failures + 1, until_ms, detail);
	return e ? e : look_again(cmd, until_ms);
}

static enum err put_back(struct cmd *cmd, const struct mail_row *mail, struct str detail, uint8_t chance)
{
	int64_t due_ms = cmd->now_ms + mail_backoff_ms(mail->attempts, chance);
	enum err e = mail_db_put_back(cmd->db, mail->id, due_ms, detail);

	return e ? e : look_again(cmd, due_ms);
}

enum err on_mail_settle(struct cmd *cmd, const struct mail_settle_args *args,
			struct mail_settle_reply *ret_reply)
{
	struct mail_row mail;
	enum err e = in_hand(cmd, args->mail, args->attempt, &mail);
	enum mail_state after;
	uint8_t chance;

	(void)ret_reply;
	if (e)
		return e;
	rng_bytes(&cmd->rng, &chance, sizeof(chance));
	after = mail_after(mail.state, args->outcome);
	e = exhibitor_mail_settled(cmd, mail.id);
	if (e)
		return e;
	/* One that swallows mails without a word would swallow the next one too. */
	if (args->outcome == MAIL_OUTCOME_UNREACHABLE || args->outcome == MAIL_OUTCOME_UNKNOWN)
		e = hold(cmd, args->detail, chance);
	else
		e = mail_db_set_server(cmd->db, 0, 0, STR(""));
	if (!e && after == MAIL_STATE_WAITING)
		return put_back(cmd, &mail, args->detail, chance);
	return e ? e : mail_db_settle(cmd->db, mail.id, after, cmd->now_ms, args->detail);
}

enum err on_mail_due(struct cmd *cmd, const struct mail_due_args *args, struct mail_due_reply *ret_reply)
{
	(void)args;
	(void)ret_reply;
	cmd_wake_jobs(cmd);
	return ERR_OK;
}
