/* What other features may ask of programmes. Engine thread. */
#pragma once

#include "engine/command.h"

/* Its name, its level, or what it teaches is another now: placements that are for it and the cards of its students
 * show that. */
enum err programme_was_changed(struct cmd *cmd, int64_t fair, int64_t programme) MUST_CHECK;

/* Whether a card, a group or a placement names it: its level and its school are settled. */
enum err programme_is_in_use(struct db *db, int64_t programme, bool *ret) MUST_CHECK;

/* How many a fair has, and a programme teaches, at the most: as their lists tell. */
#define PROGRAMMES_MOST 200
#define PROCESSES_MOST 60
enum err programme_count(struct db *db, int64_t fair, int64_t *ret) MUST_CHECK;
enum err programme_count_processes(struct db *db, int64_t programme, int64_t *ret) MUST_CHECK;

/* A booth does not come: what its employer is certified for is forgotten. */
enum err programme_forget_booth(struct cmd *cmd, int64_t booth) MUST_CHECK;
