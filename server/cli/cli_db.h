/* The SQL of the command line: which history a database tells. Main thread. */
#pragma once

#include "store/db.h"

enum err cli_db_incarnation(struct db *db, int64_t *ret) MUST_CHECK;

/* In a transaction of its own. */
enum err cli_db_set_incarnation(struct db *db, int64_t incarnation) MUST_CHECK;
