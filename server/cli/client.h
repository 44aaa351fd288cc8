/*
 * A command of the system from the command line, whoever answers it: the server that runs on this
 * data, through its local socket, or an engine of our own when none does. Main thread.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "conf/conf.h"

struct client;

/* Finds who answers; NULL after saying why on stderr (nothing to free then). */
struct client *client_open(const struct conf *conf);
void client_close(struct client *c);

/* True when a server runs on this data. */
bool client_is_served(const struct client *c);

/*
 * Sends a command; `args` is stolen (NULL: they were not UTF-8, which is said). EX_OK and the
 * inside of "ok" in *ret_ok, to be decref'ed; otherwise an exit code after saying on stderr what
 * was refused (EX_DATAERR) or failed (EX_UNAVAILABLE). What `quietly` names is refused without a
 * word.
 */
int client_call(struct client *c, const char *cmd, json_t *args, const char *quietly,
		json_t **ret_ok);
