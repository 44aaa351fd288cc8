/* See doors_rules.h. */
#include "features/doors/doors_rules.h"

/* Fewer places that came free, or in less time, say nothing about the next. */
#define FREED_LEAST 10
#define COUNTED_LEAST_MS (5 * 60 * INT64_C(1000))
/* What was longer ago than this counts half. */
#define COUNTED_MOST_MS (30 * 60 * INT64_C(1000))

static bool has_room(const struct doors *d)
{
	return d->is_open && (!d->most || d->inside < d->most);
}

uint32_t doors_wave(struct doors *d, int64_t now_ms)
{
	uint32_t n;

	if (!has_room(d))
		return 0;
	/* Without a bound the waves only keep a transaction short. */
	if (!d->most || now_ms >= d->wave_ms + WAVE_MS) {
		d->wave_ms = now_ms;
		d->wave_n = 0;
	}
	n = WAVE_MOST - d->wave_n;
	if (d->most && n > d->most - d->inside)
		n = d->most - d->inside;
	if (n > d->waiting)
		n = d->waiting;
	d->wave_n += n;
	return n;
}

int64_t doors_next_wave_ms(const struct doors *d, int64_t now_ms)
{
	if (!d->waiting || !has_room(d))
		return 0;
	return d->most ? d->wave_ms + WAVE_MS : now_ms;
}

void doors_wait(struct doors *d, int64_t now_ms)
{
	if (!d->waiting++) {
		d->counting_ms = now_ms;
		d->freed = 0;
	}
}

void doors_wait_over(struct doors *d)
{
	d->waiting--;
}

void doors_leave(struct doors *d, int64_t now_ms)
{
	d->inside--;
	/* A place comes free only where there are no more inside than may be. */
	if (!d->waiting || (d->most && d->inside >= d->most))
		return;
	d->freed++;
	d->freed_ms = now_ms;
	if (now_ms - d->counting_ms > COUNTED_MOST_MS && d->freed > 1) {
		d->counting_ms = now_ms - (now_ms - d->counting_ms) / 2;
		d->freed /= 2;
	}
}

int64_t doors_pace_ms(const struct doors *d)
{
	int64_t counted_ms = d->freed_ms - d->counting_ms;

	return d->freed >= FREED_LEAST && counted_ms >= COUNTED_LEAST_MS ? counted_ms / d->freed : 0;
}

size_t doors_runs(const int64_t *numbers, size_t n, struct wire_number_run *ret)
{
	size_t n_runs = 0;

	for (size_t i = 0; i < n; i++) {
		if (n_runs && numbers[i] == (int64_t)ret[n_runs - 1].until + 1)
			ret[n_runs - 1].until++;
		else
			ret[n_runs++] = (struct wire_number_run){ (uint32_t)numbers[i], (uint32_t)numbers[i] };
	}
	return n_runs;
}
