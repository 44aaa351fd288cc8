/*
 * Local wall-clock time to UTC, for one IANA time zone.
 *
 * libc can do this only for the zone of the whole process (mktime with TZ), which other threads
 * see change; glibc has no tzalloc(). So this reads the system's compiled zone files (TZif, RFC
 * 9636, versions 2 and up, with the rule at their end for later years). Zones with leap seconds
 * ("right/…") are refused.
 */
#pragma once

#include <stdint.h>

#include "base/arena.h"

/* A day of the year and a moment on it, as POSIX TZ strings say it: "M10.5.0/3". */
struct zone_change {
	int month, week, day;
	int32_t time_s; /* local time of that day; may be negative or beyond it */
};

struct zone {
	const unsigned char *times; /* when the offset changed: 64-bit, big-endian */
	const unsigned char *kinds; /* to which type */
	const unsigned char *types; /* six bytes each, the offset first */
	size_t n_times, n_types;
	/* from the last change on */
	bool has_rule, has_summer;
	int32_t winter_s, summer_s; /* seconds east of Greenwich */
	struct zone_change starts, ends; /* of summer time */
};

/* Reads the bytes of a TZif file, which must outlive *ret. False: it is none, or damaged. Pure. */
bool zone_parse(struct str tzif, struct zone *ret) MUST_CHECK;

/* Reads the zone of this name ("Europe/Amsterdam") from the system; its bytes are in the arena.
 * False: the system has none of this name. */
bool zone_load(struct arena *a, struct str name, struct zone *ret) MUST_CHECK;

/* Seconds east of Greenwich at this moment. Pure. */
int32_t zone_offset(const struct zone *z, int64_t utc_s);

/*
 * The moment at which clocks show `local_s` (seconds since 1970 as if local time were UTC). A time
 * that comes twice, when clocks are put back, is the first. False: it never comes, because clocks
 * were put forward over it. Pure.
 */
bool zone_to_utc(const struct zone *z, int64_t local_s, int64_t *ret_utc_s) MUST_CHECK;

/* Days since 1970-01-01 of a date of the Gregorian calendar. Pure. */
int64_t zone_days(int64_t year, int month, int day);
