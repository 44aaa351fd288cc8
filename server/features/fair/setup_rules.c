/* See setup_rules.h. */
#include "features/fair/setup_rules.h"

#define HOUR_MS (3600 * INT64_C(1000))
#define DAY_MS (24 * HOUR_MS)
/* What is typed further ahead is a slip of the pen. */
#define AHEAD_MOST_MS (2 * 366 * DAY_MS)
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
	if (draft->closes_ms <= draft->opens_ms || draft->closes_ms > draft->opens_ms + FAIR_LASTS_MOST_MS)
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

struct setup_fault setup_check_copy(struct str name, int64_t opens_ms, int64_t now_ms)
{
	if (is_blank(name))
		return (struct setup_fault){ ERR_BAD_VALUE, "args.name", "a name" };
	if (opens_ms <= now_ms || opens_ms > now_ms + AHEAD_MOST_MS)
		return (struct setup_fault){ ERR_BAD_VALUE, "args.opens_ms",
					     "to come, and at most two years ahead" };
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

/* How many of whatever a task asks lack it; for what is there or not, 0 or 1. */
static uint32_t lacking(const struct setup_facts *facts, enum setup_task task, int64_t now_ms)
{
	const uint32_t n[SETUP_TASK_COUNT] = {
		[SETUP_TASK_ROOMS] = facts->rooms == 0,
		[SETUP_TASK_DATES] = facts->closes_ms <= now_ms,
		[SETUP_TASK_BOOTHS] = facts->booths == 0,
		[SETUP_TASK_FULL_ROOMS] = facts->empty_rooms,
		[SETUP_TASK_PLACEMENTS] = facts->booths_without_placement,
		[SETUP_TASK_STAFF] = facts->booths_without_staff,
		[SETUP_TASK_PROGRAMMES] = !facts->has_programme,
		[SETUP_TASK_STUDENTS] = !facts->has_student,
		[SETUP_TASK_WELCOME] = !facts->has_welcome,
		[SETUP_TASK_PRIVACY] = !facts->has_privacy,
		[SETUP_TASK_ENGLISH] = !facts->has_english,
	};

	return n[task];
}

/* Without rooms students have nowhere to go; after its end every line is full at once. */
static bool is_needed(enum setup_task task)
{
	return task == SETUP_TASK_ROOMS || task == SETUP_TASK_DATES;
}

/* Who has no booths yet need not hear that none of them is complete. */
static bool is_asked(const struct setup_facts *facts, enum setup_task task)
{
	switch (task) {
	case SETUP_TASK_FULL_ROOMS:
	case SETUP_TASK_PLACEMENTS:
	case SETUP_TASK_STAFF:
		return facts->booths > 0;
	case SETUP_TASK_ENGLISH:
		return facts->kind == FAIR_KIND_WORK_EXPERIENCE;
	default:
		return true;
	}
}

bool setup_task(const struct setup_facts *facts, enum setup_task task, int64_t now_ms,
		struct wire_setup_item *ret)
{
	uint32_t n = lacking(facts, task, now_ms);
	int64_t booth = task == SETUP_TASK_PLACEMENTS ? facts->without_placement :
			task == SETUP_TASK_STAFF      ? facts->without_staff :
							0;

	*ret = (struct wire_setup_item){
		.id = task + 1,
		.task = task,
		.is_done = n == 0,
		.is_needed = is_needed(task),
		.count = n,
		.has_booth = booth != 0,
		.booth = booth,
	};
	return is_asked(facts, task);
}

bool setup_missing(const struct setup_facts *facts, int64_t now_ms, enum setup_task *ret)
{
	for (int task = 0; task < SETUP_TASK_COUNT; task++) {
		if (!is_needed((enum setup_task)task) || !lacking(facts, (enum setup_task)task, now_ms))
			continue;
		*ret = (enum setup_task)task;
		return true;
	}
	return false;
}
