/* What other features may ask of students and their cards. Engine thread. */
#pragma once

#include "engine/command.h"

/* Something on a student's card changed: they see it themselves, and so does whoever it is shown to. */
enum err students_card_changed(struct cmd *cmd, int64_t fair, int64_t student) MUST_CHECK;

/* A fair is held so much later: the links of its groups let students in for as much longer. */
enum err students_fair_moved(struct cmd *cmd, int64_t fair, int64_t by_ms) MUST_CHECK;

/* A school shares a fair no longer: the links of its groups there let nobody in any more. */
enum err students_school_left(struct cmd *cmd, int64_t fair, int64_t school) MUST_CHECK;
