/*
 * The envelope of a command, `{"id":17,"cmd":"queue.join","key":"…","args":{…}}`, on its way from
 * JSON to a struct command, and the errors that are answered before the engine is asked. Pure; any
 * thread.
 */
#pragma once

#include "engine/command.h"

struct envelope {
	int64_t id; /* 0: none was read */
	struct str cmd, key;
	json_t *args; /* NULL: none; borrowed from the message */
};

/*
 * Takes the message apart; texts borrow from it. On a refusal ret_fault names the field and ret->id
 * is set where it could be read, so that the answer can name it.
 */
enum err ask_read(json_t *message, struct envelope *ret, struct fault *ret_fault) MUST_CHECK;

/* True for 8 to 64 of [A-Za-z0-9-]. */
bool ask_is_key(struct str key);

/*
 * The envelope as a command: found, its arguments parsed and bounded, its key kept. Faults name
 * fields as the client wrote them ("args.booth").
 */
enum err ask_make(const struct command_def *table, const struct envelope *e, struct command **ret,
		  struct fault *ret_fault) MUST_CHECK;

/* Fills a fault and returns its code. */
enum err ask_refuse(struct fault *ret_fault, enum err code, const char *field,
		    const char *expected);

/* Writes `{"re":17,"err":{"code":…,"field":…,"expected":…}}`; without `re` when id is 0. */
void ask_put_error(struct buf *to, int64_t id, const struct fault *fault);
