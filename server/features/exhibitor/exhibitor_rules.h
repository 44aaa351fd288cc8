/* What a booth still needs before the doors open. Pure: no SQL, no clock, no I/O. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/protocol.h"

/* What stands of a booth so far. */
struct exhibitor_facts {
	bool has_come, has_texts, has_camera; /* of somebody who works there */
	uint32_t placements, staff, times;
};

/* What is lacking, in the order in which it is done; how much of it. */
size_t exhibitor_lacks(const struct exhibitor_facts *facts, enum exhibitor_step ret[EXHIBITOR_STEP_COUNT]);

/* Whether somebody may be written to again: not within a day of the last time (0: never). */
bool exhibitor_may_remind(int64_t last_ms, int64_t now_ms);
