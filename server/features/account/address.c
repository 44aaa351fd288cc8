/* E-mail addresses as accounts have them. See account.h. */
#include "base/utf8.h"
#include "features/account/account.h"

static bool is_address(struct str s)
{
	struct str domain = s, local;

	if (!utf8_is_text(s, 3, 254, true) || !str_cut(&domain, '@', &local))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		/* What stands in a list of addresses, or around one, but not in one. */
		if (strchr(" ,;:<>()[]\"\\", s.at[i]))
			return false;
	}
	return local.len && domain.len && !memchr(domain.at, '@', domain.len);
}

bool account_address(struct arena *a, struct str typed, struct str *ret)
{
	char *at = arena_alloc(a, typed.len + 1);

	/* ASCII only, as SQLite's lower() has it. */
	for (size_t i = 0; i < typed.len; i++) {
		char c = typed.at[i];

		at[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	*ret = (struct str){ at, typed.len };
	return is_address(*ret);
}
