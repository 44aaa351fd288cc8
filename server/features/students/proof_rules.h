/* Domains of schools, and addresses in them. Pure: no SQL, no clock, no I/O. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

/* A domain as it is kept: in small letters, without an @ before it. False: it is none. Lives in the arena. */
bool domain_read(struct arena *a, struct str typed, struct str *ret);

/* Whether this address (lower case already) is in this domain: not below it, and not beside it. */
bool domain_holds(struct str domain, struct str address);
