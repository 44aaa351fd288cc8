/* The life of a queue entry and of a booking. See rules.h. */
#include "features/meet/rules.h"

static void back_to(struct entry_life *life, enum entry_state state)
{
	life->state = state;
	life->until_ms = 0;
	life->is_stepped_away = false;
}

static void end(struct entry_life *life, enum entry_state state, int64_t now_ms)
{
	back_to(life, state);
	life->ended_ms = now_ms;
}

/* The first miss costs two places, the second one sits out, and then the entry ends. */
static void miss(struct entry_life *life, int64_t now_ms, const struct numbers *numbers)
{
	if (life->misses == 0) {
		life->misses = 1;
		life->is_put_back = true;
		back_to(life, ENTRY_STATE_WAITING);
	} else {
		life->misses = 2;
		back_to(life, ENTRY_STATE_SUSPENDED);
		life->until_ms = now_ms + numbers->suspension_ms;
	}
}

static enum err step_waiting(struct entry_life *life, enum entry_event event)
{
	switch (event) {
	case ENTRY_CALL:
		back_to(life, ENTRY_STATE_CALLED);
		return ERR_OK;
	case ENTRY_STEP_AWAY:
		back_to(life, ENTRY_STATE_AWAY);
		life->is_stepped_away = true;
		return ERR_OK;
	case ENTRY_OFFLINE_LONG:
		back_to(life, ENTRY_STATE_AWAY);
		return ERR_OK;
	case ENTRY_COME_BACK:
	case ENTRY_ONLINE:
		return ERR_OK;
	case ENTRY_ACCEPT:
	case ENTRY_MISS:
	case ENTRY_RING_OVER:
	case ENTRY_TALKED:
	case ENTRY_CALL_FAILED:
	case ENTRY_NOT_COME:
	case ENTRY_LEAVE:
	case ENTRY_GONE:
	case ENTRY_SUSPENSION_OVER:
	case ENTRY_CLOSE:
	case ENTRY_REMOVE:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

static enum err step_away(struct entry_life *life, enum entry_event event)
{
	switch (event) {
	case ENTRY_COME_BACK:
		back_to(life, ENTRY_STATE_WAITING);
		return ERR_OK;
	case ENTRY_ONLINE:
		if (!life->is_stepped_away)
			back_to(life, ENTRY_STATE_WAITING);
		return ERR_OK;
	case ENTRY_STEP_AWAY:
		life->is_stepped_away = true;
		return ERR_OK;
	case ENTRY_OFFLINE_LONG:
		return ERR_OK;
	case ENTRY_CALL:
	case ENTRY_ACCEPT:
	case ENTRY_MISS:
	case ENTRY_RING_OVER:
	case ENTRY_TALKED:
	case ENTRY_CALL_FAILED:
	case ENTRY_NOT_COME:
	case ENTRY_LEAVE:
	case ENTRY_GONE:
	case ENTRY_SUSPENSION_OVER:
	case ENTRY_CLOSE:
	case ENTRY_REMOVE:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

static enum err step_called(struct entry_life *life, enum entry_event event, int64_t now_ms,
			    const struct numbers *numbers)
{
	switch (event) {
	case ENTRY_ACCEPT:
		back_to(life, ENTRY_STATE_IN_CALL);
		return ERR_OK;
	case ENTRY_MISS:
		miss(life, now_ms, numbers);
		return ERR_OK;
	case ENTRY_RING_OVER:
		back_to(life, ENTRY_STATE_WAITING);
		return ERR_OK;
	case ENTRY_OFFLINE_LONG:
	case ENTRY_ONLINE:
		return ERR_OK; /* the ring has a deadline of its own */
	case ENTRY_CALL:
	case ENTRY_TALKED:
	case ENTRY_CALL_FAILED:
	case ENTRY_NOT_COME:
	case ENTRY_LEAVE:
	case ENTRY_STEP_AWAY:
	case ENTRY_COME_BACK:
	case ENTRY_GONE:
	case ENTRY_SUSPENSION_OVER:
	case ENTRY_CLOSE:
	case ENTRY_REMOVE:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

static enum err step_in_call(struct entry_life *life, enum entry_event event, int64_t now_ms,
			     const struct numbers *numbers)
{
	switch (event) {
	case ENTRY_TALKED:
		end(life, ENTRY_STATE_DONE, now_ms);
		return ERR_OK;
	case ENTRY_CALL_FAILED:
		back_to(life, ENTRY_STATE_WAITING);
		return ERR_OK;
	case ENTRY_NOT_COME:
		miss(life, now_ms, numbers);
		return ERR_OK;
	case ENTRY_OFFLINE_LONG:
	case ENTRY_ONLINE:
		return ERR_OK; /* the call has a grace of its own */
	case ENTRY_CALL:
	case ENTRY_ACCEPT:
	case ENTRY_MISS:
	case ENTRY_RING_OVER:
	case ENTRY_LEAVE:
	case ENTRY_STEP_AWAY:
	case ENTRY_COME_BACK:
	case ENTRY_GONE:
	case ENTRY_SUSPENSION_OVER:
	case ENTRY_CLOSE:
	case ENTRY_REMOVE:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

static enum err step_suspended(struct entry_life *life, enum entry_event event, int64_t now_ms)
{
	switch (event) {
	case ENTRY_COME_BACK:
		life->misses = 1; /* the way back in: one more miss and it sits out again */
		back_to(life, ENTRY_STATE_WAITING);
		return ERR_OK;
	case ENTRY_SUSPENSION_OVER:
		end(life, ENTRY_STATE_MISSED, now_ms);
		return ERR_OK;
	case ENTRY_OFFLINE_LONG:
	case ENTRY_ONLINE:
		return ERR_OK;
	case ENTRY_CALL:
	case ENTRY_ACCEPT:
	case ENTRY_MISS:
	case ENTRY_RING_OVER:
	case ENTRY_TALKED:
	case ENTRY_CALL_FAILED:
	case ENTRY_NOT_COME:
	case ENTRY_LEAVE:
	case ENTRY_STEP_AWAY:
	case ENTRY_GONE:
	case ENTRY_CLOSE:
	case ENTRY_REMOVE:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

/* Leaving, losing the place, being taken out and closing time are alike from everywhere but a ring or a
 * call, which end by their own rules first. */
static bool ends_anywhere(enum entry_event event, enum entry_state *ret)
{
	*ret = event == ENTRY_CLOSE  ? ENTRY_STATE_CLOSED :
	       event == ENTRY_REMOVE ? ENTRY_STATE_REMOVED :
				       ENTRY_STATE_LEFT;
	return event == ENTRY_LEAVE || event == ENTRY_GONE || event == ENTRY_CLOSE ||
	       event == ENTRY_REMOVE;
}

enum err entry_step(struct entry_life *life, enum entry_event event, int64_t now_ms,
		    const struct numbers *numbers)
{
	enum entry_state last;

	life->is_put_back = false;
	switch (life->state) {
	case ENTRY_STATE_WAITING:
	case ENTRY_STATE_AWAY:
	case ENTRY_STATE_SUSPENDED:
		if (ends_anywhere(event, &last)) {
			end(life, last, now_ms);
			life->is_lost = event == ENTRY_GONE;
			return ERR_OK;
		}
		if (life->state == ENTRY_STATE_WAITING)
			return step_waiting(life, event);
		if (life->state == ENTRY_STATE_AWAY)
			return step_away(life, event);
		return step_suspended(life, event, now_ms);
	case ENTRY_STATE_CALLED:
		return step_called(life, event, now_ms, numbers);
	case ENTRY_STATE_IN_CALL:
		return step_in_call(life, event, now_ms, numbers);
	case ENTRY_STATE_DONE:
	case ENTRY_STATE_LEFT:
	case ENTRY_STATE_MISSED:
	case ENTRY_STATE_REMOVED:
	case ENTRY_STATE_CLOSED:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

bool entry_is_explained(const struct entry_life *life)
{
	return life->is_lost || life->state == ENTRY_STATE_MISSED || life->state == ENTRY_STATE_CLOSED ||
	       life->state == ENTRY_STATE_REMOVED;
}

bool is_scarce(int64_t wait_ms, int64_t left_ms, size_t n_lines)
{
	return n_lines && wait_ms * (int64_t)(1 + 4 * n_lines) > left_ms;
}
