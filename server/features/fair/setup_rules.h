/* What a fair in the making must obey. Pure: no SQL, no clock, no I/O. */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "wire/protocol.h"

/* A fair that lasts longer is a slip of the pen. */
#define FAIR_LASTS_MOST_MS (7 * 24 * 3600 * INT64_C(1000))

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

/* What stands of a fair so far. */
struct setup_facts {
	enum fair_kind kind;
	int64_t closes_ms;
	bool has_welcome, has_privacy, has_english; /* both in English */
	uint32_t rooms, empty_rooms;
	uint32_t booths, booths_without_placement, booths_without_staff;
	int64_t without_placement, without_staff; /* one of those booths; 0: there is none */
	bool has_programme, has_student;
};

/* Looks at the name and the opening that an organiser wants for a copy. */
struct setup_fault setup_check_copy(struct str name, int64_t opens_ms, int64_t now_ms);

/* How a task stands. False: it is not asked of a fair of this kind, or not yet. */
bool setup_task(const struct setup_facts *facts, enum setup_task task, int64_t now_ms,
		struct wire_setup_item *ret);

/* The first task without which the doors stay closed; false: they may open. */
bool setup_missing(const struct setup_facts *facts, int64_t now_ms, enum setup_task *ret);

/* A name as a part of an address: "Stagebeurs Leiden 2027" is "stagebeurs-leiden-2027". `other` stands
 * where nothing is left of it; from the second try on the try is added. Lives in the arena. */
struct str setup_slug(struct arena *a, struct str name, const char *other, unsigned attempt);
