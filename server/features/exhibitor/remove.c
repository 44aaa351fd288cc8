/*
 * An employer that does not come: read from a list by mistake, or it cancelled. As long as no student knows its
 * booth, nothing is lost by forgetting it; afterwards it stays, and its line is closed instead. Engine thread.
 */
#include "features/account/account.h"
#include "features/chat/chat.h"
#include "features/exhibitor/exhibitor_db.h"
#include "features/exhibitor/internal.h"
#include "features/handlers.h"
#include "features/meet/meet.h"
#include "features/programmes/programmes.h"

/* Its people have no part in this fair any more, where it was their employer's only booth. */
static enum err leave(struct cmd *cmd, const struct booth *booth)
{
	struct ids booths;
	enum err e = exhibitor_db_of_org(cmd->db, cmd->arena, booth->fair, booth->org, &booths);

	return e || booths.n > 1 ? e : account_leave_employer(cmd, booth->fair, booth->org);
}

/* What hangs on the booth goes before it. */
static enum err forget(struct cmd *cmd, const struct booth *booth)
{
	enum err e = leave(cmd, booth);

	if (!e)
		e = programme_forget_booth(cmd, booth->id);
	if (!e)
		e = meet_forget_booth(cmd, booth->id);
	if (!e)
		e = exhibitor_db_forget(cmd->db, booth->id);
	if (!e)
		e = fair_remove_booth(cmd, booth);
	return e ? e : chat_remove(cmd, booth->chat);
}

enum err on_exhibitor_remove(struct cmd *cmd, const struct exhibitor_remove_args *args,
			     struct exhibitor_remove_reply *ret_reply)
{
	struct booth booth;
	bool is_known = false;
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	(void)ret_reply;
	if (!e && booth.fair_state != FAIR_STATE_PLANNED)
		return ERR_WRONG_STATE;
	if (!e)
		e = meet_is_known(cmd, booth.id, &is_known);
	if (!e && is_known)
		return ERR_IN_USE;
	exhibitor_touch(cmd, booth.fair, booth.id);
	return e ? e : forget(cmd, &booth);
}
