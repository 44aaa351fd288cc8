/*
 * Wall clocks and UTC. The judge is libc, which reads the same files: here one thread may set TZ.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "features/imports/zone.h"

#define HOUR_S 3600

static struct arena arena;

static int forget(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct zone zone_of(const char *name)
{
	struct zone zone;

	if (!zone_load(&arena, str_of(name), &zone))
		fail_msg("no zone %s; is tzdata installed?", name);
	return zone;
}

static int64_t local(int year, int month, int day, int hour, int minute)
{
	return zone_days(year, month, day) * 86400 + hour * HOUR_S + minute * 60;
}

static void shows(const char *name, int64_t local_s, int64_t utc_s)
{
	struct zone zone = zone_of(name);
	int64_t got;

	assert_true(zone_to_utc(&zone, local_s, &got));
	assert_int_equal(got, utc_s);
}

static void winter_and_summer_in_amsterdam(void **state)
{
	(void)state;
	shows("Europe/Amsterdam", local(2026, 12, 1, 18, 0), local(2026, 12, 1, 17, 0));
	shows("Europe/Amsterdam", local(2027, 6, 1, 18, 0), local(2027, 6, 1, 16, 0));
	/* Behind the last change that the file lists: by its rule. */
	shows("Europe/Amsterdam", local(2150, 12, 1, 18, 0), local(2150, 12, 1, 17, 0));
	shows("Europe/Amsterdam", local(2150, 6, 1, 18, 0), local(2150, 6, 1, 16, 0));
}

static void a_time_that_clocks_skip_never_comes(void **state)
{
	struct zone zone = zone_of("Europe/Amsterdam");
	int64_t got = 7;

	(void)state;
	/* 28 March 2027: at 2:00 it is 3:00. */
	assert_false(zone_to_utc(&zone, local(2027, 3, 28, 2, 0), &got));
	assert_false(zone_to_utc(&zone, local(2027, 3, 28, 2, 59), &got));
	assert_int_equal(got, 7);
	shows("Europe/Amsterdam", local(2027, 3, 28, 1, 59), local(2027, 3, 28, 0, 59));
	shows("Europe/Amsterdam", local(2027, 3, 28, 3, 0), local(2027, 3, 28, 1, 0));
}

static void a_time_that_comes_twice_is_the_first(void **state)
{
	(void)state;
	/* 31 October 2027: at 3:00 it is 2:00 again. */
	shows("Europe/Amsterdam", local(2027, 10, 31, 1, 59), local(2027, 10, 30, 23, 59));
	shows("Europe/Amsterdam", local(2027, 10, 31, 2, 0), local(2027, 10, 31, 0, 0));
	shows("Europe/Amsterdam", local(2027, 10, 31, 2, 59), local(2027, 10, 31, 0, 59));
	shows("Europe/Amsterdam", local(2027, 10, 31, 3, 0), local(2027, 10, 31, 2, 0));
}

static void summer_over_new_year(void **state)
{
	(void)state;
	shows("Pacific/Auckland", local(2060, 1, 15, 12, 0), local(2060, 1, 14, 23, 0));
	shows("Pacific/Auckland", local(2060, 7, 15, 12, 0), local(2060, 7, 15, 0, 0));
}

static void days_are_those_of_the_calendar(void **state)
{
	(void)state;
	assert_int_equal(zone_days(1970, 1, 1), 0);
	assert_int_equal(zone_days(2000, 3, 1), 11017);
	assert_int_equal(zone_days(1969, 12, 31), -1);
	for (int64_t year = 1600; year < 2400; year++) {
		bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		assert_int_equal(zone_days(year + 1, 1, 1) - zone_days(year, 1, 1),
				 is_leap ? 366 : 365);
	}
}

/* Zones with half hours, negative summer time, rules south of the equator and past midnight, and
 * with none; and those of our own kingdom. */
static const char *const ZONES[] = {
	"Europe/Amsterdam", "Europe/Brussels",	 "Europe/London",     "Europe/Dublin",
	"Europe/Moscow",    "America/New_York",	 "America/St_Johns",  "America/Nuuk",
	"America/Curacao",  "America/Aruba",	 "America/Santiago",  "America/Sao_Paulo",
	"Asia/Kathmandu",   "Asia/Gaza",	 "Asia/Jerusalem",    "Asia/Tehran",
	"Australia/Sydney", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia",
	"Pacific/Auckland", "UTC",		 "Etc/GMT+5",
};

static void every_moment_is_as_libc_has_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ZONES); i++) {
		struct zone zone = zone_of(ZONES[i]);

		setenv("TZ", ZONES[i], 1);
		tzset();
		/* Every seven hours and a bit for the years that matter, some steps before. */
		for (int64_t at = local(1910, 1, 1, 0, 0); at < local(2199, 1, 1, 0, 0);
		     at += at < local(2020, 1, 1, 0, 0) ? 5 * 86400 + 61 : 7 * HOUR_S + 11) {
			time_t t = (time_t)at;
			struct tm tm;
			int64_t local_s = at + zone_offset(&zone, at), again;

			assert_non_null(localtime_r(&t, &tm));
			if (tm.tm_gmtoff != zone_offset(&zone, at))
				fail_msg("%s at %lld: %ld, not %d", ZONES[i], (long long)at,
					 tm.tm_gmtoff, zone_offset(&zone, at));
			/* What a clock shows is found again; earlier where it shows it twice. */
			assert_true(zone_to_utc(&zone, local_s, &again));
			assert_true(again <= at && at - again <= 24 * HOUR_S);
			assert_int_equal(again + zone_offset(&zone, again), local_s);
		}
	}
	unsetenv("TZ");
	tzset();
}

static void names_lead_nowhere_else(void **state)
{
	static const char *const NAMES[] = {
		"",
		"Europe",
		"Mars/Olympus",
		"../../../etc/passwd",
		"/etc/localtime",
		"Europe/",
		"Europe//Amsterdam",
		"Europe/Amsterdam\n",
		"right/UTC",
		"tzdata.zi",
		".",
		"Europe/./Amsterdam",
	};
	struct zone zone;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
		if (zone_load(&arena, str_of(NAMES[i]), &zone))
			fail_msg("%s is a zone", NAMES[i]);
	}
}

static struct str bytes_of(const char *path, char *to, size_t size)
{
	FILE *file = fopen(path, "rb");
	size_t n;

	assert_non_null(file);
	n = fread(to, 1, size, file);
	fclose(file);
	return (struct str){ to, n };
}

/* Under AddressSanitizer: whatever is broken in a file, nothing outside it is read. */
static void a_damaged_file_is_refused_or_harmless(void **state)
{
	static char whole[8192];
	struct str good = bytes_of("/usr/share/zoneinfo/Europe/Amsterdam", whole, sizeof(whole));
	struct zone zone;

	(void)state;
	assert_true(zone_parse(good, &zone));
	for (size_t len = 0; len < good.len; len++) {
		char *copy = malloc(len + 1);

		memcpy(copy, good.at, len);
		assert_false(zone_parse((struct str){ copy, len }, &zone));
		free(copy);
	}
	for (size_t i = 0; i < good.len; i++) {
		char *copy = malloc(good.len);
		int64_t utc_s;

		memcpy(copy, good.at, good.len);
		copy[i] = (char)(copy[i] ^ 0xFF);
		if (zone_parse((struct str){ copy, good.len }, &zone))
			IGNORE(zone_to_utc(&zone, local(2150, 6, 1, 18, 0), &utc_s)); /* no crash */
		free(copy);
	}
}

#define TEST(name) cmocka_unit_test_teardown(name, forget)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(winter_and_summer_in_amsterdam),
		TEST(a_time_that_clocks_skip_never_comes),
		TEST(a_time_that_comes_twice_is_the_first),
		TEST(summer_over_new_year),
		TEST(days_are_those_of_the_calendar),
		TEST(every_moment_is_as_libc_has_it),
		TEST(names_lead_nowhere_else),
		TEST(a_damaged_file_is_refused_or_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
