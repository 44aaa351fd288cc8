/*
 * Nobody has to meet whom they do not want to meet, and who behaves badly can be sent away: blocks,
 * reports, bans. A block is told to nobody; the other side reads that a meeting is not possible.
 * Engine thread.
 */
#include "features/safety/safety.h"

#include "features/account/account.h"
#include "features/chat/chat.h"
#include "features/fair/fair.h"
#include "features/doors/doors.h"
#include "features/handlers.h"
#include "features/meet/meet.h"
#include "features/safety/safety_db.h"

enum err resolve_report(struct db *db, int64_t id, struct object *ret)
{
	struct report report;
	enum err e = report_db_get(db, id, &report);

	if (!e)
		*ret = (struct object){ .fair = report.fair };
	return e;
}

enum err safety_may_meet(struct db *db, int64_t fair, int64_t booth, int64_t student)
{
	bool is_banned, is_blocked;
	enum err e = ban_db_is(db, fair, student, &is_banned);

	if (e || is_banned)
		return e ? e : ERR_SENT_AWAY;
	e = block_db_is(db, booth, student, &is_blocked);
	return !e && is_blocked ? ERR_BLOCKED : e;
}

enum err safety_may_write(struct db *db, int64_t fair, int64_t student)
{
	bool is_muted;
	enum err e = mute_db_is(db, fair, student, &is_muted);

	return !e && is_muted ? ERR_MUTED : e;
}

enum err safety_is_blocked_by_booth(struct db *db, int64_t booth, int64_t student, bool *ret)
{
	return block_db_is_by(db, &(struct block){ 0, booth, student, BLOCK_BY_BOOTH }, ret);
}

static enum err block(struct cmd *cmd, const struct block *block)
{
	enum err e = block_db_add(cmd->db, block, cmd->now_ms);

	touch_me_block(cmd, block->student, block->booth);
	return e ? e : meet_part(cmd, block->booth, block->student, block->by == BLOCK_BY_STUDENT);
}

static enum err unblock(struct cmd *cmd, const struct block *block)
{
	enum err e = block_db_remove(cmd->db, block);

	touch_me_block(cmd, block->student, block->booth);
	return e ? e : meet_lead_changed(cmd, block->booth, block->student);
}

static struct block by_student(const struct cmd *cmd, int64_t booth)
{
	return (struct block){ cmd->object.fair, booth, cmd->who.account, BLOCK_BY_STUDENT };
}

enum err on_booth_block(struct cmd *cmd, const struct booth_block_args *args,
			struct booth_block_reply *ret_reply)
{
	struct block wish = by_student(cmd, args->booth);

	(void)ret_reply;
	return block(cmd, &wish);
}

enum err on_booth_unblock(struct cmd *cmd, const struct booth_unblock_args *args,
			  struct booth_unblock_reply *ret_reply)
{
	struct block wish = by_student(cmd, args->booth);

	(void)ret_reply;
	return unblock(cmd, &wish);
}

static enum err by_booth(struct cmd *cmd, int64_t lead, struct block *ret)
{
	struct meet_pair pair;
	enum err e = meet_pair_of_lead(cmd->db, lead, &pair);

	if (!e)
		*ret = (struct block){ pair.fair, pair.booth, pair.student, BLOCK_BY_BOOTH };
	return e;
}

enum err on_lead_block(struct cmd *cmd, const struct lead_block_args *args,
		       struct lead_block_reply *ret_reply)
{
	struct block wish;
	enum err e = by_booth(cmd, args->lead, &wish);

	(void)ret_reply;
	return e ? e : block(cmd, &wish);
}

enum err on_lead_unblock(struct cmd *cmd, const struct lead_unblock_args *args,
			 struct lead_unblock_reply *ret_reply)
{
	struct block wish;
	enum err e = by_booth(cmd, args->lead, &wish);

	(void)ret_reply;
	return e ? e : unblock(cmd, &wish);
}

enum err on_call_report(struct cmd *cmd, const struct call_report_args *args,
			struct call_report_reply *ret_reply)
{
	struct meet_pair pair;
	struct report report;
	enum err e = meet_pair(cmd->db, args->call, &pair);
	bool is_student = !e && pair.student == cmd->who.account;

	(void)ret_reply;
	if (e)
		return e;
	report = (struct report){
		.id = cmd_id(cmd),
		.fair = pair.fair,
		.call = args->call,
		.reporter = cmd->who.account,
		.about = is_student ? pair.recruiter : pair.student,
		.reason = args->reason,
		.text = args->text,
	};
	touch_dashboard_needs(cmd, pair.fair, pair.fair);
	e = report_db_insert(cmd->db, &report, cmd->now_ms);
	if (e || !args->is_blocked)
		return e;
	return block(cmd, &(struct block){ pair.fair, pair.booth, pair.student,
					   is_student ? BLOCK_BY_STUDENT : BLOCK_BY_BOOTH });
}

/* More of one person would keep what others told out of the organiser's sight. */
#define OPEN_REPORTS_MOST 20

enum err on_message_report(struct cmd *cmd, const struct message_report_args *args,
			   struct message_report_reply *ret_reply)
{
	struct report report = {
		.id = cmd_id(cmd),
		.fair = cmd->object.fair,
		.message = args->message,
		.reporter = cmd->who.account,
		.reason = args->reason,
		.text = args->text,
	};
	int64_t n_open;
	enum err e = chat_author(cmd->db, args->message, &report.about);

	(void)ret_reply;
	if (!e && report.about == report.reporter)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.message", "a message of somebody else");
	if (!e)
		e = report_db_count_open(cmd->db, &report, &n_open);
	if (!e && n_open >= OPEN_REPORTS_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.message", "one of fewer than 20 that wait to be dealt with");
	touch_dashboard_needs(cmd, report.fair, report.fair);
	return e ? e : report_db_insert(cmd->db, &report, cmd->now_ms);
}

enum err on_report_list(struct cmd *cmd, const struct report_list_args *args,
			struct report_list_reply *ret_reply)
{
	enum err e = report_db_list(cmd->db, cmd->arena, args->fair, &ret_reply->reports, &ret_reply->n_reports);

	return e ? e :
		   restraint_db_list(cmd->db, cmd->arena, args->fair, &ret_reply->restraints,
				     &ret_reply->n_restraints);
}

enum err on_report_settle(struct cmd *cmd, const struct report_settle_args *args,
			  struct report_settle_reply *ret_reply)
{
	struct report report;
	enum err e = report_db_get(cmd->db, args->report, &report);

	(void)ret_reply;
	cmd->about = report.about;
	touch_dashboard_needs(cmd, cmd->object.fair, cmd->object.fair);
	return e ? e : report_db_settle(cmd->db, report.id, cmd->who.account, cmd->now_ms);
}

/* Staff are their employer's, who may remove them, and the organiser's by staff.remove. */
static enum err check_student(struct cmd *cmd, int64_t fair, int64_t student)
{
	bool is_student;
	enum err e = account_is_student_at(cmd->db, student, fair, &is_student);

	cmd->about = student;
	if (!e && !is_student)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.student", "a student of this fair");
	return e;
}

enum err on_student_mute(struct cmd *cmd, const struct student_mute_args *args,
			 struct student_mute_reply *ret_reply)
{
	enum err e = check_student(cmd, args->fair, args->student);

	(void)ret_reply;
	cmd->is_back = !args->is_muted;
	return e ? e : mute_db_set(cmd->db, args->fair, args->student, args->is_muted, cmd->now_ms);
}

enum err on_student_ban(struct cmd *cmd, const struct student_ban_args *args,
			struct student_ban_reply *ret_reply)
{
	enum err e = check_student(cmd, args->fair, args->student);

	(void)ret_reply;
	cmd->is_back = !args->is_banned;
	if (!e)
		e = ban_db_set(cmd->db, args->fair, args->student, args->is_banned, cmd->now_ms);
	if (e)
		return e;
	touch_me_guest(cmd, args->student, args->fair);
	if (args->is_banned)
		e = doors_sent_away(cmd, args->fair, args->student);
	if (e)
		return e;
	return args->is_banned ? meet_send_away(cmd, args->fair, args->student) :
				 meet_let_in_again(cmd, args->student);
}

enum err list_me_block(const struct view *v, int64_t topic, struct ids *ret)
{
	return block_db_of_person(v->db, v->arena, topic, ret);
}

enum err read_me_block(const struct view *v, int64_t topic, int64_t key, struct wire_block *ret,
		       bool *ret_found)
{
	struct booth booth;
	enum err e = block_db_is_by(v->db,
				    &(struct block){ 0, key, topic, BLOCK_BY_STUDENT }, ret_found);

	if (e || !*ret_found)
		return e;
	e = booth_get(v->db, v->arena, key, &booth);
	if (!e)
		*ret = (struct wire_block){ .id = key, .booth_name = booth.name };
	return e;
}
