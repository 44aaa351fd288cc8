/* See log.h. One write() a line, so that lines of threads never mix. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"

static enum log_level lowest = LOG_LEVEL_INFO;

void log_set_level(enum log_level level)
{
	lowest = level;
}

static const char *level_name(enum log_level level)
{
	switch (level) {
	case LOG_LEVEL_DEBUG:
		return "debug";
	case LOG_LEVEL_INFO:
		return "info";
	case LOG_LEVEL_WARN:
		return "warn";
	case LOG_LEVEL_ERROR:
		return "error";
	}
	return "error";
}

static bool is_plain(const char *value)
{
	if (!*value)
		return false;
	for (; *value; value++) {
		unsigned char c = (unsigned char)*value;

		if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c >= 0x7f)
			return false;
	}
	return true;
}

static void write_time(struct buf *line)
{
	struct timespec now;
	struct tm utc;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	buf_printf(line, "time=%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ", utc.tm_year + 1900,
		   utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec,
		   now.tv_nsec / 1000000);
}

void log_line(enum log_level level, const char *event, ...)
{
	AUTO(buf_done) struct buf line = { 0 };
	va_list pairs;
	const char *key;

	if (level < lowest)
		return;
	write_time(&line);
	buf_printf(&line, " level=%s event=%s", level_name(level), event);
	va_start(pairs, event);
	while ((key = va_arg(pairs, const char *))) {
		const char *value = va_arg(pairs, const char *);

		buf_printf(&line, " %s=", key);
		if (!value)
			break;
		if (is_plain(value))
			buf_str(&line, str_of(value));
		else
			buf_json(&line, str_of(value));
	}
	va_end(pairs);
	buf_char(&line, '\n');
	IGNORE(write(STDERR_FILENO, line.at, line.len) < 0); /* nowhere left to complain */
}

const char *log_i(int64_t n)
{
	static _Thread_local char texts[8][24];
	static _Thread_local unsigned turn;
	char *text = texts[turn++ % 8];

	snprintf(text, sizeof(texts[0]), "%lld", (long long)n);
	return text;
}
