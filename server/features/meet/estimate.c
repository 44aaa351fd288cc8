/*
 * A queue of `ahead` people before `seats` recruiters: the wait is the sum of ahead + 1 - free talks
 * over the seats. Mean and spread come from the newest talks, drawn towards the planned length
 * while there are few (a prior worth PRIOR talks).
 */
#include "features/meet/estimate.h"

#include <math.h>

#define PRIOR 3.0
/* Before a booth has talked: talks spread by about a third; turning round takes a minute. */
#define PRIOR_SPREAD 0.35
#define TURN_ROUND_MS 60000.0
/* The 90th percentile of a normal distribution, in standard deviations. */
#define Z90 1.2816

static void moments(const struct wait_facts *f, double *ret_mean, double *ret_variance)
{
	double prior = (double)f->talk_ms + TURN_ROUND_MS;
	double sum = prior * PRIOR, n = PRIOR + (double)f->n_talks;
	double squares = prior * PRIOR_SPREAD * prior * PRIOR_SPREAD * PRIOR;

	for (size_t i = 0; i < f->n_talks; i++)
		sum += (double)f->talks_ms[i];
	*ret_mean = sum / n;
	for (size_t i = 0; i < f->n_talks; i++) {
		double off = (double)f->talks_ms[i] - *ret_mean;

		squares += off * off;
	}
	*ret_variance = squares / n;
}

bool wait_estimate(const struct wait_facts *f, struct wire_wait *ret)
{
	double mean, variance, rounds, spread;

	if (!f->seats)
		return false;
	if (f->ahead < f->free) {
		*ret = (struct wire_wait){ 0, (int64_t)TURN_ROUND_MS };
		return true;
	}
	moments(f, &mean, &variance);
	/* The talks that run now are on average half over. */
	rounds = (double)(f->ahead - f->free) + (f->free ? 1.0 : 0.5);
	spread = sqrt(variance * (rounds + 0.5)) / f->seats;
	ret->p50_ms = (int64_t)(mean * rounds / f->seats);
	ret->p90_ms = ret->p50_ms + (int64_t)(Z90 * spread);
	/* Not below what the first before a free recruiter is told: who is behind waits no less. */
	if (ret->p90_ms < (int64_t)TURN_ROUND_MS)
		ret->p90_ms = (int64_t)TURN_ROUND_MS;
	return true;
}
