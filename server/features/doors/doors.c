/*
 * The doors of an open fair: who is inside, who waits because it is full, and who comes in next. Places are given
 * out in waves, in the order of coming; nobody is sent out, but who is gone for longer gives their place up.
 * Everybody has a number and keeps it all evening, and so is before all who came later when they are back. Engine
 * thread.
 */
#include "features/doors/doors.h"

#include "features/doors/doors_db.h"
#include "features/handlers.h"
#include "features/safety/safety.h"

/* A place is kept for who has been away for less, until they are gone (GUEST_GONE_MS): three minutes at least. */
#define AWAY_MOST_MS (2 * 60 * INT64_C(1000))
/* A booking that begins within this is never kept waiting at the door. */
#define BOOKED_SOON_MS (15 * 60 * INT64_C(1000))
/* After so many times that some were away the rest waits for the next wave: a step stays short. */
#define TRIES_MOST 5

const struct gauge DOORS_GAUGES[] = {
	{ "students_inside", "Students inside at all fairs.",
	  "SELECT /* scan: a row per fair */ coalesce(sum(inside), 0) FROM doors" },
	{ "students_waiting", "Students in the waiting rooms of all fairs.",
	  "SELECT /* scan: a row per fair */ coalesce(sum(waiting), 0) FROM doors" },
};
const size_t DOORS_N_GAUGES = ARRAY_LEN(DOORS_GAUGES);

static enum err save_guest(struct cmd *cmd, const struct guest *guest)
{
	touch_me_guest(cmd, guest->account, guest->fair);
	return guest_db_save(cmd->db, guest);
}

static enum err let_in(struct cmd *cmd, struct doors *d, struct guest *guest)
{
	if (guest->state == GUEST_STATE_WAITING)
		doors_wait_over(d);
	d->inside++;
	guest->state = GUEST_STATE_INSIDE;
	return save_guest(cmd, guest);
}

/* Whose turn came, and who was away for too long to keep a place for. */
static enum err pass_over(struct cmd *cmd, struct doors *d, struct guest *guest)
{
	doors_wait_over(d);
	d->wave_n--;
	guest->state = GUEST_STATE_PASSED;
	return save_guest(cmd, guest);
}

static enum err let_wave_in(struct cmd *cmd, struct doors *d)
{
	enum err e = ERR_OK;
	bool is_short = true;

	for (int tries = 0; !e && is_short && tries < TRIES_MOST; tries++) {
		uint32_t n = doors_wave(d, cmd->now_ms);
		struct ids first = { 0 };

		is_short = false;
		e = n ? guest_db_first(cmd->db, cmd->arena, d->fair, n, &first) : ERR_OK;
		for (size_t i = 0; !e && i < first.n; i++) {
			struct guest guest;
			bool is_passed;

			e = guest_db_get(cmd->db, d->fair, first.at[i], &guest);
			if (e)
				return e;
			is_passed = guest.away_ms && cmd->now_ms - guest.away_ms > AWAY_MOST_MS;
			e = is_passed ? pass_over(cmd, d, &guest) : let_in(cmd, d, &guest);
			is_short = is_short || is_passed;
		}
	}
	return e;
}

/* Whatever changed: who can come in does, the next wave is due, and all is kept. */
static enum err settle(struct cmd *cmd, struct doors *d)
{
	enum err e = let_wave_in(cmd, d);
	int64_t next_ms = doors_next_wave_ms(d, cmd->now_ms);

	if (!e && next_ms && !d->timer_ms) {
		d->timer_ms = next_ms;
		e = cmd_timer(cmd, next_ms, CMD_DOORS_WAVE,
			      arena_printf(cmd->arena, "{\"fair\":%lld,\"at_ms\":%lld}", (long long)d->fair,
					   (long long)next_ms));
	}
	touch_doors_doors(cmd, d->fair, d->fair);
	touch_dashboard_doors(cmd, d->fair, d->fair);
	touch_dashboard_needs(cmd, d->fair, d->fair);
	cmd_gauges_changed(cmd);
	return e ? e : doors_db_save(cmd->db, d);
}

static enum err is_expected(struct cmd *cmd, int64_t fair, int64_t account, bool *ret)
{
	return guest_db_is_expected(cmd->db, fair, account, cmd->now_ms + BOOKED_SOON_MS, ret);
}

/* Comes to the door, for the first time or again: a place inside, or one in the waiting room. */
static enum err come(struct cmd *cmd, struct doors *d, struct guest *guest)
{
	bool may_enter = !d->most;
	enum err e = may_enter ? ERR_OK : is_expected(cmd, d->fair, guest->account, &may_enter);

	if (e)
		return e;
	if (!guest->number)
		guest->number = d->next_number++;
	if (may_enter)
		return let_in(cmd, d, guest);
	guest->state = GUEST_STATE_WAITING;
	doors_wait(d, cmd->now_ms);
	return save_guest(cmd, guest);
}

/* Gives up what they have: a place inside, or one's turn. */
static enum err leave(struct cmd *cmd, struct doors *d, struct guest *guest)
{
	if (guest->state == GUEST_STATE_INSIDE)
		doors_leave(d, cmd->now_ms);
	else if (guest->state == GUEST_STATE_WAITING)
		doors_wait_over(d);
	guest->state = GUEST_STATE_PASSED;
	return save_guest(cmd, guest);
}

/* The student who acts is at the open doors, and comes to them where they have not yet. */
static enum err enter(struct cmd *cmd, struct doors *d, struct guest *ret)
{
	bool is_new;
	enum err e = safety_may_meet(cmd->db, d->fair, 0, cmd->who.account);

	if (e)
		return e;
	e = guest_db_get(cmd->db, d->fair, cmd->who.account, ret);
	is_new = e == ERR_NOT_FOUND;
	if (is_new)
		ret->state = GUEST_STATE_PASSED; /* they have no place yet */
	if (!is_new && (e || ret->state != GUEST_STATE_PASSED))
		return e;
	e = come(cmd, d, ret);
	if (!e)
		e = settle(cmd, d);
	return e ? e : guest_db_get(cmd->db, d->fair, cmd->who.account, ret);
}

enum err on_fair_enter(struct cmd *cmd, const struct fair_enter_args *args, struct fair_enter_reply *ret_reply)
{
	struct doors doors;
	struct guest guest = { 0 };
	enum err e = doors_db_get(cmd->db, args->fair, &doors);

	if (!e && !doors.is_open)
		return ERR_FAIR_NOT_OPEN;
	if (!e)
		e = enter(cmd, &doors, &guest);
	ret_reply->state = guest.state;
	ret_reply->has_number = guest.state == GUEST_STATE_WAITING;
	ret_reply->number = guest.number;
	return e;
}

enum err on_doors_wave(struct cmd *cmd, const struct doors_wave_args *args, struct doors_wave_reply *ret_reply)
{
	struct doors doors;
	enum err e = doors_db_get(cmd->db, args->fair, &doors);

	(void)ret_reply;
	if (e || args->at_ms != doors.timer_ms)
		return e;
	doors.timer_ms = 0;
	return settle(cmd, &doors);
}

/* ---- what others ask ---- */

enum err doors_inside(struct db *db, int64_t fair, uint32_t *ret)
{
	struct doors doors;
	enum err e = doors_db_get(db, fair, &doors);

	*ret = e ? 0 : doors.inside;
	return e;
}

enum err doors_check(struct cmd *cmd, int64_t fair)
{
	struct doors doors;
	struct guest guest;
	bool is_staff = (cmd->who.roles & ~(1u << CALLER_STUDENT | 1u << CALLER_MEMBER | 1u << CALLER_VISITOR)) != 0;
	enum err e = is_staff ? ERR_OK : doors_db_get(cmd->db, fair, &doors);

	/* Before the doors open and after they close nobody is at them. */
	if (e || is_staff || !doors.most || !doors.is_open)
		return e;
	e = enter(cmd, &doors, &guest);
	return !e && guest.state != GUEST_STATE_INSIDE ? ERR_NOT_INSIDE : e;
}

enum err doors_check_soon(struct cmd *cmd, int64_t fair, int64_t starts_ms)
{
	return starts_ms > cmd->now_ms + BOOKED_SOON_MS ? ERR_OK : doors_check(cmd, fair);
}

enum err doors_expect(struct cmd *cmd, int64_t fair, int64_t student)
{
	struct doors doors;
	struct guest guest;
	enum err e = guest_db_get(cmd->db, fair, student, &guest);

	if (e || guest.state != GUEST_STATE_WAITING)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = doors_db_get(cmd->db, fair, &doors);
	if (!e)
		e = let_in(cmd, &doors, &guest);
	return e ? e : settle(cmd, &doors);
}

/* Does this to what somebody is at each fair that they came to. */
static enum err each_fair(struct cmd *cmd, int64_t account,
			  enum err (*act)(struct cmd *cmd, struct doors *d, struct guest *guest))
{
	struct ids fairs;
	enum err e = guest_db_fairs(cmd->db, cmd->arena, account, &fairs);

	for (size_t i = 0; !e && i < fairs.n; i++) {
		struct doors doors;
		struct guest guest;

		uint32_t inside, waiting;

		e = doors_db_get(cmd->db, fairs.at[i], &doors);
		inside = doors.inside, waiting = doors.waiting;
		if (!e)
			e = guest_db_get(cmd->db, fairs.at[i], account, &guest);
		if (!e)
			e = act(cmd, &doors, &guest);
		if (!e && (doors.inside != inside || doors.waiting != waiting))
			e = settle(cmd, &doors);
	}
	return e;
}

static enum err came(struct cmd *cmd, struct doors *d, struct guest *guest)
{
	return guest->state == GUEST_STATE_PASSED && d->is_open ? come(cmd, d, guest) : ERR_OK;
}

enum err doors_came(struct cmd *cmd, int64_t account)
{
	return each_fair(cmd, account, came);
}

enum err doors_gone(struct cmd *cmd, int64_t account)
{
	return each_fair(cmd, account, leave);
}

/* On purpose: no number is kept for them. */
static enum err leave_for_good(struct cmd *cmd, struct doors *d, struct guest *guest)
{
	enum err e = leave(cmd, d, guest);

	return e ? e : guest_db_remove(cmd->db, guest);
}

enum err doors_signed_out(struct cmd *cmd, int64_t account)
{
	return each_fair(cmd, account, leave_for_good);
}

enum err doors_sent_away(struct cmd *cmd, int64_t fair, int64_t student)
{
	struct doors doors;
	struct guest guest;
	enum err e = guest_db_get(cmd->db, fair, student, &guest);

	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = doors_db_get(cmd->db, fair, &doors);
	if (!e)
		e = leave_for_good(cmd, &doors, &guest);
	return e ? e : settle(cmd, &doors);
}

enum err doors_changed(struct cmd *cmd, int64_t fair)
{
	struct doors doors;
	enum err e = doors_db_get(cmd->db, fair, &doors);

	return e ? e : settle(cmd, &doors);
}

enum err doors_time_passed(struct cmd *cmd, int64_t fair)
{
	struct doors doors;
	struct ids booked = { 0 };
	enum err e = doors_db_get(cmd->db, fair, &doors);

	if (!e && doors.waiting)
		e = guest_db_booked(cmd->db, cmd->arena, fair, cmd->now_ms, cmd->now_ms + BOOKED_SOON_MS, &booked);
	for (size_t i = 0; !e && i < booked.n; i++)
		e = doors_expect(cmd, fair, booked.at[i]);
	return e;
}

/* ---- what is shown ---- */

enum err list_me_guest(const struct view *v, int64_t topic, struct ids *ret)
{
	return guest_db_told(v->db, v->arena, topic, ret);
}

enum err read_me_guest(const struct view *v, int64_t topic, int64_t key, struct wire_guest *ret, bool *ret_found)
{
	struct guest guest;
	enum err e = safety_may_meet(v->db, key, 0, topic);

	*ret_found = e == ERR_SENT_AWAY;
	*ret = (struct wire_guest){ .id = key, .state = GUEST_STATE_SENT_AWAY };
	if (e)
		return *ret_found ? ERR_OK : e;
	e = guest_db_get(v->db, key, topic, &guest);
	*ret_found = !e && guest.state != GUEST_STATE_PASSED;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	*ret = (struct wire_guest){ .id = key,
				    .state = guest.state,
				    .has_number = guest.state == GUEST_STATE_WAITING,
				    .number = guest.number };
	return ERR_OK;
}

enum err list_doors_doors(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_doors_doors(const struct view *v, int64_t topic, int64_t key, struct wire_doors *ret, bool *ret_found)
{
	struct doors doors;
	struct ids numbers = { 0 };
	enum err e = doors_db_get(v->db, key, &doors);

	(void)topic;
	*ret_found = !e;
	if (!e)
		e = guest_db_numbers(v->db, v->arena, key, TOLD_MOST, &numbers);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	*ret = (struct wire_doors){ .id = key, .waiting = doors.waiting };
	ret->pace_ms = doors_pace_ms(&doors);
	ret->has_pace_ms = ret->pace_ms != 0;
	ret->freed = ret->has_pace_ms ? doors.freed : 0;
	ret->runs = arena_array(v->arena, numbers.n, sizeof(*ret->runs));
	ret->n_runs = doors_runs(numbers.at, numbers.n, ret->runs);
	return ERR_OK;
}

enum err list_dashboard_doors(const struct view *v, int64_t topic, struct ids *ret)
{
	return list_doors_doors(v, topic, ret);
}

enum err read_dashboard_doors(const struct view *v, int64_t topic, int64_t key, struct wire_live_doors *ret,
			      bool *ret_found)
{
	struct doors doors;
	enum err e = doors_db_get(v->db, key, &doors);

	(void)topic;
	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	*ret = (struct wire_live_doors){ .id = key,
					 .has_most = doors.most != 0,
					 .most = doors.most,
					 .inside = doors.inside,
					 .waiting = doors.waiting };
	return ERR_OK;
}
