/* What other features may ask of the live dashboard. Engine thread. */
#pragma once

#include "engine/command.h"

/* Time passed at an open fair: once a minute how it is now is kept, and what is needed is looked at again. */
enum err live_time_passed(struct cmd *cmd, int64_t fair) MUST_CHECK;
