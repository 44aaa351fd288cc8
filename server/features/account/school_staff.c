/*
 * Who works on a fair for its schools: organisers, and coordinators who look after the students. Each is let in by
 * an organiser of the same school; the schools of one fair do not choose each other's people. Engine thread.
 */
#include "features/account/account.h"
#include "features/account/invitation.h"
#include "features/account/staff_db.h"
#include "features/account/school_staff_db.h"
#include "features/handlers.h"

/* All of one fair, as school_staff.list tells. */
#define STAFF_MOST 200

enum err on_school_staff_list(struct cmd *cmd, const struct school_staff_list_args *args, struct school_staff_list_reply *ret_reply)
{
	enum err e = school_staff_db_schools(cmd->db, cmd->arena, args->fair, cmd->who.account, &ret_reply->schools,
				     &ret_reply->n_schools);

	return e ? e : school_staff_db_members(cmd->db, cmd->arena, args->fair, &ret_reply->members,
				       &ret_reply->n_members);
}

/* The school is named by whoever asks: it must be theirs, at this fair. */
static enum err for_school(struct cmd *cmd, int64_t school)
{
	bool is_theirs = false;
	enum err e = school_staff_db_may_choose(cmd->db, cmd->object.fair, school, cmd->who.account, &is_theirs);

	cmd->object.org = school;
	return e || is_theirs ? e : cmd_refuse(cmd, ERR_BAD_VALUE, "args.school",
					       "a school that you organise this fair for");
}

static enum err refuse_others(struct cmd *cmd, int64_t school, struct str email)
{
	struct account_there there;
	enum err e = account_there(cmd->db, cmd->object.fair, school, email, &there);

	/* Who looks after students is no student, and hires none. */
	if (!e && (there.is_student || there.is_elsewhere || there.is_here))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.email",
				  "the address of somebody who comes as no student and for no employer");
	return e;
}

static enum err add(struct cmd *cmd, int64_t school, int64_t account, enum school_role role)
{
	int64_t n = 0;
	enum err e = school_staff_db_count(cmd->db, cmd->object.fair, &n);

	if (!e && n >= STAFF_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.fair", "a fair with fewer than 200 people of its schools");
	return e ? e : staff_db_add(cmd->db, cmd->object.fair, school, account, str_of(school_role_name(role)));
}

enum err on_school_staff_invite(struct cmd *cmd, const struct school_staff_invite_args *args,
			struct school_staff_invite_reply *ret_reply)
{
	struct invitation invitation = { .words = WORDS_SCHOOL_STAFF, .words_known = WORDS_SCHOOL_STAFF_KNOWN };
	struct account_guest guest = { .name = args->name, .org = args->school,
				       .locale = args->has_locale ? args->locale : LOCALE_NL };
	struct str school = { 0 }, fair = { 0 };
	enum err e;

	if (!account_address(cmd->arena, args->email, &guest.email))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.email", "an e-mail address");
	e = for_school(cmd, args->school);
	if (!e)
		e = refuse_others(cmd, args->school, guest.email);
	if (!e)
		e = account_ensure(cmd, &guest, &invitation.account);
	if (!e)
		e = add(cmd, args->school, invitation.account, args->role);
	if (!e)
		e = school_staff_db_names(cmd->db, cmd->arena, args->fair, args->school, &school, &fair);
	if (e)
		return e;
	invitation.values[0] = (struct mail_value){ "school", school, 0 };
	invitation.values[1] = (struct mail_value){ "fair", fair, 0 };
	cmd->about = invitation.account;
	/* Their pages hear of it by coming back. */
	if (invitation.account != cmd->who.account)
		cmd_end_connections(cmd, invitation.account);
	e = invitation_send(cmd, &invitation, &ret_reply->token, &ret_reply->is_mailed);
	ret_reply->has_token = cmd->tells_secret = !e && ret_reply->token.len;
	return e;
}

enum err on_school_staff_remove(struct cmd *cmd, const struct school_staff_remove_args *args,
			struct school_staff_remove_reply *ret_reply)
{
	bool is_there = false, is_last = false;
	enum err e = for_school(cmd, args->school);

	(void)ret_reply;
	if (!e)
		e = school_staff_db_is(cmd->db, args->fair, args->school, args->account, args->role, &is_there);
	if (!e && !is_there)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.account", "somebody who does this for the school");
	if (!e && args->role == SCHOOL_ROLE_ORGANISER)
		e = school_staff_db_is_last(cmd->db, args->fair, args->school, args->account, &is_last);
	if (!e && is_last)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.account",
				  "somebody else than the school's last organiser");
	if (e)
		return e;
	cmd->about = args->account;
	/* What they follow they may follow no more. */
	cmd_end_connections(cmd, args->account);
	e = staff_db_leave(cmd->db, args->fair, args->school, args->account, str_of(school_role_name(args->role)));
	return e ? e : school_staff_db_forget(cmd->db, args->school, args->account, args->role);
}
