/* See moment.h. */
#include "features/mail/moment.h"

#include <time.h>

static const char *const DAYS[LOCALE_COUNT][7] = {
	[LOCALE_NL] = { "zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag" },
	[LOCALE_EN] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" },
};
static const char *const MONTHS[LOCALE_COUNT][12] = {
	[LOCALE_NL] = { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
			"oktober", "november", "december" },
	[LOCALE_EN] = { "January", "February", "March", "April", "May", "June", "July", "August", "September",
			"October", "November", "December" },
};
static const char *const AT[LOCALE_COUNT] = { [LOCALE_NL] = "om", [LOCALE_EN] = "at" };

struct str moment_in_words(struct arena *a, const struct zone *zone, int64_t utc_ms, enum locale locale)
{
	int64_t utc_s = utc_ms / 1000;
	time_t local_s = (time_t)(utc_s + zone_offset(zone, utc_s));
	struct tm at;

	gmtime_r(&local_s, &at);
	return arena_printf(a, "%s %d %s %s %02d:%02d", DAYS[locale][at.tm_wday], at.tm_mday,
			    MONTHS[locale][at.tm_mon], AT[locale], at.tm_hour, at.tm_min);
}
