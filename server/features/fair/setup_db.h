/* The SQL of fairs, rooms and schools in the making. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "features/fair/setup_rules.h"
#include "store/db.h"

/* Whether a fair, a room of this fair or an organisation is called so in addresses. */
enum err setup_db_is_fair_slug(struct db *db, struct str slug, bool *ret) MUST_CHECK;
enum err setup_db_is_room_slug(struct db *db, int64_t fair, struct str slug, bool *ret) MUST_CHECK;
enum err setup_db_is_programme_slug(struct db *db, int64_t fair, struct str slug, bool *ret) MUST_CHECK;
enum err setup_db_is_organisation_slug(struct db *db, struct str slug, bool *ret) MUST_CHECK;

enum err setup_db_add_fair(struct db *db, int64_t id, struct str slug,
			   const struct wire_fair_draft *draft, int64_t now_ms) MUST_CHECK;
enum err setup_db_save_fair(struct db *db, int64_t id, const struct wire_fair_draft *draft)
	MUST_CHECK;
enum err setup_db_save_texts(struct db *db, const struct fair_save_texts_args *texts) MUST_CHECK;
enum err setup_db_texts(struct db *db, struct arena *a, int64_t fair, struct wire_fair_texts *ret,
			bool *ret_found) MUST_CHECK;

/* ERR_NOT_FOUND: no organisation of this id that is a school. */
enum err setup_db_is_school(struct db *db, int64_t org) MUST_CHECK;
enum err setup_db_schools(struct db *db, struct arena *a, int64_t account, struct wire_school **ret,
			  size_t *ret_n) MUST_CHECK;
enum err setup_db_add_school(struct db *db, int64_t id, struct str slug, struct str name,
			     struct str city) MUST_CHECK;

/* The schools whose fair it is. */
enum err setup_db_fair_schools(struct db *db, struct arena *a, int64_t fair, struct ids *ret)
	MUST_CHECK;
enum err setup_db_fair_school(struct db *db, struct arena *a, int64_t fair, int64_t school,
			      struct wire_fair_school *ret, bool *ret_found) MUST_CHECK;
/* The first one of a fair made it; has_joined false: it is asked to share the fair. */
enum err setup_db_join_school(struct db *db, int64_t fair, int64_t school, bool has_joined) MUST_CHECK;
/* Whether it was asked to share the fair and has not answered; and whether it is here and did not make the fair. */
enum err setup_db_is_asked(struct db *db, int64_t fair, int64_t school, bool *ret) MUST_CHECK;
enum err setup_db_is_guest(struct db *db, int64_t fair, int64_t school, bool *ret) MUST_CHECK;
/* What the school is called that made the fair; empty: none did. */
enum err setup_db_founder(struct db *db, struct arena *a, int64_t fair, struct str *ret) MUST_CHECK;
/* Whether this account organises for the school. */
enum err setup_db_runs_school(struct db *db, int64_t account, int64_t school, bool *ret) MUST_CHECK;
/* What the schools are asked for which this account organises. */
enum err setup_db_requests(struct db *db, struct arena *a, int64_t account,
			   struct wire_school_request **ret, size_t *ret_n) MUST_CHECK;
/* Fairs that a school made and that are still planned. */
enum err setup_db_count_planned(struct db *db, int64_t school, int64_t *ret) MUST_CHECK;
enum err setup_db_leave_school(struct db *db, int64_t fair, int64_t school) MUST_CHECK;
/* Whether programmes of this school are at the fair. */
enum err setup_db_has_programmes(struct db *db, int64_t fair, int64_t school, bool *ret) MUST_CHECK;

/* Behind the rooms that are there. */
enum err setup_db_add_room(struct db *db, int64_t id, int64_t fair, struct str slug,
			   const struct wire_room_draft *draft) MUST_CHECK;
enum err setup_db_save_room(struct db *db, int64_t id, const struct wire_room_draft *draft)
	MUST_CHECK;
/* Whether an employer asks to stand in it. */
enum err setup_db_is_asked_for(struct db *db, int64_t room, bool *ret) MUST_CHECK;
enum err setup_db_remove_room(struct db *db, int64_t id) MUST_CHECK;
enum err setup_db_place_room(struct db *db, int64_t id, int64_t fair, int64_t position) MUST_CHECK;

/* ERR_NOT_FOUND: no such fair. */
enum err setup_db_facts(struct db *db, int64_t fair, struct setup_facts *ret) MUST_CHECK;
