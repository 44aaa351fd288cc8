/* `POST /api/v1/<command>`: a command over HTTP. I/O thread of the connection. */
#pragma once

#include "net/conn.h"

/*
 * Serves one request whose body is there. False: the session must be looked up first; call again
 * when it is known. The answer is respond()ed now or when the engine's reply comes.
 */
bool api_serve(struct conn *c, const struct request *r, struct str body);

/* The engine's reply. */
void api_reply(struct conn *c, const struct delivery *d);
