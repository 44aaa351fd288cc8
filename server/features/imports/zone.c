/* See zone.h. Everything read from a file is checked before it is used. */
#include "features/imports/zone.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"

#define ZONE_DIRECTORY "/usr/share/zoneinfo"
/* The largest of Debian's are under 4 KiB. */
#define FILE_MOST 16384
#define HEADER_BYTES 44
#define TYPE_BYTES 6
#define DAY_S 86400

/* ---- the calendar ---- */

/* Hinnant, "chrono-compatible low-level date algorithms": March is the first month, so that the
 * leap day is the last of a year. */
int64_t zone_days(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int64_t year_of(int64_t local_s)
{
	int64_t days = (local_s >= 0 ? local_s : local_s - DAY_S + 1) / DAY_S;
	int64_t year = 1970 + days / 366;

	while (zone_days(year + 1, 1, 1) <= days)
		year++;
	while (zone_days(year, 1, 1) > days)
		year--;
	return year;
}

/* Local seconds of a change in this year: the week-th `day` (0: Sunday) of its month, 5: last. */
static int64_t change_local_s(const struct zone_change *c, int64_t year)
{
	int64_t first = zone_days(year, c->month, 1);
	int64_t next = c->month == 12 ? zone_days(year + 1, 1, 1) :
					zone_days(year, c->month + 1, 1);
	/* 1970-01-01 was a Thursday. */
	int64_t weekday = ((first + 4) % 7 + 7) % 7;
	int64_t date = first + (c->day - weekday + 7) % 7 + (c->week - 1) * 7;

	while (date >= next)
		date -= 7;
	return date * DAY_S + c->time_s;
}

/* ---- the rule behind the last change: a POSIX TZ string, "CET-1CEST,M3.5.0,M10.5.0/3" ---- */

static bool eat(struct str *s, char c)
{
	if (!s->len || s->at[0] != c)
		return false;
	*s = str_from(*s, 1);
	return true;
}

static bool eat_number(struct str *s, int most, int *ret)
{
	int n = 0;
	size_t i = 0;

	for (; i < s->len && i < 4 && s->at[i] >= '0' && s->at[i] <= '9'; i++)
		n = n * 10 + (s->at[i] - '0');
	if (!i || n > most)
		return false;
	*s = str_from(*s, i);
	*ret = n;
	return true;
}

/* A name of letters, or of anything between < and >. */
static bool eat_name(struct str *s)
{
	struct str rest = *s, name;
	size_t i = 0;

	if (eat(&rest, '<')) {
		if (!str_cut(&rest, '>', &name) || !name.len)
			return false;
		*s = rest;
		return true;
	}
	while (i < s->len && ((s->at[i] | 0x20) >= 'a' && (s->at[i] | 0x20) <= 'z'))
		i++;
	*s = str_from(*s, i);
	return i >= 3;
}

/* [+-]hh[:mm[:ss]] */
static bool eat_time(struct str *s, int32_t *ret)
{
	bool is_negative = eat(s, '-');
	int h, m = 0, sec = 0;

	if (!is_negative)
		eat(s, '+');
	if (!eat_number(s, 167, &h) || (eat(s, ':') && !eat_number(s, 59, &m)) ||
	    (eat(s, ':') && !eat_number(s, 59, &sec)))
		return false;
	*ret = (h * 60 + m) * 60 + sec;
	*ret = is_negative ? -*ret : *ret;
	return true;
}

/* ,Mm.w.d[/time]: the only form in use (tzdata 2025). */
static bool eat_change(struct str *s, struct zone_change *ret)
{
	if (!eat(s, ',') || !eat(s, 'M') || !eat_number(s, 12, &ret->month) || !eat(s, '.') ||
	    !eat_number(s, 5, &ret->week) || !eat(s, '.') || !eat_number(s, 6, &ret->day))
		return false;
	ret->time_s = 2 * 60 * 60;
	if (eat(s, '/') && !eat_time(s, &ret->time_s))
		return false;
	return ret->month >= 1 && ret->week >= 1;
}

static bool parse_rule(struct str s, struct zone *z)
{
	if (!s.len)
		return true;
	if (!eat_name(&s) || !eat_time(&s, &z->winter_s))
		return false;
	z->winter_s = -z->winter_s; /* POSIX counts westward */
	z->has_rule = true;
	if (!s.len)
		return true;
	if (!eat_name(&s))
		return false;
	z->summer_s = z->winter_s + 60 * 60;
	if (s.len && s.at[0] != ',') {
		if (!eat_time(&s, &z->summer_s))
			return false;
		z->summer_s = -z->summer_s;
	}
	z->has_summer = true;
	return eat_change(&s, &z->starts) && eat_change(&s, &z->ends) && !s.len;
}

static int32_t rule_offset(const struct zone *z, int64_t utc_s)
{
	int64_t year = year_of(utc_s + z->winter_s);
	int64_t starts, ends;
	bool is_summer;

	if (!z->has_summer)
		return z->winter_s;
	starts = change_local_s(&z->starts, year) - z->winter_s;
	ends = change_local_s(&z->ends, year) - z->summer_s;
	/* South of the equator summer lasts over the turn of the year. */
	if (starts < ends)
		is_summer = utc_s >= starts && utc_s < ends;
	else
		is_summer = utc_s >= starts || utc_s < ends;
	return is_summer ? z->summer_s : z->winter_s;
}

/* ---- the file ---- */

static uint32_t be32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t time_at(const struct zone *z, size_t i)
{
	const unsigned char *at = z->times + i * 8;

	return (int64_t)((uint64_t)be32(at) << 32 | be32(at + 4));
}

static int32_t type_offset(const struct zone *z, size_t type)
{
	return (int32_t)be32(z->types + type * TYPE_BYTES);
}

/* Counts of a header (RFC 9636 §3.1) and the bytes of its block, with times of `time_bytes`. */
struct header {
	uint32_t n_utc, n_std, n_leap, n_times, n_types, n_chars;
};

static bool read_header(struct str s, struct header *ret)
{
	const unsigned char *at = (const unsigned char *)s.at;

	if (s.len < HEADER_BYTES || memcmp(s.at, "TZif", 4) != 0 || at[4] < '2')
		return false;
	*ret = (struct header){ be32(at + 20), be32(at + 24), be32(at + 28),
				be32(at + 32), be32(at + 36), be32(at + 40) };
	/* No sum below can overflow. */
	return ret->n_utc <= FILE_MOST && ret->n_std <= FILE_MOST && ret->n_leap <= FILE_MOST &&
	       ret->n_times <= FILE_MOST && ret->n_types <= FILE_MOST && ret->n_chars <= FILE_MOST;
}

static size_t block_bytes(const struct header *h, size_t time_bytes)
{
	return h->n_times * (time_bytes + 1) + h->n_types * TYPE_BYTES + h->n_chars +
	       h->n_leap * (time_bytes + 4) + h->n_std + h->n_utc;
}

static bool has_good_kinds(const struct zone *z)
{
	for (size_t i = 0; i < z->n_times; i++) {
		if (z->kinds[i] >= z->n_types)
			return false;
	}
	return z->n_types > 0;
}

bool zone_parse(struct str tzif, struct zone *ret)
{
	struct header h;
	struct str s = tzif, rule;
	struct zone z = { 0 };
	size_t block;

	/* The first block is for readers that know 32 bits only. */
	if (!read_header(s, &h) || s.len - HEADER_BYTES < block_bytes(&h, 4))
		return false;
	s = str_from(s, HEADER_BYTES + block_bytes(&h, 4));
	if (!read_header(s, &h) || h.n_leap)
		return false;
	s = str_from(s, HEADER_BYTES);
	block = block_bytes(&h, 8);
	if (s.len < block)
		return false;
	z.n_times = h.n_times;
	z.n_types = h.n_types;
	z.times = (const unsigned char *)s.at;
	z.kinds = z.times + z.n_times * 8;
	z.types = z.kinds + z.n_times;
	s = str_from(s, block);
	if (!has_good_kinds(&z) || !eat(&s, '\n') || !str_cut(&s, '\n', &rule) ||
	    !parse_rule(rule, &z))
		return false;
	*ret = z;
	return true;
}

/* Letters, digits, _, + and - between slashes: no way out of the directory. */
static bool is_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			       (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-';
		bool is_inner_slash = c == '/' && i > 0 && i + 1 < name.len &&
				      name.at[i - 1] != '/';

		if (!is_word && !is_inner_slash)
			return false;
	}
	return name.len >= 1 && name.len <= 60;
}

bool zone_load(struct arena *a, struct str name, struct zone *ret)
{
	char *bytes = arena_alloc(a, FILE_MOST), path[128];
	size_t len = 0;
	ssize_t n = 0;
	int fd;

	if (!is_name(name))
		return false;
	snprintf(path, sizeof(path), ZONE_DIRECTORY "/%.*s", STR_FMT(name));
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	while (len < FILE_MOST && ((n = read(fd, bytes + len, FILE_MOST - len)) > 0 ||
				   (n < 0 && errno == EINTR)))
		len += n > 0 ? (size_t)n : 0;
	close(fd);
	return n == 0 && zone_parse((struct str){ bytes, len }, ret);
}

/* ---- times ---- */

int32_t zone_offset(const struct zone *z, int64_t utc_s)
{
	size_t lo = 0, hi = z->n_times;

	/* The number of changes up to this moment. */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (time_at(z, mid) <= utc_s)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == z->n_times && z->has_rule)
		return rule_offset(z, utc_s);
	return type_offset(z, lo ? z->kinds[lo - 1] : 0);
}

static void consider(const struct zone *z, int64_t local_s, int32_t offset, bool *found,
		     int64_t *first)
{
	int64_t utc_s = local_s - offset;

	if (zone_offset(z, utc_s) != offset || (*found && *first <= utc_s))
		return;
	*found = true;
	*first = utc_s;
}

bool zone_to_utc(const struct zone *z, int64_t local_s, int64_t *ret_utc_s)
{
	bool found = false;
	int64_t first = 0;

	/* Each offset that the zone ever had names one moment; those that had it then are right. */
	for (size_t i = 0; i < z->n_types; i++)
		consider(z, local_s, type_offset(z, i), &found, &first);
	if (z->has_rule)
		consider(z, local_s, z->winter_s, &found, &first);
	if (z->has_summer)
		consider(z, local_s, z->summer_s, &found, &first);
	if (found)
		*ret_utc_s = first;
	return found;
}
