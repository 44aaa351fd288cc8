/* How well a placement fits a student, in reasons that can be said. See rules.h. */
#include <ctype.h>

#include "features/meet/rules.h"

/* A placement of another programme, or of another level, is none for this student. */
#define PROGRAMME_POINTS 20
#define LANGUAGE_POINTS 12
#define LEARN_POINTS_MOST 9
#define LEVEL_POINTS 10
#define NEAR_POINTS 6
#define PERIOD_POINTS 5
#define SECTOR_POINTS 4

uint32_t fit_score(const struct fit_facts *facts, enum fit_reason ret_reasons[FIT_REASONS_MOST],
		   size_t *ret_n)
{
	/* In the order in which they are said. */
	const struct {
		enum fit_reason reason;
		uint32_t points; /* 0: it is not so */
	} FOUND[] = {
		{ FIT_REASON_PROGRAMME, facts->is_same_programme ? PROGRAMME_POINTS : 0 },
		{ FIT_REASON_LANGUAGE, facts->speaks ? LANGUAGE_POINTS : 0 },
		{ FIT_REASON_LEARN,
		  facts->learn < LEARN_POINTS_MOST ? facts->learn : LEARN_POINTS_MOST },
		{ FIT_REASON_NEAR, facts->is_near ? NEAR_POINTS : 0 },
		{ FIT_REASON_PERIOD, facts->is_in_period ? PERIOD_POINTS : 0 },
		{ FIT_REASON_LEVEL, facts->is_same_level ? LEVEL_POINTS : 0 },
		{ FIT_REASON_SECTOR, facts->is_same_sector ? SECTOR_POINTS : 0 },
	};
	uint32_t score = 0;

	*ret_n = 0;
	if (!facts->is_same_programme && !(facts->is_for_all && facts->is_same_level))
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(FOUND); i++) {
		score += FOUND[i].points;
		if (FOUND[i].points && *ret_n < FIT_REASONS_MOST)
			ret_reasons[(*ret_n)++] = FOUND[i].reason;
	}
	return score;
}

/* Letters of other scripts are letters of a word too. */
static bool is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool is_alike(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (tolower((unsigned char)a.at[i]) != tolower((unsigned char)b.at[i]))
			return false;
	}
	return true;
}

bool fit_is_near(struct str area, struct str city)
{
	for (size_t i = 0; city.len && i + city.len <= area.len; i++) {
		struct str here = { area.at + i, city.len };
		bool starts = i == 0 || !is_letter(area.at[i - 1]);
		bool ends = i + city.len == area.len || !is_letter(area.at[i + city.len]);

		if (starts && ends && is_alike(here, city))
			return true;
	}
	return false;
}

/* 1 to 12; 0: no month. */
static int month_of(struct str word)
{
	static const char *const MONTHS[][2] = {
		{ "januari", "january" },     { "februari", "february" }, { "maart", "march" },
		{ "april", "april" },	      { "mei", "may" },		  { "juni", "june" },
		{ "juli", "july" },	      { "augustus", "august" },	  { "september", "september" },
		{ "oktober", "october" },     { "november", "november" }, { "december", "december" },
	};

	for (int i = 0; i < 12; i++) {
		if (is_alike(word, str_of(MONTHS[i][0])) || is_alike(word, str_of(MONTHS[i][1])))
			return i + 1;
	}
	return 0;
}

/* The next run of letters or of digits. False: there is none. */
static bool next_word(struct str *rest, struct str *ret)
{
	size_t start = 0, end;

	while (start < rest->len && !is_letter(rest->at[start]) &&
	       !isdigit((unsigned char)rest->at[start]))
		start++;
	end = start;
	while (end < rest->len && (isdigit((unsigned char)rest->at[start]) ?
					   isdigit((unsigned char)rest->at[end]) != 0 :
					   is_letter(rest->at[end])))
		end++;
	*ret = (struct str){ rest->at + start, end - start };
	*rest = str_from(*rest, end);
	return ret->len > 0;
}

/* "From February" is a term: as many months as one lasts. */
#define TERM_MONTHS 5

struct span {
	int from, until; /* months since year 0 */
};

/* A month takes the year that is named next: "februari t/m juli 2027". */
static bool read_period(struct str text, struct span *ret)
{
	int months[2], n = 0, dated = 0;
	struct str word;

	while (next_word(&text, &word)) {
		long long year = 0;
		int month = month_of(word);

		if (month && n < 2)
			months[n++] = month;
		if (!str_to_i64(word, &year) || year < 2000 || year > 2100)
			continue;
		while (dated < n)
			months[dated++] += (int)year * 12;
	}
	if (!dated)
		return false;
	*ret = (struct span){ months[0], dated > 1 ? months[1] : months[0] + TERM_MONTHS - 1 };
	return true;
}

bool fit_is_in_period(struct str a, struct str b)
{
	struct span one, other;

	return read_period(a, &one) && read_period(b, &other) && one.from <= other.until &&
	       other.from <= one.until;
}
