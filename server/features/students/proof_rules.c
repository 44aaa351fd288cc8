/* See proof_rules.h. */
#include "features/students/proof_rules.h"

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Labels of letters, digits and dashes that neither begin nor end with a dash; two at least. */
static bool is_domain(struct str s)
{
	bool has_dot = false;

	for (size_t i = 0; i < s.len; i++) {
		bool begins = i == 0 || s.at[i - 1] == '.', ends = i + 1 == s.len || s.at[i + 1] == '.';

		if (s.at[i] == '.' ? begins || i + 1 == s.len :
				     !is_letter_or_digit(s.at[i]) && (s.at[i] != '-' || begins || ends))
			return false;
		has_dot = has_dot || s.at[i] == '.';
	}
	return has_dot;
}

bool domain_read(struct arena *a, struct str typed, struct str *ret)
{
	struct str s = str_trim(typed);
	char *at;

	if (s.len && s.at[0] == '@')
		s = str_from(s, 1);
	at = arena_alloc(a, s.len + 1);
	for (size_t i = 0; i < s.len; i++)
		at[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] - 'A' + 'a') : s.at[i];
	at[s.len] = '\0';
	*ret = (struct str){ at, s.len };
	return is_domain(*ret);
}

bool domain_holds(struct str domain, struct str address)
{
	struct str local;

	return str_cut(&address, '@', &local) && str_eq(address, domain);
}
