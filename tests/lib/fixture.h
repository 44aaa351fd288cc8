/*
 * A small fair in a temporary database, the real engine on it, and time that only moves when told
 * to. For tests of commands through the whole engine, without threads or sockets.
 *
 * The fair (id 1, open from T0 to eight hours later) has rooms 11 and 12; booths 21 and 22 (org 101,
 * 102) in room 11 and 23 (org 103) in room 12; slots 301… at booth 21, an hour from T0, ten minutes
 * each. People: ORGANISER, RECRUITER and COLLEAGUE at booth 21, OTHER_RECRUITER at booth 22,
 * MANAGER at booth 21, COORDINATOR, ADMIN, and students STUDENT … STUDENT + 9.
 */
#pragma once

#include <jansson.h>

#include "conf/conf.h"
#include "engine/engine.h"

#define T0 1800000000000LL
#define FAIR INT64_C(1)
#define ROOM INT64_C(11)
#define BOOTH INT64_C(21)
#define OTHER_BOOTH INT64_C(22)
#define FIRST_SLOT INT64_C(301)
#define BOOTH_CHAT INT64_C(201)

enum { ORGANISER = 501, RECRUITER, COLLEAGUE, OTHER_RECRUITER, MANAGER, COORDINATOR, ADMIN };
#define STUDENT INT64_C(601)

struct fixture {
	char dir[64], db_path[96];
	struct engine_options options;
	struct conf conf;
	struct engine *engine;
	int64_t now_ms;
	int64_t next_id;
	/* what came back */
	json_t *frames;	 /* topic frames, in order; "of" added: whose, which "t":"me" does not say */
	json_t *replies; /* by id */
	json_t *hello;	 /* the newest */
	int64_t connected;
	char session[48]; /* the newest set_session */
	unsigned n_end_sessions;
	uint32_t ask; /* the newest of a frame */
};

/* Makes the fair and opens the engine on it. `record`: keep a command log in dir/record. */
void fixture_start(struct fixture *f, bool record);
void fixture_stop(struct fixture *f);

/* Writes the fair into a new database. */
void fixture_make_fair(const char *path);

/* Closes the engine as a crash would leave the database, and opens it again, `down_ms` later. */
void fixture_restart(struct fixture *f, int64_t down_ms);

/* Lets time pass; everything that is due happens in order. */
void fixture_pass(struct fixture *f, int64_t ms);

/* Sends a command as this account (0: the system, -1: nobody who is signed in) and returns the whole reply,
 * borrowed. `args` is stolen; printf-like JSON is made with fixture_json. */
const json_t *fixture_send(struct fixture *f, int64_t account, const char *cmd, json_t *args);
const json_t *fixture_send_key(struct fixture *f, int64_t account, const char *cmd, json_t *args,
			       const char *key);
json_t *fixture_json(const char *format, ...) PRINTF(1, 2);

/* Sends, and fails the test unless it is ok; the "ok" part, borrowed. */
const json_t *fixture_ok(struct fixture *f, int64_t account, const char *cmd, json_t *args);

/* Sends, and fails the test unless it is refused with this code. */
void fixture_refused(struct fixture *f, int64_t account, const char *cmd, json_t *args,
		     const char *code);

/* A connection opens or closes for this account, with a number of its own. */
void fixture_connect(struct fixture *f, int64_t account, uint64_t conn);
void fixture_disconnect(struct fixture *f, int64_t account, uint64_t conn);
/* As from this connection. */
const json_t *fixture_send_from(struct fixture *f, int64_t account, uint64_t conn, const char *cmd,
				json_t *args);

/* The item of a topic as a newcomer gets it now: topic as this account, item name, id. NULL: not
 * there. Borrowed until the next call. */
const json_t *fixture_item(struct fixture *f, int64_t account, const char *topic, const char *item,
			   int64_t id);
int64_t int_of(const json_t *object, const char *name);
const char *text_of(const json_t *object, const char *name);

/* One number from the database. */
int64_t fixture_sql(struct fixture *f, const char *sql);
/* Changes the database behind the engine's back, as an operator or an older version might have. */
void fixture_sql_write(struct fixture *f, const char *sql);
/* Every row of every table as text, for comparing databases; to be freed. */
char *fixture_dump(const char *db_path);
