/* Full-text search over what a fair publishes. */
#pragma once

#include "engine/aside.h"

/* Its index, for engine_options.aside. */
extern const struct aside_ops search_aside;
