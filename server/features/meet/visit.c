/* Where a student has been: their own history. Engine thread. */
#include "features/doors/doors.h"
#include "features/handlers.h"
#include "features/meet/core.h"

enum err meet_visited(struct cmd *cmd, int64_t fair, int64_t booth, int64_t student,
		      bool has_chatted)
{
	struct visit visit = { .fair = fair, .booth = booth, .last_ms = cmd->now_ms };

	visit.has_chatted = has_chatted;
	touch_me_visit(cmd, student, booth);
	return visit_db_save(cmd->db, student, &visit);
}

enum err on_booth_visit(struct cmd *cmd, const struct booth_visit_args *args,
			struct booth_visit_reply *ret_reply)
{
	enum err e = doors_check(cmd, cmd->object.fair);

	(void)ret_reply;
	return e ? e : meet_visited(cmd, cmd->object.fair, args->booth, cmd->who.account, false);
}

enum err list_me_visit(const struct view *v, int64_t topic, struct ids *ret)
{
	return visit_db_of_person(v->db, v->arena, topic, ret);
}

enum err read_me_visit(const struct view *v, int64_t topic, int64_t key, struct wire_visit *ret,
		       bool *ret_found)
{
	struct visit visit;
	struct booth booth;
	enum err e = visit_db_get(v->db, topic, key, &visit);

	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = booth_get(v->db, v->arena, key, &booth);
	if (!e)
		*ret = (struct wire_visit){ .id = key,
					    .booth_name = booth.name,
					    .last_ms = visit.last_ms,
					    .has_chatted = visit.has_chatted };
	return e;
}
