/* See group_rules.h. */
#include "features/students/group_rules.h"

#include <string.h>

#define HOUR_MS (3600 * INT64_C(1000))
#define DAY_MS (24 * HOUR_MS)
#define AHEAD_MOST_MS (2 * 366 * DAY_MS)

/* Crockford's: no i, l, o and u. */
static const char LETTERS[] = "0123456789abcdefghjkmnpqrstvwxyz";

struct str group_code(struct arena *a, const unsigned char *random)
{
	char *at = arena_alloc(a, GROUP_CODE_LETTERS + 1);

	for (size_t i = 0; i < GROUP_CODE_LETTERS; i++)
		at[i] = LETTERS[random[i] % 32];
	at[GROUP_CODE_LETTERS] = '\0';
	return (struct str){ at, GROUP_CODE_LETTERS };
}

/* As it was meant; 0: it is in no code. */
static char letter_of(char c)
{
	c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	if (c == 'o')
		return '0';
	if (c == 'i' || c == 'l')
		return '1';
	return c && strchr(LETTERS, c) ? c : '\0';
}

bool group_code_read(struct arena *a, struct str typed, struct str *ret)
{
	char *at = arena_alloc(a, GROUP_CODE_LETTERS + 1);
	size_t n = 0;

	for (size_t i = 0; i < typed.len; i++) {
		char c = letter_of(typed.at[i]);

		if (typed.at[i] == '-' || typed.at[i] == ' ')
			continue;
		if (!c || n == GROUP_CODE_LETTERS)
			return false;
		at[n++] = c;
	}
	at[n] = '\0';
	*ret = (struct str){ at, n };
	return n == GROUP_CODE_LETTERS;
}

struct group_fault group_check(const struct wire_group_draft *draft, int64_t now_ms)
{
	if (!str_trim(draft->name).len)
		return (struct group_fault){ "args.draft.name", "a name" };
	if (draft->until_ms <= now_ms || draft->until_ms > now_ms + AHEAD_MOST_MS)
		return (struct group_fault){ "args.draft.until_ms", "to come, and at most two years ahead" };
	if (draft->most < 1 || draft->most > GROUP_MOST)
		return (struct group_fault){ "args.draft.most", "1 to 2000" };
	return (struct group_fault){ NULL, NULL };
}
