/*
 * The SQL of imports: finding what a row refers to, and saving rows by their key. Saving inserts or
 * updates, and tells whether anything is different now. Engine thread; texts live in the arena.
 */
#pragma once

#include "engine/command.h"
#include "store/db.h"

struct imports_fair {
	int64_t id; /* 0: there is none */
	struct str slug, name, timezone;
	int64_t opens_ms, closes_ms, talk_ms;
	int64_t made_ms; /* where it is new */
	uint32_t target, max_queues;
};

struct imports_organisation {
	int64_t id;
	struct str slug, kind, name, city;
};

struct imports_room {
	int64_t id, fair;
	struct str slug, name, name_en, sector;
	int64_t position;
};

struct imports_programme {
	int64_t id, fair, school;
	struct str slug, code, name, level;
};

struct imports_process {
	int64_t id, fair, programme;
	struct str code, name;
};

struct imports_booth {
	int64_t id, fair, room, org, chat, talk_ms;
	struct str slug, name, tagline, about, city;
};

struct imports_placement {
	int64_t id, fair, booth, programme;
	struct str title, about, level, track, period;
	int64_t hours, places;
};

struct imports_card {
	int64_t fair, account, school, programme;
	struct str study_group, looking_for, area, period, about;
};

struct imports_slot {
	int64_t id, fair, booth, column_no, starts_ms, ends_ms;
};

/* ---- find: id 0 when there is none ---- */

/* The row of this slug. `kind` is one that others refer to; `fair` counts where it has one. */
enum err imports_db_find(struct db *db, enum import_kind kind, int64_t fair, struct str slug,
			 int64_t *ret) MUST_CHECK;
enum err imports_db_fair(struct db *db, struct arena *a, struct str slug,
			 struct imports_fair *ret) MUST_CHECK;
/* How a fair is called in files. */
enum err imports_db_slug(struct db *db, struct arena *a, int64_t fair, struct str *ret) MUST_CHECK;
/* school, employer or partner. */
enum err imports_db_kind(struct db *db, struct arena *a, int64_t org, struct str *ret) MUST_CHECK;
/* School and level of a programme. */
enum err imports_db_programme(struct db *db, struct arena *a, int64_t id,
			      struct imports_programme *ret) MUST_CHECK;
enum err imports_db_find_process(struct db *db, int64_t programme, struct str code, int64_t *ret)
	MUST_CHECK;
enum err imports_db_find_placement(struct db *db, int64_t booth, struct str title, int64_t *ret)
	MUST_CHECK;
/* The room in which a booth stands. */
enum err imports_db_room_of(struct db *db, int64_t booth, int64_t *ret) MUST_CHECK;

/* A school of the fair that is called so, or its only one where nothing is said; and a programme of a school by
 * its code, its name or its slug. n: how many there are; the id is of one of them. */
enum err imports_db_school_called(struct db *db, int64_t fair, struct str name, int64_t *ret, int64_t *ret_n)
	MUST_CHECK;
enum err imports_db_programme_called(struct db *db, int64_t fair, int64_t school, struct str name,
				     int64_t *ret, int64_t *ret_n) MUST_CHECK;

/* ---- what else shows a row ---- */

enum err imports_db_booths_in(struct db *db, struct arena *a, int64_t room, struct ids *ret)
	MUST_CHECK;

/* ---- save; ids that exist already stay as they are ---- */

enum err imports_db_save_fair(struct db *db, const struct imports_fair *f, bool *ret_changed)
	MUST_CHECK;
enum err imports_db_save_organisation(struct db *db, const struct imports_organisation *o,
				      bool *ret_changed) MUST_CHECK;
enum err imports_db_save_room(struct db *db, const struct imports_room *r, bool *ret_changed)
	MUST_CHECK;
enum err imports_db_save_programme(struct db *db, const struct imports_programme *p,
				   bool *ret_changed) MUST_CHECK;
enum err imports_db_save_process(struct db *db, const struct imports_process *p, bool *ret_changed)
	MUST_CHECK;
/* A booth that exists keeps its chat. */
enum err imports_db_save_booth(struct db *db, const struct imports_booth *b, bool *ret_changed)
	MUST_CHECK;
enum err imports_db_save_placement(struct db *db, const struct imports_placement *p,
				   bool *ret_changed) MUST_CHECK;
enum err imports_db_save_card(struct db *db, const struct imports_card *c) MUST_CHECK;
/* A slot that exists stays as it is: somebody may have booked it. */
enum err imports_db_add_slot(struct db *db, const struct imports_slot *s, bool *ret_added)
	MUST_CHECK;

/* Sets the work processes of a placement. */
enum err imports_db_set_processes(struct db *db, struct arena *a, int64_t fair, int64_t placement,
				  const struct ids *want, bool *ret_changed) MUST_CHECK;
/* Takes all work processes off a card, and puts some on it: kind is "can" or "learn". */
/* All that a card says, to see whether it changed; empty: there is none. In the arena. */
enum err imports_db_card_text(struct db *db, struct arena *a, int64_t fair, int64_t account, struct str *ret)
	MUST_CHECK;
enum err imports_db_clear_card(struct db *db, int64_t fair, int64_t account) MUST_CHECK;
enum err imports_db_fill_card(struct db *db, const struct imports_card *card, const char *kind,
			      const struct ids *processes) MUST_CHECK;

/* ---- people ---- */

enum err imports_db_add_membership(struct db *db, int64_t account, int64_t org, struct str role)
	MUST_CHECK;
enum err imports_db_add_participation(struct db *db, int64_t fair, int64_t account, struct str role,
				      int64_t org) MUST_CHECK;
/* A student comes from one school: the one of the card. */
enum err imports_db_leave_other_schools(struct db *db, int64_t fair, int64_t account,
					int64_t school) MUST_CHECK;
