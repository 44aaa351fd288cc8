/*
 * A coordinator asks a student of theirs whether they want a place in the line of a booth (design §11): the
 * student says yes, and takes a number as if they had come by themselves; or no, or nothing for a while. The
 * coordinator never hears why somebody may not meet a booth. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"

#define OFFER_MS (10 * MINUTE_MS)
/* Questions that a student gets in a day, whoever asks: each of them rings. */
#define OFFERS_MOST 6
#define DAY_MS (24 * 60 * MINUTE_MS)

enum err may_look_after(struct cmd *cmd, int64_t fair, int64_t student)
{
	bool is_own = false;
	enum err e = coordinator_db_is_of(cmd->db, fair, cmd->who.account, student, &is_own);

	return e || is_own ? e : cmd_refuse(cmd, ERR_NOT_FOUND, "args.student", "a student of your school");
}

/* What stands between these two is theirs: to anybody else it is not possible, and no more. */
static enum err check_pair(struct cmd *cmd, const struct booth *booth, int64_t student)
{
	struct entry entry;
	bool was_asked = false;
	int64_t n = 0;
	enum err e = may_talk_again(cmd, booth, student);

	if (e == ERR_BLOCKED || e == ERR_SENT_AWAY || e == ERR_SPOKEN_ENOUGH)
		return ERR_WRONG_STATE;
	if (!e)
		e = entry_db_of(cmd->db, cmd->arena, booth->id, student, &entry);
	if (!e && entry.id)
		return ERR_STUDENT_WAITS;
	if (!e)
		e = handover_db_was_asked(cmd->db, booth->id, student, cmd->now_ms, &was_asked);
	if (!e)
		e = handover_db_count_asked(cmd->db, student, cmd->now_ms - DAY_MS, &n);
	return !e && (was_asked || n >= OFFERS_MOST) ? ERR_ALREADY_OFFERED : e;
}

enum err on_line_offer(struct cmd *cmd, const struct line_offer_args *args, struct line_offer_reply *ret_reply)
{
	struct booth booth;
	struct handover h;
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	if (!e)
		e = may_look_after(cmd, booth.fair, args->student);
	if (!e)
		e = line_is_open(cmd, booth.id);
	if (!e)
		e = check_pair(cmd, &booth, args->student);
	if (e)
		return e;
	h = (struct handover){ .id = cmd_id(cmd),
			       .fair = booth.fair,
			       .student = args->student,
			       .recruiter = cmd->who.account,
			       .from = booth.id,
			       .to = booth.id,
			       .state = HANDOVER_STATE_OFFERED,
			       .until_ms = cmd->now_ms + OFFER_MS };
	cmd->about = h.student;
	ret_reply->handover = h.id;
	touch_me_handover(cmd, h.student, h.id);
	e = handover_db_insert(cmd->db, &h, cmd->now_ms);
	return e ? e : cmd_timer(cmd, h.until_ms, CMD_HANDOVER_EXPIRE,
				 arena_printf(cmd->arena, "{\"handover\":%lld}", (long long)h.id));
}

/* Whether it is over follows from the time: its student's pages are told. */
enum err on_handover_expire(struct cmd *cmd, const struct handover_expire_args *args,
			    struct handover_expire_reply *ret_reply)
{
	struct handover h;
	enum err e = handover_db_get(cmd->db, cmd->arena, args->handover, &h);

	(void)ret_reply;
	if (!e)
		touch_me_handover(cmd, h.student, h.id);
	return e;
}

enum err line_offer_over(struct cmd *cmd, int64_t booth, int64_t student)
{
	struct ids open;
	enum err e = handover_db_of_person(cmd->db, cmd->arena, student, cmd->now_ms, &open);

	for (size_t i = 0; !e && i < open.n; i++) {
		struct handover h;

		e = handover_db_get(cmd->db, cmd->arena, open.at[i], &h);
		if (!e && h.to == booth && h.until_ms)
			e = handover_apply(cmd, &h, HANDOVER_ACCEPT);
	}
	return e;
}
