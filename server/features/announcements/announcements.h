/* What other features may ask of announcements. Engine thread. */
#pragma once

#include "engine/command.h"

/* A fair is over: what stands is for nobody any more. */
enum err announcements_end(struct cmd *cmd, int64_t fair) MUST_CHECK;
