/* The SQL of students whom their school has mailed. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* How a student can be reached, as a coordinator of their school may know it. */
struct reach {
	bool is_own; /* a student of the coordinator's school at this fair; otherwise nothing else is told */
	bool has_address, is_over;
	struct str fair_name;
	struct str code; /* of their group's link, or else of their school's newest that lets somebody in; empty: none */
};
enum err resend_db_reach(struct db *db, struct arena *a, int64_t fair, int64_t coordinator, int64_t student,
			 int64_t now_ms, struct reach *ret) MUST_CHECK;

/* Mails that a coordinator had sent since then. */
enum err resend_db_of_coordinator(struct db *db, int64_t coordinator, int64_t since_ms, int64_t *ret) MUST_CHECK;
enum err resend_db_add(struct db *db, int64_t fair, int64_t coordinator, int64_t student, int64_t now_ms) MUST_CHECK;
