/*
 * The command log: every executed command with its time and chance, a line of JSON each. Replayed
 * into an empty database it makes the same one (design §3.3): that is how determinism is tested and
 * how a fault of an evening can be looked at afterwards. It holds personal data and secrets.
 */
#pragma once

#include "engine/engine.h"

/* Runs the log at path on the database of `options` (db_path, tables, conf are used), which must
 * be as it was when the log began. Failures are logged with the line. */
enum err record_replay(const char *path, const struct engine_options *options) MUST_CHECK;
