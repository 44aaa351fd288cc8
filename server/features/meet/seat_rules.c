/* The life of a recruiter's seat. See rules.h. */
#include "features/meet/rules.h"

static void move(struct seat_life *life, enum seat_state to, int64_t now_ms, int64_t until_ms)
{
	life->state = to;
	life->since_ms = now_ms;
	life->until_ms = until_ms;
}

static bool is_idle(enum seat_state s)
{
	return s == SEAT_STATE_FREE || s == SEAT_STATE_WRAP_UP || s == SEAT_STATE_PAUSED;
}

static bool is_busy(enum seat_state s)
{
	return s == SEAT_STATE_RINGING || s == SEAT_STATE_IN_CALL;
}

enum err seat_step(struct seat_life *life, enum seat_event event, int64_t now_ms, int64_t until_ms)
{
	enum seat_state s = life->state;

	switch (event) {
	case SEAT_TAKE:
		if (s == SEAT_STATE_OFFLINE)
			move(life, SEAT_STATE_FREE, now_ms, 0);
		return ERR_OK; /* sitting down twice is sitting */
	case SEAT_LEAVE:
		if (is_busy(s))
			return ERR_SEAT_BUSY;
		move(life, SEAT_STATE_OFFLINE, now_ms, 0);
		return ERR_OK;
	case SEAT_PAUSE:
		if (!is_idle(s))
			return ERR_WRONG_STATE;
		move(life, SEAT_STATE_PAUSED, now_ms, until_ms);
		return ERR_OK;
	case SEAT_RESUME:
		if (!is_idle(s))
			return ERR_WRONG_STATE;
		if (s != SEAT_STATE_FREE)
			move(life, SEAT_STATE_FREE, now_ms, 0);
		return ERR_OK;
	case SEAT_RING:
		if (s != SEAT_STATE_FREE && s != SEAT_STATE_WRAP_UP)
			return ERR_WRONG_STATE;
		move(life, SEAT_STATE_RINGING, now_ms, 0);
		return ERR_OK;
	case SEAT_RING_OVER:
		if (s != SEAT_STATE_RINGING)
			return ERR_WRONG_STATE;
		move(life, SEAT_STATE_FREE, now_ms, 0);
		return ERR_OK;
	case SEAT_TALK:
		if (s != SEAT_STATE_RINGING)
			return ERR_WRONG_STATE;
		move(life, SEAT_STATE_IN_CALL, now_ms, 0);
		return ERR_OK;
	case SEAT_TALKED:
		if (s != SEAT_STATE_IN_CALL)
			return ERR_WRONG_STATE;
		move(life, SEAT_STATE_WRAP_UP, now_ms, until_ms);
		return ERR_OK;
	case SEAT_TIME_UP:
		if (s != SEAT_STATE_WRAP_UP && s != SEAT_STATE_PAUSED)
			return ERR_WRONG_STATE;
		move(life, SEAT_STATE_FREE, now_ms, 0);
		return ERR_OK;
	case SEAT_LOST:
		if (is_busy(s))
			return ERR_SEAT_BUSY; /* the call's own grace decides first */
		move(life, SEAT_STATE_OFFLINE, now_ms, 0);
		return ERR_OK;
	}
	return ERR_WRONG_STATE;
}
