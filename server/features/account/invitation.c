/*
 * An invitation never opens somebody's account for whoever invites: a link is given out only for an account
 * that nobody has signed in to yet and that belongs to the organisation that invites alone.
 */
#include "features/account/invitation.h"

#include "features/account/account.h"
#include "features/account/account_db.h"
#include "features/account/staff_db.h"

/* Mails that an address gets in a day about invitations. */
#define INVITATIONS_MOST 3

enum err account_first_link(struct cmd *cmd, int64_t account, int64_t fair, int64_t org, int64_t lives_ms,
			    struct str *ret)
{
	bool is_fresh = false;
	enum err e = staff_db_is_theirs(cmd->db, fair, org, account, false, &is_fresh);

	*ret = STR("");
	if (e || !is_fresh)
		return e;
	*ret = cmd_token(cmd, TOKEN_BYTES);
	return account_db_add_link(cmd->db, account_hash(cmd->arena, *ret), account, cmd->now_ms + lives_ms);
}

static enum err mail_it(struct cmd *cmd, const struct invitation *invitation, struct str token, bool *ret_is_mailed)
{
	enum mail_mode mode = MAIL_MODE_OFF;
	int64_t n_before = 0;
	enum err e = mail_mode_get(cmd->db, &mode);
	struct mail_draft draft = {
		.account = invitation->account,
		.fair = cmd->object.fair,
		.kind = MAIL_KIND_INVITATION,
		.words = token.len ? invitation->words : invitation->words_known,
		.until_ms = cmd->now_ms + ACCOUNT_LINK_MS,
		.path = token.len ? arena_printf(cmd->arena, "/in#%.*s", STR_FMT(token)) : STR("/"),
	};

	memcpy(draft.values, invitation->values, sizeof(draft.values));
	if (!e)
		e = mail_count(cmd->db, invitation->account, MAIL_KIND_INVITATION, cmd->now_ms - ACCOUNT_LINK_MS,
			       &n_before);
	*ret_is_mailed = !e && mode != MAIL_MODE_OFF && n_before < INVITATIONS_MOST;
	return e || !*ret_is_mailed ? e : mail_write(cmd, &draft);
}

enum err invitation_send(struct cmd *cmd, const struct invitation *invitation, struct str *ret_token,
			 bool *ret_is_mailed)
{
	enum err e = account_first_link(cmd, invitation->account, cmd->object.fair, cmd->object.org,
					ACCOUNT_LINK_MS, ret_token);

	return e ? e : mail_it(cmd, invitation, *ret_token, ret_is_mailed);
}
