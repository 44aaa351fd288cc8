/* What other features may ask of programmes. Engine thread. */
#pragma once

#include "engine/command.h"

/* Its name, what it teaches, or who is certified for it is another now: the placements that are for it show that, of
 * this booth or (0) of all. */
enum err programme_touch_placements(struct cmd *cmd, int64_t programme, int64_t booth) MUST_CHECK;

/* A booth does not come: what its employer is certified for is forgotten. */
enum err programme_forget_booth(struct cmd *cmd, int64_t booth) MUST_CHECK;
