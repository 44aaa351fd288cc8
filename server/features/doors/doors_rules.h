/* Who comes in next, and what can be said of a wait at the door. Pure: no SQL, no clock, no I/O. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/protocol.h"

/*
 * So many come in at most within this time, when a fair has a bound: a crowd at the opening spreads over the lines
 * while each sees where the one before went. A thousand are inside in under a minute.
 */
#define WAVE_MOST 100
#define WAVE_MS (5 * INT64_C(1000))

/* The most numbers that are told: of those behind them nobody needs to know who gave up. */
#define TOLD_MOST 500

/* The doors of a fair. Times of what never was are 0. */
struct doors {
	int64_t fair;
	bool is_open;
	uint32_t most; /* students inside at once; 0: no bound */
	uint32_t inside, waiting, next_number;
	int64_t wave_ms, timer_ms;
	uint32_t wave_n;
	int64_t counting_ms, freed_ms;
	uint32_t freed;
};

/* How many come in now; begins a new wave when it is time. */
uint32_t doors_wave(struct doors *doors, int64_t now_ms);

/* When more of those who wait can come in; 0: not before a place comes free. */
int64_t doors_next_wave_ms(const struct doors *doors, int64_t now_ms);

/* Somebody waits from now on, or no longer. */
void doors_wait(struct doors *doors, int64_t now_ms);
void doors_wait_over(struct doors *doors);

/* Somebody inside gave their place up. */
void doors_leave(struct doors *doors, int64_t now_ms);

/* How often a place comes free; 0: too little is known. */
int64_t doors_pace_ms(const struct doors *doors);

/* Numbers in order as runs of numbers without a gap; ret has room for n of them; how many. */
size_t doors_runs(const int64_t *numbers, size_t n, struct wire_number_run *ret);
