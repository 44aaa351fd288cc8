/* The SQL of the outbox. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "features/mail/letter.h"
#include "store/db.h"

/* How this server's mails go. */
struct mail_server {
	enum mail_mode mode;
	struct str origin, sender;
	uint32_t failures; /* of the mail server, in a row */
	int64_t until_ms;  /* it is left alone until then */
	struct str detail; /* why */
};

/* A mail as far as deciding about it goes. */
struct mail_row {
	int64_t id; /* 0: there is none */
	enum mail_state state;
	uint32_t attempts;
	int64_t until_ms;
};

/* To whom a mail goes. */
struct mail_reader {
	struct str address, name;
	enum locale locale;
};

struct mail_insert {
	int64_t id;
	const struct mail_draft *draft;
	const struct letter *letter;
	struct str address, message_id;
	struct str calendar; /* empty: it is no appointment */
	const char *method;
	bool is_shown;
	int64_t now_ms;
};

enum err mail_db_server(struct db *db, struct arena *a, struct mail_server *ret) MUST_CHECK;
enum err mail_db_configure(struct db *db, enum mail_mode mode, struct str origin, struct str sender) MUST_CHECK;
/* Whether the database was restored since mails were last configured, and that it is known from now on. */
enum err mail_db_was_restored(struct db *db, bool *ret) MUST_CHECK;
/* Ends every mail that is not settled yet: it may have been sent. */
enum err mail_db_doubt_all(struct db *db, int64_t now_ms, struct str detail) MUST_CHECK;
/* failures 0: it answers again. */
enum err mail_db_set_server(struct db *db, uint32_t failures, int64_t until_ms, struct str detail) MUST_CHECK;

/* ERR_NOT_FOUND: no such account. */
enum err mail_db_reader(struct db *db, struct arena *a, int64_t account, struct mail_reader *ret) MUST_CHECK;

/* The zone of a fair's clocks. */
enum err mail_db_zone(struct db *db, struct arena *a, int64_t fair, struct str *ret) MUST_CHECK;

/* What kind of fair it is. */
enum err mail_db_kind(struct db *db, int64_t fair, enum fair_kind *ret) MUST_CHECK;

enum err mail_db_insert(struct db *db, const struct mail_insert *mail) MUST_CHECK;
enum err mail_db_get(struct db *db, int64_t id, struct mail_row *ret) MUST_CHECK;

/* The waiting mail that is useless soonest, of those that are due; id 0: none. */
enum err mail_db_next(struct db *db, int64_t now_ms, struct mail_row *ret) MUST_CHECK;
enum err mail_db_outgoing(struct db *db, struct arena *a, int64_t id, struct wire_outgoing_mail *ret) MUST_CHECK;

/* One attempt more begins. */
enum err mail_db_take(struct db *db, int64_t id) MUST_CHECK;
enum err mail_db_hand_over(struct db *db, int64_t id) MUST_CHECK;
/* Waits again, from due_ms on. */
enum err mail_db_put_back(struct db *db, int64_t id, int64_t due_ms, struct str detail) MUST_CHECK;
/* Ends it: what was written is forgotten. */
enum err mail_db_settle(struct db *db, int64_t id, enum mail_state state, int64_t now_ms, struct str detail)
	MUST_CHECK;

/* The newest fifty that are older than the mail `before` (0: of all), for the administrator. */
enum err mail_db_list(struct db *db, struct arena *a, int64_t before, struct wire_mail_line **ret, size_t *ret_n)
	MUST_CHECK;
enum err mail_db_count(struct db *db, int64_t *ret) MUST_CHECK;
enum err mail_db_count_waiting(struct db *db, int64_t *ret) MUST_CHECK;

/* The mail in hand; id 0: none. */
enum err mail_db_in_hand(struct db *db, struct mail_row *ret) MUST_CHECK;

/* Ends waiting mails that are of no use any more, and forgets some of what was settled before `before_ms`. */
enum err mail_db_expire(struct db *db, int64_t now_ms) MUST_CHECK;
enum err mail_db_forget(struct db *db, int64_t before_ms) MUST_CHECK;
/* Of the mails for the administrator the newest stay. */
enum err mail_db_forget_shown(struct db *db) MUST_CHECK;
