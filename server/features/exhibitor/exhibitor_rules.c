/* See exhibitor_rules.h. */
#include "features/exhibitor/exhibitor_rules.h"

#define DAY_MS (24 * 60 * 60 * INT64_C(1000))

size_t exhibitor_lacks(const struct exhibitor_facts *facts, enum exhibitor_step ret[EXHIBITOR_STEP_COUNT])
{
	const bool is_done[EXHIBITOR_STEP_COUNT] = {
		[EXHIBITOR_STEP_COME] = facts->has_come,
		[EXHIBITOR_STEP_TEXTS] = facts->has_texts,
		[EXHIBITOR_STEP_PLACEMENTS] = facts->placements > 0,
		[EXHIBITOR_STEP_STAFF] = facts->staff > 0,
		[EXHIBITOR_STEP_TIMES] = facts->times > 0,
		[EXHIBITOR_STEP_CAMERA] = facts->has_camera,
	};
	size_t n = 0;

	for (int step = 0; step < EXHIBITOR_STEP_COUNT; step++) {
		if (!is_done[step])
			ret[n++] = (enum exhibitor_step)step;
	}
	return n;
}

bool exhibitor_may_remind(int64_t last_ms, int64_t now_ms)
{
	return !last_ms || now_ms - last_ms >= DAY_MS;
}
