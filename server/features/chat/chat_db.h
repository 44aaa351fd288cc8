/* The SQL of chats and messages. Engine thread; texts live in the arena given. */
#pragma once

#include "engine/command.h"
#include "store/db.h"

struct chat_facts {
	int64_t fair, booth;
	enum fair_state fair_state;
	bool is_staff; /* this account works for the chat's booth */
	int64_t call, student; /* that it is beside, and whose; 0: it is a booth's open chat */
	bool is_visit; /* a student of the fair, in the booth's open chat */
};

enum err chat_db_resolve(struct db *db, int64_t id, struct object *ret) MUST_CHECK;
enum err chat_db_insert(struct db *db, int64_t id, int64_t fair, int64_t booth, int64_t call)
	MUST_CHECK;
enum err chat_db_remove(struct db *db, int64_t id) MUST_CHECK;
enum err chat_db_facts(struct db *db, struct arena *a, int64_t chat, int64_t account,
		       struct chat_facts *ret) MUST_CHECK;
/* A student in a chat; booth 0: this account is no student of its fair. */
struct chat_student {
	int64_t booth; /* whose chat it is */
	bool is_open;  /* the booth's, which all employers read; not the text beside a call */
};

enum err chat_db_student(struct db *db, int64_t chat, int64_t account, struct chat_student *ret) MUST_CHECK;
enum err chat_db_post(struct db *db, int64_t id, int64_t fair, int64_t chat, int64_t author,
		      bool is_staff, struct str text, int64_t at_ms) MUST_CHECK;

/* In which chat a message is. ERR_NOT_FOUND: no such message. */
enum err chat_db_of(struct db *db, int64_t message, int64_t *ret) MUST_CHECK;
enum err chat_db_author(struct db *db, int64_t message, int64_t *ret) MUST_CHECK;
/* Out of sight by "booth" or "organiser"; NULL: shown again. */
enum err chat_db_hide(struct db *db, int64_t message, const char *by) MUST_CHECK;
enum err chat_db_is_hidden_by_organiser(struct db *db, int64_t message, bool *ret) MUST_CHECK;

/* The newest hundred, oldest first. */
enum err chat_db_newest(struct db *db, struct arena *a, int64_t chat, struct ids *ret) MUST_CHECK;
enum err chat_db_message(struct db *db, struct arena *a, int64_t id, struct wire_message *ret,
			 bool *ret_found) MUST_CHECK;
