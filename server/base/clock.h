/* The only source of time. Whoever decides something gets the time as an argument. */
#pragma once

#include <stdint.h>

/* UTC milliseconds since 1970. May jump; the engine's own now never runs back. */
int64_t clock_utc_ms(void);

/* Milliseconds and microseconds since some fixed moment; never run back. For durations. */
int64_t clock_mono_ms(void);
int64_t clock_mono_us(void);
