/* See mail_rules.h. */
#include "features/mail/mail_rules.h"

#define SECOND_MS INT64_C(1000)

static int64_t doubled(int64_t first_ms, int64_t most_ms, uint32_t times, uint8_t chance)
{
	int64_t ms = first_ms;

	for (uint32_t i = 1; i < times && ms < most_ms; i++)
		ms *= 2;
	ms = ms < most_ms ? ms : most_ms;
	return ms + ms * chance / 1024;
}

int64_t mail_backoff_ms(uint32_t attempts, uint8_t chance)
{
	return doubled(30 * SECOND_MS, 3600 * SECOND_MS, attempts, chance);
}

int64_t mail_hold_ms(uint32_t failures, uint8_t chance)
{
	return doubled(5 * SECOND_MS, 300 * SECOND_MS, failures, chance);
}

enum mail_state mail_after(enum mail_state before, enum mail_outcome outcome)
{
	static const enum mail_state AFTER[MAIL_OUTCOME_COUNT] = {
		[MAIL_OUTCOME_SENT] = MAIL_STATE_SENT,
		[MAIL_OUTCOME_REFUSED] = MAIL_STATE_REFUSED,
		[MAIL_OUTCOME_LATER] = MAIL_STATE_WAITING,
		[MAIL_OUTCOME_UNREACHABLE] = MAIL_STATE_WAITING,
		[MAIL_OUTCOME_UNKNOWN] = MAIL_STATE_UNKNOWN,
	};

	if (AFTER[outcome] == MAIL_STATE_UNKNOWN && before != MAIL_STATE_HANDING)
		return MAIL_STATE_WAITING;
	return AFTER[outcome];
}
