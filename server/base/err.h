/*
 * The closed list of results: ERR_OK, and what schema/protocol/common.json names. Refusals (the
 * caller's matter) and the one fault, ERR_INTERNAL (ours; logged once where it arises).
 */
#pragma once

#include "base/err_list.h"

enum err {
	ERR_OK,
#define ERR_ROW(NAME, name, http, doc) ERR_##NAME,
	ERR_LIST(ERR_ROW)
#undef ERR_ROW
};

/* The code on the wire, "ok" for ERR_OK. Never NULL. */
const char *err_name(enum err e);

/* The HTTP status that goes with it, 200 for ERR_OK. */
int err_http(enum err e);
