/* The codes of group links, and what a group must obey. Pure: no SQL, no clock, no I/O. */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "wire/protocol.h"

/* 5 bits a letter: 130 bits, more than anybody can try. */
#define GROUP_CODE_LETTERS 26
#define GROUP_MOST 2000

/* A code of these random bytes, GROUP_CODE_LETTERS of them, without letters that look alike. Lives in the arena. */
struct str group_code(struct arena *a, const unsigned char *random);

/* What somebody typed or scanned as codes are kept: small letters without dashes and spaces, and what looks alike as
 * it was meant. False: it is no code. Lives in the arena. */
bool group_code_read(struct arena *a, struct str typed, struct str *ret);

/* A field that cannot be, and what it may be; NULL: all is well. */
struct group_fault {
	const char *field, *expected;
};

struct group_fault group_check(const struct wire_group_draft *draft, int64_t now_ms);
