/* See setup_rules.h. */
#include "features/fair/setup_rules.h"

#define HOUR_MS (3600 * INT64_C(1000))
#define DAY_MS (24 * HOUR_MS)
/* What is typed further ahead, or lasts longer, is a slip of the pen. */
#define AHEAD_MOST_MS (2 * 366 * DAY_MS)
#define LASTS_MOST_MS (7 * DAY_MS)
#define TARGET_MOST 1000000
/* Leaves room for a number behind it in the 60 of a slug. */
#define SLUG_MOST 50

static const struct setup_fault GOOD = { .code = ERR_OK };

static bool is_blank(struct str s)
{
	return !str_trim(s).len;
}

struct setup_fault setup_check_fair(const struct wire_fair_draft *draft, int64_t now_ms)
{
	if (is_blank(draft->name))
		return (struct setup_fault){ ERR_BAD_VALUE, "args.draft.name", "a name" };
	if (draft->opens_ms > now_ms + AHEAD_MOST_MS)
		return (struct setup_fault){ ERR_BAD_VALUE, "args.draft.opens_ms", "at most two years ahead" };
	if (draft->closes_ms <= draft->opens_ms || draft->closes_ms > draft->opens_ms + LASTS_MOST_MS)
		return (struct setup_fault){ ERR_BAD_VALUE, "args.draft.closes_ms",
					     "after the opening, and at most a week" };
	if (draft->closes_ms <= now_ms)
		return (struct setup_fault){ ERR_BAD_VALUE, "args.draft.opens_ms", "a time to come" };
	if (draft->target > TARGET_MOST)
		return (struct setup_fault){ ERR_BAD_VALUE, "args.draft.target", "0 to 1000000" };
	if (draft->talk_minutes < 1 || draft->talk_minutes > 60)
		return (struct setup_fault){ ERR_BAD_VALUE, "args.draft.talk_minutes", "1 to 60" };
	return GOOD;
}

struct setup_fault setup_check_room(const struct wire_room_draft *draft)
{
	return is_blank(draft->name) ? (struct setup_fault){ ERR_BAD_VALUE, "args.draft.name", "a name" } : GOOD;
}

struct setup_fault setup_check_change(const struct wire_fair_draft *was,
				      const struct wire_fair_draft *draft, bool is_planned,
				      int64_t last_slot_ms)
{
	static const char AS_IT_WAS[] = "as it was when the doors opened";

	if (!is_planned && draft->kind != was->kind)
		return (struct setup_fault){ ERR_WRONG_STATE, "args.draft.kind", AS_IT_WAS };
	if (!is_planned && draft->opens_ms != was->opens_ms)
		return (struct setup_fault){ ERR_WRONG_STATE, "args.draft.opens_ms", AS_IT_WAS };
	if (!is_planned && draft->closes_ms != was->closes_ms)
		return (struct setup_fault){ ERR_WRONG_STATE, "args.draft.closes_ms", AS_IT_WAS };
	/* Another opening would leave the times behind; moving the fair takes them along, and asks. */
	if (last_slot_ms && draft->opens_ms != was->opens_ms)
		return (struct setup_fault){ ERR_HAS_TIMES, "args.draft.opens_ms", "as it was" };
	if (is_planned && draft->closes_ms < last_slot_ms)
		return (struct setup_fault){ ERR_HAS_TIMES, "args.draft.closes_ms",
					     "after the last of its times" };
	return GOOD;
}

static bool is_of_slug(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

struct str setup_slug(struct arena *a, struct str name, const char *other, unsigned attempt)
{
	char *at = arena_alloc(a, SLUG_MOST + 1);
	size_t n = 0;

	for (size_t i = 0; i < name.len && n < SLUG_MOST; i++) {
		char c = name.at[i];

		c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		if (is_of_slug(c))
			at[n++] = c;
		else if (n && at[n - 1] != '-')
			at[n++] = '-';
	}
	if (n && at[n - 1] == '-')
		n--;
	at[n] = '\0';
	if (attempt < 2)
		return n ? (struct str){ at, n } : str_of(other);
	return arena_printf(a, "%s-%u", n ? at : other, attempt);
}
