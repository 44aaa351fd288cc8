/*
 * A coordinator has a student of theirs mailed how they come in. Who has no address, or where no mails are sent, is
 * told in person: the coordinator gets the link of the group to hand over, and never one that opens an account.
 * Engine thread.
 */
#include "features/students/resend.h"

#include "features/account/account.h"
#include "features/handlers.h"
#include "features/mail/mail.h"
#include "features/safety/safety.h"

#define HOUR_MS (60 * 60 * INT64_C(1000))
#define DAY_MS (24 * HOUR_MS)
#define OF_STUDENT_MOST 3	/* a day */
#define OF_COORDINATOR_MOST 200 /* an hour */

static enum err check_mails(struct cmd *cmd, int64_t student)
{
	int64_t n_got = 0, n_sent = 0;
	enum err e = mail_count(cmd->db, student, MAIL_KIND_STUDENT_LINK, cmd->now_ms - DAY_MS, &n_got);

	if (!e)
		e = resend_db_of_coordinator(cmd->db, cmd->who.account, cmd->now_ms - HOUR_MS, &n_sent);
	if (!e && n_got >= OF_STUDENT_MOST)
		return ERR_REMINDED_TODAY;
	return !e && n_sent >= OF_COORDINATOR_MOST ? ERR_RATE_LIMITED : e;
}

static enum err mail_student(struct cmd *cmd, int64_t fair, int64_t student, const struct reach *reach)
{
	struct str token;
	struct mail_draft draft = {
		.account = student,
		.fair = fair,
		.kind = MAIL_KIND_STUDENT_LINK,
		.until_ms = cmd->now_ms + ACCOUNT_LINK_MS,
		.path = STR("/in"),
		.values = { { "fair", reach->fair_name, 0 } },
	};
	enum err e = account_student_link(cmd, student, &token);

	if (e)
		return e;
	draft.words = token.len ? WORDS_STUDENT : WORDS_STUDENT_KNOWN;
	if (token.len)
		draft.path = arena_printf(cmd->arena, "/in#%.*s", STR_FMT(token));
	e = mail_write(cmd, &draft);
	return e ? e : resend_db_add(cmd->db, fair, cmd->who.account, student, cmd->now_ms);
}

enum err on_student_resend(struct cmd *cmd, const struct student_resend_args *args,
			   struct student_resend_reply *ret_reply)
{
	struct reach reach;
	enum mail_mode mode;
	enum err e = resend_db_reach(cmd->db, cmd->arena, args->fair, cmd->who.account, args->student, cmd->now_ms,
				     &reach);

	if (!e && !reach.is_own)
		return cmd_refuse(cmd, ERR_NOT_FOUND, "args.student", "a student of your school");
	if (!e && reach.is_over)
		return ERR_WRONG_STATE;
	/* Who was sent away is not asked to come. */
	if (!e)
		e = safety_may_meet(cmd->db, args->fair, 0, args->student);
	if (e == ERR_SENT_AWAY)
		return ERR_WRONG_STATE;
	if (!e)
		e = mail_mode_get(cmd->db, &mode);
	if (e)
		return e;
	cmd->about = args->student;
	ret_reply->is_mailed = reach.has_address && mode != MAIL_MODE_OFF;
	ret_reply->has_code = !ret_reply->is_mailed && reach.code.len;
	ret_reply->code = reach.code;
	if (!ret_reply->is_mailed)
		return ERR_OK;
	e = check_mails(cmd, args->student);
	return e ? e : mail_student(cmd, args->fair, args->student, &reach);
}
