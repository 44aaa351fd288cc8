/*
 * Employers on their way to a fair: who answers for a booth, and how far it is. What is asked of them follows
 * from rows of others (its texts, placements, people, times); here is kept only whom it is asked of, who has
 * been here, and who tried a camera. Engine thread.
 */
#include "features/exhibitor/exhibitor.h"

#include "features/account/account.h"
#include "features/exhibitor/exhibitor_db.h"
#include "features/exhibitor/internal.h"
#include "features/handlers.h"

/* ---- making ---- */

enum err exhibitor_look(struct cmd *cmd, struct exhibitor_draft *draft, enum exhibitor_contact *ret)
{
	struct account_there there = { 0 };
	enum err e = fair_find_booth(cmd, &draft->booth, &draft->org, &draft->booth_id);

	if (!e)
		e = account_there(cmd->db, draft->booth.fair, draft->org, draft->email, &there);
	*ret = there.is_student	  ? CONTACT_IS_STUDENT :
	       there.is_staff	  ? CONTACT_IS_STAFF :
	       there.is_elsewhere ? CONTACT_IS_ELSEWHERE :
	       there.is_here	  ? CONTACT_IS_HERE :
				    CONTACT_IS_NEW;
	return e;
}

enum err exhibitor_make(struct cmd *cmd, struct exhibitor_draft *draft, bool *ret_is_new_booth)
{
	struct account_guest guest = { draft->email, draft->contact, draft->locale, 0 };
	int64_t fair = draft->booth.fair, account = 0;
	enum err e = ERR_OK;

	*ret_is_new_booth = !draft->booth_id;
	if (!draft->booth_id)
		e = fair_add_booth(cmd, &draft->booth, "args.draft.employer", &draft->org, &draft->booth_id);
	guest.org = draft->org;
	if (!e)
		e = account_ensure(cmd, &guest, &account);
	if (!e)
		e = account_join(cmd, account, fair, draft->org, FAIR_ROLE_MANAGER);
	if (!e)
		e = exhibitor_db_answers(cmd->db, fair, draft->booth_id, account);
	fair_setup_touch(cmd, fair);
	return e ? e : exhibitor_touch_org(cmd, fair, draft->org);
}

static enum err refuse_contact(struct cmd *cmd, enum exhibitor_contact contact)
{
	static const char *const EXPECTED[] = {
		[CONTACT_IS_STUDENT] = "the address of nobody who is a student here",
		[CONTACT_IS_STAFF] = "the address of somebody who can work at a booth here",
		[CONTACT_IS_ELSEWHERE] = "the address of nobody at another booth here",
	};

	if (contact == CONTACT_IS_NEW || contact == CONTACT_IS_HERE)
		return ERR_OK;
	return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.email", EXPECTED[contact]);
}

enum err exhibitor_read(struct cmd *cmd, int64_t fair, const struct wire_exhibitor_draft *typed,
			struct exhibitor_draft *ret)
{
	struct str employer = str_trim(typed->employer);
	bool is_room = false;
	enum err e = request_db_is_room(cmd->db, fair, typed->room, &is_room);

	*ret = (struct exhibitor_draft){
		.booth = { .fair = fair, .room = typed->room, .employer = employer, .name = employer,
			   .city = str_trim(typed->city), .tagline = str_trim(typed->tagline) },
		.contact = str_trim(typed->contact),
		.locale = typed->has_locale ? typed->locale : LOCALE_NL,
	};
	if (!e && !employer.len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.employer", "a name");
	if (!e && !ret->contact.len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.contact", "a name");
	if (!e && !account_address(cmd->arena, str_trim(typed->email), &ret->email))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.email", "an e-mail address");
	if (!e && !is_room)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.room", "a room of this fair");
	return e;
}

/* Whoever says that they are of an employer that is here must not get at its booths by one more of them. */
static enum err check_new_here(struct cmd *cmd, const struct exhibitor_draft *draft)
{
	struct ids booths = { 0 };
	enum err e = ERR_OK;

	if (draft->org)
		e = exhibitor_db_of_org(cmd->db, cmd->arena, draft->booth.fair, draft->org, &booths);
	return !e && booths.n ? ERR_EMPLOYER_THERE : e;
}

enum err exhibitor_admit(struct cmd *cmd, struct exhibitor_draft *draft)
{
	enum exhibitor_contact contact = CONTACT_IS_NEW;
	enum fair_state state = FAIR_STATE_CLOSED;
	bool is_new;
	enum err e = request_db_fair(cmd->db, draft->booth.fair, &state);

	if (!e && state == FAIR_STATE_CLOSED)
		return ERR_WRONG_STATE;
	if (!e)
		e = exhibitor_look(cmd, draft, &contact);
	if (!e)
		e = refuse_contact(cmd, contact);
	if (!e)
		e = check_new_here(cmd, draft);
	return e ? e : exhibitor_make(cmd, draft, &is_new);
}

enum err on_exhibitor_add(struct cmd *cmd, const struct exhibitor_add_args *args,
			  struct exhibitor_add_reply *ret_reply)
{
	struct exhibitor_draft draft;
	enum err e = exhibitor_read(cmd, args->fair, &args->draft, &draft);

	if (!e)
		e = exhibitor_admit(cmd, &draft);
	ret_reply->booth = draft.booth_id;
	return e;
}

/* ---- how far they are ---- */

void exhibitor_touch(struct cmd *cmd, int64_t fair, int64_t booth)
{
	touch_exhibitors_exhibitor(cmd, fair, booth);
}

enum err exhibitor_booths(struct cmd *cmd, int64_t fair, int64_t org, struct ids *ret)
{
	return exhibitor_db_of_org(cmd->db, cmd->arena, fair, org, ret);
}

enum err exhibitor_touch_org(struct cmd *cmd, int64_t fair, int64_t org)
{
	struct ids booths;
	enum err e = exhibitor_booths(cmd, fair, org, &booths);

	for (size_t i = 0; !e && i < booths.n; i++)
		exhibitor_touch(cmd, fair, booths.at[i]);
	return e;
}

enum err exhibitor_came(struct cmd *cmd, int64_t account)
{
	struct exhibitor_work *work;
	size_t n;
	enum err e = exhibitor_db_work(cmd->db, cmd->arena, account, true, &work, &n);

	for (size_t i = 0; !e && i < n; i++) {
		e = exhibitor_db_see(cmd->db, account, work[i].fair, cmd->now_ms, false);
		if (!e)
			e = exhibitor_touch_org(cmd, work[i].fair, work[i].org);
	}
	return e;
}

enum err exhibitor_mail_settled(struct cmd *cmd, int64_t mail)
{
	struct exhibitor_work *work;
	int64_t account;
	size_t n = 0;
	enum err e = exhibitor_db_reader(cmd->db, mail, &account);

	if (!e && account)
		e = exhibitor_db_work(cmd->db, cmd->arena, account, false, &work, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = exhibitor_touch_org(cmd, work[i].fair, work[i].org);
	return e;
}

enum err on_exhibitor_camera_tried(struct cmd *cmd, const struct exhibitor_camera_tried_args *args,
				   struct exhibitor_camera_tried_reply *ret_reply)
{
	enum err e = exhibitor_db_see(cmd->db, cmd->who.account, cmd->object.fair, cmd->now_ms, true);

	(void)args;
	(void)ret_reply;
	return e ? e : exhibitor_touch_org(cmd, cmd->object.fair, cmd->object.org);
}

enum err on_exhibitor_progress(struct cmd *cmd, const struct exhibitor_progress_args *args,
			       struct exhibitor_progress_reply *ret_reply)
{
	struct exhibitor_row row;
	enum err e = exhibitor_db_get(cmd->db, cmd->arena, args->booth, &row);

	if (e)
		return e;
	ret_reply->lacks = arena_array(cmd->arena, EXHIBITOR_STEP_COUNT, sizeof(*ret_reply->lacks));
	ret_reply->n_lacks = exhibitor_lacks(&row.facts, ret_reply->lacks);
	return ERR_OK;
}

enum err list_exhibitors_exhibitor(const struct view *v, int64_t topic, struct ids *ret)
{
	return booth_ids(v->db, v->arena, topic, ret);
}

enum err read_exhibitors_exhibitor(const struct view *v, int64_t topic, int64_t key, struct wire_exhibitor *ret,
				   bool *ret_found)
{
	struct exhibitor_row row;
	enum err e = exhibitor_db_get(v->db, v->arena, key, &row);

	*ret_found = !e && row.id && row.fair == topic;
	if (!*ret_found)
		return e;
	*ret = (struct wire_exhibitor){
		.id = row.id,
		.name = row.name,
		.room = row.room,
		.has_contact = row.account != 0,
		.contact = row.contact,
		.has_email = row.account != 0,
		.email = row.email,
		.has_invited_ms = row.invited_ms != 0,
		.invited_ms = row.invited_ms,
		.has_mail = row.has_mail,
		.mail = row.mail,
		.has_reminded_ms = row.reminded_ms != 0,
		.reminded_ms = row.reminded_ms,
		.placements = row.facts.placements,
		.staff = row.facts.staff,
		.times = row.facts.times,
		.lacks = arena_array(v->arena, EXHIBITOR_STEP_COUNT, sizeof(*ret->lacks)),
	};
	ret->n_lacks = exhibitor_lacks(&row.facts, ret->lacks);
	return ERR_OK;
}
