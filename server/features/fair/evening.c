/*
 * What an organiser changes at a fair whose doors are open: when they close, and whether students are pointed to
 * quiet booths. Engine thread.
 */
#include "features/doors/doors.h"
#include "features/fair/evening_db.h"
#include "features/fair/fair.h"
#include "features/fair/fair_db.h"
#include "features/fair/setup_rules.h"
#include "features/handlers.h"
#include "features/meet/meet.h"
#include "features/students/students.h"

#define MINUTE_MS (60 * INT64_C(1000))
#define QUIET_MS (10 * MINUTE_MS)

static enum err open_fair(struct cmd *cmd, int64_t fair, struct fair_row *ret)
{
	enum err e = fair_db_get(cmd->db, cmd->arena, fair, ret);

	return !e && ret->state != FAIR_STATE_OPEN ? ERR_WRONG_STATE : e;
}

/*
 * Nothing closes by itself at that time: lines, offers and estimates look at it whenever they are asked, so they are
 * told to look again. Times that are booked stay where they are. Only the end of what booths see of cards waits for
 * it, by a timer that finds itself out of date (on_fair_hide_cards).
 */
enum err on_fair_extend(struct cmd *cmd, const struct fair_extend_args *args, struct fair_extend_reply *ret_reply)
{
	struct fair_row row;
	int64_t closes_ms;
	enum err e = open_fair(cmd, args->fair, &row);

	if (!e && (args->minutes < 5 || args->minutes > 120))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.minutes", "5 to 120");
	if (e)
		return e;
	closes_ms = (row.closes_ms > cmd->now_ms ? row.closes_ms : cmd->now_ms) + args->minutes * MINUTE_MS;
	/* What booths see no more, as students were told, they must not see again, nor for ever. */
	if (row.closes_ms + row.retention_ms <= cmd->now_ms || closes_ms > row.opens_ms + FAIR_LASTS_MOST_MS)
		return ERR_WRONG_STATE;
	ret_reply->closes_ms = closes_ms;
	touch_fair_fair(cmd, args->fair, args->fair);
	e = evening_db_set_close(cmd->db, args->fair, closes_ms);
	if (!e)
		e = fair_hide_cards_later(cmd, args->fair);
	if (!e)
		e = students_fair_moved(cmd, args->fair, closes_ms - row.closes_ms);
	return e ? e : meet_fair_changed(cmd, args->fair);
}

enum err on_fair_point_quiet(struct cmd *cmd, const struct fair_point_quiet_args *args,
			     struct fair_point_quiet_reply *ret_reply)
{
	struct fair_row row;
	enum err e = open_fair(cmd, args->fair, &row);

	if (e)
		return e;
	ret_reply->until_ms = cmd->now_ms + QUIET_MS;
	touch_fair_fair(cmd, args->fair, args->fair);
	touch_dashboard_needs(cmd, args->fair, args->fair);
	return evening_db_set_quiet(cmd->db, args->fair, ret_reply->until_ms);
}

enum err on_fair_widen(struct cmd *cmd, const struct fair_widen_args *args, struct fair_widen_reply *ret_reply)
{
	struct fair_row row;
	uint32_t inside = 0, most;
	enum err e = open_fair(cmd, args->fair, &row);

	if (!e && (args->by < 1 || args->by > 10000))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.by", "1 to 10000");
	if (e || !row.inside_most)
		return e ? e : ERR_WRONG_STATE;
	e = doors_inside(cmd->db, args->fair, &inside);
	/* More may be inside than the bound says, and as many shall come in now. */
	most = (inside > row.inside_most ? inside : row.inside_most) + args->by;
	if (!e && most > INSIDE_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.by", "no more than to 100000 inside");
	if (e)
		return e;
	ret_reply->most = most;
	touch_fair_fair(cmd, args->fair, args->fair);
	e = evening_db_set_inside(cmd->db, args->fair, ret_reply->most);
	return e ? e : doors_changed(cmd, args->fair);
}

enum err fair_set_wall(struct cmd *cmd, int64_t fair, int64_t wall)
{
	return evening_db_set_wall(cmd->db, fair, wall);
}
