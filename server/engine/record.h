/*
 * The command log: every executed command with its time and chance, a line of JSON each. Replayed
 * into an empty database it makes the same one (design §3.3): that is how determinism is tested and
 * how a fault of an evening can be looked at afterwards. It holds personal data and secrets.
 *
 * It is for tests and diagnosis, no second store: a transaction is logged right behind its COMMIT,
 * and the file is not synced. After a clean stop it holds all transactions. A process that is killed
 * between the two, a power cut or a full disk may cost it whole transactions or the rest of one;
 * the database has them. As every line tells its transaction's sequence and number of lines, a
 * replay stops where something is missing and never makes another database in silence; only what a
 * log lost at its very end, nobody can see in it.
 */
#pragma once

#include "engine/engine.h"

/* Runs the log at path on the database of `options` (db_path, tables, conf are used), which must
 * be as it was when the log began. What does not parse, is missing or comes to something else ends it
 * with an error, which is logged with the line. */
enum err record_replay(const char *path, const struct engine_options *options) MUST_CHECK;
