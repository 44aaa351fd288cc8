/*
 * Signing in by a link (design §7, §11). One that was mailed is bound to the browser that asked for it:
 * mail is read by others, forwarded and scanned. Opened elsewhere it shows a code, which counts only where
 * the link was asked for. What is answered never tells whether an address is known. A browser in which
 * somebody signed in is remembered: strangers who ask for their links do not keep them out, and they are
 * told when they come in by another one. Engine thread.
 */
#include <stdio.h>

#include "features/account/account.h"
#include "features/account/account_db.h"
#include "features/account/asks.h"
#include "features/account/sign_in_db.h"
#include "features/doors/doors.h"
#include "features/exhibitor/exhibitor.h"
#include "features/handlers.h"
#include "features/mail/mail.h"

#define MINUTE_MS (60 * INT64_C(1000))
#define SESSION_MS (12 * 60 * MINUTE_MS) /* a fair day */
#define ASK_MS (10 * MINUTE_MS)
#define CODES 1000000
#define BROWSER_MS (365 * 24 * 60 * MINUTE_MS)

static struct str browser_hash(struct cmd *cmd)
{
	return account_hash(cmd->arena, cmd->command->ask_token);
}

/* A browser keeps its cookie, so that each of its links opens in it and its owner is known again. */
enum err account_know_browser(struct cmd *cmd, struct str *ret_hash)
{
	struct str token = cmd->command->ask_token;
	bool is_known = false;
	enum err e = ERR_OK;

	if (token.len)
		e = browser_db_is_known(cmd->db, browser_hash(cmd), cmd->now_ms, &is_known);
	if (!is_known)
		token = cmd_token(cmd, TOKEN_BYTES);
	snprintf(cmd->set_ask, sizeof(cmd->set_ask), "%.*s", STR_FMT(token));
	*ret_hash = account_hash(cmd->arena, token);
	return e;
}

/* ---- coming in ---- */

static enum err mail_new_browser(struct cmd *cmd, int64_t account)
{
	struct mail_draft draft = {
		.account = account,
		.kind = MAIL_KIND_NEW_BROWSER,
		.words = WORDS_NEW_BROWSER,
		.until_ms = cmd->now_ms + 24 * 60 * MINUTE_MS,
		.path = STR("/in"),
		.values = { { "when", { 0 }, cmd->now_ms } },
	};

	return mail_write(cmd, &draft);
}

static enum err remember_browser(struct cmd *cmd, int64_t account)
{
	struct str hash = { 0 };
	bool is_theirs = false, has_others = false;
	enum err e = browser_db_forget(cmd->db, cmd->now_ms - BROWSER_MS);

	if (!e)
		e = account_know_browser(cmd, &hash);
	if (!e)
		e = browser_db_is_of(cmd->db, account, hash, &is_theirs, &has_others);
	if (!e)
		e = browser_db_see(cmd->db, account, hash, cmd->now_ms);
	return e || is_theirs || !has_others ? e : mail_new_browser(cmd, account);
}

static enum err open_session(struct cmd *cmd, int64_t account, struct wire_me *ret)
{
	struct str token = cmd_token(cmd, TOKEN_BYTES);
	enum err e = account_db_add_session(cmd->db, account_hash(cmd->arena, token), account, cmd->now_ms,
					    cmd->now_ms + SESSION_MS);

	snprintf(cmd->set_session, sizeof(cmd->set_session), "%.*s", STR_FMT(token));
	if (!e)
		e = remember_browser(cmd, account);
	if (!e)
		e = exhibitor_came(cmd, account);
	return e ? e : account_me(cmd->db, cmd->arena, account, cmd->now_ms, ret);
}

/* Whoever reads an address's mail is whose address it is, whatever employer invited it. */
static enum err sign_in(struct cmd *cmd, const struct sign_in_ask *ask, struct wire_me *ret)
{
	enum err e = ask_db_use(cmd->db, ask->link_hash, cmd->now_ms);

	if (!e)
		e = account_claim(cmd, ask->account, 0);
	return e ? e : open_session(cmd, ask->account, ret);
}

/* ---- asking ---- */

/* Whose address it is, as long as they get no more mails than they should; 0: nobody's. */
static enum err reader_of(struct cmd *cmd, struct str email, const struct sign_in_ask *ask, int64_t *ret)
{
	struct account_row row;
	struct ask_counts n = { 0 };
	bool is_theirs = false, has_others;
	enum err e = account_db_by_email(cmd->db, cmd->arena, email, &row);

	if (!e)
		e = ask_db_count(cmd->db, row.id, ask, cmd->now_ms - ASKS_MS, &n);
	if (!e)
		e = browser_db_is_of(cmd->db, row.id, ask->ask_hash, &is_theirs, &has_others);
	if (is_theirs)
		*ret = n.of_browser < ASKS_MOST ? row.id : 0;
	else
		*ret = asks_may_mail(n.of_network, n.all) ? row.id : 0;
	return e;
}

static enum err check_flood(struct cmd *cmd)
{
	int64_t n_near = 0, n_all = 0;
	enum mail_mode mode;
	enum err e = mail_mode_get(cmd->db, &mode);

	if (!e)
		e = ask_db_count_network(cmd->db, cmd->command->network, cmd->now_ms - ASKS_NETWORK_MS, &n_near);
	if (!e)
		e = ask_db_count_all(cmd->db, cmd->now_ms - ASKS_OF_ALL_MS, &n_all);
	if (!e && mode == MAIL_MODE_OFF)
		return ERR_WRONG_STATE;
	return !e && asks_are_flood(n_near, n_all) ? ERR_RATE_LIMITED : e;
}

static enum err mail_link(struct cmd *cmd, int64_t account, struct str token)
{
	struct mail_draft draft = {
		.account = account,
		.kind = MAIL_KIND_SIGN_IN,
		.words = WORDS_SIGN_IN,
		.until_ms = cmd->now_ms + ASK_MS,
		.path = arena_printf(cmd->arena, "/in#%.*s", STR_FMT(token)),
	};

	return mail_write(cmd, &draft);
}

enum err on_session_ask(struct cmd *cmd, const struct session_ask_args *args,
			struct session_ask_reply *ret_reply)
{
	struct str email, token = cmd_token(cmd, TOKEN_BYTES);
	struct sign_in_ask ask = { .link_hash = account_hash(cmd->arena, token),
				   .network = cmd->command->network };
	enum err e = check_flood(cmd);

	(void)ret_reply;
	if (!e && !account_address(cmd->arena, args->email, &email))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.email", "an e-mail address");
	if (!e)
		e = ask_db_forget(cmd->db, cmd->now_ms - ASKS_MS);
	if (!e)
		e = account_know_browser(cmd, &ask.ask_hash);
	if (!e)
		e = reader_of(cmd, email, &ask, &ask.account);
	if (!e)
		e = ask_db_insert(cmd->db, &ask, cmd->now_ms, cmd->now_ms + ASK_MS);
	return e || !ask.account ? e : mail_link(cmd, ask.account, token);
}

/* ---- the link ---- */

enum err account_sign_in(struct cmd *cmd, int64_t account)
{
	struct wire_me me;
	enum err e = account_claim(cmd, account, 0);

	return e ? e : open_session(cmd, account, &me);
}

/* Opened in another browser: what to type in the one that asked. */
static enum err show_code(struct cmd *cmd, struct sign_in_ask *ask, struct str *ret)
{
	uint32_t chance;
	enum err e = ERR_OK;

	if (!ask->has_code) {
		rng_bytes(&cmd->rng, &chance, sizeof(chance));
		ask->code = chance % CODES;
		e = ask_db_set_code(cmd->db, ask->link_hash, ask->code);
	}
	*ret = arena_printf(cmd->arena, "%06lld", (long long)ask->code);
	return e;
}

static enum err redeem_mailed(struct cmd *cmd, struct str link_hash, struct session_redeem_reply *ret_reply)
{
	struct sign_in_ask ask;
	enum err e = ask_db_of_link(cmd->db, cmd->arena, link_hash, cmd->now_ms, &ask);

	if (!e && !ask.account) {
		e = account_come_back(cmd, link_hash, &ret_reply->me);
		ret_reply->has_me = !e;
		return e;
	}
	if (e)
		return e;
	ret_reply->has_me = cmd->command->ask_token.len && str_eq(browser_hash(cmd), ask.ask_hash);
	if (ret_reply->has_me)
		return sign_in(cmd, &ask, &ret_reply->me);
	ret_reply->has_code = true;
	return show_code(cmd, &ask, &ret_reply->code);
}

enum err on_session_redeem(struct cmd *cmd, const struct session_redeem_args *args,
			   struct session_redeem_reply *ret_reply)
{
	struct str link = account_hash(cmd->arena, args->token);
	int64_t account;
	enum err e = account_db_use_link(cmd->db, link, cmd->now_ms, &account);

	if (e == ERR_LINK_INVALID)
		return redeem_mailed(cmd, link, ret_reply);
	ret_reply->has_me = !e;
	return e ? e : open_session(cmd, account, &ret_reply->me);
}

enum err on_session_enter_code(struct cmd *cmd, const struct session_enter_code_args *args,
			       struct session_enter_code_reply *ret_reply)
{
	struct sign_in_ask ask = { 0 };
	long long code;
	enum err e = ERR_OK;

	if (!cmd->command->ask_token.len)
		return ERR_OK; /* a browser that asked for nothing has no code */
	if (str_to_i64(args->code, &code) && code >= 0)
		e = ask_db_of_code(cmd->db, cmd->arena, browser_hash(cmd), code, cmd->now_ms, &ask);
	ret_reply->has_me = !e && ask.account;
	if (ret_reply->has_me)
		return sign_in(cmd, &ask, &ret_reply->me);
	return e ? e : ask_db_was_wrong(cmd->db, browser_hash(cmd));
}

enum err on_session_end_all(struct cmd *cmd, const struct session_end_all_args *args,
			    struct session_end_all_reply *ret_reply)
{
	enum err e;

	(void)args;
	(void)ret_reply;
	cmd->ends_session = account_hash(cmd->arena, cmd->command->session_token);
	cmd->ends_account = cmd->who.account;
	e = account_db_end_all(cmd->db, cmd->who.account);
	return e ? e : doors_signed_out(cmd, cmd->who.account);
}
