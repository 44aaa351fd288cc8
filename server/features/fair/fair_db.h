/* The SQL of fairs. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "features/fair/numbers.h"
#include "store/db.h"

/* The columns of a fair's numbers, of this table; and what stands in them, from `column` on. */
#define NUMBERS_OF(table)                                                                           \
	table "ring_ms, " table "wrap_up_ms, " table "suspension_ms, " table "no_show_ms, " table      \
	      "employer_missed_ms, " table "put_back, " table "extensions"
struct numbers numbers_of_row(struct stmt *s, int column);

/* The most that a bound can be. */
#define INSIDE_MOST 100000

struct fair_row {
	int64_t id, opens_ms, closes_ms, talk_ms, answer_ms, retention_ms;
	int64_t quiet_until_ms; /* students are pointed to quiet booths; 0: never were */
	struct str slug, name, timezone;
	enum fair_state state;
	enum fair_kind kind;
	uint32_t target, max_queues, max_bookings, max_talks, version;
	uint32_t inside_most; /* students at once; 0: no bound */
	bool is_blind; /* from employers, until they talk */
	bool is_called_off;
	bool is_listed; /* on the front page while it is planned */
	struct numbers numbers;
};

/* ERR_NOT_FOUND: no such fair. */
enum err fair_db_get(struct db *db, struct arena *a, int64_t id, struct fair_row *ret) MUST_CHECK;
/* Those whose doors opened, planned ones that are listed, and all in which this account takes part. */
enum err fair_db_list(struct db *db, struct arena *a, int64_t account, struct wire_fair_line **ret, size_t *ret_n)
	MUST_CHECK;
enum err fair_db_set_state(struct db *db, int64_t id, enum fair_state state, uint32_t version,
			   int64_t now_ms) MUST_CHECK;

enum err fair_db_publish(struct db *db, int64_t id, bool is_listed) MUST_CHECK;

enum err fair_db_set_rules(struct db *db, const struct fair_set_rules_args *rules) MUST_CHECK;

/* Opens and closes so much later; negative: earlier. */
enum err fair_db_move(struct db *db, int64_t id, int64_t by_ms) MUST_CHECK;

/* Who is to be there, and is no student: coordinators, who manages a booth, and who works at one that has times.
 * Who was not asked yet to answer for a booth, and was not here either, has not heard of the fair. */
enum err fair_db_expected(struct db *db, struct arena *a, int64_t id, struct ids *ret) MUST_CHECK;

/* Leads of this fair that became a place. */
enum err fair_db_placed(struct db *db, int64_t id, uint32_t *ret) MUST_CHECK;
