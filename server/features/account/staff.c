/*
 * Who works at a booth: its manager invites them. An invitation never opens somebody's account for
 * whoever invites (invitation.c), but where no mails are sent and an organiser says so. Engine thread.
 */
#include "features/account/account.h"
#include "features/account/account_db.h"
#include "features/account/invitation.h"
#include "features/account/staff_db.h"
#include "features/exhibitor/exhibitor.h"
#include "features/fair/fair.h"
#include "features/handlers.h"
#include "features/meet/meet.h"

enum err on_staff_list(struct cmd *cmd, const struct staff_list_args *args,
		       struct staff_list_reply *ret_reply)
{
	(void)args;
	return staff_db_list(cmd->db, cmd->arena, cmd->object.fair, cmd->object.org,
			     &ret_reply->staff, &ret_reply->n_staff);
}

/* Who may work at one booth, as staff.list tells. */
#define STAFF_MOST 200
static enum err invite(struct cmd *cmd, int64_t booth, int64_t account, struct staff_invite_reply *ret_reply)
{
	struct str booth_name = { 0 }, fair_name = { 0 };
	enum err e = staff_db_names(cmd->db, cmd->arena, booth, &booth_name, &fair_name);
	struct invitation invitation = {
		.account = account,
		.words = WORDS_INVITATION,
		.words_known = WORDS_INVITATION_KNOWN,
		.values = { { "booth", booth_name, 0 }, { "fair", fair_name, 0 } },
	};

	if (!e)
		e = invitation_send(cmd, &invitation, &ret_reply->token, &ret_reply->is_mailed);
	ret_reply->has_token = cmd->tells_secret = !e && ret_reply->token.len;
	return e;
}

enum err on_staff_invite(struct cmd *cmd, const struct staff_invite_args *args,
			 struct staff_invite_reply *ret_reply)
{
	struct account_guest guest = { .name = args->name, .org = cmd->object.org,
				       .locale = args->has_locale ? args->locale : LOCALE_NL };
	int64_t account, n_staff = 0;
	bool is_other = false;
	struct str role = str_of(staff_role_name(args->role));
	enum err e;

	if (!account_address(cmd->arena, args->email, &guest.email))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.email", "an e-mail address");
	e = account_ensure(cmd, &guest, &account);
	if (!e)
		e = staff_db_is_other(cmd->db, cmd->object.fair, account, &is_other);
	/* A student who reads the cards of others, or a coordinator who hires, is nobody's idea of a fair. */
	if (!e && is_other)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.email",
				  "the address of somebody who can work at a booth here");
	if (!e)
		e = staff_db_count(cmd->db, cmd->object.fair, cmd->object.org, &n_staff);
	if (!e && n_staff >= STAFF_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.booth", "a booth with fewer than 200 people");
	if (!e)
		e = staff_db_add(cmd->db, cmd->object.fair, cmd->object.org, account, role);
	cmd->about = account;
	fair_setup_touch(cmd, cmd->object.fair);
	if (!e)
		e = exhibitor_touch_org(cmd, cmd->object.fair, cmd->object.org);
	return e ? e : invite(cmd, args->booth, account, ret_reply);
}

/* No other way is left where no mails are sent: who has come signs in by mail, or by what who runs the server makes. */
enum err on_staff_renew(struct cmd *cmd, const struct staff_renew_args *args, struct staff_renew_reply *ret_reply)
{
	enum mail_mode mode = MAIL_MODE_OFF;
	bool is_here = false, is_theirs = false;
	enum err e = mail_mode_get(cmd->db, &mode);

	if (!e && mode != MAIL_MODE_OFF)
		return ERR_WRONG_STATE;
	if (!e)
		e = staff_db_is(cmd->db, cmd->object.fair, cmd->object.org, args->account, &is_here);
	if (!e && !is_here)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.account", "somebody who works at the booth");
	if (!e)
		e = staff_db_is_theirs(cmd->db, cmd->object.fair, cmd->object.org, args->account, true, &is_theirs);
	if (e || !is_theirs)
		return e ? e : ERR_FORBIDDEN;
	cmd->about = args->account;
	cmd->tells_secret = true;
	/* Whoever sits there sees that somebody else may come in now. */
	cmd_end_connections(cmd, args->account);
	e = account_db_end_all(cmd->db, args->account);
	return e ? e : account_make_link(cmd, args->account, &ret_reply->token);
}

enum err account_there(struct db *db, int64_t fair, int64_t org, struct str email, struct account_there *ret)
{
	return staff_db_there_as(db, fair, org, email, ret);
}

enum err on_staff_remove(struct cmd *cmd, const struct staff_remove_args *args,
			 struct staff_remove_reply *ret_reply)
{
	/* Who misbehaves goes at once, whatever they do and whoever is left. */
	bool is_organiser = (cmd->who.roles & (1u << CALLER_ORGANISER)) != 0, is_last, is_theirs = false;
	struct ids booths;
	enum err e = staff_db_is_last_manager(cmd->db, cmd->object.fair, cmd->object.org,
					      args->account, &is_last);

	(void)ret_reply;
	if (!e)
		e = staff_db_is(cmd->db, cmd->object.fair, cmd->object.org, args->account, &is_theirs);
	if (!e && !is_theirs)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.account", "somebody who works at the booth");
	if (!e && is_last && !is_organiser)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.account",
				  "somebody else than the booth's last manager");
	if (!e)
		e = exhibitor_booths(cmd, cmd->object.fair, cmd->object.org, &booths);
	for (size_t i = 0; !e && i < booths.n; i++)
		e = meet_stand_up(cmd, booths.at[i], args->account, is_organiser);
	if (e)
		return e == ERR_SEAT_BUSY ? ERR_COLLEAGUE_BUSY : e;
	cmd->about = args->account;
	fair_setup_touch(cmd, cmd->object.fair);
	/* What they follow they may follow no more. */
	cmd_end_connections(cmd, args->account);
	e = staff_db_remove(cmd->db, cmd->object.fair, cmd->object.org, args->account);
	return e ? e : exhibitor_touch_org(cmd, cmd->object.fair, cmd->object.org);
}

enum err account_join(struct cmd *cmd, int64_t account, int64_t fair, int64_t org, enum fair_role role)
{
	return staff_db_add(cmd->db, fair, org, account, str_of(fair_role_name(role)));
}

enum err account_join_as_student(struct cmd *cmd, int64_t account, int64_t fair, int64_t school)
{
	enum err e = staff_db_add_student(cmd->db, fair, school, account);

	return e ? e : account_go_to(cmd, account, fair);
}

enum err account_copy_staff(struct cmd *cmd, int64_t from, int64_t to, int64_t school)
{
	return staff_db_copy(cmd->db, from, to, school);
}

enum err account_organisers(struct cmd *cmd, int64_t school, struct ids *ret)
{
	return staff_db_not_there(cmd->db, cmd->arena, 0, school, STR("organiser"), ret);
}

/* Whom a school has at its fairs. */
static const enum fair_role SCHOOL_ROLES[] = { FAIR_ROLE_ORGANISER, FAIR_ROLE_COORDINATOR };

static enum err join_all(struct cmd *cmd, int64_t fair, int64_t school, enum fair_role role)
{
	struct ids who;
	enum err e = staff_db_not_there(cmd->db, cmd->arena, fair, school, str_of(fair_role_name(role)), &who);

	for (size_t i = 0; !e && i < who.n; i++) {
		e = account_join(cmd, who.at[i], fair, school, role);
		if (who.at[i] != cmd->who.account)
			cmd_end_connections(cmd, who.at[i]);
	}
	return e;
}

enum err account_join_school(struct cmd *cmd, int64_t fair, int64_t school)
{
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < ARRAY_LEN(SCHOOL_ROLES); i++)
		e = join_all(cmd, fair, school, SCHOOL_ROLES[i]);
	return e;
}

static enum err leave_all(struct cmd *cmd, int64_t fair, int64_t school, enum fair_role role)
{
	struct ids who;
	struct str name = str_of(fair_role_name(role));
	enum err e = staff_db_there(cmd->db, cmd->arena, fair, school, name, &who);

	for (size_t i = 0; !e && i < who.n; i++) {
		e = staff_db_leave(cmd->db, fair, school, who.at[i], name);
		cmd_end_connections(cmd, who.at[i]);
	}
	return e;
}

enum err account_leave_school(struct cmd *cmd, int64_t fair, int64_t school)
{
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < ARRAY_LEN(SCHOOL_ROLES); i++)
		e = leave_all(cmd, fair, school, SCHOOL_ROLES[i]);
	return e;
}

enum err account_leave_employer(struct cmd *cmd, int64_t fair, int64_t org)
{
	struct wire_staff_member *staff;
	size_t n = 0;
	enum err e = staff_db_list(cmd->db, cmd->arena, fair, org, &staff, &n);

	for (size_t i = 0; !e && i < n; i++) {
		cmd_end_connections(cmd, staff[i].account);
		e = staff_db_remove(cmd->db, fair, org, staff[i].account);
	}
	return e;
}
