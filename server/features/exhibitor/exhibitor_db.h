/* The SQL of employers on their way to a fair. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "features/exhibitor/exhibitor_rules.h"
#include "store/db.h"

/* How far a booth is. */
struct exhibitor_row {
	int64_t id, fair, org, room; /* id 0: there is no such booth */
	enum fair_state fair_state;
	struct str name, fair_name;
	int64_t account; /* who answers for it, as long as they work there, or else somebody who does; 0: nobody */
	struct str contact, email;
	int64_t invited_ms, reminded_ms; /* 0: never */
	bool has_mail;
	enum mail_state mail; /* the newest to them about a booth of this fair */
	struct exhibitor_facts facts;
};

enum err exhibitor_db_get(struct db *db, struct arena *a, int64_t booth, struct exhibitor_row *ret) MUST_CHECK;
/* All booths of an employer at a fair. */
enum err exhibitor_db_of_org(struct db *db, struct arena *a, int64_t fair, int64_t org, struct ids *ret)
	MUST_CHECK;
/* Who answers for a booth, unless somebody does already. */
enum err exhibitor_db_answers(struct db *db, int64_t fair, int64_t booth, int64_t account) MUST_CHECK;
/* Who answers for it was invited, or reminded. */
enum err exhibitor_db_written(struct db *db, const struct exhibitor_row *row, bool is_reminder, int64_t now_ms)
	MUST_CHECK;

/* Nobody answers for it any more, and no link leads to it. */
enum err exhibitor_db_forget(struct db *db, int64_t booth) MUST_CHECK;

/* A link was given out; whom and what it was for. booth 0: there is no such link. */
struct exhibitor_link {
	struct str token_hash;
	int64_t account, booth, fair;
};
enum err exhibitor_db_add_link(struct db *db, const struct exhibitor_link *link) MUST_CHECK;
enum err exhibitor_db_link(struct db *db, struct str token_hash, struct exhibitor_link *ret) MUST_CHECK;

/* Fairs and employers for which somebody works at a booth; unseen: where they have not been yet. */
struct exhibitor_work {
	int64_t fair, org;
};
enum err exhibitor_db_work(struct db *db, struct arena *a, int64_t account, bool is_unseen,
			   struct exhibitor_work **ret, size_t *ret_n) MUST_CHECK;
enum err exhibitor_db_see(struct db *db, int64_t account, int64_t fair, int64_t now_ms, bool has_camera)
	MUST_CHECK;
/* To whom an invitation went; 0: this mail is none. */
enum err exhibitor_db_reader(struct db *db, int64_t mail, int64_t *ret) MUST_CHECK;

/* ---- who asks to come ---- */

enum err request_db_fair(struct db *db, int64_t fair, enum fair_state *ret) MUST_CHECK;
enum err request_db_is_room(struct db *db, int64_t fair, int64_t room, bool *ret) MUST_CHECK;
struct request_counts {
	int64_t all, newest, near; /* since then; from a network that is known */
};
enum err request_db_count(struct db *db, int64_t fair, int64_t since_ms, int64_t network,
			  struct request_counts *ret) MUST_CHECK;
/* Nothing where this address asked already. */
enum err request_db_add(struct db *db, int64_t fair, int64_t network,
			const struct wire_exhibitor_request *request) MUST_CHECK;
enum err request_db_list(struct db *db, struct arena *a, int64_t fair, struct ids *ret) MUST_CHECK;
enum err request_db_get(struct db *db, struct arena *a, int64_t fair, int64_t id,
			struct wire_exhibitor_request *ret, bool *ret_found) MUST_CHECK;
enum err request_db_remove(struct db *db, int64_t id) MUST_CHECK;
