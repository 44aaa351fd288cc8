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
enum err chat_db_facts(struct db *db, struct arena *a, int64_t chat, int64_t account,
		       struct chat_facts *ret) MUST_CHECK;
/* Whether nobody is to learn there who this student is: the fair hides them until they talk, and an open chat is read
 * by all employers; or its term is over. */
enum err chat_db_is_hidden(struct db *db, int64_t chat, int64_t account, int64_t now_ms, bool *ret)
	MUST_CHECK;
enum err chat_db_post(struct db *db, int64_t id, int64_t fair, int64_t chat, int64_t author,
		      bool is_staff, struct str text, int64_t at_ms) MUST_CHECK;

/* The newest hundred, oldest first. */
enum err chat_db_newest(struct db *db, struct arena *a, int64_t chat, struct ids *ret) MUST_CHECK;
enum err chat_db_message(struct db *db, struct arena *a, int64_t id, struct wire_message *ret,
			 bool *ret_found) MUST_CHECK;
