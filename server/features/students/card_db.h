/* The SQL of students' own cards. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

/* What is kept of a card but for its work processes. */
struct own_card {
	int64_t fair, account, school;
	int64_t programme; /* 0: not said yet */
	struct str looking_for, area, period, about;
};

/* ERR_NOT_FOUND: no such card. */
enum err own_card_db_get(struct db *db, struct arena *a, int64_t fair, int64_t account, struct own_card *ret)
	MUST_CHECK;
enum err own_card_db_save(struct db *db, const struct own_card *card) MUST_CHECK;

/* The fairs where somebody has a card. */
enum err own_card_db_fairs(struct db *db, struct arena *a, int64_t account, struct ids *ret) MUST_CHECK;
enum err own_card_db_view(struct db *db, struct arena *a, int64_t fair, int64_t account, struct wire_my_card *ret,
			  bool *ret_found) MUST_CHECK;

/* Its work processes of one kind, "can" or "learn". */
enum err own_card_db_processes(struct db *db, struct arena *a, const struct own_card *card, struct str kind,
			       struct ids *ret) MUST_CHECK;
enum err own_card_db_add_process(struct db *db, const struct own_card *card, struct str kind, int64_t process)
	MUST_CHECK;
enum err own_card_db_remove_process(struct db *db, const struct own_card *card, int64_t process) MUST_CHECK;

/* What a programme teaches, by code. */
enum err own_card_db_teaches(struct db *db, struct arena *a, int64_t programme, struct wire_work_process **ret,
			     size_t *ret_n) MUST_CHECK;
enum err own_card_db_is_taught(struct db *db, int64_t programme, int64_t process, bool *ret) MUST_CHECK;

/* Where the booths of a fair are, most of them first. */
enum err own_card_db_towns(struct db *db, struct arena *a, int64_t fair, struct str **ret, size_t *ret_n) MUST_CHECK;
