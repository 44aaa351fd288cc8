/*
 * The SQL of copying a fair. What is listed is of the earlier fair; what is copied is a row `from` of it,
 * under a new id, to the fair `fair`. Engine thread.
 */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* The fair itself: planned, at other times, with the rules and texts of the earlier one. */
enum err copy_db_fair(struct db *db, const struct fair_copy_args *args, int64_t fair, struct str slug,
		      int64_t closes_ms, int64_t now_ms) MUST_CHECK;
/* The school for which this account organises the fair, the one that made it where it is several; and the others
 * that share it. */
enum err copy_db_own_school(struct db *db, int64_t account, int64_t fair, int64_t *ret) MUST_CHECK;
enum err copy_db_other_schools(struct db *db, struct arena *a, int64_t fair, int64_t school,
			       struct ids *ret) MUST_CHECK;
enum err copy_db_rooms(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err copy_db_room(struct db *db, int64_t from, int64_t id, int64_t fair) MUST_CHECK;
enum err copy_db_programmes(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err copy_db_programme(struct db *db, int64_t from, int64_t id, int64_t fair) MUST_CHECK;

/* The rest hangs on rows that were copied before: a process on its programme, a booth on its room, a
 * placement on its booth and programme. */
enum err copy_db_processes(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err copy_db_process(struct db *db, int64_t from, int64_t id, int64_t fair) MUST_CHECK;
enum err copy_db_booth(struct db *db, int64_t from, int64_t id, int64_t fair, int64_t chat) MUST_CHECK;
enum err copy_db_placements(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err copy_db_placement(struct db *db, int64_t from, int64_t id, int64_t fair) MUST_CHECK;
enum err copy_db_placement_processes(struct db *db, int64_t from, int64_t fair) MUST_CHECK;
