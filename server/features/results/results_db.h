/* The SQL of the report: what its figures are counted from, read from indexes. Engine thread; all that is returned
 * lives in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* A student of the fair. */
struct result_student {
	int64_t account, school;
	enum level_group level;
};

/* In order of their accounts. */
enum err results_db_students(struct db *db, struct arena *a, int64_t fair, struct result_student **ret,
			     size_t *ret_n) MUST_CHECK;

/* A student and a booth. */
struct result_lead {
	int64_t account, booth;
	enum lead_state state;
	bool is_spoken;
	int64_t due_ms; /* 0: no answer is owed */
	bool was_owed, is_answered_late; /* and came; after its term */
};

/* In order of their students' accounts. */
enum err results_db_leads(struct db *db, struct arena *a, int64_t fair, struct result_lead **ret, size_t *ret_n)
	MUST_CHECK;

struct result_room {
	int64_t id;
	struct str name, name_en;
	bool has_sector;
	enum sector sector;
};

/* In the order in which the fair shows them. */
enum err results_db_rooms(struct db *db, struct arena *a, int64_t fair, struct result_room **ret,
			  size_t *ret_n) MUST_CHECK;

struct result_booth {
	int64_t booth, room;
};

enum err results_db_booths(struct db *db, struct arena *a, int64_t fair, struct result_booth **ret,
			   size_t *ret_n) MUST_CHECK;
enum err results_db_school(struct db *db, struct arena *a, int64_t school, struct str *ret) MUST_CHECK;
enum err results_db_target(struct db *db, int64_t fair, uint32_t *ret) MUST_CHECK;

/* A talk that is over. */
struct result_talk {
	int64_t student, ms;
	enum end_reason reason;
};

enum err results_db_talks(struct db *db, struct arena *a, int64_t fair, struct result_talk **ret,
			  size_t *ret_n) MUST_CHECK;

/* A call that is over, whether it was answered or not. */
struct result_ring {
	int64_t entry, at_ms, student;
};

/* In order of their entries, then of time. */
enum err results_db_rings(struct db *db, struct arena *a, int64_t fair, struct result_ring **ret,
			  size_t *ret_n) MUST_CHECK;

/* What somebody was told when they took a number. */
struct result_told {
	int64_t entry, at_ms, p50_ms, p90_ms;
};

enum err results_db_told(struct db *db, struct arena *a, int64_t fair, struct result_told **ret,
			 size_t *ret_n) MUST_CHECK;

/* How places in line ended, and bookings; how many people those are of, counted up to RESULTS_LEAST. */
enum err results_db_entries(struct db *db, struct arena *a, int64_t fair, struct wire_entry_result *ret,
			    uint32_t *ret_people) MUST_CHECK;
enum err results_db_bookings(struct db *db, int64_t fair, struct wire_booking_result *ret,
			     uint32_t *ret_people) MUST_CHECK;
