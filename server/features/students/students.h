/* What other features may ask of students and their cards. Engine thread. */
#pragma once

#include "engine/command.h"

/* Something on a student's card changed: they see it themselves, and so does whoever it is shown to. */
enum err students_card_changed(struct cmd *cmd, int64_t fair, int64_t student) MUST_CHECK;
