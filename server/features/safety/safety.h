/* What other features may ask of who may meet whom. Engine thread. */
#pragma once

#include "engine/command.h"

/* ERR_MUTED: the organisers do not let this student write in the booths' chats. */
enum err safety_may_write(struct db *db, int64_t fair, int64_t student) MUST_CHECK;

/* Whether a booth does not want to meet this student. */
enum err safety_is_blocked_by_booth(struct db *db, int64_t booth, int64_t student, bool *ret)
	MUST_CHECK;

/* ERR_SENT_AWAY: the organisers sent this student away from the fair; ERR_BLOCKED: they and the booth
 * are not to meet, by the wish of either. For who is no student it is ERR_OK. */
enum err safety_may_meet(struct db *db, int64_t fair, int64_t booth, int64_t student) MUST_CHECK;
