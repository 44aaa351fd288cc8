/* See imports_rules.h. */
#include "features/imports/imports_rules.h"

#include <stdio.h>

#include "base/utf8.h"
#include "features/account/account.h"
#include "features/imports/zone.h"

/* ---- the tables ---- */

#define LEVELS "mbo1 mbo2 mbo3 mbo4 hbo wo"
#define SLUG(column) { .name = column, .type = IMPORT_SLUG, .is_key = true }
#define LINE(column, least, most)                                                                  \
	{ .name = column, .type = IMPORT_LINE, .lo = least, .hi = most }
#define KEY_LINE(column, most)                                                                     \
	{ .name = column, .type = IMPORT_LINE, .lo = 1, .hi = most, .is_key = true }
#define TEXT(column, least, most)                                                                  \
	{ .name = column, .type = IMPORT_TEXT, .lo = least, .hi = most }
#define NUMBER(column, least, most)                                                                \
	{ .name = column, .type = IMPORT_NUMBER, .lo = least, .hi = most }
#define CHOICE(column, words) { .name = column, .type = IMPORT_CHOICE, .choices = words }
#define TIME(column) { .name = column, .type = IMPORT_TIME }
#define CODES(column) { .name = column, .type = IMPORT_CODES }
#define REFERENCE(column, kind)                                                                    \
	{ .name = column, .type = IMPORT_REFERENCE, .to = IMPORT_KIND_##kind }
#define KEY_REFERENCE(column, kind)                                                                \
	{ .name = column, .type = IMPORT_REFERENCE, .to = IMPORT_KIND_##kind, .is_key = true }

static const struct import_column FAIRS[] = {
	[FAIRS_SLUG] = SLUG("slug"),
	[FAIRS_NAME] = LINE("name", 1, 120),
	[FAIRS_TIMEZONE] = LINE("timezone", 1, 60),
	[FAIRS_OPENS] = TIME("opens"),
	[FAIRS_CLOSES] = TIME("closes"),
	[FAIRS_TARGET] = NUMBER("target", 0, 1000000),
	[FAIRS_MAX_QUEUES] = NUMBER("max_queues", 1, 10),
	[FAIRS_TALK_MINUTES] = NUMBER("talk_minutes", 1, 60),
};

static const struct import_column ORGANISATIONS[] = {
	[ORGANISATIONS_SLUG] = SLUG("slug"),
	[ORGANISATIONS_KIND] = CHOICE("kind", "school employer partner"),
	[ORGANISATIONS_NAME] = LINE("name", 1, 120),
	[ORGANISATIONS_CITY] = LINE("city", 0, 80),
};

static const struct import_column ROOMS[] = {
	[ROOMS_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[ROOMS_SLUG] = SLUG("slug"),
	[ROOMS_NAME] = LINE("name", 1, 120),
	[ROOMS_NAME_EN] = LINE("name_en", 1, 120),
	[ROOMS_SECTOR] = CHOICE("sector", "care engineering hospitality green ict retail "
					  "construction childcare"),
	[ROOMS_POSITION] = NUMBER("position", 1, 1000),
};

static const struct import_column PROGRAMMES[] = {
	[PROGRAMMES_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[PROGRAMMES_SLUG] = SLUG("slug"),
	[PROGRAMMES_CODE] = LINE("code", 0, 20),
	[PROGRAMMES_NAME] = LINE("name", 1, 160),
	[PROGRAMMES_LEVEL] = CHOICE("level", LEVELS),
	[PROGRAMMES_SCHOOL] = REFERENCE("school", ORGANISATIONS),
};

static const struct import_column PROCESSES[] = {
	[PROCESSES_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[PROCESSES_PROGRAMME] = KEY_REFERENCE("programme", PROGRAMMES),
	[PROCESSES_CODE] = KEY_LINE("code", 20),
	/* Code, space and text are shown as one line of 200 (Placement.processes). */
	[PROCESSES_TEXT] = LINE("text", 1, 179),
};

static const struct import_column BOOTHS[] = {
	[BOOTHS_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[BOOTHS_ROOM] = REFERENCE("room", ROOMS),
	[BOOTHS_SLUG] = SLUG("slug"),
	[BOOTHS_EMPLOYER] = REFERENCE("employer", ORGANISATIONS),
	[BOOTHS_NAME] = LINE("name", 1, 120),
	[BOOTHS_TAGLINE] = LINE("tagline", 0, 160),
	[BOOTHS_ABOUT] = TEXT("about", 0, 2000),
	[BOOTHS_CITY] = LINE("city", 0, 80),
	[BOOTHS_TALK_MINUTES] = { .name = "talk_minutes", .type = IMPORT_NUMBER, .lo = 1, .hi = 60,
				  .may_be_empty = true },
};

static const struct import_column PLACEMENTS[] = {
	[PLACEMENTS_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[PLACEMENTS_BOOTH] = KEY_REFERENCE("booth", BOOTHS),
	[PLACEMENTS_TITLE] = KEY_LINE("title", 120),
	[PLACEMENTS_ABOUT] = TEXT("about", 0, 1000),
	[PLACEMENTS_LEVEL] = CHOICE("level", LEVELS),
	[PLACEMENTS_TRACK] = CHOICE("track", "bol bbl any"),
	[PLACEMENTS_PROGRAMME] = { .name = "programme", .type = IMPORT_REFERENCE,
				   .to = IMPORT_KIND_PROGRAMMES, .may_be_empty = true },
	[PLACEMENTS_PERIOD] = LINE("period", 0, 80),
	[PLACEMENTS_HOURS] = NUMBER("hours", 0, 60),
	[PLACEMENTS_PLACES] = NUMBER("places", 0, 1000),
	[PLACEMENTS_PROCESSES] = CODES("processes"),
};

static const struct import_column PEOPLE[] = {
	[PEOPLE_EMAIL] = { .name = "email", .type = IMPORT_EMAIL, .is_key = true },
	[PEOPLE_NAME] = LINE("name", 1, 120),
	[PEOPLE_ROLE] = { .name = "role", .type = IMPORT_CHOICE, .is_key = true,
			  .choices = "recruiter manager organiser coordinator coach ambassador" },
	[PEOPLE_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[PEOPLE_ORGANISATION] = KEY_REFERENCE("organisation", ORGANISATIONS),
	[PEOPLE_LOCALE] = CHOICE("locale", "nl en"),
};

static const struct import_column STUDENTS[] = {
	[STUDENTS_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[STUDENTS_EMAIL] = { .name = "email", .type = IMPORT_EMAIL, .is_key = true },
	[STUDENTS_NAME] = LINE("name", 1, 120),
	[STUDENTS_SCHOOL] = REFERENCE("school", ORGANISATIONS),
	[STUDENTS_PROGRAMME] = REFERENCE("programme", PROGRAMMES),
	[STUDENTS_GROUP] = LINE("group", 0, 60),
	[STUDENTS_LOCALE] = CHOICE("locale", "nl en"),
	[STUDENTS_LOOKING_FOR] = LINE("looking_for", 0, 200),
	[STUDENTS_AREA] = LINE("area", 0, 80),
	[STUDENTS_PERIOD] = LINE("period", 0, 80),
	[STUDENTS_ABOUT] = LINE("about", 0, 300),
	[STUDENTS_CAN] = CODES("can"),
	[STUDENTS_LEARN] = CODES("learn"),
};

static const struct import_column SLOTS[] = {
	[SLOTS_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[SLOTS_BOOTH] = KEY_REFERENCE("booth", BOOTHS),
	[SLOTS_FROM] = { .name = "from", .type = IMPORT_TIME, .is_key = true },
	[SLOTS_UNTIL] = TIME("until"),
	[SLOTS_MINUTES] = NUMBER("minutes", 1, 60),
	[SLOTS_PAUSE_MINUTES] = NUMBER("pause_minutes", 0, 60),
	[SLOTS_SEATS] = NUMBER("seats", 1, 20),
};

static const struct import_column EMPLOYERS[] = {
	[EMPLOYERS_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[EMPLOYERS_ROOM] = LINE("room", 1, 120),
	[EMPLOYERS_EMPLOYER] = { .name = "employer", .type = IMPORT_LINE, .lo = 1, .hi = 120,
				 .is_key = true, .is_folded = true },
	[EMPLOYERS_CITY] = LINE("city", 0, 80),
	[EMPLOYERS_BOOTH] = { .name = "booth", .type = IMPORT_LINE, .lo = 0, .hi = 120,
			      .is_key = true, .is_folded = true },
	[EMPLOYERS_TAGLINE] = LINE("tagline", 0, 160),
	[EMPLOYERS_ABOUT] = TEXT("about", 0, 2000),
	[EMPLOYERS_CONTACT] = LINE("contact", 1, 120),
	[EMPLOYERS_EMAIL] = { .name = "email", .type = IMPORT_EMAIL, .is_unique = true },
	[EMPLOYERS_LOCALE] = { .name = "locale", .type = IMPORT_CHOICE, .choices = "nl en",
			       .may_be_empty = true },
};

static const struct import_column ENROLMENTS[] = {
	[ENROLMENTS_FAIR] = KEY_REFERENCE("fair", FAIRS),
	[ENROLMENTS_SCHOOL] = LINE("school", 0, 120),
	[ENROLMENTS_PROGRAMME] = LINE("programme", 1, 160),
	[ENROLMENTS_GROUP] = LINE("group", 0, 60),
	[ENROLMENTS_NAME] = LINE("name", 1, 120),
	[ENROLMENTS_EMAIL] = { .name = "email", .type = IMPORT_EMAIL, .is_key = true },
	[ENROLMENTS_LOCALE] = { .name = "locale", .type = IMPORT_CHOICE, .choices = "nl en",
				.may_be_empty = true },
};

#define COLUMNS(what, list) { .row = (what), .at = (list), .n = ARRAY_LEN(list) }
#define LIST(what, list, name_at, email_at)                                                        \
	{ what, list, ARRAY_LEN(list), .is_list = true, .name = (name_at), .email = (email_at) }

const struct import_columns import_columns[IMPORT_KIND_COUNT] = {
	[IMPORT_KIND_FAIRS] = COLUMNS("a fair", FAIRS),
	[IMPORT_KIND_ORGANISATIONS] = COLUMNS("an organisation", ORGANISATIONS),
	[IMPORT_KIND_ROOMS] = COLUMNS("a room", ROOMS),
	[IMPORT_KIND_PROGRAMMES] = COLUMNS("a programme", PROGRAMMES),
	[IMPORT_KIND_PROCESSES] = COLUMNS("a work process", PROCESSES),
	[IMPORT_KIND_BOOTHS] = COLUMNS("a booth", BOOTHS),
	[IMPORT_KIND_PLACEMENTS] = COLUMNS("a placement", PLACEMENTS),
	[IMPORT_KIND_PEOPLE] = COLUMNS("a person", PEOPLE),
	[IMPORT_KIND_STUDENTS] = COLUMNS("a student", STUDENTS),
	[IMPORT_KIND_SLOTS] = COLUMNS("a window", SLOTS),
	[IMPORT_KIND_EMPLOYERS] = LIST("an employer", EMPLOYERS, EMPLOYERS_EMPLOYER, EMPLOYERS_EMAIL),
	[IMPORT_KIND_ENROLMENTS] = LIST("a student", ENROLMENTS, ENROLMENTS_NAME, ENROLMENTS_EMAIL),
};

/* ---- single values ---- */

static bool is_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
	}
	return s.len > 0;
}

static bool is_slug(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-')
			return false;
	}
	return s.len >= 1 && s.len <= 60;
}

static bool is_choice(const char *choices, struct str s)
{
	struct str rest = str_of(choices), word;

	while (rest.len) {
		str_cut(&rest, ' ', &word);
		if (str_eq(word, s))
			return true;
	}
	return false;
}

/* A number of exactly `len` digits within bounds, followed by `end` (0: nothing). */
static bool eat_digits(struct str *s, size_t len, char end, int lo, int hi, int *ret)
{
	struct str head = { s->at, len };
	long long n;

	if (end ? s->len <= len : s->len != len)
		return false;
	if (!is_digits(head) || !str_to_i64(head, &n) || n < lo || n > hi)
		return false;
	if (end && s->at[len] != end)
		return false;
	*s = str_from(*s, len + (end != 0));
	*ret = (int)n;
	return true;
}

static bool relative(struct str s, struct import_when *ret)
{
	char sign = s.len >= 3 ? s.at[0] : 0, unit = s.len >= 3 ? s.at[s.len - 1] : 0;
	struct str digits = s.len >= 3 ? (struct str){ s.at + 1, s.len - 2 } : s;
	long long n, unit_ms = unit == 'm' ? 60000 : 3600000;

	if ((sign != '+' && sign != '-') || (unit != 'm' && unit != 'h') || digits.len > 5 ||
	    !is_digits(digits) || !str_to_i64(digits, &n))
		return false;
	*ret = (struct import_when){ .is_relative = true,
				     .relative_ms = sign == '-' ? -n * unit_ms : n * unit_ms };
	return true;
}

bool import_when(struct str s, struct import_when *ret)
{
	int year, month, day, hour, minute;
	int64_t first;

	if (str_starts(s, STR("now")))
		return relative(str_from(s, 3), ret);
	if (!eat_digits(&s, 4, '-', 2000, 2199, &year) || !eat_digits(&s, 2, '-', 1, 12, &month) ||
	    !eat_digits(&s, 2, ' ', 1, 31, &day) || !eat_digits(&s, 2, ':', 0, 23, &hour) ||
	    !eat_digits(&s, 2, 0, 0, 59, &minute))
		return false;
	first = zone_days(year, month, 1);
	if (day > (month == 12 ? 31 : zone_days(year, month + 1, 1) - first))
		return false;
	*ret = (struct import_when){ .local_s = ((first + day - 1) * 24 + hour) * 3600 +
						minute * 60 };
	return true;
}

static bool codes(struct str s, struct import_cell *ret)
{
	bool has_more = s.len > 0;

	while (has_more) {
		struct str code;

		has_more = str_cut(&s, '|', &code);
		if (ret->n_codes == IMPORT_CODES_MOST || !utf8_is_text(code, 1, 20, true))
			return false;
		for (size_t i = 0; i < ret->n_codes; i++) {
			if (str_eq(ret->codes[i], code))
				return false;
		}
		ret->codes[ret->n_codes++] = code;
	}
	return true;
}

static bool number(const struct import_column *c, struct str s, int64_t *ret)
{
	long long n;

	if (!is_digits(s) || !str_to_i64(s, &n) || n < c->lo || n > c->hi)
		return false;
	*ret = n;
	return true;
}

static bool is_good(const struct import_column *c, struct arena *a, struct import_cell *cell)
{
	struct str s = cell->text;

	if (c->may_be_empty && !s.len)
		return true;
	switch (c->type) {
	case IMPORT_SLUG:
	case IMPORT_REFERENCE:
		return is_slug(s);
	case IMPORT_LINE:
		return utf8_is_text(s, c->lo, c->hi, true);
	case IMPORT_TEXT:
		return utf8_is_text(s, c->lo, c->hi, false);
	case IMPORT_NUMBER:
		return number(c, s, &cell->number);
	case IMPORT_CHOICE:
		return is_choice(c->choices, s);
	case IMPORT_EMAIL:
		return account_address(a, s, &cell->text);
	case IMPORT_TIME:
		return import_when(s, &cell->when);
	case IMPORT_CODES:
		return codes(s, cell);
	}
	return false;
}

static void say_choices(const struct import_column *c, char *to)
{
	struct str rest = str_of(c->choices), word;
	size_t len = (size_t)snprintf(to, IMPORT_EXPECTED_BYTES, "one of ");

	while (rest.len && len < IMPORT_EXPECTED_BYTES) {
		bool has_more = str_cut(&rest, ' ', &word);

		len += (size_t)snprintf(to + len, IMPORT_EXPECTED_BYTES - len, "%.*s%s",
					STR_FMT(word), has_more ? ", " : "");
	}
}

static void say_expected(const struct import_column *c, char *to)
{
	const char *or_nothing = c->may_be_empty ? ", or nothing" : "";
	int n = 0;

	switch (c->type) {
	case IMPORT_SLUG:
		n = snprintf(to, IMPORT_EXPECTED_BYTES, "1 to 60 of a-z, 0-9 and -");
		break;
	case IMPORT_REFERENCE:
		n = snprintf(to, IMPORT_EXPECTED_BYTES, "the slug of %s%s",
			     import_columns[c->to].row, or_nothing);
		break;
	case IMPORT_LINE:
	case IMPORT_TEXT:
		n = snprintf(to, IMPORT_EXPECTED_BYTES,
			     "%s of %u to %u characters, no control characters",
			     c->type == IMPORT_LINE ? "one line" : "text", c->lo, c->hi);
		break;
	case IMPORT_NUMBER:
		n = snprintf(to, IMPORT_EXPECTED_BYTES, "a whole number from %u to %u%s", c->lo,
			     c->hi, or_nothing);
		break;
	case IMPORT_CHOICE:
		say_choices(c, to);
		break;
	case IMPORT_EMAIL:
		n = snprintf(to, IMPORT_EXPECTED_BYTES, "an e-mail address");
		break;
	case IMPORT_TIME:
		n = snprintf(to, IMPORT_EXPECTED_BYTES,
			     "a time such as 2026-12-01 18:00 or now+30m");
		break;
	case IMPORT_CODES:
		n = snprintf(to, IMPORT_EXPECTED_BYTES,
			     "at most %d different codes of work processes, with | between",
			     IMPORT_CODES_MOST);
		break;
	}
	IGNORE(n < 0); /* all of them fit */
}

bool import_cell(const struct import_column *c, struct str s, struct arena *a,
		 struct import_cell *ret, char ret_expected[IMPORT_EXPECTED_BYTES])
{
	*ret = (struct import_cell){ .text = s };
	if (is_good(c, a, ret))
		return true;
	say_expected(c, ret_expected);
	return false;
}

enum import_problem import_problem(const struct import_column *c, struct str s, uint32_t *ret_most)
{
	bool is_words = c->type == IMPORT_LINE || c->type == IMPORT_TEXT;

	*ret_most = 0;
	if (!s.len)
		return IMPORT_PROBLEM_MISSING;
	if (is_words && utf8_is_text(s, 0, SIZE_MAX, c->type == IMPORT_LINE)) {
		*ret_most = c->hi;
		return IMPORT_PROBLEM_TOO_LONG;
	}
	if (is_words)
		return IMPORT_PROBLEM_NOT_A_LINE;
	if (c->type == IMPORT_EMAIL)
		return IMPORT_PROBLEM_NOT_AN_ADDRESS;
	return c->type == IMPORT_CHOICE ? IMPORT_PROBLEM_NOT_A_CHOICE : IMPORT_PROBLEM_OTHER;
}

/* ---- rows ---- */

int64_t import_slots(int64_t from_ms, int64_t until_ms, int64_t slot_ms, int64_t pause_ms)
{
	int64_t window_ms = until_ms - from_ms;

	return window_ms < slot_ms ? 0 : (window_ms - slot_ms) / (slot_ms + pause_ms) + 1;
}

const char *import_role_kind(struct str role)
{
	static const struct {
		const char *role, *kind;
	} KINDS[] = {
		{ "recruiter", "employer" },
		{ "manager", "employer" },
		{ "coordinator", "school" },
	};

	for (size_t i = 0; i < ARRAY_LEN(KINDS); i++) {
		if (str_eq(role, str_of(KINDS[i].role)))
			return KINDS[i].kind;
	}
	return NULL;
}
