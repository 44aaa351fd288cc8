/* STUN and TURN servers, with credentials that end with the call, or with the try before one
 * (facts/webrtc §2). */
#pragma once

#include "features/meet/meet_db.h"

/* The configured servers, in the arena. TURN gets a user name that says when it expires (the
 * planned end, this many extensions and ten minutes) and an opaque call, signed with HMAC-SHA1 as
 * coturn's use-auth-secret checks it (draft-uberti-behave-turn-rest-00). */
struct wire_ice_server *ice_servers(struct cmd *cmd, const struct call *call, uint32_t extensions,
				    size_t *ret_n);
