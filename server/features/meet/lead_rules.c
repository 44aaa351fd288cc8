/* The life of a lead and of an offer to be handed over, who was missed, and what tags are. See rules.h. */
#include "features/meet/rules.h"

static enum lead_state after_answer(const struct lead_facts *facts)
{
	if (facts->answer == ANSWER_NO)
		return LEAD_STATE_DECLINED_BY_EMPLOYER;
	if (facts->answer == ANSWER_MAYBE)
		return LEAD_STATE_SPOKEN;
	return facts->is_place_offered ? LEAD_STATE_OFFERED : LEAD_STATE_INVITED;
}

static enum err move(enum lead_state *state, bool is_possible, enum lead_state to)
{
	if (!is_possible)
		return ERR_WRONG_STATE;
	*state = to;
	return ERR_OK;
}

bool lead_is_agreeing(enum lead_state s)
{
	return s == LEAD_STATE_INVITED || s == LEAD_STATE_OFFERED || s == LEAD_STATE_PLACED;
}

enum err lead_step(enum lead_state *state, enum lead_event event, const struct lead_facts *facts)
{
	enum lead_state s = *state;
	bool is_withdrawn = s == LEAD_STATE_WITHDRAWN;
	/* Before a talk there is nothing to answer; the card may always be taken back. */
	bool was_talk = s != LEAD_STATE_QUEUED && !is_withdrawn;
	bool is_employers = was_talk && s != LEAD_STATE_DECLINED_BY_STUDENT;

	switch (event) {
	case LEAD_TALK: /* opens what was over again */
		return move(state, !is_withdrawn, lead_is_agreeing(s) ? s : LEAD_STATE_SPOKEN);
	case LEAD_ANSWER:
		return move(state, is_employers && s != LEAD_STATE_PLACED, after_answer(facts));
	case LEAD_INVITE:
		return move(state, is_employers, LEAD_STATE_INVITED);
	case LEAD_OFFER:
		return move(state, is_employers, LEAD_STATE_OFFERED);
	case LEAD_PLACE:
		return move(state, is_employers, LEAD_STATE_PLACED);
	case LEAD_TURN_DOWN:
		return move(state, was_talk, LEAD_STATE_DECLINED_BY_STUDENT);
	case LEAD_TAKE_BACK:
		return move(state, !is_withdrawn, LEAD_STATE_WITHDRAWN);
	case LEAD_LEAVE_AGAIN: /* stands where its answer put it */
		return move(state, is_withdrawn,
			    facts->has_answer ? after_answer(facts) :
			    facts->has_talked ? LEAD_STATE_SPOKEN :
						LEAD_STATE_QUEUED);
	}
	return ERR_WRONG_STATE;
}

bool lead_event_to(enum lead_state to, bool is_student, enum lead_event *ret)
{
	switch (to) {
	case LEAD_STATE_QUEUED:
	case LEAD_STATE_SPOKEN:
	case LEAD_STATE_DECLINED_BY_EMPLOYER: /* by an answer, with its reason */
		return false;
	case LEAD_STATE_INVITED:
		*ret = LEAD_INVITE;
		return !is_student;
	case LEAD_STATE_OFFERED:
		*ret = LEAD_OFFER;
		return !is_student;
	case LEAD_STATE_PLACED:
		*ret = LEAD_PLACE;
		return !is_student;
	case LEAD_STATE_DECLINED_BY_STUDENT:
		*ret = LEAD_TURN_DOWN;
		return is_student;
	case LEAD_STATE_WITHDRAWN:
		*ret = LEAD_TAKE_BACK;
		return is_student;
	}
	return false;
}

enum err handover_step(enum handover_state *state, enum handover_event event)
{
	if (*state != HANDOVER_STATE_OFFERED)
		return ERR_WRONG_STATE;
	switch (event) {
	case HANDOVER_ACCEPT:
	case HANDOVER_TALK:
		*state = HANDOVER_STATE_ACCEPTED;
		return ERR_OK;
	case HANDOVER_DECLINE:
	case HANDOVER_END:
		*state = HANDOVER_STATE_DECLINED;
		return ERR_OK;
	}
	return ERR_WRONG_STATE;
}

/* How an entry that is over came to no talk; false: it did come to one. */
static bool entry_missed(enum entry_state state, enum missed_reason *ret)
{
	static const struct {
		enum entry_state state;
		enum missed_reason reason;
	} REASONS[] = {
		{ ENTRY_STATE_MISSED, MISSED_REASON_NO_ANSWER },
		{ ENTRY_STATE_LEFT, MISSED_REASON_LEFT },
		{ ENTRY_STATE_REMOVED, MISSED_REASON_REMOVED },
		{ ENTRY_STATE_CLOSED, MISSED_REASON_CLOSED },
	};

	for (size_t i = 0; i < sizeof(REASONS) / sizeof(REASONS[0]); i++) {
		if (REASONS[i].state == state) {
			*ret = REASONS[i].reason;
			return true;
		}
	}
	return false;
}

static bool booking_missed(const struct missed_facts *facts, enum missed_reason *ret)
{
	static const struct {
		enum booking_state state;
		enum missed_reason reason;
	} REASONS[] = {
		{ BOOKING_STATE_NO_SHOW, MISSED_REASON_NO_SHOW },
		{ BOOKING_STATE_MISSED_BY_EMPLOYER, MISSED_REASON_MISSED_BY_EMPLOYER },
		{ BOOKING_STATE_CANCELLED, MISSED_REASON_LEFT },
	};

	for (size_t i = 0; i < sizeof(REASONS) / sizeof(REASONS[0]); i++) {
		if (REASONS[i].state == facts->booking) {
			*ret = facts->is_called_off ? MISSED_REASON_CALLED_OFF : REASONS[i].reason;
			return true;
		}
	}
	return false;
}

bool lead_missed(const struct missed_facts *facts, enum missed_reason *ret, int64_t *ret_ms)
{
	bool is_missed = !facts->has_entry && !facts->has_booking;

	if (is_missed) {
		*ret = MISSED_REASON_CARD_LEFT;
		*ret_ms = facts->card_ms;
	}
	if (facts->has_entry && !facts->entry_ended_ms)
		return false;
	if (facts->has_booking && booking_is_live(facts->booking))
		return false;
	if (facts->has_entry && entry_missed(facts->entry, ret)) {
		*ret_ms = facts->entry_ended_ms;
		is_missed = true;
	}
	if (facts->has_booking && (!is_missed || facts->booking_ms > *ret_ms) &&
	    booking_missed(facts, ret)) {
		*ret_ms = facts->booking_ms;
		is_missed = true;
	}
	return is_missed;
}

bool lead_tags_trim(struct str *tags, size_t *n)
{
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++) {
		struct str tag = str_trim(tags[i]);
		bool is_new = true;

		if (!tag.len)
			return false;
		for (size_t k = 0; k < kept; k++)
			is_new = is_new && !str_eq(tags[k], tag);
		if (is_new)
			tags[kept++] = tag;
	}
	*n = kept;
	return true;
}
