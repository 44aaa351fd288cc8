/* The SQL of what changes at a fair whose doors are open. Engine thread. */
#pragma once

#include "engine/command.h"

enum err evening_db_set_close(struct db *db, int64_t fair, int64_t closes_ms) MUST_CHECK;
enum err evening_db_set_quiet(struct db *db, int64_t fair, int64_t until_ms) MUST_CHECK;
enum err evening_db_set_inside(struct db *db, int64_t fair, uint32_t most) MUST_CHECK;
enum err evening_db_set_wall(struct db *db, int64_t fair, int64_t wall) MUST_CHECK;
