/* Where a lead may go, who was missed, and what tags are. See rules.h. */
#include "features/meet/rules.h"

bool lead_may_move(enum lead_state from, enum lead_state to, bool is_student)
{
	if (from == LEAD_STATE_WITHDRAWN)
		return false;
	/* Before a talk there is nothing to answer; the card may always be taken back. */
	if (from == LEAD_STATE_QUEUED)
		return is_student && to == LEAD_STATE_WITHDRAWN;
	switch (to) {
	case LEAD_STATE_QUEUED:
	case LEAD_STATE_SPOKEN:
	case LEAD_STATE_DECLINED_BY_EMPLOYER: /* by an answer, with its reason */
		return false;
	case LEAD_STATE_INVITED:
	case LEAD_STATE_OFFERED:
	case LEAD_STATE_PLACED:
		return !is_student && from != LEAD_STATE_DECLINED_BY_STUDENT;
	case LEAD_STATE_DECLINED_BY_STUDENT:
	case LEAD_STATE_WITHDRAWN:
		return is_student;
	}
	return false;
}

static bool is_booking_open(enum booking_state state)
{
	return state == BOOKING_STATE_OFFERED || state == BOOKING_STATE_BOOKED ||
	       state == BOOKING_STATE_CHECKED_IN || state == BOOKING_STATE_IN_CALL;
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
	if (facts->has_booking && is_booking_open(facts->booking))
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
