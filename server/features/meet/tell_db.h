/* The SQL of what is told by mail. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* Whether somebody looks after this booth's overdue answers already; if not, from now on. */
enum err owing_db_watch(struct db *db, int64_t fair, int64_t booth, bool *ret_is_new) MUST_CHECK;
enum err owing_db_forget(struct db *db, int64_t booth) MUST_CHECK;

/* Answers that this booth owes, and the students, longest first, whose answer is overdue. */
enum err owing_db_count(struct db *db, int64_t booth, int64_t *ret) MUST_CHECK;
enum err owing_db_overdue(struct db *db, struct arena *a, int64_t booth, int64_t now_ms, struct ids *ret) MUST_CHECK;

/* Who runs a booth. */
enum err owing_db_managers(struct db *db, struct arena *a, int64_t booth, struct ids *ret) MUST_CHECK;
