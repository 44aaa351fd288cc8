/*
 * Writing to who answers for a booth: once to invite them, and once a day at most to remind them of what it
 * still lacks. A link is for who never signed in; it leads to their booth and counts for two weeks, as long as
 * they prepare. Engine thread.
 */
#include "features/account/account.h"
#include "features/exhibitor/exhibitor_db.h"
#include "features/exhibitor/internal.h"
#include "features/handlers.h"
#include "features/mail/mail.h"

#define DAY_MS (24 * 60 * 60 * INT64_C(1000))
#define LINK_MS (14 * DAY_MS)
/* A mail that is not out by then would come at an odd moment. */
#define MAIL_MS (2 * DAY_MS)
/* Invitations that an address gets in a day, from whatever booth. */
#define MAILS_MOST 3

/* What came of writing to who answers for a booth. */
struct exhibitor_written {
	struct str token; /* empty: they sign in as before */
	bool is_mailed;
};

static enum mail_words words_of(bool is_reminder, bool has_token)
{
	if (has_token)
		return WORDS_EXHIBITOR;
	return is_reminder ? WORDS_EXHIBITOR_REMINDER : WORDS_EXHIBITOR_KNOWN;
}

static enum err write_mail(struct cmd *cmd, const struct exhibitor_row *row, bool is_reminder,
			   struct str token)
{
	enum exhibitor_step lacks[EXHIBITOR_STEP_COUNT];
	struct mail_draft draft = {
		.account = row->account,
		.fair = row->fair,
		.kind = MAIL_KIND_INVITATION,
		.words = words_of(is_reminder, token.len > 0),
		.until_ms = cmd->now_ms + MAIL_MS,
		.path = token.len ? arena_printf(cmd->arena, "/in#%.*s/inrichten/%lld", STR_FMT(token),
						 (long long)row->id) :
				    arena_printf(cmd->arena, "/inrichten/%lld", (long long)row->id),
		.values = { { "booth", row->name, 0 },
			    { "fair", row->fair_name, 0 },
			    { "count", arena_printf(cmd->arena, "%zu", exhibitor_lacks(&row->facts, lacks)), 0 } },
	};

	return mail_write(cmd, &draft);
}

/* Whether mails are sent, and ERR_REMINDED_TODAY where they had enough of them for today. */
static enum err check_mails(struct cmd *cmd, int64_t account, bool *ret_is_mailed)
{
	enum mail_mode mode = MAIL_MODE_OFF;
	int64_t n_before = 0;
	enum err e = mail_mode_get(cmd->db, &mode);

	*ret_is_mailed = !e && mode != MAIL_MODE_OFF;
	if (*ret_is_mailed)
		e = mail_count(cmd->db, account, MAIL_KIND_INVITATION, cmd->now_ms - DAY_MS, &n_before);
	return !e && n_before >= MAILS_MOST ? ERR_REMINDED_TODAY : e;
}

/* Where no mails are sent, the token is for whoever hands it over. */
static enum err write_to(struct cmd *cmd, const struct exhibitor_row *row, bool is_reminder,
			 struct exhibitor_written *ret)
{
	struct exhibitor_link link = { .account = row->account, .booth = row->id, .fair = row->fair };
	enum err e = check_mails(cmd, row->account, &ret->is_mailed);

	if (!e)
		e = account_first_link(cmd, row->account, row->fair, row->org, LINK_MS, &ret->token);
	if (e)
		return e;
	link.token_hash = account_hash(cmd->arena, ret->token);
	if (ret->token.len)
		e = exhibitor_db_add_link(cmd->db, &link);
	if (!e && ret->is_mailed)
		e = write_mail(cmd, row, is_reminder, ret->token);
	exhibitor_touch(cmd, row->fair, row->id);
	return e ? e : exhibitor_db_written(cmd->db, row, is_reminder, cmd->now_ms);
}

/* The same by mail alone: nothing where none are sent, or they had enough of them for today. */
static enum err mail_to(struct cmd *cmd, const struct exhibitor_row *row, bool is_reminder,
			struct exhibitor_written *ret)
{
	enum err e = check_mails(cmd, row->account, &ret->is_mailed);

	if (!e && ret->is_mailed)
		return write_to(cmd, row, is_reminder, ret);
	ret->is_mailed = false;
	return e == ERR_REMINDED_TODAY ? ERR_OK : e;
}

/* A booth that somebody answers for, of a fair that is not over. */
static enum err reachable(struct cmd *cmd, int64_t booth, struct exhibitor_row *ret)
{
	enum err e = exhibitor_db_get(cmd->db, cmd->arena, booth, ret);

	if (!e && (!ret->account || ret->fair_state == FAIR_STATE_CLOSED))
		return cmd_refuse(cmd, ERR_WRONG_STATE, "args.booth", "one that somebody answers for");
	return e;
}

enum err exhibitor_welcome(struct cmd *cmd, int64_t booth, bool *ret_is_mailed)
{
	struct exhibitor_written written = { 0 };
	struct exhibitor_row row;
	enum err e = reachable(cmd, booth, &row);

	if (!e)
		e = mail_to(cmd, &row, false, &written);
	*ret_is_mailed = written.is_mailed;
	return e;
}

enum err on_exhibitor_invite(struct cmd *cmd, const struct exhibitor_invite_args *args,
			     struct exhibitor_invite_reply *ret_reply)
{
	struct exhibitor_written written = { 0 };
	struct exhibitor_row row;
	enum err e = reachable(cmd, args->booth, &row);

	if (!e)
		e = write_to(cmd, &row, false, &written);
	*ret_reply = (struct exhibitor_invite_reply){
		/* What is mailed is for its reader alone. */
		.has_token = written.token.len > 0 && !written.is_mailed,
		.token = written.token,
		.is_mailed = written.is_mailed,
	};
	cmd->tells_secret = ret_reply->has_token;
	return e;
}

enum err on_exhibitor_renew(struct cmd *cmd, const struct exhibitor_renew_args *args,
			    struct exhibitor_renew_reply *ret_reply)
{
	struct exhibitor_written written = { 0 };
	struct exhibitor_link link;
	struct exhibitor_row row = { 0 };
	enum err e = exhibitor_db_link(cmd->db, account_hash(cmd->arena, args->token), &link);

	if (!e)
		e = exhibitor_db_get(cmd->db, cmd->arena, link.booth, &row);
	/* Somebody else answers for the booth by now, or nobody needs to any more. */
	if (!e && (!row.id || row.account != link.account || row.fair_state == FAIR_STATE_CLOSED))
		return ERR_LINK_INVALID;
	if (!e && !row.facts.has_come)
		e = mail_to(cmd, &row, false, &written);
	ret_reply->is_mailed = written.is_mailed && written.token.len;
	return e;
}

static int64_t last_written(const struct exhibitor_row *row)
{
	return row->reminded_ms > row->invited_ms ? row->reminded_ms : row->invited_ms;
}

static bool lacks_something(const struct exhibitor_row *row)
{
	enum exhibitor_step lacks[EXHIBITOR_STEP_COUNT];

	return exhibitor_lacks(&row->facts, lacks) > 0;
}

enum err on_exhibitor_remind(struct cmd *cmd, const struct exhibitor_remind_args *args,
			     struct exhibitor_remind_reply *ret_reply)
{
	struct exhibitor_written written = { 0 };
	struct exhibitor_row row;
	enum err e = reachable(cmd, args->booth, &row);

	(void)ret_reply;
	if (!e && !lacks_something(&row))
		return ERR_WRONG_STATE;
	if (!e && !exhibitor_may_remind(last_written(&row), cmd->now_ms))
		return ERR_REMINDED_TODAY;
	if (!e)
		e = write_to(cmd, &row, row.invited_ms != 0, &written);
	/* Nobody would read it. */
	return !e && !written.is_mailed ? ERR_WRONG_STATE : e;
}

/* Who was not invited yet and has not come by themselves. */
static bool is_uninvited(const struct exhibitor_row *row, int64_t now_ms)
{
	(void)now_ms;
	return !row->invited_ms && !row->facts.has_come;
}

static bool is_due(const struct exhibitor_row *row, int64_t now_ms)
{
	return !is_uninvited(row, now_ms) && lacks_something(row) &&
	       exhibitor_may_remind(last_written(row), now_ms);
}

/* Writes to whoever answers for the booths that `is_meant` chooses. */
static enum err write_to_all(struct cmd *cmd, int64_t fair,
			     bool (*is_meant)(const struct exhibitor_row *, int64_t), uint32_t *ret_mailed)
{
	struct ids booths = { 0 };
	enum mail_mode mode = MAIL_MODE_OFF;
	enum err e = mail_mode_get(cmd->db, &mode);

	*ret_mailed = 0;
	/* Without mails there is nothing to be done for all at once: links are handed over one by one. */
	if (!e && mode == MAIL_MODE_OFF)
		return ERR_WRONG_STATE;
	if (!e)
		e = booth_ids(cmd->db, cmd->arena, fair, &booths);
	for (size_t i = 0; !e && i < booths.n; i++) {
		struct exhibitor_written written = { 0 };
		struct exhibitor_row row;

		e = exhibitor_db_get(cmd->db, cmd->arena, booths.at[i], &row);
		if (e || !row.account || row.fair_state == FAIR_STATE_CLOSED || !is_meant(&row, cmd->now_ms))
			continue;
		e = mail_to(cmd, &row, row.invited_ms != 0, &written);
		*ret_mailed += written.is_mailed;
	}
	return e;
}

enum err on_exhibitor_invite_all(struct cmd *cmd, const struct exhibitor_invite_all_args *args,
				 struct exhibitor_invite_all_reply *ret_reply)
{
	return write_to_all(cmd, args->fair, is_uninvited, &ret_reply->mailed);
}

enum err on_exhibitor_remind_all(struct cmd *cmd, const struct exhibitor_remind_all_args *args,
				 struct exhibitor_remind_all_reply *ret_reply)
{
	return write_to_all(cmd, args->fair, is_due, &ret_reply->mailed);
}
