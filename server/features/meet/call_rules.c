/*
 * The life of a call: one clock, the server's. It stops once for a lost side; at zero nobody is cut
 * off, both get half a minute to round off. See rules.h.
 */
#include "features/meet/rules.h"

static int64_t latest(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static enum err end(struct call_life *life, enum end_reason reason, int64_t now_ms)
{
	life->state = CALL_STATE_ENDED;
	life->deadline_ms = 0;
	life->ended_ms = now_ms;
	life->has_reason = true;
	life->reason = reason;
	return ERR_OK;
}

static enum err start(struct call_life *life, int64_t now_ms, int64_t talk_ms)
{
	life->state = CALL_STATE_LIVE;
	life->deadline_ms = 0;
	life->started_ms = now_ms;
	life->ends_ms = now_ms + talk_ms;
	life->is_clock_stopped_once = false; /* what was waited before it ran did not stop it */
	return ERR_OK;
}

static enum err step_ringing(struct call_life *life, enum call_event event, int64_t now_ms)
{
	switch (event) {
	case CALL_ACCEPT:
		life->state = CALL_STATE_CONNECTING;
		life->deadline_ms = now_ms + CONNECT_MS;
		return ERR_OK;
	case CALL_EXTRA_MINUTE:
		if (life->is_extra_minute_used)
			return ERR_WRONG_STATE;
		life->is_extra_minute_used = true;
		life->deadline_ms += EXTRA_MINUTE_MS;
		return ERR_OK;
	case CALL_DECLINE:
		return end(life, END_REASON_DECLINED, now_ms);
	case CALL_TIMEOUT:
		return end(life, END_REASON_NO_ANSWER, now_ms);
	case CALL_HANG_UP:
		return end(life, END_REASON_WITHDRAWN, now_ms);
	case CALL_PAGE_LOST:
		return ERR_OK;
	case CALL_CONNECTED:
	case CALL_PAGES_BACK:
	case CALL_EXTEND:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

/* Between accepting and the clock: half a minute for the browsers, then the text is enough; a side
 * that is not there at all gets the grace of a lost one. */
static enum err step_connecting(struct call_life *life, enum call_event event, int64_t now_ms,
				int64_t talk_ms)
{
	switch (event) {
	case CALL_CONNECTED:
		return start(life, now_ms, talk_ms);
	case CALL_TIMEOUT:
		if (life->are_pages_there)
			return start(life, now_ms, talk_ms);
		if (life->is_clock_stopped_once)
			return end(life, END_REASON_LOST, now_ms);
		life->is_clock_stopped_once = true;
		life->deadline_ms = now_ms + GRACE_MS;
		return ERR_OK;
	case CALL_HANG_UP:
		return end(life, END_REASON_HUNG_UP, now_ms);
	case CALL_PAGE_LOST:
	case CALL_PAGES_BACK:
		return ERR_OK;
	case CALL_ACCEPT:
		return ERR_OK; /* accepted in two tabs */
	case CALL_EXTRA_MINUTE:
	case CALL_DECLINE:
	case CALL_EXTEND:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

static enum err round_off(struct call_life *life, int64_t now_ms)
{
	life->state = CALL_STATE_ROUNDING_OFF;
	life->deadline_ms = now_ms + ROUND_OFF_MS;
	return ERR_OK;
}

static enum err step_live(struct call_life *life, enum call_event event, int64_t now_ms,
			  const struct call_terms *terms)
{
	switch (event) {
	case CALL_PAGE_LOST:
		life->state = CALL_STATE_INTERRUPTED;
		life->deadline_ms = now_ms + GRACE_MS;
		if (!life->is_clock_stopped_once) {
			life->is_clock_stopped_once = true;
			life->left_ms = life->ends_ms > now_ms ? life->ends_ms - now_ms : 1;
		}
		return ERR_OK;
	case CALL_TIMEOUT:
		if (now_ms < life->ends_ms)
			return ERR_WRONG_STATE;
		return round_off(life, now_ms);
	case CALL_HANG_UP:
		return end(life, END_REASON_HUNG_UP, now_ms);
	case CALL_EXTEND:
		if (life->extensions >= terms->extensions)
			return ERR_EXTENSION_SPENT;
		life->extensions++;
		life->ends_ms += EXTENSION_MS;
		return ERR_OK;
	case CALL_ACCEPT:
	case CALL_CONNECTED:
	case CALL_PAGES_BACK:
		return ERR_OK; /* said again after a reload */
	case CALL_EXTRA_MINUTE:
	case CALL_DECLINE:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

static enum err step_interrupted(struct call_life *life, enum call_event event, int64_t now_ms)
{
	switch (event) {
	case CALL_PAGES_BACK:
	case CALL_CONNECTED:
		if (!life->are_pages_there)
			return event == CALL_CONNECTED ? ERR_WRONG_STATE : ERR_OK;
		if (life->left_ms) {
			life->ends_ms = now_ms + life->left_ms;
			life->left_ms = 0;
		}
		if (life->ends_ms <= now_ms) /* the second time the clock went on */
			return round_off(life, now_ms);
		life->state = CALL_STATE_LIVE;
		life->deadline_ms = 0;
		return ERR_OK;
	case CALL_TIMEOUT:
		return end(life, END_REASON_LOST, now_ms);
	case CALL_HANG_UP:
		return end(life, END_REASON_HUNG_UP, now_ms);
	case CALL_PAGE_LOST:
	case CALL_ACCEPT:
		return ERR_OK;
	case CALL_EXTRA_MINUTE:
	case CALL_DECLINE:
	case CALL_EXTEND:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

static enum err step_rounding_off(struct call_life *life, enum call_event event, int64_t now_ms,
				  const struct call_terms *terms)
{
	switch (event) {
	case CALL_TIMEOUT:
		return end(life, END_REASON_TIME, now_ms);
	case CALL_HANG_UP:
		return end(life, END_REASON_HUNG_UP, now_ms);
	case CALL_EXTEND:
		if (life->extensions >= terms->extensions)
			return ERR_EXTENSION_SPENT;
		if (!life->are_pages_there)
			return ERR_WRONG_STATE; /* nobody to go on with */
		life->extensions++;
		life->state = CALL_STATE_LIVE;
		life->deadline_ms = 0;
		life->ends_ms = now_ms + EXTENSION_MS;
		return ERR_OK;
	case CALL_ACCEPT:
	case CALL_CONNECTED:
	case CALL_PAGE_LOST:
	case CALL_PAGES_BACK:
		return ERR_OK;
	case CALL_EXTRA_MINUTE:
	case CALL_DECLINE:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

enum err call_step(struct call_life *life, enum call_event event, int64_t now_ms,
		   const struct call_terms *terms)
{
	switch (life->state) {
	case CALL_STATE_RINGING:
		return step_ringing(life, event, now_ms);
	case CALL_STATE_CONNECTING:
		return step_connecting(life, event, now_ms, terms->talk_ms);
	case CALL_STATE_LIVE:
		return step_live(life, event, now_ms, terms);
	case CALL_STATE_INTERRUPTED:
		return step_interrupted(life, event, now_ms);
	case CALL_STATE_ROUNDING_OFF:
		return step_rounding_off(life, event, now_ms, terms);
	case CALL_STATE_ENDED:
		return ERR_WRONG_STATE;
	}
	return ERR_WRONG_STATE;
}

int64_t call_over_ms(const struct call_life *life, int64_t now_ms, int64_t talk_ms)
{
	switch (life->state) {
	case CALL_STATE_RINGING:
		return life->deadline_ms + (life->is_extra_minute_used ? 0 : EXTRA_MINUTE_MS) +
		       CONNECT_MS + talk_ms + ROUND_OFF_MS;
	case CALL_STATE_CONNECTING:
		return life->deadline_ms + talk_ms + ROUND_OFF_MS;
	case CALL_STATE_LIVE:
		return life->ends_ms + ROUND_OFF_MS;
	case CALL_STATE_INTERRUPTED:
		if (life->left_ms)
			return life->deadline_ms + life->left_ms + ROUND_OFF_MS;
		return latest(life->deadline_ms, life->ends_ms) + ROUND_OFF_MS;
	case CALL_STATE_ROUNDING_OFF:
		return life->deadline_ms;
	case CALL_STATE_ENDED:
		return now_ms;
	}
	return now_ms;
}

int64_t call_due_ms(const struct call_life *life)
{
	return life->state == CALL_STATE_LIVE ? life->ends_ms : life->deadline_ms;
}
