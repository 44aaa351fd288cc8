/* What a fair in the making must obey. Pure: no SQL, no clock, no I/O. */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "wire/protocol.h"

/* A field that cannot be, why, and what it may be; ERR_OK: all is well. */
struct setup_fault {
	enum err code;
	const char *field, *expected;
};

/* Looks at a fair as its organiser wrote it, at this moment. */
struct setup_fault setup_check_fair(const struct wire_fair_draft *draft, int64_t now_ms);

/* Looks at a room as its organiser wrote it. */
struct setup_fault setup_check_room(const struct wire_room_draft *draft);

/* What of an earlier draft may no longer change, because the doors have opened (`is_planned` false) or
 * because students can choose times already: until `last_slot_ms`; 0: there are none. The rest of *draft
 * is good (setup_check_fair), but for a planned fair only: one that opened may be over. */
struct setup_fault setup_check_change(const struct wire_fair_draft *was,
				      const struct wire_fair_draft *draft, bool is_planned,
				      int64_t last_slot_ms);

/* A name as a part of an address: "Stagebeurs Leiden 2027" is "stagebeurs-leiden-2027". `other` stands
 * where nothing is left of it; from the second try on the try is added. Lives in the arena. */
struct str setup_slug(struct arena *a, struct str name, const char *other, unsigned attempt);
