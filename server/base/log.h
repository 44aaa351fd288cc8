/*
 * Structured log lines on stderr: `time=… level=info event=call_ended call=12 reason=time`. Ids
 * only: never names, texts, cards, tokens, cookies or addresses. Any thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARN, LOG_LEVEL_ERROR };

/* Lines below this level are dropped. Set once, before threads start. */
void log_set_level(enum log_level level);

/*
 * Writes one line: an event name, then pairs of key and value, ended by NULL. Values are made
 * with log_i() or are texts; both are quoted and escaped where they need it.
 */
void log_line(enum log_level level, const char *event, ...) __attribute__((sentinel));

/* A number as a value for log_line; lives until the thread's eighth next call. */
const char *log_i(int64_t n);

#define log_debug(...) log_line(LOG_LEVEL_DEBUG, __VA_ARGS__, (char *)NULL)
#define log_info(...) log_line(LOG_LEVEL_INFO, __VA_ARGS__, (char *)NULL)
#define log_warn(...) log_line(LOG_LEVEL_WARN, __VA_ARGS__, (char *)NULL)
#define log_error(...) log_line(LOG_LEVEL_ERROR, __VA_ARGS__, (char *)NULL)
