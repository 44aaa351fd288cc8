/*
 * Groups of students and the links by which they come to a fair. A link lets newcomers in and opens nobody's
 * account: who follows it gets an account of their own, without an e-mail address, or comes as who they are.
 * Engine thread.
 */
#include "features/account/account.h"
#include "features/fair/fair.h"
#include "features/handlers.h"
#include "features/students/group_db.h"
#include "features/students/group_rules.h"
#include "features/students/students.h"

#define SECOND_MS INT64_C(1000)
/* Newcomers by one link in a second, so that a class comes in at once and a script does not take all that there
 * is; and by all links together. */
#define JOINS_OF_GROUP_MOST 100
#define JOINS_MOST 1000

enum err resolve_group(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct group group;
	enum err e = group_db_get(db, &arena, id, &group);

	arena_done(&arena);
	if (!e)
		*ret = (struct object){ .fair = group.fair, .org = group.school };
	return e;
}

/* ---- who makes them ---- */

static bool is_organiser(const struct cmd *cmd)
{
	return (cmd->who.roles & (1u << CALLER_ORGANISER)) != 0;
}

static enum err schools_of(struct cmd *cmd, int64_t fair, struct wire_group_school **ret, size_t *ret_n)
{
	return group_db_schools(cmd->db, cmd->arena, fair, cmd->who.account, is_organiser(cmd), ret, ret_n);
}

enum err on_group_list(struct cmd *cmd, const struct group_list_args *args, struct group_list_reply *ret_reply)
{
	enum err e = schools_of(cmd, args->fair, &ret_reply->schools, &ret_reply->n_schools);

	for (size_t i = 0; !e && i < ret_reply->n_schools; i++)
		e = group_db_list(cmd->db, cmd->arena, args->fair, ret_reply->schools[i].id, &ret_reply->groups,
				  &ret_reply->n_groups);
	return e;
}

static enum err check(struct cmd *cmd, int64_t fair, int64_t school, const struct wire_group_draft *draft)
{
	struct group_fault fault = group_check(draft, cmd->now_ms);
	bool is_there = true;
	enum err e = ERR_OK;

	if (fault.field)
		return cmd_refuse(cmd, ERR_BAD_VALUE, fault.field, fault.expected);
	if (draft->has_programme)
		e = group_db_is_programme(cmd->db, fair, school, draft->programme, &is_there);
	return !e && !is_there ?
		       cmd_refuse(cmd, ERR_BAD_VALUE, "args.draft.programme", "a programme of the school") :
		       e;
}

static struct str new_code(struct cmd *cmd)
{
	unsigned char random[GROUP_CODE_LETTERS];

	rng_bytes(&cmd->rng, random, sizeof(random));
	return group_code(cmd->arena, random);
}

static void fill(struct group *group, const struct wire_group_draft *draft)
{
	group->name = str_trim(draft->name);
	group->programme = draft->has_programme ? draft->programme : 0;
	group->until_ms = draft->until_ms;
	group->most = draft->most;
}

enum err on_group_add(struct cmd *cmd, const struct group_add_args *args, struct group_add_reply *ret_reply)
{
	struct group group = { .id = cmd_id(cmd),
			       .fair = args->fair,
			       .school = args->school,
			       .code = new_code(cmd) };
	struct wire_group_school *schools;
	int64_t n_groups = 0;
	size_t n = 0;
	bool is_theirs = false;
	enum err e = schools_of(cmd, args->fair, &schools, &n);

	for (size_t i = 0; i < n; i++)
		is_theirs = is_theirs || schools[i].id == args->school;
	if (!e && !is_theirs)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.school", "a school of this fair, and one's own");
	if (!e)
		e = group_db_count_all(cmd->db, args->fair, &n_groups);
	if (!e && n_groups >= GROUPS_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.fair", "a fair with fewer than 500 groups");
	if (!e)
		e = check(cmd, args->fair, args->school, &args->draft);
	fill(&group, &args->draft);
	ret_reply->group = group.id;
	fair_setup_touch(cmd, args->fair);
	return e ? e : group_db_insert(cmd->db, &group, cmd->now_ms);
}

static enum err save(struct cmd *cmd, const struct group *group)
{
	fair_setup_touch(cmd, group->fair);
	return group_db_update(cmd->db, group);
}

enum err on_group_save(struct cmd *cmd, const struct group_save_args *args, struct group_save_reply *ret_reply)
{
	struct group group;
	enum err e = group_db_get(cmd->db, cmd->arena, args->group, &group);

	(void)ret_reply;
	if (!e)
		e = check(cmd, group.fair, group.school, &args->draft);
	if (e)
		return e;
	fill(&group, &args->draft);
	return save(cmd, &group);
}

enum err on_group_withdraw(struct cmd *cmd, const struct group_withdraw_args *args,
			   struct group_withdraw_reply *ret_reply)
{
	struct group group;
	enum err e = group_db_get(cmd->db, cmd->arena, args->group, &group);

	(void)ret_reply;
	group.is_withdrawn = true;
	return e ? e : save(cmd, &group);
}

enum err on_group_replace(struct cmd *cmd, const struct group_replace_args *args,
			  struct group_replace_reply *ret_reply)
{
	struct group group;
	enum err e = group_db_get(cmd->db, cmd->arena, args->group, &group);

	(void)ret_reply;
	group.is_withdrawn = false;
	group.code = new_code(cmd);
	return e ? e : save(cmd, &group);
}

enum err students_fair_moved(struct cmd *cmd, int64_t fair, int64_t by_ms)
{
	/* One that is held earlier leaves them as they are: it is over by then. */
	enum err e = by_ms > 0 ? group_db_extend(cmd->db, fair, by_ms) : ERR_OK;

	return e || by_ms <= 0 ? e : account_prolong_students(cmd, fair, by_ms);
}

enum err students_school_left(struct cmd *cmd, int64_t fair, int64_t school)
{
	fair_setup_touch(cmd, fair);
	return group_db_withdraw_all(cmd->db, fair, school);
}

/* ---- who follows them ---- */

/* ERR_LINK_INVALID: there is no such link, or it is withdrawn. */
static enum err find(struct cmd *cmd, struct str typed, struct group *ret)
{
	struct str code;
	enum err e;

	if (!group_code_read(cmd->arena, typed, &code))
		return ERR_LINK_INVALID;
	e = group_db_by_code(cmd->db, cmd->arena, code, ret);
	return !e && ret->is_withdrawn ? ERR_LINK_INVALID : e;
}

static bool is_open(const struct group *group, int64_t now_ms)
{
	return now_ms < group->until_ms && !group->is_fair_over;
}

enum err on_group_look(struct cmd *cmd, const struct group_look_args *args, struct group_look_reply *ret_reply)
{
	struct wire_invitation *invitation = &ret_reply->invitation;
	struct group_counts n = { 0 };
	struct group group;
	enum err e = find(cmd, args->code, &group);

	if (!e)
		e = group_db_invitation(cmd->db, cmd->arena, group.id, invitation);
	if (!e)
		e = group_db_count(cmd->db, group.id, cmd->now_ms, &n);
	if (e)
		return e;
	invitation->is_over = group.is_fair_over;
	invitation->is_full = n.joined >= group.most;
	invitation->is_open = is_open(&group, cmd->now_ms) && !invitation->is_full;
	return ERR_OK;
}

static enum err check_room(struct cmd *cmd, const struct group *group)
{
	struct group_counts n;
	enum err e = group_db_count(cmd->db, group->id, cmd->now_ms - SECOND_MS, &n);

	if (!is_open(group, cmd->now_ms))
		return ERR_LINK_INVALID;
	if (!e && n.joined >= group->most)
		return ERR_GROUP_FULL;
	return !e && (n.lately >= JOINS_OF_GROUP_MOST || n.by_all >= JOINS_MOST) ? ERR_RATE_LIMITED : e;
}

/* Nobody is signed in here: an account of their own, and a way back to it. */
static enum err make_student(struct cmd *cmd, const struct group *group, const struct group_join_args *args,
			     struct group_join_reply *ret_reply, int64_t *ret)
{
	struct str name = args->has_name ? str_trim(args->name) : STR("");
	enum err e;

	if (!name.len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.name", "a name");
	e = account_add_student(cmd, STR(""), name, args->locale, ret);
	ret_reply->has_way_back = true;
	ret_reply->way_back = args->way_back;
	if (!e)
		e = args->has_way_back ? account_keep_way_back(cmd, *ret, group->fair, args->way_back) :
					 account_make_way_back(cmd, *ret, group->fair, &ret_reply->way_back);
	return e ? e : account_sign_in_student(cmd, *ret, group->closes_ms);
}

/* Whom this browser's first press let in, of which it never heard: they are signed in; 0: nobody. */
static enum err come_again(struct cmd *cmd, const struct group_join_args *args, struct group_join_reply *ret_reply,
			   int64_t *ret)
{
	struct wire_me me = { 0 };
	enum err e = account_come_back(cmd, account_hash(cmd->arena, args->way_back), &me);

	*ret = me.account;
	ret_reply->has_way_back = !e;
	ret_reply->way_back = args->way_back;
	return e == ERR_LINK_INVALID ? ERR_OK : e;
}

enum err on_group_join(struct cmd *cmd, const struct group_join_args *args, struct group_join_reply *ret_reply)
{
	bool is_student = false, is_staff = false;
	int64_t account = cmd->who.account;
	struct group group = { 0 };
	enum err e = find(cmd, args->code, &group);

	if (!e && !account && args->has_way_back)
		e = come_again(cmd, args, ret_reply, &account);
	if (!e && account)
		e = group_db_role(cmd->db, group.fair, account, &is_student, &is_staff);
	ret_reply->fair = group.fair;
	if (e || is_student)
		return e ? e : account_go_to(cmd, account, group.fair); /* they are there already */
	if (is_staff)
		return ERR_FORBIDDEN; /* who works at a fair does not look for a place there */
	e = check_room(cmd, &group);
	if (!e && !account)
		e = make_student(cmd, &group, args, ret_reply, &account);
	if (!e)
		e = account_join_as_student(cmd, account, group.fair, group.school);
	if (!e)
		e = group_db_add_card(cmd->db, &group, account, cmd->now_ms);
	fair_setup_touch(cmd, group.fair);
	return e ? e : students_card_changed(cmd, group.fair, account);
}

enum err on_student_way_back(struct cmd *cmd, const struct student_way_back_args *args,
			     struct student_way_back_reply *ret_reply)
{
	cmd->tells_secret = true;
	return account_make_way_back(cmd, cmd->who.account, args->fair, &ret_reply->token);
}
