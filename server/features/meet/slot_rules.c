/* The life of a booking, when a slot may be had, and how a plan is cut into slots. See rules.h. */
#include "features/meet/rules.h"

static bool booking_is_open(enum booking_state state)
{
	return state == BOOKING_STATE_BOOKED || state == BOOKING_STATE_CHECKED_IN;
}

bool booking_is_live(enum booking_state state)
{
	return booking_is_open(state) || state == BOOKING_STATE_OFFERED || state == BOOKING_STATE_IN_CALL;
}

/* Who came once has as long as the employer. */
static int64_t missing_after_ms(enum booking_state state, const struct numbers *numbers)
{
	return state == BOOKING_STATE_BOOKED ? numbers->no_show_ms : numbers->employer_missed_ms;
}

enum err booking_step(enum booking_state *state, enum booking_event event, int64_t now_ms,
		      int64_t starts_ms, const struct numbers *numbers)
{
	switch (event) {
	case BOOKING_ACCEPT:
	case BOOKING_EXPIRE:
		if (*state != BOOKING_STATE_OFFERED)
			return ERR_WRONG_STATE;
		*state = event == BOOKING_ACCEPT ? BOOKING_STATE_BOOKED : BOOKING_STATE_EXPIRED;
		return ERR_OK;
	case BOOKING_MOVE:
		if (*state != BOOKING_STATE_OFFERED && *state != BOOKING_STATE_BOOKED)
			return ERR_WRONG_STATE;
		*state = BOOKING_STATE_OFFERED;
		return ERR_OK;
	case BOOKING_CHECK_IN:
		if (*state != BOOKING_STATE_BOOKED || now_ms < starts_ms - CHECK_IN_BEFORE_MS)
			return ERR_WRONG_STATE;
		*state = BOOKING_STATE_CHECKED_IN;
		return ERR_OK;
	case BOOKING_CANCEL:
		if (*state != BOOKING_STATE_OFFERED && !booking_is_open(*state))
			return ERR_WRONG_STATE;
		*state = BOOKING_STATE_CANCELLED;
		return ERR_OK;
	case BOOKING_TALK:
		if (!booking_is_open(*state))
			return ERR_WRONG_STATE;
		*state = BOOKING_STATE_IN_CALL;
		return ERR_OK;
	case BOOKING_TALKED:
	case BOOKING_TALK_FAILED:
		if (*state != BOOKING_STATE_IN_CALL)
			return ERR_WRONG_STATE;
		*state = event == BOOKING_TALKED ? BOOKING_STATE_DONE : BOOKING_STATE_CHECKED_IN;
		return ERR_OK;
	case BOOKING_STUDENT_MISSING: /* who checked in may have lost their place by not answering */
		if (!booking_is_open(*state) ||
		    now_ms < starts_ms + (*state == BOOKING_STATE_BOOKED ? numbers->no_show_ms : 0))
			return ERR_WRONG_STATE;
		*state = BOOKING_STATE_NO_SHOW;
		return ERR_OK;
	case BOOKING_EMPLOYER_MISSING:
		if (*state != BOOKING_STATE_CHECKED_IN ||
		    now_ms < starts_ms + numbers->employer_missed_ms)
			return ERR_WRONG_STATE;
		*state = BOOKING_STATE_MISSED_BY_EMPLOYER;
		return ERR_OK;
	}
	return ERR_WRONG_STATE;
}

static int64_t latest(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Who is in the line is there, whether they said so or not. */
static bool judge_booked(const struct booking_facts *f, int64_t due_ms, int64_t now_ms,
			 enum booking_event *ret, int64_t *ret_again_ms)
{
	switch (f->student) {
	case STUDENT_WAITS:
	case STUDENT_WITH_US:
		*ret = BOOKING_CHECK_IN;
		return true;
	case STUDENT_LOST:
	case STUDENT_ELSEWHERE:
		return false;
	case STUDENT_GONE:
		*ret = BOOKING_STUDENT_MISSING;
		if (due_ms < *ret_again_ms)
			*ret_again_ms = due_ms;
		return now_ms >= due_ms;
	}
	return false;
}

/* The employer is missing where nobody could have called a student who waits. Somebody at work is
 * late at most, until the booked time is over; who did not answer is not owed that much. */
static bool judge_checked_in(const struct booking_facts *f, int64_t due_ms, int64_t now_ms,
			     enum booking_event *ret)
{
	bool is_over = now_ms >= latest(f->ends_ms, due_ms);

	switch (f->student) {
	case STUDENT_WAITS:
		*ret = BOOKING_EMPLOYER_MISSING;
		return now_ms >= due_ms && (!f->is_staffed || (is_over && !f->was_rung));
	case STUDENT_GONE:
		*ret = BOOKING_STUDENT_MISSING;
		return now_ms >= due_ms && (f->is_staffed || is_over);
	case STUDENT_LOST:
	case STUDENT_ELSEWHERE:
	case STUDENT_WITH_US:
		return false;
	}
	return false;
}

/* Nobody is missing who talks elsewhere, or cannot be here because the server is not: the time to come
 * begins when that is over. */
bool booking_judge(enum booking_state state, const struct booking_facts *f, int64_t now_ms,
		   const struct numbers *numbers, enum booking_event *ret, int64_t *ret_again_ms)
{
	int64_t due_ms = latest(latest(f->starts_ms, f->talked_ms), f->resumed_ms) +
			 missing_after_ms(state, numbers);

	bool happens = false;

	*ret_again_ms = now_ms + LOOK_AGAIN_MS;
	if (state == BOOKING_STATE_BOOKED)
		happens = judge_booked(f, due_ms, now_ms, ret, ret_again_ms);
	else if (state == BOOKING_STATE_CHECKED_IN)
		happens = judge_checked_in(f, due_ms, now_ms, ret);
	/* Nobody had a chance to come: it is called off, and nobody's fault. */
	if (happens && *ret == BOOKING_STUDENT_MISSING && f->ends_ms <= f->resumed_ms)
		*ret = BOOKING_CANCEL;
	return happens;
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t offer_until_ms(enum offer_kind kind, int64_t now_ms, int64_t starts_ms)
{
	int64_t left_ms = starts_ms - now_ms, hold_ms;

	if (left_ms < OFFER_LEAST_MS)
		return 0;
	hold_ms = kind == OFFER_KIND_WAITING_LIST ? least(left_ms / 12, OFFER_WAITING_MOST_MS) :
						    least(left_ms / 2, OFFER_MOST_MS);
	return now_ms + (hold_ms > OFFER_LEAST_MS ? hold_ms : OFFER_LEAST_MS);
}

int64_t slot_opens_ms(int64_t released_ms, bool is_reserved, int64_t starts_ms)
{
	int64_t reserve_ends_ms = starts_ms - RESERVE_ENDS_MS;

	return is_reserved && reserve_ends_ms > released_ms ? reserve_ends_ms : released_ms;
}

static int64_t plan_step_ms(const struct wire_slot_plan *plan)
{
	return (plan->talk_minutes + plan->pause_minutes) * MINUTE_MS;
}

size_t slot_plan_count(const struct wire_slot_plan *plan)
{
	int64_t window_ms = plan->until_ms - plan->from_ms;

	return (size_t)((window_ms - plan->talk_minutes * MINUTE_MS) / plan_step_ms(plan) + 1);
}

const char *slot_plan_wrong(const struct wire_slot_plan *plan, int64_t opens_ms, int64_t closes_ms,
			    int64_t now_ms, const char **ret_expected)
{
	if (plan->talk_minutes < 1 || plan->talk_minutes > 60)
		return *ret_expected = "1 to 60", "args.plan.talk_minutes";
	if (plan->pause_minutes > 60)
		return *ret_expected = "0 to 60", "args.plan.pause_minutes";
	if (plan->seats < 1 || plan->seats > 20)
		return *ret_expected = "1 to 20", "args.plan.seats";
	if (plan->reserve_percent > 50)
		return *ret_expected = "0 to 50", "args.plan.reserve_percent";
	if (plan->from_ms < opens_ms || plan->from_ms >= closes_ms)
		return *ret_expected = "a time when the fair is open", "args.plan.from_ms";
	if (plan->until_ms > closes_ms)
		return *ret_expected = "a time before the fair closes", "args.plan.until_ms";
	if (plan->until_ms < plan->from_ms + plan->talk_minutes * MINUTE_MS)
		return *ret_expected = "at least one talk after the first start",
		       "args.plan.until_ms";
	if (slot_plan_count(plan) * plan->seats > PLAN_SLOTS_MOST)
		return *ret_expected = "at most 200 slots in a plan", "args.plan.until_ms";
	if (plan->has_second_ms && (plan->second_ms <= now_ms || plan->second_ms >= plan->from_ms))
		return *ret_expected = "a time to come, before the first start",
		       "args.plan.second_ms";
	return NULL;
}

struct planned_slot slot_plan_at(const struct wire_slot_plan *plan, size_t i)
{
	size_t reserved_before = i * plan->reserve_percent / 100;
	int64_t starts_ms = plan->from_ms + (int64_t)i * plan_step_ms(plan);
	struct planned_slot slot = {
		.starts_ms = starts_ms,
		.ends_ms = starts_ms + plan->talk_minutes * MINUTE_MS,
		.is_reserved = (i + 1) * plan->reserve_percent / 100 > reserved_before,
	};

	/* Of the others, one now and one in the second wave. */
	if (plan->has_second_ms && !slot.is_reserved && (i - reserved_before) % 2)
		slot.released_ms = plan->second_ms;
	return slot;
}
