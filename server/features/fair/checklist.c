/*
 * What a fair still misses before its doors open, as its organisers see it: it follows every change of what
 * it looks at, and of the time only when something else changes. Engine thread.
 */
#include "features/fair/fair.h"
#include "features/fair/setup_db.h"
#include "features/fair/setup_rules.h"
#include "features/handlers.h"

void fair_setup_touch(struct cmd *cmd, int64_t fair)
{
	for (int task = 0; task < SETUP_TASK_COUNT; task++)
		touch_setup_task(cmd, fair, task + 1);
}

enum err fair_may_open(struct cmd *cmd, int64_t fair)
{
	struct setup_facts facts;
	enum setup_task task;
	enum err e = setup_db_facts(cmd->db, fair, &facts);

	if (!e && setup_missing(&facts, cmd->now_ms, &task))
		return cmd_refuse(cmd, ERR_NOT_READY, setup_task_name(task), "done before the doors open");
	return e;
}

enum err list_setup_task(const struct view *v, int64_t topic, struct ids *ret)
{
	int64_t *at = arena_array(v->arena, SETUP_TASK_COUNT, sizeof(*at));

	(void)topic;
	for (int task = 0; task < SETUP_TASK_COUNT; task++)
		at[task] = task + 1;
	*ret = (struct ids){ at, SETUP_TASK_COUNT };
	return ERR_OK;
}

/* All tasks look at the same facts: they are read once. */
static enum err facts_of(const struct view *v, int64_t fair, const struct setup_facts **ret)
{
	static const char KIND;
	struct setup_facts *facts;
	enum err e;

	*ret = view_recall(v, &KIND, fair);
	if (*ret)
		return ERR_OK;
	facts = arena_alloc(view_keep(v), sizeof(*facts));
	e = setup_db_facts(v->db, fair, facts);
	if (!e)
		view_remember(v, &KIND, fair, facts);
	*ret = facts;
	return e;
}

enum err read_setup_task(const struct view *v, int64_t topic, int64_t key, struct wire_setup_item *ret,
			 bool *ret_found)
{
	const struct setup_facts *facts;
	enum err e = facts_of(v, topic, &facts);

	*ret_found = !e && key >= 1 && key <= SETUP_TASK_COUNT &&
		     setup_task(facts, (enum setup_task)(key - 1), v->now_ms, ret);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}
