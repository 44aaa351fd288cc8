/* Made by schema/gen from schema/protocol; do not edit. */

/*
 * The schema as tables for the engine. main.c hands them over, so that the engine knows no
 * feature.
 */
#pragma once

#include "engine/command.h"

extern const struct command_def command_table[COMMAND_COUNT];
extern const struct topic_def topic_table[TOPIC_COUNT];
/* By object_kind; NULL for OBJECT_NONE. */
extern enum err (*const resolver_table[OBJECT_COUNT])(struct db *db, int64_t id,
		struct object *ret);
